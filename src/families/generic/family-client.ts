/**
 * A client of one generic family, typed by its table.
 *
 * @module
 */
import type {
  BatchOptions,
  BatchResult,
  DumpOptions,
  NetlinkClient,
  RequestOptions,
  Subscription,
  SubscriptionOptions,
} from "../../client/index.ts";
import { ERRNO, NetlinkErrnoError } from "../../errors/index.ts";
import type { AnyOperation, FamilyTable, Operation } from "../../schema/index.ts";
import {
  batchRequests,
  type FamilyRequest,
  findOperation,
  type GroupName,
  groupNumbers,
  type OperationName,
  type ReplyOf,
  type RequestOf,
} from "../tables.ts";
import { type FamilyInfo, type FamilyPolicy, getFamily, getPolicy } from "./controller.ts";
import { FamilyWatch } from "./family-watch.ts";

/** Any table of a generic family: by `defineFamily`, or of the kernel's specs. */
export type GenericTable = FamilyTable;

/**
 * Asks one family. Its id is looked up when it is opened, and again when the kernel does not know it any more:
 * a family that was unloaded and loaded has another. Subscriptions follow it, and tell where they did.
 */
export class FamilyClient<Table extends GenericTable> {
  /** The client underneath. */
  readonly client: NetlinkClient;
  readonly table: Table;
  #info: FamilyInfo;
  /** Operations with the family's id, made when they are first asked for. */
  readonly #resolved = new Map<string, AnyOperation>();
  readonly #watch: FamilyWatch;

  /** Use `openFamily`. */
  constructor(client: NetlinkClient, table: Table, info: FamilyInfo) {
    this.client = client;
    this.table = table;
    this.#info = info;
    this.#watch = new FamilyWatch(client, table.name, (found) => this.#found(found));
    client.describe(table, info.id);
  }

  #found(info: FamilyInfo): void {
    this.#info = info;
    this.#resolved.clear();
    this.client.describe(this.table, info.id);
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
      const generic = { familyId: id, version: this.table.version ?? version };
      operation = { ...findOperation(this.table, name), generic };
      this.#resolved.set(name, operation);
    }
    return operation as Operation<In, Out>;
  }

  /**
   * Calls with the family's id; where the kernel says `ENOENT` and the family has another id by now, once more.
   * (`ENOENT` may as well be the family's own answer.)
   */
  async #call<Result>(call: () => Promise<Result>): Promise<Result> {
    const { id } = this.#info;
    try {
      return await call();
    } catch (error) {
      await this.#find(error, id);
      return call();
    }
  }

  /** Finds the family under another id than before. @throws The error itself where it is not for that. */
  async #find(error: unknown, before: number): Promise<void> {
    if (!(error instanceof NetlinkErrnoError) || error.errno !== ERRNO.ENOENT) throw error;
    const found = await getFamily(this.client, this.table.name);
    if (found.id === before) throw error;
    this.#found(found);
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
  async *stream<Name extends OperationName<Table>>(
    name: Name,
    value: RequestOf<Table, Name>,
    options: DumpOptions = {},
  ): AsyncGenerator<ReplyOf<Table, Name>, void, void> {
    type In = RequestOf<Table, Name>;
    type Out = ReplyOf<Table, Name>;
    const { id } = this.#info;
    let isBegun = false;
    try {
      for await (const row of this.client.stream(this.#at<In, Out>(name), value, options)) {
        isBegun = true;
        yield row;
      }
      return;
    } catch (error) {
      if (isBegun) throw error;
      await this.#find(error, id);
    }
    yield* this.client.stream(this.#at<In, Out>(name), value, options);
  }

  /**
   * Sends many requests at once; each is carried out for itself. See `NetlinkClient.batch`.
   *
   * @returns What failed, each with its index, its error and the path of the attribute.
   */
  batch(
    requests: Iterable<FamilyRequest<Table>> | AsyncIterable<FamilyRequest<Table>>,
    options: BatchOptions = {},
  ): Promise<BatchResult> {
    return this.client.batch(
      batchRequests(requests, (name) => this.#at(name)),
      options,
    );
  }

  /**
   * Listens to groups of the family from now on. When the family is unloaded, the stream has an
   * {@link OverrunEvent} with `reason: "unloaded"`, and goes on with `"reloaded"` when it is there again.
   *
   * @param groups - By name. None at all (`[]`) with `unicast`: only what the family sends to this socket alone, once a
   *   request of this client has registered it. That is to be asked for again after `"reloaded"`.
   * @param options - `unicast`: see `SubscriptionOptions`.
   * @throws `NetlinkInputError` for a group that the kernel's family does not have. A group that the family does
   *   not have any more when it is loaded again makes `next` throw it.
   */
  subscribe<Body = unknown>(
    groups: GroupName<Table> | readonly GroupName<Table>[],
    options: Pick<SubscriptionOptions, "signal" | "queueBytes" | "unicast"> = {},
  ): Subscription<Body> {
    const info = this.#info;
    const numbers = groupNumbers(info.groups, groups);
    const subscription: Subscription<Body> = this.client.subscribe<Body>({
      groups: this.#watch.isUnloaded ? [] : numbers,
      messages: this.table.messages,
      familyId: info.id,
      onEnd: () => this.#watch.remove(subscription),
      ...options,
    });
    this.#watch.add(subscription, typeof groups === "string" ? [groups] : groups);
    this.#watch.begin(info);
    return subscription;
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
