/**
 * `NETLINK_ROUTE`: which handler a request goes to.
 *
 * @module
 * @see net/core/rtnetlink.c `rtnetlink_rcv_msg`
 */
import { ERRNO } from "../../errors/index.ts";
import { AF, NETLINK_ROUTE } from "../../uapi/index.ts";
import {
  RTNLGRP,
  rtAddr,
  rtLink,
  rtNeigh,
  rtNexthop,
  rtRoute,
  rtRule,
} from "../../uapi/route/index.ts";
import { NLM_F_DUMP, NLMSG_HDRLEN } from "../../wire/index.ts";
import type { NetlinkCore } from "../af-netlink.ts";
import { type DumpSource, startDump } from "../dump.ts";
import { errnoOf } from "../failure.ts";
import type { Message } from "../message.ts";
import { receiveRequests } from "../receive.ts";
import {
  deleteAddress4,
  deleteAddress6,
  dumpAddresses,
  getAddress6,
  newAddress4,
  newAddress6,
} from "./addr.ts";
import {
  deleteLink,
  dumpBridgePorts,
  dumpInet6Links,
  dumpLinks,
  getLink,
  newLink,
  setLink,
} from "./link.ts";
import { settle } from "./link-state.ts";
import { deleteNeighbour, dumpNeighbours, getNeighbour, newNeighbour } from "./neigh.ts";
import { type Network, Networks } from "./network.ts";
import { deleteRoute4, deleteRoute6, dumpRoutes, newRoute4, newRoute6 } from "./route.ts";
import { getRoute4, getRoute6 } from "./route-get.ts";
import { dumpRules } from "./rule.ts";
import { addLoopback } from "./simple-kinds.ts";

/** What answers a type of request of a family. */
interface Handlers {
  /** Carries it out. @throws A refusal. */
  readonly doit?: (message: Message, network: Network) => void;
  readonly dumpit?: (message: Message, network: Network) => DumpSource;
}

const { unspec, inet, inet6, bridge } = AF.values;
const { RTM_NEWLINK, RTM_SETLINK, RTM_DELLINK, RTM_GETLINK } = rtLink.operations;
const { RTM_NEWADDR, RTM_DELADDR, RTM_GETADDR } = rtAddr.operations;
const { RTM_NEWROUTE, RTM_DELROUTE, RTM_GETROUTE } = rtRoute.operations;
const { RTM_NEWNEIGH, RTM_DELNEIGH, RTM_GETNEIGH } = rtNeigh.operations;
const { RTM_GETNEXTHOP } = rtNexthop.operations;
const { RTM_GETRULE } = rtRule.operations;

/** A dump of the rows of one family. */
function dumpFamily(
  dump: (message: Message, network: Network, family: number) => DumpSource,
  family: number,
): (message: Message, network: Network) => DumpSource {
  return (message, network) => dump(message, network, family);
}

/** `PF_UNSPEC` answers for families that have nothing of their own. */
const HANDLERS: readonly (readonly [type: number, family: number, handlers: Handlers])[] = [
  [RTM_NEWLINK.type, unspec, { doit: newLink }],
  [RTM_SETLINK.type, unspec, { doit: setLink }],
  [RTM_DELLINK.type, unspec, { doit: deleteLink }],
  [RTM_GETLINK.type, unspec, { doit: getLink, dumpit: dumpLinks }],
  [RTM_GETLINK.type, inet6, { dumpit: dumpInet6Links }],
  [RTM_GETLINK.type, bridge, { dumpit: (_message, network) => dumpBridgePorts(network) }],
  [RTM_NEWADDR.type, inet, { doit: newAddress4 }],
  [RTM_NEWADDR.type, inet6, { doit: newAddress6 }],
  [RTM_DELADDR.type, inet, { doit: deleteAddress4 }],
  [RTM_DELADDR.type, inet6, { doit: deleteAddress6 }],
  [RTM_GETADDR.type, inet6, { doit: getAddress6, dumpit: dumpFamily(dumpAddresses, inet6) }],
  [RTM_GETADDR.type, inet, { dumpit: dumpFamily(dumpAddresses, inet) }],
  [RTM_GETADDR.type, unspec, { dumpit: dumpFamily(dumpAddresses, unspec) }],
  [RTM_NEWROUTE.type, inet, { doit: newRoute4 }],
  [RTM_NEWROUTE.type, inet6, { doit: newRoute6 }],
  [RTM_DELROUTE.type, inet, { doit: deleteRoute4 }],
  [RTM_DELROUTE.type, inet6, { doit: deleteRoute6 }],
  [RTM_GETROUTE.type, inet, { doit: getRoute4, dumpit: dumpFamily(dumpRoutes, inet) }],
  [RTM_GETROUTE.type, inet6, { doit: getRoute6, dumpit: dumpFamily(dumpRoutes, inet6) }],
  [RTM_GETROUTE.type, unspec, { dumpit: dumpFamily(dumpRoutes, unspec) }],
  [RTM_NEWNEIGH.type, unspec, { doit: newNeighbour }],
  [RTM_DELNEIGH.type, unspec, { doit: deleteNeighbour }],
  [RTM_GETNEIGH.type, unspec, { doit: getNeighbour, dumpit: dumpNeighbours }],
  // There are none, and none can be made.
  [RTM_GETNEXTHOP.type, unspec, { dumpit: () => ({ next: () => false }) }],
  [RTM_GETRULE.type, inet, { dumpit: () => dumpRules(inet) }],
  [RTM_GETRULE.type, inet6, { dumpit: () => dumpRules(inet6) }],
  [RTM_GETRULE.type, unspec, { dumpit: () => dumpRules(unspec) }],
];

/** Families above have none of their own. */
const FAMILIES = 256;
const BY_KEY: ReadonlyMap<number, Handlers> = new Map(
  HANDLERS.map(([type, family, handlers]) => [type * FAMILIES + family, handlers]),
);
/** The two low bits of a type: new, delete, get, set. */
const KIND_MASK = 3;
const GET = 2;

function find(type: number, family: number, what: keyof Handlers): Handlers | undefined {
  const own = BY_KEY.get(type * FAMILIES + family);
  return own?.[what] === undefined ? BY_KEY.get(type * FAMILIES) : own;
}

/**
 * Gives a kernel its `NETLINK_ROUTE`.
 *
 * @param tell - Told of errors that are no refusals.
 * @returns The namespaces as it knows them.
 */
export function createRtnetlink(core: NetlinkCore, tell: (error: unknown) => void): Networks {
  const networks = new Networks(core, addLoopback);
  const handle = (message: Message): number => {
    const { bytes, start, end, type, flags, sender } = message;
    // Where there is not even a family, there is nothing to be said.
    if (end <= start + NLMSG_HDRLEN) return 0;
    const family = bytes[start + NLMSG_HDRLEN] ?? 0;
    const isGet = (type & KIND_MASK) === GET;
    if (!isGet && !sender.capable("CAP_NET_ADMIN")) return ERRNO.EPERM;
    const network = networks.of(sender.netns);
    // Either of the two bits will do here, though alone they mean something else.
    if (isGet && (flags & NLM_F_DUMP) !== 0) {
      const dumpit = find(type, family, "dumpit")?.dumpit;
      if (dumpit === undefined) return ERRNO.EOPNOTSUPP;
      return startDump(message, () => dumpit(message, network), tell);
    }
    const doit = find(type, family, "doit")?.doit;
    if (doit === undefined) return ERRNO.EOPNOTSUPP;
    try {
      doit(message, network);
      return 0;
    } catch (error) {
      return errnoOf(error, message, tell);
    } finally {
      settle(networks);
    }
  };
  core.register(NETLINK_ROUTE, {
    input: (datagram) =>
      receiveRequests(datagram, handle, ({ sender }, answer, length) => {
        core.unicast(NETLINK_ROUTE, sender.netns, sender.portId, answer, length);
      }),
    groups: Math.max(...Object.values(RTNLGRP.values)),
    anyoneReceives: true,
  });
  return networks;
}
