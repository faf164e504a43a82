/**
 * What rtnetlink wants of the attributes of its requests: the tables' own types, without the limits that only
 * newer families check.
 *
 * @module
 * @see net/core/rtnetlink.c `ifla_policy`; net/ipv4/devinet.c `ifa_ipv4_policy`; net/ipv4/fib_frontend.c
 *   `rtm_ipv4_policy`; net/core/neighbour.c `nda_policy`
 */
import { type AttributeSet, attributesByNumber, type ValueType } from "../../schema/index.ts";
import { AF } from "../../uapi/index.ts";
import { type AttributePolicy, POLICY, type Policy, policyOfSet } from "../policy.ts";

/** `MAX_ADDR_LEN`. */
const MAX_ADDR_LEN = 32;

/** Not shorter than that; longer is accepted. */
function atLeast(base: AttributePolicy, bytes: number): AttributePolicy {
  return { ...base, kind: POLICY.unspecified, bytes, check: "none", minLength: 0 };
}

/** How an address is wanted: IPv4 as a number, IPv6 as bytes, and where the family is not known yet as any. */
function address(base: AttributePolicy, family: number): AttributePolicy {
  if (family === AF.values.inet6) return atLeast(base, 16);
  if (family !== AF.values.inet) return { ...base, minLength: 0, maxLength: MAX_ADDR_LEN };
  const max = (1n << 32n) - 1n;
  return { ...base, kind: POLICY.u32, bytes: 4, check: "none", min: 0n, max };
}

function relaxed(base: AttributePolicy, type: ValueType, family: number): AttributePolicy {
  switch (type.kind) {
    case "int":
      return { ...base, check: "none" };
    case "ip":
    case "ipv4":
    case "ipv6":
      return address(base, family);
    case "mac":
      return { ...base, maxLength: MAX_ADDR_LEN };
    case "string":
      // `NLA_STRING`: it needs no NUL.
      return { ...base, kind: POLICY.string };
    case "struct":
      return atLeast(base, type.size);
    case "nest":
    case "sequence":
      // What is within is looked at by who reads it.
      return { ...base, nested: undefined };
    default:
      return base;
  }
}

/** A policy that does not look at some attributes. */
export function without({ maxType, attributes }: Policy, numbers: readonly number[]): Policy {
  return {
    maxType,
    attributes: attributes.map((policy, number) => (numbers.includes(number) ? undefined : policy)),
  };
}

/**
 * The policy of a set as rtnetlink checks it.
 *
 * @param family - Whose addresses they are; 0 where the policy is the same for all.
 */
export function routePolicy(set: AttributeSet, family = 0): Policy {
  const { maxType, attributes } = policyOfSet(set);
  const byNumber = attributesByNumber(set);
  return {
    maxType,
    attributes: attributes.map((policy, number) => {
      const type = byNumber.get(number)?.type;
      return policy === undefined || type === undefined ? policy : relaxed(policy, type, family);
    }),
  };
}
