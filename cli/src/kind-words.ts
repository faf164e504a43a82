/**
 * Options of link kinds as words, made from the library's tables: every attribute of every kind can be
 * given under the kernel's name, and is read as its type says.
 *
 * @module
 */
import { wordOf } from "nlkit/format";
import { linkKinds, portKinds } from "nlkit/route";
import type { AttributeSet, EnumTable, FlagTable, ValueType } from "nlkit/schema";
import { UsageError, unknownWord } from "./usage.ts";
import { switchOf, type Value, type Word } from "./words.ts";

/** What `ip` calls some options, where the kernel has other names. */
const ALIASES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  geneve: { port: ["dstport"] },
  vlan: { protocol: ["proto"] },
  vxlan: { link: ["dev"], port: ["dstport"], group: ["remote"], group6: ["remote6"] },
};

/** Options that hold the index of a link, for which its name may be given. */
const LINK_OPTIONS: ReadonlySet<string> = new Set([
  "activeSlave",
  "backupPort",
  "conduit",
  "interlink",
  "link",
  "primary",
  "slave1",
  "slave2",
]);

function isInteger(text: string): boolean {
  return /^(-?\d+|0x[0-9a-f]+)$/i.test(text);
}

function enumValue(table: EnumTable): Value {
  const names = Object.keys(table.values);
  return {
    shown: names.length > 6 ? "NAME|NUMBER" : names.join("|"),
    read(text, name) {
      if (isInteger(text)) return Number(text);
      if (!names.includes(text)) throw unknownWord(`value of ${name}`, text, names);
      return text;
    },
  };
}

/** `gvrp,mvrp`: the bits of named flags. */
function flagBits(table: FlagTable, text: string, name: string): number {
  if (isInteger(text)) return Number(text);
  let bits = 0;
  for (const flag of text.split(",")) {
    const mask = Object.hasOwn(table.masks, flag) ? table.masks[flag] : undefined;
    if (mask === undefined) throw unknownWord(`flag of ${name}`, flag, Object.keys(table.masks));
    bits |= mask;
  }
  return bits >>> 0;
}

const INTEGER: Value = {
  shown: "NUMBER",
  read(text, name) {
    if (isInteger(text)) return Number(text);
    const value = switchOf(text);
    if (value === undefined)
      throw new UsageError(`${name}: expected a whole number, on or off, got "${text}"`);
    return value ? 1 : 0;
  },
};

const BIG_INTEGER: Value = {
  shown: "NUMBER",
  read(text, name) {
    if (isInteger(text)) return BigInt(text);
    throw new UsageError(`${name}: "${text}" is no whole number`);
  },
};

const BYTES: Value = {
  shown: "HEX",
  read(text, name) {
    if (/^([0-9a-f]{2})*$/i.test(text)) return Uint8Array.from(Buffer.from(text, "hex"));
    throw new UsageError(`${name}: "${text}" is no even number of hexadecimal digits`);
  },
};

const JSON_VALUE: Value = {
  shown: "JSON",
  read(text, name) {
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw new UsageError(`${name}: this takes JSON: ${(error as Error).message}`);
    }
  },
};

const PLAIN_TEXT: Partial<Record<ValueType["kind"], string>> = {
  ip: "ADDRESS",
  ipv4: "ADDRESS",
  ipv6: "ADDRESS",
  mac: "MAC",
  string: "TEXT",
};

/** A list of simple values: `10.0.0.1,10.0.0.2`; JSON where an element is none. */
function listValue(element: Value): Value {
  if (element === JSON_VALUE) return JSON_VALUE;
  return {
    shown: `${element.shown}[,…]`,
    read: (text, name) => text.split(",").map((each) => element.read(each, name)),
  };
}

/** `struct { flags, mask }`: the flags that are named are set, others left alone. */
function maskedFlags(type: ValueType): FlagTable | undefined {
  if (type.kind !== "struct") return undefined;
  const { flags, mask } = type.members;
  return flags?.kind === "int" && mask !== undefined ? flags.flags : undefined;
}

/** How a value of a type is written as a word. */
function valueFor(type: ValueType): Value {
  const plain = PLAIN_TEXT[type.kind];
  if (plain !== undefined) return { shown: plain, read: (text) => text };
  const masked = maskedFlags(type);
  if (masked !== undefined) {
    return {
      shown: "FLAG[,…]",
      read(text, name) {
        if (text.startsWith("{")) return JSON_VALUE.read(text, name);
        const flags = flagBits(masked, text, name);
        return { flags, mask: flags };
      },
    };
  }
  switch (type.kind) {
    case "int": {
      const { enum: names, flags } = type;
      if (names !== undefined) return enumValue(names);
      if (flags !== undefined)
        return { shown: "FLAG[,…]", read: (text, name) => flagBits(flags, text, name) };
      return type.bytes === 8 ? BIG_INTEGER : INTEGER;
    }
    case "varint":
      return BIG_INTEGER;
    case "binary":
      return BYTES;
    case "multi":
    case "indexed-array":
    case "array":
      return listValue(valueFor(type.element));
    default:
      return JSON_VALUE;
  }
}

function optionWord(
  name: string,
  type: ValueType,
  property: string,
  aliases: readonly string[],
): Word {
  const names = [wordOf(name), ...aliases] as [string, ...string[]];
  const path = `${property}.${name}`;
  if (type.kind === "flag") return { names, property: path, is: true, help: "" };
  if (!LINK_OPTIONS.has(name)) return { names, property: path, value: valueFor(type), help: "" };
  const read = (text: string): unknown => (isInteger(text) ? Number(text) : text);
  return { names, property: path, value: { shown: "DEV", read }, help: "" };
}

function wordsOf(kind: string, set: AttributeSet | undefined, property: string): Word[] {
  const aliases = ALIASES[kind] ?? {};
  return (
    Object.entries(set?.entries ?? {})
      // The other end of a pair is given in words of its own.
      .filter(([, [, type]]) => type.kind !== "payload")
      .map(([name, [, type]]) => optionWord(name, type, property, aliases[name] ?? []))
  );
}

/** The ending that says that options are those of a port: `bridge_slave`. */
const PORT = "_slave";

/**
 * The words for the options of a kind: `"vlan"`, or `"bridge_slave"` for those of a bridge's port.
 *
 * @throws `UsageError` for a kind of port that no table has. A kind of link without a table has no words:
 *   the kernel may know more kinds than this version.
 */
export function kindWords(kind: string): Word[] {
  if (!kind.endsWith(PORT)) return wordsOf(kind, linkKinds.get(kind), "options");
  const master = kind.slice(0, -PORT.length);
  if (portKinds.has(master)) return wordsOf(master, portKinds.get(master), "port");
  throw unknownWord(
    "kind of port",
    kind,
    [...portKinds.keys()].map((each) => each + PORT),
  );
}

/** Whether a kind is that of a master, said of its port. */
export function isPortKind(kind: string): boolean {
  return kind.endsWith(PORT);
}

/** All kinds that have a table. */
export function knownKinds(): string[] {
  return [...linkKinds.keys()].sort();
}

/** Turns names of links into indexes where an option holds one. */
export async function resolveLinks(
  options: Record<string, unknown> | undefined,
  indexOf: (name: string) => Promise<number>,
): Promise<void> {
  for (const [name, value] of Object.entries(options ?? {})) {
    if (options !== undefined && LINK_OPTIONS.has(name) && typeof value === "string")
      options[name] = await indexOf(value);
  }
}
