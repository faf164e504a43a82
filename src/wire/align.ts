/**
 * Lengths and alignment: the `NLMSG_*`, `NLA_*`, `RTA_*` and `CMSG_*` arithmetic of the C headers.
 *
 * @module
 * @see netlink(3), rtnetlink(3), cmsg(3); include/uapi/linux/netlink.h
 */

/** Bytes of `struct nlmsghdr`; a multiple of {@link NLMSG_ALIGNTO}. */
export const NLMSG_HDRLEN = 16;
/** Messages start at multiples of this. */
export const NLMSG_ALIGNTO = 4;
/** Bytes of `struct nlattr`. */
export const NLA_HDRLEN = 4;
/** Attributes start at multiples of this. */
export const NLA_ALIGNTO = 4;
/** Bytes of `struct genlmsghdr`. */
export const GENL_HDRLEN = 4;
/** Bytes of `struct cmsghdr` on a 64-bit machine: `size_t` length, `int` level, `int` type. */
export const CMSG_HDRLEN = 16;
/** Control messages start at multiples of `sizeof(size_t)`. */
export const CMSG_ALIGNTO = 8;

/** `NLMSG_ALIGN(length)`: the next multiple of 4. */
export function nlmsgAlign(length: number): number {
  return (length + 3) & ~3;
}
/** `NLMSG_LENGTH(payload)`: what goes into `nlmsg_len` for a payload of so many bytes. */
export function nlmsgLength(payload: number): number {
  return NLMSG_HDRLEN + payload;
}
/** `NLMSG_SPACE(payload)`: bytes that such a message takes up, padding included. */
export function nlmsgSpace(payload: number): number {
  return nlmsgAlign(nlmsgLength(payload));
}
/** `NLMSG_PAYLOAD(nlh, fixed)`: bytes after the header and a fixed header of so many bytes. */
export function nlmsgPayload(messageLength: number, fixed = 0): number {
  return messageLength - nlmsgSpace(fixed);
}

/** `NLA_ALIGN(length)`, which is `RTA_ALIGN(length)` too: the next multiple of 4. */
export const nlaAlign: (length: number) => number = nlmsgAlign;
/** `RTA_LENGTH(payload)`: what goes into `nla_len` for a payload of so many bytes. */
export function nlaLength(payload: number): number {
  return NLA_HDRLEN + payload;
}
/** `RTA_SPACE(payload)`: bytes that such an attribute takes up, padding included. */
export function nlaSpace(payload: number): number {
  return nlaAlign(nlaLength(payload));
}
/** `RTA_PAYLOAD(attribute)`: bytes of payload of an attribute whose `nla_len` is so many. */
export function nlaPayload(attributeLength: number): number {
  return attributeLength - NLA_HDRLEN;
}

/** `CMSG_ALIGN(length)`: the next multiple of 8. */
export function cmsgAlign(length: number): number {
  return (length + 7) & ~7;
}
/** `CMSG_LEN(data)`: what goes into `cmsg_len` for so many bytes of data. */
export function cmsgLength(data: number): number {
  return CMSG_HDRLEN + data;
}
/** `CMSG_SPACE(data)`: bytes that such a control message takes up, padding included. */
export function cmsgSpace(data: number): number {
  return CMSG_HDRLEN + cmsgAlign(data);
}
