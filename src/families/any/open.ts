/**
 * Opening one family, wherever it lives.
 *
 * @module
 */
import { type ClientOptions, NetlinkClient } from "../../client/index.ts";
import type { FamilyTable } from "../../schema/index.ts";
import type { TransportOptions, TransportProvider } from "../../transport/index.ts";
import {
  GENERIC_FAMILIES,
  type GenericFamilyByName,
  type GenericFamilyName,
} from "../../uapi/generic/index.ts";
import { NETLINK_GENERIC } from "../../uapi/index.ts";
import { RAW_FAMILIES, type RawFamilyByName, type RawFamilyName } from "../../uapi/raw/index.ts";
import { type FamilyClient, openGenericOn } from "../generic/index.ts";
import { RawFamily } from "../raw/index.ts";
import { unknownName } from "../tables.ts";

/** What a client of one family is opened with. */
export interface FamilyOptions extends ClientOptions, TransportOptions {
  /** Whose kernel: this machine's unless told otherwise. */
  readonly transport?: TransportProvider | undefined;
}

/** Names of the families that nlkit has the tables of, generic and raw: `"ethtool"`, `"rt-link"`, `"nftables"`. */
export type FamilyName = GenericFamilyName | RawFamilyName;
/** The table of a family by its name. */
export type FamilyTableByName<Name extends FamilyName> = Name extends GenericFamilyName
  ? GenericFamilyByName<Name>
  : Name extends RawFamilyName
    ? RawFamilyByName<Name>
    : never;

/** The client of a table of which it is not known, before it runs, whether it is generic. */
export type AnyFamily<Table extends FamilyTable = FamilyTable> =
  | FamilyClient<Table>
  | RawFamily<Table>;
/** The client that a table gets, by its protocol; 16 is `NETLINK_GENERIC`. */
export type FamilyClientOf<Table extends FamilyTable> = number extends Table["protocol"]
  ? AnyFamily<Table>
  : Table["protocol"] extends 16
    ? FamilyClient<Table>
    : RawFamily<Table>;

const TABLES: Readonly<Record<string, () => Promise<FamilyTable>>> = {
  ...RAW_FAMILIES,
  ...GENERIC_FAMILIES,
};

/** Names of all families that nlkit has the tables of, sorted. */
export function familyNames(): FamilyName[] {
  return Object.keys(TABLES).sort() as FamilyName[];
}

/**
 * Loads the table of a family.
 *
 * @throws `NetlinkInputError` (`ERR_NETLINK_INPUT`) for a name that nlkit has no table for, with the nearest.
 */
export function loadFamily<const Name extends FamilyName>(
  name: Name,
): Promise<FamilyTableByName<Name>>;
export async function loadFamily(name: string): Promise<FamilyTable> {
  const load = Object.hasOwn(TABLES, name) ? TABLES[name] : undefined;
  return load === undefined ? unknownName("family", name, familyNames()) : load();
}

/** Opens a family on a provider's kernel. @throws As `openFamily`. */
export async function openFamilyOn(
  provider: TransportProvider,
  family: FamilyName | FamilyTable,
  options: FamilyOptions = {},
): Promise<AnyFamily> {
  const table = typeof family === "string" ? await loadFamily(family) : family;
  if (table.protocol === NETLINK_GENERIC) {
    const generic = openGenericOn(provider, options);
    try {
      return await generic.open(table);
    } catch (error) {
      generic.close();
      throw error;
    }
  }
  const { netns, portId, receiveBuffer, transport, ...rest } = options;
  const where = { netns, portId, receiveBuffer };
  const endpoint = (transport ?? provider).openTransport(table.protocol, where);
  return new RawFamily(new NetlinkClient(endpoint, rest), table);
}
