/**
 * What callers get wrong about bridges, labels and multicast routes: each is told by the name that they know it by, and
 * nothing is sent.
 *
 * @module
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ack } from "../../../test/support/fake-messages.ts";
import { FakeTransport } from "../../../test/support/fake-transport.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import { openRouteOn, type RouteClient } from "./index.ts";

let fake: FakeTransport;
let route: RouteClient;
beforeEach(() => {
  fake = new FakeTransport();
  fake.onRequest = ({ bytes, start }) => {
    fake.push([ack(new DataView(bytes.buffer, bytes.byteOffset).getUint32(start + 8, true))]);
  };
  route = openRouteOn({ openTransport: () => fake });
});
afterEach(() => route.close());

type Call = (client: RouteClient) => Promise<unknown>;
const mac = "02:00:00:00:00:01";
/** The methods are given what their types forbid. */
const entry =
  (settings: object): Call =>
  ({ fdb }) =>
    fdb.add({ mac, dev: 7, ...settings });
const flush =
  (settings: object): Call =>
  ({ fdb }) =>
    fdb.flush({ dev: 7, ...settings });
const group =
  (settings: object): Call =>
  ({ mdb }) =>
    mdb.add({ dev: 7, group: "239.1.1.1", ...settings });
const vlan =
  (settings: object): Call =>
  ({ vlans }) =>
    vlans.add({ dev: 7, vid: 5, ...settings });

const REFUSED: readonly (readonly [string, Call, string, RegExp])[] = [
  ["an address that is none", entry({ mac: "x" }), "mac", /a link-layer address/],
  ["no table at all", entry({ tables: [] }), "tables", /a list of "self" and "master"/],
  ["a table that is none", entry({ tables: ["slave"] }), "tables", /one of self, master/],
  ["VLAN 4095", entry({ vlan: 4095 }), "vlan", /from 1 to 4094, got 4095/],
  ["a VNI of 25 bits", entry({ vni: 0x1000000 }), "vni", /from 0 to 16777215/],
  ["a port of 0", entry({ dstPort: 0 }), "dstPort", /from 1 to 65535/],
  ["a far end that is none", entry({ dst: "192.0.2" }), "dst", /an IPv4 or IPv6 address/],
  ["a state that is none", entry({ state: "stale" }), "state", /one of permanent, static, dynamic/],
  ["a number for a flag", entry({ sticky: 1 }), "sticky", /true or false/],
  ["what it does not know", entry({ stiky: true }), "fdb.stiky", /did you mean "sticky"/],
  [
    "a state to list by that is none",
    ({ fdb }) => fdb.list({ state: "x" as never }),
    "filter.state",
    /one of permanent, static, dynamic, stale/,
  ],
  ["a flag to flush by that is none", flush({ flags: { self: true } }), "flags.self", /one of/],
  ["a flag that is neither", flush({ flags: { sticky: "no" } }), "flags.sticky", /true or false/],
  ["a port and a way out", flush({ port: 8, via: 9 }), "via", /nothing beside a port/],

  ["a group that is none", group({ group: "x" }), "group", /an IP address or a link-layer/],
  ["a group of 5 bytes", group({ group: "02:00:00:00:00" }), "group", /of 6 bytes/],
  ["a source that is none", group({ source: "x" }), "source", /an IPv4 or IPv6 address/],
  ["sources that are no list", group({ sources: "192.0.2.1" }), "sources", /a list/],
  ["one of them that is none", group({ sources: ["x"] }), "sources", /an IPv4 or IPv6 address/],
  ["a mode that is none", group({ filterMode: "both" }), "filterMode", /one of include, exclude/],
  ["a state by number", group({ state: 1 }), "state", /one of temporary, permanent/],
  ["a protocol that is none", group({ protocol: "x" }), "protocol", /one of .*zebra/],
  [
    "a flush of a group",
    ({ mdb }) => mdb.flush({ dev: 7, group: "239.1.1.1" } as never),
    "flush.group",
    /one of dev, port/,
  ],

  ["no VLAN", vlan({ vid: undefined }), "vid", /from 1 to 4094/],
  ["VLAN 0", vlan({ vid: 0 }), "vid", /from 1 to 4094/],
  ["a range backwards", vlan({ vid: { from: 9, to: 5 } }), "vid.to", /from 9 to 4094/],
  [
    "several for untagged frames",
    vlan({ vid: { from: 5, to: 9 }, pvid: true }),
    "pvid",
    /only one VLAN/,
  ],
  ["a table that is none", vlan({ table: "both" }), "table", /one of master, self/],
  [
    "tunnels beyond 24 bits",
    ({ vlans }) => vlans.addTunnel({ dev: 7, vid: { from: 5, to: 6 }, tunnelId: 0xffffff }),
    "tunnelId",
    /from 1 to 16777214/,
  ],
  [
    "no tunnel",
    ({ vlans }) => vlans.addTunnel({ dev: 7, vid: 5 } as never),
    "tunnelId",
    /a whole number/,
  ],
  [
    "a state of a VLAN that is none",
    ({ vlans }) => vlans.set({ dev: 7, vid: 5 }, { state: "up" as never }),
    "state",
    /one of disabled, listening, learning, forwarding, blocking/,
  ],
  [
    "an option of the bridge that is none",
    ({ vlans }) => vlans.setGlobals({ dev: 7, vid: 5 }, { mcastSnoping: 1 } as never),
    "options.mcastSnoping",
    /did you mean "mcastSnooping"/,
  ],
  [
    "an option of the bridge that does not fit",
    ({ vlans }) => vlans.setGlobals({ dev: 7, vid: 5 }, { mcastIgmpVersion: 300 }),
    "options.mcastIgmpVersion",
    /255/,
  ],

  [
    "a label of IPv4",
    ({ addressLabels }) => addressLabels.add({ prefix: "10.0.0.0/8", label: 1 }),
    "prefix",
    /one of IPv6/,
  ],
  [
    "the label that stands for none",
    ({ addressLabels }) => addressLabels.add({ prefix: "::/0", label: 0xffffffff }),
    "label",
    /from 0 to 4294967294/,
  ],
  [
    "no label",
    ({ addressLabels }) => addressLabels.add({ prefix: "::/0" } as never),
    "label",
    /a number/,
  ],
  [
    "a family that has no settings",
    ({ netconf }) => netconf.get("all", "bridge" as never),
    "family",
    /one of ipv4, ipv6, mpls/,
  ],
  [
    "a number to a namespace that is known by one",
    ({ namespaceIds }) => namespaceIds.set({ nsid: 3 }),
    "netns",
    /that has no number yet/,
  ],
  [
    "a source of the other family",
    ({ multicastRoutes }) => multicastRoutes.get({ group: "239.1.1.1", source: "::1" }),
    "source",
    /of the family of the group/,
  ],
  [
    "a family that is none",
    ({ multicastRoutes }) => multicastRoutes.list({ family: "mpls" as never }),
    "filter.family",
    /one of ipv4, ipv6/,
  ],
];

describe("what cannot be asked", () => {
  it.each(REFUSED)("refuses %s", async (_, call, field, message) => {
    const thrown: unknown = await call(route).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).toBeInstanceOf(NetlinkInputError);
    const error = thrown as NetlinkInputError;
    expect(error.field).toBe(field);
    expect(error.message).toMatch(message);
    expect(fake.requests).toHaveLength(0);
  });
});
