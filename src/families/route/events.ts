/**
 * Changes of links, addresses and routes as the kernel tells of them.
 *
 * @module
 */
import type { NetlinkClient, Subscription } from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import {
  RTEXT_FILTER_SKIP_STATS,
  routeMessages,
  rtAddr,
  rtLink,
  rtRoute,
} from "../../uapi/route/index.ts";
import { type Address, type AddressMessage, addressOf } from "./addr.ts";
import { type Link, linkOf } from "./link.ts";
import type { LinkMessage } from "./link-message.ts";
import type { EventOptions } from "./object-events.ts";
import { type Route, type RouteMessage, routeOf } from "./route.ts";

/** What there are events of. */
export type ObjectName = "link" | "address" | "route";

/** A change that the kernel told of. */
export type RouteEvent =
  | { readonly object: "link"; readonly action: "set" | "delete"; readonly link: Link }
  | { readonly object: "address"; readonly action: "set" | "delete"; readonly address: Address }
  | { readonly object: "route"; readonly action: "set" | "delete"; readonly route: Route }
  /** Messages were lost: what is known so far is stale. */
  | { readonly object: "overrun" };

const GROUPS: Readonly<Record<ObjectName, readonly number[]>> = {
  link: [rtLink.groups.RTNLGRP_LINK],
  address: [rtAddr.groups.RTNLGRP_IPV4_IFADDR, rtAddr.groups.RTNLGRP_IPV6_IFADDR],
  route: [
    rtRoute.groups.RTNLGRP_IPV4_ROUTE,
    rtRoute.groups.RTNLGRP_IPV6_ROUTE,
    rtRoute.groups.RTNLGRP_MPLS_ROUTE,
  ],
};

/** AF_BRIDGE: news of a bridge's port, which is none of a link. */
const AF_BRIDGE = 7;

/** Turns messages into events, and knows the names of links as of each of them. */
class EventReader {
  readonly #names = new Map<number, string>();
  readonly #wanted: ReadonlySet<ObjectName>;

  constructor(wanted: ReadonlySet<ObjectName>) {
    this.#wanted = wanted;
  }

  name(link: LinkMessage): void {
    if (link.ifname !== undefined) this.#names.set(link.ifiIndex, link.ifname);
  }

  /** The event of a message; undefined for one that was not asked for. */
  read(name: string, body: unknown): RouteEvent | undefined {
    const action = name.startsWith("RTM_DEL") ? "delete" : "set";
    switch (name) {
      case "RTM_NEWLINK":
      case "RTM_DELLINK":
        return this.#link(action, body as LinkMessage);
      case "RTM_NEWADDR":
      case "RTM_DELADDR": {
        const message = body as AddressMessage;
        return {
          object: "address",
          action,
          address: addressOf(message, this.#names.get(message.ifaIndex)),
        };
      }
      case "RTM_NEWROUTE":
      case "RTM_DELROUTE":
        return {
          object: "route",
          action,
          route: routeOf(body as RouteMessage, (index) => this.#names.get(index)),
        };
      default:
        return undefined;
    }
  }

  #link(action: "set" | "delete", message: LinkMessage): RouteEvent | undefined {
    if (message.ifiFamily === AF_BRIDGE) return undefined;
    if (action === "set") this.name(message);
    const link = linkOf(message);
    const masterName = link.master === undefined ? undefined : this.#names.get(link.master);
    if (masterName !== undefined) link.masterName = masterName;
    const below =
      link.link === undefined || link.linkNetnsid !== undefined
        ? undefined
        : this.#names.get(link.link);
    if (below !== undefined) link.linkName = below;
    // Addresses and routes that go with it are told of after it: the name is kept.
    return this.#wanted.has("link") ? { object: "link", action, link } : undefined;
  }
}

/**
 * Listens to some objects from the moment of the call; the events come when they are asked for. Links are
 * listened to in any case, for their names.
 *
 * @throws `NetlinkInputError` for an object that there are no events of; as `NetlinkClient.subscribe`.
 */
export function routeEvents(
  client: NetlinkClient,
  objects: readonly ObjectName[],
  options: EventOptions,
): AsyncGenerator<RouteEvent, void, void> {
  for (const object of objects) {
    if (!Object.hasOwn(GROUPS, object)) {
      throw new NetlinkInputError("objects", object, `one of ${Object.keys(GROUPS).join(", ")}`);
    }
  }
  const groups = new Set([...GROUPS.link, ...objects.flatMap((object) => GROUPS[object])]);
  return read(
    client,
    client.subscribe({ groups, messages: routeMessages, ...options }),
    new Set(objects),
  );
}

async function* read(
  client: NetlinkClient,
  subscription: Subscription,
  objects: ReadonlySet<ObjectName>,
): AsyncGenerator<RouteEvent, void, void> {
  try {
    const reader = new EventReader(objects);
    const links = await client.dump(rtLink.operations.RTM_GETLINK, {
      extMask: RTEXT_FILTER_SKIP_STATS,
    });
    for (const link of links) reader.name(link);
    for await (const event of subscription) {
      const seen: RouteEvent | undefined =
        event.kind === "overrun" ? { object: "overrun" } : reader.read(event.name, event.body);
      if (seen !== undefined) yield seen;
    }
  } finally {
    await subscription.return();
  }
}
