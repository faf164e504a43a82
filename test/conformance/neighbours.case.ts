/**
 * Neighbours and proxies.
 *
 * @module
 */
import { expect } from "vitest";
import {
  address,
  type Dialog,
  DUMP,
  down,
  ends,
  inDialog,
  LINKS,
  NEW,
  neighbour,
  type Outcome,
  REPLACE,
  type Request,
  unaddress,
  up,
} from "./route-dialog.ts";
import type { ConformanceCase } from "./subject.ts";

const V1 = 2;
const PROXY = 8;
const MAC = { lladdr: "02:00:00:00:00:55" };
const UP = [...LINKS, up("v1"), up("v0"), address(V1, "10.0.0.1", 24)];
const ONE = [...UP, neighbour(V1, "10.0.0.5", MAC)];
const invalid = (message: string): Outcome => ({ errno: 22, message });
const get = (value: object | number[], flags = 0): Request => ["RTM_GETNEIGH", flags, value];
const del = (value: object): Request => ["RTM_DELNEIGH", 0, value];
const at = (dst: string, more: object = {}) => ({ ndmFamily: 2, ndmIfindex: V1, dst, ...more });

const REFUSALS: readonly (readonly [string, readonly Request[], Request, Outcome])[] = [
  ["one that is there", ONE, neighbour(V1, "10.0.0.5", MAC), { errno: 17 }],
  ["a change of one that is not there", UP, neighbour(V1, "10.0.0.6", MAC, 0), { errno: 2 }],
  [
    "a permanent one without an address",
    UP,
    neighbour(V1, "10.0.0.5"),
    invalid("No link layer address given"),
  ],
  [
    "an address that is too short",
    UP,
    neighbour(V1, "10.0.0.5", { lladdr: "02:00" }),
    invalid("Invalid link address"),
  ],
  ["a device that is not there", UP, neighbour(99, "10.0.0.5", MAC), { errno: 19 }],
  ["no device", UP, neighbour(0, "10.0.0.5", MAC), invalid("Device not specified")],
  [
    "no address",
    UP,
    ["RTM_NEWNEIGH", NEW, { ndmFamily: 2, ndmIfindex: V1 }],
    invalid("Network address not specified"),
  ],
  [
    "an IPv4 address for IPv6",
    UP,
    ["RTM_NEWNEIGH", NEW, { ndmFamily: 10, ndmIfindex: V1, dst: "10.0.0.1" }],
    invalid("Invalid network address"),
  ],
  [
    "a family that has none",
    UP,
    ["RTM_NEWNEIGH", NEW, { ndmFamily: 99, ndmIfindex: V1, dst: "10.0.0.1" }],
    { errno: 97 },
  ],
  ["a header that is too short", UP, ["RTM_NEWNEIGH", NEW, [2]], invalid("Invalid header length")],
  ["a deletion of none", UP, del(at("10.0.0.99")), { errno: 2 }],
  ["a deletion without a device", UP, del({ ndmFamily: 2, dst: "10.0.0.5" }), { errno: 22 }],
  [
    "a deletion without an address",
    UP,
    del({ ndmFamily: 2, ndmIfindex: V1 }),
    invalid("Network address not specified"),
  ],
  [
    "a deletion of a proxy that is none",
    UP,
    del(at("10.0.0.5", { ndmFlags: PROXY })),
    { errno: 2 },
  ],
  ["a get of none", UP, get(at("10.0.0.99")), { errno: 2, message: "Neighbour entry not found" }],
  [
    "a get on a device that is not there",
    UP,
    get(at("10.0.0.5", { ndmIfindex: 99 })),
    { errno: 19, message: "Unknown device ifindex" },
  ],
  [
    "a get without a device",
    UP,
    get(at("10.0.0.5", { ndmIfindex: 0 })),
    invalid("No device specified"),
  ],
  [
    "a get without an address tells what is missing",
    UP,
    get({ ndmFamily: 2, ndmIfindex: V1 }),
    { errno: 22, missingType: 1 },
  ],
  [
    "a get with a state",
    UP,
    get(at("10.0.0.5", { ndmState: 1 })),
    invalid("Invalid values in header for neighbor get request"),
  ],
  [
    "a get with an attribute",
    UP,
    get(at("10.0.0.5", MAC)),
    invalid("Unsupported attribute in neighbor get request"),
  ],
  [
    "a get of an IPv6 address for IPv4",
    UP,
    get(at("2001:db8::1")),
    invalid("Invalid network address in neighbor get request"),
  ],
  [
    "a get of a family that has none",
    UP,
    get(at("10.0.0.5", { ndmFamily: 99 })),
    { errno: 97, message: "Unsupported family in header for neighbor get request" },
  ],
  [
    "strict: a dump with a device in its header",
    UP,
    get({ ndmIfindex: V1 }, DUMP),
    invalid("Invalid values in header for neighbor dump request"),
  ],
  [
    "strict: a dump with an attribute",
    UP,
    get({ dst: "10.0.0.5" }, DUMP),
    invalid("Unsupported attribute in neighbor dump request"),
  ],
  [
    "strict: a dump that is too short",
    UP,
    get([2], DUMP),
    invalid("Invalid header for neighbor dump request"),
  ],
];

/** Those that requests have made: a real kernel adds multicast ones of its own. */
const unicast = (dialog: Dialog, value: object = {}): string[] =>
  dialog
    .dump("RTM_GETNEIGH", value)
    .filter(({ ndmType }) => ndmType === "unicast")
    .map(({ dst }) => dst)
    .sort();
const one = (dialog: Dialog, dst: string) => dialog.get("RTM_GETNEIGH", at(dst));

/** Neighbours. */
export const neighbourCases: readonly ConformanceCase[] = [
  ...REFUSALS.map(([what, before, request, outcome]) =>
    ends(`neighbours: ${what}`, before, request, outcome),
  ),
  inDialog("neighbours: one as it is told", ONE, (dialog) => {
    expect(one(dialog, "10.0.0.5")).toMatchObject({
      ...at("10.0.0.5", MAC),
      ndmState: 128,
      ndmFlags: 0,
      ndmType: "unicast",
      probes: 0,
    });
  }),
  inDialog("neighbours: what an address is decides the type", UP, (dialog) => {
    dialog.do(neighbour(V1, "10.0.0.255", MAC), neighbour(V1, "224.0.0.9", MAC));
    expect(one(dialog, "10.0.0.255").ndmType).toBe("broadcast");
    expect(one(dialog, "224.0.0.9").ndmType).toBe("multicast");
  }),
  inDialog("neighbours: states, flags, who made it", UP, (dialog) => {
    dialog.do(neighbour(V1, "10.0.0.6", { ...MAC, ndmState: 4, ndmFlags: 16 }));
    dialog.do(neighbour(V1, "10.0.0.7", { ...MAC, ndmState: 64, protocol: 9 }));
    expect(one(dialog, "10.0.0.6")).toMatchObject({ ndmState: 4, ndmFlags: 16 });
    expect(one(dialog, "10.0.0.7")).toMatchObject({ ndmState: 64, protocol: 9 });
  }),
  inDialog("neighbours: another address needs a replacement", ONE, (dialog) => {
    const other = "02:00:00:00:00:57";
    dialog.do(neighbour(V1, "10.0.0.5", { lladdr: other }, 0));
    expect(one(dialog, "10.0.0.5").lladdr).toBe(MAC.lladdr);
    dialog.do(neighbour(V1, "10.0.0.5", { lladdr: other }, REPLACE));
    expect(one(dialog, "10.0.0.5").lladdr).toBe(other);
  }),
  inDialog("neighbours: without a state nothing is known", UP, (dialog) => {
    dialog.do(neighbour(V1, "10.0.0.8", { ndmState: 0 }));
    const made = one(dialog, "10.0.0.8");
    expect(made.ndmState).toBe(0);
    expect(made.lladdr).toBeUndefined();
  }),
  inDialog("neighbours: proxies are apart", ONE, (dialog) => {
    dialog.do(neighbour(V1, "10.0.0.50", { ndmFlags: PROXY, ndmState: 0 }));
    dialog.do(neighbour(0, "10.0.0.51", { ndmFlags: PROXY, ndmState: 0 }));
    expect(unicast(dialog)).toEqual(["10.0.0.5"]);
    expect(unicast(dialog, { ndmFlags: PROXY })).toEqual(["10.0.0.50", "10.0.0.51"]);
    const proxy = dialog.get("RTM_GETNEIGH", at("10.0.0.50", { ndmFlags: PROXY }));
    expect(proxy).toMatchObject({ ndmFlags: PROXY, ndmState: 0 });
    dialog.do(del(at("10.0.0.50", { ndmFlags: PROXY })));
    expect(unicast(dialog, { ndmFlags: PROXY })).toEqual(["10.0.0.51"]);
  }),
  inDialog("neighbours: a dump by family and by device, marked as filtered", ONE, (dialog) => {
    dialog.do(neighbour(V1, "2001:db8::5", { ...MAC, ndmFlags: 128 }));
    expect(unicast(dialog)).toEqual(["10.0.0.5", "2001:db8::5"]);
    expect(unicast(dialog, { ndmFamily: 10 })).toEqual(["2001:db8::5"]);
    expect(unicast(dialog, { ifindex: 3 })).toEqual([]);
    const replies = dialog.send("RTM_GETNEIGH", DUMP, { ndmFamily: 2, ifindex: V1 });
    expect(replies.map(({ flags }) => flags)).toEqual([0x22, 2]);
  }),
  inDialog("neighbours: they go with the last address of their device", ONE, (dialog) => {
    dialog.do(unaddress(V1, "10.0.0.1", 24));
    expect(unicast(dialog)).toEqual([]);
  }),
  inDialog("neighbours: they go with their device", ONE, (dialog) => {
    dialog.do(down("v1"));
    expect(unicast(dialog)).toEqual([]);
  }),
  inDialog(
    "neighbours: what is told names who asked, and a deletion is told twice",
    UP,
    (dialog) => {
      dialog.told();
      dialog.do(neighbour(V1, "10.0.0.5", MAC), del(at("10.0.0.5")));
      const told = dialog.told().filter(({ value }) => value.ndmType === "unicast");
      const seen = told.map(({ name, seq, portId, value }) => [
        name,
        seq,
        portId === dialog.asks.portId,
        value.ndmState,
        value.lladdr,
      ]);
      expect(seen).toEqual([
        ["RTM_NEWNEIGH", 0, true, 128, MAC.lladdr],
        ["RTM_NEWNEIGH", 0, true, 32, undefined],
        ["RTM_DELNEIGH", 0, false, 32, undefined],
      ]);
    },
    { groups: [3] },
  ),
];
