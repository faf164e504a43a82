/**
 * A message that the kernel side has received, with who sent it and what is to be said about it.
 *
 * @module
 */
import { LITTLE_ENDIAN, NLMSG_HDRLEN } from "../wire/index.ts";
import { copyBytes } from "./packet.ts";
import type { AttributePolicy } from "./policy.ts";
import type { EmbeddedSocket } from "./socket.ts";

/** What an acknowledgement adds to its errno (`struct netlink_ext_ack`). Offsets count from the `nlmsghdr`. */
export interface Extack {
  /** A sentence; with errno 0 it is a warning. */
  message?: string | undefined;
  /** The attribute at fault. */
  offset?: number | undefined;
  /** What it should have been like. */
  policy?: AttributePolicy | undefined;
  /** Opaque bytes, told with a success too. */
  cookie?: Uint8Array | undefined;
  /** Number of an attribute that is missing. */
  missingType?: number | undefined;
  /** The nest that it is missing from; absent for the top level. */
  missingNestOffset?: number | undefined;
}

/**
 * A received message, or a datagram of several. Its bytes are lent until the handler returns or, where that is
 * an asynchronous one, until its first `await`; then they are a copy, and `bytes` and `view` have changed.
 */
export class Message {
  /** The buffer that it lies in. */
  bytes: Uint8Array;
  /** Over the same memory. */
  view: DataView;
  /** First byte of the `nlmsghdr`. */
  readonly start: number;
  /** One past the message, without padding. */
  readonly end: number;
  /** Who sent it. */
  readonly sender: EmbeddedSocket;
  /** What its acknowledgement is to say. */
  extack: Extack | undefined;

  constructor(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    sender: EmbeddedSocket,
  ) {
    this.bytes = bytes;
    this.view = view;
    this.start = start;
    this.end = end;
    this.sender = sender;
  }

  /** `nlmsg_type`. Needs a whole header, as `flags` and `seq` do. */
  get type(): number {
    return this.view.getUint16(this.start + 4, LITTLE_ENDIAN);
  }
  /** `nlmsg_flags`. */
  get flags(): number {
    return this.view.getUint16(this.start + 6, LITTLE_ENDIAN);
  }
  /** `nlmsg_seq`. */
  get seq(): number {
    return this.view.getUint32(this.start + 8, LITTLE_ENDIAN);
  }
  /** What follows the header; lent as the message is. */
  get payload(): Uint8Array {
    return this.bytes.subarray(this.start + NLMSG_HDRLEN, this.end);
  }
  /** The whole of it; lent as the message is. */
  get content(): Uint8Array {
    if (this.start === 0 && this.end === this.bytes.length) return this.bytes;
    return this.bytes.subarray(this.start, this.end);
  }

  /** Puts a copy in the place of memory that is about to become another's. */
  keep(): void {
    // Offsets stay as they are: errors are told by them.
    this.bytes = copyBytes(this.bytes, this.end);
    this.view = new DataView(this.bytes.buffer);
  }
}
