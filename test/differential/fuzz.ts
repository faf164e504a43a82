/**
 * The differential fuzzer: the same datagrams for both kernels, until they answer differently, and then the
 * smallest datagram for which they do.
 *
 * @module
 */
import { formatHex } from "../../src/wire/index.ts";
import type { Endpoint } from "../conformance/subject.ts";
import { type Line, type Outcome, outcomeOf, showOutcome } from "./compare.ts";
import type { Difference } from "./differences.ts";
import { Random } from "./random.ts";
import { type Datagram, datagramBytes, messagesIn, smallerDatagrams } from "./request.ts";
import { Watchdog } from "./watchdog.ts";

/** Two kernels in the same state, and a socket of each. */
export interface Pair {
  readonly real: Endpoint;
  readonly embedded: Endpoint;
  close(): void;
}

/** What is fuzzed. */
export interface Target {
  /** A new pair; what options its sockets have comes from `random`. */
  open(random: Random): Pair;
  /** The next datagram for it. */
  next(random: Random): Datagram;
  /** Datagrams that one pair is sent. */
  readonly perPair: number;
  readonly differences: readonly Difference[];
  /** Whether a message of this type may be sent: what runs as root does nothing that is not meant. */
  allows(type: number): boolean;
  /** Whether a datagram may be sent, whatever its messages are. */
  allowsBytes?(bytes: Uint8Array): boolean;
  /** What there is after all datagrams, as lines; not looked at when absent. */
  state?(endpoint: Endpoint): readonly string[];
  /** What of an answer is compared; all of it when absent. */
  readonly view?: (line: Line) => unknown;
  /** Whether an answer is compared at all; all are when absent. */
  readonly keeps?: (line: Line) => boolean;
}

/** A time limit for making a failure smaller, in milliseconds. */
const SHRINK_TIME = 4000;

function bySeq({ received }: Outcome): Map<number, Line[]> {
  const lines = new Map<number, Line[]>();
  for (const line of received.flat()) lines.set(line.seq, [...(lines.get(line.seq) ?? []), line]);
  return lines;
}

/** Whether two outcomes differ in anything that no known difference explains. */
function differs(real: Outcome, embedded: Outcome, target: Target): boolean {
  if (real.sent !== embedded.sent) return true;
  const { view = (line: Line): unknown => line } = target;
  const text = (lines: readonly Line[]): string => JSON.stringify(lines.map(view));
  const isAlike = (left: Outcome, right: Outcome): boolean =>
    JSON.stringify(left.received.map(text)) === JSON.stringify(right.received.map(text));
  if (isAlike(real, embedded)) return false;
  const [left, right] = [kept(real, target), kept(embedded, target)];
  if (isAlike(left, right)) return false;
  // With rows of its own more or less, a dump ends in another datagram, before or behind the answers to later requests.
  const isMoved = sizeOf(left) < sizeOf(real) || sizeOf(right) < sizeOf(embedded);
  return !isCovered(left, right, target, text, isMoved);
}

function sizeOf({ received }: Outcome): number {
  return received.flat().length;
}

/** An outcome without the answers that are not compared. */
function kept({ sent, received }: Outcome, { keeps = () => true }: Target): Outcome {
  const datagrams = received.map((lines) => lines.filter(keeps));
  return {
    sent,
    received: datagrams.filter((lines, at) => lines.length > 0 || received[at]?.length === 0),
  };
}

const EBUSY = 16;

function isBusy([answer, more]: readonly Line[]): boolean {
  return answer?.errno === EBUSY && more === undefined;
}

/** Whether known differences explain all that is different; where answers may have moved, their order does not count. */
function isCovered(
  real: Outcome,
  embedded: Outcome,
  target: Target,
  text: (lines: readonly Line[]) => string,
  isMoved: boolean,
): boolean {
  const told = bySeq(real);
  const own = bySeq(embedded);
  const ordered = (lines: readonly Line[] = []): readonly Line[] =>
    isMoved ? lines.toSorted((left, right) => left.type - right.type) : lines;
  let covered = isMoved;
  for (const seq of new Set([...told.keys(), ...own.keys()])) {
    const [left, right] = [ordered(told.get(seq)), ordered(own.get(seq))];
    if (text(left) === text(right)) continue;
    // It may then still be under way when the next dump is asked for.
    if (isMoved && (isBusy(left) || isBusy(right))) continue;
    if (!target.differences.some((known) => known.covers(left, right))) return false;
    covered = true;
  }
  // Where they are the same answer by answer, it is in which datagram they come.
  return covered;
}

/** What kernels say at the end of a run, and what there is then. */
interface End {
  readonly outcomes: readonly [real: Outcome, embedded: Outcome];
  /** Lines of the state that one has and the other has not. */
  readonly onlyReal: readonly string[];
  readonly onlyEmbedded: readonly string[];
}

function endOf(target: Target, pair: Pair, outcomes: End["outcomes"]): End {
  const [real, embedded] = [pair.real, pair.embedded].map((one) => target.state?.(one) ?? []);
  const without = (some: readonly string[] = [], others: readonly string[] = []): string[] =>
    some.filter((line) => !others.includes(line));
  return { outcomes, onlyReal: without(real, embedded), onlyEmbedded: without(embedded, real) };
}

function isDifferent(target: Target, { outcomes, onlyReal, onlyEmbedded }: End): boolean {
  return onlyReal.length > 0 || onlyEmbedded.length > 0 || differs(...outcomes, target);
}

/** Plays datagrams to a new pair. */
function play(target: Target, seed: number, datagrams: readonly Datagram[]): End {
  const pair = target.open(new Random(seed));
  try {
    let last: End["outcomes"] | undefined;
    for (const datagram of datagrams) {
      const bytes = datagramBytes(datagram);
      last = [outcomeOf(pair.real, bytes), outcomeOf(pair.embedded, bytes)];
    }
    if (last === undefined) throw new Error("nothing to play");
    return endOf(target, pair, last);
  } finally {
    pair.close();
  }
}

function isAllowed(target: Target, datagram: Datagram): boolean {
  const bytes = datagramBytes(datagram);
  if (target.allowsBytes?.(bytes) === false) return false;
  return messagesIn(bytes).every(({ type }) => target.allows(type));
}

/** How often a datagram may be drawn again until it is one that may be sent. */
const MOST_DRAWS = 100;

function draw(target: Target, random: Random): Datagram {
  for (let drawn = 0; drawn < MOST_DRAWS; drawn++) {
    const datagram = target.next(random);
    if (isAllowed(target, datagram)) return datagram;
  }
  throw new Error(`none of ${MOST_DRAWS} datagrams drawn may be sent`);
}

/** Fewer datagrams, and a smaller last one, that still end in a difference. */
function shrink(target: Target, seed: number, datagrams: readonly Datagram[]): readonly Datagram[] {
  const end = performance.now() + SHRINK_TIME;
  const fails = (some: readonly Datagram[]): boolean =>
    performance.now() < end &&
    some.every((datagram) => isAllowed(target, datagram)) &&
    isDifferent(target, play(target, seed, some));
  let left = datagrams;
  for (let size = left.length - 1; size > 0; size = Math.floor(size / 2)) {
    for (let at = 0; at + size < left.length; ) {
      const fewer = left.toSpliced(at, size);
      if (fails(fewer)) left = fewer;
      else at += size;
    }
  }
  for (let at = left.length - 1; at >= 0; at--) {
    for (let smaller = true; smaller; ) {
      smaller = false;
      for (const less of smallerDatagrams(left[at] as Datagram)) {
        const changed = left.with(at, less);
        if (!fails(changed)) continue;
        left = changed;
        smaller = true;
        break;
      }
    }
  }
  return left;
}

function explain(target: Target, seed: number, datagrams: readonly Datagram[], first: End): string {
  const left = shrink(target, seed, datagrams);
  const again = play(target, seed, left);
  const repeats = isDifferent(target, again);
  // What cannot be had again is told as it was the first time: it has to do with time.
  const { outcomes, onlyReal, onlyEmbedded } = repeats ? again : first;
  const [real, embedded] = outcomes;
  return [
    `seed ${seed}: the kernels differ${repeats ? "" : ", but not always,"} after`,
    ...left.map((datagram) => `    ${formatHex(datagramBytes(datagram))}`),
    "  real:",
    showOutcome(real),
    ...onlyReal.map((line) => `    has ${line}`),
    "  embedded:",
    showOutcome(embedded),
    ...onlyEmbedded.map((line) => `    has ${line}`),
  ].join("\n");
}

/** One pair of kernels; what they differ in, or undefined. */
function fuzzPair(target: Target, seed: number, count: number): string | undefined {
  const random = new Random(seed);
  const pair = target.open(random);
  const datagrams: Datagram[] = [];
  let outcomes: End["outcomes"] | undefined;
  try {
    for (let at = 0; at < count; at++) {
      const datagram = draw(target, random);
      datagrams.push(datagram);
      const bytes = datagramBytes(datagram);
      outcomes = [outcomeOf(pair.real, bytes), outcomeOf(pair.embedded, bytes)];
      if (differs(...outcomes, target)) {
        return explain(target, seed, datagrams, { outcomes, onlyReal: [], onlyEmbedded: [] });
      }
    }
    const end = outcomes === undefined ? undefined : endOf(target, pair, outcomes);
    if (end === undefined || !isDifferent(target, end)) return undefined;
    return explain(target, seed, datagrams, end);
  } finally {
    pair.close();
  }
}

/** Milliseconds that a run may take, besides those for each datagram: it ends by itself, for nobody can interrupt it. */
const TIME_LIMIT = 60_000;
const TIME_EACH = 20;

/**
 * Fuzzes a target.
 *
 * @param count - Datagrams.
 * @returns What the kernels differ in, ready to be read; undefined where they do not. `NLKIT_FUZZ_SEED` repeats it.
 * @throws `Error` with the seed, where one of the kernels fails by throwing, or the time is over.
 */
export function fuzz(target: Target, seed: number, count: number): string | undefined {
  const { perPair } = target;
  const end = performance.now() + TIME_LIMIT + TIME_EACH * count;
  const watchdog = new Watchdog();
  try {
    for (let done = 0, own = seed; done < count; done += perPair, own = (own + 1) >>> 0) {
      if (performance.now() > end) {
        throw new Error(`seed ${own}: the time is over after ${done} of ${count} datagrams`);
      }
      watchdog.beat(own);
      const found = fuzzPair(target, own, Math.min(perPair, count - done));
      if (found !== undefined) return found;
    }
  } finally {
    watchdog.stop();
  }
  return undefined;
}
