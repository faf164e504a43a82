/**
 * `nlkit/portable`: clients of a kernel that is handed in, for browsers and wherever else there is no Node. With
 * `nlkit/kernel` and the tables it is all that a page needs; nothing behind it touches Node.
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
import {
  type GenericClient,
  type GenericOptions,
  openGenericOn,
} from "./families/generic/index.ts";
import { openRouteOn, type RouteClient, type RouteOptions } from "./families/route/index.ts";
import type { FamilyTable } from "./schema/index.ts";
import type { TransportProvider } from "./transport/index.ts";

/** Whose kernel it is: an embedded one, or one that is reached in another way. */
export interface OnTransport {
  /** Where sockets are opened. */
  readonly transport: TransportProvider;
}

/**
 * As `openFamily` of `nlkit/family`, on the kernel that is given.
 *
 * @throws `NetlinkInputError` (`ERR_NETLINK_INPUT`) for a name that nlkit has no table for; `NetlinkErrnoError`
 *   (`ERR_NETLINK_ERRNO`, `ENOENT`) where the kernel does not have a generic family; `NetlinkSystemError`
 *   (`ERR_NETLINK_SYSTEM`).
 * @example
 * ```ts
 * import { createKernel } from "nlkit/kernel";
 * import { openFamily } from "nlkit/portable";
 * import { defineFamily, u32 } from "nlkit/schema";
 * const demo = defineFamily({
 *   name: "DEMO",
 *   attributes: { id: [1, u32] },
 *   operations: { get: { command: 1 } },
 * });
 * const kernel = createKernel();
 * kernel.registerFamily(demo, { get: { doit: ({ id = 0 }, { reply }) => reply({ id: id + 1 }) } });
 * await using client = await openFamily(demo, { transport: kernel });
 * console.assert((await client.do("get", { id: 7 }))?.id === 8);
 * ```
 */
export function openFamily<const Name extends FamilyName>(
  family: Name,
  options: FamilyOptions & OnTransport,
): Promise<FamilyClientOf<FamilyTableByName<Name>>>;
export function openFamily<const Table extends FamilyTable>(
  family: Table,
  options: FamilyOptions & OnTransport,
): Promise<FamilyClientOf<Table>>;
export function openFamily(
  family: FamilyName | FamilyTable,
  options: FamilyOptions & OnTransport,
): Promise<AnyFamily> {
  return openFamilyOn(options.transport, family, options);
}

/** As `openGeneric` of `nlkit/generic`, on the kernel that is given. @throws `NetlinkSystemError` (`ERR_NETLINK_SYSTEM`). */
export async function openGeneric(options: GenericOptions & OnTransport): Promise<GenericClient> {
  return openGenericOn(options.transport, options);
}

/** As `openRoute` of `nlkit/route`, on the kernel that is given. @throws `NetlinkSystemError` (`ERR_NETLINK_SYSTEM`). */
export async function openRoute(options: RouteOptions & OnTransport): Promise<RouteClient> {
  return openRouteOn(options.transport, options);
}

export type {
  AnyFamily,
  FamilyClientOf,
  FamilyName,
  FamilyOptions,
  FamilyTableByName,
} from "./families/any/index.ts";
export type { FamilyClient, GenericClient, GenericOptions } from "./families/generic/index.ts";
export type { RouteClient, RouteOptions } from "./families/route/index.ts";
