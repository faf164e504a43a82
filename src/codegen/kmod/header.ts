/**
 * The header that a module shares with programs: names and numbers of the family, its commands, attributes,
 * enumerations and structs.
 *
 * @module
 */
import { NetlinkSchemaError } from "../../errors/index.ts";
import {
  type AttributeSet,
  constantName,
  type EnumTable,
  type FlagTable,
  type ValueType,
} from "../../schema/index.ts";
import type { ModuleModel } from "./model.ts";
import { constant, cString, snake } from "./names.ts";
import { structLines } from "./structs.ts";
import { comment, file, license } from "./text.ts";

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

/** An enumeration whose numbers ascend; each is written where it does not follow from the one before. */
function enumLines(
  entries: readonly (readonly [name: string, value: number, note?: string])[],
  behind: readonly string[] = [],
): string[] {
  let next = 0;
  const lines = entries.map(([name, value, note]) => {
    const number = value === next ? "" : ` = ${value}`;
    next = value + 1;
    return `\t${name}${number},${note === undefined ? "" : ` /* ${note.replace(/\*\//g, "* /")} */`}`;
  });
  return ["enum {", ...lines, ...behind, "};", ""];
}

/** The end of the kernel's enumerations: how many there are, and the last. */
function limitLines(model: ModuleModel, prefix: string, owner: string): string[] {
  const count = model.identifiers.claim(`__${prefix}MAX`, `the end of ${owner}`);
  const last = model.identifiers.claim(`${prefix}MAX`, `the last of ${owner}`);
  return ["", `\t${count},`, `\t${last} = ${count} - 1`];
}

function commandLines(model: ModuleModel): string[] {
  const sorted = [...model.commands].sort(([, left], [, right]) => left - right);
  if (sorted.length === 0) return [];
  return enumLines(sorted, limitLines(model, model.commandPrefix, "the commands"));
}

/** Attributes by the prefix of their names: sets that share one are written as one enumeration. */
function attributeLines(model: ModuleModel): string[] {
  const groups = new Map<string, Map<string, { number: number; note: string; owner: string }>>();
  for (const set of model.sets) {
    const prefix = set.prefix === "" ? constant(model.prefix, `${set.name}_`) : set.prefix;
    const group = groups.get(prefix) ?? new Map();
    groups.set(prefix, group);
    for (const [name, [number, type]] of Object.entries(set.entries))
      addAttribute(model, group, set, name, number, type);
  }
  return [...groups].flatMap(([prefix, group]) => {
    const entries = [...group]
      .map(([name, { number, note }]) => [name, number, note] as const)
      .sort(([, left], [, right]) => left - right);
    const owner = `the attributes ${prefix}…`;
    const unspecified = `${prefix}UNSPEC`;
    const first: (readonly [string, number])[] =
      entries[0]?.[1] === 0 ? [] : [[model.identifiers.claim(unspecified, owner), 0]];
    return enumLines([...first, ...entries], limitLines(model, prefix, owner));
  });
}

function addAttribute(
  model: ModuleModel,
  group: Map<string, { number: number; note: string; owner: string }>,
  set: AttributeSet,
  name: string,
  number: number,
  type: ValueType,
): void {
  const owner = `attribute ${set.name}.${name}`;
  const cName = constantName(set, name);
  const known = group.get(cName);
  if (known?.number === number) return;
  if (known !== undefined)
    throw new NetlinkSchemaError(`${known.owner} and ${owner} would both be "${cName}" in C`);
  group.set(model.identifiers.claim(cName, owner), { number, note: typeText(type), owner });
}

function namesLines(model: ModuleModel, table: EnumTable | FlagTable): string[] {
  const isEnum = "values" in table;
  const what = isEnum ? "enumeration" : "flags";
  const prefix = `${constant(model.prefix, table.name)}_`;
  const entries = Object.entries<number>(isEnum ? table.values : table.masks).map(
    ([name, value]) => {
      const cName = prefix + snake(name).toUpperCase();
      return [model.identifiers.claim(cName, `${what} ${table.name}: ${name}`), value] as const;
    },
  );
  // C counts enumerators as int: masks, and numbers beyond it, are macros.
  const fits = entries.every(([, value]) => value === (value | 0));
  if (isEnum && fits && entries.length > 0) {
    return enumLines([...entries].sort(([, left], [, right]) => left - right));
  }
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
