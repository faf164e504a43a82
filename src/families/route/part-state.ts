/**
 * What is known of one part of the kernel's tables, by key, and how messages and readings change it.
 *
 * A reading takes time, and messages arrive meanwhile: whether a row was read before or after one of them is
 * not told. So each group of objects that messages were about is played through from each place in their order
 * at which it can have been read; where all of these come to the same end, that is the state, and where they do
 * not, the part is `unsure`, to be read again.
 *
 * @module
 */
import { NLM_F_REPLACE } from "../../wire/index.ts";
import { sameValue } from "./changes.ts";
import type { GroupRule, Step } from "./group-steps.ts";

/** What objects of a part are told apart by. */
export type Key = string | number;

/** A change: `before` is absent for what is new, `after` for what is gone. */
export type Pair<Object> = readonly [before: Object | undefined, after: Object | undefined];

/** How objects of a part are kept. */
export interface PartRules<Object> {
  readonly keyOf: (object: Object) => Key;
  readonly rule: GroupRule<Object>;
  /** Whether two objects of one key are one that has changed, where a key may have several. */
  readonly isSame?: ((a: Object, b: Object) => boolean) | undefined;
}

/** What a reading gave. */
export interface Reading<Object> {
  /** All rows by their key, in the order of the dump; the part's own afterwards. */
  readonly rows: Map<Key, Object | readonly Object[]>;
  /** Messages that came since before it began, in their order. */
  readonly steps: readonly Step<Object>[];
  /**
   * Whether the reading can have missed an object although no message says that it is gone. Such an object is
   * kept until the next reading.
   */
  readonly mayMiss: (object: Object) => boolean;
}

const NOTHING: readonly never[] = Object.freeze([]);
/** Above so many messages about one key only the order of them all is tried. */
const MOST_PLACES = 16;

function listOf<Object>(entry: Object | readonly Object[] | undefined): readonly Object[] {
  if (entry === undefined) return NOTHING;
  return Array.isArray(entry) ? entry : [entry as Object];
}

function entryOf<Object>(list: readonly Object[]): Object | readonly Object[] {
  return list.length === 1 ? (list[0] as Object) : list;
}

/** Adds a row to those of its key. */
export function addRow<Object>(
  rows: Map<Key, Object | readonly Object[]>,
  key: Key,
  object: Object,
): void {
  const entry = rows.get(key);
  rows.set(key, entry === undefined ? object : [...listOf(entry), object]);
}

/** The known objects of one part. */
export class PartState<Object> {
  readonly #rules: PartRules<Object>;
  #groups = new Map<Key, Object | readonly Object[]>();
  /** What is known does not follow from what was told: the part has to be read (again). */
  unsure = true;
  /** A filter hides some of the objects that share a key. */
  readonly #isPartial: boolean;

  constructor(rules: PartRules<Object>, isPartial: boolean) {
    this.#rules = rules;
    this.#isPartial = isPartial;
  }

  /** All objects. */
  *objects(): Generator<Object, void, void> {
    for (const entry of this.#groups.values()) yield* listOf(entry);
  }

  #play(group: readonly Object[], step: Step<Object>): readonly Object[] | undefined {
    // What a replacement took may be an object that the filter hides, or have been one.
    if (this.#isPartial && group.length > 0 && (step.flags & NLM_F_REPLACE) !== 0) return undefined;
    return this.#rules.rule(group, step);
  }

  /** Takes a message. @returns What changed by it; sets `unsure` where that cannot be told. */
  take(step: Step<Object>): Pair<Object>[] {
    const key = this.#rules.keyOf(step.object);
    const before = listOf(this.#groups.get(key));
    const after = this.#play(before, step);
    if (after === undefined) {
      this.unsure = true;
      return [];
    }
    const { kept, pairs } = this.#compare(before, after);
    if (kept.length > 0) this.#groups.set(key, entryOf(kept));
    else this.#groups.delete(key);
    return pairs;
  }

  /** Takes a reading of the whole part. The state is the new one when the last change has been taken. */
  *replace({ rows, steps, mayMiss }: Reading<Object>): Generator<Pair<Object>, void, void> {
    const told = new Map<Key, Step<Object>[]>();
    for (const step of steps) {
      const key = this.#rules.keyOf(step.object);
      const about = told.get(key);
      if (about === undefined) told.set(key, [step]);
      else about.push(step);
    }
    for (const [key, about] of told) {
      const group = this.#end(listOf(rows.get(key)), about);
      if (group.length > 0) rows.set(key, entryOf(group));
      else rows.delete(key);
    }
    for (const [key, entry] of this.#groups) {
      if (rows.has(key)) continue;
      const kept: readonly Object[] = told.has(key) ? NOTHING : listOf(entry).filter(mayMiss);
      if (kept.length > 0) {
        this.unsure = true;
        rows.set(key, entryOf(kept));
      }
      for (const object of listOf(entry)) if (!kept.includes(object)) yield [object, undefined];
    }
    for (const [key, entry] of rows) {
      const before = this.#groups.get(key);
      if (before === entry) continue;
      const { kept, pairs } = this.#compare(listOf(before), listOf(entry));
      rows.set(key, entryOf(kept));
      yield* pairs;
    }
    this.#groups = rows;
  }

  /** What a group that was read is after messages that came meanwhile. */
  #end(read: readonly Object[], steps: readonly Step<Object>[]): readonly Object[] {
    const least = steps.length > MOST_PLACES ? steps.length - MOST_PLACES : 0;
    let end: readonly Object[] | undefined;
    for (let place = least; place <= steps.length; place++) {
      if (place > 0 && !this.#agrees(read, steps[place - 1] as Step<Object>)) continue;
      let group: readonly Object[] | undefined = read;
      for (const step of steps.slice(place)) group = group && this.#play(group, step);
      if (group === undefined || (end !== undefined && !sameValue(end, group))) this.unsure = true;
      end ??= group;
    }
    if (least > 0 && this.#rules.isSame !== undefined) this.unsure = true;
    if (end === undefined) this.unsure = true;
    return end ?? read;
  }

  /** Whether a group can have been read right after a message. */
  #agrees(read: readonly Object[], { set, object }: Step<Object>): boolean {
    const { isSame } = this.#rules;
    const has = isSame === undefined ? read.length > 0 : read.some((row) => isSame(row, object));
    return has === set;
  }

  /** Renews objects that speak of something that has another name now. */
  *renew(renewed: (object: Object) => Object): Generator<Pair<Object>, void, void> {
    for (const [key, entry] of this.#groups) {
      const before = listOf(entry);
      const after = before.map(renewed);
      if (after.every((object, at) => object === before[at])) continue;
      this.#groups.set(key, entryOf(after));
      for (const [at, object] of after.entries()) {
        if (object !== before[at]) yield [before[at], object];
      }
    }
  }

  /** What lies between two states of a group; `kept` is the later one, with objects that stay the same kept. */
  #compare(
    before: readonly Object[],
    after: readonly Object[],
  ): { readonly kept: readonly Object[]; readonly pairs: Pair<Object>[] } {
    const left = [...before];
    const take = (isIt: (object: Object) => boolean): Object | undefined => {
      const at = left.findIndex(isIt);
      return at < 0 ? undefined : left.splice(at, 1)[0];
    };
    const { isSame } = this.#rules;
    const kept = after.map((object) => take((old) => sameValue(old, object)) ?? object);
    const pairs: Pair<Object>[] = [];
    const fresh = kept.filter((object) => !before.includes(object));
    if (isSame !== undefined && left.length > 0) {
      for (const [at, object] of [...fresh.entries()].reverse()) {
        const old = take((other) => isSame(other, object));
        if (old === undefined) continue;
        pairs.push([old, object]);
        fresh.splice(at, 1);
      }
    }
    // What is left on both sides was replaced.
    for (const object of fresh) pairs.push([left.shift(), object]);
    for (const object of left) pairs.push([object, undefined]);
    return { kept, pairs };
  }
}
