/**
 * Policies as attributes: what `NLMSGERR_ATTR_POLICY` and `CTRL_CMD_GETPOLICY` tell.
 *
 * @module
 * @see net/netlink/policy.c
 */

import { policyAttrs } from "../uapi/generic/index.ts";
import type { MessageBuilder } from "../wire/index.ts";
import { type AttributePolicy, POLICY, type Policy } from "./policy.ts";

const U16_MAX = 0xffff;

type Told = keyof typeof policyAttrs.entries;
const numberOf = (name: Told): number => policyAttrs.entries[name][0];

/** Numbers of policies, in the order in which they were met; a policy within one comes after it. */
export class PolicyList {
  readonly #list: Policy[] = [];

  /** Enters a policy and, below all that are entered already, those within it. */
  add(policy: Policy | undefined): void {
    if (policy === undefined || policy.maxType === 0 || this.#list.includes(policy)) return;
    let at = this.#list.push(policy) - 1;
    for (; at < this.#list.length; at++) {
      for (const attribute of this.#list[at]?.attributes ?? []) {
        const inner = attribute?.nested?.();
        if (inner !== undefined && inner.maxType > 0 && !this.#list.includes(inner)) {
          this.#list.push(inner);
        }
      }
    }
  }

  /** Number of a policy; −1 where it is not entered. */
  indexOf(policy: Policy): number {
    return this.#list.indexOf(policy);
  }

  /** All, in order. */
  get policies(): readonly Policy[] {
    return this.#list;
  }
}

/** Whether anything can be told of an attribute's policy. */
export function isTold(policy: AttributePolicy | undefined): policy is AttributePolicy {
  if (policy === undefined || policy.kind === POLICY.unspecified) return false;
  return !(policy.bigEndian && policy.bytes < 8);
}

function putRange(builder: MessageBuilder, policy: AttributePolicy): void {
  const { signed } = policy;
  if (policy.check === "mask") return builder.putU64(numberOf("mask"), policy.mask);
  builder.putU64(numberOf(signed ? "minValueS" : "minValueU"), BigInt.asUintN(64, policy.min));
  builder.putU64(numberOf(signed ? "maxValueS" : "maxValueU"), BigInt.asUintN(64, policy.max));
}

/**
 * Appends the policy of one attribute as a nest; nothing where there is nothing to tell.
 *
 * @param type - Number and flags of the nest.
 * @param list - Gives the numbers of the policies within; without it they are left out.
 */
export function writePolicy(
  builder: MessageBuilder,
  policy: AttributePolicy,
  type: number,
  list: PolicyList | undefined,
): void {
  if (!isTold(policy)) return;
  const nest = builder.beginAttribute(type);
  switch (policy.kind) {
    case POLICY.nested:
    case POLICY.nestedArray: {
      const inner = policy.nested?.();
      if (list !== undefined && inner !== undefined && inner.maxType > 0) {
        builder.putU32(numberOf("policyIdx"), list.indexOf(inner));
        builder.putU32(numberOf("policyMaxtype"), inner.maxType);
      }
      break;
    }
    case POLICY.bitfield32:
      builder.putU32(numberOf("bitfield32Mask"), Number(policy.mask));
      break;
    case POLICY.binary:
    case POLICY.nulString:
      // A minimum alone (NLA_POLICY_MIN_LEN) is checked, but not told.
      if (policy.minLength > 0 && policy.maxLength < U16_MAX)
        builder.putU32(numberOf("minLength"), policy.minLength);
      if (policy.maxLength < U16_MAX) builder.putU32(numberOf("maxLength"), policy.maxLength);
      break;
    case POLICY.flag:
      break;
    default:
      putRange(builder, policy);
  }
  builder.putU32(numberOf("type"), policy.kind);
  builder.endAttribute(nest);
}
