/**
 * Streams of changes of one sort of objects.
 *
 * @module
 */
import type { NetlinkClient, Subscription, SubscriptionOptions } from "../../client/index.ts";
import { RTEXT_FILTER_SKIP_STATS, rtLink } from "../../uapi/route/index.ts";
import type { EventOptions } from "./events.ts";
import type { LinkMessage } from "./link-message.ts";
import type { NameOf } from "./route.ts";

/** Messages were lost: what is known so far is stale. */
export interface Overrun {
  readonly action: "overrun";
}

/** Who events are had from: the client itself, where changes go to a batch. */
export type EventSource = Pick<NetlinkClient, "dump" | "subscribe">;

/** What a message tells; undefined for one that is not of this sort. */
type ToEvent<Event> = (name: string, body: unknown, nameOf: NameOf) => Event | undefined;

/**
 * Listens to groups from the moment of the call on, and to links along with them: one has the name that it had when the
 * message was sent, and keeps it for what goes with it.
 *
 * @param source - Groups, and the messages that come to them; none of them those of links.
 * @throws As `NetlinkClient.subscribe`.
 */
export function objectEvents<Event>(
  client: EventSource,
  source: Pick<SubscriptionOptions, "groups" | "messages">,
  options: EventOptions,
  toEvent: ToEvent<Event>,
): AsyncGenerator<Event | Overrun, void, void> {
  const subscription = client.subscribe({
    ...options,
    groups: [...source.groups, rtLink.groups.RTNLGRP_LINK],
    messages: new Map([...source.messages, ...rtLink.messages]),
  });
  return read(client, subscription, toEvent);
}

async function* read<Event>(
  client: EventSource,
  subscription: Subscription,
  toEvent: ToEvent<Event>,
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
