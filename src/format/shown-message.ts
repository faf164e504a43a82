/**
 * What of a captured message is shown; the messages of `nlkit/capture` fit.
 *
 * @module
 */
import type { ExtendedAck, NetlinkDecodeError, NetlinkErrnoError } from "../errors/index.ts";
import type { MessageKind } from "../schema/index.ts";
import type { MessageHeader } from "../wire/index.ts";

/** The datagram that a message came in. */
export interface ShownDatagram {
  readonly protocol: number;
  readonly direction?: string;
  /** Nanoseconds since 1970. */
  readonly time?: bigint;
  readonly bytes: Uint8Array;
  /** Where in the capture it stands: `"line 7"`. */
  readonly place: string;
}

/** What an error, an acknowledgement or the end of a dump says. */
export interface ShownAck {
  /** 0 for success, else positive. */
  readonly errno: number;
  readonly extack?: ExtendedAck;
  /** Header of the request that an error repeats. */
  readonly request?: MessageHeader;
  /** Name of the request. */
  readonly operation?: string;
  readonly refusal?: NetlinkErrnoError;
}

/** A message, as `CapturedMessage` of `nlkit/capture` has it. */
export interface ShownMessage {
  readonly datagram: ShownDatagram;
  /** Where in the datagram's bytes it begins. */
  readonly start: number;
  /** One past its last byte. */
  readonly end: number;
  readonly header?: MessageHeader;
  /** Of generic netlink. */
  readonly generic?: { readonly cmd: number; readonly version: number };
  readonly name?: string;
  readonly direction?: string;
  readonly kind?: MessageKind;
  /** Where the part begins that `kind` describes. */
  readonly payload: number;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly ack?: ShownAck;
  readonly error?: NetlinkDecodeError;
}
