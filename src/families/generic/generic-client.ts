/**
 * Opening generic netlink: the families that there are, or one of them.
 *
 * @module
 */
import { type ClientOptions, NetlinkClient, type RequestOptions } from "../../client/index.ts";
import type { TransportOptions, TransportProvider } from "../../transport/index.ts";
import {
  GENERIC_FAMILIES,
  GENL_ID_CTRL,
  type GenericFamilyByName,
  type GenericFamilyName,
  nlctrl,
} from "../../uapi/generic/index.ts";
import { NETLINK_GENERIC } from "../../uapi/index.ts";
import { unknownName } from "../tables.ts";
import { type FamilyInfo, getFamily, listFamilies } from "./controller.ts";
import { FamilyClient, type GenericTable } from "./family-client.ts";

/** What a client of generic netlink is opened with. */
export interface GenericOptions extends ClientOptions, TransportOptions {
  /** Whose kernel: this machine's unless told otherwise. */
  readonly transport?: TransportProvider | undefined;
}

/** The table of a generic family that nlkit has one for. */
async function loadTable(name: string): Promise<GenericTable> {
  if (Object.hasOwn(GENERIC_FAMILIES, name)) return GENERIC_FAMILIES[name as GenericFamilyName]();
  return unknownName("family", name, Object.keys(GENERIC_FAMILIES));
}

/** Which generic families there are; any number of {@link FamilyClient}s on one socket. */
export class GenericClient {
  /** The client underneath. */
  readonly client: NetlinkClient;

  /** @param client - On an open `NETLINK_GENERIC` endpoint; closed with this. */
  constructor(client: NetlinkClient) {
    this.client = client;
    client.describe(nlctrl, GENL_ID_CTRL);
  }

  /** All families, in the kernel's order. @throws As `NetlinkClient.dump`. */
  families(options: RequestOptions = {}): Promise<FamilyInfo[]> {
    return listFamilies(this.client, options);
  }

  /** One family by name. @throws `NetlinkErrnoError` (`ENOENT`) where this kernel does not have it. */
  family(name: string, options: RequestOptions = {}): Promise<FamilyInfo> {
    return getFamily(this.client, name, options);
  }

  /**
   * A client of one family, on this socket.
   *
   * @param family - Its table, or its name where nlkit has the table.
   * @throws As {@link family}; `NetlinkInputError` for a name that nlkit has no table for.
   */
  open<const Name extends GenericFamilyName>(
    family: Name,
    options?: RequestOptions,
  ): Promise<FamilyClient<GenericFamilyByName<Name>>>;
  open<const Table extends GenericTable>(
    family: Table,
    options?: RequestOptions,
  ): Promise<FamilyClient<Table>>;
  async open(
    family: string | GenericTable,
    options: RequestOptions = {},
  ): Promise<FamilyClient<GenericTable>> {
    const table = typeof family === "string" ? await loadTable(family) : family;
    const info = await getFamily(this.client, table.name, options);
    return new FamilyClient(this.client, table, info);
  }

  /** Closes the socket; see `NetlinkClient.close`. */
  close(): void {
    this.client.close();
  }

  /** As {@link close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}

/** Opens generic netlink on a provider's kernel. @throws As `TransportProvider.openTransport`. */
export function openGenericOn(
  provider: TransportProvider,
  options: GenericOptions = {},
): GenericClient {
  const { netns, portId, receiveBuffer, transport, ...rest } = options;
  const endpoint = (transport ?? provider).openTransport(NETLINK_GENERIC, {
    netns,
    portId,
    receiveBuffer,
  });
  return new GenericClient(new NetlinkClient(endpoint, rest));
}
