/**
 * A table of a generic family beside what a kernel tells of the family: its operations, groups and policies.
 *
 * @module
 */
import { ERRNO, NetlinkErrnoError } from "../../src/errors/index.ts";
import type { FamilyInfo, FamilyPolicy, GenericClient } from "../../src/generic.ts";
import { type AttributePolicy, POLICY, policyOfSet } from "../../src/kernel/index.ts";
import {
  type AnyGenericOperation,
  type AnyOperation,
  type AttributeSet,
  attributesByNumber,
  type FamilyTable,
  type ValueType,
} from "../../src/schema/index.ts";
import { GENERIC_FAMILIES, type GenericFamilyName } from "../../src/uapi/generic/index.ts";

/** Where a table rightly says otherwise than the kernel's policy; and why. */
const EXCEPT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  thermal: {
    tzTemp: "temperatures are put as the u32 that an int is",
    tzTripTemp: "the same",
    tzTripHyst: "the same",
    thresholdTemp: "the same",
  },
  ovs_ct_limit: { zoneLimit: "a nest by its policy only: structs one after the other" },
};

/** Families that kernels have and that there is no table of; and why. */
const WITHOUT_TABLE: Readonly<Record<string, string>> = {
  "802.15.4 MAC": "superseded by nl802154",
  MAC802154_HWSIM: "of tests of the kernel; its numbers are in no header of the UAPI",
  SMBD_GENL: "structs between ksmbd and its own daemon",
  TIPC: "superseded by TIPCv2; what it says is no attributes",
  drbd: "made by macros from a header that is shared with its own tools",
  nl802154: "its numbers are in no header of the UAPI",
  pmcraid: "bytes of one driver's firmware",
};

type Told = FamilyPolicy["attributes"][number];

/** What differs, by the path of the attribute, or the operation or group: what the kernel tells, and the table says. */
export type Findings = Record<string, string>;

const INTEGERS: Readonly<Record<string, number>> = {
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  s8: 1,
  s16: 2,
  s32: 4,
  s64: 8,
};
const NAMES = new Map<number, string>(Object.entries(POLICY).map(([name, kind]) => [kind, name]));

/** The set that stands within an attribute. */
function setWithin(type: ValueType): AttributeSet | undefined {
  switch (type.kind) {
    case "nest":
    case "sequence":
    case "nest-type-value":
      return typeof type.set === "function" ? type.set() : type.set;
    case "multi":
    case "indexed-array":
      return setWithin(type.element);
    default:
      return undefined;
  }
}

/** Whether the payloads that the kernel lets in are of the table's type, by its kind. */
function fitsKind(told: Told, own: AttributePolicy): boolean {
  const { kind, bytes, signed, minLength, maxLength } = own;
  if (own.any) return true;
  const type = String(told.type);
  const width = INTEGERS[type];
  if (width !== undefined) {
    if (bytes > 0) return bytes === width && signed === type.startsWith("s");
    // Addresses: the kernel has an integer where the table has text.
    return kind === POLICY.binary && minLength === width && maxLength === width;
  }
  switch (type) {
    case "flag":
      return kind === POLICY.flag;
    case "bitfield32":
      return kind === POLICY.bitfield32;
    case "string":
    case "nul-string":
      return kind === POLICY.nulString;
    // Times in milliseconds are told so, which were and may be sent as 8 bytes.
    case "uint":
      return kind === POLICY.uint || kind === POLICY.u64;
    case "sint":
      return kind === POLICY.sint;
    case "nested":
    case "nested-array":
      return kind === POLICY.nested || kind === POLICY.nestedArray;
    case "binary":
      return kind === POLICY.binary || kind === POLICY.nulString;
    default:
      return false;
  }
}

/** What is wrong with the limits of an integer, if anything. */
function rangeFault(told: Told, own: AttributePolicy, type: ValueType): string | undefined {
  if (told.mask !== undefined) {
    // Some operations take fewer flags than others, and older kernels than newer ones.
    const isWider = own.check === "mask" && (told.mask & ~own.mask) !== 0n;
    return isWider ? `mask ${told.mask}, in the table ${own.mask}` : undefined;
  }
  const min = told.minValueU ?? told.minValueS;
  const max = told.maxValueU ?? told.maxValueS;
  if (min === undefined || max === undefined || own.check !== "range") return;
  const explicit = "limits" in type && type.limits !== undefined;
  const isWhole = max - min === (1n << BigInt(own.bytes * 8)) - 1n;
  // Of an enumeration, the table may know more names than the kernel, and the kernel need not check.
  const fits = explicit
    ? own.min === min && own.max === max
    : isWhole || (own.min <= min && own.max >= max);
  return fits ? undefined : `${min} to ${max}, in the table ${own.min} to ${own.max}`;
}

/** What is wrong with the lengths of bytes and texts, if anything. */
function lengthFault(told: Told, own: AttributePolicy, type: ValueType): string | undefined {
  // A policy of bytes counts the NUL of a text, too.
  const nul = own.kind === POLICY.nulString && told.type === "binary" ? 1 : 0;
  const { minLength = 0, maxLength } = told;
  const most = own.maxLength + nul;
  const explicit = "limits" in type ? type.limits?.maxLength : undefined;
  const fits =
    own.minLength <= (maxLength ?? own.minLength) &&
    most >= minLength &&
    (explicit === undefined || maxLength === undefined || most === maxLength);
  if (fits) return;
  return `${minLength} to ${maxLength} bytes, in the table ${own.minLength} to ${most}`;
}

function faultOf(told: Told, own: AttributePolicy, type: ValueType): string | undefined {
  if (!fitsKind(told, own))
    return `${told.type}, in the table ${NAMES.get(own.kind)} (${type.kind})`;
  if (own.bytes > 0) return rangeFault(told, own, type);
  const hasLength = own.kind === POLICY.nulString || own.kind === POLICY.binary;
  return hasLength ? lengthFault(told, own, type) : undefined;
}

/** Compares policies with sets, each pair once. */
class Comparison {
  readonly findings: Findings = {};
  readonly #told = new Map<number, Told[]>();
  readonly #seen = new Map<number, Set<AttributeSet>>();
  readonly #requests: readonly AttributeSet[];

  constructor(attributes: readonly Told[], requests: readonly AttributeSet[]) {
    this.#requests = requests;
    for (const rule of attributes) {
      const id = rule.policyId ?? 0;
      this.#told.set(id, [...(this.#told.get(id) ?? []), rule]);
    }
  }

  /** @param path - Of the attribute that the set is within; empty for that of a request. */
  compare(id: number, set: AttributeSet, path: string): void {
    const seen = this.#seen.get(id) ?? new Set();
    this.#seen.set(id, seen);
    if (seen.has(set)) return;
    seen.add(set);
    // Kernels may have one policy for all operations, where the table says what each of them takes.
    const sets = path === "" ? [set, ...this.#requests] : [set];
    for (const rule of this.#told.get(id) ?? []) {
      const number = rule.attrId ?? 0;
      this.#rule(rule, sets.find((one) => attributesByNumber(one).has(number)) ?? set, path);
    }
  }

  #rule(rule: Told, set: AttributeSet, path: string): void {
    const number = rule.attrId ?? 0;
    const attribute = attributesByNumber(set).get(number);
    const own = policyOfSet(set).attributes[number];
    const at = `${path}${path === "" ? "" : "."}${attribute?.name ?? number}`;
    if (attribute === undefined || own === undefined) {
      this.findings[at] = `${rule.type}, not in the table`;
      return;
    }
    const fault = faultOf(rule, own, attribute.type);
    if (fault !== undefined) this.findings[at] = fault;
    const within = setWithin(attribute.type);
    if (rule.policyIdx !== undefined && within !== undefined)
      this.compare(rule.policyIdx, within, at);
  }
}

const PERMISSIONS = {
  anyone: undefined,
  admin: "admin-perm",
  "namespace-admin": "uns-admin-perm",
} as const;

function operationFaults(info: FamilyInfo, operations: readonly AnyOperation[]): Findings {
  const findings: Findings = {};
  for (const { id, flags } of info.operations) {
    const ours = operations.filter(({ type }) => type === id);
    if (ours.length === 0) findings[`operation ${id}`] = "not in the table";
    for (const operation of ours) {
      const { permission } = operation as AnyGenericOperation;
      const told = flags.find((flag) => flag.endsWith("-perm"));
      if (permission !== undefined && PERMISSIONS[permission] !== told)
        findings[operation.name] = `${told ?? "anyone"}, in the table ${permission}`;
      if (operation.oneReply && !flags.includes("cmd-cap-do"))
        findings[operation.name] = "only dumps, in the table one reply";
    }
  }
  return findings;
}

/**
 * Compares a table with a family of the running kernel.
 *
 * @param policy - What the kernel tells; undefined where it has none.
 * @returns What the kernel has and the table lacks or says otherwise. What only the table has is nothing: a kernel may be
 *   older, or built without it.
 */
function compareFamily(
  info: FamilyInfo,
  policy: FamilyPolicy | undefined,
  table: FamilyTable,
): Findings {
  const operations: readonly AnyOperation[] = Object.values(table.operations);
  const requests = operations.flatMap(({ request }) => request.attributes ?? []);
  const comparison = new Comparison(policy?.attributes ?? [], requests);
  const findings = Object.assign(comparison.findings, operationFaults(info, operations));
  for (const group of Object.keys(info.groups))
    if (!Object.hasOwn(table.groups, group)) findings[`group ${group}`] = "not in the table";
  for (const { request } of operations) {
    const size = request.header?.size ?? 0;
    if (size !== info.headerSize)
      findings["header"] = `${info.headerSize} bytes, in the table ${size}`;
  }
  // Newer kernels tell of what only dumps under the number 0; rows stand in the order of the operations.
  const withPolicy = info.operations.filter(({ flags }) => flags.includes("cmd-cap-haspol"));
  const rows = policy?.operations ?? [];
  for (const [index, row] of rows.entries()) {
    const id = rows.length === withPolicy.length ? withPolicy[index]?.id : row.opId;
    for (const { request } of operations.filter(({ type }) => type === id)) {
      if (request.attributes === undefined) continue;
      for (const policyId of [row.do, row.dump])
        if (policyId !== undefined) comparison.compare(policyId, request.attributes, "");
    }
  }
  for (const name of Object.keys(EXCEPT[info.name] ?? {})) delete findings[name];
  return findings;
}

const errnoOf = (error: unknown): number | undefined =>
  error instanceof NetlinkErrnoError ? error.errno : undefined;

/**
 * Compares the table of a family with the running kernel's family.
 *
 * @returns As {@link compareFamily}; undefined where this kernel has no such family.
 */
export async function compareWithKernel(
  generic: GenericClient,
  name: string,
): Promise<Findings | undefined> {
  const table = await GENERIC_FAMILIES[name as GenericFamilyName]();
  const family = await generic.open<FamilyTable>(table).catch((error: unknown) => {
    if (errnoOf(error) === ERRNO.ENOENT) return undefined;
    throw error;
  });
  const policy = await family?.policy().catch((error: unknown) => {
    if (errnoOf(error) === ERRNO.ENODATA) return undefined;
    throw error;
  });
  return family && compareFamily(family.info, policy, table);
}

/** The running kernel's families that there is no table of: those that are known to have none, and others. */
export async function namesWithoutTable(generic: GenericClient) {
  const names = (await generic.families()).map(({ name }) => name);
  const lacking = names.filter((name) => !Object.hasOwn(GENERIC_FAMILIES, name));
  const isKnown = (name: string): boolean => Object.hasOwn(WITHOUT_TABLE, name);
  return {
    known: lacking.filter(isKnown),
    others: lacking.filter((name) => !isKnown(name)),
  };
}
