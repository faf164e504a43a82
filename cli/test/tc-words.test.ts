/**
 * What `tc` understands, read by the words of `nlkit`: the same settings as those that the library's own tests hold
 * against the requests of `tc`. Kinds that this kernel lacks are among them.
 *
 * @module
 */
import { createKernel } from "nlkit/kernel";
import { openRoute } from "nlkit/route";
import { describe, expect, it } from "vitest";
import { ACTION_ROWS } from "../../test/support/tc-action-rows.ts";
import { FILTER_ROWS } from "../../test/support/tc-filter-rows.ts";
import { CLASS_ROWS, QDISC_ROWS } from "../../test/support/tc-rows.ts";
import { actionCommand } from "../src/action.ts";
import { readAction } from "../src/action-words.ts";
import { classCommand } from "../src/class.ts";
import { filterCommand } from "../src/filter.ts";
import { splitMark } from "../src/filter-words.ts";
import { qdiscCommand } from "../src/qdisc.ts";
import { endingLines, endingOf } from "../src/usage.ts";
import type { ObjectCommand } from "../src/verb.ts";
import { Cursor, type Draft, readWords } from "../src/words.ts";

/** Words, of which quoted ones are one. */
function split(line: string): string[] {
  return (line.match(/'[^']*'|\S+/g) ?? []).map((each) => each.replaceAll("'", ""));
}

function read({ verbs }: ObjectCommand, line: string): Draft {
  const add = verbs.find(({ name }) => name === "add");
  const draft = readWords(new Cursor(split(line)), add?.words ?? []);
  splitMark(draft);
  return draft;
}

/** The same for what can be written in two ways. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled);
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      // Minor numbers of a qdisc's own classes.
      if (name === "defaultClass") return [name, String(part).replace(/^\d+:/, ":")];
      if (name === "protocol") return [name, String(part).toLowerCase()];
      if (name === "ctState" && Array.isArray(part)) return [name, part.toSorted()];
      // A list of which the rest is 0.
      if (name === "priorityMap" && Array.isArray(part))
        return [name, part.join().replace(/(,0)+$/, "")];
      return [name, settled(part)];
    }),
  );
}

describe("tc's words", () => {
  it.each(QDISC_ROWS)("qdisc add %s", (line, settings) => {
    const { parent = "root", ...draft } = read(qdiscCommand, line);
    expect(parent).toBe("root");
    expect(settled(draft)).toStrictEqual(settled(settings));
  });
  it.each(CLASS_ROWS.flatMap(([, rows]) => rows))("class add %s", (line, settings) => {
    expect(settled(read(classCommand, line))).toStrictEqual(settled(settings));
  });
  it.each(FILTER_ROWS)("filter add %s", (line, settings) => {
    expect(settled(read(filterCommand, line))).toStrictEqual(
      settled({ protocol: "all", ...settings }),
    );
  });
  // Metadata of ife is bytes, which are for programs.
  it.each(ACTION_ROWS.filter(([line]) => !line.includes(" allow ")))(
    "action add %s",
    (line, settings) => {
      const cursor = new Cursor(split(line));
      expect(settled(readAction(cursor))).toStrictEqual(settled(settings));
      expect(cursor.next).toBeUndefined();
    },
  );
});

const OBJECTS = [qdiscCommand, classCommand, filterCommand, actionCommand];

/** What a command says that comes to nothing before anything is sent: the embedded kernel has no qdiscs. */
async function said(line: string): Promise<string> {
  await using route = await openRoute({ transport: createKernel() });
  await route.links.add({ kind: "veth", name: "v0", peer: { name: "v1" } });
  const [object, verb, ...words] = split(line);
  const { verbs } = OBJECTS.find(({ name }) => name === object) as ObjectCommand;
  const found = verbs.find(({ name }) => name === verb);
  const error = await Promise.resolve()
    .then(() => found?.run({ route } as never, words))
    .catch((thrown: unknown) => thrown);
  const ending = endingOf(error);
  expect(ending.status, line).toBe(2);
  return endingLines(ending);
}

describe("what cannot be is refused in the words that it was given in", () => {
  it.each([
    ["qdisc add root tbf", "qdisc add: dev DEV is missing"],
    ["qdisc add dev v0 root", "qdisc add: the kind is missing"],
    ["qdisc add dev v0 root tbff rate 5mbit", 'did you mean "tbf"?'],
    ["qdisc add dev v0 root tbf ratte 5", 'did you mean "rate"?'],
    ["qdisc add dev v0 root tbf rate 5mbits", 'rate: "5mbits" is no rate'],
    ["qdisc add dev v0 root tbf rate 5mbit", "nlkit: burst: expected a value"],
    [
      "qdisc add dev v0 root tbf rate 5mbit burst 5k",
      "nlkit: limit: expected either this or latency\n",
    ],
    [
      "qdisc add dev v0 root tbf rate 9bit burst 5k limit 9k",
      "nlkit: rate: expected bits per second: a multiple of 8 from 8 on, got 9",
    ],
    ["qdisc add dev v0 root tbf rate 1mbit rate 2mbit", "has been given already"],
    ["qdisc add dev v0 root netem loss", "loss: PERCENT is missing"],
    ["qdisc add dev v0 root netem loss 120%", "percent, from 0 to 100"],
    ["qdisc add dev v0 root taprio sched-entry X 1 5", "S|H|R GATES NANOSECONDS"],
    ["class add dev v0 parent 1: classid 1 htb rate 1mbit", '"1:10"'],
    ["class add dev v0 parent 1: hfsc rt d 10ms", "realTime"],
    ["class list", "dev DEV is missing"],
    ["filter add dev v0 parent 1: u32 match ip dts 1.2.3.4", 'did you mean "dst"?'],
    ["filter add dev v0 parent 1: u32 match ip dst 1.2.3", "is no prefix of IPv4"],
    ["filter add dev v0 parent 1: u32 match u16 1 1 at 3", "not within four"],
    ["filter add dev v0 parent 1: u32", "nlkit: match: expected something, or divisor"],
    [
      "filter add dev v0 parent 1: matchall action mirred egress rediret dev v1",
      'did you mean "redirect"?',
    ],
    [
      "filter add dev v0 parent 1: matchall action mired egress redirect dev v1",
      'did you mean "mirred"?',
    ],
    ["filter add dev v0 parent 1: flower dst_port 80", "dst_port: expected nothing without"],
    ["filter add dev v0 parent 1: flower ct_state +trk+odd", "is no list of states"],
    ["filter add dev v0 parent 1: bpf bytecode '2,6 0 0 1'", "tcpdump -ddd"],
    ["filter add dev v0 block 3 matchall", "dev: expected a link, or else a block"],
    ["filter del dev v0 parent 1:", '"filter flush" removes all'],
    ["action add mirred egress redirect dev v1 action drop", "one action at a time"],
    ["action add mirred dev v1", "egress|ingress: expected a value"],
    ["action get mirred", "index NUMBER is missing"],
  ])("%s", async (line, part) => {
    const text = await said(line);
    expect(text).toContain(part);
    expect(text).not.toContain("options.");
  });
});
