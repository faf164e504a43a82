/**
 * Requests about bridges, and about small objects that `ip` makes, byte by byte what those tools send: so that what this
 * kernel lacks, such as VLANs of bridges, is proven too.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRouteOn, type RouteClient } from "../../src/families/route/index.ts";
import { attributes, formatHex, LITTLE_ENDIAN, NLM_F_ECHO } from "../../src/wire/index.ts";
import {
  FDB_ROWS,
  FDB_VLAN_ROWS,
  FLUSH_ROWS,
  MDB_ROWS,
  MDB_VLAN_ROWS,
  TUNNEL_ROWS,
  VLAN_GLOBAL_ROWS,
  VLAN_ROWS,
  VLAN_SET_ROWS,
} from "../support/bridge-rows.ts";
import { ack } from "../support/fake-messages.ts";
import { FakeTransport } from "../support/fake-transport.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { sentByIp, whyNoStrace } from "./request-tree.ts";

const skipped = whyNoOracle() ?? whyNoStrace();
const NLMSG_HDRLEN = 16;
/** `struct ndmsg`, `ifinfomsg`, `br_vlan_msg`, `br_port_msg`, `ifaddrlblmsg` by the message's number. */
const FIXED: ReadonlyMap<number, number> = new Map([
  [17, 16],
  [19, 16],
  [28, 12],
  [29, 12],
  [30, 12],
  [72, 12],
  [73, 12],
  [84, 8],
  [85, 8],
  [86, 8],
  [112, 8],
]);
const NESTED = 0x8000;

/** Where the types of nests stand that are marked as such. */
function marks(bytes: Uint8Array, start: number, end: number): number[] {
  return [...attributes(bytes, start, end)].flatMap((each) =>
    (each.flags & NESTED) === 0 ? [] : [each.start + 2, ...marks(bytes, each.payload, each.end)],
  );
}

type Call = (route: RouteClient) => Promise<unknown>;

/** The last that nlkit sends. */
async function sentByNlkit(call: Call): Promise<Uint8Array> {
  const fake = new FakeTransport();
  fake.onRequest = ({ bytes, start }) => {
    const seq = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start + 8, LITTLE_ENDIAN);
    fake.push([ack(seq)]);
  };
  const route = openRouteOn({ openTransport: () => fake });
  try {
    // One that asks is answered with nothing here.
    await call(route).catch(() => undefined);
  } finally {
    route.close();
  }
  const { bytes, start, end } = fake.requests.at(-1) as (typeof fake.requests)[number];
  return bytes.slice(start, end);
}

describe.skipIf(skipped !== undefined)(`requests of bridge and ip${skipped ?? ""}`, () => {
  let box: Sandbox;
  const indexes = new Map<string, number>();
  beforeAll(async () => {
    box = await Sandbox.open();
    for (const words of [
      "link add b0 type bridge",
      "link add v0 type veth peer name v1",
      "link add x0 type vxlan id 5 dstport 4789",
      "link add x1 type vxlan external dstport 4790",
      "link set v0 master b0",
    ])
      box.ip(words);
    for (const { name, index } of await box.route.links.list()) indexes.set(name, index);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  /** The settings with indexes in the place of names, so that nothing is asked before. */
  function numbered<Settings extends object>(settings: Settings): Settings {
    const entries = Object.entries(settings).map(([name, value]) => [
      name,
      ["dev", "port", "via"].includes(name) ? indexes.get(value as string) : value,
    ]);
    return Object.fromEntries(entries) as Settings;
  }

  /** That of the tool and ours, without what is a client's own: numbers, an echo, marks of nests. */
  async function pair(tool: string, words: string, call: Call) {
    const theirs = sentByIp(box, words, tool);
    const ours = await sentByNlkit(call);
    const type = new DataView(ours.buffer, ours.byteOffset).getUint16(4, LITTLE_ENDIAN);
    const start = NLMSG_HDRLEN + (FIXED.get(type) ?? Number.NaN);
    const marked = marks(ours, start, ours.length);
    const [left, right] = [theirs, ours].map((message) => {
      const bytes = message.slice();
      const view = new DataView(bytes.buffer);
      bytes.fill(0, 8, NLMSG_HDRLEN);
      view.setUint16(6, view.getUint16(6, LITTLE_ENDIAN) & ~NLM_F_ECHO, LITTLE_ENDIAN);
      for (const at of marked) {
        if (at + 2 > bytes.length) continue;
        view.setUint16(at, view.getUint16(at, LITTLE_ENDIAN) & ~NESTED, LITTLE_ENDIAN);
      }
      return formatHex(bytes);
    });
    return { theirs: left, ours: right };
  }

  async function expectSame(tool: string, words: string, call: Call): Promise<void> {
    const { theirs, ours } = await pair(tool, words, call);
    expect(ours).toBe(theirs);
  }

  it.each([...FDB_ROWS, ...FDB_VLAN_ROWS])("bridge fdb add %s", async (words, settings) => {
    await expectSame("bridge", `fdb add ${words}`, ({ fdb }) => fdb.add(numbered(settings)));
  });

  it("bridge fdb append, replace, del, get", async () => {
    const [words, settings] = FDB_ROWS[0] as (typeof FDB_ROWS)[number];
    const whole = numbered(settings);
    const { state, ...key } = whole;
    await expectSame("bridge", `fdb append ${words}`, ({ fdb }) => fdb.append(whole));
    await expectSame("bridge", `fdb replace ${words}`, ({ fdb }) => fdb.replace(whole));
    const where = words.replace(" static", "");
    await expectSame("bridge", `fdb get ${where}`, ({ fdb }) => fdb.get(key));
    await expectSame("bridge", `fdb del ${where}`, ({ fdb }) => fdb.delete(key));
  });

  it.each(FLUSH_ROWS)("bridge fdb flush %s", async (words, which) => {
    await expectSame("bridge", `fdb flush ${words}`, ({ fdb }) => fdb.flush(numbered(which)));
  });

  it.each([...MDB_ROWS, ...MDB_VLAN_ROWS])("bridge mdb add %s", async (words, settings) => {
    await expectSame("bridge", `mdb add ${words}`, ({ mdb }) => mdb.add(numbered(settings)));
  });

  it.each(VLAN_ROWS)("bridge vlan add, del %s", async (words, settings) => {
    const given = numbered(settings);
    await expectSame("bridge", `vlan add ${words}`, ({ vlans }) => vlans.add(given));
    const { pvid, untagged, ...key } = given;
    const where = words.replaceAll(/ (pvid|untagged)/g, "");
    await expectSame("bridge", `vlan del ${where}`, ({ vlans }) => vlans.delete(key));
  });

  it.each(TUNNEL_ROWS)("bridge vlan add, del %s", async (words, mapping) => {
    const given = numbered(mapping);
    await expectSame("bridge", `vlan add ${words}`, ({ vlans }) => vlans.addTunnel(given));
    await expectSame("bridge", `vlan del ${words}`, ({ vlans }) => vlans.deleteTunnel(given));
  });

  it.each(VLAN_SET_ROWS)("bridge vlan set %s", async (words, key, options) => {
    const given = numbered(key);
    await expectSame("bridge", `vlan set ${words}`, ({ vlans }) => vlans.set(given, options));
  });

  it.each(VLAN_GLOBAL_ROWS)("bridge vlan global set %s", async (words, key, options) => {
    const given = numbered(key);
    await expectSame("bridge", `vlan global set ${words}`, ({ vlans }) =>
      vlans.setGlobals(given, options),
    );
  });

  it.each<[string, Call]>([
    [
      "addrlabel add prefix 2001:db8::/32 label 99",
      (route) => route.addressLabels.add({ prefix: "2001:db8::/32", label: 99 }),
    ],
    [
      "addrlabel add prefix ::/0 dev v0 label 7",
      (route) =>
        route.addressLabels.add({ prefix: "::/0", dev: indexes.get("v0") as number, label: 7 }),
    ],
    [
      "addrlabel del prefix 2001:db8::/32 label 0",
      (route) => route.addressLabels.delete({ prefix: "2001:db8::/32" }),
    ],
  ])("ip %s", async (words, call) => {
    await expectSame("ip", words, call);
  });
});
