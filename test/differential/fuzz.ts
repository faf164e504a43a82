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
import { type Datagram, datagramBytes, smallerDatagrams, typesIn } from "./request.ts";

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
  if (JSON.stringify(real.received.map(text)) === JSON.stringify(embedded.received.map(text))) {
    return false;
  }
  const told = bySeq(real);
  const own = bySeq(embedded);
  let covered = false;
  for (const seq of new Set([...told.keys(), ...own.keys()])) {
    const [left, right] = [told.get(seq) ?? [], own.get(seq) ?? []];
    if (text(left) === text(right)) continue;
    if (!target.differences.some((known) => known.covers(left, right))) return true;
    covered = true;
  }
  // Answer by answer they are the same: then it is in which datagram they come.
  return !covered;
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
  return typesIn(bytes).every((type) => target.allows(type));
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

function explain(target: Target, seed: number, datagrams: readonly Datagram[]): string {
  const left = shrink(target, seed, datagrams);
  const { outcomes, onlyReal, onlyEmbedded } = play(target, seed, left);
  const [real, embedded] = outcomes;
  return [
    `seed ${seed}: the kernels differ after`,
    ...left.map((datagram) => `    ${formatHex(datagramBytes(datagram))}`),
    "  real:",
    showOutcome(real),
    ...onlyReal.map((line) => `    has ${line}`),
    "  embedded:",
    showOutcome(embedded),
    ...onlyEmbedded.map((line) => `    has ${line}`),
  ].join("\n");
}

/**
 * Fuzzes a target.
 *
 * @param count - Datagrams.
 * @returns What the kernels differ in, ready to be read; undefined where they do not. `NLKIT_FUZZ_SEED` repeats it.
 */
export function fuzz(target: Target, seed: number, count: number): string | undefined {
  for (let done = 0, own = seed; done < count; done += target.perPair, own = (own + 1) >>> 0) {
    const random = new Random(own);
    const pair = target.open(random);
    const datagrams: Datagram[] = [];
    let outcomes: End["outcomes"] | undefined;
    try {
      for (let at = 0; at < target.perPair; at++) {
        const datagram = target.next(random);
        if (!isAllowed(target, datagram)) continue;
        datagrams.push(datagram);
        const bytes = datagramBytes(datagram);
        outcomes = [outcomeOf(pair.real, bytes), outcomeOf(pair.embedded, bytes)];
        if (differs(...outcomes, target)) return explain(target, own, datagrams);
      }
      if (outcomes !== undefined && isDifferent(target, endOf(target, pair, outcomes))) {
        return explain(target, own, datagrams);
      }
    } finally {
      pair.close();
    }
  }
  return undefined;
}
