/**
 * Requests: what a protocol does with a datagram of messages, and how it acknowledges them.
 *
 * @module
 * @see net/netlink/af_netlink.c `netlink_rcv_skb`, `netlink_ack`
 */
import {
  LITTLE_ENDIAN,
  MessageBuilder,
  NLA_F_NESTED,
  NLM_F_ACK,
  NLM_F_ACK_TLVS,
  NLM_F_CAPPED,
  NLM_F_REQUEST,
  NLMSG_ERROR,
  NLMSG_HDRLEN,
  NLMSG_MIN_TYPE,
  NLMSGERR_ATTR_COOKIE,
  NLMSGERR_ATTR_MISS_NEST,
  NLMSGERR_ATTR_MISS_TYPE,
  NLMSGERR_ATTR_MSG,
  NLMSGERR_ATTR_OFFS,
  NLMSGERR_ATTR_POLICY,
  nlmsgAlign,
} from "../wire/index.ts";
import { type Extack, Message } from "./message.ts";
import { writePolicy } from "./policy-dump.ts";

/** In place of an errno: a dump answers the request, and its `NLMSG_DONE` is all the acknowledgement there is. */
export const ANSWERED_BY_DUMP = -1;

/** Carries out one request. @returns 0, a positive errno, or {@link ANSWERED_BY_DUMP}. Must not throw or reject. */
export type RequestHandler = (request: Message) => number | Promise<number>;

/** Sends an answer to whoever sent a request. `length` bytes of `bytes` are lent for the call. */
export type Answer = (request: Message, bytes: Uint8Array, length: number) => void;

// Acknowledgements are built here; it never grows beyond the longest request.
const scratch = new MessageBuilder(1024);

/** Appends the attributes of an extended acknowledgement; all but sentence and cookie belong to errors alone. */
export function putExtack(builder: MessageBuilder, extack: Extack, errno: number): void {
  if (extack.message !== undefined) builder.putText(NLMSGERR_ATTR_MSG, extack.message);
  if (extack.cookie !== undefined) builder.putBytes(NLMSGERR_ATTR_COOKIE, extack.cookie);
  if (errno === 0) return;
  if (extack.offset !== undefined) builder.putU32(NLMSGERR_ATTR_OFFS, extack.offset);
  if (extack.policy !== undefined) {
    writePolicy(builder, extack.policy, NLMSGERR_ATTR_POLICY | NLA_F_NESTED, undefined);
  }
  if (extack.missingType !== undefined) builder.putU32(NLMSGERR_ATTR_MISS_TYPE, extack.missingType);
  if (extack.missingNestOffset !== undefined) {
    builder.putU32(NLMSGERR_ATTR_MISS_NEST, extack.missingNestOffset);
  }
}

/** Acknowledges a request (`netlink_ack`): the errno, the request itself as far as the sender wants it back, and what is to be said. */
export function acknowledge(request: Message, errno: number, answer: Answer): void {
  const { bytes, start, end, sender, extack } = request;
  const whole = errno !== 0 && !sender.getOption("NETLINK_CAP_ACK");
  scratch.reset();
  const at = scratch.beginMessage(
    NLMSG_ERROR,
    whole ? 0 : NLM_F_CAPPED,
    request.seq,
    sender.portId,
  );
  const code = scratch.take(4);
  scratch.view.setInt32(code, -errno, LITTLE_ENDIAN);
  const copied = whole ? end - start : NLMSG_HDRLEN;
  const to = scratch.take(copied);
  for (let index = 0; index < copied; index++)
    scratch.bytes[to + index] = bytes[start + index] ?? 0;
  scratch.align();
  const before = scratch.length;
  if (extack !== undefined && sender.getOption("NETLINK_EXT_ACK"))
    putExtack(scratch, extack, errno);
  if (scratch.length > before) {
    const flags = scratch.view.getUint16(at + 6, LITTLE_ENDIAN);
    scratch.view.setUint16(at + 6, flags | NLM_F_ACK_TLVS, LITTLE_ENDIAN);
  }
  // Unlike most messages, this one counts its padding (`nlmsg_append`).
  scratch.view.setUint32(at, scratch.length, LITTLE_ENDIAN);
  answer(request, scratch.bytes, scratch.length);
}

/** Whether a message is one for the protocol: a request, and no control message. */
function isForProtocol(request: Message): boolean {
  return (request.flags & NLM_F_REQUEST) !== 0 && request.type >= NLMSG_MIN_TYPE;
}

function finish(request: Message, errno: number, answer: Answer): void {
  if (errno === ANSWERED_BY_DUMP || request.sender.closed) return;
  if (errno !== 0 || (request.flags & NLM_F_ACK) !== 0) acknowledge(request, errno, answer);
}

/** The message at `at`; undefined at the end, and where its length lies, which ends the datagram without a word. */
function messageAt(datagram: Message, at: number): Message | undefined {
  const { bytes, view, end, sender } = datagram;
  if (end - at < NLMSG_HDRLEN) return undefined;
  const length = view.getUint32(at, LITTLE_ENDIAN);
  if (length < NLMSG_HDRLEN || length > end - at) return undefined;
  return new Message(bytes, view, at, at + length, sender);
}

/** The rest of a datagram after a handler that takes its time. */
async function receiveLater(
  datagram: Message,
  request: Message,
  pending: Promise<number>,
  handler: RequestHandler,
  answer: Answer,
): Promise<void> {
  datagram.keep();
  request.bytes = datagram.bytes;
  request.view = datagram.view;
  finish(request, await pending, answer);
  for (let at = nlmsgAlign(request.end); ; ) {
    const next = messageAt(datagram, at);
    if (next === undefined || next.sender.closed) return;
    finish(next, isForProtocol(next) ? await handler(next) : 0, answer);
    at = nlmsgAlign(next.end);
  }
}

/**
 * Carries out the messages of a datagram, one after the other, and acknowledges those that ask for it
 * or fail.
 *
 * @returns A promise where a handler gave one; it never rejects.
 */
export function receiveRequests(
  datagram: Message,
  handler: RequestHandler,
  answer: Answer,
): void | Promise<void> {
  for (let at = datagram.start; ; ) {
    const request = messageAt(datagram, at);
    if (request === undefined) return;
    const outcome = isForProtocol(request) ? handler(request) : 0;
    if (typeof outcome !== "number") {
      return receiveLater(datagram, request, outcome, handler, answer);
    }
    finish(request, outcome, answer);
    at = nlmsgAlign(request.end);
  }
}
