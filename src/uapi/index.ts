/**
 * Facts that no single family owns. Tables of a family are entered by its folder, so that a program
 * that reads links does not load the others.
 *
 * @example
 * ```ts
 * import { AF, NETLINK_ROUTE, PROTOCOLS } from "nlkit/uapi";
 * console.assert(AF.values.inet6 === 10 && PROTOCOLS.names.get(NETLINK_ROUTE) === "NETLINK_ROUTE");
 * ```
 *
 * @module
 */
export { AF } from "./address-families.ts";
export {
  NETLINK_AUDIT,
  NETLINK_CONNECTOR,
  NETLINK_CRYPTO,
  NETLINK_DNRTMSG,
  NETLINK_ECRYPTFS,
  NETLINK_FIB_LOOKUP,
  NETLINK_FIREWALL,
  NETLINK_GENERIC,
  NETLINK_IP6_FW,
  NETLINK_ISCSI,
  NETLINK_KOBJECT_UEVENT,
  NETLINK_NETFILTER,
  NETLINK_NFLOG,
  NETLINK_RDMA,
  NETLINK_ROUTE,
  NETLINK_SCSITRANSPORT,
  NETLINK_SELINUX,
  NETLINK_SMC,
  NETLINK_SOCK_DIAG,
  NETLINK_UNUSED,
  NETLINK_USERSOCK,
  NETLINK_XFRM,
  PROTOCOLS,
} from "./protocols.ts";
