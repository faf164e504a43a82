/**
 * `struct nlmsgerr` and what follows it: errors, acknowledgements, and the end of a dump, with the
 * attributes of an extended acknowledgement.
 *
 * @module
 * @see net/netlink/af_netlink.c `netlink_ack`, `netlink_dump_done`
 */
import { type ExtendedAck, NetlinkDecodeError } from "../errors/index.ts";
import { NLMSG_HDRLEN, nlmsgAlign } from "./align.ts";
import { attributes } from "./attribute.ts";
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
  /** Present where the kernel added anything. */
  extack: ExtendedAck | undefined;
}

/** Extended-ack attributes from a range; a malformed one ends the reading, for the errno matters more. */
function readExtack(bytes: Uint8Array, view: DataView, start: number, end: number): ExtendedAck {
  const extack: { -readonly [Key in keyof ExtendedAck]: ExtendedAck[Key] } = {};
  for (const { type, payload, end: stop } of attributes(bytes, start, end)) {
    const wide = stop - payload >= 4;
    if (type === NLMSGERR_ATTR_MSG) extack.message = readText(bytes, payload, stop);
    else if (type === NLMSGERR_ATTR_OFFS && wide) extack.offset = view.getUint32(payload, LITTLE_ENDIAN);
    else if (type === NLMSGERR_ATTR_COOKIE) extack.cookie = bytes.slice(payload, stop);
    else if (type === NLMSGERR_ATTR_POLICY) extack.policy = bytes.slice(payload, stop);
    else if (type === NLMSGERR_ATTR_MISS_TYPE && wide) extack.missingType = view.getUint32(payload, LITTLE_ENDIAN);
    else if (type === NLMSGERR_ATTR_MISS_NEST && wide) extack.missingNestOffset = view.getUint32(payload, LITTLE_ENDIAN);
  }
  return extack;
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
    if (type === NLMSG_DONE) return { errno: 0, extack: undefined };
    throw new NetlinkDecodeError({
      path: ["nlmsgerr"],
      offset: payload,
      expected: "an errno of 4 bytes",
      actual: `${end - payload} bytes`,
    });
  }
  const errno = Math.abs(view.getInt32(payload, LITTLE_ENDIAN));
  if ((flags & NLM_F_ACK_TLVS) === 0) return { errno, extack: undefined };
  let start = payload + 4;
  if (type !== NLMSG_DONE) {
    if (end - start < NLMSG_HDRLEN) return { errno, extack: undefined };
    const request = view.getUint32(start, LITTLE_ENDIAN);
    start += (flags & NLM_F_CAPPED) !== 0 ? NLMSG_HDRLEN : nlmsgAlign(Math.max(request, NLMSG_HDRLEN));
  }
  if (start > end) return { errno, extack: undefined };
  return { errno, extack: readExtack(bytes, view, start, end) };
}
