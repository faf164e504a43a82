/**
 * The four families of NetLabel: which packets bear which security label. No spec describes them; their numbers are of
 * headers of the kernel's own.
 *
 * @module
 * @see net/netlabel/netlabel_mgmt.h, netlabel_cipso_v4.h, netlabel_calipso.h, netlabel_unlabeled.h
 */
import {
  attributeSet,
  defineFamily,
  enumOf,
  enumTable,
  ipv4,
  ipv6,
  limited,
  multi,
  nest,
  string,
  u8,
  u16,
  u32,
} from "../../schema/index.ts";
import { AF } from "../address-families.ts";

/** `NETLBL_NLTYPE_*`: the protocol that labels. */
const protocol = enumTable("netlbl-nltype", {
  none: 0,
  mgmt: 1,
  ripso: 2,
  cipsov4: 3,
  cipsov6: 4,
  unlabeled: 5,
  addrselect: 6,
  calipso: 7,
});
/** `CIPSO_V4_MAP_*` and `CALIPSO_MAP_*`: whether levels and categories are translated. */
const mapping = enumTable("netlbl-map", { unknown: 0, trans: 1, pass: 2, local: 3 });

const read = { validation: "liberal" } as const;
const admin = { permission: "admin", validation: "liberal" } as const;

const selector = attributeSet("netlbl-selector", "NLBL_MGMT_A_", {
  protocol: [2, enumOf(u32, protocol)],
  cv4doi: [4, u32],
  ipv6addr: [5, ipv6],
  ipv6mask: [6, ipv6],
  ipv4addr: [7, ipv4],
  ipv4mask: [8, ipv4],
  clpdoi: [12, u32],
});
const selectors = attributeSet("netlbl-selectors", "NLBL_MGMT_A_", {
  addrselector: [9, multi(nest(selector))],
});
const management = attributeSet("netlbl-mgmt", "NLBL_MGMT_A_", {
  domain: [1, string],
  protocol: [2, enumOf(u32, protocol)],
  version: [3, u32],
  cv4doi: [4, u32],
  ipv6addr: [5, ipv6],
  ipv6mask: [6, ipv6],
  ipv4addr: [7, ipv4],
  ipv4mask: [8, ipv4],
  selectorlist: [10, nest(selectors)],
  family: [11, enumOf(u16, AF)],
  clpdoi: [12, u32],
});

/** Which protocol labels what the domains send. */
export const netlabelManagement = defineFamily({
  name: "NLBL_MGMT",
  version: 3,
  attributes: management,
  operations: {
    NLBL_MGMT_C_ADD: { command: 1, requires: ["domain", "protocol"], ...admin },
    NLBL_MGMT_C_REMOVE: { command: 2, requires: ["domain"], ...admin },
    NLBL_MGMT_C_LISTALL: { command: 3, ...read },
    NLBL_MGMT_C_ADDDEF: { command: 4, requires: ["protocol"], ...admin },
    NLBL_MGMT_C_REMOVEDEF: { command: 5, ...admin },
    NLBL_MGMT_C_LISTDEF: { command: 6, oneReply: true, ...read },
    NLBL_MGMT_C_PROTOCOLS: { command: 7, ...read },
    NLBL_MGMT_C_VERSION: { command: 8, oneReply: true, ...read },
  },
});

const level = attributeSet("netlbl-cipsov4-level", "NLBL_CIPSOV4_A_", {
  mlslvlloc: [5, u32],
  mlslvlrem: [6, u32],
});
const category = attributeSet("netlbl-cipsov4-category", "NLBL_CIPSOV4_A_", {
  mlscatloc: [9, u32],
  mlscatrem: [10, u32],
});
const cipso = attributeSet("netlbl-cipsov4", "NLBL_CIPSOV4_A_", {
  /** The domain of interpretation. */
  doi: [1, u32],
  mtype: [2, enumOf(u32, mapping)],
  tag: [3, u8],
  taglst: [
    4,
    nest(attributeSet("netlbl-cipsov4-tags", "NLBL_CIPSOV4_A_", { tag: [3, multi(u8)] })),
  ],
  mlslvlloc: [5, u32],
  mlslvlrem: [6, u32],
  mlslvl: [7, nest(level)],
  mlslvllst: [
    8,
    nest(
      attributeSet("netlbl-cipsov4-levels", "NLBL_CIPSOV4_A_", { mlslvl: [7, multi(nest(level))] }),
    ),
  ],
  mlscatloc: [9, u32],
  mlscatrem: [10, u32],
  mlscat: [11, nest(category)],
  mlscatlst: [
    12,
    nest(
      attributeSet("netlbl-cipsov4-categories", "NLBL_CIPSOV4_A_", {
        mlscat: [11, multi(nest(category))],
      }),
    ),
  ],
});

/** How labels stand in the options of IPv4. */
export const netlabelCipsoV4 = defineFamily({
  name: "NLBL_CIPSOv4",
  version: 3,
  attributes: cipso,
  operations: {
    NLBL_CIPSOV4_C_ADD: { command: 1, requires: ["doi", "mtype"], ...admin },
    NLBL_CIPSOV4_C_REMOVE: { command: 2, requires: ["doi"], ...admin },
    NLBL_CIPSOV4_C_LIST: { command: 3, oneReply: true, requires: ["doi"], ...read },
    NLBL_CIPSOV4_C_LISTALL: { command: 4, ...read },
  },
});

/** How labels stand in the options of IPv6. */
export const netlabelCalipso = defineFamily({
  name: "NLBL_CALIPSO",
  version: 3,
  attributes: attributeSet("netlbl-calipso", "NLBL_CALIPSO_A_", {
    doi: [1, u32],
    mtype: [2, enumOf(u32, mapping)],
  }),
  operations: {
    NLBL_CALIPSO_C_ADD: { command: 1, requires: ["doi", "mtype"], ...admin },
    NLBL_CALIPSO_C_REMOVE: { command: 2, requires: ["doi"], ...admin },
    NLBL_CALIPSO_C_LIST: { command: 3, oneReply: true, requires: ["doi"], ...read },
    NLBL_CALIPSO_C_LISTALL: { command: 4, ...read },
  },
});

const unlabeled = attributeSet("netlbl-unlabel", "NLBL_UNLABEL_A_", {
  /** Whether packets without a label are let in. */
  acptflg: [1, u8],
  ipv6addr: [2, ipv6],
  ipv6mask: [3, ipv6],
  ipv4addr: [4, ipv4],
  ipv4mask: [5, ipv4],
  iface: [6, limited(string, { maxLength: 15 })],
  secctx: [7, string],
});

/** Labels for packets that come without one, by interface and address. */
export const netlabelUnlabeled = defineFamily({
  name: "NLBL_UNLBL",
  version: 3,
  attributes: unlabeled,
  operations: {
    NLBL_UNLABEL_C_ACCEPT: { command: 1, requires: ["acptflg"], ...admin },
    NLBL_UNLABEL_C_LIST: { command: 2, oneReply: true, ...read },
    NLBL_UNLABEL_C_STATICADD: { command: 3, requires: ["secctx", "iface"], ...admin },
    NLBL_UNLABEL_C_STATICREMOVE: { command: 4, requires: ["iface"], ...admin },
    NLBL_UNLABEL_C_STATICLIST: { command: 5, ...read },
    NLBL_UNLABEL_C_STATICADDDEF: { command: 6, requires: ["secctx"], ...admin },
    NLBL_UNLABEL_C_STATICREMOVEDEF: { command: 7, ...admin },
    NLBL_UNLABEL_C_STATICLISTDEF: { command: 8, ...read },
  },
});
