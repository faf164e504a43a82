/**
 * Sorting received messages by kind, as libnl's `nl_recvmsgs` does with its callbacks.
 *
 * @module
 */
import {
  NetlinkDecodeError,
  NetlinkErrnoError,
  NetlinkOverrunError,
  NetlinkTruncatedError,
} from "../errors/index.ts";
import type { Datagram } from "../transport/index.ts";
import {
  LITTLE_ENDIAN,
  type MessageSpan,
  messages,
  NLM_F_DUMP_INTR,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_HDRLEN,
  NLMSG_NOOP,
  NLMSG_OVERRUN,
  readAck,
} from "../wire/index.ts";

/** What a callback wants next: nothing particular, no further callback for this message, or no further message. */
export type Verdict = undefined | "skip" | "stop";

/** Takes one message. Header fields and positions are in `message`, the bytes in `datagram.bytes`. */
export type MessageCallback = (message: MessageSpan, datagram: Datagram) => Verdict | void;

/**
 * Callbacks by kind; libnl's names for them are in brackets. `message` and `datagram` are lent until the
 * callback returns. Without the callback of an error kind that error is thrown.
 */
export interface ReceiveCallbacks {
  /** Every message, before anything else (`NL_CB_MSG_IN`). */
  readonly message?: MessageCallback;
  /** Whether a message is one that was waited for (`NL_CB_SEQ_CHECK`); false: the message is passed over. */
  readonly sequenceCheck?: (message: MessageSpan) => boolean;
  /** The message carries `NLM_F_DUMP_INTR` (`NL_CB_DUMP_INTR`). */
  readonly dumpInterrupted?: MessageCallback;
  /** A message of the protocol itself (`NL_CB_VALID`). */
  readonly valid?: MessageCallback;
  /** `NLMSG_DONE` without an errno (`NL_CB_FINISH`). */
  readonly finish?: MessageCallback;
  /** `NLMSG_ERROR` with errno 0 (`NL_CB_ACK`). */
  readonly ack?: MessageCallback;
  /** `NLMSG_NOOP` (`NL_CB_SKIPPED`). */
  readonly skipped?: MessageCallback;
  /** `NLMSG_ERROR` or `NLMSG_DONE` with an errno (`nl_cb_err`). */
  readonly error?: (
    error: NetlinkErrnoError,
    message: MessageSpan,
    datagram: Datagram,
  ) => Verdict | void;
  /** Messages were lost: `ENOBUFS`, or an `NLMSG_OVERRUN` (`NL_CB_OVERRUN`). */
  readonly overrun?: () => Verdict | void;
  /** A datagram was cut; none of its messages is given. */
  readonly truncated?: (error: NetlinkTruncatedError, datagram: Datagram) => Verdict | void;
  /** A length in the datagram lies; the messages before it have been given (`NL_CB_INVALID`). */
  readonly invalid?: (error: NetlinkDecodeError, datagram: Datagram) => Verdict | void;
}

/** Calls `report`, or throws the error where nobody takes it. */
function report<E extends Error>(
  error: E,
  take: ((error: E) => Verdict | void) | undefined,
): boolean {
  if (take === undefined) throw error;
  return take(error) !== "stop";
}

/** Hands an overrun over. @returns False after `"stop"`. @throws `NetlinkOverrunError` without a callback. */
export function dispatchOverrun(callbacks: ReceiveCallbacks): boolean {
  return report(new NetlinkOverrunError(), callbacks.overrun);
}

function readError(message: MessageSpan, { bytes, view }: Datagram): NetlinkErrnoError | undefined {
  const { errno, extack } = readAck(bytes, view, message.start, message.end);
  if (errno === 0) return undefined;
  // An NLMSG_ERROR repeats the header of the request, behind its errno.
  const requestType = message.payload + 4 + 4;
  const refused = message.type === NLMSG_ERROR && message.end - message.payload >= 4 + NLMSG_HDRLEN;
  const operation = refused
    ? `request of type ${view.getUint16(requestType, LITTLE_ENDIAN)}`
    : "dump";
  return new NetlinkErrnoError({ operation, errno, seq: message.seq, extack });
}

function dispatchMessage(
  message: MessageSpan,
  datagram: Datagram,
  callbacks: ReceiveCallbacks,
): boolean {
  const first = callbacks.message?.(message, datagram);
  if (first !== undefined) return first !== "stop";
  if (callbacks.sequenceCheck?.(message) === false) return true;
  if ((message.flags & NLM_F_DUMP_INTR) !== 0) {
    const verdict = callbacks.dumpInterrupted?.(message, datagram);
    if (verdict !== undefined) return verdict !== "stop";
  }
  if (message.type === NLMSG_OVERRUN) return dispatchOverrun(callbacks);
  let callback = callbacks.valid;
  if (message.type === NLMSG_NOOP) callback = callbacks.skipped;
  if (message.type === NLMSG_ERROR || message.type === NLMSG_DONE) {
    const error = readError(message, datagram);
    if (error !== undefined) {
      const { error: take } = callbacks;
      return report(error, take && ((given) => take(given, message, datagram)));
    }
    callback = message.type === NLMSG_ERROR ? callbacks.ack : callbacks.finish;
  }
  return callback?.(message, datagram) !== "stop";
}

/**
 * Hands the messages of one datagram over.
 *
 * @returns False after `"stop"`.
 * @throws The error of a kind that has no callback: `NetlinkErrnoError`, `NetlinkTruncatedError`,
 *   `NetlinkDecodeError`, `NetlinkOverrunError`.
 */
export function dispatchDatagram(datagram: Datagram, callbacks: ReceiveCallbacks): boolean {
  const { bytes, start, end, truncatedLength } = datagram;
  if (truncatedLength > 0) {
    const { truncated } = callbacks;
    const error = new NetlinkTruncatedError(truncatedLength, end - start);
    return report(error, truncated && ((given) => truncated(given, datagram)));
  }
  const walk = messages(bytes, start, end);
  for (;;) {
    let step: IteratorResult<MessageSpan, void>;
    try {
      step = walk.next();
    } catch (error) {
      if (!(error instanceof NetlinkDecodeError)) throw error;
      const { invalid } = callbacks;
      return report(error, invalid && ((given) => invalid(given, datagram)));
    }
    if (step.done) return true;
    if (!dispatchMessage(step.value, datagram, callbacks)) return false;
  }
}
