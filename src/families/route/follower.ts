/**
 * Follows parts of the kernel's tables: what is known of them stays equal to what is there.
 *
 * It listens before it reads, on one socket, so that the order of messages is known, and is always in one of
 * three states:
 *
 * - **sure** of a part: messages are applied as they come, each told of as a change unless it says nothing new;
 * - **unsure** of it: at the beginning; after an overrun, of all parts; after a message whose effect it does not
 *   tell (`GroupRule`); and after one with which the kernel may have changed more than it said (`disturbs`).
 *   Messages are applied all the same, and the part is read again soon: 10 ms after the first cause, so that
 *   one reading does for all that comes together, and not before four times as long as the last reading took
 *   have passed, so that a network that never rests takes a fifth of the time at most;
 * - **reading** it. The message of a link's end comes before its routes go, so that first a request waits for
 *   the lock that the kernel does both under. Messages that come during the reading are about rows that may
 *   have been read before them or after: `PartState.replace` makes one state of both, and what differs from the
 *   state before is told of. Where it cannot be known (messages lost meanwhile, a dump marked interrupted, rows
 *   that the kernel may have passed over) the part is unsure once more, and what was only missed is kept.
 *
 * When all parts are sure, `current` is told.
 *
 * @module
 */
import type { NetlinkClient, Subscription, SubscriptionEvent } from "../../client/index.ts";
import {
  NetlinkDecodeError,
  NetlinkErrnoError,
  NetlinkOverrunError,
  NetlinkTimeoutError,
} from "../../errors/index.ts";
import type { Change, Current, ObjectChange } from "./changes.ts";
import type { NamespaceName } from "./namespace-names.ts";
import type { Pair } from "./part-state.ts";
import { isOwnId, listNamespaceIds, NSID_MESSAGES } from "./watch-namespaces.ts";
import { type PartName, TRIGGERS } from "./watch-parts.ts";
import { addRows, type Dump, dumpTable, missable } from "./watch-reading.ts";
import { type AnyObject, type FollowedPart, Space, type Table, type Told } from "./watch-space.ts";

/** Milliseconds from the first cause for a reading to it. */
const SETTLE_MS = 10;
/** For how many times as long as a reading took there is none after it. */
const REST = 4;
/** Messages that are applied at once. */
const BATCH = 512;
/** Milliseconds that an overdue reading waits for a queue of messages to be worked off. */
const PATIENCE_MS = 500;
/** Milliseconds after which others get their turn of the event loop. */
const TURN_MS = 8;

const CURRENT: Current = Object.freeze({ action: "current" });
const never = (): boolean => false;

/** What a follower is made with. */
export interface FollowerOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether other namespaces are followed too: then the name of each, by its id. */
  readonly namespaceName?: NamespaceName | undefined;
}

/** Follows some parts over one client. */
export class Follower {
  readonly #client: NetlinkClient;
  readonly #subscription: Subscription;
  readonly #parts: readonly FollowedPart[];
  readonly #options: FollowerOptions;
  readonly #home: Space;
  readonly #spaces = new Map<number | undefined, Space>();
  /** Parts to be read, in the order in which they are due. */
  readonly #unsure = new Set<Table>();
  /** Which namespaces there are is to be asked. */
  #isLost: boolean;
  /** Ids of namespaces, of which it is to be asked whether they are of others. */
  readonly #newIds = new Set<number>();
  #notBefore = 0;
  #isCurrent = false;
  /** When it last waited. */
  #turn = performance.now();
  /** How often messages were lost. */
  overruns = 0;
  /** How often a part was read. */
  readings = 0;

  /** @param subscription - To all that the parts need; the only one who takes from it is this. */
  constructor(
    client: NetlinkClient,
    subscription: Subscription,
    parts: readonly FollowedPart[],
    options: FollowerOptions,
  ) {
    this.#client = client;
    this.#subscription = subscription;
    this.#parts = parts;
    this.#options = options;
    this.#isLost = options.namespaceName !== undefined;
    this.#home = new Space(parts);
    this.#enter(undefined, this.#home);
  }

  /** Whether all that is known is what is there, as far as messages have come. */
  get isCurrent(): boolean {
    return this.#isCurrent;
  }

  /**
   * The next changes, to be taken to their end before the next call; waits for some. Undefined at the end.
   *
   * @throws As `NetlinkClient.chunks`, but for what a further reading mends.
   */
  async next(): Promise<Iterable<Change> | undefined> {
    for (;;) {
      if (performance.now() - this.#turn > TURN_MS) await this.#rest(0);
      const [next] = this.#unsure;
      const isLate = next !== undefined && performance.now() > next.due + PATIENCE_MS;
      const told: Change[] = [];
      const isMore = !isLate && this.#takeBatch(told);
      if (told.length > 0) return told;
      if (isMore) continue;
      if (this.#subscription.ended) return undefined;
      if (this.#isLost || this.#newIds.size > 0) return await this.#findSpaces();
      if (next !== undefined) {
        const wait = next.due - performance.now();
        if (wait > 0) await this.#rest(wait);
        else return await this.#read(next);
      } else if (this.#isCurrent) {
        await this.#rest();
      } else {
        this.#isCurrent = true;
        for (const space of this.#spaces.values()) space.forgetGone();
        return [CURRENT];
      }
    }
  }

  /** Waits for messages, or some time; for the next turn of the event loop where that is 0. */
  async #rest(timeoutMs?: number): Promise<void> {
    if (timeoutMs === 0) await new Promise<void>((resolve) => setTimeout(resolve, 0));
    else await this.#subscription.available(timeoutMs);
    this.#turn = performance.now();
  }

  #enter(nsid: number | undefined, space: Space): void {
    this.#spaces.set(nsid, space);
    for (const table of space.tables.values()) this.#doubt(table);
  }

  /** Asks which namespaces there are. @returns What was in those that are gone. */
  async #findSpaces(): Promise<Iterable<Change>> {
    const { signal, namespaceName } = this.#options;
    const changes: Change[] = [];
    try {
      if (this.#isLost) {
        this.#isLost = false;
        const ids = await listNamespaceIds(this.#client, signal);
        for (const nsid of [...this.#spaces.keys()]) {
          if (nsid !== undefined && !ids.has(nsid)) changes.push(...this.#leave(nsid));
        }
        for (const nsid of ids) if (!this.#spaces.has(nsid)) this.#newIds.add(nsid);
      }
      for (const nsid of this.#newIds) {
        const isOwn = await isOwnId(this.#client, nsid, signal);
        this.#newIds.delete(nsid);
        if (isOwn) this.#spaces.set(nsid, this.#home);
        // Messages that bore the id were passed over so far.
        if (isOwn) for (const table of this.#home.tables.values()) this.#doubt(table);
        else this.#enter(nsid, new Space(this.#parts, nsid, await namespaceName?.(nsid)));
      }
    } catch (error) {
      if (!(error instanceof NetlinkOverrunError)) throw error;
      this.#isLost = true;
    }
    return changes;
  }

  #findNew(nsid: number): void {
    this.#newIds.add(nsid);
    this.#isCurrent = false;
  }

  /** A namespace is out of sight: so is what is in it. */
  #leave(nsid: number | undefined): Change[] {
    const space = this.#spaces.get(nsid);
    if (space === undefined || nsid === undefined) return [];
    this.#spaces.delete(nsid);
    // An id of this namespace itself: it stays, without.
    if (space === this.#home) return [];
    return [...space.tables.values()].flatMap((table) => {
      this.#unsure.delete(table);
      const pairs = [...table.state.objects()].map((object) => [object, undefined] as const);
      return [...this.#changes(table, pairs)];
    });
  }

  /** Has a part read, as the last of those that are to be. */
  #doubt(table: Table): void {
    table.state.unsure = true;
    this.#isCurrent = false;
    if (this.#unsure.has(table)) return;
    this.#unsure.add(table);
    // No two are due in another order than they came into doubt.
    const isFirst = this.readings === 0;
    table.due = isFirst ? 0 : Math.max(performance.now() + SETTLE_MS, this.#notBefore);
  }

  #disturb(space: Space, names: readonly PartName[]): void {
    for (const name of names) {
      const table = space.tables.get(name);
      if (table !== undefined) this.#doubt(table);
    }
  }

  #onOverrun(): void {
    this.overruns++;
    this.#isLost = this.#options.namespaceName !== undefined;
    for (const { tables } of this.#spaces.values()) {
      for (const table of tables.values()) {
        table.isComplete = false;
        this.#doubt(table);
      }
    }
  }

  /** The next event that has come; one that cannot be read is as good as lost. */
  #takeEvent(): SubscriptionEvent | undefined {
    try {
      return this.#subscription.take();
    } catch (error) {
      if (error instanceof NetlinkDecodeError) return { kind: "overrun" };
      throw error;
    }
  }

  /** Takes some events. @returns Whether there may be more. */
  #takeBatch(changes: Change[]): boolean {
    let count = 0;
    for (; count < BATCH; count++) {
      const event = this.#takeEvent();
      if (event === undefined) break;
      this.#take(event, changes);
    }
    this.#renew(changes);
    return count === BATCH;
  }

  /**
   * Takes one event.
   *
   * @param reading - Messages of the table that is being read are put off.
   */
  #take(
    event: SubscriptionEvent,
    changes: Change[],
    reading?: { readonly table: Table; readonly told: Told[] },
  ): void {
    if (event.kind === "overrun") return this.#onOverrun();
    const { name, type, body, flags, nsid } = event;
    if (type === NSID_MESSAGES.given || type === NSID_MESSAGES.taken) {
      // Ids of other namespaces for yet others are of no use here.
      if (nsid === undefined || this.#spaces.get(nsid) === this.#home) this.#takeId(event, changes);
      return;
    }
    const space = this.#spaces.get(nsid);
    if (space === undefined) {
      if (nsid !== undefined) this.#findNew(nsid);
      return;
    }
    const trigger = TRIGGERS.get(type);
    if (trigger !== undefined) this.#disturb(space, trigger.disturbs(body));
    for (const table of space.tables.values()) {
      const { part, selection } = table.followed;
      const set = name === part.messages[0];
      if ((!set && name !== part.messages[1]) || !part.holds(body as never)) continue;
      const link = part.nameIn?.(body as never);
      if (link !== undefined) space.takeName(...link, set);
      if (!selection.isPartial && !selection.keeps(body)) continue;
      const told: Told = { body, set, flags };
      if (table === reading?.table) {
        reading.told.push(told);
        continue;
      }
      const pairs = table.state.take(table.stepOf(told));
      if (pairs.length === 0 && set) this.#disturb(space, part.disturbedAgain ?? []);
      for (const change of this.#changes(table, pairs)) changes.push(change);
      if (table.state.unsure) this.#doubt(table);
    }
  }

  #takeId({ type, body }: { readonly type: number; readonly body: unknown }, into: Change[]): void {
    const { nsid } = body as { readonly nsid?: number };
    if (nsid === undefined || nsid < 0 || this.#options.namespaceName === undefined) return;
    this.#newIds.delete(nsid);
    // The same id may be another namespace's now.
    for (const change of this.#leave(nsid)) into.push(change);
    if (type === NSID_MESSAGES.given) this.#findNew(nsid);
  }

  /** Links have new names: so have they in what speaks of them. */
  #renew(changes: Change[]): void {
    for (const space of this.#spaces.values()) {
      const { renamed, nameOf } = space;
      if (renamed.size === 0) continue;
      for (const table of space.tables.values()) {
        const { part } = table.followed;
        const pairs = table.state.renew((object) => part.renewed(object as never, nameOf, renamed));
        for (const change of this.#changes(table, pairs)) changes.push(change);
      }
      renamed.clear();
    }
  }

  /** @param isRead - The differences were read: what of the same part went with them is among them. */
  *#changes(
    table: Table,
    pairs: Iterable<Pair<AnyObject>>,
    isRead = false,
  ): Generator<ObjectChange, void, void> {
    const { followed, space } = table;
    const { part, selection, isVisible } = followed;
    const { object } = part;
    for (const [old, now] of pairs) {
      // What is read for the first time has not changed.
      const disturbed = table.isRead ? part.disturbs(old as never, now as never) : [];
      this.#disturb(space, isRead ? disturbed.filter((name) => name !== part.name) : disturbed);
      if (!isVisible) continue;
      const before = old !== undefined && selection.shows(old) ? old : undefined;
      const after = now !== undefined && selection.shows(now) ? now : undefined;
      if (before === undefined && after === undefined) continue;
      const action = before === undefined ? "added" : after === undefined ? "removed" : "changed";
      yield {
        object,
        action,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
        ...space.place,
      } as ObjectChange;
    }
  }

  /** Reads a part that is in doubt. */
  async #read(table: Table): Promise<Iterable<Change>> {
    const begun = performance.now();
    this.#unsure.delete(table);
    table.state.unsure = false;
    this.readings++;
    let dump: Dump | undefined;
    try {
      dump = await dumpTable(this.#client, table, this.#options.signal);
    } catch (error) {
      // A namespace that is gone, or that one may not look into.
      if (error instanceof NetlinkErrnoError && table.space !== this.#home)
        return this.#leave(table.space.nsid);
      // Who holds the kernel's locks for seconds lets go of them some time.
      const isPassing = error instanceof NetlinkTimeoutError && table.isRead;
      if (!isPassing && !(error instanceof NetlinkOverrunError)) throw error;
    }
    const now = performance.now();
    this.#notBefore = Math.max(this.#notBefore, now) + REST * (now - begun);
    if (dump !== undefined) return this.#replace(table, dump);
    this.#doubt(table);
    return [];
  }

  /** Takes what was read, and what was told meanwhile. */
  *#replace(table: Table, dump: Dump): Generator<Change, void, void> {
    const { followed, space, state } = table;
    const changes: Change[] = [];
    const told: Told[] = [];
    const { overruns } = this;
    if (followed.part.nameIn !== undefined) space.takeNames(table, dump.messages);
    for (let event = this.#takeEvent(); event !== undefined; event = this.#takeEvent()) {
      this.#take(event, changes, { table, told });
    }
    addRows(table, dump.rows, dump.messages);
    const steps = told.map((message) => table.stepOf(message));
    const isWhole = this.overruns === overruns;
    const mayMiss = missable(table, dump, steps, isWhole);
    if (mayMiss !== undefined && (dump.isInterrupted || !table.isComplete)) this.#doubt(table);
    table.isComplete = isWhole;
    yield* changes;
    const pairs = state.replace({ rows: dump.rows, steps, mayMiss: mayMiss ?? never });
    yield* this.#changes(table, pairs, steps.length === 0);
    table.isRead = true;
    if (state.unsure) this.#doubt(table);
    const renamed: Change[] = [];
    this.#renew(renamed);
    yield* renamed;
  }
}
