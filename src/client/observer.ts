/**
 * Messages that nobody asked for, for a function, as they are read: for who has something to keep up to date, and keeps
 * no process alive for it.
 *
 * @module
 */
import { NetlinkDecodeError } from "../errors/index.ts";
import { EventReader, type SubscriptionEvent } from "./event-reader.ts";
import type { GroupDatagram, Groups, Listener } from "./groups.ts";
import type { SubscriptionOptions } from "./subscription.ts";

/** Calls a function for each message of its groups. */
export class Observer<Body> implements Listener {
  groups: ReadonlySet<number>;
  readonly unicast: boolean;
  readonly awaited = false;
  readonly #owner: Groups;
  readonly #reader: EventReader<Body>;
  readonly #handler: (event: SubscriptionEvent<Body>) => void;

  /** @param handler - Called while a datagram is read; must not throw. A message that does not parse is an overrun. */
  constructor(
    owner: Groups,
    options: Pick<SubscriptionOptions, "groups" | "messages" | "familyId" | "unicast">,
    handler: (event: SubscriptionEvent<Body>) => void,
  ) {
    this.groups = new Set(options.groups);
    this.unicast = options.unicast ?? false;
    this.#owner = owner;
    this.#reader = new EventReader(options.messages, options.familyId);
    this.#handler = handler;
    owner.add(this);
  }

  push(datagram: GroupDatagram): void {
    this.#reader.begin();
    try {
      for (let event = this.#reader.read(datagram); event !== undefined; ) {
        this.#handler(event);
        event = this.#reader.read(datagram);
      }
    } catch (error) {
      if (!(error instanceof NetlinkDecodeError)) throw error;
      this.overrun();
    }
  }

  overrun(): void {
    this.#handler({ kind: "overrun" });
  }

  fail(): void {
    this.overrun();
  }

  end(): void {
    // The socket is closed; there is nothing to tell.
  }

  /** Leaves its groups. */
  close(): void {
    this.#owner.remove(this);
  }
}
