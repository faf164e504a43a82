/**
 * The words that tables are written in.
 *
 * @module
 */
import { NetlinkSchemaError } from "../errors/index.ts";
import type { EnumTable, FlagTable } from "./names.ts";
import type {
  AddressType,
  ArrayType,
  AttributeEntries,
  AttributeSet,
  BinaryType,
  Bitfield32Type,
  CharsType,
  Decoded,
  Encodable,
  FlagType,
  IndexedArrayType,
  IntType,
  Limits,
  MemberType,
  MessageTable,
  MultiType,
  NestType,
  NestTypeValueType,
  PadType,
  StringType,
  StructMembers,
  StructType,
  SubMessageType,
  ValueType,
  VarIntType,
} from "./types.ts";

type Small = IntType<number>;
type Big = IntType<bigint, bigint | number>;
const int = (bytes: 1 | 2 | 4 | 8, signed: boolean, order: IntType["order"] = "host") =>
  ({ kind: "int", bytes, signed, order }) as const;

/** Unsigned, 1 byte. */
export const u8: Small = int(1, false);
/** Unsigned, 2 bytes, host order. */
export const u16: Small = int(2, false);
/** Unsigned, 4 bytes, host order. */
export const u32: Small = int(4, false);
/** Unsigned, 8 bytes, host order: a bigint. */
export const u64: Big = int(8, false);
/** Signed, 1 byte. */
export const s8: Small = int(1, true);
/** Signed, 2 bytes, host order. */
export const s16: Small = int(2, true);
/** Signed, 4 bytes, host order. */
export const s32: Small = int(4, true);
/** Signed, 8 bytes, host order: a bigint. */
export const s64: Big = int(8, true);
/** Unsigned, 2 bytes, network order. */
export const u16be: Small = int(2, false, "big");
/** Unsigned, 4 bytes, network order. */
export const u32be: Small = int(4, false, "big");
/** Unsigned, 8 bytes, network order: a bigint. */
export const u64be: Big = int(8, false, "big");
/** Signed, 2 bytes, network order. */
export const s16be: Small = int(2, true, "big");
/** Signed, 4 bytes, network order. */
export const s32be: Small = int(4, true, "big");
/** Signed, 8 bytes, network order: a bigint. */
export const s64be: Big = int(8, true, "big");
/** Unsigned, 2 bytes, low byte first on every machine. */
export const u16le: Small = int(2, false, "little");
/** Unsigned, 4 bytes, low byte first on every machine. */
export const u32le: Small = int(4, false, "little");
/** Unsigned, 8 bytes, low byte first on every machine: a bigint. */
export const u64le: Big = int(8, false, "little");

/** Unsigned, 4 or 8 bytes as the value needs (`uint` of YNL): a bigint. */
export const uint: VarIntType = { kind: "varint", signed: false };
/** Signed, 4 or 8 bytes as the value needs (`sint` of YNL): a bigint. */
export const sint: VarIntType = { kind: "varint", signed: true };

/** Text with a NUL at its end; read without one, too. */
export const string: StringType = { kind: "string" };
/** Bytes of any number. */
export const binary: BinaryType = { kind: "binary" };
/** Presence is the value: `true`; `false` and absent are not sent. */
export const flag: FlagType = { kind: "flag" };
/** An IPv4 or IPv6 address: text of 4 or 16 bytes. */
export const ip: AddressType = { kind: "ip" };
/** An IPv4 address: text of 4 bytes. */
export const ipv4: AddressType = { kind: "ipv4" };
/** An IPv6 address: text of 16 bytes. */
export const ipv6: AddressType = { kind: "ipv6" };
/** A link-layer address: hexadecimal with colons, of any length. */
export const mac: AddressType = { kind: "mac" };

/** The same type with what the kernel's policy wants of it. A string's `maxLength` is kept when encoding, too. */
export function limited<Type extends IntType | VarIntType | StringType | BinaryType>(
  type: Type,
  limits: Limits,
): Type {
  return { ...type, limits };
}

/** An integer with named values: decodes to the name, or to the number where it has none. */
export function enumOf<Name extends string>(
  type: IntType,
  table: EnumTable<Name>,
): IntType<Name | number> {
  return { ...type, enum: table } as IntType<Name | number>;
}

/** An integer of flags: decodes to the number (see `flagNames`), is encoded from the number or from names. */
export function flagsOf<Name extends string, Out>(
  type: IntType<Out, unknown>,
  table: FlagTable<Name>,
): IntType<Out, Out | number | readonly Name[]> {
  return { ...type, flags: table } as IntType<Out, Out | number | readonly Name[]>;
}

/** Flags, and which of them are meant. */
export function bitfield32(table?: FlagTable): Bitfield32Type {
  return table === undefined ? { kind: "bitfield32" } : { kind: "bitfield32", flags: table };
}

/** Filler bytes of a struct; written as zeros. */
export function pad(size: number): PadType {
  return { kind: "pad", size };
}
/** A fixed number of bytes in a struct. */
export function bytes(size: number): BinaryType & { readonly size: number } {
  return { kind: "binary", size };
}
/** Text in a fixed number of bytes of a struct (`char name[16]`). */
export function chars(size: number): CharsType {
  return { kind: "chars", size };
}
/** An address in a struct, which fixes its size: 4, 6 or 16. */
export function sized(type: AddressType, size: number): AddressType & { readonly size: number } {
  return { ...type, size };
}

/**
 * Bytes that a member of a struct takes up.
 *
 * @throws `NetlinkSchemaError` where the type has no size of its own.
 */
export function sizeOf(type: MemberType): number {
  if (type.kind === "int") return type.bytes;
  if (type.kind === "array") {
    if (type.count === undefined) throw new NetlinkSchemaError("an array in a struct needs a count");
    return type.count * sizeOf(type.element);
  }
  if (type.kind === "ipv4") return 4;
  if (type.kind === "ipv6") return 16;
  if (type.size === undefined) throw new NetlinkSchemaError(`${type.kind} in a struct needs a size`);
  return type.size;
}

/** A C struct, packed: offsets are the sum of what stands before, padding is written out with {@link pad}. */
export function struct<const Members extends StructMembers>(
  name: string,
  members: Members,
): StructType<Members> {
  let size = 0;
  for (const member of Object.values(members)) size += sizeOf(member);
  return { kind: "struct", name, members, size };
}

/** A C array of integers or structs; `count` within a struct. */
export function array<Type extends ArrayType["element"]>(
  element: Type,
  count?: number,
): ArrayType<Decoded<Type>, Encodable<Type>> {
  return count === undefined ? { kind: "array", element } : { kind: "array", element, count };
}

/**
 * Attributes that stand side by side.
 *
 * @param prefix - Of the C names: attribute `mtu` of a set with prefix `"IFLA_"` is `IFLA_MTU`.
 * @param entries - Name → number, type, and the C name where it is another.
 * @throws `NetlinkSchemaError` when two attributes have one number, or one is called `unknown`.
 */
export function attributeSet<const Entries extends AttributeEntries>(
  name: string,
  prefix: string,
  entries: Entries,
): AttributeSet<Entries> {
  const seen = new Map<number, string>();
  for (const [key, [number]] of Object.entries(entries)) {
    const other = seen.get(number);
    if (other !== undefined || key === "unknown" || number !== (number & 0x3fff)) {
      throw new NetlinkSchemaError(
        other !== undefined
          ? `attribute set ${name}: ${other} and ${key} are both number ${number}`
          : `attribute set ${name}: ${key} (${number}) is no name and number of an attribute`,
      );
    }
    seen.set(number, key);
  }
  return { kind: "set", name, prefix, entries };
}

/** Attributes within an attribute; a function where two sets refer to each other. */
export function nest<Set extends AttributeSet>(
  set: Set | (() => Set),
): NestType<Decoded<Set>, Encodable<Set>> {
  return { kind: "nest", set };
}

/** An attribute that may repeat. */
export function multi<Type extends ValueType>(
  element: Type,
): MultiType<Decoded<Type>, Encodable<Type>> {
  return { kind: "multi", element };
}

/** A nest of which each child is an element and its type an index, from `base` when written. */
export function indexedArray<Type extends ValueType>(
  element: Type,
  base = 0,
): IndexedArrayType<Decoded<Type>, Encodable<Type>> {
  return { kind: "indexed-array", element, base };
}

/** Nests of one child each whose types are values: each entry of the list has them under the names of `levels`. */
export function nestTypeValue<const Level extends string, Set extends AttributeSet>(
  levels: readonly Level[],
  set: Set | (() => Set),
): NestTypeValueType<{ [Name in Level]: number } & Decoded<Set>> {
  return { kind: "nest-type-value", levels, set };
}

/** A payload whose layout the attribute `selector` names; bytes where no format has that name. */
export function subMessage<const Formats extends Readonly<Record<string, MessageTable>>>(
  selector: string,
  formats: Formats,
): SubMessageType<
  Decoded<Formats[keyof Formats]> | Uint8Array,
  Encodable<Formats[keyof Formats]> | Uint8Array
> {
  return { kind: "sub-message", selector, formats };
}

type OutOf<Type> = Type extends undefined ? unknown : Decoded<Type>;
type InOf<Type> = Type extends undefined ? unknown : Encodable<Type>;

/**
 * A payload of a fixed header and attributes, which decodes to one flat object.
 *
 * @throws `NetlinkSchemaError` when a member of the header and an attribute have one name: the table
 *   has to give one of them another.
 */
export function message<
  Header extends StructType | undefined = undefined,
  Attributes extends AttributeSet | undefined = undefined,
>(parts: {
  readonly header?: Header;
  readonly attributes?: Attributes;
}): MessageTable<OutOf<Header> & OutOf<Attributes>, InOf<Header> & InOf<Attributes>> {
  const { header, attributes } = parts;
  if (header !== undefined && attributes !== undefined) {
    for (const name of Object.keys(header.members)) {
      if (Object.hasOwn(attributes.entries, name)) {
        throw new NetlinkSchemaError(`${header.name} and ${attributes.name} both have "${name}"`);
      }
    }
  }
  return { kind: "message", header, attributes };
}
