/**
 * Checks attributes against a policy.
 *
 * @module
 * @see lib/nlattr.c `__nla_validate_parse`, `validate_nla`: the order of the checks and the words are the kernel's,
 *   for clients match on them
 */
import { ERRNO } from "../errors/index.ts";
import { LITTLE_ENDIAN, NLA_F_NESTED, NLA_HDRLEN, NLA_TYPE_MASK, nlaAlign } from "../wire/index.ts";
import { type AttributePolicy, POLICY, type Policy } from "./policy.ts";

/** How closely is looked (`enum netlink_validation`). */
export const VALIDATE = {
  /** Not at all: the handler looks for itself (`GENL_DONT_VALIDATE_DUMP`). */
  unchecked: -1,
  liberal: 0,
  /** Bytes after the last attribute are an error. */
  trailing: 1,
  /** Numbers above the highest are an error. */
  maxType: 2,
  /** Numbers that mean nothing are an error. */
  unspecified: 4,
  /** Integers have exactly their length. */
  strictAttributes: 8,
  /** `NLA_F_NESTED` stands where, and only where, it belongs. */
  nested: 16,
  strict: 31,
} as const;

/** `MAX_POLICY_RECURSION_DEPTH`. */
const MAX_DEPTH = 10;

/** What is wrong; with errno 0 it is a warning. */
export interface Fault {
  readonly errno: number;
  readonly message: string;
  /** Place of the attribute in the buffer. */
  readonly at?: number;
  readonly policy?: AttributePolicy;
}

/** Where the attributes lie. */
interface Place {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly flags: number;
}

const FAILED_POLICY = "Attribute failed policy validation";

function fault(errno: number, message: string, at: number, policy: AttributePolicy): Fault {
  return { errno, message, at, policy };
}

function readInteger(place: Place, at: number, length: number, policy: AttributePolicy): bigint {
  const { view } = place;
  const little = policy.bigEndian ? false : LITTLE_ENDIAN;
  const { signed } = policy;
  switch (length) {
    case 1:
      return BigInt(signed ? view.getInt8(at) : view.getUint8(at));
    case 2:
      return BigInt(signed ? view.getInt16(at, little) : view.getUint16(at, little));
    case 4:
      return BigInt(signed ? view.getInt32(at, little) : view.getUint32(at, little));
    default:
      return signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little);
  }
}

function checkInteger(
  place: Place,
  at: number,
  length: number,
  policy: AttributePolicy,
): Fault | undefined {
  if (policy.check === "none") return undefined;
  const value = readInteger(
    place,
    at + NLA_HDRLEN,
    policy.bytes === 0 ? length : policy.bytes,
    policy,
  );
  if (policy.check === "mask") {
    if ((BigInt.asUintN(64, value) & ~policy.mask) === 0n) return undefined;
    // The one refusal of a value that does not tell the policy.
    return { errno: ERRNO.EINVAL, message: "reserved bit set", at };
  }
  if (value >= policy.min && value <= policy.max) return undefined;
  return fault(ERRNO.ERANGE, "integer out of range", at, policy);
}

function checkBitfield(
  place: Place,
  at: number,
  length: number,
  policy: AttributePolicy,
): Fault | undefined {
  if (length !== 8) return fault(ERRNO.ERANGE, FAILED_POLICY, at, policy);
  const value = place.view.getUint32(at + NLA_HDRLEN, LITTLE_ENDIAN);
  const selector = place.view.getUint32(at + NLA_HDRLEN + 4, LITTLE_ENDIAN);
  const allowed = Number(policy.mask);
  const outside = (selector & ~allowed) | (value & ~allowed) | (value & ~selector);
  return outside === 0 ? undefined : fault(ERRNO.EINVAL, FAILED_POLICY, at, policy);
}

function checkString(
  place: Place,
  at: number,
  length: number,
  policy: AttributePolicy,
): Fault | undefined {
  const start = at + NLA_HDRLEN;
  // A string may be one byte longer than its limit, if that is its NUL.
  const searched = Math.min(length, policy.maxLength + 1);
  const nul = place.bytes.subarray(start, start + searched).indexOf(0);
  if (nul === -1) return fault(ERRNO.EINVAL, FAILED_POLICY, at, policy);
  const text = place.bytes[start + length - 1] === 0 ? length - 1 : length;
  return text > policy.maxLength ? fault(ERRNO.ERANGE, FAILED_POLICY, at, policy) : undefined;
}

function checkBinary(at: number, length: number, policy: AttributePolicy): Fault | undefined {
  if (length >= policy.minLength && length <= policy.maxLength) return undefined;
  // With a lower limit it is a range to the kernel, and only then has it a sentence of its own.
  const message = policy.minLength > 0 ? "binary attribute size out of range" : FAILED_POLICY;
  return fault(ERRNO.ERANGE, message, at, policy);
}

function checkNest(
  place: Place,
  at: number,
  length: number,
  policy: AttributePolicy,
  depth: number,
): Fault | undefined {
  if (length === 0) return undefined;
  if (length < NLA_HDRLEN) return fault(ERRNO.ERANGE, FAILED_POLICY, at, policy);
  const inner = policy.nested?.();
  if (inner === undefined) return undefined;
  const start = at + NLA_HDRLEN;
  if (policy.kind === POLICY.nested) return walk(place, start, start + length, inner, depth + 1);
  const end = start + length;
  let warning: Fault | undefined;
  for (let element = start; end - element >= NLA_HDRLEN; ) {
    const size = place.view.getUint16(element, LITTLE_ENDIAN);
    if (size < NLA_HDRLEN || size > end - element) break;
    if (size > NLA_HDRLEN) {
      if (size < 2 * NLA_HDRLEN) {
        return fault(ERRNO.ERANGE, "Array element too short", element, policy);
      }
      const found = walk(place, element + NLA_HDRLEN, element + size, inner, depth + 1);
      if (found !== undefined && found.errno !== 0) return found;
      warning = found ?? warning;
    }
    element += nlaAlign(size);
  }
  return warning;
}

/** One attribute whose number is known, from its header on. */
function checkOne(
  place: Place,
  at: number,
  length: number,
  policy: AttributePolicy,
  depth: number,
): Fault | undefined {
  if (policy.any) return undefined;
  const { kind } = policy;
  const isNest = kind === POLICY.nested || kind === POLICY.nestedArray;
  const hasFlag = (place.view.getUint16(at + 2, LITTLE_ENDIAN) & NLA_F_NESTED) !== 0;
  if (
    policy.bytes !== 0 &&
    length !== policy.bytes &&
    (place.flags & VALIDATE.strictAttributes) !== 0
  ) {
    return fault(ERRNO.EINVAL, "invalid attribute length", at, policy);
  }
  if ((place.flags & VALIDATE.nested) !== 0 && isNest !== hasFlag) {
    const message = isNest ? "NLA_F_NESTED is missing" : "NLA_F_NESTED not expected";
    return fault(ERRNO.EINVAL, message, at, policy);
  }
  switch (kind) {
    case POLICY.flag:
      return length > 0 ? fault(ERRNO.ERANGE, FAILED_POLICY, at, policy) : undefined;
    case POLICY.nulString:
      return checkString(place, at, length, policy);
    case POLICY.string: {
      // Its NUL may be there, and something has to be.
      const ends = place.bytes[at + NLA_HDRLEN + length - 1] === 0 ? 1 : 0;
      if (length > 0 && length - ends <= policy.maxLength) return undefined;
      return fault(ERRNO.ERANGE, FAILED_POLICY, at, policy);
    }
    case POLICY.binary:
      return checkBinary(at, length, policy);
    case POLICY.bitfield32:
      return checkBitfield(place, at, length, policy);
    case POLICY.nested:
    case POLICY.nestedArray:
      return checkNest(place, at, length, policy, depth);
    case POLICY.sint:
    case POLICY.uint:
      if (length !== 4 && length !== 8) {
        return fault(ERRNO.EINVAL, "invalid attribute length", at, policy);
      }
      return checkInteger(place, at, length, policy);
    default:
      if (length < policy.bytes) return fault(ERRNO.ERANGE, FAILED_POLICY, at, policy);
      return checkInteger(place, at, length, policy);
  }
}

function walk(
  place: Place,
  start: number,
  end: number,
  policy: Policy,
  depth: number,
): Fault | undefined {
  if (depth >= MAX_DEPTH) {
    return { errno: ERRNO.EINVAL, message: "allowed policy recursion depth exceeded" };
  }
  const { view, flags } = place;
  let warning: Fault | undefined;
  let at = start;
  while (end - at >= NLA_HDRLEN) {
    const size = view.getUint16(at, LITTLE_ENDIAN);
    if (size < NLA_HDRLEN || size > end - at) break;
    const type = view.getUint16(at + 2, LITTLE_ENDIAN) & NLA_TYPE_MASK;
    const known = policy.attributes[type];
    if (type === 0 || type > policy.maxType) {
      if ((flags & VALIDATE.maxType) !== 0) {
        return { errno: ERRNO.EINVAL, message: "Unknown attribute type", at };
      }
    } else if (known === undefined) {
      if ((flags & VALIDATE.unspecified) !== 0) {
        return { errno: ERRNO.EINVAL, message: "Unsupported attribute", at };
      }
    } else {
      const found = checkOne(place, at, size - NLA_HDRLEN, known, depth);
      if (found !== undefined && found.errno !== 0) return found;
      warning = found ?? warning;
    }
    at += nlaAlign(size);
  }
  if (at >= end) return warning;
  const errno = (flags & VALIDATE.trailing) === 0 ? 0 : ERRNO.EINVAL;
  return { errno, message: "bytes leftover after parsing attributes" };
}

/**
 * Checks the attributes of a range, at all depths.
 *
 * @param flags - Some of {@link VALIDATE}.
 * @returns What is wrong with the first that is; a fault with errno 0 is a warning; undefined where all is well.
 */
export function validateAttributes(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  policy: Policy,
  flags: number,
): Fault | undefined {
  return walk({ bytes, view, flags }, start, end, policy, 0);
}
