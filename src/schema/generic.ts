/**
 * Families of generic netlink, described once for both sides: the client asks by the table, the
 * embedded kernel answers by it.
 *
 * @module
 */
import { NetlinkSchemaError } from "../errors/index.ts";
import { encodeText } from "../wire/index.ts";
import { attributeSet, message } from "./define.ts";
import type { FamilyTable, MessageKind, Operation, Requiring } from "./operation.ts";
import type {
  AttributeEntries,
  AttributeSet,
  Decoded,
  Encodable,
  MessageTable,
  StructType,
} from "./types.ts";

/** `NETLINK_GENERIC`. */
const GENERIC_PROTOCOL = 16;
/** `GENL_NAMSIZ`, the NUL included: of families and of groups. */
const NAME_SIZE = 16;

/** Who may ask for an operation: `GENL_ADMIN_PERM`, `GENL_UNS_ADMIN_PERM`, or anyone. */
export type Permission = "anyone" | "admin" | "namespace-admin";

/** An operation of a generic family, with all that either side needs of it. */
export interface GenericOperation<
  RequestOut = unknown,
  RequestIn = unknown,
  ReplyOut = unknown,
  ReplyIn = unknown,
> extends Operation<RequestIn, ReplyOut> {
  readonly request: MessageTable<RequestOut, RequestIn>;
  readonly reply: MessageTable<ReplyOut, ReplyIn>;
  /** Command of the messages that answer. */
  readonly replyType: number;
  /** Who may ask. */
  readonly permission: Permission;
  /** How the kernel checks its attributes: strict refuses what it does not know, liberal passes over it. */
  readonly validation: "strict" | "liberal";
  /** The same for its dumps; unchecked, the handler looks for itself. */
  readonly dumpValidation: "strict" | "liberal" | "unchecked";
}

/** Any operation, its types aside. */
// biome-ignore lint/suspicious/noExplicitAny: it is contravariant in what it takes
export type AnyGenericOperation = GenericOperation<any, any, any, any>;

/** A message that a family sends unasked. */
export interface Notification<Out = unknown, In = Out> {
  /** Command of its `genlmsghdr`. */
  readonly command: number;
  readonly table: MessageTable<Out, In>;
}

/** A generic family. Its `messages` are by command, for `nlmsg_type` is the id that the kernel gives it. */
export interface GenericFamilyTable<
  Operations extends Readonly<Record<string, AnyGenericOperation>> = Readonly<
    Record<string, AnyGenericOperation>
  >,
  Notifications extends Readonly<Record<string, Notification>> = Readonly<
    Record<string, Notification>
  >,
  Group extends string = string,
> extends FamilyTable<Operations, Readonly<Record<Group, number>>, typeof GENERIC_PROTOCOL> {
  readonly version: number;
  /** What stands between `genlmsghdr` and the attributes. */
  readonly header: StructType | undefined;
  /** The attributes that operations share, unless one has its own. */
  readonly attributes: AttributeSet | undefined;
  readonly notifications: Notifications;
}

/** An operation as {@link defineFamily} takes it. */
export interface OperationDefinition {
  /** Number of the request, 0 to 255. */
  readonly command: number;
  /** Number of the answers; the same when absent. */
  readonly replyCommand?: number;
  /** Attributes of the request; those of the family when absent. */
  readonly request?: AttributeSet;
  /** Attributes of the answers; those of the family when absent. */
  readonly reply?: AttributeSet;
  /** See {@link GenericOperation.permission}; anyone when absent. */
  readonly permission?: Permission;
  /** See {@link GenericOperation.validation}; strict when absent. */
  readonly validation?: "strict" | "liberal";
  /** See {@link GenericOperation.dumpValidation}; as `validation` when absent. */
  readonly dumpValidation?: "strict" | "liberal" | "unchecked";
  /** See {@link Operation.slow}. */
  readonly slow?: boolean;
  /** See {@link Operation.oneReply}. */
  readonly oneReply?: boolean;
  /** See {@link Operation.requires}. */
  readonly requires?: readonly string[];
  /** See {@link Operation.addressedReply}. */
  readonly addressedReply?: boolean;
  /** See {@link Operation.anyReplyCommand}. */
  readonly anyReplyCommand?: boolean;
  /** See {@link Operation.acknowledgesWith}. */
  readonly acknowledgesWith?: string;
}

/** A notification as {@link defineFamily} takes it. */
export interface NotificationDefinition {
  /** Number of the message, 0 to 255. */
  readonly command: number;
  /** Its attributes; those of the family when absent. */
  readonly attributes?: AttributeSet;
}

type SetOf<Attributes> = Attributes extends AttributeSet
  ? Attributes
  : Attributes extends AttributeEntries
    ? AttributeSet<Attributes>
    : undefined;
type OutOf<Part> = Part extends StructType | AttributeSet ? Decoded<Part> : unknown;
type InOf<Part> = Part extends StructType | AttributeSet ? Encodable<Part> : unknown;
type Own<Definition, Key extends string, Shared> = Definition extends {
  readonly [Name in Key]: infer Set extends AttributeSet;
}
  ? Set
  : Shared;
type RequiredIn<Definition, In> = Definition extends { readonly requires: infer Names }
  ? Requiring<In, (Names & readonly string[])[number] & keyof In>
  : In;
type OperationOf<Definition, Header, Shared> = GenericOperation<
  OutOf<Header> & OutOf<Own<Definition, "request", Shared>>,
  RequiredIn<Definition, InOf<Header> & InOf<Own<Definition, "request", Shared>>>,
  OutOf<Header> & OutOf<Own<Definition, "reply", Shared>>,
  InOf<Header> & InOf<Own<Definition, "reply", Shared>>
>;
type NotificationOf<Definition, Header, Shared> = Notification<
  OutOf<Header> & OutOf<Own<Definition, "attributes", Shared>>,
  InOf<Header> & InOf<Own<Definition, "attributes", Shared>>
>;

/** Operations of a family by what {@link defineFamily} was given; named, so that declarations hold the name. */
export type DefinedOperations<Definitions, Header, Shared> = {
  readonly [Name in keyof Definitions]: OperationOf<Definitions[Name], Header, Shared>;
};
/** The same of its notifications. */
export type DefinedNotifications<Definitions, Header, Shared> = {
  readonly [Name in keyof Definitions]: NotificationOf<Definitions[Name], Header, Shared>;
};

function checkName(what: string, name: string): void {
  const bytes = encodeText(name).length;
  if (bytes > 0 && bytes < NAME_SIZE && !name.includes("\0")) return;
  throw new NetlinkSchemaError(
    `${what} ${JSON.stringify(name)}: a name has 1 to ${NAME_SIZE - 1} bytes and no NUL`,
  );
}

function checkByte(what: string, value: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= 0xff) return;
  throw new NetlinkSchemaError(`${what}: ${String(value)} does not fit a byte`);
}

function hasMember({ header, attributes }: MessageTable, member: string): boolean {
  return (
    Object.hasOwn(attributes?.entries ?? {}, member) || Object.hasOwn(header?.members ?? {}, member)
  );
}

/** Makes the tables of one family, one object for each pair of header and attributes. */
class Tables {
  readonly #header: StructType | undefined;
  readonly #shared: AttributeSet | undefined;
  readonly #made = new Map<AttributeSet | undefined, MessageTable>();

  constructor(header: StructType | undefined, shared: AttributeSet | undefined) {
    this.#header = header;
    this.#shared = shared;
  }

  of(own: AttributeSet | undefined): MessageTable {
    const set = own ?? this.#shared;
    let table = this.#made.get(set);
    if (table === undefined) {
      table = message<StructType | undefined, AttributeSet | undefined>({
        ...(this.#header !== undefined && { header: this.#header }),
        ...(set !== undefined && { attributes: set }),
      }) as MessageTable;
      this.#made.set(set, table);
    }
    return table;
  }
}

function defineOperation(
  family: string,
  name: string,
  definition: OperationDefinition,
  tables: Tables,
): AnyGenericOperation {
  const { command, replyCommand = command, validation = "strict", requires } = definition;
  const { acknowledgesWith } = definition;
  checkByte(`${family}.${name}.command`, command);
  checkByte(`${family}.${name}.replyCommand`, replyCommand);
  const request = tables.of(definition.request);
  const lacking = requires?.find((member) => !hasMember(request, member));
  if (lacking !== undefined)
    throw new NetlinkSchemaError(
      `${family}.${name} requires "${lacking}", which its request does not have`,
    );
  const reply = tables.of(definition.reply);
  if (acknowledgesWith !== undefined && !hasMember(reply, acknowledgesWith))
    throw new NetlinkSchemaError(
      `${family}.${name} acknowledges with "${acknowledgesWith}", which its answer does not have`,
    );
  return {
    name,
    type: command,
    request,
    replyType: replyCommand,
    reply,
    slow: definition.slow ?? false,
    oneReply: definition.oneReply ?? false,
    ...(requires !== undefined && { requires }),
    ...(definition.addressedReply === true && { addressedReply: true }),
    ...(definition.anyReplyCommand === true && { anyReplyCommand: true }),
    ...(acknowledgesWith !== undefined && { acknowledgesWith }),
    permission: definition.permission ?? "anyone",
    validation,
    dumpValidation: definition.dumpValidation ?? validation,
  };
}

/**
 * Defines a generic family.
 *
 * @param definition - `attributes`: a set, or its entries (C names then begin with `NAME_A_`); `header`:
 *   the family's own header, where it has one.
 * @throws `NetlinkSchemaError` for a name of more than 15 bytes, two operations of one command, two groups of
 *   one name, numbers that do not fit a byte, and required members that a request does not have.
 * @example
 * ```ts
 * import { defineFamily, string, u32 } from "nlkit/schema";
 * const demo = defineFamily({
 *   name: "DEMO",
 *   version: 1,
 *   attributes: { id: [1, u32], text: [2, string] },
 *   operations: { get: { command: 1, oneReply: true }, set: { command: 2, permission: "admin" } },
 *   notifications: { changed: { command: 3 } },
 *   groups: ["events"],
 * });
 * console.assert(demo.operations.get.type === 1 && "events" in demo.groups);
 * ```
 */
export function defineFamily<
  const Operations extends Readonly<Record<string, OperationDefinition>>,
  const Attributes extends AttributeSet | AttributeEntries | undefined = undefined,
  Header extends StructType | undefined = undefined,
  const Notifications extends Readonly<Record<string, NotificationDefinition>> = Record<
    never,
    NotificationDefinition
  >,
  const Group extends string = never,
>(definition: {
  readonly name: string;
  readonly version?: number;
  readonly header?: Header;
  readonly attributes?: Attributes;
  readonly operations: Operations;
  readonly notifications?: Notifications;
  readonly groups?: readonly Group[];
}): GenericFamilyTable<
  DefinedOperations<Operations, Header, SetOf<Attributes>>,
  DefinedNotifications<Notifications, Header, SetOf<Attributes>>,
  Group
> {
  const { name, version = 1, header, attributes, groups = [] } = definition;
  checkName("family", name);
  checkByte(`${name}.version`, version);
  const set: AttributeSet | undefined =
    attributes === undefined || isSet(attributes)
      ? attributes
      : attributeSet(name, `${name.replace(/\W/g, "_").toUpperCase()}_A_`, attributes);
  const tables = new Tables(header, set);
  const operations: Record<string, AnyGenericOperation> = {};
  const notifications: Record<string, Notification> = {};
  const messages = new Map<number, MessageKind>();
  const commands = new Map<number, string>();
  for (const [key, operation] of Object.entries(definition.operations)) {
    const defined = defineOperation(name, key, operation, tables);
    const other = commands.get(defined.type);
    if (other !== undefined) {
      throw new NetlinkSchemaError(`${name}: ${other} and ${key} are both command ${defined.type}`);
    }
    commands.set(defined.type, key);
    operations[key] = defined;
    messages.set(defined.replyType, { name: key, table: defined.reply });
  }
  for (const [key, { command, attributes: own }] of Object.entries(
    definition.notifications ?? {},
  )) {
    checkByte(`${name}.${key}.command`, command);
    notifications[key] = { command, table: tables.of(own) };
    messages.set(command, { name: key, table: tables.of(own) });
  }
  for (const group of groups) checkName(`${name}: group`, group);
  if (new Set(groups).size < groups.length) {
    throw new NetlinkSchemaError(`${name}: two groups have one name`);
  }
  return {
    name,
    protocol: GENERIC_PROTOCOL,
    version,
    header,
    attributes: set,
    operations: operations as never,
    notifications: notifications as never,
    messages,
    // The kernel gives them their numbers when the family is registered.
    groups: Object.fromEntries(groups.map((group) => [group, 0])) as Record<Group, number>,
  };
}

function isSet(attributes: AttributeSet | AttributeEntries): attributes is AttributeSet {
  return attributes["kind"] === "set";
}
