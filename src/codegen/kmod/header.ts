/**
 * The header that a module shares with programs: names and numbers of the family, its commands, attributes,
 * enumerations and structs.
 *
 * @module
 */
import type { AttributeSet, EnumTable, FlagTable, ValueType } from "../../schema/index.ts";
import { columns } from "./functions.ts";
import { attributeConstant, type ModuleModel } from "./model.ts";
import { constant, cString, snake } from "./names.ts";
import { structLines } from "./structs.ts";
import { comment, file, license } from "./text.ts";

/** Columns that a line may have. */
const WIDTH = 100;

/** What an attribute holds, in few words, for the comment behind its number. */
function typeText(type: ValueType): string {
  switch (type.kind) {
    case "int":
      return `${type.signed ? "s" : "u"}${type.bytes * 8}${
        type.order === "host" ? "" : `, ${type.order} endian`
      }${type.enum === undefined ? "" : `, ${type.enum.name}`}${
        type.flags === undefined ? "" : `, flags ${type.flags.name}`
      }`;
    case "varint":
      return `${type.signed ? "signed, " : ""}4 or 8 bytes`;
    case "struct":
      return `struct ${type.name}`;
    case "nest":
    case "sequence":
      return `nest of ${(typeof type.set === "function" ? type.set() : type.set).name}`;
    case "multi":
      return `${typeText(type.element)}; may repeat`;
    case "array":
      return `array of ${type.element.kind === "int" ? typeText(type.element) : type.element.kind}`;
    case "indexed-array":
      return `nest of an array of ${typeText(type.element)}`;
    case "sub-message":
      return `as ${type.selector} says`;
    default:
      return type.kind;
  }
}

type Enumerator = readonly [name: string, value: number, note?: string];

/** The end of the kernel's enumerations: one more than the last, and the last. */
interface Limits {
  readonly count: string;
  readonly last: string;
  readonly number: number;
}

/** An enumeration whose numbers ascend; each is written where it does not follow from the one before. */
function enumLines(entries: readonly Enumerator[], limits?: Limits): string[] {
  let next = 0;
  const numbered = (name: string, value: number): string => {
    const text = value === next ? name : `${name} = ${value}`;
    next = value + 1;
    return `\t${text},`;
  };
  const lines = entries.flatMap(([name, value, note]) => {
    const line = numbered(name, value);
    if (note === undefined) return [line];
    const remark = `/* ${note.replace(/\*\//g, "* /")} */`;
    const whole = `${line} ${remark}`;
    return columns(whole) > WIDTH ? [`\t${remark}`, line] : [whole];
  });
  return [
    "enum {",
    ...lines,
    ...(limits === undefined ? [] : limitLines(limits, numbered)),
    "};",
    "",
  ];
}

function limitLines(
  { count, last, number }: Limits,
  numbered: (name: string, value: number) => string,
): string[] {
  const whole = `\t${last} = ${count} - 1`;
  const lines = columns(whole) > WIDTH ? [`\t${last} =`, `\t\t${count} - 1`] : [whole];
  return ["", numbered(count, number), ...lines];
}

/**
 * Names the end of an enumeration. Where something is called `MAX` itself it is, as in the kernel's headers, `__…_CNT` and
 * `__…_MAX`.
 */
function limitsOf(
  model: ModuleModel,
  prefix: string,
  owner: string,
  numbers: ReadonlyMap<string, unknown>,
  number: number,
): Limits {
  const [count, last] = numbers.has(`${prefix}MAX`)
    ? [`__${prefix}CNT`, `__${prefix}MAX`]
    : [`__${prefix}MAX`, `${prefix}MAX`];
  return {
    count: model.identifiers.claim(count, `the end of ${owner}`),
    last: model.identifiers.claim(last, `the last of ${owner}`),
    number,
  };
}

function commandLines(model: ModuleModel): string[] {
  const { commands, commandPrefix } = model;
  const sorted = [...commands].sort(([, left], [, right]) => left - right);
  if (sorted.length === 0) return [];
  // The attributes may have the same prefix, and need the end of theirs.
  if (model.sets.some((set) => prefixOf(model, set) === commandPrefix)) return enumLines(sorted);
  const end = Math.max(...commands.values()) + 1;
  return enumLines(sorted, limitsOf(model, commandPrefix, "the commands", commands, end));
}

/** What the names of a set's attributes begin with. */
function prefixOf(model: ModuleModel, { name, prefix }: AttributeSet): string {
  return prefix === "" ? constant(model.prefix, `${name}_`) : model.spell(prefix);
}

/** Attributes whose names begin alike. */
type AttributeGroup = Map<string, { readonly number: number; readonly note: string }>;

/** Attributes by the prefix of their names: sets that share one are written as one enumeration. */
function attributeLines(model: ModuleModel): string[] {
  const groups = new Map<string, AttributeGroup>();
  for (const set of model.sets) {
    const prefix = prefixOf(model, set);
    const group: AttributeGroup = groups.get(prefix) ?? new Map();
    groups.set(prefix, group);
    for (const [name, [number, type]] of Object.entries(set.entries)) {
      const cName = attributeConstant(model, set, name);
      if (model.identifiers.claimNumber(cName, number, `attribute ${set.name}.${name}`))
        group.set(cName, { number, note: typeText(type) });
    }
  }
  return [...groups].flatMap(([prefix, group]) => {
    const entries = [...group]
      .map(([name, { number, note }]): Enumerator => [name, number, note])
      .sort(([, left], [, right]) => left - right);
    const owner = `the attributes ${prefix}…`;
    const sets = model.sets.filter((set) => prefixOf(model, set) === prefix);
    const numbers = sets.flatMap((set) => Object.values(set.entries).map(([number]) => number));
    const first: Enumerator[] = numbers.includes(0)
      ? []
      : [[model.identifiers.claim(`${prefix}UNSPEC`, owner), 0]];
    const end = Math.max(0, ...numbers) + 1;
    return enumLines([...first, ...entries], limitsOf(model, prefix, owner, group, end));
  });
}

function namesLines(model: ModuleModel, table: EnumTable | FlagTable): string[] {
  const isEnum = "values" in table;
  const what = isEnum ? "enumeration" : "flags";
  // One definition of a spec may be both: numbers here, and a mask of them there.
  const isBoth =
    !isEnum && model.names.some((other) => "values" in other && other.name === table.name);
  const prefix = `${constant(model.prefix, table.name)}_${isBoth ? "FLAG_" : ""}`;
  const entries = Object.entries<number>(isEnum ? table.values : table.masks)
    .map(([name, value]) => [prefix + snake(name).toUpperCase(), value, name] as const)
    // An attribute may have the name already, for such sets are numbered by an enumeration.
    .filter(([cName, value, name]) =>
      model.identifiers.claimNumber(cName, value, `${what} ${table.name}: ${name}`),
    )
    .map(([cName, value]): Enumerator => [cName, value]);
  if (entries.length === 0) return [];
  // C counts enumerators as int: masks, and numbers beyond it, are macros.
  const fits = entries.every(([, value]) => value === (value | 0));
  if (isEnum && fits) return enumLines(entries.sort(([, left], [, right]) => left - right));
  const text = (value: number): string =>
    value < 0 ? `(${value}LL)` : `0x${value.toString(16)}${value > 0xffffffff ? "ULL" : "U"}`;
  return [...entries.map(([name, value]) => `#define ${name} ${text(value)}`), ""];
}

function groupLines(model: ModuleModel): string[] {
  if (model.groups.length === 0) return [];
  const lines = model.groups.map(({ stem, name, number }) => {
    const macro = `${model.prefix}MCGRP_${stem.toUpperCase()}`;
    model.identifiers.claim(macro, `group ${name}`);
    return `#define ${macro} ${model.protocol === 16 ? cString(name) : number}`;
  });
  return [...lines, ""];
}

/** The header for programs. */
export function uapiHeader(model: ModuleModel): string {
  const { prefix, family, protocol, version, name } = model;
  const guard = `_UAPI_${prefix}H`;
  const claim = (macro: string): string => model.identifiers.claim(macro, `module ${name}`);
  const identity =
    protocol === 16
      ? [
          `#define ${claim(`${prefix}FAMILY_NAME`)} ${cString(family)}`,
          `#define ${claim(`${prefix}FAMILY_VERSION`)} ${version}`,
        ]
      : [`#define ${claim(`${prefix}PROTOCOL`)} ${protocol}`];
  return file([
    license("GPL-2.0 WITH Linux-syscall-note", true),
    ...comment([
      protocol === 16
        ? `Family ${family.replace(/\*\//g, "* /")} of generic netlink, for both sides of it.`
        : `Protocol ${protocol} of netlink, for both sides of it.`,
      "Written from a table by nlkit: what is changed here is lost when it is written again.",
    ]),
    `#ifndef ${guard}`,
    `#define ${guard}`,
    "",
    "#include <linux/types.h>",
    "",
    ...identity,
    "",
    ...commandLines(model),
    ...attributeLines(model),
    ...model.names.flatMap((table) => namesLines(model, table)),
    ...structLines(model),
    ...groupLines(model),
    `#endif /* ${guard} */`,
  ]);
}
