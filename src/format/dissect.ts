/**
 * A message taken apart by its table: every header and attribute with the bytes it stands in.
 *
 * @module
 */
import { NetlinkDecodeError } from "../errors/index.ts";
import {
  attributesByNumber,
  decodePayload,
  type MessageTable,
  type SubMessageType,
  tableOfSet,
  type ValueType,
} from "../schema/index.ts";
import {
  type AttributeSpan,
  attributes,
  LITTLE_ENDIAN,
  NLA_HDRLEN,
  nlaAlign,
} from "../wire/index.ts";

/** A header, an attribute, or what is neither. */
export interface Part {
  /** Name of the struct or attribute; the number of an attribute that no table knows. */
  readonly name: string;
  /** 0 for what stands directly in the message. */
  readonly depth: number;
  /** First byte, counted as those of the range that was taken apart. */
  readonly start: number;
  /** One past its last byte, padding included; of a nest one past its header. */
  readonly end: number;
  /** What it holds; absent for a nest, and where it is not decoded. */
  readonly value?: unknown;
}

type Values = Readonly<Record<string, unknown>>;

/** What is being taken apart, and the decoded objects around it, innermost first. */
interface Place {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly depth: number;
  readonly around: readonly Values[];
}

/** Deeper than this, attributes stay bytes. */
const MAX_DEPTH = 32;

function decoded(table: MessageTable, place: Place, start: number, end: number): Values {
  try {
    return decodePayload(table, place.bytes, place.view, start, end) as Values;
  } catch {
    // What does not parse has its bytes shown without values; the message's error says why.
    return {};
  }
}

function formatOf(type: SubMessageType, around: readonly Values[]): MessageTable | undefined {
  const selector = around.find((values) => Object.hasOwn(values, type.selector));
  const key = String(selector?.[type.selector]);
  if (selector === undefined) return undefined;
  return Object.hasOwn(type.formats, key) ? type.formats[key] : type.otherwise;
}

/** The layout of what an attribute holds; undefined where it is a value. */
function tableWithin(type: ValueType, around: readonly Values[]): MessageTable | undefined {
  switch (type.kind) {
    case "nest":
      return tableOfSet(type.set);
    case "payload":
      return typeof type.table === "function" ? type.table() : type.table;
    case "sub-message":
      return formatOf(type, around);
    default:
      return undefined;
  }
}

/** One past an attribute's padding, which the last of a range may lack. */
function stopOf(span: AttributeSpan, end: number): number {
  return Math.min(span.start + nlaAlign(span.end - span.start), end);
}

/** The elements of a list: attributes whose types are indexes, or headers that begin with a length. */
function* listParts(
  type: ValueType,
  value: unknown,
  place: Place,
  start: number,
  end: number,
): Generator<Part> {
  const inner = { ...place, depth: place.depth + 1 };
  let done = start;
  let index = 0;
  if (type.kind === "indexed-array") {
    const values = Array.isArray(value) ? (value as unknown[]) : [];
    for (const span of spansOf(place.bytes, start, end)) {
      const stop = stopOf(span, end);
      yield* attributePart(`${index}`, type.element, values[index], inner, { ...span, stop });
      done = stop;
      index++;
    }
  } else if (type.kind === "records") {
    while (end - done >= NLA_HDRLEN) {
      const length = place.view.getUint16(done, LITTLE_ENDIAN);
      if (length < NLA_HDRLEN || length > end - done) break;
      yield* messageParts(type.table, inner, done, done + length, `${index++}`);
      const stop = Math.min(done + nlaAlign(length), end);
      yield* rest(inner.depth, done + length, stop);
      done = stop;
    }
  }
  yield* rest(inner.depth, done, end);
}

/** Bytes that are no attribute: padding, or the place where the lengths begin to lie. */
function* rest(depth: number, start: number, end: number): Generator<Part> {
  if (start >= end) return;
  yield { name: end - start < NLA_HDRLEN ? "padding" : "not attributes", depth, start, end };
}

/** The attributes of a range as far as their lengths hold. */
function* spansOf(bytes: Uint8Array, start: number, end: number): Generator<AttributeSpan> {
  try {
    yield* attributes(bytes, start, end);
  } catch (error) {
    if (!(error instanceof NetlinkDecodeError)) throw error;
  }
}

interface Span {
  readonly start: number;
  readonly payload: number;
  readonly end: number;
  /** One past the padding. */
  readonly stop: number;
}

function* attributePart(
  name: string,
  type: ValueType | undefined,
  value: unknown,
  place: Place,
  { start, payload, end, stop }: Span,
): Generator<Part> {
  const { depth, around } = place;
  const head = { name, depth, start };
  const isList = type?.kind === "indexed-array" || type?.kind === "records";
  const table = type && tableWithin(type, around);
  // An empty nest has nothing but its header, which tells as much as its value would.
  if (depth < MAX_DEPTH && type !== undefined && (isList || table !== undefined) && payload < end) {
    yield { ...head, end: payload };
    if (table !== undefined)
      yield* messageParts(table, { ...place, depth: depth + 1 }, payload, end);
    else yield* listParts(type, value, place, payload, end);
    yield* rest(depth + 1, end, stop);
    return;
  }
  yield { ...head, end: stop, ...(value !== undefined && { value }) };
}

/** A payload: its fixed header, then its attributes. */
function* messageParts(
  table: MessageTable,
  place: Place,
  start: number,
  end: number,
  title?: string,
): Generator<Part> {
  const { header, attributes: set } = table;
  const { depth, bytes } = place;
  const values = decoded(table, place, start, end);
  const first = Math.min(start + nlaAlign(header?.size ?? 0), end);
  if (header !== undefined && first > start) {
    const members = Object.keys(header.members).filter((name) => values[name] !== undefined);
    const value = Object.fromEntries(members.map((name) => [name, values[name]]));
    const name = title === undefined ? header.name : `${title} ${header.name}`;
    yield { name, depth, start, end: first, value };
  }
  if (set === undefined) {
    if (first < end) yield { name: "bytes", depth, start: first, end };
    return;
  }
  const known = attributesByNumber(set);
  const counts = new Map<number, number>();
  const inner = { ...place, around: [values, ...place.around] };
  let done = first;
  for (const span of spansOf(bytes, first, end)) {
    const { name, type } = known.get(span.type) ?? { name: String(span.type), type: undefined };
    const count = counts.get(span.type) ?? 0;
    counts.set(span.type, count + 1);
    const stop = stopOf(span, end);
    const several = type?.kind === "multi";
    const list = values[name];
    const value = several ? (Array.isArray(list) ? (list as unknown[])[count] : undefined) : list;
    const element = several ? type.element : type;
    yield* attributePart(name, element, value, inner, { ...span, stop });
    done = stop;
  }
  yield* rest(depth, done, end);
}

/**
 * Takes a payload apart: every byte of it stands in exactly one part, in their order.
 *
 * @param start - First byte of the payload in `bytes`; the parts count as this does.
 */
export function dissectPayload(
  table: MessageTable,
  bytes: Uint8Array,
  start: number,
  end: number,
): Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [...messageParts(table, { bytes, view, depth: 0, around: [] }, start, end)];
}
