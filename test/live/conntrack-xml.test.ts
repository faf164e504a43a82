/**
 * What `conntrack -o xml` prints beside the decoded entries.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conntrack } from "../../src/uapi/netfilter/index.ts";
import { whyNoOracle } from "../support/ip.ts";
import { settle, summary } from "./compare.ts";
import { Lab } from "./lab.ts";
import { FLOW } from "./map-conntrack.ts";
import { CONNTRACK } from "./netfilter.ts";
import { parseXml, plainXml } from "./xml.ts";

type Row = Readonly<Record<string, unknown>>;

const WORDS = "-L -o xml,id,timestamp,labels";
const PROTOCOLS = ["ipv4", "ipv6"] as const;
const FAMILIES = { ipv4: 2, ipv6: 10 } as const;
const skipped = whyNoOracle();

it("reads what the tool writes, and nothing that is cut", () => {
  const source =
    '<?xml version="1.0"?>\n<a><b c="1" d="x"/><meta direction="to"><e>5</e></meta></a>';
  expect(plainXml(parseXml(source))).toEqual({
    b: { "@c": "1", "@d": "x" },
    to: { "@direction": "to", e: "5" },
  });
  expect(() => parseXml("<a><b></a>")).toThrow("</a> ends <b>");
});

/** A time that runs while the tool starts: what it told, where that was true in between. */
function between(
  before: number | undefined,
  told: string | undefined,
  after: number | undefined,
): number | undefined {
  const inBetween = Number(told);
  return inBetween <= (before ?? Number.NaN) && inBetween >= (after ?? 0) ? inBetween : before;
}

describe.skipIf(skipped !== undefined)(`entries of conntrack -o xml${skipped ?? ""}`, () => {
  let lab: Lab;
  const seen: string[] = [];

  beforeAll(async () => {
    lab = await Lab.open(CONNTRACK);
  }, 60_000);
  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
    process.stdout.write(`${seen.join("\n")}\n`);
  });

  it.each(PROTOCOLS)("%s: every element of every entry", async (protocol) => {
    const byId = (a: string, b: string): number => a.localeCompare(b);
    const result = await settle(async () => {
      const { IPCTNL_MSG_CT_GET } = conntrack.operations;
      const request = { nfgenFamily: FAMILIES[protocol] };
      const client = lab.client(conntrack.protocol);
      const ours = await client.dump(IPCTNL_MSG_CT_GET, request);
      const root = parseXml(lab.print("conntrack", `${WORDS} -f ${protocol}`));
      const printed = root.children.map(
        (flow) => plainXml(flow) as { independent: { id: string; timeout?: string } },
      );
      const told = new Map(printed.map(({ independent }) => [independent.id, independent.timeout]));
      const later = new Map(
        (await client.dump(IPCTNL_MSG_CT_GET, request)).map(({ id, timeout }) => [id, timeout]),
      );
      return {
        printed: printed.toSorted((a, b) => byId(a.independent.id, b.independent.id)),
        ours: ours
          .map((row) => ({
            ...row,
            timeout: between(row.timeout, told.get(String(row.id)), later.get(row.id)),
          }))
          .toSorted((a, b) => byId(String(a.id), String(b.id))),
        map: () => FLOW,
        name: ({ id }: Row) => `entry ${id}`,
        context: undefined,
      };
    });
    expect(result.differences).toEqual([]);
    expect(result.fields.get("reply.layer4.@protonum")).toBeGreaterThan(0);
    if (protocol === "ipv4")
      for (const field of ["state", "mark", "zone", "timeout", "unreplied"])
        expect(result.fields.has(`independent.${field}`), field).toBe(true);
    seen.push(summary(`conntrack ${WORDS} -f ${protocol}`, result));
  });
});
