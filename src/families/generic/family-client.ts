/**
 * A client of one generic family, typed by its table.
 *
 * @module
 */
import type {
  DumpOptions,
  NetlinkClient,
  RequestOptions,
  Subscription,
  SubscriptionOptions,
} from "../../client/index.ts";
import { ERRNO, NetlinkErrnoError, NetlinkInputError } from "../../errors/index.ts";
import {
  type AnyOperation,
  type FamilyTable,
  nearestName,
  type Operation,
} from "../../schema/index.ts";
import { type FamilyInfo, type FamilyPolicy, getFamily, getPolicy } from "./controller.ts";

/** Any table of a generic family: by `defineFamily`, or of the kernel's specs. */
export type GenericTable = FamilyTable;

/** Names of a table's operations. */
export type OperationName<Table extends GenericTable> = keyof Table["operations"] & string;
/** Names of a table's groups. */
export type GroupName<Table extends GenericTable> = keyof Table["groups"] & string;
/** What an operation takes. */
export type RequestOf<Table extends GenericTable, Name extends OperationName<Table>> =
  Table["operations"][Name] extends Operation<infer In, unknown> ? In : never;
/** What an operation answers with. */
export type ReplyOf<Table extends GenericTable, Name extends OperationName<Table>> =
  // biome-ignore lint/suspicious/noExplicitAny: an operation is contravariant in what it takes
  Table["operations"][Name] extends Operation<any, infer Out> ? Out : never;

/**
 * Asks one family. Its id is looked up when it is opened, and again when the kernel does not know it any more:
 * a family that was unloaded and loaded has another.
 */
export class FamilyClient<Table extends GenericTable> {
  /** The client underneath. */
  readonly client: NetlinkClient;
  readonly table: Table;
  #info: FamilyInfo;
  /** Operations with the family's id, made when they are first asked for. */
  readonly #resolved = new Map<string, AnyOperation>();

  /** Use `openFamily`. */
  constructor(client: NetlinkClient, table: Table, info: FamilyInfo) {
    this.client = client;
    this.table = table;
    this.#info = info;
  }

  /** The family as the kernel had it when it was last looked up. */
  get info(): FamilyInfo {
    return this.#info;
  }

  /** An operation with the id that its family has now. */
  #at<In, Out>(name: string): Operation<In, Out> {
    let operation = this.#resolved.get(name);
    if (operation === undefined) {
      const { id, version } = this.#info;
      operation = { ...this.#find(name), generic: { familyId: id, version } };
      this.#resolved.set(name, operation);
    }
    return operation as Operation<In, Out>;
  }

  #find(name: string): AnyOperation {
    const { operations } = this.table;
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation !== undefined) return operation;
    const names = Object.keys(operations);
    const near = nearestName(name, names);
    const hint =
      near === undefined ? `one of ${names.join(", ")}` : `an operation (did you mean "${near}"?)`;
    throw new NetlinkInputError("operation", name, hint);
  }

  /**
   * Calls with the family's id; where the kernel says `ENOENT` and the family has another id by now, once more.
   * (`ENOENT` may as well be the family's own answer.)
   */
  async #call<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof NetlinkErrnoError) || error.errno !== ERRNO.ENOENT) throw error;
      const before = this.#info.id;
      this.#info = await getFamily(this.client, this.table.name);
      if (this.#info.id === before) throw error;
      this.#resolved.clear();
      return call();
    }
  }

  /**
   * Asks for one answer.
   *
   * @returns The first answer; undefined where the family only acknowledges.
   * @throws `NetlinkInputError` for an operation that the table does not have; otherwise as `NetlinkClient.do`.
   */
  async do<Name extends OperationName<Table>>(
    name: Name,
    value: RequestOf<Table, Name>,
    options: RequestOptions = {},
  ): Promise<ReplyOf<Table, Name> | undefined> {
    type In = RequestOf<Table, Name>;
    type Out = ReplyOf<Table, Name>;
    const [reply] = await this.#call(() => this.client.do(this.#at<In, Out>(name), value, options));
    return reply;
  }

  /** Asks for all that there are. @throws As {@link do}, and as `NetlinkClient.dump`. */
  dump<Name extends OperationName<Table>>(
    name: Name,
    value: RequestOf<Table, Name>,
    options: DumpOptions = {},
  ): Promise<ReplyOf<Table, Name>[]> {
    type In = RequestOf<Table, Name>;
    type Out = ReplyOf<Table, Name>;
    return this.#call(async () => this.client.dump(this.#at<In, Out>(name), value, options));
  }

  /** As {@link dump}, one after the other, with flat memory. */
  stream<Name extends OperationName<Table>>(
    name: Name,
    value: RequestOf<Table, Name>,
    options: DumpOptions = {},
  ): AsyncGenerator<ReplyOf<Table, Name>, void, void> {
    return this.client.stream(
      this.#at<RequestOf<Table, Name>, ReplyOf<Table, Name>>(name),
      value,
      options,
    );
  }

  /**
   * Listens to groups of the family from now on.
   *
   * @throws `NetlinkInputError` for a group that the kernel's family does not have.
   */
  subscribe<Body = unknown>(
    groups: GroupName<Table> | readonly GroupName<Table>[],
    options: Pick<SubscriptionOptions, "signal" | "queueBytes"> = {},
  ): Subscription<Body> {
    const { id, groups: numbers } = this.#info;
    const wanted = (typeof groups === "string" ? [groups] : groups).map((group) => {
      const number = Object.hasOwn(numbers, group) ? numbers[group] : undefined;
      if (number !== undefined) return number;
      throw new NetlinkInputError(
        "group",
        group,
        `one of ${Object.keys(numbers).join(", ") || "none: the family has no groups"}`,
      );
    });
    return this.client.subscribe<Body>({
      groups: wanted,
      messages: this.table.messages,
      familyId: id,
      ...options,
    });
  }

  /** What the kernel accepts, of all operations or of one. @throws As `NetlinkClient.dump`. */
  policy(name?: OperationName<Table>, options: RequestOptions = {}): Promise<FamilyPolicy> {
    const command = name === undefined ? undefined : this.#at(name).type;
    return this.#call(() => getPolicy(this.client, this.#info.id, command, options));
  }

  /** Closes the socket; see `NetlinkClient.close`. */
  close(): void {
    this.client.close();
  }

  /** As {@link close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}
