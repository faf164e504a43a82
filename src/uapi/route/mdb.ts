/**
 * Multicast groups that a bridge or a VXLAN device forwards (its MDB), and the ports with routers
 * behind them.
 *
 * @module
 */
import {
  attributeSet,
  bytes,
  enumOf,
  enumTable,
  familyTable,
  flagsOf,
  flagTable,
  ip,
  message,
  multi,
  nest,
  operation,
  pad,
  payload,
  struct,
  u8,
  u16,
  u16be,
  u32,
} from "../../schema/index.ts";
import { RT_PROTOCOL } from "./routes.ts";

/**
 * `MDB_RTR_TYPE_*`: how a port came to be one with a router.
 *
 * @see include/uapi/linux/if_bridge.h
 */
export const MDB_RTR_TYPE = enumTable("mdb-rtr-type", {
  disabled: 0,
  "temp-query": 1,
  perm: 2,
  temp: 3,
});

/** `MDB_TEMPORARY`, `MDB_PERMANENT`: whether an entry stays without reports from members. */
export const MDB_STATE = enumTable("mdb-state", { temporary: 0, permanent: 1 });

/** `MDB_FLAGS_*` as masks. */
export const MDB_FLAGS = flagTable("mdb-flags", {
  offload: 0x1,
  "fast-leave": 0x2,
  "star-excl": 0x4,
  blocked: 0x8,
  "offload-failed": 0x10,
});

/**
 * Mode of the sources that are listed: taken, or all but these (`MCAST_INCLUDE`,
 * include/uapi/linux/in.h).
 */
const groupMode = enumTable("mcast-filter-mode", { exclude: 0, include: 1 });

const brPortMsg = struct("br_port_msg", { family: u8, pad: pad(3), ifindex: u32 });

/**
 * The group: an address by `proto` (`ETH_P_IP`, `ETH_P_IPV6`), or the one of layer 2 where that is
 * 0.
 */
const brMdbEntryAddr = struct("br_mdb_entry.addr", { u: bytes(16), proto: u16be, pad: pad(2) });

const brMdbEntry = struct("br_mdb_entry", {
  headerIfindex: u32,
  state: enumOf(u8, MDB_STATE),
  flags: flagsOf(u8, MDB_FLAGS),
  vid: u16,
  addr: brMdbEntryAddr,
});

/** The same where nothing stands beside it. */
const brMdbEntryAlone = struct("br_mdb_entry", {
  ifindex: u32,
  state: enumOf(u8, MDB_STATE),
  flags: flagsOf(u8, MDB_FLAGS),
  vid: u16,
  addr: brMdbEntryAddr,
});

const sourceAttrs = attributeSet("mdb-source", "MDBA_MDB_SRCATTR_", {
  address: [1, ip],
  timer: [2, u32],
});

const sourceList = attributeSet("mdb-source-list", "MDBA_MDB_SRCLIST_", {
  entry: [1, multi(nest(sourceAttrs))],
});

const entryAttrs = attributeSet("mdb-entry", "MDBA_MDB_EATTR_", {
  timer: [1, u32],
  srcList: [2, nest(sourceList)],
  groupMode: [3, enumOf(u8, groupMode)],
  source: [4, ip],
  rtprot: [5, enumOf(u8, RT_PROTOCOL)],
  dst: [6, ip],
  dstPort: [7, u16],
  vni: [8, u32],
  ifindex: [9, u32],
  srcVni: [10, u32],
});

const entryInfo = attributeSet("mdb-entries-of-group", "MDBA_MDB_ENTRY_", {
  info: [1, multi(payload(message({ header: brMdbEntry, attributes: entryAttrs })))],
});

const entries = attributeSet("mdb-entries", "MDBA_MDB_", {
  entry: [1, multi(nest(entryInfo))],
});

const routerPortAttrs = attributeSet("mdb-router-port", "MDBA_ROUTER_PATTR_", {
  timer: [1, u32],
  type: [2, enumOf(u8, MDB_RTR_TYPE)],
  inetTimer: [3, u32],
  inet6Timer: [4, u32],
  vid: [5, u16],
});

/**
 * Ports of a bridge with multicast routers behind them: a link's index, then what is known of it.
 */
export const mdbRouterAttrs = attributeSet("mdb-routers", "MDBA_ROUTER_", {
  port: [
    1,
    multi(
      payload(
        message({
          header: struct("mdb-router-port-ifindex", { ifindex: u32 }),
          attributes: routerPortAttrs,
        }),
      ),
    ),
  ],
});

const setSourceAttrs = attributeSet("mdb-set-source", "MDBE_SRCATTR_", {
  address: [1, ip],
});

const setSourceList = attributeSet("mdb-set-source-list", "MDBE_SRC_LIST_", {
  entry: [1, multi(nest(setSourceAttrs))],
});

const setEntryAttrs = attributeSet("mdb-set-entry", "MDBE_ATTR_", {
  source: [1, ip],
  srcList: [2, nest(setSourceList)],
  groupMode: [3, enumOf(u8, groupMode)],
  rtprot: [4, enumOf(u8, RT_PROTOCOL)],
  dst: [5, ip],
  dstPort: [6, u16],
  vni: [7, u32],
  ifindex: [8, u32],
  srcVni: [9, u32],
  stateMask: [10, u8],
});

/**
 * What a bridge knows: `struct br_port_msg`, then `MDBA_*`. Timers are in hundredths of a second.
 */
export const mdbMessage = message({
  header: brPortMsg,
  attributes: attributeSet("mdb", "MDBA_", {
    mdb: [1, nest(entries)],
    router: [2, nest(mdbRouterAttrs)],
  }),
});

/**
 * A change: `struct br_port_msg`, then `MDBA_SET_ENTRY*`.
 *
 * @see net/bridge/br_mdb.c `mdba_policy`
 */
export const mdbSetMessage = message({
  header: brPortMsg,
  attributes: attributeSet("mdb-set", "MDBA_SET_", {
    entry: [1, brMdbEntryAlone],
    entryAttrs: [2, nest(setEntryAttrs)],
  }),
});

/** A question for one entry: `struct br_port_msg`, then `MDBA_GET_ENTRY*`. */
export const mdbGetMessage = message({
  header: brPortMsg,
  attributes: attributeSet("mdb-get", "MDBA_GET_", {
    entry: [1, brMdbEntryAlone],
    entryAttrs: [2, nest(setEntryAttrs)],
  }),
});

/**
 * A dump of bridges, which answer it with the number of the question where VXLAN devices, and
 * either when asked for one
 * entry, answer with `RTM_NEWMDB`: those are for `rtMdb.operations.RTM_GETMDB`.
 *
 * @see net/bridge/br_mdb.c `br_mdb_dump`, drivers/net/vxlan/vxlan_mdb.c
 */
export const dumpMdb = operation("RTM_GETMDB", [86, mdbGetMessage], [86, mdbMessage]);

/**
 * Requests and events of multicast groups; requests are laid out otherwise than what comes back.
 */
export const rtMdb = familyTable({
  name: "rt-mdb",
  protocol: 0,
  messages: {
    RTM_NEWMDB: [84, mdbMessage],
    RTM_DELMDB: [85, mdbMessage],
    // What arrives under this number; requests for entries have it, too.
    RTM_GETMDB: [86, mdbMessage],
  },
  operations: {
    RTM_NEWMDB: operation("RTM_NEWMDB", [84, mdbSetMessage]),
    RTM_DELMDB: operation("RTM_DELMDB", [85, mdbSetMessage]),
    RTM_GETMDB: operation("RTM_GETMDB", [86, mdbGetMessage], [84, mdbMessage], { oneReply: true }),
  },
  groups: { RTNLGRP_MDB: 26 },
});
