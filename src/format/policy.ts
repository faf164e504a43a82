/**
 * What the kernel accepts of a family's attributes, as it tells itself, with the names of the family's table.
 *
 * @module
 * @see Documentation/userspace-api/netlink/intro.rst, "Strict checking" and nlctrl's policy dump
 */
import {
  type AttributeSet,
  attributesByNumber,
  type FamilyTable,
  type NamedAttribute,
  type ValueType,
} from "../schema/index.ts";
import { type FormatOptions, plain, printable } from "./paint.ts";

/** One rule: the number and the name of an attribute, its type, and what the kernel says of its limits. */
export interface PolicyRule {
  readonly policyId?: number;
  readonly attrId?: number;
  readonly name?: string;
  readonly type?: string | number;
  readonly policyIdx?: number;
  readonly minValueU?: bigint;
  readonly maxValueU?: bigint;
  readonly minValueS?: bigint;
  readonly maxValueS?: bigint;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly mask?: bigint;
  readonly bitfield32Mask?: number;
}

/** What is known of a family's policies; `FamilyPolicy` of `nlkit/generic` fits. */
export interface ShownPolicy {
  readonly operations: readonly {
    readonly opId: number;
    readonly do?: number;
    readonly dump?: number;
  }[];
  readonly attributes: readonly PolicyRule[];
}

/** Rules of one set of attributes. */
export interface NamedRules {
  /** Number of the policy in this answer. */
  readonly policy: number;
  /** The table's name of the set; absent where the table has none. */
  readonly set?: string;
  readonly attributes: readonly PolicyRule[];
}

/** A family's policies with names. */
export interface NamedPolicy {
  readonly operations: readonly {
    readonly name: string | number;
    readonly do?: number;
    readonly dump?: number;
  }[];
  readonly policies: readonly NamedRules[];
}

/** The set that stands within an attribute, whose policy is told apart. */
function setWithin(type: ValueType | undefined): AttributeSet | undefined {
  switch (type?.kind) {
    case "nest":
    case "nest-type-value":
    case "sequence":
      return typeof type.set === "function" ? type.set() : type.set;
    case "multi":
    case "indexed-array":
      return setWithin(type.element);
    default:
      return undefined;
  }
}

/**
 * Names operations and attributes of a policy by the family's table; each policy by the first set that it is
 * found to be of.
 */
export function namedPolicy(table: FamilyTable, policy: ShownPolicy): NamedPolicy {
  const sets = new Map<number, AttributeSet>();
  const assign = (id: number | undefined, set: AttributeSet | undefined): void => {
    if (id === undefined || set === undefined || sets.has(id)) return;
    sets.set(id, set);
    const byNumber = attributesByNumber(set);
    for (const { policyId, attrId = 0, policyIdx } of policy.attributes)
      if (policyId === id) assign(policyIdx, setWithin(byNumber.get(attrId)?.type));
  };
  const operations = policy.operations.map(({ opId, ...ids }) => {
    const operation = Object.values(table.operations).find(({ type }) => type === opId);
    for (const id of [ids.do, ids.dump]) assign(id, operation?.request.attributes);
    return { name: operation?.name ?? opId, ...ids };
  });
  const byId = new Map<number, PolicyRule[]>();
  for (const rule of policy.attributes) {
    const { policyId = 0 } = rule;
    byId.set(policyId, [...(byId.get(policyId) ?? []), rule]);
  }
  const policies = [...byId].map(([id, rules]) => {
    const set = sets.get(id);
    const names: ReadonlyMap<number, NamedAttribute> =
      set === undefined ? new Map() : attributesByNumber(set);
    return {
      policy: id,
      ...(set !== undefined && { set: set.name }),
      attributes: rules.map((rule) => {
        const name = names.get(rule.attrId ?? 0)?.name;
        return name === undefined ? rule : { ...rule, name };
      }),
    };
  });
  return { operations, policies };
}

const BOUNDS = [
  ["minValueU", "maxValueU"],
  ["minValueS", "maxValueS"],
  ["minLength", "maxLength"],
] as const;

/** `u32 0..10`, `nul-string length ..15`, `nested policy 2`. */
function ruleText(rule: PolicyRule): string {
  const parts = [String(rule.type ?? "?")];
  for (const [min, max] of BOUNDS) {
    if (rule[min] === undefined && rule[max] === undefined) continue;
    const range = `${String(rule[min] ?? "")}..${String(rule[max] ?? "")}`;
    parts.push(min === "minLength" ? `length ${range}` : range);
  }
  const mask = rule.mask ?? rule.bitfield32Mask;
  if (mask !== undefined) parts.push(`mask 0x${mask.toString(16)}`);
  if (rule.policyIdx !== undefined) parts.push(`policy ${rule.policyIdx}`);
  return parts.join(" ");
}

/** Policies as lines: which operation has which, then the rules of each. */
export function formatPolicy(
  { operations, policies }: NamedPolicy,
  options: FormatOptions = {},
): string[] {
  const { paint = plain } = options;
  return [
    ...operations.map(({ name, do: doit, dump }) => {
      const both = [
        doit === undefined ? "" : `do ${doit}`,
        dump === undefined ? "" : `dump ${dump}`,
      ];
      return `${paint("name", String(name))}: ${both.filter((each) => each !== "").join(", ")}`;
    }),
    ...policies.flatMap(({ policy, set, attributes }) => [
      `policy ${policy}${set === undefined ? "" : ` (${printable(set)})`}`,
      ...attributes.map((rule) => {
        const { attrId = "?", name } = rule;
        return `    ${attrId} ${name === undefined ? "" : `${printable(name)} `}${ruleText(rule)}`;
      }),
    ]),
  ];
}
