/**
 * Messages of the cases: made by hand, so that they can be as wrong as a case wants them, and read back as
 * plain objects.
 *
 * @module
 */
import { NetlinkSystemError } from "../../src/errors/index.ts";
import { type Ack, formatHex, messages, readAck } from "../../src/wire/index.ts";
import type { Endpoint } from "./subject.ts";

export const USERSOCK = 2;
export const GENERIC = 16;
export const NLCTRL = 16;
export const GETFAMILY = 3;
export const GETPOLICY = 10;

export const REQUEST = 1;
export const ACK = 4;
export const DUMP = 0x300;

/** A message; `length` where its header is to lie. */
export function message(
  type: number,
  flags: number,
  payload: Uint8Array = new Uint8Array(0),
  { seq = 1, length = 16 + payload.length } = {},
): Uint8Array {
  const bytes = new Uint8Array(16 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length, true);
  view.setUint16(4, type, true);
  view.setUint16(6, flags, true);
  view.setUint32(8, seq, true);
  bytes.set(payload, 16);
  return bytes;
}

/** Bytes one after the other. */
export function join(...parts: (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** A `genlmsghdr` and what follows. */
export function generic(command: number, ...parts: (Uint8Array | readonly number[])[]): Uint8Array {
  return join([command, 1, 0, 0], ...parts);
}

/** An attribute; `length` where its header is to lie. */
export function attribute(
  type: number,
  payload: readonly number[],
  length = 4 + payload.length,
): Uint8Array {
  const padding = new Array<number>(-payload.length & 3).fill(0);
  return join([length & 0xff, length >> 8, type & 0xff, type >> 8], payload, padding);
}

/** ASCII, and no NUL. */
export function text(value: string): number[] {
  return [...value].map((char) => char.charCodeAt(0));
}

/** A string attribute with its NUL. */
export function named(type: number, value: string): Uint8Array {
  return attribute(type, [...text(value), 0]);
}

/** A message as it came back. */
export interface Answer {
  readonly type: number;
  readonly flags: number;
  readonly seq: number;
  readonly portId: number;
  readonly length: number;
  /** Of an error or a DONE. */
  readonly ack: Ack | undefined;
  /** After the header, in hexadecimal. */
  readonly payload: string;
}

function answersOf(bytes: Uint8Array): Answer[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [...messages(bytes)].map(({ type, flags, seq, portId, length, start, payload, end }) => ({
    type,
    flags,
    seq,
    portId,
    length,
    ack: type === 2 || type === 3 ? readAck(bytes, view, start, end) : undefined,
    payload: formatHex(bytes, payload, end),
  }));
}

/** More datagrams than any case leads to. */
const MOST_RECEIVED = 100_000;

/** All datagrams that there are to receive; no bytes for an overrun. @throws `Error` where there is no end to them. */
export function drainBytes(endpoint: Endpoint): Uint8Array[] {
  const all: Uint8Array[] = [];
  for (let received = endpoint.receive(); received !== undefined; received = endpoint.receive()) {
    all.push(received === "overrun" ? new Uint8Array(0) : received.bytes);
    if (all.length > MOST_RECEIVED) throw new Error("no end of datagrams");
  }
  return all;
}

/** All that there is to receive, by datagram. */
export function drain(endpoint: Endpoint): Answer[][] {
  return drainBytes(endpoint).map(answersOf);
}

/** Sends, and gives all that comes back. */
export function ask(endpoint: Endpoint, ...datagrams: Uint8Array[]): Answer[] {
  for (const datagram of datagrams) endpoint.send(datagram);
  return drain(endpoint).flat();
}

/** The name of the errno that a call fails with; "" where it does not. */
export function errnoOf(call: () => unknown): string {
  try {
    call();
    return "";
  } catch (error) {
    if (error instanceof NetlinkSystemError) return error.errnoName;
    throw error;
  }
}

/** The id of a generic family; undefined where the kernel does not have it. */
export function familyId(endpoint: Endpoint, name: string): number | undefined {
  const request = message(NLCTRL, REQUEST, generic(GETFAMILY, named(2, name)));
  const [answer] = ask(endpoint, request);
  // CTRL_ATTR_FAMILY_ID comes right after the name.
  const at = 8 + 2 * ((4 + name.length + 1 + 3) & ~3) + 8;
  if (answer?.ack !== undefined || answer === undefined) return undefined;
  return Number.parseInt(
    answer.payload.slice(at + 2, at + 4) + answer.payload.slice(at, at + 2),
    16,
  );
}
