/**
 * What of a request's attributes a liberal operation reads: bytes after the last attribute are passed over at
 * every depth, and an integer may be longer than it is.
 *
 * @module
 * @see include/net/netlink.h `nla_parse_deprecated`, `nla_get_u32`
 */
import {
  LITTLE_ENDIAN,
  MessageBuilder,
  NLA_HDRLEN,
  NLA_TYPE_MASK,
  nlaAlign,
} from "../wire/index.ts";
import { type AttributePolicy, POLICY, type Policy } from "./policy.ts";

function copyValue(
  builder: MessageBuilder,
  value: Uint8Array,
  policy: AttributePolicy | undefined,
): void {
  const inner = policy?.kind === POLICY.nested ? policy.nested?.() : undefined;
  if (inner !== undefined) copyAttributes(builder, value, inner);
  else
    builder.raw(policy !== undefined && policy.bytes > 0 ? value.subarray(0, policy.bytes) : value);
}

function copyAttributes(builder: MessageBuilder, bytes: Uint8Array, policy: Policy): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; bytes.length - at >= NLA_HDRLEN; ) {
    const size = view.getUint16(at, LITTLE_ENDIAN);
    if (size < NLA_HDRLEN || size > bytes.length - at) return;
    const type = view.getUint16(at + 2, LITTLE_ENDIAN);
    const attribute = builder.beginAttribute(type);
    copyValue(
      builder,
      bytes.subarray(at + NLA_HDRLEN, at + size),
      policy.attributes[type & NLA_TYPE_MASK],
    );
    builder.endAttribute(attribute);
    at += nlaAlign(size);
  }
}

/**
 * A request as it would have to be written for a strict reader. The policy has been checked.
 *
 * @param payload - What follows the `genlmsghdr`: a header of the family's own, then attributes.
 * @param headerSize - Bytes of that header, padded.
 * @returns A copy, at the start of its buffer.
 */
export function tidyPayload(payload: Uint8Array, headerSize: number, policy: Policy): Uint8Array {
  const builder = new MessageBuilder(payload.length + NLA_HDRLEN);
  builder.raw(payload.subarray(0, headerSize));
  copyAttributes(builder, payload.subarray(headerSize), policy);
  return builder.written();
}
