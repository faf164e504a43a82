/**
 * Sets of addresses, ports and links that rules look into (`ipset`).
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  flagsOf,
  flagTable,
  ipv4,
  ipv6,
  mac,
  message,
  multi,
  nest,
  operation,
  string,
  u8,
  u16be,
  u32be,
  u64be,
} from "../../schema/index.ts";
import { nfgenmsg } from "../generated/conntrack.ts";

/** `IPSET_FLAG_*` of a command, as masks. @see include/uapi/linux/netfilter/ipset/ip_set.h */
export const IPSET_FLAG = flagTable("ipset_cmd_flags", {
  exist: 0x1,
  "list-setname": 0x2,
  "list-header": 0x4,
  "skip-counter-update": 0x8,
  "skip-subcounter-update": 0x10,
  "match-counters": 0x20,
  "return-nomatch": 0x80,
  "map-skbmark": 0x100,
  "map-skbprio": 0x200,
  "map-skbqueue": 0x400,
});

/** `IPSET_FLAG_*` of a set or an entry, as masks. */
export const IPSET_CADT_FLAG = flagTable("ipset_cadt_flags", {
  before: 0x1,
  physdev: 0x2,
  nomatch: 0x4,
  "with-counters": 0x8,
  "with-comment": 0x10,
  "with-forceadd": 0x20,
  "with-skbinfo": 0x40,
  "iface-wildcard": 0x80,
});

const address = attributeSet("ipset-ipaddr", "IPSET_ATTR_IPADDR_", {
  ipv4: [1, ipv4],
  ipv6: [2, ipv6],
});

/** What a set is made with and what an entry is made of. */
const shared = {
  ip: [1, nest(address)],
  ipTo: [2, nest(address)],
  cidr: [3, u8],
  port: [4, u16be],
  portTo: [5, u16be],
  timeout: [6, u32be],
  proto: [7, u8],
  cadtFlags: [8, flagsOf(u32be, IPSET_CADT_FLAG)],
  cadtLineno: [9, u32be],
  mark: [10, u32be],
  markmask: [11, u32be],
  bitmask: [12, nest(address)],
} as const;

const createAttrs = attributeSet("ipset-create", "IPSET_ATTR_", {
  ...shared,
  initval: [17, u32be],
  hashsize: [18, u32be],
  maxelem: [19, u32be],
  netmask: [20, u8],
  bucketsize: [21, u8],
  resize: [22, u8],
  size: [23, u32be],
  elements: [24, u32be],
  references: [25, u32be],
  memsize: [26, u32be],
});

const entryAttrs = attributeSet("ipset-entry", "IPSET_ATTR_", {
  ...shared,
  ether: [17, mac],
  name: [18, string],
  nameref: [19, string],
  ip2: [20, nest(address), "IPSET_ATTR_IP2"],
  cidr2: [21, u8, "IPSET_ATTR_CIDR2"],
  ip2To: [22, nest(address), "IPSET_ATTR_IP2_TO"],
  iface: [23, string],
  bytes: [24, u64be],
  packets: [25, u64be],
  comment: [26, string],
  skbmark: [27, u64be],
  skbprio: [28, u32be],
  skbqueue: [29, u16be],
});

const entries = attributeSet("ipset-entries", "IPSET_ATTR_", {
  data: [7, multi(nest(entryAttrs))],
});

const command = {
  protocol: [1, u8],
  setname: [2, string],
  // The number of IPSET_ATTR_SETNAME2, too: the other name, where a set is renamed or exchanged.
  typename: [3, string],
  revision: [4, u8],
  family: [5, u8],
  flags: [6, flagsOf(u32be, IPSET_FLAG)],
  adt: [8, nest(entries)],
  lineno: [9, u32be],
  // The number of IPSET_ATTR_REVISION_MIN, too.
  protocolMin: [10, u8],
  index: [11, u16be],
} as const;

/**
 * A set: `struct nfgenmsg`, then `IPSET_ATTR_*`, with what it is made with in `data` and its
 * entries in `adt`.
 *
 * The kernel takes numbers of more than a byte only with `NLA_F_NET_BYTEORDER` in their type,
 * which a table
 * cannot say: a request writes those attributes as `unknown`, with 0x4000 in `type`.
 *
 * @see net/netfilter/ipset/ip_set_core.c
 */
export const ipsetMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("ipset", "IPSET_ATTR_", {
    ...command,
    data: [7, nest(createAttrs)],
  }),
});

/** One entry to add, delete or look for, in `data`; several in `adt`. */
export const ipsetEntryMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("ipset-change", "IPSET_ATTR_", {
    ...command,
    data: [7, nest(entryAttrs)],
  }),
});

/** Requests for sets; answers have the number of the question. */
export const ipset = familyTable({
  name: "ipset",
  protocol: 12,
  messages: {
    IPSET_CMD_PROTOCOL: [0x601, ipsetMessage],
    IPSET_CMD_CREATE: [0x602, ipsetMessage],
    IPSET_CMD_DESTROY: [0x603, ipsetMessage],
    IPSET_CMD_FLUSH: [0x604, ipsetMessage],
    IPSET_CMD_RENAME: [0x605, ipsetMessage],
    IPSET_CMD_SWAP: [0x606, ipsetMessage],
    IPSET_CMD_LIST: [0x607, ipsetMessage],
    IPSET_CMD_SAVE: [0x608, ipsetMessage],
    IPSET_CMD_ADD: [0x609, ipsetEntryMessage],
    IPSET_CMD_DEL: [0x60a, ipsetEntryMessage],
    IPSET_CMD_TEST: [0x60b, ipsetEntryMessage],
    IPSET_CMD_HEADER: [0x60c, ipsetMessage],
    IPSET_CMD_TYPE: [0x60d, ipsetMessage],
    IPSET_CMD_GET_BYNAME: [0x60e, ipsetMessage],
    IPSET_CMD_GET_BYINDEX: [0x60f, ipsetMessage],
  },
  operations: {
    IPSET_CMD_PROTOCOL: operation(
      "IPSET_CMD_PROTOCOL",
      [0x601, ipsetMessage],
      [0x601, ipsetMessage],
    ),
    IPSET_CMD_CREATE: operation("IPSET_CMD_CREATE", [0x602, ipsetMessage]),
    IPSET_CMD_DESTROY: operation("IPSET_CMD_DESTROY", [0x603, ipsetMessage]),
    IPSET_CMD_FLUSH: operation("IPSET_CMD_FLUSH", [0x604, ipsetMessage]),
    IPSET_CMD_RENAME: operation("IPSET_CMD_RENAME", [0x605, ipsetMessage]),
    IPSET_CMD_SWAP: operation("IPSET_CMD_SWAP", [0x606, ipsetMessage]),
    IPSET_CMD_LIST: operation("IPSET_CMD_LIST", [0x607, ipsetMessage], [0x607, ipsetMessage]),
    IPSET_CMD_SAVE: operation("IPSET_CMD_SAVE", [0x608, ipsetMessage], [0x608, ipsetMessage]),
    IPSET_CMD_ADD: operation("IPSET_CMD_ADD", [0x609, ipsetEntryMessage]),
    IPSET_CMD_DEL: operation("IPSET_CMD_DEL", [0x60a, ipsetEntryMessage]),
    IPSET_CMD_TEST: operation("IPSET_CMD_TEST", [0x60b, ipsetEntryMessage]),
    IPSET_CMD_HEADER: operation("IPSET_CMD_HEADER", [0x60c, ipsetMessage], [0x60c, ipsetMessage]),
    IPSET_CMD_TYPE: operation("IPSET_CMD_TYPE", [0x60d, ipsetMessage], [0x60d, ipsetMessage]),
    IPSET_CMD_GET_BYNAME: operation(
      "IPSET_CMD_GET_BYNAME",
      [0x60e, ipsetMessage],
      [0x60e, ipsetMessage],
    ),
    IPSET_CMD_GET_BYINDEX: operation(
      "IPSET_CMD_GET_BYINDEX",
      [0x60f, ipsetMessage],
      [0x60f, ipsetMessage],
    ),
  },
  groups: {},
});
