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
  PayloadType,
  RecordsType,
  RestType,
  SequenceType,
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
/** Attributes that are kept as bytes, for what they are is told elsewhere; sent with `NLA_F_NESTED`. */
export const nestedBinary: BinaryType = { kind: "binary", nested: true };
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
/**
 * An address of a socket, of IPv4 or IPv6: `"10.0.0.1:80"`, `"[2001:db8::1]:80"`, `"[fe80::1%2]:80"` where it has a scope.
 */
export const sockaddr: AddressType = { kind: "sockaddr" };

/**
 * The same type with what the kernel's policy wants of it. A string's `maxLength` is kept when encoding, too.
 *
 * @throws `NetlinkSchemaError` when a length is no whole number.
 */
export function limited<Type extends IntType | VarIntType | StringType | BinaryType>(
  type: Type,
  limits: Limits,
): Type {
  for (const length of [limits.minLength, limits.maxLength]) {
    if (length !== undefined) counted(length, "limited");
  }
  return { ...type, limits };
}

/** An integer with named values: decodes to the name, or to the number where it has none (a bigint for 8 bytes). */
export function enumOf<Name extends string, Out, In>(
  type: IntType<Out, In>,
  table: EnumTable<Name>,
): IntType<Name | Out, Name | In> {
  return { ...type, enum: table } as IntType<Name | Out, Name | In>;
}

/** An integer of flags: decodes to the number (see `flagNames`), is encoded from the number or from names. */
export function flagsOf<Name extends string, Out, In>(
  type: IntType<Out, In>,
  table: FlagTable<Name>,
): IntType<Out, In | readonly Name[]> {
  return { ...type, flags: table } as IntType<Out, In | readonly Name[]>;
}

/** Flags, and which of them are meant. */
export function bitfield32(table?: FlagTable): Bitfield32Type {
  return table === undefined ? { kind: "bitfield32" } : { kind: "bitfield32", flags: table };
}

/** The number itself, if it can count bytes or elements. */
function counted(count: number, what: string): number {
  if (Number.isInteger(count) && count >= 0) return count;
  throw new NetlinkSchemaError(`${what}: ${String(count)} is no number of bytes or elements`);
}

/** Filler bytes of a struct; written as zeros. */
export function pad(size: number): PadType {
  return { kind: "pad", size: counted(size, "pad") };
}
/** A fixed number of bytes in a struct. */
export function bytes(size: number): BinaryType & { readonly size: number } {
  return { kind: "binary", size: counted(size, "bytes") };
}
/** Text in a fixed number of bytes of a struct (`char name[16]`). */
export function chars(size: number): CharsType {
  return { kind: "chars", size: counted(size, "chars") };
}
/**
 * An address in a struct, which fixes its size.
 *
 * @param size - 4 or 16 for `ip`, any for `mac`; IPv4 and IPv6 have theirs, a socket's address has none.
 * @throws `NetlinkSchemaError` for a size that the address cannot have.
 */
export function sized(type: AddressType, size: number): AddressType & { readonly size: number } {
  const { kind } = type;
  const fits =
    kind === "mac" ||
    (size === 4 && (kind === "ip" || kind === "ipv4")) ||
    (size === 16 && (kind === "ip" || kind === "ipv6"));
  if (!fits) throw new NetlinkSchemaError(`sized: no ${kind} has ${String(size)} bytes`);
  return { ...type, size: counted(size, "sized") };
}

/**
 * Bytes that a member of a struct takes up.
 *
 * @throws `NetlinkSchemaError` where the type has no size of its own.
 */
export function sizeOf(type: MemberType): number {
  if (type.kind === "int") return type.bytes;
  if (type.kind === "array") {
    if (type.count === undefined)
      throw new NetlinkSchemaError("an array in a struct needs a count");
    return type.count * sizeOf(type.element);
  }
  if (type.kind === "rest") return 0;
  if (type.kind === "ipv4") return 4;
  if (type.kind === "ipv6") return 16;
  if (type.size === undefined)
    throw new NetlinkSchemaError(`${type.kind} in a struct needs a size`);
  return type.size;
}

/**
 * Refuses names that a plain object cannot keep in their place: those that every object inherits
 * (`__proto__` would change the object itself), and whole numbers, which come first in any object.
 */
function checkName(owner: string, name: string, reserved: string): void {
  if (name === reserved || name in Object.prototype || /^(0|[1-9]\d*)$/.test(name)) {
    throw new NetlinkSchemaError(`${owner}: ${JSON.stringify(name)} cannot be a name here`);
  }
}

/** Whether a struct ends in as many elements as there are. */
function hasRest(type: { readonly kind: string }): boolean {
  return (
    type.kind === "struct" &&
    Object.values((type as StructType).members).some((member) => member.kind === "rest")
  );
}

/** Refuses a struct of no fixed size where something stands after it. */
function checkFixed(owner: string, type: { readonly kind: string }): void {
  if (hasRest(type))
    throw new NetlinkSchemaError(`${owner}: what ends in a rest cannot have anything after it`);
}

/**
 * A C struct, packed: offsets are the sum of what stands before, padding is written out with {@link pad}.
 *
 * @throws `NetlinkSchemaError` when a member has no size, or a name that an object cannot keep, or stands
 *   after a {@link rest}; `trailing` is taken for bytes after the struct.
 */
export function struct<const Members extends StructMembers>(
  name: string,
  members: Members,
): StructType<Members> {
  let size = 0;
  let last: MemberType | undefined;
  for (const [key, member] of Object.entries(members)) {
    checkName(`struct ${name}`, key, "trailing");
    checkFixed(`struct ${name}`, member);
    if (last?.kind === "rest")
      throw new NetlinkSchemaError(`struct ${name}: "${key}" stands after a rest`);
    size += sizeOf(member);
    last = member;
  }
  return { kind: "struct", name, members, size };
}

/** A C array of integers or structs; `count` within a struct. */
export function array<Type extends ArrayType["element"]>(
  element: Type,
  count?: number,
): ArrayType<Decoded<Type>, Encodable<Type>> {
  checkFixed("array", element);
  if (count === undefined) return { kind: "array", element };
  return { kind: "array", element, count: counted(count, "array") };
}

/**
 * The flexible array at the end of a struct that is a whole attribute (`struct tc_u32_key keys[]`): as many
 * whole elements as its bytes hold. Whatever counts them in the struct is a member of its own.
 *
 * @throws `NetlinkSchemaError` for elements that have no size.
 */
export function rest<Type extends RestType["element"]>(
  element: Type,
): RestType<Decoded<Type>, Encodable<Type>> {
  checkFixed("rest", element);
  if (sizeOf(element) === 0) throw new NetlinkSchemaError("rest: its elements need a size");
  return { kind: "rest", element };
}

/**
 * Attributes that stand side by side.
 *
 * @param prefix - Of the C names: attribute `mtu` of a set with prefix `"IFLA_"` is `IFLA_MTU`.
 * @param entries - Name → number, type, and the C name where it is another.
 * @throws `NetlinkSchemaError` when two attributes have one number, a number does not fit `nla_type`, or a
 *   name is one that an object cannot keep; `unknown` is taken for attributes that the set does not have.
 */
export function attributeSet<const Entries extends AttributeEntries>(
  name: string,
  prefix: string,
  entries: Entries,
): AttributeSet<Entries> {
  const seen = new Map<number, string>();
  const owner = `attribute set ${name}`;
  for (const [key, [number]] of Object.entries(entries)) {
    checkName(owner, key, "unknown");
    const other = seen.get(number);
    if (other !== undefined) {
      throw new NetlinkSchemaError(`${owner}: ${other} and ${key} are both number ${number}`);
    }
    if (number !== (number & 0x3fff)) {
      throw new NetlinkSchemaError(`${owner}: ${key} cannot have the number ${String(number)}`);
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

/**
 * As {@link nest}, with names for what it decodes to and is encoded from: declarations then hold the
 * names, where inferred types would hold the whole content twice a level.
 */
export function nestOf<Out, In>(set: AttributeSet | (() => AttributeSet)): NestType<Out, In> {
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

/**
 * Nests of one child each whose types are values: each entry of the list has them under the names of `levels`.
 *
 * @throws `NetlinkSchemaError` when a level has the name of an attribute of the set, or one that an
 *   object cannot keep.
 */
export function nestTypeValue<const Level extends string, Set extends AttributeSet>(
  levels: readonly Level[],
  set: Set | (() => Set),
): NestTypeValueType<{ [Name in Level]: number } & Decoded<Set>> {
  for (const level of levels) {
    checkName("nestTypeValue", level, "unknown");
    if (typeof set !== "function" && Object.hasOwn(set.entries, level)) {
      throw new NetlinkSchemaError(`nestTypeValue: ${set.name} has an attribute "${level}", too`);
    }
  }
  return { kind: "nest-type-value", levels, set };
}

/**
 * A payload whose layout the attribute, or member of the header, `selector` names. Where no format has
 * that name it is `otherwise`, and without that it is bytes.
 */
export function subMessage<
  const Formats extends Readonly<Record<string, MessageTable>>,
  Otherwise extends MessageTable = Formats[keyof Formats],
>(
  selector: string,
  formats: Formats,
  otherwise?: Otherwise,
): SubMessageType<
  Decoded<Formats[keyof Formats] | Otherwise> | Uint8Array,
  Encodable<Formats[keyof Formats] | Otherwise> | Uint8Array,
  Formats
> {
  const type = { kind: "sub-message", selector, formats } as const;
  return otherwise === undefined ? type : { ...type, otherwise };
}

/** A header and attributes as the payload of an attribute; a function where two tables refer to each other. */
export function payload<Table extends MessageTable>(
  table: Table | (() => Table),
): PayloadType<Decoded<Table>, Encodable<Table>> {
  return { kind: "payload", table };
}

/** As {@link payload}, with names as for {@link nestOf}. */
export function payloadOf<Out, In>(
  table: MessageTable | (() => MessageTable),
): PayloadType<Out, In> {
  return { kind: "payload", table };
}

/**
 * Headers with attributes, one after the other, each led by a u16 that counts it (`struct rtnexthop`).
 *
 * @param table - Its header has `pad(2)` where that length stands: it is no value, but computed.
 * @throws `NetlinkSchemaError` when the header begins with anything else.
 */
export function records<Table extends MessageTable>(
  table: Table,
): RecordsType<Decoded<Table>, Encodable<Table>> {
  const first = Object.values(table.header?.members ?? {})[0];
  if (first?.kind !== "pad" || first.size !== 2) {
    throw new NetlinkSchemaError(
      "records: the header has to begin with pad(2), where the length stands",
    );
  }
  return { kind: "records", table };
}

/** Attributes of a set one after the other, whose order counts: a list of objects of one attribute. */
export function sequence<Set extends AttributeSet>(
  set: Set | (() => Set),
): SequenceType<Decoded<Set>, Encodable<Set>> {
  return { kind: "sequence", set };
}

/** As {@link sequence}, with names as for {@link nestOf}. */
export function sequenceOf<Out, In>(
  set: AttributeSet | (() => AttributeSet),
): SequenceType<Out, In> {
  return { kind: "sequence", set };
}

type OutOf<Type, Absent> = Type extends undefined ? Absent : Decoded<Type>;
type InOf<Type, Absent> = Type extends undefined ? Absent : Encodable<Type>;
/** What follows the header where the table has no attributes. */
export interface Trailing {
  /** Its bytes. */
  trailing?: Uint8Array;
}

/**
 * A payload of a fixed header and attributes, which decodes to one flat object.
 *
 * @throws `NetlinkSchemaError` when a member of the header and an attribute have one name, or a member
 *   that of the list of unknown attributes: the table has to give one of them another. Padding has no
 *   value, so that its name does not matter.
 */
export function message<
  Header extends StructType | undefined = undefined,
  Attributes extends AttributeSet | undefined = undefined,
>(parts: {
  readonly header?: Header;
  readonly attributes?: Attributes;
}): MessageTable<
  OutOf<Header, unknown> & OutOf<Attributes, Trailing>,
  InOf<Header, unknown> & InOf<Attributes, Trailing>
> {
  return messageOf(parts);
}

/** As {@link message}, with names as for {@link nestOf}. */
export function messageOf<Out, In>(parts: {
  readonly header?: StructType | undefined;
  readonly attributes?: AttributeSet | undefined;
}): MessageTable<Out, In> {
  const { header, attributes } = parts;
  if (header !== undefined) checkFixed("message", header);
  if (header !== undefined && attributes !== undefined) {
    for (const [name, member] of Object.entries(header.members)) {
      if (member.kind === "pad") continue;
      if (name === "unknown" || Object.hasOwn(attributes.entries, name)) {
        throw new NetlinkSchemaError(`${header.name} and ${attributes.name} both have "${name}"`);
      }
    }
  }
  return { kind: "message", header, attributes };
}
