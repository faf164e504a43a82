/**
 * From an offset in a request to the attribute that stands there: how an extended acknowledgement gets
 * its path.
 *
 * @module
 * @see net/netlink/af_netlink.c `netlink_ack_tlv_fill`: offsets count from the request's nlmsghdr
 */
import { LITTLE_ENDIAN, NLA_HDRLEN, NLA_TYPE_MASK, nlaAlign } from "../wire/index.ts";
import { decodePayload } from "./codec.ts";
import {
  attributesByNumber,
  type NamedAttribute,
  payloadTable,
  type Scope,
  selectFormat,
  tableOfSet,
} from "./layout.ts";
import type {
  IndexedArrayType,
  MessageTable,
  RecordsType,
  SequenceType,
  ValueType,
} from "./types.ts";

/** Where a payload stands: its bytes and what encloses it. */
interface Place {
  readonly table: MessageTable;
  readonly start: number;
  readonly end: number;
  readonly outer: Scope | undefined;
}

/** What an attribute of this type holds, where it holds attributes. */
function inner(type: ValueType, start: number, end: number, scope: Scope): Place | undefined {
  switch (type.kind) {
    case "multi":
      return inner(type.element, start, end, scope);
    case "payload":
      return { table: payloadTable(type), start, end, outer: scope };
    case "nest":
      return { table: tableOfSet(type.set), start, end, outer: scope };
    case "sub-message": {
      const table = selectFormat(type, scope);
      return table && { table, start, end, outer: scope };
    }
    default:
      return undefined;
  }
}

function scopeOf(place: Place, bytes: Uint8Array, view: DataView): Scope {
  let value: Record<string, unknown> = {};
  try {
    value = decodePayload(place.table, bytes, view, place.start, place.end) as Record<
      string,
      unknown
    >;
  } catch {
    // A request that does not parse (that may be why it was refused) still has names on the way in.
  }
  return { table: place.table, value, outer: place.outer };
}

/** Goes down to the attribute whose header stands at `offset`; the names passed, and what it holds. */
function descend(
  place: Place,
  bytes: Uint8Array,
  view: DataView,
  offset: number,
  path: string[],
): Place | undefined {
  const { table, end } = place;
  if (table.attributes === undefined) return undefined;
  const byNumber = attributesByNumber(table.attributes);
  const counts = new Map<number, number>();
  for (let at = place.start + nlaAlign(table.header?.size ?? 0); end - at >= NLA_HDRLEN; ) {
    const length = view.getUint16(at, LITTLE_ENDIAN);
    if (length < NLA_HDRLEN || length > end - at) return undefined;
    const number = view.getUint16(at + 2, LITTLE_ENDIAN) & NLA_TYPE_MASK;
    const index = counts.get(number) ?? 0;
    counts.set(number, index + 1);
    if (offset >= at && offset < at + length)
      return enter(
        place,
        byNumber.get(number),
        { number, index, at, length },
        bytes,
        view,
        offset,
        path,
      );
    at += nlaAlign(length);
  }
  return undefined;
}

function enter(
  place: Place,
  known: NamedAttribute | undefined,
  found: { number: number; index: number; at: number; length: number },
  bytes: Uint8Array,
  view: DataView,
  offset: number,
  path: string[],
): Place | undefined {
  path.push(known?.name ?? String(found.number));
  if (known?.type.kind === "multi") path.push(String(found.index));
  const start = found.at + NLA_HDRLEN;
  const end = found.at + found.length;
  if (known === undefined) return undefined;
  const element = known.type.kind === "multi" ? known.type.element : known.type;
  const scope = scopeOf(place, bytes, view);
  const next =
    element.kind === "indexed-array" || element.kind === "records" || element.kind === "sequence"
      ? elementAt(element, start, end, scope, view, offset, path)
      : inner(element, start, end, scope);
  if (next === undefined || offset < next.start) return next;
  return descend(next, bytes, view, offset, path);
}

/** The element of a list, each of which begins with its length, that `offset` lies in. */
function elementAt(
  list: IndexedArrayType | RecordsType | SequenceType,
  start: number,
  end: number,
  scope: Scope,
  view: DataView,
  offset: number,
  path: string[],
): Place | undefined {
  if (offset < start) return undefined;
  for (let at = start, index = 0; end - at >= NLA_HDRLEN; index++) {
    const length = view.getUint16(at, LITTLE_ENDIAN);
    if (length < NLA_HDRLEN || length > end - at) return undefined;
    const stop = at + length;
    if (offset < stop) {
      path.push(String(index));
      if (list.kind === "sequence")
        return { table: tableOfSet(list.set), start: at, end: stop, outer: scope };
      return list.kind === "records"
        ? { table: list.table, start: at, end: stop, outer: scope }
        : inner(list.element, at + NLA_HDRLEN, stop, scope);
    }
    at += nlaAlign(length);
  }
  return undefined;
}

/**
 * Names of the attribute whose header stands at `offset` of a request.
 *
 * @param start - First byte of the payload, after the `nlmsghdr`.
 * @param end - One past the payload.
 * @param offset - Index into `bytes`; an offset into the fixed header gives an empty path.
 */
export function attributePathAt(
  table: MessageTable,
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  offset: number,
): string[] {
  const path: string[] = [];
  descend({ table, start, end, outer: undefined }, bytes, view, offset, path);
  return path;
}

/**
 * Names of an attribute that is missing: the nest at `nestOffset` (undefined for the top level), then
 * the attribute's own name, or its number where the table has none.
 */
export function missingPathAt(
  table: MessageTable,
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  nestOffset: number | undefined,
  type: number,
): string[] {
  const path: string[] = [];
  const top: Place = { table, start, end, outer: undefined };
  const place = nestOffset === undefined ? top : descend(top, bytes, view, nestOffset, path);
  const set = place?.table.attributes;
  path.push((set && attributesByNumber(set).get(type)?.name) ?? String(type));
  return path;
}
