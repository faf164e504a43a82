/**
 * The `attribute-sets` of a spec, subsets included.
 *
 * @module
 */
import type { Limits } from "../schema/index.ts";
import { finder, resolveShape, SCALAR_SIZES } from "./definitions.ts";
import type { AttributeModel, DefinitionModel, SetModel } from "./model.ts";
import { byName, upperName } from "./names.ts";
import { SpecNode } from "./parse.ts";

/**
 * Types of attributes that are no scalars. `nested-binary`, `payload`, `records` and `sequence` are nlkit's, for overlays.
 */
const OTHER_TYPES = new Set(
  "uint sint flag string binary nest bitfield32 pad unused indexed-array nest-type-value sub-message nested-binary payload records sequence".split(
    " ",
  ),
);

/** Numbers that checks may name without defining them. */
const KNOWN_LIMITS: Readonly<Record<string, number | bigint>> = {
  "u8-max": 0xff,
  "u16-max": 0xffff,
  "u32-max": 0xffff_ffff,
  "u64-max": 0xffff_ffff_ffff_ffffn,
  "s8-min": -0x80,
  "s8-max": 0x7f,
  "s16-min": -0x8000,
  "s16-max": 0x7fff,
  "s32-min": -0x8000_0000,
  "s32-max": 0x7fff_ffff,
  "s64-max": 0x7fff_ffff_ffff_ffffn,
};

const LIMIT_NAMES = {
  min: "min",
  max: "max",
  "flags-mask": "mask",
  "min-len": "minLength",
  "max-len": "maxLength",
} as const;

/** Looks up what an attribute refers to. */
interface Context {
  readonly family: string;
  readonly definitions: ReadonlyMap<string, DefinitionModel>;
  readonly sets: ReadonlyMap<string, SpecNode>;
  readonly subMessages: ReadonlyMap<string, SpecNode>;
}

function limitOf(node: SpecNode, definitions: Context["definitions"]): number | bigint | undefined {
  if (typeof node.content === "number") return node.number;
  const known = KNOWN_LIMITS[node.text];
  if (known !== undefined) return known;
  const definition = definitions.get(node.text);
  // Operands may be names of the kernel's own (`wg-key-len`): such a check is the kernel's alone.
  return definition?.kind === "const" && typeof definition.value === "number"
    ? definition.value
    : undefined;
}

function limitsOf(node: SpecNode, definitions: Context["definitions"]): Limits | undefined {
  const checks = node.get("checks");
  if (checks === undefined) return undefined;
  const limits: { -readonly [Name in keyof Limits]: Limits[Name] } = {};
  for (const [key, name] of Object.entries(LIMIT_NAMES)) {
    const operand = checks.get(key);
    const limit = operand && limitOf(operand, definitions);
    if (limit !== undefined) Object.assign(limits, { [name]: limit });
  }
  const exact = checks.get("exact-len");
  const length = exact && limitOf(exact, definitions);
  if (typeof length === "number") Object.assign(limits, { minLength: length, maxLength: length });
  return Object.keys(limits).length > 0 ? limits : undefined;
}

function checkType(node: SpecNode, type: string): void {
  if (SCALAR_SIZES[type] === undefined && !OTHER_TYPES.has(type)) {
    node.need("type").fail(`unknown attribute type "${type}"`);
  }
  const wants = {
    "sub-message": ["sub-message", "selector"],
    "nest-type-value": ["type-value", "nested-attributes"],
    nest: ["nested-attributes"],
    sequence: ["nested-attributes"],
  }[type];
  for (const key of wants ?? []) node.need(key);
  const subType = node.textOf("sub-type");
  if (type === "indexed-array") {
    if (node.need("sub-type").text === "nest") node.need("nested-attributes");
  } else if (subType === "struct") node.need("struct");
  else if (subType !== undefined && SCALAR_SIZES[subType] === undefined) {
    node.need("sub-type").fail(`"${subType}" is no type for an array`);
  }
}

function resolveAttribute(
  node: SpecNode,
  value: number,
  prefix: string,
  context: Context,
): AttributeModel {
  const find = finder(
    (name, user) => context.definitions.get(name) ?? user.fail(`there is no definition "${name}"`),
  );
  const shape = resolveShape(node, find);
  checkType(node, shape.type);
  if (value !== (value & 0x3fff)) node.fail(`${shape.name}: ${value} is no number of an attribute`);
  const nested = node.get("nested-attributes");
  if (nested !== undefined && !context.sets.has(nested.text))
    nested.fail(`there is no attribute set "${nested.text}"`);
  const subMessage = node.get("sub-message");
  if (subMessage !== undefined && !context.subMessages.has(subMessage.text)) {
    subMessage.fail(`there is no sub-message "${subMessage.text}"`);
  }
  const header = node.get("fixed-header");
  if (header !== undefined) find.struct(header.text, header);
  const own = node.textOf("name-prefix");
  return {
    ...shape,
    value,
    constant:
      node.textOf("constant") ??
      (own === undefined ? prefix : upperName(own)) + upperName(shape.name),
    isMulti: node.isSet("multi-attr"),
    subType: node.textOf("sub-type"),
    nested: nested?.text,
    header: header?.text,
    subMessage: subMessage?.text,
    selector: node.textOf("selector"),
    levels: node.listOf("type-value").map((level) => level.text),
    base: node.numberOf("index-base") ?? 0,
    limits: limitsOf(node, context.definitions),
  };
}

function resolveSet(name: string, node: SpecNode, context: Context): SetModel {
  const own = node.textOf("name-prefix");
  const derived = name === context.family ? `${name}-a-` : `${context.family}-a-${name}-`;
  const prefix = upperName(own ?? derived);
  const attributes = new Map<string, AttributeModel>();
  const numbers = new Map<number, string>();
  let next = 1;
  for (const [key, item] of byName(node.need("attributes").items)) {
    const value = item.numberOf("value") ?? next;
    next = value + 1;
    const other = numbers.get(value);
    if (other !== undefined) item.fail(`"${other}" and "${key}" are both number ${value}`);
    numbers.set(value, key);
    attributes.set(key, resolveAttribute(item, value, prefix, context));
  }
  return { name, subsetOf: undefined, prefix, attributes };
}

/** A subset takes each attribute from the whole set and lays its own properties over it. */
function resolveSubset(name: string, node: SpecNode, whole: SetModel, context: Context): SetModel {
  const items = byName((context.sets.get(whole.name) as SpecNode).need("attributes").items);
  const attributes = new Map<string, AttributeModel>();
  for (const item of node.need("attributes").items) {
    const key = item.need("name").text;
    const full = items.get(key);
    const model = whole.attributes.get(key);
    if (full === undefined || model === undefined)
      return item.fail(`"${whole.name}" has no "${key}"`);
    const merged = new SpecNode(item.place, new Map([...full.entries, ...item.entries]));
    const resolved = resolveAttribute(merged, model.value, whole.prefix, context);
    // devlink lists two names twice.
    attributes.set(key, resolved);
  }
  return { name, subsetOf: whole.name, prefix: whole.prefix, attributes };
}

/** Resolves all attribute sets. */
export function resolveSets(
  root: SpecNode,
  family: string,
  definitions: ReadonlyMap<string, DefinitionModel>,
): Map<string, SetModel> {
  const sets = byName(root.listOf("attribute-sets"));
  const context: Context = {
    family,
    definitions,
    sets,
    subMessages: byName(root.listOf("sub-messages")),
  };
  const done = new Map<string, SetModel>();
  const open = new Set<string>();
  const resolve = (name: string, node: SpecNode): SetModel => {
    const known = done.get(name);
    if (known !== undefined) return known;
    if (open.has(name)) node.fail(`"${name}" is a subset of itself`);
    open.add(name);
    const of = node.get("subset-of");
    const whole =
      of &&
      resolve(of.text, sets.get(of.text) ?? of.fail(`there is no attribute set "${of.text}"`));
    const set =
      whole === undefined
        ? resolveSet(name, node, context)
        : resolveSubset(name, node, whole, context);
    done.set(name, set);
    return set;
  };
  return new Map([...sets].map(([name, node]) => [name, resolve(name, node)]));
}
