/**
 * What a socket of an embedded kernel is opened with, and the numbers of its options.
 *
 * @module
 */
import { NetlinkInputError } from "../errors/index.ts";
import { TRANSPORT_OPTIONS, type TransportOptions } from "../transport/index.ts";

/** What a sender may do beyond what anyone may, as far as netlink asks (capabilities(7)). */
export type Capability = "CAP_NET_ADMIN" | "CAP_NET_BROADCAST" | "CAP_SYS_ADMIN";

/** All of them: what a socket has unless it is opened with fewer. */
export const ALL_CAPABILITIES: ReadonlySet<Capability> = new Set([
  "CAP_NET_ADMIN",
  "CAP_NET_BROADCAST",
  "CAP_SYS_ADMIN",
]);

/** What a socket of an embedded kernel can be told besides {@link TransportOptions}. */
export interface EmbeddedSocketOptions extends TransportOptions {
  /** What its owner may do; everything when absent. */
  readonly capabilities?: Iterable<Capability> | undefined;
  /**
   * Whose those are: root's (`"initial"`), or those of a user namespace that owns the network namespace (`"own"`),
   * which `GENL_ADMIN_PERM` does not accept. `"initial"`.
   */
  readonly userNamespace?: "initial" | "own" | undefined;
  /** Process that the socket belongs to: its first port id, and what `SCM_CREDENTIALS` tells. */
  readonly processId?: number | undefined;
  /** User and group that `SCM_CREDENTIALS` tells; 0. */
  readonly userId?: number | undefined;
  readonly groupId?: number | undefined;
  /** Groups 1 to 32 to join by binding, bit 0 being group 1. */
  readonly groupMask?: number | undefined;
}

const OPTIONS: ReadonlySet<string> = new Set(TRANSPORT_OPTIONS);

/** Throws `NetlinkInputError` for what is no option of netlink(7). */
export function checkOption(option: string): void {
  if (!OPTIONS.has(option)) throw new NetlinkInputError("option", option, [...OPTIONS].join(", "));
}

/** Throws `NetlinkInputError` unless `value` is an integer from `least` to `most`. */
export function checkInteger(field: string, value: unknown, least: number, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) {
    return value;
  }
  throw new NetlinkInputError(field, value, `an integer from ${least} to ${most}`);
}
