/**
 * What arrives unasked, and how its messages are read.
 *
 * @module
 */
import { decodePayload, type MessageKind } from "../schema/index.ts";
import {
  GENL_HDRLEN,
  LITTLE_ENDIAN,
  messageLengthAt,
  NLMSG_HDRLEN,
  NLMSG_MIN_TYPE,
  nlmsgAlign,
} from "../wire/index.ts";
import type { GroupDatagram } from "./groups.ts";

/** A message that nobody asked for. */
export interface MessageEvent<Body = unknown> {
  readonly kind: "message";
  /** `"RTM_NEWLINK"`; `"message 99"` where no table knows it (its body is then the payload, raw). */
  readonly name: string;
  /** `nlmsg_type`; of a generic family the command. */
  readonly type: number;
  /** `NLM_F_*`: whether it was created, replaced… as far as the family tells. */
  readonly flags: number;
  /** Sequence number of the request that caused it, where the sender passes that on. */
  readonly seq: number;
  /** Port id whose request caused it; 0 where the kernel acted by itself. */
  readonly portId: number;
  /** Number of the group; 0 where it was sent to this socket alone. */
  readonly group: number;
  /** Namespace that it comes from, where it is not this one (`NETLINK_LISTEN_ALL_NSID`). */
  readonly nsid: number | undefined;
  /** The decoded payload. */
  readonly body: Body;
}

/** Messages were lost here, or may have been: the state known so far is stale. */
export interface OverrunEvent {
  readonly kind: "overrun";
  /**
   * Absent where a buffer was full. A generic family was `"unloaded"`, and with it all that it knew; or it is
   * `"reloaded"`, and listened to again from here on: what it sent since it came back, if anything, was missed.
   */
  readonly reason?: "unloaded" | "reloaded";
}

/** What a subscription gives. */
export type SubscriptionEvent<Body = unknown> = MessageEvent<Body> | OverrunEvent;

/** Reads the messages of datagrams one after the other. */
export class EventReader<Body> {
  /** Id of a generic family, whose messages alone are read. */
  familyId: number | undefined;
  readonly #messages: ReadonlyMap<number, MessageKind>;
  /** Place in the datagram that is being read. */
  #at = 0;

  constructor(messages: ReadonlyMap<number, MessageKind>, familyId: number | undefined) {
    this.#messages = messages;
    this.familyId = familyId;
  }

  /** Another datagram comes next. */
  begin(): void {
    this.#at = 0;
  }

  /**
   * The next message of a datagram; undefined at its end.
   *
   * @throws `NetlinkDecodeError` for one that does not parse; the next call goes on behind it.
   */
  read(datagram: GroupDatagram): MessageEvent<Body> | undefined {
    const { bytes, group, nsid } = datagram;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (;;) {
      const at = this.#at;
      // Where a length lies, the rest of the datagram cannot be told apart: it is passed over.
      this.#at = bytes.length;
      const length = messageLengthAt(view, at, bytes.length);
      if (length === 0) return undefined;
      this.#at = at + nlmsgAlign(length);
      const type = view.getUint16(at + 4, LITTLE_ENDIAN);
      if (type < NLMSG_MIN_TYPE) continue;
      const isGeneric = this.familyId !== undefined;
      if (isGeneric && (type !== this.familyId || length < NLMSG_HDRLEN + GENL_HDRLEN)) continue;
      const header = at + NLMSG_HDRLEN;
      const number = isGeneric ? (bytes[header] as number) : type;
      const known = this.#messages.get(number);
      const payload = isGeneric ? header + GENL_HDRLEN : header;
      const end = at + length;
      return {
        kind: "message",
        name: known?.name ?? `message ${number}`,
        type: number,
        flags: view.getUint16(at + 6, LITTLE_ENDIAN),
        seq: view.getUint32(at + 8, LITTLE_ENDIAN),
        portId: view.getUint32(at + 12, LITTLE_ENDIAN),
        group,
        nsid,
        body: (known === undefined
          ? bytes.slice(payload, end)
          : decodePayload(known.table, bytes, view, payload, end)) as Body,
      };
    }
  }
}
