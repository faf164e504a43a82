/**
 * What a table can say: the descriptors of values, structs, attribute sets and messages, as plain data,
 * and the TypeScript types that follow from them. `define.ts` has the words that tables are written in.
 *
 * @module
 */
import type { RawAttribute } from "../wire/index.ts";
import type { EnumTable, FlagTable } from "./names.ts";

declare const OUT: unique symbol;
declare const IN: unique symbol;

/** Around a type that is carried, so that it can be taken out again without being looked into. */
interface Carried<Type> {
  readonly type: Type;
}

/** Carries, for the type checker only, what a value decodes to and what it may be encoded from. */
export interface Typed<Out, In = Out> {
  readonly [OUT]?: Carried<Out>;
  readonly [IN]?: Carried<In>;
}

/** What the kernel's policy wants of a value, beyond its type; kept by the embedded kernel, told by `getPolicy`. */
export interface Limits {
  /** Smallest number. */
  readonly min?: number | bigint;
  /** Largest number. */
  readonly max?: number | bigint;
  /** Bits that may be set. */
  readonly mask?: number | bigint;
  /** Fewest bytes. */
  readonly minLength?: number;
  /** Most bytes (of a string: without its NUL). */
  readonly maxLength?: number;
}

/** An integer of fixed width. */
export interface IntType<Out = unknown, In = Out> extends Typed<Out, In> {
  readonly kind: "int";
  readonly bytes: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  readonly order: "host" | "big" | "little";
  readonly enum?: EnumTable;
  readonly flags?: FlagTable;
  readonly limits?: Limits;
}

/** `uint` or `sint`: 4 or 8 bytes, whichever the value needs. */
export interface VarIntType extends Typed<bigint, bigint | number> {
  readonly kind: "varint";
  readonly signed: boolean;
  readonly limits?: Limits;
}

/** Text that ends at a NUL, or at the end of the payload. */
export interface StringType extends Typed<string> {
  readonly kind: "string";
  readonly limits?: Limits;
}

/** Bytes; `size` where a struct fixes their number. */
export interface BinaryType extends Typed<Uint8Array> {
  readonly kind: "binary";
  readonly size?: number;
  /** They are attributes, and are sent with `NLA_F_NESTED`. */
  readonly nested?: boolean;
  readonly limits?: Limits;
}

/** Text in a fixed number of bytes of a struct. */
export interface CharsType extends Typed<string> {
  readonly kind: "chars";
  readonly size: number;
}

/** Filler of a struct; no value. */
export interface PadType extends Typed<never> {
  readonly kind: "pad";
  readonly size: number;
}

/** An attribute whose presence is the value. */
export interface FlagType extends Typed<true, boolean> {
  readonly kind: "flag";
}

/** An address: text where the bytes are those of one, else the bytes. `size` where a struct fixes it. */
export interface AddressType extends Typed<string | Uint8Array> {
  readonly kind: "ip" | "ipv4" | "ipv6" | "mac" | "sockaddr";
  readonly size?: number;
}

/** `struct nla_bitfield32`: bits and which of them are meant. */
export interface Bitfield32Type
  extends Typed<{ value: number; selector: number }, { value: number; selector: number }> {
  readonly kind: "bitfield32";
  readonly flags?: FlagTable;
}

/** A packed C struct. */
export interface StructType<Members extends StructMembers = StructMembers>
  extends Typed<StructOut<Members>, StructIn<Members>> {
  readonly kind: "struct";
  readonly name: string;
  readonly members: Members;
  /** Bytes of all members, without those of a {@link RestType}. */
  readonly size: number;
}

/** Attributes within an attribute. `set` is a function where sets refer to each other in a circle. */
export interface NestType<Out = unknown, In = Out> extends Typed<Out, In> {
  readonly kind: "nest";
  readonly set: AttributeSet | (() => AttributeSet);
}

/** An attribute that repeats; a list of its values. */
export interface MultiType<Out = unknown, In = Out> extends Typed<Out[], readonly In[]> {
  readonly kind: "multi";
  readonly element: ValueType;
}

/** Values one after the other without headers: a C array. `count` where a struct fixes it. */
export interface ArrayType<Out = unknown, In = Out> extends Typed<Out[], readonly In[]> {
  readonly kind: "array";
  readonly element: IntType | StructType | CharsType | BinaryType | AddressType;
  readonly count?: number;
}

/** As many elements as follow the members before it: a flexible array, the last member of a struct. */
export interface RestType<Out = unknown, In = Out> extends Typed<Out[], readonly In[]> {
  readonly kind: "rest";
  readonly element: IntType | StructType;
}

/** A nest whose children's types are indexes; a list of their values. */
export interface IndexedArrayType<Out = unknown, In = Out> extends Typed<Out[], readonly In[]> {
  readonly kind: "indexed-array";
  readonly element: ValueType;
  /** Index of the first child when written. */
  readonly base: number;
}

/** Nests of one child each, whose types are values of their own: `[policyId][attributeId] { … }`. */
export interface NestTypeValueType<Out = unknown> extends Typed<Out[], readonly Out[]> {
  readonly kind: "nest-type-value";
  /** What the type numbers of each level mean. */
  readonly levels: readonly string[];
  readonly set: AttributeSet | (() => AttributeSet);
}

/** A payload whose layout another attribute names. */
export interface SubMessageType<
  Out = unknown,
  In = Out,
  Formats extends Readonly<Record<string, MessageTable>> = Readonly<Record<string, MessageTable>>,
> extends Typed<Out, In> {
  readonly kind: "sub-message";
  /** Name of the attribute that selects; looked up in this set, then outwards. */
  readonly selector: string;
  /** Layout for each value of it. */
  readonly formats: Formats;
  /** Layout where the selector is there but names none of them. */
  readonly otherwise?: MessageTable;
}

/** A header and attributes as the payload of an attribute. `table` is a function where tables refer to each other. */
export interface PayloadType<Out = unknown, In = Out> extends Typed<Out, In> {
  readonly kind: "payload";
  readonly table: MessageTable | (() => MessageTable);
}

/**
 * Headers with attributes, one after the other: each record starts with a u16, in host order, that
 * counts its header and attributes; the next one stands at the next multiple of 4.
 */
export interface RecordsType<Out = unknown, In = Out> extends Typed<Out[], readonly In[]> {
  readonly kind: "records";
  /** Its header begins with two bytes of padding, in the place of the length. */
  readonly table: MessageTable;
}

/**
 * Attributes whose order is part of their meaning, each any number of times: a list of objects of one
 * attribute. An object of several is written in the order of its keys.
 */
export interface SequenceType<Out = unknown, In = Out> extends Typed<Out[], readonly In[]> {
  readonly kind: "sequence";
  readonly set: AttributeSet | (() => AttributeSet);
}

/** Anything that an attribute can hold. */
export type ValueType =
  | IntType
  | VarIntType
  | StringType
  | BinaryType
  | CharsType
  | FlagType
  | AddressType
  | Bitfield32Type
  | StructType
  | NestType
  | MultiType
  | ArrayType
  | IndexedArrayType
  | NestTypeValueType
  | SubMessageType
  | PayloadType
  | RecordsType
  | SequenceType;

/** Anything that a struct can hold. */
export type MemberType =
  | IntType
  | BinaryType
  | CharsType
  | PadType
  | AddressType
  | StructType
  | ArrayType
  | RestType;

/** Members of a struct in order. */
export type StructMembers = Readonly<Record<string, MemberType>>;

/** An attribute: its number, what it holds, and its C name where that is not prefix + name. */
export type AttributeEntry = readonly [number: number, type: ValueType, constant?: string];

/** Attributes of a set by name. */
export type AttributeEntries = Readonly<Record<string, AttributeEntry>>;

/** A set of attributes that stand side by side. */
export interface AttributeSet<Entries extends AttributeEntries = AttributeEntries>
  extends Typed<SetOut<Entries>, SetIn<Entries>> {
  readonly kind: "set";
  readonly name: string;
  /** C prefix of its numbers: `"IFLA_"`. */
  readonly prefix: string;
  readonly entries: Entries;
}

/** A payload: a fixed header, then attributes; either may be absent. */
export interface MessageTable<Out = unknown, In = Out> extends Typed<Out, In> {
  readonly kind: "message";
  readonly header: StructType | undefined;
  readonly attributes: AttributeSet | undefined;
}

/** What a type, set or message decodes to. */
export type Decoded<Type> = Type extends { readonly [OUT]?: Carried<infer Out> } ? Out : never;
/** What a type, set or message can be encoded from. */
export type Encodable<Type> = Type extends { readonly [IN]?: Carried<infer In> } ? In : never;

type Named<Members> = {
  [Name in keyof Members as Members[Name] extends PadType ? never : Name]: Members[Name];
};
/** Object of a struct's members. */
export type StructOut<Members> = {
  -readonly [Name in keyof Named<Members>]: Decoded<Members[Name & keyof Members]>;
};
/** Object that a struct can be encoded from: absent members are zero. */
export type StructIn<Members> = {
  readonly [Name in keyof Named<Members>]?: Encodable<Members[Name & keyof Members]> | undefined;
};
type TypeOf<Entry> = Entry extends readonly [number, infer Type, ...unknown[]] ? Type : never;
/** What every set may carry besides its own attributes. */
export interface Extras {
  /** Attributes that the table does not know, or whose length is not what it says. */
  unknown?: RawAttribute[];
}
/** Object of a set's attributes. */
export type SetOut<Entries> = {
  -readonly [Name in keyof Entries]?: Decoded<TypeOf<Entries[Name]>>;
} & Extras;
/** Object that a set can be encoded from. */
export type SetIn<Entries> = {
  readonly [Name in keyof Entries]?: Encodable<TypeOf<Entries[Name]>> | undefined;
} & { readonly unknown?: readonly RawAttribute[] | undefined };
