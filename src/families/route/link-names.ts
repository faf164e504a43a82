/**
 * Between names and indexes of links: asked of the kernel each time, for a name may move to another
 * link at any moment.
 *
 * @module
 */
import type { NetlinkClient, RequestOptions } from "../../client/index.ts";
import { ERRNO, NetlinkErrnoError } from "../../errors/index.ts";
import { RTEXT_FILTER_SKIP_STATS, rtLink } from "../../uapi/route/index.ts";
import { checkLinkRef, type LinkRef } from "./input.ts";
import {
  type EventOptions,
  type ObjectSource,
  type Overrun,
  objectEvents,
  type ToEvent,
} from "./object-events.ts";
import type { NameOf } from "./route.ts";

const { RTM_GETLINK } = rtLink.operations;

/** Above so many unknown indexes one dump is cheaper than a request each. */
const DUMP_ABOVE = 16;
/** Longest name that `IFLA_IFNAME` takes; a longer one can only be an alternative name. */
const IFNAME_BYTES = 15;

/** The attribute or header field by which a request names a link. @throws `NetlinkInputError` where `ref` names none. */
export function linkSelector(
  ref: LinkRef,
  field = "link",
): { ifiIndex: number } | { ifname: string } | { altIfname: string } {
  checkLinkRef(field, ref);
  if (typeof ref === "number") return { ifiIndex: ref };
  return new TextEncoder().encode(ref).length > IFNAME_BYTES ? { altIfname: ref } : { ifname: ref };
}

/** A property with the name of a link; none where there is no link, or none of the index. */
export function named(
  nameOf: NameOf,
  property: string,
  index: number | undefined,
): Record<string, string> {
  const name = index === undefined ? undefined : nameOf(index);
  return name === undefined ? {} : { [property]: name };
}

/** Looks links up on one client, and follows what refers to them. */
export class LinkNames {
  readonly #client: NetlinkClient;

  constructor(client: NetlinkClient) {
    this.#client = client;
  }

  /**
   * The index of a link; a number is taken as it is.
   *
   * @param field - What the caller calls it, for the error.
   * @throws `NetlinkErrnoError` (`ENODEV`) that says which link there is none of.
   */
  async indexOf(field: string, ref: LinkRef, options: RequestOptions = {}): Promise<number> {
    const selector = linkSelector(ref, field);
    if (typeof ref === "number") return ref;
    try {
      const [link] = await this.#client.do(
        RTM_GETLINK,
        { ...selector, extMask: RTEXT_FILTER_SKIP_STATS },
        { signal: options.signal, timeoutMs: options.timeoutMs },
      );
      return link?.ifiIndex ?? 0;
    } catch (error) {
      if (!(error instanceof NetlinkErrnoError) || error.errno !== ERRNO.ENODEV) throw error;
      const { operation, errno, seq, extack } = error;
      throw new NetlinkErrnoError({
        operation,
        errno,
        seq,
        extack,
        hint: `${field}: there is no link "${ref}"`,
      });
    }
  }

  /** As {@link objectEvents}, on the client. */
  events<Event, Body>(
    source: ObjectSource,
    options: EventOptions,
    toEvent: ToEvent<Event, Body>,
  ): AsyncGenerator<Event | Overrun, void, void> {
    return objectEvents(this.#client, source, options, toEvent);
  }

  /** Names of the links with these indexes; those that are gone, or in another namespace, are missing. */
  async namesOf(indexes: ReadonlySet<number>): Promise<Map<number, string>> {
    const names = new Map<number, string>();
    if (indexes.size > DUMP_ABOVE) {
      for (const link of await this.#client.dump(RTM_GETLINK, {
        extMask: RTEXT_FILTER_SKIP_STATS,
      })) {
        if (link.ifname !== undefined) names.set(link.ifiIndex, link.ifname);
      }
      return names;
    }
    for (const ifiIndex of indexes) {
      try {
        const [link] = await this.#client.do(RTM_GETLINK, {
          ifiIndex,
          extMask: RTEXT_FILTER_SKIP_STATS,
        });
        if (link?.ifname !== undefined) names.set(ifiIndex, link.ifname);
      } catch (error) {
        if (!(error instanceof NetlinkErrnoError) || error.errno !== ERRNO.ENODEV) throw error;
      }
    }
    return names;
  }
}
