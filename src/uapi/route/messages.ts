/**
 * Every message of `NETLINK_ROUTE` that has a table, by its type.
 *
 * @module
 */
import type { FamilyTable, MessageKind } from "../../schema/index.ts";
import { rtAddr } from "../generated/rt-addr.ts";
import { rtLink } from "../generated/rt-link.ts";
import { rtNeigh } from "../generated/rt-neigh.ts";
import { rtRoute } from "../generated/rt-route.ts";
import { rtRule } from "../generated/rt-rule.ts";
import { rtAddrlabel } from "./addrlabel.ts";
import { rtBridgeVlan } from "./bridge-vlan.ts";
import { rtDcb } from "./dcb.ts";
import { rtMdb } from "./mdb.ts";
import { rtMroute } from "./mroute.ts";
import { rtNduseropt } from "./nduseropt.ts";
import { rtNetconf } from "./netconf.ts";
import { rtNexthop } from "./nexthop.ts";
import { rtNsid } from "./nsid.ts";
import { rtPrefix } from "./prefix.ts";
import { rtTunnel } from "./tunnel.ts";

/**
 * The families of `NETLINK_ROUTE` but for traffic control, whose tables are as large as all of
 * these.
 */
const FAMILIES: readonly FamilyTable[] = [
  // Multicast routes and their tables have the numbers of routes and links, whose layouts come
  // after.
  rtMroute,
  rtLink,
  rtAddr,
  rtRoute,
  rtNeigh,
  rtRule,
  rtNexthop,
  rtMdb,
  rtBridgeVlan,
  rtTunnel,
  rtNetconf,
  rtNsid,
  rtAddrlabel,
  rtPrefix,
  rtNduseropt,
  rtDcb,
];

/** Name and layout of each type: 16 is `RTM_NEWLINK`. */
export const routeMessages: ReadonlyMap<number, MessageKind> = new Map(
  FAMILIES.flatMap(({ messages }) => [...messages]),
);
