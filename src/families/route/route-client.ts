/**
 * The client of rtnetlink: links, addresses, routes, and their events, on one socket.
 *
 * @module
 */
import { type ClientOptions, NetlinkClient } from "../../client/index.ts";
import type { TransportOptions, TransportProvider } from "../../transport/index.ts";
import { NETLINK_ROUTE } from "../../uapi/index.ts";
import { rtAddr, rtLink, rtRoute } from "../../uapi/route/index.ts";
import { Addresses } from "./addr.ts";
import { type EventOptions, type ObjectName, type RouteEvent, routeEvents } from "./events.ts";
import { LinkNames } from "./link-names.ts";
import { Links } from "./links.ts";
import { Neighbours } from "./neighbours.ts";
import { Routes } from "./routes.ts";
import { Rules } from "./rules.ts";

/** What a route client is opened with. */
export interface RouteOptions extends ClientOptions, TransportOptions {
  /** Whose kernel: this machine's unless told otherwise. */
  readonly transport?: TransportProvider | undefined;
}

/** Asks a kernel about its network, and changes it. */
export class RouteClient {
  /** Network interfaces. */
  readonly links: Links;
  /** IP addresses. */
  readonly addresses: Addresses;
  /** Routes of all tables. */
  readonly routes: Routes;
  /** Link-layer addresses of IP addresses: ARP and neighbour discovery. */
  readonly neighbours: Neighbours;
  /** Policy rules: which table a packet is looked up in. */
  readonly rules: Rules;
  /** The client underneath, for operations of rtnetlink that have no method here. */
  readonly client: NetlinkClient;

  /** @param client - On an open `NETLINK_ROUTE` endpoint; closed with this. */
  constructor(client: NetlinkClient) {
    this.client = client;
    for (const family of [rtLink, rtAddr, rtRoute]) client.describe(family);
    const names = new LinkNames(client);
    this.links = new Links(client, names);
    this.addresses = new Addresses(client, names);
    this.routes = new Routes(client, names);
    this.neighbours = new Neighbours(client, names);
    this.rules = new Rules(client);
  }

  /**
   * Listens to changes from the moment of the call on.
   *
   * Lost messages are a value in the stream, `{ object: "overrun" }`: the tables have to be read again then.
   *
   * @param objects - All of them where absent.
   */
  events(
    objects: readonly ObjectName[] = ["link", "address", "route"],
    options: EventOptions = {},
  ): AsyncGenerator<RouteEvent, void, void> {
    return routeEvents(this.client, objects, options);
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

/** Opens a route client on a provider's kernel. @throws As `TransportProvider.openTransport`. */
export function openRouteOn(provider: TransportProvider, options: RouteOptions = {}): RouteClient {
  const { netns, portId, receiveBuffer, transport, ...rest } = options;
  const endpoint = (transport ?? provider).openTransport(NETLINK_ROUTE, {
    netns,
    portId,
    receiveBuffer,
  });
  return new RouteClient(new NetlinkClient(endpoint, rest));
}
