/**
 * Multicast routing: the routes (address families 128 and 129), its interfaces, and reports of
 * packets
 * that no route is known for.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  enumOf,
  enumTable,
  familyTable,
  flagsOf,
  flagTable,
  ip,
  ipv4,
  message,
  multi,
  nest,
  operation,
  records,
  s32,
  struct,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";
import { ifinfomsg } from "../generated/rt-link.ts";
import { nexthopMessage, routeMessage, rtaMfcStats, rtmsg } from "../generated/rt-route.ts";

/**
 * `IGMPMSG_*`, what a report is of; those of IPv6 (`MRT6MSG_*`) have the same numbers.
 *
 * @see include/uapi/linux/mroute.h
 */
export const IGMPMSG = enumTable("igmpmsg", {
  nocache: 1,
  wrongvif: 2,
  wholepkt: 3,
  wrvifwhole: 4,
});

/** `VIFF_*` as masks: what an interface of multicast routing is. */
export const VIFF = flagTable("viff", {
  tunnel: 0x1,
  srcrt: 0x2,
  register: 0x4,
  "use-ifindex": 0x8,
});

/**
 * A route: `struct rtmsg`, then some of `RTA_*`. Interfaces that it goes out of are next hops whose
 * `rtnhHops` is the least TTL; `expires` has 64 bits here, in hundredths of a second.
 *
 * @see net/ipv4/ipmr_base.c `mr_fill_mroute`
 */
export const mrouteMessage = message({
  header: rtmsg,
  attributes: attributeSet("mroute", "RTA_", {
    dst: [1, ip],
    src: [2, ip],
    iif: [3, u32],
    multipath: [9, records(nexthopMessage)],
    table: [15, u32],
    mfcStats: [17, rtaMfcStats],
    expires: [23, u64],
  }),
});

const vifAttrs = attributeSet("ipmr-vif", "IPMRA_VIFA_", {
  ifindex: [1, u32],
  vifId: [2, u32],
  flags: [3, flagsOf(u16, VIFF)],
  bytesIn: [4, u64],
  bytesOut: [5, u64],
  packetsIn: [6, u64],
  packetsOut: [7, u64],
  localAddr: [8, ipv4],
  remoteAddr: [9, ipv4],
});

const vifs = attributeSet("ipmr-vifs", "IPMRA_", { vif: [1, multi(nest(vifAttrs))] });

const tableAttrs = attributeSet("ipmr-table", "IPMRA_TABLE_", {
  id: [1, u32],
  cacheResQueueLen: [2, u32],
  mrouteRegVifNum: [3, s32],
  mrouteDoAssert: [4, u8],
  mrouteDoPim: [5, u8],
  vifs: [6, nest(vifs)],
  mrouteDoWrvifwhole: [7, u8],
});

/**
 * A table of multicast routing with its interfaces, as a link's message.
 *
 * @see net/ipv4/ipmr.c `ipmr_rtm_dumplink`
 */
export const mrouteTableMessage = message({
  header: ifinfomsg,
  attributes: attributeSet("ipmr-link", "IFLA_", { afSpec: [26, nest(tableAttrs)] }),
});

/**
 * A report: `struct rtgenmsg`, then `IPMRA_CREPORT_*` (and `IP6MRA_CREPORT_*`, of the same
 * numbers); `pkt` is
 * the packet.
 *
 * @see net/ipv4/ipmr.c `igmpmsg_netlink_event`, net/ipv6/ip6mr.c `mrt6msg_netlink_event`
 */
export const cacheReportMessage = message({
  header: struct("rtgenmsg", { rtgenFamily: u8 }),
  attributes: attributeSet("ipmr-creport", "IPMRA_CREPORT_", {
    msgtype: [1, enumOf(u8, IGMPMSG)],
    vifId: [2, u32],
    srcAddr: [3, ip],
    dstAddr: [4, ip],
    pkt: [5, binary],
    table: [6, u32],
  }),
});

/**
 * Requests and events of multicast routing. Its routes have the numbers of other routes: who asks
 * for
 * `RTM_GETROUTE` here gives `rtmFamily` 128 or 129, and has to be root of the namespace.
 */
export const rtMroute = familyTable({
  name: "rt-mroute",
  protocol: 0,
  messages: {
    RTM_NEWROUTE: [24, mrouteMessage],
    RTM_DELROUTE: [25, mrouteMessage],
    RTM_NEWLINK: [16, mrouteTableMessage],
    RTM_NEWCACHEREPORT: [96, cacheReportMessage],
  },
  operations: {
    RTM_GETROUTE: operation("RTM_GETROUTE", [26, routeMessage], [24, mrouteMessage], {
      oneReply: true,
    }),
    RTM_GETLINK: operation("RTM_GETLINK", [18, mrouteTableMessage], [16, mrouteTableMessage]),
  },
  groups: {
    RTNLGRP_IPV4_MROUTE: 6,
    RTNLGRP_IPV6_MROUTE: 10,
    RTNLGRP_IPV4_MROUTE_R: 30,
    RTNLGRP_IPV6_MROUTE_R: 31,
  },
});
