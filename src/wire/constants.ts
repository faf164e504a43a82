/**
 * Numbers of the protocol itself, under their names in the kernel's header.
 *
 * @module
 * @see netlink(7); include/uapi/linux/netlink.h
 */

/** Nothing; a receiver skips it. */
export const NLMSG_NOOP = 1;
/** An error, or with errno 0 an acknowledgement. */
export const NLMSG_ERROR = 2;
/** End of a multipart message. */
export const NLMSG_DONE = 3;
/** Data was lost; never sent by a current kernel. */
export const NLMSG_OVERRUN = 4;
/** Types below this one belong to netlink itself, not to a protocol. */
export const NLMSG_MIN_TYPE = 0x10;

/** This is a request. */
export const NLM_F_REQUEST = 0x01;
/** Part of a multipart message that {@link NLMSG_DONE} ends. */
export const NLM_F_MULTI = 0x02;
/** Answer with an acknowledgement. */
export const NLM_F_ACK = 0x04;
/** Report the change to the one who asked for it as well. */
export const NLM_F_ECHO = 0x08;
/** The tables changed under this dump. */
export const NLM_F_DUMP_INTR = 0x10;
/** The dump was filtered as asked for. */
export const NLM_F_DUMP_FILTERED = 0x20;

/** GET: the whole table. */
export const NLM_F_ROOT = 0x100;
/** GET: all that match. */
export const NLM_F_MATCH = 0x200;
/** GET: an atomic snapshot; obsolete. */
export const NLM_F_ATOMIC = 0x400;
/** GET: a dump, {@link NLM_F_ROOT} and {@link NLM_F_MATCH} together. */
export const NLM_F_DUMP = 0x300;

/** NEW: override an existing one. */
export const NLM_F_REPLACE = 0x100;
/** NEW: leave an existing one alone. */
export const NLM_F_EXCL = 0x200;
/** NEW: create it where there is none. */
export const NLM_F_CREATE = 0x400;
/** NEW: add to the end of the list. */
export const NLM_F_APPEND = 0x800;

/** DELETE: not only the one, the whole subtree. */
export const NLM_F_NONREC = 0x100;
/** DELETE: several objects by one request (since 6.1). */
export const NLM_F_BULK = 0x200;

/** ACK: the request is not repeated in the error message. */
export const NLM_F_CAPPED = 0x100;
/** ACK: extended-acknowledgement attributes follow. */
export const NLM_F_ACK_TLVS = 0x200;

/** Top bit of `nla_type`: the payload is attributes. */
export const NLA_F_NESTED = 0x8000;
/** Second bit of `nla_type`: the payload is in network byte order. */
export const NLA_F_NET_BYTEORDER = 0x4000;
/** What is left of `nla_type` without the two flags. */
export const NLA_TYPE_MASK = 0x3fff;

/** Attributes of an extended acknowledgement (`enum nlmsgerr_attrs`). */
export const NLMSGERR_ATTR_MSG = 1;
/** Offset of the attribute at fault. */
export const NLMSGERR_ATTR_OFFS = 2;
/** Opaque bytes. */
export const NLMSGERR_ATTR_COOKIE = 3;
/** The policy that was violated. */
export const NLMSGERR_ATTR_POLICY = 4;
/** Type of a missing attribute. */
export const NLMSGERR_ATTR_MISS_TYPE = 5;
/** Offset of the nest that it is missing from. */
export const NLMSGERR_ATTR_MISS_NEST = 6;

/** Whether this machine stores the low byte first; netlink is in the byte order of the host. */
export const LITTLE_ENDIAN: boolean = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
