/**
 * Messages that bear nobody's sequence number, or not this socket's port id: whether they answer a request all the same,
 * are rows of a dump, or were sent unasked.
 *
 * @module
 */
import type { AnyOperation } from "../schema/index.ts";
import type { Datagram } from "../transport/index.ts";
import { LITTLE_ENDIAN, NLMSG_HDRLEN, NLMSG_MIN_TYPE } from "../wire/index.ts";
import type { Groups } from "./groups.ts";
import type { Waiter } from "./waiter.ts";

/** Numbers of requests that are remembered after nobody waits any more, for their late answers are no events. */
const GIVEN_UP = 1024;

/** `cmd` of the `genlmsghdr` behind a header; of another protocol's message some byte. */
const commandAt = ({ bytes }: Datagram, at: number, end: number): number | undefined =>
  end > at + NLMSG_HDRLEN ? bytes[at + NLMSG_HDRLEN] : undefined;

/**
 * Whether a message that bears a request's number but not the asker's port id may answer it. Some families write 0 there:
 * audit (`audit_make_reply`, kernel/audit.c), ieee802154 (net/ieee802154/nl-phy.c).
 */
function mayAnswer(
  { addressedReply, generic, replyType, dumpReplyType }: AnyOperation,
  type: number,
  command: number | undefined,
  isDump: boolean,
): boolean {
  if (addressedReply === true) return false;
  if (generic === undefined) return type === replyType || type === dumpReplyType;
  // A dump's rows may have another command than a single answer.
  return type === generic.familyId && (isDump || command === replyType);
}

/**
 * Gives a record of audit its length: to the audit daemon the kernel sends one that leaves out the header (`audit_log_end`,
 * kernel/audit.c), which daemons have relied on since there are any. A record is alone in its datagram.
 */
export function mendRecord({ view, start, end }: Datagram): void {
  const length = end - start;
  if (length < 2 * NLMSG_HDRLEN || view.getUint32(start + 8, LITTLE_ENDIAN) !== 0) return;
  if (view.getUint32(start, LITTLE_ENDIAN) === length - NLMSG_HDRLEN)
    view.setUint32(start, length, LITTLE_ENDIAN);
}

/** Who reads a dump, whose rows may bear no number. */
export interface DumpReader extends Waiter {
  /**
   * Whether a message without a number is a row of it.
   *
   * @param command - Its first byte, which of a generic family is the command.
   */
  takesUnnumbered(type: number, command: number | undefined): boolean;
  /** As `onMessage`, for such a row. */
  onUnnumbered(flags: number, datagram: Datagram, payload: number, end: number): void;
}

/** Sorts them. */
export class Strays {
  /** The dump that the kernel runs on this socket, or has run last; it runs one at a time. */
  dump: DumpReader | undefined;
  readonly #groups: Groups;
  readonly #portId: number;
  /** Requests that were given up before all of their answer had come, the oldest first. */
  readonly #givenUp = new Map<number, AnyOperation>();

  /** @param portId - This socket's. */
  constructor(groups: Groups, portId: number) {
    this.#groups = groups;
    this.#portId = portId;
  }

  /** Nobody waits any more for what answers a request. */
  giveUp(seq: number, operation: AnyOperation): void {
    const [oldest] = this.#givenUp.keys();
    if (oldest !== undefined && this.#givenUp.size === GIVEN_UP) this.#givenUp.delete(oldest);
    this.#givenUp.set(seq, operation);
  }

  /**
   * Hands a message to whom it is for, unless it is an answer.
   *
   * @param waiter - Who waits for its sequence number.
   * @returns The same where it is an answer to that; undefined where nothing is left to be done.
   */
  sort(
    waiter: Waiter | undefined,
    datagram: Datagram,
    at: number,
    end: number,
  ): Waiter | undefined {
    const { view } = datagram;
    const type = view.getUint16(at + 4, LITTLE_ENDIAN);
    const seq = view.getUint32(at + 8, LITTLE_ENDIAN);
    if (type < NLMSG_MIN_TYPE) {
      // The end of a late answer, or netlink's own.
      if (waiter === undefined) this.#givenUp.delete(seq);
      return waiter;
    }
    if (seq === 0) {
      if (!this.#takeRow(datagram, at, end)) this.#groups.unasked(datagram, at, end);
      return undefined;
    }
    if (view.getUint32(at + 12, LITTLE_ENDIAN) === this.#portId) return waiter;
    const asked = waiter?.operationOf(seq) ?? this.#givenUp.get(seq);
    const isDump = waiter !== undefined && waiter === this.dump;
    if (asked !== undefined && mayAnswer(asked, type, commandAt(datagram, at, end), isDump))
      return waiter;
    this.#groups.unasked(datagram, at, end);
    return undefined;
  }

  /** The dump that runs, where a message without a number is a row of it. */
  #dumpOf(datagram: Datagram, at: number, end: number): DumpReader | undefined {
    const { dump } = this;
    if (dump === undefined || dump.finished || datagram.portId !== 0) return undefined;
    const type = datagram.view.getUint16(at + 4, LITTLE_ENDIAN);
    return dump.takesUnnumbered(type, commandAt(datagram, at, end)) ? dump : undefined;
  }

  /** @returns Whether it was a row. */
  #takeRow(datagram: Datagram, at: number, end: number): boolean {
    const dump = this.#dumpOf(datagram, at, end);
    if (dump === undefined) return false;
    const flags = datagram.view.getUint16(at + 6, LITTLE_ENDIAN);
    try {
      dump.onUnnumbered(flags, datagram, at + NLMSG_HDRLEN, end);
    } catch (error) {
      dump.onUnreadable(error);
    }
    dump.wake();
    return true;
  }

  /** A datagram was cut whose first message bears nobody's number: whoever it may have been for learns of it. */
  cut(datagram: Datagram, error: unknown): void {
    const { view, start, end } = datagram;
    const isNumbered = end - start < NLMSG_HDRLEN || view.getUint32(start + 8, LITTLE_ENDIAN) !== 0;
    const dump = isNumbered ? undefined : this.#dumpOf(datagram, start, end);
    if (dump === undefined) return this.#groups.unaskedLost();
    dump.onUnreadable(error);
    dump.wake();
  }
}
