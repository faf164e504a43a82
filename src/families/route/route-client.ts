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
import { AddressLabels } from "./addrlabel.ts";
import {
  type RouteBatch,
  type RouteBatchOptions,
  type RouteBatchResult,
  runBatch,
} from "./batch.ts";
import { BridgeFdb } from "./bridge-fdb.ts";
import { BridgeMdb } from "./bridge-mdb.ts";
import { BridgeVlans } from "./bridge-vlans.ts";
import type { Change, WatchedKind } from "./changes.ts";
import { type ObjectName, type RouteEvent, routeEvents } from "./events.ts";
import { LinkNames } from "./link-names.ts";
import { Links } from "./links.ts";
import { MulticastRoutes } from "./mroute.ts";
import { NamespaceNames } from "./namespace-names.ts";
import type { OpenNamespace } from "./namespace-ref.ts";
import { Neighbours } from "./neighbours.ts";
import { Netconfs } from "./netconf.ts";
import { Nexthops } from "./nexthops.ts";
import { NamespaceIds } from "./nsid.ts";
import type { EventOptions } from "./object-events.ts";
import {
  type Applied,
  type ApplyOptions,
  applyPlan,
  type Desired,
  makePlan,
  type Plan,
} from "./plan/index.ts";
import { Routes } from "./routes.ts";
import { Rules } from "./rules.ts";
import { Actions, Classes, Filters, Qdiscs } from "./tc/index.ts";
import { openView, type View, type ViewOptions, type WaitOptions } from "./view.ts";
import { type OpenClient, type WatchOptions, type WatchSource, watch } from "./watch.ts";

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
  /** Nexthop objects, and groups of them. */
  readonly nexthops: Nexthops;
  /** Policy rules: which table a packet is looked up in. */
  readonly rules: Rules;
  /** Where bridges and VXLANs send frames, by link-layer address. */
  readonly fdb: BridgeFdb;
  /** Where bridges and VXLANs send what is for multicast groups. */
  readonly mdb: BridgeMdb;
  /** VLANs that bridges and their ports are in. */
  readonly vlans: BridgeVlans;
  /** What IPv4, IPv6 and MPLS do on each link. */
  readonly netconf: Netconfs;
  /** Numbers of other network namespaces. */
  readonly namespaceIds: NamespaceIds;
  /** Labels of IPv6 prefixes, for the choice of source addresses. */
  readonly addressLabels: AddressLabels;
  /** Multicast routes and interfaces. */
  readonly multicastRoutes: MulticastRoutes;
  /** Queueing disciplines of links: what is sent when. */
  readonly qdiscs: Qdiscs;
  /** Classes of qdiscs. */
  readonly classes: Classes;
  /** Filters of qdiscs and of shared blocks, and their chains. */
  readonly filters: Filters;
  /** Actions of filters by themselves. */
  readonly actions: Actions;
  /** The client underneath, for operations of rtnetlink that have no method here. */
  readonly client: NetlinkClient;

  /** What those follow with who have sockets of their own, which are closed with this. */
  readonly #source: WatchSource;
  readonly #openNamespace: OpenNamespace | undefined;
  readonly #opened = new Set<NetlinkClient>();

  /**
   * @param client - On an open `NETLINK_ROUTE` endpoint; closed with this.
   * @param open - Opens further ones on the same network; who follows it shares `client` where there is none.
   * @param namespaces - Opens namespaces that are given by name or path, and lists their names.
   */
  constructor(
    client: NetlinkClient,
    open?: OpenClient,
    namespaces: Pick<TransportProvider, "openNamespace" | "namespaceNames"> = {},
  ) {
    this.client = client;
    const openNamespace = namespaces.openNamespace?.bind(namespaces);
    this.#openNamespace = openNamespace;
    const openAnother: OpenClient | undefined =
      open &&
      ((options) => {
        for (const other of this.#opened) if (other.closed) this.#opened.delete(other);
        const another = open(options);
        this.#opened.add(another);
        return another;
      });
    for (const family of [rtLink, rtAddr, rtRoute]) client.describe(family);
    const names = new LinkNames(client);
    this.links = new Links(client, names, openNamespace);
    this.addresses = new Addresses(client, names);
    this.routes = new Routes(client, names);
    this.neighbours = new Neighbours(client, names);
    this.nexthops = new Nexthops(client, names);
    this.rules = new Rules(client, names);
    this.fdb = new BridgeFdb(client, names);
    this.mdb = new BridgeMdb(client, names);
    this.vlans = new BridgeVlans(client, names);
    this.netconf = new Netconfs(client, names);
    this.namespaceIds = new NamespaceIds(client, openNamespace);
    this.addressLabels = new AddressLabels(client, names);
    this.multicastRoutes = new MulticastRoutes(client, names);
    this.qdiscs = new Qdiscs(client, names);
    this.classes = new Classes(client, names);
    this.filters = new Filters(client, names);
    this.actions = new Actions(client, names);
    const list = namespaces.namespaceNames?.bind(namespaces);
    const found = list && new NamespaceNames(this.namespaceIds, list);
    this.#source = {
      client,
      open: openAnother,
      namespaceName: found && ((nsid) => found.find(nsid)),
    };
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

  /**
   * Follows some kinds of objects: first those that there are, as `added`, then each change, and an action `current`
   * whenever all changes so far together are what the kernel has. Nothing is missed, however slow the consumer
   * and whatever is lost on the way: what cannot be learnt from messages is read, and told of as the difference.
   * That goes for changes that the kernel tells nobody of, too, such as IPv4 routes that go with a link.
   *
   * What was replaced, or renamed, is `changed`; `before` is the very object that an earlier change gave as `after`.
   * Remaining lifetimes and the like, which the clock moves, are as of the last message, and are no change. Messages
   * wait in memory up to `queueBytes` where they are not taken, and memory is that of the objects otherwise.
   *
   * @throws `NetlinkInputError` for a kind or filter that cannot be; `NetlinkErrnoError` (`ENODEV`) for a link of the
   *   filter that is not there; `NetlinkSystemError`; `NetlinkTimeoutError` where the kernel does not answer.
   * @example
   * ```ts
   * import { openRoute } from "nlkit/route";
   * // Tell me when eth0 gets an address; one that it has already counts.
   * await using route = await openRoute();
   * const signal = AbortSignal.timeout(60_000);
   * for await (const { action, after } of route.watch(["address"], { signal })) {
   *   if (action === "added" && after.dev === "eth0") {
   *     console.log(`${after.address}/${after.prefixLength}`);
   *     break;
   *   }
   * }
   * ```
   */
  watch<Kind extends WatchedKind>(
    kinds: readonly Kind[],
    options: WatchOptions = {},
  ): AsyncGenerator<Change<Kind>, void, void> {
    return watch(this.#source, kinds, options);
  }

  /**
   * Opens a view of some kinds of objects, which is asked without waiting and follows the kernel as {@link watch} does.
   * Resolves when it is current.
   *
   * @throws As {@link watch}.
   * @example
   * ```ts
   * import { openRoute } from "nlkit/route";
   * await using route = await openRoute();
   * await using view = await route.view(["link", "route"]);
   * console.assert(view.link("lo")?.index === 1);
   * for (const { dst, via } of view.find("route", "table", 254)) console.log(dst, via);
   * await view.waitFor((now) => now.link("lo")?.type === "loopback", { timeoutMs: 5000 });
   * ```
   */
  view<Kind extends WatchedKind>(
    kinds: readonly Kind[],
    options: ViewOptions<Kind> = {},
  ): Promise<View<Kind>> {
    return openView(this.#source, kinds, options);
  }

  /**
   * Waits until some kinds of objects are as wanted: {@link view} and `View.waitFor` in one.
   *
   * @param predicate - Gives the answer that is waited for, or something falsy while there is none.
   * @throws As {@link view}; `NetlinkTimeoutError`; the signal's reason; what the predicate throws.
   * @example
   * ```ts
   * import { openRoute } from "nlkit/route";
   * await using route = await openRoute();
   * const signal = AbortSignal.timeout(60_000);
   * const address = await route
   *   .waitFor(
   *     ["link", "address"],
   *     (view) => view.link("eth0")?.up && view.find("address", "dev", "eth0")[0],
   *     { signal },
   *   )
   *   .catch(() => undefined);
   * console.log(address?.address ?? "eth0 did not come up within a minute");
   * ```
   */
  async waitFor<Kind extends WatchedKind, Answer>(
    kinds: readonly Kind[],
    predicate: (view: View<Kind>) => Answer,
    { timeoutMs, ...options }: WatchOptions & WaitOptions = {},
  ): Promise<Exclude<Answer, false | null | undefined | 0 | "">> {
    await using view = await this.view(kinds, options);
    return await view.waitFor(predicate, { timeoutMs, signal: options.signal });
  }

  /**
   * Makes many changes in few sends, by the methods that otherwise make one each. They are made in the order of the calls, also
   * where one needs another: an address of a link that the same batch adds.
   *
   * @param fill - Calls the methods. Who has more than fits memory awaits each call: it resolves when there is room.
   * @throws `NetlinkBatchError` (`ERR_NETLINK_BATCH`) for the first change that was refused, unless `onError` is `"continue"`;
   *   `NetlinkTimeoutError`, `NetlinkOverrunError`; what `fill` throws, once what it called for has been made.
   * @example
   * ```ts
   * import { openRoute } from "nlkit/route";
   * await using route = await openRoute();
   * await route.links.set("lo", { up: true });
   * const { carriedOut } = await route.batch(async ({ routes }) => {
   *   for (let third = 0; third < 200; third++)
   *     await routes.add({ dst: `10.0.${third}.0/24`, dev: "lo", table: 100 });
   * });
   * console.assert(carriedOut === 200);
   * ```
   */
  batch(
    fill: (batch: RouteBatch) => void | Promise<void>,
    options: RouteBatchOptions = {},
  ): Promise<RouteBatchResult> {
    return runBatch(this.client, fill, options, this.#openNamespace);
  }

  /**
   * Compares a declared part of the configuration with what the kernel has, and gives the operations that lead from the
   * one to the other, in their order. Nothing is changed; what is not declared is neither read into it nor touched.
   *
   * @throws `NetlinkInputError` (`ERR_NETLINK_INPUT`) whose `field` is the place in the declaration:
   *   `"routes[0].list[2].via"`; otherwise as the lists of the objects.
   * @example
   * ```ts
   * import { describeOperation, openRoute } from "nlkit/route";
   * await using route = await openRoute();
   * const plan = await route.plan({ links: [{ name: "lo", up: true }] });
   * for (const operation of plan.operations) console.log(describeOperation(operation));
   * ```
   */
  plan(desired: Desired, options: Pick<ApplyOptions, "signal" | "timeoutMs"> = {}): Promise<Plan> {
    return makePlan(this, desired, options);
  }

  /**
   * Carries a plan out. Afterwards the kernel is read again, and what the plan did not foresee is done as well, so that a
   * plan made of the same declaration is empty when this resolves.
   *
   * Where an operation fails, what was is put back: links with their indexes and settings, and addresses, routes and
   * neighbours that the kernel took away along with what was changed. What the kernel does not tell is not restored: what
   * a link had counted and learned, the other end of a pair in another namespace; nor are classes and filters of a qdisc
   * that went. Rules of one priority may change places.
   *
   * @throws `NetlinkPlanError` (`ERR_NETLINK_PLAN`) with what failed and what could not be put back.
   * @example
   * ```ts
   * import { openRoute } from "nlkit/route";
   * await using route = await openRoute();
   * await route.apply(await route.plan({ links: [{ name: "lo", up: true, addresses: ["192.0.2.7/32"] }] }));
   * const again = await route.plan({ links: [{ name: "lo", up: true, addresses: ["192.0.2.7/32"] }] });
   * console.assert(again.operations.length === 0);
   * ```
   */
  apply(plan: Plan, options: ApplyOptions = {}): Promise<Applied> {
    return applyPlan(this, plan, options);
  }

  /** Closes the socket, and those of who follows; see `NetlinkClient.close`. */
  close(): void {
    this.client.close();
    for (const other of this.#opened) other.close();
    this.#opened.clear();
  }

  /** As {@link close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}

/** Opens a route client on a provider's kernel. @throws As `TransportProvider.openTransport`. */
export function openRouteOn(provider: TransportProvider, options: RouteOptions = {}): RouteClient {
  const { netns, portId, receiveBuffer, transport, ...rest } = options;
  const endpoints = transport ?? provider;
  const open = (own: TransportOptions): NetlinkClient =>
    new NetlinkClient(endpoints.openTransport(NETLINK_ROUTE, { netns, ...own }), rest);
  return new RouteClient(open({ portId, receiveBuffer }), open, endpoints);
}
