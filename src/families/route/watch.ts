/**
 * Following the kernel's objects: a socket of one's own, what is asked of it, and the stream of changes.
 *
 * @module
 */
import type { NetlinkClient, Subscription } from "../../client/index.ts";
import {
  ERRNO,
  NetlinkClosedError,
  NetlinkInputError,
  NetlinkSystemError,
  NetlinkUnsupportedError,
} from "../../errors/index.ts";
import { RTNLGRP, routeMessages } from "../../uapi/route/index.ts";
import type { Change, WatchedKind } from "./changes.ts";
import { Follower } from "./follower.ts";
import { LinkNames } from "./link-names.ts";
import type { NamespaceName } from "./namespace-names.ts";
import { socketFilter } from "./socket-filter.ts";
import { selectionOf, type WatchFilter } from "./watch-filter.ts";
import { NEEDED, PARTS, TRIGGERS } from "./watch-parts.ts";
import type { FollowedPart } from "./watch-space.ts";

/** What holds for `RouteClient.watch` and `RouteClient.view`. */
export interface WatchOptions {
  /**
   * Which objects; all of the kinds asked for where absent. Links that it names have to be there, and are meant by
   * their index from then on.
   */
  readonly filter?: WatchFilter | undefined;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Bytes of the receive buffer of its socket; 4 MiB, or what the machine allows without privileges. A smaller one
   * overflows sooner, which costs a reading, and no change.
   */
  readonly receiveBuffer?: number | undefined;
  /**
   * Follows all namespaces that this one has an id for, each change with its namespace's id and its name: that of
   * `ip netns` when it came into sight (true), or the one that the function gives for the id. Of others the kernel lists links and addresses only, and a filter can name no link; those
   * that it does not let the caller look into are passed over.
   */
  readonly allNamespaces?: boolean | NamespaceName | undefined;
  /** Bytes of messages that wait for a consumer that does not keep up; see `SubscriptionOptions`. */
  readonly queueBytes?: number | undefined;
}

/** Opens a client on a socket of its own, in the namespace of the one that is there. */
export type OpenClient = (options: { readonly receiveBuffer: number }) => NetlinkClient;

/** Where a follower asks. */
export interface WatchSource {
  /** Shared with others: asked where there is no other. */
  readonly client: NetlinkClient;
  readonly open?: OpenClient | undefined;
  /** Finds names of namespaces; absent where those have none. */
  readonly namespaceName?: NamespaceName | undefined;
}

const unnamed: NamespaceName = () => undefined;

const RECEIVE_BUFFER = 4 * 1024 * 1024;

function checkKinds(kinds: readonly WatchedKind[], isEverywhere: boolean): void {
  if (!Array.isArray(kinds) || kinds.length === 0)
    throw new NetlinkInputError("kinds", kinds, "a list of kinds of objects");
  for (const kind of kinds) {
    if (!Object.hasOwn(NEEDED, kind))
      throw new NetlinkInputError("kinds", kind, `one of ${Object.keys(NEEDED).join(", ")}`);
    const isListed = PARTS.every(
      ({ object, nsidField }) => object !== kind || nsidField !== undefined,
    );
    if (isEverywhere && !isListed)
      throw new NetlinkInputError("kinds", kind, "one that the kernel lists of other namespaces");
  }
}

async function partsOf(
  client: NetlinkClient,
  kinds: readonly WatchedKind[],
  { filter = {}, signal }: WatchOptions,
): Promise<FollowedPart[]> {
  const names = new LinkNames(client);
  const needed = new Set(kinds.flatMap((kind) => NEEDED[kind]));
  const parts: FollowedPart[] = [];
  for (const part of PARTS) {
    if (!needed.has(part.object)) continue;
    const isVisible = kinds.includes(part.object);
    const selection = await selectionOf(
      part,
      isVisible ? filter : {},
      (field, ref) => names.indexOf(field, ref, { signal }),
      needed.has("route"),
    );
    if (selection !== undefined) parts.push({ part, selection, isVisible });
  }
  return parts;
}

/** Groups of some parts; those of triggers are not in every kernel. */
function subscribe(
  client: NetlinkClient,
  parts: readonly FollowedPart[],
  { signal, queueBytes, allNamespaces = false }: WatchOptions,
): Subscription {
  const groups = new Set(parts.flatMap(({ part }) => part.groups));
  if (allNamespaces !== false) groups.add(RTNLGRP.values.RTNLGRP_NSID);
  const options = { messages: routeMessages, signal, queueBytes };
  const further = [...TRIGGERS.values()]
    .filter(({ kind }) => parts.some(({ part }) => part.object === kind))
    .flatMap((trigger) => trigger.groups);
  try {
    return client.subscribe({ ...options, groups: new Set([...groups, ...further]) });
  } catch (error) {
    if (!(error instanceof NetlinkSystemError) || error.errno !== ERRNO.EINVAL) throw error;
    return client.subscribe({ ...options, groups });
  }
}

function listenEverywhere({ transport }: NetlinkClient, isOwn: boolean): void {
  // Others on a shared socket take what they hear for news of their own namespace.
  if (isOwn && transport.setOption("NETLINK_LISTEN_ALL_NSID", true)) return;
  throw new NetlinkUnsupportedError(
    isOwn
      ? "this kernel does not pass messages of other namespaces on (Linux 4.2 and later do)"
      : "to follow all namespaces takes a route client that can open sockets of its own",
  );
}

/** A follower and what it runs on. */
export interface Following {
  readonly follower: Follower;
  /** Ends it, and closes its socket. */
  readonly close: () => Promise<void>;
}

/**
 * Begins to follow.
 *
 * @throws `NetlinkInputError` for a kind or a filter that cannot be; `NetlinkErrnoError` (`ENODEV`) for a link of the
 *   filter that is not there; `NetlinkSystemError` where no socket can be opened, or for all namespaces without
 *   `CAP_NET_BROADCAST` (`EPERM`); `NetlinkUnsupportedError` where those cannot be followed.
 */
export async function follow(
  { client: shared, open, namespaceName = unnamed }: WatchSource,
  kinds: readonly WatchedKind[],
  options: WatchOptions,
): Promise<Following> {
  const { signal, allNamespaces = false } = options;
  checkKinds(kinds, allNamespaces !== false);
  if (allNamespaces !== false) checkEverywhere(options.filter ?? {});
  signal?.throwIfAborted();
  const client = open?.({ receiveBuffer: options.receiveBuffer ?? RECEIVE_BUFFER }) ?? shared;
  const isOwn = client !== shared;
  try {
    const parts = await partsOf(client, kinds, options);
    const wanted = parts.flatMap(({ selection }) => selection.wanted ?? []);
    // On a shared socket others may want what this one does not.
    if (isOwn && wanted.length > 0) client.transport.filter?.(socketFilter(wanted));
    if (allNamespaces !== false) listenEverywhere(client, isOwn);
    const subscription = subscribe(client, parts, options);
    const follower = new Follower(client, subscription, parts, {
      signal,
      namespaceName:
        allNamespaces === false
          ? undefined
          : allNamespaces === true
            ? namespaceName
            : allNamespaces,
    });
    return {
      follower,
      close: async () => {
        await subscription.return();
        if (isOwn) client.close();
      },
    };
  } catch (error) {
    if (isOwn) client.close();
    throw error;
  }
}

/** A link of a filter is one of this namespace, whose index is another link's elsewhere. */
function checkEverywhere({ link, address }: WatchFilter): void {
  const named = link?.master ?? address?.dev;
  if (named !== undefined)
    throw new NetlinkInputError("filter", named, "no link where all namespaces are followed");
}

function isAborted({ signal }: WatchOptions): boolean {
  return signal?.aborted === true;
}

/** The changes of some kinds of objects, one after the other; see `RouteClient.watch`. */
export async function* watch<Kind extends WatchedKind>(
  source: WatchSource,
  kinds: readonly Kind[],
  options: WatchOptions,
): AsyncGenerator<Change<Kind>, void, void> {
  if (isAborted(options)) return;
  const { follower, close } = await follow(source, kinds, options);
  try {
    for (;;) {
      const changes = await follower.next();
      if (changes === undefined) return;
      for (const change of changes) {
        if (isAborted(options)) return;
        yield change as Change<Kind>;
      }
    }
  } catch (error) {
    // Closed with its route client, as is the stream of events.
    if (!isAborted(options) && !(error instanceof NetlinkClosedError)) throw error;
  } finally {
    await close();
  }
}
