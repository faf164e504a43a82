/**
 * A spec once every number is known and every reference is found: what tables are made of.
 *
 * @module
 */
import type { Limits } from "../schema/index.ts";
import type { Place } from "./parse.ts";

/** A named number that stands alone. */
export interface ConstModel {
  readonly kind: "const";
  readonly name: string;
  readonly value: number | string;
}

/** An enumeration, or flags, whose numbers are then bit numbers. */
export interface NamesModel {
  readonly kind: "enum" | "flags";
  readonly name: string;
  readonly entries: ReadonlyMap<string, number>;
}

/** What a value looks like; shared by attributes and members of structs. */
export interface ShapeModel {
  readonly name: string;
  /** As the spec writes it: `"u32"`, `"binary"`, `"nest"`… */
  readonly type: string;
  readonly order: "host" | "big" | "little";
  readonly names: NamesModel | undefined;
  /** Whether the numbers of `names` are bits. */
  readonly asFlags: boolean;
  readonly hint: string | undefined;
  readonly struct: StructModel | undefined;
  readonly place: Place;
}

/** A member of a struct. */
export interface MemberModel extends ShapeModel {
  /** Bytes; 0 of an array that has no count. */
  readonly size: number;
  readonly offset: number;
  /** Type of the elements of an array of scalars. */
  readonly subType: string | undefined;
  /** Elements of an array; undefined where it holds as many as there are. */
  readonly count: number | undefined;
}

/** A packed struct. */
export interface StructModel {
  readonly kind: "struct";
  readonly name: string;
  readonly members: readonly MemberModel[];
  /** Bytes of all members. */
  readonly size: number;
}

/** Anything under `definitions`. */
export type DefinitionModel = ConstModel | NamesModel | StructModel;

/** An attribute. */
export interface AttributeModel extends ShapeModel {
  readonly value: number;
  /** C name: `"IFLA_MTU"`. */
  readonly constant: string;
  readonly isMulti: boolean;
  readonly subType: string | undefined;
  /** Name of the set that a nest holds. */
  readonly nested: string | undefined;
  /** Name of the struct in front of the attributes of a payload or of records. */
  readonly header: string | undefined;
  readonly subMessage: string | undefined;
  readonly selector: string | undefined;
  /** Levels of a nest-type-value. */
  readonly levels: readonly string[];
  /** Index of the first child of an indexed array when written. */
  readonly base: number;
  readonly limits: Limits | undefined;
}

/** A set of attributes. */
export interface SetModel {
  readonly name: string;
  readonly subsetOf: string | undefined;
  /** C prefix: `"IFLA_"`. */
  readonly prefix: string;
  readonly attributes: ReadonlyMap<string, AttributeModel>;
}

/** One layout of a sub-message; `value` is absent from the one for all other selectors. */
export interface FormatModel {
  readonly value: string | undefined;
  readonly header: string | undefined;
  readonly set: string | undefined;
}

/** Something that can be asked, or that is told unasked. */
export interface OperationModel {
  readonly name: string;
  /** C name: `"RTM_GETLINK"`. */
  readonly constant: string;
  /** C name of what answers, where that is another. */
  readonly replyConstant: string;
  /** Number of the request; undefined for a notification. */
  readonly request: number | undefined;
  /** Number of the answers, or of the notification; undefined where there are none. */
  readonly reply: number | undefined;
  /** Whether it can be asked for: not so for notifications, events and numbers held in reserve. */
  readonly isRequest: boolean;
  readonly modes: readonly ("do" | "dump" | "notify" | "event")[];
  readonly header: string | undefined;
  readonly set: string | undefined;
  /** Whether the kernel may take milliseconds over it. */
  readonly isSlow: boolean;
  /** Whether a `do` is answered by exactly one message. */
  readonly isOneReply: boolean;
  /** Number of a dump's rows, where an overlay says that it is not that of `reply`. */
  readonly dumpReply: number | undefined;
  /** Attributes or header members that the kernel refuses every request without, where an overlay lists them. */
  readonly requires: readonly string[];
  /** Who may ask: `admin-perm`, `uns-admin-perm`; anyone where it is empty. */
  readonly flags: readonly string[];
  /** What the kernel does not check of a request: `strict`, `dump`, `dump-strict`. */
  readonly notValidated: readonly string[];
}

/** A whole spec. */
export interface SpecModel {
  readonly name: string;
  /** `"netlink-raw"`, or one of the generic ones. */
  readonly protocol: string;
  /** Number of the raw protocol; 16 for generic families. */
  readonly protocolNumber: number;
  /** Version in the genlmsghdr. */
  readonly version: number;
  readonly definitions: ReadonlyMap<string, DefinitionModel>;
  readonly sets: ReadonlyMap<string, SetModel>;
  readonly subMessages: ReadonlyMap<string, readonly FormatModel[]>;
  readonly operations: readonly OperationModel[];
  /** Groups by name; those of generic families have no number before the kernel gives one. */
  readonly groups: ReadonlyMap<string, number | undefined>;
  /** Definitions that tables are made of though no message refers to them. */
  readonly keep: readonly string[];
}
