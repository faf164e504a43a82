/**
 * The operations and notifications of a table as a module has them: their names in C, how they can be asked for, and by
 * whom.
 *
 * @module
 */
import { NetlinkSchemaError } from "../../errors/index.ts";
import {
  type AnyGenericOperation,
  type AnyOperation,
  type AttributeSet,
  constantName,
  type FamilyTable,
  type GenericFamilyTable,
  type Notification,
} from "../../schema/index.ts";
import { constant, type Identifiers, snake } from "./names.ts";

/** How an operation can be asked for. */
export type Mode = "do" | "dump";

/** Who may ask for an operation, and how its attributes are checked. */
export type Checks = Pick<AnyGenericOperation, "permission" | "validation" | "dumpValidation">;

/** What is said of a table's operations besides it. */
export interface OperationOptions {
  /**
   * How operations can be asked for, by their names. Where one is absent: `do`, and where exactly one message answers
   * that, `dump`, too.
   */
  readonly modes?: Readonly<Record<string, readonly Mode[]>> | undefined;
  /**
   * Who may ask and how is checked, by operations' names, for a table that does not tell: one of a spec. Where that is
   * absent, too, anyone may, and the checks are strict.
   */
  readonly checks?: Readonly<Record<string, Partial<Checks>>> | undefined;
}

/** An operation of the module. */
export interface ModuleOperation extends Checks {
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
  /** C constants of the attributes that every request has to have. */
  readonly requires: readonly string[];
}

/** A message that the module sends unasked. */
export interface ModuleNotification {
  readonly stem: string;
  readonly command: string;
}

/** Length of what command names begin with together, up to a `_`. */
function commonStart(names: readonly string[]): number {
  const [first = ""] = names;
  let length = first.length;
  for (const name of names) while (!name.startsWith(first.slice(0, length))) length--;
  return first.lastIndexOf("_", length - 1) + 1;
}

/** Names of specs are C constants already; those of `defineFamily` are keys of an object. */
const isConstant = (name: string): boolean => /^[A-Z][A-Z0-9_]*$/.test(name);

/** Whether a table says all of a generic family; one of a spec does not. */
export const isGeneric = (table: FamilyTable): table is GenericFamilyTable =>
  "notifications" in table;

/** Gives commands their names and functions their stems. */
export class Commands {
  readonly all = new Map<string, number>();
  /** What their names begin with: `NOTES_CMD_`, or whatever those of a spec do. */
  readonly prefix: string;
  readonly #start: number;
  readonly #identifiers: Identifiers;
  readonly #spell: (constant: string) => string;

  /** @param spell - Makes the module's name of a constant of the table. */
  constructor(
    prefix: string,
    table: FamilyTable,
    identifiers: Identifiers,
    spell: (constant: string) => string,
  ) {
    const messages = [...table.messages.values()].map(({ name }) => name);
    const constants = [...Object.keys(table.operations), ...messages].filter(isConstant);
    // Of a single name, what stands behind its last "_" is its own.
    this.#start = commonStart(constants);
    this.prefix = spell(constants[0]?.slice(0, this.#start) || `${prefix}CMD_`);
    this.#identifiers = identifiers;
    this.#spell = spell;
  }

  stem(name: string): string {
    return snake(isConstant(name) ? name.slice(this.#start) : name);
  }

  add(name: string, number: number, owner: string): string {
    const command = isConstant(name) ? this.#spell(name) : constant(this.prefix, name);
    if (this.#identifiers.claimNumber(command, number, owner)) this.all.set(command, number);
    return command;
  }
}

function modesOf(operation: AnyOperation, options: OperationOptions, key: string): Set<Mode> {
  const given = options.modes?.[key];
  if (given !== undefined) return new Set(given);
  return new Set(operation.oneReply ? ["do", "dump"] : ["do"]);
}

function requiredConstants(
  set: AttributeSet | undefined,
  operation: AnyOperation,
  spell: (constant: string) => string,
): string[] {
  return (operation.requires ?? [])
    .filter((name) => set !== undefined && Object.hasOwn(set.entries, name))
    .map((name) => spell(constantName(set as AttributeSet, name)));
}

/**
 * The operations, in the table's order.
 *
 * @throws `NetlinkSchemaError` for names that two things would have, and for what is said of none of them.
 */
export function operationsOf(
  table: FamilyTable,
  options: OperationOptions,
  commands: Commands,
  spell: (constant: string) => string,
): ModuleOperation[] {
  for (const name of Object.keys({ ...options.modes, ...options.checks })) {
    if (!Object.hasOwn(table.operations, name))
      throw new NetlinkSchemaError(`${table.name}: there is no operation "${name}"`);
  }
  return Object.entries(table.operations).map(([key, operation]) => {
    const owner = `operation ${key}`;
    const command = commands.add(key, operation.type, owner);
    const { replyType } = operation;
    const modes = modesOf(operation, options, key);
    const told = operation as AnyOperation & Partial<Checks>;
    const { permission = "anyone", validation = "strict" } = { ...told, ...options.checks?.[key] };
    const { dumpValidation = validation } = { ...told, ...options.checks?.[key] };
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
      requires: requiredConstants(set, operation, spell),
    };
  });
}

/** An answer of another number goes by that number's own name, where it has one. */
function replyName(table: FamilyTable, key: string, type: number): string {
  const named = table.messages.get(type)?.name;
  if (named !== undefined && isConstant(named)) return named;
  return isConstant(key) ? `${key}_REPLY` : `${key}Reply`;
}

/** Whether a message is an answer, or a request under whose number nothing arrives. */
function isAsked(table: FamilyTable, name: string, number: number): boolean {
  // ETHTOOL_MSG_WOL_NTF has the number of the request ETHTOOL_MSG_WOL_SET: each way is counted by itself.
  return (
    Object.hasOwn(table.operations, name) ||
    Object.values(table.operations).some(({ replyType }) => replyType === number)
  );
}

/** What is sent unasked, in the table's order. @throws As {@link operationsOf}. */
export function notificationsOf(table: FamilyTable, commands: Commands): ModuleNotification[] {
  const told: [string, number][] = isGeneric(table)
    ? Object.entries<Notification>(table.notifications).map(([key, { command }]) => [key, command])
    : [...table.messages].flatMap(([number, { name }]): [string, number][] =>
        isAsked(table, name, number) ? [] : [[name, number]],
      );
  return told.map(([key, number]) => ({
    stem: commands.stem(key),
    command: commands.add(key, number, `notification ${key}`),
  }));
}
