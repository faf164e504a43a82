/**
 * Captured datagrams as messages: decoded by the tables, refusals paired with what they refuse. What does
 * not parse says why, and the rest goes on.
 *
 * @module
 */
import { type ExtendedAck, NetlinkDecodeError, NetlinkErrnoError } from "../errors/index.ts";
import { decodePayload, type MessageKind } from "../schema/index.ts";
import { GENL_ID_CTRL } from "../uapi/generic/index.ts";
import { NETLINK_GENERIC, NETLINK_KOBJECT_UEVENT, PROTOCOLS } from "../uapi/index.ts";
import {
  GENL_HDRLEN,
  type MessageHeader,
  NLM_F_REQUEST,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_HDRLEN,
  NLMSG_MIN_TYPE,
  NLMSG_NOOP,
  NLMSG_OVERRUN,
  nlmsgAlign,
  readAck,
  readHeader,
} from "../wire/index.ts";
import type { CapturedDatagram, Chunks, Direction } from "./datagram.ts";
import { type CaptureOptions, readCapture } from "./read.ts";
import { type SeenRequest, SeenRequests, withPaths } from "./requests.ts";
import { type CaptureTables, captureTables, Layout } from "./tables.ts";

/** `genlmsghdr` of a message of generic netlink. */
export interface GenericHeader {
  readonly cmd: number;
  readonly version: number;
}

/** What an `NLMSG_ERROR` or `NLMSG_DONE` says. */
export interface CapturedAck {
  /** 0 for success, else a positive errno. */
  readonly errno: number;
  /** With the paths of its attributes, where the request was seen or is repeated in the message. */
  readonly extack?: ExtendedAck;
  /** Header of the request that an error repeats. */
  readonly request?: MessageHeader;
  /** Name of the request, where it is known. */
  readonly operation?: string;
  /** As the client throws it; absent for success. */
  readonly refusal?: NetlinkErrnoError;
}

/** One message of a capture. */
export interface CapturedMessage {
  /** What it came in. */
  readonly datagram: CapturedDatagram;
  /** Where in the datagram's bytes it begins. */
  readonly start: number;
  /** One past its last byte. */
  readonly end: number;
  /** Absent where less than a header is there, and for kernel events, which have none. */
  readonly header?: MessageHeader;
  /** Of generic netlink. */
  readonly generic?: GenericHeader;
  /** `"RTM_NEWLINK"`; absent where no table knows the type. */
  readonly name?: string;
  /** As captured, else by the flags of its header. */
  readonly direction?: Direction;
  /** The layout that it was decoded by. */
  readonly kind?: MessageKind;
  /** Where in the datagram's bytes the part begins that the table describes. */
  readonly payload: number;
  /** The decoded message, owned by the receiver; absent where there is no table, or it did not parse. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Of an error, an acknowledgement, or the end of a dump. */
  readonly ack?: CapturedAck;
  /** Why it does not parse, or not all of it is there; the path begins with the message's name. */
  readonly error?: NetlinkDecodeError;
}

const CONTROL: ReadonlyMap<number, string> = new Map([
  [NLMSG_NOOP, "NLMSG_NOOP"],
  [NLMSG_ERROR, "NLMSG_ERROR"],
  [NLMSG_DONE, "NLMSG_DONE"],
  [NLMSG_OVERRUN, "NLMSG_OVERRUN"],
]);

/** Protocols whose datagrams are text without an `nlmsghdr`. */
const HEADERLESS: ReadonlySet<number> = new Set([NETLINK_KOBJECT_UEVENT]);

type Draft = { -readonly [Key in keyof CapturedMessage]: CapturedMessage[Key] };

/** The error of a payload, from its message's point of view. */
function within(error: NetlinkDecodeError, name: string, offset: number): NetlinkDecodeError {
  const { path, expected, actual } = error;
  return new NetlinkDecodeError({
    path: [name, ...path],
    offset: error.offset + offset,
    expected,
    actual,
  });
}

function directionOf({ type, flags }: MessageHeader): Direction {
  if (type < NLMSG_MIN_TYPE && type !== NLMSG_NOOP) return "reply";
  return (flags & NLM_F_REQUEST) === 0 ? "reply" : "request";
}

/**
 * Whether nothing but zeros follows, as when a program sends all of its buffer (`ip neigh` does). The kernel
 * passes over them: a length of 0 ends the walk.
 */
function isZero(bytes: Uint8Array, start: number): boolean {
  for (let at = start; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}

/**
 * Decodes datagrams in the order of the capture. It keeps the latest requests (up to 4096 of 8 MiB) to pair
 * refusals with them, and the ids of generic families that the capture shows.
 *
 * @example
 * ```ts
 * import { CaptureDecoder } from "nlkit/capture";
 * import { parseHex } from "nlkit/wire";
 * const bytes = parseHex("14000000 12000103 01000000 00000000 00000000") ?? new Uint8Array();
 * const [message] = new CaptureDecoder().decode({ protocol: 0, bytes, place: "here" });
 * console.assert(message?.name === "RTM_GETLINK" && message.direction === "request");
 * ```
 */
export class CaptureDecoder {
  readonly #layout: Layout;
  readonly #requests = new SeenRequests();

  /**
   * @param tables - What is decoded; the rest keeps its bytes.
   * @param familyIds - Names of generic families by id, for those that the capture does not tell of.
   */
  constructor(
    tables: CaptureTables = captureTables,
    familyIds: ReadonlyMap<number, string> = new Map(),
  ) {
    this.#layout = new Layout(tables, familyIds);
  }

  /**
   * Loads the tables that a datagram needs; without it, {@link decode} knows those only that the tables have at once.
   * {@link decodeCapture} calls it.
   */
  prepare(datagram: CapturedDatagram): Promise<void> {
    return this.#layout.prepare(datagram);
  }

  /** The messages of a datagram, at least one; never throws for what the bytes are. */
  decode(datagram: CapturedDatagram): CapturedMessage[] {
    const { bytes, fault, protocol } = datagram;
    const end = bytes.length;
    if (HEADERLESS.has(protocol) && end > 0)
      return [{ datagram, start: 0, end, payload: 0, ...(fault && { error: fault }) }];
    const view = new DataView(bytes.buffer, bytes.byteOffset, end);
    const found: CapturedMessage[] = [];
    let at = 0;
    while (end - at >= NLMSG_HDRLEN && !(found.length > 0 && isZero(bytes, at))) {
      const message = this.#message(datagram, view, at);
      found.push(message);
      at += nlmsgAlign(message.end - message.start);
    }
    const rest = bytes.subarray(at);
    const isRest = rest.length > 0 && (found.length === 0 || !isZero(bytes, at));
    const isTold = found.some(({ error }) => error === fault);
    if (isRest || found.length === 0 || (fault !== undefined && !isTold)) {
      const error =
        fault ??
        new NetlinkDecodeError({
          offset: at,
          expected: "a message header of 16 bytes",
          actual: `${rest.length} bytes`,
        });
      const start = Math.min(at, end);
      found.push({ datagram, start, end, payload: start, error });
    }
    return found;
  }

  #message(datagram: CapturedDatagram, view: DataView, start: number): CapturedMessage {
    const { bytes, protocol, fault } = datagram;
    const header = readHeader(view, start);
    const room = bytes.length - start;
    const lies = header.length < NLMSG_HDRLEN || header.length > room;
    const end = lies ? bytes.length : start + header.length;
    const direction = datagram.direction ?? directionOf(header);
    const payload = start + NLMSG_HDRLEN;
    const draft: Draft = { datagram, start, end, header, direction, payload };
    this.#name(draft, header, view, protocol);
    if (lies) {
      const expected = `a length from 16 to ${room}`;
      const path = [draft.name ?? "message", "nlmsg_len"];
      draft.error =
        fault ?? new NetlinkDecodeError({ path, offset: 0, expected, actual: header.length });
      return draft;
    }
    try {
      this.#body(draft, header, view);
    } catch (error) {
      if (!(error instanceof NetlinkDecodeError)) throw error;
      draft.error = within(error, draft.name ?? "message", draft.payload - start);
    }
    if (direction === "request") this.#remember(draft, header);
    return draft;
  }

  /** Name, layout, and the header of generic netlink. */
  #name(draft: Draft, { type }: MessageHeader, view: DataView, protocol: number): void {
    const control = CONTROL.get(type);
    if (control !== undefined) {
      draft.name = control;
      return;
    }
    const family = protocol === NETLINK_GENERIC ? this.#layout.family(type) : undefined;
    if (protocol === NETLINK_GENERIC && draft.end - draft.payload >= GENL_HDRLEN) {
      const { payload } = draft;
      draft.generic = { cmd: view.getUint8(payload), version: view.getUint8(payload + 1) };
      draft.payload += GENL_HDRLEN;
    }
    const cmd = draft.generic?.cmd;
    const first = draft.end > draft.payload ? view.getUint8(draft.payload) : undefined;
    const kind = this.#layout.kind(protocol, type, { command: cmd, first }, draft.direction);
    if (kind !== undefined) draft.kind = kind;
    const name = kind?.name ?? (family && `${family.name} command ${cmd ?? "?"}`);
    if (name !== undefined) draft.name = name;
  }

  #body(draft: Draft, header: MessageHeader, view: DataView): void {
    const { bytes } = draft.datagram;
    const { kind, payload, end } = draft;
    if (header.type === NLMSG_ERROR || header.type === NLMSG_DONE) {
      draft.ack = this.#ack(draft, header, view);
    } else if (kind !== undefined) {
      const body = decodePayload(kind.table, bytes, view, payload, end) as Record<string, unknown>;
      draft.body = body;
      const { familyId, familyName } = body;
      const isController =
        draft.datagram.protocol === NETLINK_GENERIC && header.type === GENL_ID_CTRL;
      if (isController && typeof familyId === "number" && typeof familyName === "string")
        this.#layout.learn(familyId, familyName);
    }
  }

  #remember(draft: Draft, header: MessageHeader): void {
    const { datagram, start, end, payload, name, kind } = draft;
    const portId = header.portId === 0 ? (datagram.portId ?? 0) : header.portId;
    this.#requests.add(datagram.protocol, header.seq, {
      name,
      kind,
      bytes: datagram.bytes.slice(start, end),
      payload: payload - start,
      portId,
    });
  }

  #ack(draft: Draft, header: MessageHeader, view: DataView): CapturedAck {
    const { datagram, start, end } = draft;
    const { errno, extack } = readAck(datagram.bytes, view, start, end);
    const seen = this.#requests.find(datagram.protocol, header.seq, header.portId);
    const echo = header.type === NLMSG_ERROR ? this.#echo(draft, view) : undefined;
    const request = seen ?? echo?.request;
    const resolved =
      extack !== undefined && request !== undefined ? withPaths(extack, request) : extack;
    const operation = request?.name;
    return {
      errno,
      ...(resolved !== undefined && { extack: resolved }),
      ...(echo !== undefined && { request: echo.header }),
      ...(operation !== undefined && { operation }),
      ...(errno !== 0 && {
        refusal: new NetlinkErrnoError({
          operation: operation ?? typeText(datagram.protocol, echo?.header.type),
          errno,
          seq: header.seq,
          extack: resolved,
        }),
      }),
    };
  }

  /** The request that an error repeats: its header always, the rest unless it is capped. */
  #echo(draft: Draft, view: DataView): { header: MessageHeader; request: SeenRequest } | undefined {
    const { datagram, end } = draft;
    const at = draft.payload + 4;
    if (end - at < NLMSG_HDRLEN) return undefined;
    const header = readHeader(view, at);
    const stop = Math.min(end, at + Math.max(header.length, NLMSG_HDRLEN));
    const { protocol } = datagram;
    const echoed: Draft = { datagram, start: at, end: stop, payload: at + NLMSG_HDRLEN };
    echoed.direction = "request";
    this.#name(echoed, header, view, protocol);
    return {
      header,
      request: {
        name: echoed.name,
        kind: echoed.kind,
        bytes: datagram.bytes.slice(at, stop),
        payload: echoed.payload - at,
        portId: header.portId,
      },
    };
  }
}

/** A type that no table names: `"NETLINK_AUDIT message 1000"`. */
function typeText(protocol: number, type: number | undefined): string {
  const of = PROTOCOLS.names.get(protocol) ?? `protocol ${protocol}`;
  return type === undefined ? `${of} request` : `${of} message ${type}`;
}

/** What a capture is read and decoded with. */
export interface DecodeOptions extends CaptureOptions {
  /** {@link captureTables} where absent. */
  readonly tables?: CaptureTables;
  /** Names of generic families by id, for those that the capture does not tell of. */
  readonly familyIds?: ReadonlyMap<number, string>;
}

/**
 * Reads a capture and decodes its messages, one after the other; as {@link readCapture} and
 * {@link CaptureDecoder} do.
 *
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) for what is no capture at all.
 */
export async function* decodeCapture(
  chunks: Chunks,
  options: DecodeOptions = {},
): AsyncGenerator<CapturedMessage, void, void> {
  const decoder = new CaptureDecoder(options.tables, options.familyIds);
  for await (const datagram of readCapture(chunks, options)) {
    await decoder.prepare(datagram);
    yield* decoder.decode(datagram);
  }
}
