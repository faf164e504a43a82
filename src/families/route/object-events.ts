/**
 * Streams of changes of one sort of objects.
 *
 * @module
 */
import type { NetlinkClient, Subscription, SubscriptionOptions } from "../../client/index.ts";
import { RTEXT_FILTER_SKIP_STATS, rtLink } from "../../uapi/route/index.ts";
import type { LinkMessage } from "./link-message.ts";
import type { NameOf } from "./route.ts";

/** What holds for a stream of events. */
export interface EventOptions {
  /** Ends the stream. */
  readonly signal?: AbortSignal | undefined;
  /** Bytes kept for a consumer that does not keep up; see `SubscriptionOptions`. */
  readonly queueBytes?: number | undefined;
}

/** Messages were lost: what is known so far is stale. */
export interface Overrun {
  readonly action: "overrun";
}

/** What happened: it is there now, or is another than before; or it has gone. */
export type ObjectAction = "set" | "delete";

/** Where changes of one sort of objects are told of. */
export interface ObjectSource extends Pick<SubscriptionOptions, "groups" | "messages"> {
  /** What its messages are called: `NEIGH` for `RTM_NEWNEIGH` and `RTM_DELNEIGH`. */
  readonly objects: readonly string[];
}

/** What a message tells; undefined for one that is not of this sort. */
export type ToEvent<Event, Body> = (
  action: ObjectAction,
  body: Body,
  nameOf: NameOf,
  object: string,
) => Event | undefined;

/**
 * Listens to groups from the moment of the call on, and to links along with them: one has the name that it had when the
 * message was sent, and keeps it for what goes with it.
 *
 * @param source - None of its messages are those of links.
 * @throws As `NetlinkClient.subscribe`.
 */
export function objectEvents<Event, Body>(
  client: NetlinkClient,
  source: ObjectSource,
  options: EventOptions,
  toEvent: ToEvent<Event, Body>,
): AsyncGenerator<Event | Overrun, void, void> {
  const subscription = client.subscribe({
    ...options,
    groups: [...source.groups, rtLink.groups.RTNLGRP_LINK],
    messages: new Map([...source.messages, ...rtLink.messages]),
  });
  const kinds = new Map<string, readonly [action: ObjectAction, object: string]>(
    source.objects.flatMap((object) => [
      [`RTM_NEW${object}`, ["set", object]],
      [`RTM_DEL${object}`, ["delete", object]],
    ]),
  );
  return read(client, subscription, (name, body, nameOf) => {
    const kind = kinds.get(name);
    return kind && toEvent(kind[0], body as Body, nameOf, kind[1]);
  });
}

async function* read<Event>(
  client: NetlinkClient,
  subscription: Subscription,
  toEvent: (name: string, body: unknown, nameOf: NameOf) => Event | undefined,
): AsyncGenerator<Event | Overrun, void, void> {
  const names = new Map<number, string>();
  const nameOf: NameOf = (index) => names.get(index);
  const learn = ({ ifiIndex, ifname }: LinkMessage): void => {
    if (ifname !== undefined) names.set(ifiIndex, ifname);
  };
  const learnAll = async (): Promise<void> => {
    const request = { extMask: RTEXT_FILTER_SKIP_STATS };
    for (const link of await client.dump(rtLink.operations.RTM_GETLINK, request)) learn(link);
  };
  try {
    await learnAll();
    for await (const event of subscription) {
      if (event.kind === "overrun") {
        await learnAll();
        yield { action: "overrun" };
      } else if (event.name === "RTM_NEWLINK") {
        learn(event.body as LinkMessage);
      } else {
        const told = toEvent(event.name, event.body, nameOf);
        if (told !== undefined) yield told;
      }
    }
  } finally {
    await subscription.return();
  }
}
