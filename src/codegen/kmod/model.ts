/**
 * A table as a module sees it: operations with their ways of being asked, the sets and structs that they
 * need, and a name in C for each.
 *
 * @module
 */
import { NetlinkSchemaError } from "../../errors/index.ts";
import {
  type AttributeSet,
  constantName,
  type EnumTable,
  type FamilyTable,
  type FlagTable,
  type StructType,
} from "../../schema/index.ts";
import { Contents } from "./contents.ts";
import { checkModuleName, constant, Identifiers, snake } from "./names.ts";
import {
  Commands,
  isGeneric,
  type ModuleNotification,
  type ModuleOperation,
  notificationsOf,
  type OperationOptions,
  operationsOf,
} from "./operations.ts";

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
  /** The family's name in its table. */
  readonly tableName: string;
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
  /** The module's name of a constant of the table. */
  readonly spell: (constant: string) => string;
}

/** The module's name of an attribute's number. */
export function attributeConstant(model: ModuleModel, set: AttributeSet, name: string): string {
  return model.spell(constantName(set, name));
}

/** What is said of a module besides its table. */
export interface ModelOptions extends OperationOptions {
  /** Name of the family, where it is another than the table's. */
  readonly name?: string | undefined;
  /** Name of the module; that of the family in small letters when absent. */
  readonly module?: string | undefined;
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
  checkModuleName(name);
  identifiers.claim(name, `module ${name}`);
  // The constants of a family that the kernel has are in its own headers, which the handlers may include.
  const isRenamed = name !== snake(table.name);
  const own = `${snake(table.name).toUpperCase()}_`;
  const spell = (name: string): string =>
    isRenamed ? constant(prefix, name.startsWith(own) ? name.slice(own.length) : name) : name;
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
  const commands = new Commands(prefix, table, identifiers, spell);
  const operations = operationsOf(table, options, commands, spell);
  const requests = new Set(operations.map(({ request }) => request));
  const common = isGeneric(table) ? table.attributes : [...requests][0];
  return {
    name,
    prefix,
    family,
    tableName: table.name,
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
    shared: requests.has(common) && !requests.has(undefined) ? common : undefined,
    identifiers,
    spell,
  };
}
