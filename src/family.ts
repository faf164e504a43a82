/**
 * `nlkit/family`: any family by its name or its table, generic or of a raw protocol, with typed requests,
 * answers and groups.
 *
 * @module
 */
import {
  type AnyFamily,
  type FamilyClientOf,
  type FamilyName,
  type FamilyOptions,
  type FamilyTableByName,
  openFamilyOn,
} from "./families/any/index.ts";
import type { FamilyTable } from "./schema/index.ts";
import { kernelTransport } from "./socket/index.ts";
import { environmentTrace } from "./trace.ts";

/**
 * Opens a client of one family, with a socket of its own.
 *
 * Families of `NETLINK_GENERIC` get a `FamilyClient`, which finds the family's id; all others get a `RawFamily`. Both
 * have `do`, `dump`, `stream`, `batch` and `subscribe`, by the names of the table.
 *
 * @param family - A table (`defineFamily`, `loadSpec`), or the name of a family that nlkit has the table of:
 *   `"ethtool"`, `"rt-link"`, `"nftables"`.
 * @throws `NetlinkInputError` (`ERR_NETLINK_INPUT`) for a name that nlkit has no table for; `NetlinkErrnoError`
 *   (`ERR_NETLINK_ERRNO`, `ENOENT`) where the kernel does not have a generic family; `NetlinkSystemError`
 *   (`ERR_NETLINK_SYSTEM`); `NetlinkUnsupportedError` (`ERR_NETLINK_UNSUPPORTED`).
 * @example
 * ```ts
 * import { openFamily } from "nlkit/family";
 * await using links = await openFamily("rt-link");
 * for (const { ifname, mtu } of await links.dump("RTM_GETLINK", {})) console.log(ifname, mtu);
 * const events = links.subscribe("RTNLGRP_LINK");
 * await events.return();
 * ```
 */
export function openFamily<const Name extends FamilyName>(
  family: Name,
  options?: FamilyOptions,
): Promise<FamilyClientOf<FamilyTableByName<Name>>>;
export function openFamily<const Table extends FamilyTable>(
  family: Table,
  options?: FamilyOptions,
): Promise<FamilyClientOf<Table>>;
export function openFamily(
  family: FamilyName | FamilyTable,
  options: FamilyOptions = {},
): Promise<AnyFamily> {
  return openFamilyOn(kernelTransport, family, { trace: environmentTrace(), ...options });
}

export {
  type AnyFamily,
  type FamilyClientOf,
  type FamilyName,
  type FamilyOptions,
  type FamilyRequest,
  type FamilyTableByName,
  familyNames,
  type GroupName,
  loadFamily,
  type OperationName,
  type ReplyOf,
  type RequestOf,
} from "./families/any/index.ts";
export type { RawBatchOptions, RawFamily } from "./families/raw/index.ts";
