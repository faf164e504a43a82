/**
 * The request for each kind of qdisc, class, filter and action beside that of tc, so that kinds which this kernel lacks
 * are proven too; and what tc says, in the words of the library.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRouteOn, type RouteClient } from "../../src/families/route/index.ts";
import { actionOf } from "../../src/families/route/tc/action.ts";
import { CLASSES } from "../../src/families/route/tc/class-kinds.ts";
import { FILTERS } from "../../src/families/route/tc/filter-kinds.ts";
import { type Kinds, readOptions } from "../../src/families/route/tc/kind.ts";
import { QDISCS } from "../../src/families/route/tc/qdisc.ts";
import { decodePayload, type MessageTable } from "../../src/schema/index.ts";
import { actionMessage, classMessage, tcMessage } from "../../src/uapi/tc/index.ts";
import { readHeader } from "../../src/wire/index.ts";
import { ack } from "../support/fake-messages.ts";
import { FakeTransport } from "../support/fake-transport.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { ACTION_ROWS } from "../support/tc-action-rows.ts";
import { FILTER_ROWS } from "../support/tc-filter-rows.ts";
import { CLASS_ROWS, QDISC_ROWS } from "../support/tc-rows.ts";
import { sentByIp, whyNoStrace } from "./request-tree.ts";

const skipped = whyNoOracle() ?? whyNoStrace();
const HEADER = 16;
const NLM_F_ECHO = 8;

type Body = Record<string, unknown>;
interface Request {
  readonly type: number;
  readonly flags: number;
  readonly body: Body;
}

function decoded(bytes: Uint8Array, table: MessageTable): Request {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { type, flags } = readHeader(view, 0);
  const body = decodePayload(table, bytes, view, HEADER, bytes.length) as Body;
  return { type, flags: flags & ~NLM_F_ECHO, body };
}

/** What nlkit sends last. @param indexes - Of links by their names. */
async function sentByNlkit(
  indexes: ReadonlyMap<string, number>,
  change: (route: RouteClient) => Promise<unknown>,
): Promise<Uint8Array> {
  const fake = new FakeTransport();
  fake.onRequest = ({ bytes, start }) => {
    fake.push([ack(new DataView(bytes.buffer, bytes.byteOffset).getUint32(start + 8, true))]);
  };
  const route = openRouteOn({ openTransport: () => fake });
  try {
    await change(route).catch(() => undefined);
  } finally {
    route.close();
  }
  expect(indexes.size).toBeGreaterThan(0);
  const wanted = fake.requests.map(({ bytes, start, end }) => bytes.slice(start, end));
  return wanted.find((each) => [36, 40, 44, 48].includes(each[4] ?? 0)) as Uint8Array;
}

/** Settings with links by their indexes, for nobody answers who would know their names. */
function linked(value: unknown, indexes: ReadonlyMap<string, number>): unknown {
  if (typeof value === "string") return indexes.get(value) ?? value;
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((each) => linked(each, indexes));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, linked(part, indexes)]),
  );
}

/** Where a whole microsecond is lost: tc 6.1 reckons in those, and cuts off what is over. */
const TICKS_A_MICROSECOND = 16;
const TICKS: readonly RegExp[] = [
  /\.(buffer|cbuffer|mtu|burst)$/,
  /pktburst64$/,
  /^options\.(latency|jitter)$/,
];

/** All leaves, tables of times as lists of numbers. */
function leaves(value: unknown, path = ""): Map<string, unknown> {
  const found = new Map<string, unknown>();
  if (value instanceof Uint8Array && /\.(rtab|ctab|ptab|rate|peakrate)$/.test(path)) {
    for (const [at, ticks] of new Uint32Array(value.slice().buffer).entries())
      found.set(`${path}[${at}].ticks`, ticks);
    return found;
  }
  if (value === null || typeof value !== "object" || value instanceof Uint8Array)
    return found.set(
      path,
      value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
    );
  for (const [name, part] of Object.entries(value))
    for (const [at, leaf] of leaves(part, path === "" ? name : `${path}.${name}`))
      found.set(at, leaf);
  return found;
}

/** Where two requests differ, beyond what the precision of tc accounts for and what is declared. */
function differences(theirs: Request, ours: Request, kind: string): string[] {
  const declared = DECLARED.filter((each) => each.kind === kind).map(({ path }) => path);
  const [left, right] = [leaves(theirs.body), leaves(ours.body)];
  const found: string[] = [];
  for (const path of new Set([...left.keys(), ...right.keys()])) {
    const [one, other] = [left.get(path), right.get(path)];
    if (one === other || declared.some((each) => each.test(path))) continue;
    const isTime = path.endsWith(".ticks") || TICKS.some((each) => each.test(path));
    if (isTime && Math.abs(Number(one) - Number(other)) <= TICKS_A_MICROSECOND) continue;
    found.push(`${path}: tc ${String(one)}, nlkit ${String(other)}`);
  }
  if (theirs.type !== ours.type || theirs.flags !== ours.flags)
    found.push(`header: tc ${theirs.type} ${theirs.flags}, nlkit ${ours.type} ${ours.flags}`);
  return found;
}

/** What tc sends of its own or in another way, by kind, and why nlkit does not. */
const DECLARED: readonly {
  readonly kind: string;
  readonly path: RegExp;
  readonly because: string;
}[] = [
  { kind: "prio", path: /^options\.trailing$/, because: "an empty TCA_PRIO_MQ, which is gone" },
  { kind: "cake", path: /^options\.autorate$/, because: "off, as the kernel has it" },
  {
    kind: "red",
    path: /^options\.(parms\.flags|flags\.(value|selector))$/,
    because: "flags that are in the struct are sent there: kernels before 5.7 have no other place",
  },
  {
    kind: "netem",
    path: /^options\.(latency|jitter)64$/,
    because: "tc sends ticks alone where those are exact",
  },
  {
    kind: "tbf",
    path: /^options\.parms\.buffer$/,
    because: "tc has it of the rate cut off at 32 bits; the kernel goes by TCA_TBF_BURST",
  },
  { kind: "route", path: /^handle$/, because: "the kernel makes it of the realms itself" },
  { kind: "flower", path: /Mask$/, because: "all bits count where there is none" },
  { kind: "flower", path: /^options\.flags$/, because: "none, as where there is none" },
  { kind: "tunnel_key", path: /noCsum$/, because: "nothing is set, and so no checksum" },
];

describe.skipIf(skipped !== undefined)(`requests of traffic control${skipped ?? ""}`, () => {
  let box: Sandbox;
  const indexes = new Map<string, number>();
  beforeAll(async () => {
    box = await Sandbox.open();
    await box.route.links.add({ name: "v0", kind: "veth", numTxQueues: 4, peer: { name: "v1" } });
    for (const { name, index } of await box.route.links.list()) indexes.set(name, index);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  const v0 = (): number => indexes.get("v0") ?? 0;
  const read = (kinds: Kinds, { body }: Request): Body => ({
    ...readOptions(kinds[String(body["kind"])], body["options"], () => "v1").options,
  });
  /** Options of both are the same, but that sizes which are times at a rate are as exact as tc is. */
  const expectSame = (kinds: Kinds, theirs: Request, ours: Request): void => {
    const [left, right] = [read(kinds, theirs), read(kinds, ours)];
    const rate = Number(left["ceilBitrate"] ?? left["bitrate"] ?? 0) / 8;
    for (const name of Object.keys(left).filter((each) => /burst/i.test(each))) {
      // Declared above.
      const isCutOff = theirs.body["kind"] === "tbf" && rate > 0xffffffff;
      const difference = Math.abs(Number(left[name]) - Number(right[name]));
      if (!isCutOff) expect(difference, name).toBeLessThanOrEqual(1 + rate / 1e6);
      left[name] = right[name];
    }
    expect(left).toEqual(right);
  };

  it.each(QDISC_ROWS)("tc qdisc add %s", async (words, settings) => {
    const theirs = decoded(sentByIp(box, `qdisc add dev v0 ${words}`, "tc"), tcMessage);
    const ours = decoded(
      await sentByNlkit(indexes, (route) => route.qdiscs.add({ ...settings, dev: v0() } as never)),
      tcMessage,
    );
    expect(differences(theirs, ours, settings.kind).join("\n")).toBe("");
    expectSame(QDISCS, theirs, ours);
  });

  it("a kind without options here has those of its table, both ways", async () => {
    const words = "root handle 1: pie limit 100 target 20ms tupdate 30ms alpha 2 beta 20 ecn";
    const attributes = { limit: 100, target: 20_000, tupdate: 30_000, alpha: 2, beta: 20, ecn: 1 };
    const theirs = decoded(sentByIp(box, `qdisc add dev v0 ${words}`, "tc"), tcMessage);
    const ours = decoded(
      await sentByNlkit(indexes, (route) =>
        route.qdiscs.add({ dev: v0(), kind: "pie", handle: "1:", attributes }),
      ),
      tcMessage,
    );
    expect(differences(theirs, ours, "pie").join("\n")).toBe("");
    expect(readOptions(undefined, theirs.body["options"], () => "").attributes).toEqual(attributes);
  });

  it.each(CLASS_ROWS.flatMap(([, rows]) => rows))("tc class add %s", async (words, settings) => {
    const theirs = decoded(sentByIp(box, `class add dev v0 ${words}`, "tc"), classMessage);
    const ours = decoded(
      await sentByNlkit(indexes, (route) => route.classes.add({ ...settings, dev: v0() } as never)),
      classMessage,
    );
    expect(differences(theirs, ours, settings.kind).join("\n")).toBe("");
    expectSame(CLASSES, theirs, ours);
  });

  it.each(FILTER_ROWS)("tc filter add %s", async (words, settings) => {
    const named = linked(settings, indexes) as never;
    const theirs = decoded(
      sentByIp(box, `filter add dev v0 parent ffff: ${words}`, "tc"),
      tcMessage,
    );
    const ours = decoded(
      await sentByNlkit(indexes, (route) =>
        route.filters.add({ ...(named as object), dev: v0(), parent: "ffff:" } as never),
      ),
      tcMessage,
    );
    expect(differences(theirs, ours, settings.kind).join("\n")).toBe("");
    expectSame(FILTERS, theirs, ours);
  });

  it.each(ACTION_ROWS)("tc actions add action %s", async (words, settings) => {
    const named = linked(settings, indexes) as never;
    const theirs = decoded(sentByIp(box, `actions add action ${words}`, "tc"), actionMessage);
    const ours = decoded(
      await sentByNlkit(indexes, (route) => route.actions.add(named)),
      actionMessage,
    );
    expect(differences(theirs, ours, settings.kind).join("\n")).toBe("");
    const [one] = (theirs.body["tab"] ?? []) as never[];
    expect(actionOf(one as never, () => "v1")).toMatchObject(settings);
  });
});
