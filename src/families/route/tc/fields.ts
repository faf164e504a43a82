/**
 * How options of traffic control are told as tables: each property with how it is read from the decoded attributes
 * and written to them. A kind of qdisc, class, filter or action is a table of such fields.
 *
 * One convention for all of them, in the name of the property: a `bitrate` is in bits per second; `…Bytes` and
 * `…Packets` are what they say; `…Ms` is in milliseconds and may have fractions, as far as the kernel counts
 * (microseconds mostly); `…Ns` is in nanoseconds, where schedules need them; `…Percent` goes from 0 to 100.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import {
  checkFlag,
  checkList,
  checkNumber,
  checkProperties,
  type LinkRef,
  parseAddress,
} from "../input.ts";
import { formatClassId, parseClassId } from "./handles.ts";

/** Attributes as the table decodes them. */
export type Message = Readonly<Record<string, unknown>>;
/** Attributes while they are put together. */
export type Draft = Record<string, unknown>;
/** The name of a link by its index; undefined where it has none here. */
export type NameOf = (index: number) => string | undefined;
/** Finds the index of a link. @param name - What the caller calls it, for errors. */
export type IndexOf = (name: string, ref: LinkRef) => Promise<number>;

/** One property. */
export interface Field<Value> {
  /** Attributes that it stands for: names of the first level. */
  readonly attributes: readonly string[];
  /** Where the codec finds fault with it: `"parms.limit"`. */
  readonly path: string;
  /** Turns links in its value into indexes, which is what is written. */
  readonly resolve?: (name: string, value: Value, indexOf: IndexOf) => Promise<Value>;
  /** Its value; undefined where there is none, or where it says nothing. */
  read(message: Message, nameOf: NameOf): Value | undefined;
  /** @param name - What the caller calls it, for errors. @throws `NetlinkInputError` */
  write(name: string, value: Value, draft: Draft): void;
}

/** Fields by their properties. */
// biome-ignore lint/suspicious/noExplicitAny: a field takes and gives one type, and tables hold fields of any
export type Fields = Readonly<Record<string, Field<any>>>;
/** What a table of fields takes and gives. */
export type OptionsOf<Table extends Fields> = {
  readonly [Property in keyof Table]?: Table[Property] extends Field<infer Value> ? Value : never;
};

/** The largest number of 32 bits. */
export const MAX_U32 = 0xffffffff;

/** The value at a path; undefined where a part of it is absent. */
export function valueAt(message: Message, path: string): unknown {
  let value: unknown = message;
  for (const part of path.split(".")) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Message)[part];
  }
  return value;
}

/** Sets the value at a path, and makes what it is in. */
export function putAt(draft: Draft, path: string, value: unknown): void {
  const parts = path.split(".");
  const last = parts.pop() as string;
  let at = draft;
  for (const part of parts) {
    at[part] ??= {};
    at = at[part] as Draft;
  }
  at[last] = value;
}

/** The part of a path that is an attribute's name. */
export function attributeOf(path: string): string {
  return path.split(".", 1)[0] as string;
}

/** A field at one place. */
export function fieldAt<Value>(
  path: string,
  read: (value: unknown) => Value | undefined,
  write: (name: string, value: Value) => unknown,
): Field<Value> {
  return {
    attributes: [attributeOf(path)],
    path,
    read(message) {
      const value = valueAt(message, path);
      return value === undefined ? undefined : read(value);
    },
    write: (name, value, draft) => putAt(draft, path, write(name, value)),
  };
}

/** What the codec reads and writes as it is: addresses, names of enumerations, text. */
export function plain<Value = string>(path: string): Field<Value> {
  return fieldAt<Value>(
    path,
    (value) => value as Value,
    (_name, value) => value,
  );
}

/** What holds for a whole number. */
interface NumberLimits {
  readonly low?: number;
  readonly high?: number;
  /** What the kernel has where nothing was said. */
  readonly absent?: number;
}

/** A whole number. */
export function number(
  path: string,
  { low = 0, high = MAX_U32, absent }: NumberLimits = {},
): Field<number> {
  return fieldAt<number>(
    path,
    (value) => (value === absent ? undefined : Number(value)),
    (name, value) => {
      checkNumber(name, value, low, high);
      return value;
    },
  );
}

/** A number that the kernel counts in a smaller unit. @param factor - How many of those one of ours is. */
export function scaled(
  path: string,
  factor: number,
  { high = MAX_U32, absent }: NumberLimits = {},
): Field<number> {
  return fieldAt<number>(
    path,
    (value) => (value === absent ? undefined : Number(value) / factor),
    (name, value) => {
      const units = Math.round(value * factor);
      if (typeof value === "number" && value >= 0 && units <= high) return units;
      throw new NetlinkInputError(name, value, `a number from 0 to ${high / factor}`);
    },
  );
}

/** Milliseconds, of an attribute in microseconds. */
export function milliseconds(path: string, limits?: NumberLimits): Field<number> {
  return scaled(path, 1000, limits);
}

/** Seconds, as milliseconds. */
export function wholeSeconds(path: string, limits?: NumberLimits): Field<number> {
  const field = scaled(path, 1 / 1000, limits);
  return {
    ...field,
    write(name, value, draft) {
      if (value % 1000 !== 0) throw new NetlinkInputError(name, value, "a multiple of 1000 ms");
      field.write(name, value, draft);
    },
  };
}

/** Yes or no, as a number; two attributes of one meaning have it only where it is yes. */
export function onOff(
  path: string,
  { only = false }: { readonly only?: boolean } = {},
): Field<boolean> {
  return fieldAt<boolean>(
    path,
    (value) => (only && Number(value) === 0 ? undefined : Number(value) !== 0),
    (name, value) => {
      checkFlag(name, value);
      return value ? 1 : 0;
    },
  );
}

/** An attribute that is there or not. @param content - What is in it where it is. */
export function present(path: string, content: unknown = true): Field<boolean> {
  return {
    attributes: [attributeOf(path)],
    path,
    read: (message) => (valueAt(message, path) === undefined ? undefined : true),
    write(name, value, draft) {
      checkFlag(name, value);
      if (value) putAt(draft, path, content);
    },
  };
}

/** A bit among others. */
export function bit(path: string, mask: number): Field<boolean> {
  return {
    attributes: [attributeOf(path)],
    path,
    read: (message) => ((Number(valueAt(message, path) ?? 0) & mask) === 0 ? undefined : true),
    write(name, value, draft) {
      checkFlag(name, value);
      const before = Number(valueAt(draft, path) ?? 0);
      putAt(draft, path, (value ? before | mask : before & ~mask) >>> 0);
    },
  };
}

/** One of some names that stand for numbers; a number that has none stays one. */
export function choice<Name extends string>(
  path: string,
  numbers: Readonly<Record<Name, number>>,
): Field<Name | number> {
  const names = new Map(
    Object.entries<number>(numbers).map(([name, value]) => [value, name as Name]),
  );
  return fieldAt<Name | number>(
    path,
    (value) => names.get(Number(value)) ?? Number(value),
    (name, value) => {
      if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
      if (Object.hasOwn(numbers, value)) return numbers[value as Name];
      throw new NetlinkInputError(
        name,
        value,
        `one of ${Object.keys(numbers).join(", ")}, or a number`,
      );
    },
  );
}

/** The fewest digits that encode to the same. */
function shortest(exact: number, encode: (value: number) => number): number {
  const wanted = encode(exact);
  for (let digits = 1; digits < 15; digits++) {
    const value = Number(exact.toPrecision(digits));
    if (encode(value) === wanted) return value;
  }
  return exact;
}

/** One of the names that a table has for an enumeration, as it is called here; a number that has none stays one. */
export function named<Name extends string>(
  path: string,
  names: Readonly<Record<Name, string>>,
): Field<Name | number> {
  const ours = new Map(
    Object.entries<string>(names).map(([name, kernel]) => [kernel, name as Name]),
  );
  return fieldAt<Name | number>(
    path,
    (value) => ours.get(value as string) ?? (value as number),
    (name, value) => {
      if (typeof value === "number") return value;
      if (Object.hasOwn(names, value)) return names[value];
      throw new NetlinkInputError(name, value, `one of ${Object.keys(names).join(", ")}`);
    },
  );
}

/** An address of IPv4 or IPv6, each of which has an attribute of its own. */
export function eitherAddress(ipv4: string, ipv6: string): Field<string> {
  return {
    attributes: [attributeOf(ipv4), attributeOf(ipv6)],
    path: ipv4,
    read: (message) => (valueAt(message, ipv4) ?? valueAt(message, ipv6)) as string | undefined,
    write(name, value, draft) {
      parseAddress(name, value);
      putAt(draft, value.includes(":") ? ipv6 : ipv4, value);
    },
  };
}

const percentBits = (percent: number): number => Math.round((percent / 100) * MAX_U32);

/** A probability, of which the kernel has a fraction of 2^32. @param encode - How it is rounded. */
export function percent(path: string, encode = percentBits): Field<number> {
  return fieldAt<number>(
    path,
    (value) => {
      const exact = (Number(value) / MAX_U32) * 100;
      return exact === 0 ? undefined : shortest(exact, encode);
    },
    (name, value) => {
      if (typeof value === "number" && value >= 0 && value <= 100) return encode(value);
      throw new NetlinkInputError(name, value, "a number of percent, from 0 to 100");
    },
  );
}

/** A class: `"1:10"`. */
export function classId(path: string): Field<string> {
  return fieldAt<string>(
    path,
    (value) => (value === 0 ? undefined : formatClassId(Number(value))),
    (name, value) => parseClassId(name, value),
  );
}

/** A link: by name or index in requests, by name in answers, or by index where it has no name here. */
export function link(path: string): Field<LinkRef> {
  return {
    attributes: [attributeOf(path)],
    path,
    resolve: (name, value, indexOf) => indexOf(name, value),
    read(message, nameOf) {
      const index = Number(valueAt(message, path) ?? 0);
      return index === 0 ? undefined : (nameOf(index) ?? index);
    },
    write: (_name, value, draft) => putAt(draft, path, value),
  };
}

/** A list of objects that have these properties. @param write - Makes an attribute's entry of one. */
export function objects<Item extends object>(
  path: string,
  properties: readonly (keyof Item & string)[],
  read: (value: unknown) => readonly Item[] | undefined,
  write: (name: string, item: Item) => unknown,
): Field<readonly Item[]> {
  return fieldAt<readonly Item[]>(path, read, (name, value) => {
    checkList(name, value);
    return value.map((item, at) => {
      checkProperties(`${name}[${at}]`, item, properties);
      return write(`${name}[${at}]`, item);
    });
  });
}

/** A list of whole numbers. @param length - How many the kernel has room for; the rest are 0. */
export function numbers(
  path: string,
  high: number,
  length?: number,
  low = 0,
): Field<readonly number[]> {
  return fieldAt<readonly number[]>(
    path,
    (value) => Array.from(value as ArrayLike<number>),
    (name, value) => {
      checkList(name, value);
      if (length !== undefined && value.length > length)
        throw new NetlinkInputError(name, value, `a list of ${length} at most`);
      for (const [at, each] of value.entries()) checkNumber(`${name}[${at}]`, each, low, high);
      return length === undefined ? [...value] : Array.from({ length }, (_, at) => value[at] ?? 0);
    },
  );
}
