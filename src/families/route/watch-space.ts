/**
 * What is known of one namespace: its followed parts, and the names of its links.
 *
 * @module
 */
import type { WatchedKind, WatchedObjects } from "./changes.ts";
import type { Step } from "./group-steps.ts";
import { PartState } from "./part-state.ts";
import type { Selection } from "./watch-filter.ts";
import type { Part, PartName } from "./watch-parts.ts";

/** An object of any kind. */
export type AnyObject = WatchedObjects[WatchedKind];

/** A part that is followed. */
export interface FollowedPart {
  readonly part: Part;
  readonly selection: Selection;
  /** Whether its changes are told of; else it is followed for what others need of it. */
  readonly isVisible: boolean;
}

/** A message of a part. */
export interface Told {
  readonly body: unknown;
  /** Whether it is of something that is there. */
  readonly set: boolean;
  /** `NLM_F_*`. */
  readonly flags: number;
}

/** A part in one namespace. */
export class Table {
  readonly followed: FollowedPart;
  readonly space: Space;
  readonly state: PartState<AnyObject>;
  /** It has been read at all. */
  isRead = false;
  /** It has been read, and no message was lost since. */
  isComplete = false;
  /** When it is to be read, while it is unsure (`performance.now()`). */
  due = 0;

  constructor(followed: FollowedPart, space: Space) {
    this.followed = followed;
    this.space = space;
    // A part's rules are for its own objects, and it is given no others.
    this.state = new PartState<AnyObject>(followed.part as never, followed.selection.isPartial);
  }

  /** A message as what it does to the part. */
  stepOf({ body, set, flags }: Told): Step<AnyObject> {
    const { part, selection } = this.followed;
    return {
      // What a filter does not let through is, as far as it is concerned, not there.
      set: set && selection.keeps(body),
      object: part.toObject(body as never, this.space.nameOf),
      flags,
    };
  }
}

/** A namespace that is followed. */
export class Space {
  /** Its id in the one that is asked; undefined for that one itself. */
  readonly nsid: number | undefined;
  /** What all changes in it say of it. */
  readonly place: { readonly nsid?: number; readonly namespace?: string };
  readonly tables: ReadonlyMap<PartName, Table>;
  /** Links that have another name since {@link renamed} was emptied last. */
  readonly renamed = new Set<number>();
  readonly #names = new Map<number, string>();
  /** Links that are gone; their names are kept until what is left of them is gone too. */
  readonly #gone = new Set<number>();

  /** @param parts - Those that can be read of it. */
  constructor(parts: readonly FollowedPart[], nsid?: number, name?: string) {
    this.nsid = nsid;
    this.place = {
      ...(nsid !== undefined && { nsid }),
      ...(name !== undefined && { namespace: name }),
    };
    this.tables = new Map(parts.map((followed) => [followed.part.name, new Table(followed, this)]));
  }

  /** Name of a link. */
  readonly nameOf = (index: number): string | undefined => this.#names.get(index);

  /** Takes the name of a link as of a message. */
  takeName(index: number, name: string, isThere: boolean): void {
    if (!isThere) {
      this.#gone.add(index);
      return;
    }
    const before = this.#names.get(index);
    if (before !== undefined && before !== name) this.renamed.add(index);
    this.#names.set(index, name);
    this.#gone.delete(index);
  }

  /** Takes the names of all links, as of a dump of the part that has them. */
  takeNames({ followed: { part } }: Table, messages: readonly unknown[]): void {
    const there = new Set<number>();
    for (const message of messages) {
      const link = part.nameIn?.(message as never);
      if (link === undefined || !part.holds(message as never)) continue;
      this.takeName(...link, true);
      there.add(link[0]);
    }
    for (const index of this.#names.keys()) if (!there.has(index)) this.#gone.add(index);
  }

  /** Nothing is left of links that are gone. */
  forgetGone(): void {
    for (const index of this.#gone) this.#names.delete(index);
    this.#gone.clear();
  }
}
