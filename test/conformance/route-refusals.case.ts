/**
 * Requests about routes that are refused.
 *
 * @module
 */
import {
  CREATE,
  DUMP,
  ends,
  NEW,
  type Outcome,
  REPLACE,
  type Request,
  route,
  unroute,
} from "./route-dialog.ts";
import { dev, LINK_SCOPE, look, NET, ONE, ONE6, V0, V1, via } from "./route-net.ts";
import type { ConformanceCase } from "./subject.ts";

const EEXIST = { errno: 17 };
const ENODEV = { errno: 19 };
const ESRCH = { errno: 3 };
const invalid = (message: string): Outcome => ({ errno: 22, message });
const NO_GATEWAY = { errno: 101, message: "Nexthop has invalid gateway" };
const get = (value: object | number[], flags = 0): Request => ["RTM_GETROUTE", flags, value];

const REFUSALS: readonly (readonly [string, readonly Request[], Request, Outcome])[] = [
  ["one that is there", ONE, route("10.1.0.0", 16, via("10.0.0.9")), EEXIST],
  ["another way to one that is there", ONE, route("10.1.0.0", 16, via("10.0.0.8")), EEXIST],
  ["the same once more, in front", ONE, route("10.1.0.0", 16, via("10.0.0.9"), CREATE), EEXIST],
  ["a replacement of nothing", NET, route("10.1.0.0", 16, via("10.0.0.9"), REPLACE), { errno: 2 }],
  ["neither new nor there", NET, route("10.1.0.0", 16, via("10.0.0.9"), 0), { errno: 2 }],
  ["a gateway out of reach", NET, route("10.2.0.0", 16, via("192.168.0.1")), NO_GATEWAY],
  [
    "a gateway by a device that does not reach it",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { oif: V0 })),
    NO_GATEWAY,
  ],
  [
    "a gateway for a route of link scope",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { rtmScope: LINK_SCOPE })),
    NO_GATEWAY,
  ],
  [
    "a gateway for a route of host scope",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { rtmScope: 254 })),
    invalid("Route with host scope can not have a gateway"),
  ],
  [
    "onlink without a device",
    NET,
    route("10.2.0.0", 16, via("192.168.0.1", { rtmFlags: 4 })),
    { errno: 19, message: "Nexthop device required for onlink" },
  ],
  ["a device that is not there", NET, route("10.2.0.0", 16, dev(99)), ENODEV],
  ["no way at all", NET, route("10.2.0.0", 16, { rtmScope: LINK_SCOPE }), ENODEV],
  [
    "bits beyond the prefix",
    NET,
    route("10.2.0.1", 16, dev(V1)),
    invalid("Invalid prefix for given prefix length"),
  ],
  ["a prefix of 33 bits", NET, route("10.2.0.0", 33, dev(V1)), invalid("Invalid prefix length")],
  [
    "a source that is not ours",
    NET,
    route("10.2.0.0", 16, dev(V1, { prefsrc: "1.2.3.4" })),
    invalid("Invalid prefsrc address"),
  ],
  ["an unknown type", NET, route("10.2.0.0", 16, { rtmType: 99 }), invalid("Invalid route type")],
  [
    "congestion bits in the type of service",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { rtmTos: 3 })),
    invalid("Invalid dsfield (tos): ECN bits must be 0"),
  ],
  [
    "a nexthop object that is not there",
    NET,
    route("10.2.0.0", 16, { nhId: 4 }),
    invalid("Nexthop id does not exist"),
  ],
  [
    "a nexthop object and a gateway",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { nhId: 4 })),
    invalid("Nexthop specification and nexthop id are mutually exclusive"),
  ],
  [
    "a route that says it is dead",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { rtmFlags: 1 })),
    invalid("Invalid rtm_flags - can not contain DEAD or LINKDOWN"),
  ],
  ["a header that is too short", NET, ["RTM_NEWROUTE", NEW, [2, 16]], { errno: 22 }],
  [
    "a family that has no routes",
    NET,
    ["RTM_NEWROUTE", NEW, [99, ...new Array(11).fill(0)]],
    { errno: 95 },
  ],
  ["a deletion of none", NET, unroute("10.77.0.0", 16), ESRCH],
  ["a deletion of another way", ONE, unroute("10.1.0.0", 16, via("9.9.9.9")), ESRCH],
  ["a deletion of another protocol's", ONE, unroute("10.1.0.0", 16, { rtmProtocol: 4 }), ESRCH],
  [
    "a deletion from a table that is not there",
    ONE,
    unroute("10.1.0.0", 16, { rtmTable: 99 }),
    { errno: 3, message: "FIB table does not exist" },
  ],
  ["IPv6: one that is there", ONE6, route("2001:db8:1::", 48, via("2001:db8::9")), EEXIST],
  [
    "IPv6: a replacement of nothing",
    NET,
    route("2001:db8:1::", 48, via("2001:db8::9"), REPLACE),
    { errno: 2, message: "Can not replace route - no match found" },
  ],
  [
    "IPv6: a gateway out of reach",
    NET,
    route("2001:db8:2::", 48, via("2001:db9::1")),
    { errno: 113 },
  ],
  [
    "IPv6: a link-local gateway without a device",
    NET,
    route("2001:db8:2::", 48, via("fe80::1")),
    invalid("Egress device not specified"),
  ],
  [
    "IPv6: ourselves as gateway",
    NET,
    route("2001:db8:2::", 48, via("2001:db8::1")),
    invalid("Gateway can not be a local address"),
  ],
  [
    "IPv6: a source that is not ours",
    NET,
    route("2001:db8:2::", 48, via("2001:db8::9", { prefsrc: "2001:db8::77" })),
    invalid("Invalid source address"),
  ],
  [
    "IPv6: a type of service",
    NET,
    route("2001:db8:2::", 48, via("2001:db8::9", { rtmTos: 4 })),
    invalid("Invalid dsfield (tos): option not available for IPv6"),
  ],
  ["IPv6: a device that is not there", NET, route("2001:db8:2::", 48, { oif: 99 }), ENODEV],
  ["IPv6: no way at all", NET, route("2001:db8:2::", 48), ENODEV],
  [
    "IPv6: a deletion from a table that is not there",
    NET,
    unroute("2001:db8:1::", 48, { table: 7777 }),
    { errno: 3, message: "FIB table does not exist" },
  ],
  ["IPv6: a deletion of none", NET, unroute("2001:db8:88::", 48), ESRCH],
  [
    "strict: a dump of a table that is not there",
    NET,
    get({ rtmFamily: 2, table: 4242 }, DUMP),
    { errno: 2, message: "ipv4: FIB table does not exist" },
  ],
  [
    "strict: a dump of a device that is not there",
    NET,
    get({ rtmFamily: 2, oif: 99 }, DUMP),
    ENODEV,
  ],
  [
    "strict: a dump with a prefix length",
    NET,
    get({ rtmFamily: 2, rtmDstLen: 8 }, DUMP),
    invalid("Invalid values in header for FIB dump request"),
  ],
  [
    "strict: a dump with a flag",
    NET,
    get({ rtmFamily: 2, rtmFlags: 1 }, DUMP),
    invalid("Invalid flags for FIB dump request"),
  ],
  [
    "strict: a dump with an attribute",
    NET,
    get({ rtmFamily: 2, dst: "1.2.3.4" }, DUMP),
    invalid("Unsupported attribute in dump request"),
  ],
  [
    "strict: a dump that is too short",
    NET,
    get([2], DUMP),
    invalid("Invalid header for FIB dump request"),
  ],
  ["a look-up without a route", NET, get(look("8.8.8.8")), { errno: 101 }],
  ["a look-up by a device that is not there", NET, get(look("8.8.8.8", { oif: 99 })), ENODEV],
  [
    "a look-up of what is blackholed",
    [...NET, route("10.5.0.0", 16, { rtmType: 6 })],
    get(look("10.5.1.1")),
    { errno: 22 },
  ],
  [
    "a look-up of what is unreachable",
    [...NET, route("10.5.0.0", 16, { rtmType: 7 })],
    get(look("10.5.1.1")),
    { errno: 113 },
  ],
  [
    "a look-up of what is prohibited",
    [...NET, route("10.5.0.0", 16, { rtmType: 8 })],
    get(look("10.5.1.1")),
    { errno: 13 },
  ],
  [
    "a look-up from a source that is not ours",
    NET,
    get(look("10.0.0.5", { src: "1.2.3.4", rtmSrcLen: 32 })),
    { errno: 101 },
  ],
  [
    "strict: a look-up of a prefix",
    NET,
    get(look("10.1.0.0", { rtmDstLen: 24 })),
    invalid("ipv4: Invalid values in header for route get request"),
  ],
  [
    "strict: a look-up with an attribute",
    NET,
    get(look("8.8.8.8", { priority: 4 })),
    invalid("ipv4: Unsupported attribute in route get request"),
  ],
  [
    "IPv6: strict: a look-up of a prefix",
    NET,
    get(look("2001:db8::1", { rtmDstLen: 64 })),
    invalid("ipv6: Invalid values in header for get route request"),
  ],
  [
    "IPv6: strict: a look-up with a flag",
    NET,
    get(look("2001:db8::1", { rtmFlags: 1 })),
    invalid("ipv6: Invalid flags for get route request"),
  ],
  [
    "a look-up that is too short",
    NET,
    get([2]),
    invalid("ipv4: Invalid header for route get request"),
  ],
  ["IPv6: a look-up without a route", NET, get(look("2001:db9::1")), { errno: 101 }],
];

/** Refusals. */
export const routeRefusals: readonly ConformanceCase[] = REFUSALS.map(
  ([what, before, request, outcome]) => ends(`routes: ${what}`, before, request, outcome),
);
