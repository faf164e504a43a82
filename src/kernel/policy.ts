/**
 * Policies: what the kernel wants of each attribute of a set, derived from the set's table.
 *
 * @module
 * @see include/net/netlink.h `struct nla_policy`
 */
import {
  type AttributeSet,
  attributesByNumber,
  type IntType,
  type Limits,
  type ValueType,
} from "../schema/index.ts";

/**
 * `NL_ATTR_TYPE_*`: the kinds that a policy tells of itself. The kernel's own numbers (`NLA_*`) are others, but
 * never leave it.
 */
export const POLICY = {
  /** Nothing is accepted under this number, unless the check is liberal (`NLA_UNSPEC`). */
  unspecified: 0,
  flag: 1,
  u8: 2,
  u16: 3,
  u32: 4,
  u64: 5,
  s8: 6,
  s16: 7,
  s32: 8,
  s64: 9,
  binary: 10,
  string: 11,
  nulString: 12,
  nested: 13,
  nestedArray: 14,
  bitfield32: 15,
  sint: 16,
  uint: 17,
} as const;

/** What is wanted of one attribute. */
export interface AttributePolicy {
  /** One of {@link POLICY}. */
  readonly kind: number;
  /** Bytes that an integer has; 0 for other kinds. */
  readonly bytes: number;
  readonly signed: boolean;
  /** In network order: checked, but not told to those who ask for the policy, as the kernel does with `NLA_BE16`. */
  readonly bigEndian: boolean;
  /** Of an integer: whether it has a range, or a mask of its own. */
  readonly check: "none" | "range" | "mask";
  /** Smallest and largest integer. */
  readonly min: bigint;
  readonly max: bigint;
  /** Bits that may be set, of an integer or a bitfield32. */
  readonly mask: bigint;
  /** Fewest and most bytes of a payload; of a string without its NUL. */
  readonly minLength: number;
  readonly maxLength: number;
  /** Policies of what is within; a function, for sets may contain themselves. */
  readonly nested: (() => Policy) | undefined;
  /** Any payload is accepted, whatever its flags: a table that cannot tell beforehand what is in it. */
  readonly any: boolean;
}

/** What is wanted of the attributes that stand side by side. */
export interface Policy {
  /** Highest number. */
  readonly maxType: number;
  /** By number. */
  readonly attributes: readonly (AttributePolicy | undefined)[];
}

/** Longest payload that `nla_len` can tell. */
const NO_LIMIT = 0xffff;
const U64_MAX = (1n << 64n) - 1n;
const SIZES = [1, 2, 4, 8];

const ANYTHING: AttributePolicy = {
  kind: POLICY.unspecified,
  bytes: 0,
  signed: false,
  bigEndian: false,
  check: "none",
  min: 0n,
  max: U64_MAX,
  mask: U64_MAX,
  minLength: 0,
  maxLength: NO_LIMIT,
  nested: undefined,
  any: false,
};

function lengths(kind: number, minLength: number, maxLength: number): AttributePolicy {
  return { ...ANYTHING, kind, minLength, maxLength };
}

/** The whole range of an integer. */
function wholeRange(bytes: number, signed: boolean): readonly [min: bigint, max: bigint] {
  const bits = BigInt(bytes * 8);
  return signed ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
}

/** What enumerations and flags ask for, where the table gives no limits of its own. */
function impliedLimits(type: IntType): Limits {
  if (type.enum !== undefined) {
    const values = Object.values(type.enum.values);
    if (values.length > 0) return { min: Math.min(...values), max: Math.max(...values) };
  }
  if (type.flags !== undefined) {
    return { mask: Object.values(type.flags.masks).reduce((all, mask) => (all | mask) >>> 0, 0) };
  }
  return {};
}

function numeric(
  base: AttributePolicy,
  limits: Limits,
  whole: readonly [min: bigint, max: bigint],
): AttributePolicy {
  if (limits.mask !== undefined) return { ...base, check: "mask", mask: BigInt(limits.mask) };
  const min = BigInt(limits.min ?? whole[0]);
  const max = BigInt(limits.max ?? whole[1]);
  const narrowed = min > whole[0] || max < whole[1];
  return { ...base, check: narrowed ? "range" : "none", min, max };
}

function integer(type: IntType): AttributePolicy {
  const { bytes, signed, limits } = type;
  const base = {
    ...ANYTHING,
    kind: (signed ? POLICY.s8 : POLICY.u8) + SIZES.indexOf(bytes),
    bytes,
    signed,
    bigEndian: type.order === "big",
  };
  return numeric(base, limits ?? impliedLimits(type), wholeRange(bytes, signed));
}

const ADDRESS_LENGTHS = {
  ip: [4, 16],
  ipv4: [4, 4],
  ipv6: [16, 16],
  mac: [0, NO_LIMIT],
  // From that of IPv4 on.
  sockaddr: [16, NO_LIMIT],
} as const;

/** The policy of a value. */
function policyOf(type: ValueType): AttributePolicy {
  switch (type.kind) {
    case "int":
      return integer(type);
    case "varint": {
      const kind = type.signed ? POLICY.sint : POLICY.uint;
      const base = { ...ANYTHING, kind, signed: type.signed };
      return numeric(base, type.limits ?? {}, wholeRange(8, type.signed));
    }
    case "string":
      return lengths(POLICY.nulString, 0, type.limits?.maxLength ?? NO_LIMIT);
    case "binary":
      if (type.nested === true) return { ...ANYTHING, kind: POLICY.nested };
      return lengths(
        POLICY.binary,
        type.limits?.minLength ?? type.size ?? 0,
        type.limits?.maxLength ?? type.size ?? NO_LIMIT,
      );
    case "chars":
      return lengths(POLICY.binary, 0, type.size);
    case "flag":
      return { ...ANYTHING, kind: POLICY.flag };
    case "ip":
    case "ipv4":
    case "ipv6":
    case "mac":
    case "sockaddr": {
      const [least, most] = ADDRESS_LENGTHS[type.kind];
      return lengths(POLICY.binary, least, most);
    }
    case "bitfield32": {
      const masks = Object.values(type.flags?.masks ?? { all: 0xffffffff });
      const mask = masks.reduce((all, bit) => (all | bit) >>> 0, 0);
      return { ...ANYTHING, kind: POLICY.bitfield32, mask: BigInt(mask) };
    }
    case "struct":
      // A newer client may know more members.
      return lengths(POLICY.binary, type.size, NO_LIMIT);
    case "array":
      return lengths(POLICY.binary, 0, NO_LIMIT);
    case "multi":
      return policyOf(type.element);
    case "nest":
    // The order of attributes, and that they repeat, is nothing that a policy says.
    case "sequence": {
      const { set } = type;
      const nested = () => policyOfSet(typeof set === "function" ? set() : set);
      return { ...ANYTHING, kind: POLICY.nested, nested };
    }
    case "indexed-array": {
      const { element } = type;
      if (element.kind !== "nest") return { ...ANYTHING, kind: POLICY.nested };
      return { ...policyOf(element), kind: POLICY.nestedArray };
    }
    case "nest-type-value":
      return { ...ANYTHING, kind: POLICY.nested };
    default:
      // A sub-message is attributes or bytes as its selector says; the rest are blobs with a layout of their own.
      return { ...ANYTHING, any: true };
  }
}

const policies = new WeakMap<AttributeSet, Policy>();

/** The policy of a set; one object per set, which is how the controller numbers them. */
export function policyOfSet(set: AttributeSet): Policy {
  let policy = policies.get(set);
  if (policy === undefined) {
    const byNumber = attributesByNumber(set);
    const maxType = Math.max(0, ...byNumber.keys());
    const attributes = Array.from({ length: maxType + 1 }, (_, number) => {
      const attribute = byNumber.get(number);
      return attribute === undefined ? undefined : policyOf(attribute.type);
    });
    policy = { maxType, attributes };
    policies.set(set, policy);
  }
  return policy;
}

/** The same set with all but some attributes left out: the policy of an operation that takes only those. */
export function policyOfNumbers(set: AttributeSet, numbers: readonly number[]): Policy {
  const { attributes } = policyOfSet(set);
  const maxType = Math.max(0, ...numbers);
  return {
    maxType,
    attributes: attributes
      .slice(0, maxType + 1)
      .map((policy, number) => (numbers.includes(number) ? policy : undefined)),
  };
}
