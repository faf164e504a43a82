/**
 * Policies of the sets of a table in C: the same that the embedded kernel checks by, as `NLA_POLICY_*`. What these
 * cannot say (ranges in another byte order, masks of 64 bits, integers of either width before 6.7) is a function.
 *
 * @module
 * @see include/net/netlink.h; lib/nlattr.c
 */
import { NetlinkSchemaError } from "../../errors/index.ts";
import { type AttributePolicy, POLICY, policyOfSet } from "../../kernel/index.ts";
import {
  type AttributeSet,
  attributesByNumber,
  type NamedAttribute,
  type SubMessageType,
  type ValueType,
} from "../../schema/index.ts";
import { columns, prototype } from "./functions.ts";
import { attributeConstant, type ModuleModel } from "./model.ts";
import { snake } from "./names.ts";

/** `s16`, in which a policy holds its limits. */
const INLINE_MIN = -0x8000n;
const INLINE_MAX = 0x7fffn;
const NO_LIMIT = 0xffff;
const MASK32 = 0xffffffffn;

const INT_TYPES: Readonly<Record<number, string>> = {
  [POLICY.u8]: "NLA_U8",
  [POLICY.u16]: "NLA_U16",
  [POLICY.u32]: "NLA_U32",
  [POLICY.u64]: "NLA_U64",
  [POLICY.s8]: "NLA_S8",
  [POLICY.s16]: "NLA_S16",
  [POLICY.s32]: "NLA_S32",
  [POLICY.s64]: "NLA_S64",
  [POLICY.sint]: "NLA_SINT",
  [POLICY.uint]: "NLA_UINT",
};

const inline = (...numbers: readonly bigint[]): boolean =>
  numbers.every((number) => number >= INLINE_MIN && number <= INLINE_MAX);

/** A number as C reads it: the lowest one has no literal. */
function literal(number: bigint, signed: boolean): string {
  if (!signed) return number > MASK32 >> 1n ? `${number}ULL` : `${number}`;
  if (number === -(1n << 63n)) return "S64_MIN";
  return number > 0x7fffffffn || number < -0x7fffffffn ? `${number}LL` : `${number}`;
}

/** Whether a sub-message is attributes in each of its forms, or in none; undefined where it is either. */
function hasAttributes({ formats, otherwise }: SubMessageType): boolean | undefined {
  const tables = [...Object.values(formats), ...(otherwise === undefined ? [] : [otherwise])];
  const kinds = new Set(
    tables.map(({ attributes, header }) => {
      if (attributes !== undefined && header !== undefined) return undefined;
      return attributes !== undefined;
    }),
  );
  return kinds.size === 1 ? [...kinds][0] : kinds.size === 0 ? false : undefined;
}

function elementOf(type: ValueType): ValueType {
  return type.kind === "multi" ? elementOf(type.element) : type;
}

/** The policies of a module: arrays of them, and what these refer to. */
export class PolicyWriter {
  readonly #model: ModuleModel;
  /** Ranges and functions, in front of the arrays. */
  readonly #helpers: string[] = [];
  readonly #arrays: string[] = [];
  readonly #named = new Map<AttributeSet, string>();
  /** Macros of integers of either width that are there already. */
  readonly #varints = new Set<string>();
  /** Sets whose arrays are being written, and those of them that were referred to meanwhile. */
  readonly #open = new Set<AttributeSet>();
  readonly #early = new Set<AttributeSet>();

  constructor(model: ModuleModel) {
    this.#model = model;
  }

  /** Name of a set's policies, which are then written; undefined for a set without attributes. */
  nameOf(set: AttributeSet | undefined): string | undefined {
    if (set === undefined || Object.keys(set.entries).length === 0) return undefined;
    if (this.#open.has(set)) this.#early.add(set);
    const known = this.#named.get(set);
    if (known !== undefined) return known;
    const { name, identifiers } = this.#model;
    const stem = snake(set.name);
    const cName = `${stem.startsWith(`${name}_`) || stem === name ? stem : `${name}_${stem}`}_policy`;
    this.#named.set(set, identifiers.claim(cName, `attribute set ${set.name}`));
    this.#open.add(set);
    const lines = this.#arrayOf(set, cName);
    this.#open.delete(set);
    this.#arrays.push(...lines, "");
    return cName;
  }

  /** All that was asked for; arrays that hold each other are declared before the first. */
  get lines(): string[] {
    const declarations = [...this.#early].flatMap((set) => {
      const start = `static const struct nla_policy ${this.#named.get(set)}[`;
      const size = `${sizeText(this.#model, set)}];`;
      return columns(start + size) > COLUMNS ? [start, `\t\t${size}`] : [start + size];
    });
    return [...declarations, "", ...this.#helpers, ...this.#arrays];
  }

  #arrayOf(set: AttributeSet, cName: string): string[] {
    const { attributes } = policyOfSet(set);
    const lines = [...attributesByNumber(set).values()]
      .sort((left, right) => left.number - right.number)
      .map((attribute) => {
        const policy = attributes[attribute.number] as AttributePolicy;
        const index = attributeConstant(this.#model, set, attribute.name);
        const entry = this.#entry(set, attribute, policy);
        const line = `\t[${index}] = ${entry},`;
        return columns(line) > COLUMNS ? `\t[${index}] =\n\t\t${entry},` : line;
      });
    return [`static const struct nla_policy ${cName}[] = {`, ...lines, "};"];
  }

  #entry(set: AttributeSet, attribute: NamedAttribute, policy: AttributePolicy): string {
    const owner = `attribute ${set.name}.${attribute.name}`;
    const type = elementOf(attribute.type);
    if (type.kind === "sub-message") {
      const nested = hasAttributes(type);
      if (nested !== undefined) return `{ .type = ${nested ? "NLA_NESTED" : "NLA_BINARY"} }`;
      throw new NetlinkSchemaError(
        `${owner}: a policy in C is of attributes or of bytes, not of either as "${type.selector}" says`,
      );
    }
    if (type.kind === "string") return stringEntry(owner, type.limits ?? {});
    switch (policy.kind) {
      case POLICY.flag:
        return "{ .type = NLA_FLAG }";
      case POLICY.binary:
        return binaryEntry(owner, policy);
      case POLICY.bitfield32:
        return `NLA_POLICY_BITFIELD32(0x${policy.mask.toString(16)}U)`;
      case POLICY.nested:
      case POLICY.nestedArray: {
        const inner = this.nameOf(nestedSet(type));
        if (inner === undefined) return "{ .type = NLA_NESTED }";
        return `NLA_POLICY_NESTED${policy.kind === POLICY.nestedArray ? "_ARRAY" : ""}(${inner})`;
      }
      case POLICY.sint:
      case POLICY.uint:
        return this.#varint(owner, set, attribute, policy);
      case POLICY.unspecified:
        // Headers with attributes behind them: bytes, for all that the kernel can tell.
        return "{ .type = NLA_BINARY }";
      default:
        return this.#integer(owner, set, attribute, policy);
    }
  }

  #helperName(set: AttributeSet, attribute: NamedAttribute, suffix: string): string {
    const name = `${this.#model.name}_${snake(set.name)}_${snake(attribute.name)}_${suffix}`;
    return this.#model.identifiers.claim(name, `attribute ${set.name}.${attribute.name}`);
  }

  #integer(
    owner: string,
    set: AttributeSet,
    attribute: NamedAttribute,
    policy: AttributePolicy,
  ): string {
    const type = elementOf(attribute.type);
    if (type.kind !== "int") throw new NetlinkSchemaError(`${owner}: C has no policy for it`);
    const { check, mask, kind, signed, bytes } = policy;
    const swapped = type.order !== "host" && bytes > 1;
    const wire =
      swapped && type.order === "big" && bytes < 8
        ? `NLA_BE${bytes * 8}`
        : (INT_TYPES[kind] as string);
    checkRange(owner, policy);
    if (check === "none") return `{ .type = ${wire} }`;
    if (!swapped && check === "range") {
      const { entry, lines } = this.#range(set, attribute, wire, policy);
      this.#helpers.push(...lines);
      return entry;
    }
    if (!swapped && !signed && mask <= MASK32 && bytes <= 4)
      return `NLA_POLICY_MASK(${wire}, 0x${mask.toString(16)}U)`;
    const read = swapped
      ? `${ORDER_READS[type.order as "big" | "little"]}${bytes * 8}`
      : `nla_get_${signed ? "s" : "u"}${bytes * 8}`;
    return this.#function(set, attribute, wire, policy, {
      declare: [
        `${signed ? "s" : "u"}64 value = ${signed ? `(s${bytes * 8})` : ""}${readText(read, type.order, bytes)};`,
      ],
      check: [],
    });
  }

  /**
   * A range, in the policy itself where that has room for it. @returns The policy, and what it refers to. Policies of
   * 6.1 point to what may be written.
   */
  #range(
    set: AttributeSet,
    attribute: NamedAttribute,
    wire: string,
    policy: AttributePolicy,
  ): { readonly entry: string; readonly lines: readonly string[] } {
    const { min, max, signed } = policy;
    const [lowest, highest] = wholeRange(policy);
    const plain = (entry: string) => ({ entry, lines: [] });
    if (max === highest && inline(min)) return plain(`NLA_POLICY_MIN(${wire}, ${min})`);
    if (min === lowest && inline(max)) return plain(`NLA_POLICY_MAX(${wire}, ${max})`);
    if (inline(min, max)) return plain(`NLA_POLICY_RANGE(${wire}, ${min}, ${max})`);
    const name = this.#helperName(set, attribute, "range");
    return {
      entry: `NLA_POLICY_FULL_RANGE${signed ? "_SIGNED" : ""}(${wire}, &${name})`,
      lines: [
        `static struct netlink_range_validation${signed ? "_signed" : ""} ${name} = {`,
        `\t.min = ${literal(min, signed)},`,
        `\t.max = ${literal(max, signed)},`,
        "};",
        "",
      ],
    };
  }

  /** `NLA_UINT` and `NLA_SINT`, which 6.7 has brought. */
  #varint(
    owner: string,
    set: AttributeSet,
    attribute: NamedAttribute,
    policy: AttributePolicy,
  ): string {
    const { signed, check, mask } = policy;
    checkRange(owner, policy);
    const wire = INT_TYPES[policy.kind] as string;
    if (check === "none") return this.#plainVarint(wire);
    const letter = signed ? "s" : "u";
    const parts = {
      declare: [`${letter}64 value;`, ""],
      check: [
        "if (nla_len(attr) == sizeof(u32)) {",
        `\tvalue = nla_get_${letter}32(attr);`,
        "} else if (nla_len(attr) == sizeof(u64)) {",
        `\tvalue = nla_get_${letter}64(attr);`,
        "} else {",
        '\tNL_SET_ERR_MSG_ATTR(extack, attr, "invalid attribute length");',
        "\treturn -EINVAL;",
        "}",
      ],
    };
    if (check === "mask" && (signed || mask > MASK32)) {
      // 6.7 and later would refuse such a policy when it is compiled.
      return this.#function(set, attribute, "NLA_BINARY", policy, parts);
    }
    const modern =
      check === "range"
        ? this.#range(set, attribute, wire, policy)
        : { entry: `NLA_POLICY_MASK(${wire}, 0x${mask.toString(16)}U)`, lines: [] };
    const macro = this.#helperName(set, attribute, "policy").toUpperCase();
    this.#helpers.push(
      "#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 7, 0)",
      ...modern.lines,
      ...define(macro, modern.entry),
      "#else",
    );
    const old = this.#function(set, attribute, "NLA_BINARY", policy, parts);
    this.#helpers.push(...define(macro, old), "#endif", "");
    return macro;
  }

  /** The one macro of all such integers that have no limits. */
  #plainVarint(wire: string): string {
    const { name, prefix, identifiers } = this.#model;
    const macro = `${prefix}${wire.slice("NLA_".length)}_POLICY`;
    if (this.#varints.has(macro)) return macro;
    const check = `${name}_${wire.toLowerCase()}_check`;
    identifiers.claim(macro, "integers of either width");
    identifiers.claim(check, "integers of either width");
    this.#varints.add(macro);
    this.#helpers.push(
      "#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 7, 0)",
      `#define ${macro} { .type = ${wire} }`,
      "#else",
      ...checkFunction(check, WIDTH_CHECK),
      ...define(macro, `NLA_POLICY_VALIDATE_FN(NLA_BINARY, ${check})`),
      "#endif",
      "",
    );
    return macro;
  }

  /** A policy that calls a function, and the function. */
  #function(
    set: AttributeSet,
    attribute: NamedAttribute,
    wire: string,
    policy: AttributePolicy,
    parts: { readonly declare: readonly string[]; readonly check: readonly string[] },
  ): string {
    const name = this.#helperName(set, attribute, "check");
    const { check, min, max, mask, signed } = policy;
    const [lowest, highest] = wholeRange(policy);
    const conditions = [
      ...(min > lowest ? [`value < ${literal(min, signed)}`] : []),
      ...(max < highest ? [`value > ${literal(max, signed)}`] : []),
    ];
    const limits =
      check === "mask"
        ? refusal(`value & ~0x${mask.toString(16)}ULL`, "reserved bit set", "EINVAL")
        : check === "range" && conditions.length > 0
          ? refusal(conditions.join(" || "), "integer out of range", "ERANGE")
          : [];
    const { declare } = parts;
    const body = [...declare, ...(declare.at(-1) === "" ? [] : [""]), ...parts.check, ...limits];
    this.#helpers.push(...checkFunction(name, body));
    return `NLA_POLICY_VALIDATE_FN(${wire}, ${name})`;
  }
}

/** Columns that a line may have. */
const COLUMNS = 100;

/** A macro, over two lines where one is too short. */
function define(macro: string, value: string): string[] {
  const line = `#define ${macro} ${value}`;
  return columns(line) > COLUMNS ? [`#define ${macro} \\`, `\t${value}`] : [line];
}

const tab = (line: string): string => (line === "" ? "" : `\t${line}`);
const ORDER_READS = { big: "be", little: "le" } as const;

function refusal(condition: string, message: string, errno: string): string[] {
  return [
    `if (${condition}) {`,
    `\tNL_SET_ERR_MSG_ATTR(extack, attr, "${message}");`,
    `\treturn -${errno};`,
    "}",
  ];
}

/** The check of an integer of either width. */
const WIDTH_CHECK = [
  "if (nla_len(attr) != sizeof(u32) && nla_len(attr) != sizeof(u64)) {",
  '\tNL_SET_ERR_MSG_ATTR(extack, attr, "invalid attribute length");',
  "\treturn -EINVAL;",
  "}",
];

/** A function that a policy calls. */
function checkFunction(name: string, body: readonly string[]): string[] {
  const parameters = "const struct nlattr *attr, struct netlink_ext_ack *extack";
  return [
    ...prototype("static int", name, parameters),
    "{",
    ...body.map(tab),
    "\treturn 0;",
    "}",
    "",
  ];
}

/** How an integer in a byte order is read. */
function readText(read: string, order: "host" | "big" | "little", bytes: number): string {
  if (order === "host") return `${read}(attr)`;
  return `${ORDER_READS[order]}${bytes * 8}_to_cpu(nla_get_${ORDER_READS[order]}${bytes * 8}(attr))`;
}

function sizeText(model: ModuleModel, set: AttributeSet): string {
  const [last] = [...attributesByNumber(set).values()].sort((a, b) => b.number - a.number);
  return `${attributeConstant(model, set, (last as NamedAttribute).name)} + 1`;
}

function nestedSet(type: ValueType): AttributeSet | undefined {
  const element = elementOf(type);
  if (element.kind === "indexed-array")
    return element.element.kind === "nest" ? nestedSet(element.element) : undefined;
  if (element.kind !== "nest" && element.kind !== "sequence") return undefined;
  return typeof element.set === "function" ? element.set() : element.set;
}

function wholeRange({ signed, bytes }: AttributePolicy): readonly [bigint, bigint] {
  const bits = BigInt(bytes === 0 ? 64 : bytes * 8);
  return signed ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
}

function checkRange(owner: string, policy: AttributePolicy): void {
  const { check, min, max, mask } = policy;
  const [lowest, highest] = wholeRange(policy);
  const outside = check === "mask" ? mask < 0n || mask > highest : min < lowest || max > highest;
  if (outside || min > max)
    throw new NetlinkSchemaError(`${owner}: its limits are not those of a number of its size`);
}

function stringEntry(
  owner: string,
  { minLength = 0, maxLength }: { readonly minLength?: number; readonly maxLength?: number },
): string {
  if (minLength > 0)
    throw new NetlinkSchemaError(`${owner}: a policy in C cannot ask for a string's fewest bytes`);
  if (maxLength === undefined || maxLength >= NO_LIMIT) return "{ .type = NLA_NUL_STRING }";
  if (maxLength === 0)
    throw new NetlinkSchemaError(`${owner}: a policy in C cannot ask for an empty string`);
  return `{ .type = NLA_NUL_STRING, .len = ${maxLength} }`;
}

function binaryEntry(owner: string, { minLength, maxLength }: AttributePolicy): string {
  if (minLength > maxLength)
    throw new NetlinkSchemaError(`${owner}: its fewest bytes are more than its most`);
  if (maxLength >= NO_LIMIT) {
    if (minLength === 0) return "{ .type = NLA_BINARY }";
    if (inline(BigInt(minLength))) return `NLA_POLICY_MIN_LEN(${minLength})`;
  } else {
    if (minLength === maxLength && inline(BigInt(maxLength)))
      return `NLA_POLICY_EXACT_LEN(${maxLength})`;
    if (minLength === 0) return `{ .type = NLA_BINARY, .len = ${maxLength} }`;
    if (inline(BigInt(maxLength)))
      return `NLA_POLICY_RANGE(NLA_BINARY, ${minLength}, ${maxLength})`;
  }
  throw new NetlinkSchemaError(`${owner}: a policy in C counts at most ${INLINE_MAX} bytes`);
}
