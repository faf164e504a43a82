/**
 * Bytes: `nlmsghdr`, `nlattr` and `cmsghdr`, their alignment, walks over them, and a buffer to build them in.
 * Nothing here knows what a message means.
 *
 * ```text
 *  datagram   | message          | pad | message | pad | …
 *  message    | len u32 | type u16 | flags u16 | seq u32 | port id u32 | payload
 *  payload    | fixed header of the protocol | pad | attribute | pad | attribute | …
 *  attribute  | len u16 | type u16 (top bits: NESTED, NET_BYTEORDER) | payload
 *  control    | len u64 | level s32 | type s32 | data | pad to 8 | …
 * ```
 *
 * Lengths count the header and not the padding; everything starts at a multiple of 4 (control messages: 8).
 *
 * | libmnl, libnl, C macro | here |
 * |---|---|
 * | `NLMSG_ALIGN`, `NLMSG_LENGTH`, `NLMSG_SPACE`, `NLMSG_PAYLOAD` | `nlmsgAlign`, `nlmsgLength`, `nlmsgSpace`, `nlmsgPayload` |
 * | `NLA_ALIGN`, `RTA_LENGTH`, `RTA_SPACE`, `RTA_PAYLOAD` | `nlaAlign`, `nlaLength`, `nlaSpace`, `nlaPayload` |
 * | `CMSG_ALIGN`, `CMSG_LEN`, `CMSG_SPACE`, `CMSG_FIRSTHDR`, `CMSG_NXTHDR` | `cmsgAlign`, `cmsgLength`, `cmsgSpace`, `controlMessages` |
 * | `mnl_nlmsg_ok`, `mnl_nlmsg_next` | `messages`, `messageLengthAt` |
 * | `mnl_attr_for_each`, `mnl_attr_ok` | `attributes` |
 * | `mnl_nlmsg_put_header`, `mnl_attr_put_u32`, `mnl_attr_nest_start` | `MessageBuilder` |
 *
 * @module
 */
export { type Ack, readAck } from "./ack.ts";
export {
  CMSG_ALIGNTO,
  CMSG_HDRLEN,
  cmsgAlign,
  cmsgLength,
  cmsgSpace,
  GENL_HDRLEN,
  NLA_ALIGNTO,
  NLA_HDRLEN,
  NLMSG_ALIGNTO,
  NLMSG_HDRLEN,
  nlaAlign,
  nlaLength,
  nlaPayload,
  nlaSpace,
  nlmsgAlign,
  nlmsgLength,
  nlmsgPayload,
  nlmsgSpace,
} from "./align.ts";
export {
  type AttributeSpan,
  attributeLengthError,
  attributes,
  type RawAttribute,
} from "./attribute.ts";
export { MessageBuilder } from "./builder.ts";
export {
  type ControlMessage,
  controlMessages,
  NETLINK_LISTEN_ALL_NSID,
  NETLINK_PKTINFO,
  readCredentials,
  readNsid,
  readPacketInfo,
  SCM_CREDENTIALS,
  SOL_NETLINK,
  SOL_SOCKET,
} from "./cmsg.ts";
export {
  LITTLE_ENDIAN,
  NLA_F_NESTED,
  NLA_F_NET_BYTEORDER,
  NLA_TYPE_MASK,
  NLM_F_ACK,
  NLM_F_ACK_TLVS,
  NLM_F_APPEND,
  NLM_F_ATOMIC,
  NLM_F_BULK,
  NLM_F_CAPPED,
  NLM_F_CREATE,
  NLM_F_DUMP,
  NLM_F_DUMP_FILTERED,
  NLM_F_DUMP_INTR,
  NLM_F_ECHO,
  NLM_F_EXCL,
  NLM_F_MATCH,
  NLM_F_MULTI,
  NLM_F_NONREC,
  NLM_F_REPLACE,
  NLM_F_REQUEST,
  NLM_F_ROOT,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_MIN_TYPE,
  NLMSG_NOOP,
  NLMSG_OVERRUN,
  NLMSGERR_ATTR_COOKIE,
  NLMSGERR_ATTR_MISS_NEST,
  NLMSGERR_ATTR_MISS_TYPE,
  NLMSGERR_ATTR_MSG,
  NLMSGERR_ATTR_OFFS,
  NLMSGERR_ATTR_POLICY,
} from "./constants.ts";
export {
  type MessageHeader,
  type MessageSpan,
  messageLengthAt,
  messages,
  readHeader,
  writeHeader,
} from "./header.ts";
export { parseSockaddr, readSockaddr } from "./sockaddr.ts";
export {
  encodeText,
  formatHex,
  parseHex,
  parseIp,
  parseIpv4,
  parseIpv6,
  parseMac,
  readIpv4,
  readIpv6,
  readMac,
  readText,
} from "./text.ts";
