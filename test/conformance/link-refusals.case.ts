/**
 * Requests about links that are refused.
 *
 * @module
 */
import {
  DUMP,
  ends,
  LINKS,
  link,
  NEW,
  type Outcome,
  REPLACE,
  type Request,
  set,
} from "./route-dialog.ts";
import type { ConformanceCase } from "./subject.ts";

const EEXIST = { errno: 17 };
const ENODEV = { errno: 19 };
const EINVAL = { errno: 22 };
const EOPNOTSUPP = { errno: 95 };
const UNKNOWN_TYPE = { errno: 95, message: "Unknown device type" };
const bridge = { kind: "bridge" };
const newBridge = (value: object): Request => link({ linkinfo: bridge, ...value });
const get = (value: object, flags = 0): Request => ["RTM_GETLINK", flags, value];
const del = (value: object): Request => ["RTM_DELLINK", 0, value];
const invalid = (message: string): Outcome => ({ errno: 22, message });

/** Refusals of requests that make links: nothing is there but `lo`. */
const CREATIONS: readonly (readonly [string, Request, Outcome])[] = [
  ["an unknown kind", link({ ifname: "x", linkinfo: { kind: "nosuch" } }), UNKNOWN_TYPE],
  ["no kind", link({ ifname: "x" }), UNKNOWN_TYPE],
  ["the kind loopback", link({ ifname: "x", linkinfo: { kind: "loopback" } }), UNKNOWN_TYPE],
  ["a name that is empty", newBridge({ ifname: "" }), EINVAL],
  ["a name with a slash", newBridge({ ifname: "a/b" }), EINVAL],
  ["a name with a colon", newBridge({ ifname: "a:b" }), EINVAL],
  ["a name with a blank", newBridge({ ifname: "a b" }), EINVAL],
  ["the name .", newBridge({ ifname: "." }), EINVAL],
  ["a name with a percent sign", newBridge({ ifname: "b%s" }), EINVAL],
  ["a name with two patterns", newBridge({ ifname: "b%d%d" }), EINVAL],
  ["a negative index", newBridge({ ifiIndex: -3 }), invalid("ifindex can't be negative")],
  ["an MTU that is too small", newBridge({ mtu: 10 }), invalid("mtu less than device minimum")],
  ["an MTU too large", newBridge({ mtu: 70_000 }), invalid("mtu greater than device maximum")],
  ["a group's address", newBridge({ address: "01:00:00:00:00:01" }), { errno: 99 }],
  ["an address that is too short", newBridge({ address: "02:00:00:00:01" }), EINVAL],
  ["no queues", newBridge({ numTxQueues: 0 }), invalid("Invalid number of transmit queues")],
  [
    "too many queues",
    newBridge({ numRxQueues: 5000 }),
    invalid("Invalid number of receive queues"),
  ],
  ["a process that is none", newBridge({ netNsPid: 2 ** 22 - 1 }), { errno: 3 }],
  ["a namespace id that is none", newBridge({ targetNetnsid: 5 }), EINVAL],
  [
    "a link's namespace that is none",
    newBridge({ linkNetnsid: 5 }),
    invalid("Unknown network namespace id"),
  ],
  [
    "a veth whose peer has an MTU that is too small",
    link({ linkinfo: { kind: "veth", data: { peer: { mtu: 10 } } } }),
    EINVAL,
  ],
  [
    "a veth that is up before its peer is there",
    link({ linkinfo: { kind: "veth", data: { peer: { ifiFlags: 1, ifiChange: 1 } } } }),
    { errno: 107 },
  ],
  ["changing a link that is not there", ["RTM_NEWLINK", 0, { ifname: "x" }], ENODEV],
  ["a header that is too short", ["RTM_NEWLINK", NEW, [0, 0]], invalid("Invalid header length")],
];

/** Refusals where `v0`, `v1` and `br0` are there. */
const CHANGES: readonly (readonly [string, Request, Outcome])[] = [
  ["a name that is taken", newBridge({ ifname: "br0" }), EEXIST],
  ["an index that is taken", newBridge({ ifiIndex: 3, ifname: "x" }), EEXIST],
  ["a replacement", ["RTM_NEWLINK", REPLACE, { ifname: "br0" }], EOPNOTSUPP],
  [
    "options of another kind",
    ["RTM_NEWLINK", 0, { ifname: "br0", linkinfo: { kind: "veth", data: { peer: {} } } }],
    EOPNOTSUPP,
  ],
  [
    "options of a veth",
    ["RTM_NEWLINK", 0, { ifname: "v0", linkinfo: { kind: "veth", data: { peer: {} } } }],
    EOPNOTSUPP,
  ],
  ["a setting of no link", set({ mtu: 1000 }), EINVAL],
  ["a setting of a link that is not there", set({ ifname: "x", mtu: 1000 }), ENODEV],
  [
    "a setting of an MTU too small",
    set({ ifiIndex: 2, mtu: 10 }),
    invalid("mtu less than device minimum"),
  ],
  ["a new name that is taken", set({ ifiIndex: 2, ifname: "br0" }), EEXIST],
  ["a new name with a slash", set({ ifiIndex: 2, ifname: "a/b" }), EINVAL],
  ["a new address of a group", set({ ifiIndex: 2, address: "03:00:00:00:00:07" }), { errno: 99 }],
  ["a carrier of a veth", set({ ifiIndex: 2, carrier: 1 }), EOPNOTSUPP],
  [
    "protodown of a veth",
    set({ ifiIndex: 2, protoDown: 1 }),
    { errno: 95, message: "Protodown not supported by device" },
  ],
  [
    "gso_max_segs too big",
    set({ ifiIndex: 2, gsoMaxSegs: 70_000 }),
    invalid("too big gso_max_segs"),
  ],
  ["a master that is no bridge", set({ ifiIndex: 2, master: 3 }), EOPNOTSUPP],
  ["a master that is not there", set({ ifiIndex: 2, master: 99 }), EINVAL],
  [
    "a bridge in itself",
    set({ ifiIndex: 4, master: 4 }),
    { errno: 40, message: "Can not enslave a bridge to a bridge" },
  ],
  ["the loopback in a bridge", set({ ifiIndex: 1, master: 4 }), EINVAL],
  ["a deletion of nothing", del({}), EINVAL],
  ["a deletion of a link that is not there", del({ ifname: "x" }), ENODEV],
  ["a deletion of the loopback", del({ ifiIndex: 1 }), EOPNOTSUPP],
  ["a deletion of the group of all", del({ group: 0 }), { errno: 1 }],
  ["a deletion of an empty group", del({ group: 7 }), ENODEV],
];

const GETS: readonly (readonly [string, Request, Outcome])[] = [
  ["a get of nothing", get({}), EINVAL],
  ["a get of an index that nobody has", get({ ifiIndex: 99 }), ENODEV],
  ["a get of a name that nobody has", get({ ifname: "x" }), ENODEV],
  [
    "strict: a get with flags",
    get({ ifiIndex: 1, ifiFlags: 1 }),
    invalid("Invalid values in header for get link request"),
  ],
  [
    "strict: a get with an attribute",
    get({ ifiIndex: 1, mtu: 5 }),
    invalid("Unsupported attribute in get link request"),
  ],
  ["strict: a get that is too short", get([0, 0, 0]), invalid("Invalid header for get link")],
  [
    "strict: a dump of one index",
    get({ ifiIndex: 1 }, DUMP),
    invalid("Filter by device index not supported for link dumps"),
  ],
  [
    "strict: a dump of one name",
    get({ ifname: "v0" }, DUMP),
    invalid("Unsupported attribute in link dump request"),
  ],
  [
    "strict: a dump with flags",
    get({ ifiFlags: 1 }, DUMP),
    invalid("Invalid values in header for link dump request"),
  ],
  [
    "strict: a dump that is too short",
    get([0, 0, 0], DUMP),
    invalid("Invalid header for link dump"),
  ],
  [
    "strict: a dump with bytes left over",
    get([...new Array<number>(16).fill(0), 1, 2, 3], DUMP),
    invalid("bytes leftover after parsing attributes"),
  ],
  [
    "strict: a dump of a namespace that is none",
    get({ targetNetnsid: 4 }, DUMP),
    invalid("Invalid target network namespace id"),
  ],
  ["a type that nobody answers", [200, 0, [0, 0, 0, 0]], EOPNOTSUPP],
  ["a message without a family", ["RTM_NEWLINK", NEW, []], { errno: 0 }],
];

/** Refusals of links. */
export const linkRefusals: readonly ConformanceCase[] = [
  ...CREATIONS.map(([what, request, outcome]) => ends(`links: ${what}`, [], request, outcome)),
  ...[...CHANGES, ...GETS].map(([what, request, outcome]) =>
    ends(`links: ${what}`, LINKS, request, outcome),
  ),
];
