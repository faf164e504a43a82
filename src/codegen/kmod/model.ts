/**
 * A table as a module sees it: operations with their ways of being asked, the sets and structs that they
 * need, and a name in C for each.
 *
 * @module
 */
import { NetlinkSchemaError } from "../../errors/index.ts";
import {
  type AnyGenericOperation,
  type AnyOperation,
  type AttributeSet,
  constantName,
  type EnumTable,
  type FamilyTable,
  type FlagTable,
  type GenericFamilyTable,
  type MemberType,
  type MessageTable,
  type Notification,
  payloadTable,
  type StructType,
  type ValueType,
} from "../../schema/index.ts";
import { constant, Identifiers, snake } from "./names.ts";

/** How an operation can be asked for. */
export type Mode = "do" | "dump";

/** An operation of the module. */
export interface ModuleOperation {
  /** In messages for people: the table's name of it. */
  readonly name: string;
  /** In the names of functions. */
  readonly stem: string;
  /** C constant of the request's number. */
  readonly command: string;
  /** C constant of the answers' number; undefined where only an acknowledgement answers. */
  readonly replyCommand: string | undefined;
  readonly modes: ReadonlySet<Mode>;
  readonly request: AttributeSet | undefined;
  readonly permission: "anyone" | "admin" | "namespace-admin";
  readonly validation: "strict" | "liberal";
  readonly dumpValidation: "strict" | "liberal" | "unchecked";
  /** C constants of the attributes that every request has to have. */
  readonly requires: readonly string[];
}

/** A message that the module sends unasked. */
export interface ModuleNotification {
  readonly stem: string;
  readonly command: string;
}

/** A struct, and what it is called. */
export interface ModuleStruct {
  readonly type: StructType;
  readonly cName: string;
}

/** All that is written of a module. */
export interface ModuleModel {
  /** Of the module, and of all that it defines. */
  readonly name: string;
  /** The same in capitals, with `_` at its end. */
  readonly prefix: string;
  readonly family: string;
  readonly protocol: number;
  readonly version: number;
  readonly header: ModuleStruct | undefined;
  readonly operations: readonly ModuleOperation[];
  readonly notifications: readonly ModuleNotification[];
  /** C constants of the commands and their numbers. */
  readonly commands: ReadonlyMap<string, number>;
  /** What their names begin with. */
  readonly commandPrefix: string;
  /** Groups: stem, name, number (of a raw protocol). */
  readonly groups: readonly {
    readonly stem: string;
    readonly name: string;
    readonly number: number;
  }[];
  /** Every set, those within others after them. */
  readonly sets: readonly AttributeSet[];
  /** Structs, each after those within it. */
  readonly structs: readonly ModuleStruct[];
  readonly names: readonly (EnumTable | FlagTable)[];
  /** The set that all operations share, if they do. */
  readonly shared: AttributeSet | undefined;
  /** What is taken already of the names that the module's parts share. */
  readonly identifiers: Identifiers;
}

/** What is said of a module besides its table. */
export interface ModelOptions {
  /** Name of the family, where it is another than the table's. */
  readonly name?: string | undefined;
  /** Name of the module; that of the family in small letters when absent. */
  readonly module?: string | undefined;
  /**
   * How operations can be asked for, by their names. Where one is absent: `do`, and where exactly one message answers
   * that, `dump`, too.
   */
  readonly modes?: Readonly<Record<string, readonly Mode[]>> | undefined;
}

/** What the tables of a family hold, found by walking them. */
class Contents {
  readonly sets = new Set<AttributeSet>();
  readonly structs = new Set<StructType>();
  readonly names = new Set<EnumTable | FlagTable>();

  addMessage(table: MessageTable): void {
    if (table.header !== undefined) this.#addMember(table.header);
    if (table.attributes !== undefined) this.#addSet(table.attributes);
  }

  #addSet(set: AttributeSet): void {
    if (this.sets.has(set)) return;
    this.sets.add(set);
    for (const [, type] of Object.values(set.entries)) this.#addValue(type);
  }

  #addValue(type: ValueType): void {
    switch (type.kind) {
      case "nest":
      case "sequence":
      case "nest-type-value":
        return this.#addSet(typeof type.set === "function" ? type.set() : type.set);
      case "multi":
      case "indexed-array":
        return this.#addValue(type.element);
      case "payload":
        return this.addMessage(payloadTable(type));
      case "records":
        return this.addMessage(type.table);
      case "sub-message":
        for (const table of Object.values(type.formats)) this.addMessage(table);
        if (type.otherwise !== undefined) this.addMessage(type.otherwise);
        return;
      case "int":
      case "struct":
      case "array":
        return this.#addMember(type);
      case "bitfield32":
        if (type.flags !== undefined) this.names.add(type.flags);
        return;
      default:
        return;
    }
  }

  #addMember(type: MemberType): void {
    if (type.kind === "int") {
      const names = type.enum ?? type.flags;
      if (names !== undefined) this.names.add(names);
    } else if (type.kind === "array" || type.kind === "rest") this.#addMember(type.element);
    else if (type.kind === "struct" && !this.structs.has(type)) {
      for (const member of Object.values(type.members)) this.#addMember(member);
      this.structs.add(type);
    }
  }
}

/** Length of what command names begin with together, up to a `_`. */
function commonStart(names: readonly string[]): number {
  const [first = ""] = names;
  let length = first.length;
  for (const name of names) while (!name.startsWith(first.slice(0, length))) length--;
  return first.lastIndexOf("_", length - 1) + 1;
}

const isGeneric = (table: FamilyTable): table is GenericFamilyTable => "notifications" in table;
/** Names of specs are C constants already; those of `defineFamily` are keys of an object. */
const isConstant = (name: string): boolean => /^[A-Z][A-Z0-9_]*$/.test(name);

/** Gives commands their names and functions their stems. */
class Commands {
  readonly all = new Map<string, number>();
  /** What their names begin with: `NOTES_CMD_`, or whatever those of a spec do. */
  readonly prefix: string;
  readonly #start: number;
  readonly #identifiers: Identifiers;

  constructor(prefix: string, operations: readonly string[], identifiers: Identifiers) {
    const constants = operations.filter(isConstant);
    // Of a single name, what stands behind its last "_" is its own.
    this.#start = commonStart(constants);
    this.prefix = constants[0]?.slice(0, this.#start) || `${prefix}CMD_`;
    this.#identifiers = identifiers;
  }

  stem(name: string): string {
    return snake(isConstant(name) ? name.slice(this.#start) : name);
  }

  add(name: string, number: number, owner: string): string {
    const command = isConstant(name) ? name : constant(this.prefix, name);
    if (this.all.get(command) !== number) {
      this.#identifiers.claim(command, owner);
      this.all.set(command, number);
    }
    return command;
  }
}

/** The one header of all messages; a generic family has one, and the kernel counts on it. */
function headerOf(table: FamilyTable): StructType | undefined {
  const tables = Object.values(table.operations).flatMap(({ request, reply, replyType }) =>
    replyType === undefined ? [request] : [request, reply],
  );
  const [first, ...others] = tables.map(({ header }) => header);
  if (table.protocol === 16 && others.some((header) => header !== first)) {
    throw new NetlinkSchemaError(`${table.name}: its messages have different headers`);
  }
  return isGeneric(table) ? table.header : first;
}

function modesOf(operation: AnyOperation, options: ModelOptions, key: string): Set<Mode> {
  const given = options.modes?.[key];
  if (given !== undefined) return new Set(given);
  return new Set(operation.oneReply ? ["do", "dump"] : ["do"]);
}

function requiredConstants(set: AttributeSet | undefined, operation: AnyOperation): string[] {
  return (operation.requires ?? [])
    .filter((name) => set !== undefined && Object.hasOwn(set.entries, name))
    .map((name) => constantName(set as AttributeSet, name));
}

/** What only `defineFamily` tells of an operation. */
type Checks = "permission" | "validation" | "dumpValidation";

function operationsOf(
  table: FamilyTable,
  options: ModelOptions,
  commands: Commands,
): ModuleOperation[] {
  for (const name of Object.keys(options.modes ?? {})) {
    if (!Object.hasOwn(table.operations, name))
      throw new NetlinkSchemaError(`${table.name}: there is no operation "${name}"`);
  }
  return Object.entries(table.operations).map(([key, operation]) => {
    const owner = `operation ${key}`;
    const command = commands.add(key, operation.type, owner);
    const { replyType } = operation;
    const modes = modesOf(operation, options, key);
    const generic = operation as AnyOperation & Partial<Pick<AnyGenericOperation, Checks>>;
    const { permission = "anyone", validation = "strict", dumpValidation = validation } = generic;
    const set = operation.request.attributes;
    const reply =
      replyType === undefined || replyType === operation.type
        ? replyType === undefined
          ? undefined
          : command
        : commands.add(replyName(table, key, replyType), replyType, `the answer of ${owner}`);
    if (modes.has("dump") && reply === undefined)
      throw new NetlinkSchemaError(`${owner}: a dump needs answers, and it has none`);
    return {
      name: key,
      stem: commands.stem(key),
      command,
      replyCommand: reply,
      modes,
      request: set,
      permission,
      validation,
      dumpValidation,
      requires: requiredConstants(set, operation),
    };
  });
}

/** An answer of another number goes by that number's own name, where it has one. */
function replyName(table: FamilyTable, key: string, type: number): string {
  const named = table.messages.get(type)?.name;
  if (named !== undefined && isConstant(named)) return named;
  return isConstant(key) ? `${key}_REPLY` : `${key}Reply`;
}

function notificationsOf(table: FamilyTable, commands: Commands): ModuleNotification[] {
  const told: [string, number][] = isGeneric(table)
    ? Object.entries<Notification>(table.notifications).map(([key, { command }]) => [key, command])
    : [...table.messages].flatMap(([number, { name }]): [string, number][] =>
        Object.values(table.operations).some(
          ({ type, replyType }) => type === number || replyType === number,
        )
          ? []
          : [[name, number]],
      );
  return told.map(([key, number]) => ({
    stem: commands.stem(key),
    command: commands.add(key, number, `notification ${key}`),
  }));
}

/** A struct's name, with the module's before it: the kernel has an `ifinfomsg` of its own. */
function structName(module: string, type: StructType): string {
  const name = snake(type.name);
  return name.startsWith(`${module}_`) ? name : `${module}_${name}`;
}

/**
 * What a module is made of.
 *
 * @throws `NetlinkSchemaError` for names that C cannot have, or that two things would have.
 */
export function moduleModel(table: FamilyTable, options: ModelOptions = {}): ModuleModel {
  const family = options.name ?? table.name;
  const name = options.module ?? snake(family);
  const prefix = `${name.toUpperCase()}_`;
  const identifiers = new Identifiers();
  identifiers.claim(name, `module ${name}`);
  const contents = new Contents();
  for (const { request, reply, replyType } of Object.values(table.operations)) {
    contents.addMessage(request);
    if (replyType !== undefined) contents.addMessage(reply);
  }
  for (const { table: message } of table.messages.values()) contents.addMessage(message);
  const structs = [...contents.structs].map((type) => ({
    type,
    cName: identifiers.claim(structName(name, type), `struct ${type.name}`),
  }));
  const header = headerOf(table);
  const commands = new Commands(prefix, Object.keys(table.operations), identifiers);
  const operations = operationsOf(table, options, commands);
  const requests = new Set(operations.map(({ request }) => request));
  const own = isGeneric(table) ? table.attributes : [...requests][0];
  return {
    name,
    prefix,
    family,
    protocol: table.protocol,
    version: table.version ?? 1,
    header: structs.find(({ type }) => type === header),
    operations,
    notifications: notificationsOf(table, commands),
    commands: commands.all,
    commandPrefix: commands.prefix,
    groups: Object.entries(table.groups).map(([group, number]) => ({
      stem: snake(group),
      name: group,
      number,
    })),
    sets: [...contents.sets],
    structs,
    names: [...contents.names],
    // An operation without attributes would inherit those of the family.
    shared: requests.size > 0 && !requests.has(undefined) ? own : undefined,
    identifiers,
  };
}
