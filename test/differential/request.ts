/**
 * Requests as a tree that can be wrong in any place, and smaller ones made of it.
 *
 * @module
 */

/** An attribute. */
export interface Attribute {
  /** With its flags. */
  readonly type: number;
  readonly payload: readonly number[] | readonly Attribute[];
  /** What its header says where that is a lie. */
  readonly length?: number;
}

/** A message. */
export interface Request {
  readonly type: number;
  readonly flags: number;
  readonly seq: number;
  /** What its header says where that is a lie. */
  readonly length?: number;
  /** What stands before the attributes: `genlmsghdr`, `ifinfomsg`. */
  readonly head: readonly number[];
  readonly attributes: readonly Attribute[];
  /** What stands behind them. */
  readonly tail: readonly number[];
}

/** One send. */
export interface Datagram {
  readonly requests: readonly Request[];
  /** So many bytes of its end are missing. */
  readonly cut: number;
}

const word = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];
const long = (value: number): number[] => [...word(value), ...word(value >>> 16)];
const padding = (length: number): number[] => new Array<number>(-length & 3).fill(0);

function isNest(payload: Attribute["payload"]): payload is readonly Attribute[] {
  return typeof payload[0] === "object";
}

function attributeBytes({ type, payload, length }: Attribute): number[] {
  const body = isNest(payload) ? payload.flatMap(attributeBytes) : payload;
  return [...word(length ?? 4 + body.length), ...word(type), ...body, ...padding(body.length)];
}

function requestBytes({ type, flags, seq, length, head, attributes, tail }: Request): number[] {
  const gap = attributes.length > 0 ? padding(head.length) : [];
  const body = [...head, ...gap, ...attributes.flatMap(attributeBytes), ...tail];
  const header = [...long(length ?? 16 + body.length), ...word(type), ...word(flags)];
  return [...header, ...long(seq), ...long(0), ...body, ...padding(body.length)];
}

/** The bytes of a datagram; one at least, for none cannot be sent. */
export function datagramBytes({ requests, cut }: Datagram): Uint8Array {
  const bytes = requests.flatMap(requestBytes);
  return Uint8Array.from(bytes.slice(0, Math.max(1, bytes.length - cut)));
}

/** A message as a kernel finds it, which where lengths lie is not as it was meant. */
export interface Found {
  readonly type: number;
  /** Where its header begins, and where the message ends. */
  readonly at: number;
  readonly end: number;
}

/** The messages of a datagram. Each is a header long at least, so that there is an end to them whatever they say. */
export function messagesIn(bytes: Uint8Array): Found[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Found[] = [];
  for (let at = 0; bytes.length - at >= 16; ) {
    const length = view.getUint32(at, true);
    if (length < 16 || length > bytes.length - at) break;
    found.push({ type: view.getUint16(at + 4, true), at, end: at + length });
    at += (length + 3) & ~3;
  }
  return found;
}

/** All lists with one item less, then all with one item smaller. */
function* smallerLists<Item>(
  items: readonly Item[],
  smaller: (item: Item) => Iterable<Item>,
): Generator<readonly Item[]> {
  for (const [at] of items.entries()) yield items.toSpliced(at, 1);
  for (const [at, item] of items.entries()) {
    for (const less of smaller(item)) yield items.with(at, less);
  }
}

function* smallerAttributes(attribute: Attribute): Generator<Attribute> {
  const { payload, length, ...rest } = attribute;
  if (length !== undefined) yield { ...rest, payload };
  if (isNest(payload)) {
    for (const less of smallerLists(payload, smallerAttributes))
      yield { ...attribute, payload: less };
  } else {
    if (payload.length > 4) yield { ...attribute, payload: payload.slice(0, -4) };
    if (payload.length > 0) yield { ...attribute, payload: payload.slice(0, -1) };
    if (payload.some((byte) => byte !== 0)) yield { ...attribute, payload: payload.map(() => 0) };
  }
  if (attribute.type > 0x3fff) yield { ...attribute, type: attribute.type & 0x3fff };
}

function* smallerRequests(request: Request): Generator<Request> {
  const { length, ...rest } = request;
  if (length !== undefined) yield rest;
  if (request.tail.length > 0) yield { ...request, tail: [] };
  for (const attributes of smallerLists(request.attributes, smallerAttributes)) {
    yield { ...request, attributes };
  }
  for (const [at, byte] of request.head.entries()) {
    if (byte !== 0) yield { ...request, head: request.head.with(at, 0) };
  }
  for (let bit = 1; bit < 0x10000; bit <<= 1) {
    if ((request.flags & bit) !== 0) yield { ...request, flags: request.flags & ~bit };
  }
  if (request.seq !== 0) yield { ...request, seq: 0 };
}

/** Datagrams that are a little less than this one. */
export function* smallerDatagrams(datagram: Datagram): Generator<Datagram> {
  const { requests, cut } = datagram;
  if (cut > 0) yield { requests, cut: 0 };
  for (const fewer of smallerLists(requests, smallerRequests)) {
    if (fewer.length > 0) yield { requests: fewer, cut };
  }
}
