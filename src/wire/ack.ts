/**
 * `struct nlmsgerr` and what follows it: errors, acknowledgements, and the end of a dump, with the
 * attributes of an extended acknowledgement.
 *
 * @module
 * @see net/netlink/af_netlink.c `netlink_ack`, `netlink_dump_done`
 */
import { type ExtendedAck, NetlinkDecodeError } from "../errors/index.ts";
import { NLMSG_HDRLEN, nlmsgAlign } from "./align.ts";
import { type AttributeSpan, attributes } from "./attribute.ts";
import {
  LITTLE_ENDIAN,
  NLM_F_ACK_TLVS,
  NLM_F_CAPPED,
  NLMSG_DONE,
  NLMSGERR_ATTR_COOKIE,
  NLMSGERR_ATTR_MISS_NEST,
  NLMSGERR_ATTR_MISS_TYPE,
  NLMSGERR_ATTR_MSG,
  NLMSGERR_ATTR_OFFS,
  NLMSGERR_ATTR_POLICY,
} from "./constants.ts";
import { readText } from "./text.ts";

/** What an `NLMSG_ERROR` or `NLMSG_DONE` says. */
export interface Ack {
  /** 0 for success, else a positive errno. */
  errno: number;
  /** Where it was written as a positive number: a mistake, or a result (`Operation.acknowledgesWith`). */
  positive: true | undefined;
  /** Present where the kernel added anything. */
  extack: ExtendedAck | undefined;
}

type Draft = { -readonly [Key in keyof ExtendedAck]: ExtendedAck[Key] };

/** Extended-ack attributes from a range; a malformed one ends the reading, for the errno matters more. */
function readExtack(bytes: Uint8Array, view: DataView, start: number, end: number): ExtendedAck {
  const extack: Draft = {};
  try {
    for (const span of attributes(bytes, start, end)) {
      readOne(extack, bytes, view, span);
    }
  } catch (error) {
    if (!(error instanceof NetlinkDecodeError)) throw error;
  }
  return extack;
}

function readOne(extack: Draft, bytes: Uint8Array, view: DataView, span: AttributeSpan): void {
  const { type, payload, end } = span;
  const word = end - payload < 4 ? undefined : view.getUint32(payload, LITTLE_ENDIAN);
  switch (type) {
    case NLMSGERR_ATTR_MSG:
      extack.message = readText(bytes, payload, end);
      break;
    case NLMSGERR_ATTR_COOKIE:
      extack.cookie = bytes.slice(payload, end);
      break;
    case NLMSGERR_ATTR_POLICY:
      extack.policy = bytes.slice(payload, end);
      break;
    case NLMSGERR_ATTR_OFFS:
      if (word !== undefined) extack.offset = word;
      break;
    case NLMSGERR_ATTR_MISS_TYPE:
      if (word !== undefined) extack.missingType = word;
      break;
    case NLMSGERR_ATTR_MISS_NEST:
      if (word !== undefined) extack.missingNestOffset = word;
      break;
  }
}

/**
 * Reads the payload of an `NLMSG_ERROR` or `NLMSG_DONE`.
 *
 * Layout of an error: `s32 -errno` | `nlmsghdr` of the request | the request's payload, unless
 * `NLM_F_CAPPED` | attributes, if `NLM_F_ACK_TLVS`. Of a DONE: `s32 -errno` | attributes, if flagged.
 * A DONE without the errno (some families send none) counts as success.
 *
 * @param at - First byte of the message's own header.
 * @param end - One past the message.
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) when an error message lacks its errno.
 */
export function readAck(bytes: Uint8Array, view: DataView, at: number, end: number): Ack {
  const type = view.getUint16(at + 4, LITTLE_ENDIAN);
  const flags = view.getUint16(at + 6, LITTLE_ENDIAN);
  const payload = at + NLMSG_HDRLEN;
  if (end - payload < 4) {
    if (type === NLMSG_DONE) return { errno: 0, positive: undefined, extack: undefined };
    throw new NetlinkDecodeError({
      path: ["nlmsgerr"],
      offset: payload,
      expected: "an errno of 4 bytes",
      actual: `${end - payload} bytes`,
    });
  }
  const status = view.getInt32(payload, LITTLE_ENDIAN);
  const errno = Math.abs(status);
  const positive = status > 0 || undefined;
  if ((flags & NLM_F_ACK_TLVS) === 0) return { errno, positive, extack: undefined };
  let start = payload + 4;
  if (type !== NLMSG_DONE) {
    if (end - start < NLMSG_HDRLEN) return { errno, positive, extack: undefined };
    const request =
      (flags & NLM_F_CAPPED) === 0 ? view.getUint32(start, LITTLE_ENDIAN) : NLMSG_HDRLEN;
    if (request > end - start) return { errno, positive, extack: undefined };
    start += nlmsgAlign(Math.max(request, NLMSG_HDRLEN));
  }
  return { errno, positive, extack: readExtack(bytes, view, start, end) };
}
