/**
 * A client of one family of a raw protocol, typed by its table: rt-link of `NETLINK_ROUTE`, nftables of
 * `NETLINK_NETFILTER`.
 *
 * @module
 */
import type {
  BatchOptions,
  DumpOptions,
  FramedBatchResult,
  NetlinkClient,
  RequestOptions,
  Subscription,
  SubscriptionOptions,
} from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import type { AnyOperation, FamilyTable, Operation } from "../../schema/index.ts";
import { NLM_F_ECHO } from "../../wire/index.ts";
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
import { batchFrame, batchSubsystem } from "./nfnetlink.ts";

/** What holds for a batch of a raw family. */
export interface RawBatchOptions extends BatchOptions {
  /**
   * Of nftables: the generation (`NFT_MSG_GETGEN`) that the rules must still be at. Where they are not, nothing is
   * done and the call fails with `ERESTART`.
   */
  readonly generation?: number | undefined;
}

/** Asks one family of a raw protocol. */
export class RawFamily<Table extends FamilyTable> {
  /** The client underneath. */
  readonly client: NetlinkClient;
  readonly table: Table;

  /** @param client - On an open endpoint of the table's protocol; closed with this. */
  constructor(client: NetlinkClient, table: Table) {
    this.client = client;
    this.table = table;
    client.describe(table);
  }

  /** An operation as it is to be asked; one that is only acknowledged answers with what it made where that is wanted. */
  #operation<In, Out>(name: string, flags: number): Operation<In, Out> {
    const operation = findOperation(this.table, name) as Operation<In, Out>;
    if (operation.replyType !== undefined || (flags & NLM_F_ECHO) === 0) return operation;
    const echo = this.table.messages.get(operation.type)?.table as typeof operation.reply;
    return { ...operation, replyType: operation.type, reply: echo ?? operation.reply };
  }

  /**
   * Asks for one answer. A change of nftables is sent in a batch of its own, for the kernel takes it no other way.
   *
   * @param options - `flags`: `NLM_F_CREATE`, `NLM_F_EXCL`, `NLM_F_REPLACE`, `NLM_F_APPEND` as the operation
   *   understands them; with `NLM_F_ECHO` a change answers with what it made, where the kernel does that.
   * @returns The first answer; undefined where there is only the acknowledgement.
   * @throws `NetlinkInputError` for an operation that the table does not have; otherwise as `NetlinkClient.do`.
   */
  async do<Name extends OperationName<Table>>(
    name: Name,
    value: RequestOf<Table, Name>,
    options: RequestOptions = {},
  ): Promise<ReplyOf<Table, Name> | undefined> {
    const { flags = 0 } = options;
    type Out = ReplyOf<Table, Name>;
    if (batchSubsystem(this.table, findOperation(this.table, name)) !== undefined) {
      const request = { operation: name, value, flags } as FamilyRequest<Table>;
      const { failures, echoes } = await this.batch([request], options);
      if (failures[0] !== undefined) throw failures[0].error;
      return echoes[0]?.body as Out | undefined;
    }
    const operation = this.#operation<RequestOf<Table, Name>, Out>(name, flags);
    const [reply] = await this.client.do(operation, value, options);
    return reply;
  }

  /** Asks for all that there are. @throws As {@link do}, and as `NetlinkClient.dump`. */
  async dump<Name extends OperationName<Table>>(
    name: Name,
    value: RequestOf<Table, Name>,
    options: DumpOptions = {},
  ): Promise<ReplyOf<Table, Name>[]> {
    type Out = ReplyOf<Table, Name>;
    return this.client.dump(this.#operation<RequestOf<Table, Name>, Out>(name, 0), value, options);
  }

  /** As {@link dump}, one after the other, with flat memory. */
  async *stream<Name extends OperationName<Table>>(
    name: Name,
    value: RequestOf<Table, Name>,
    options: DumpOptions = {},
  ): AsyncGenerator<ReplyOf<Table, Name>, void, void> {
    type Out = ReplyOf<Table, Name>;
    const operation = this.#operation<RequestOf<Table, Name>, Out>(name, 0);
    yield* this.client.stream(operation, value, options);
  }

  /**
   * Sends many requests at once. Changes of nftables are one: all are carried out, or none; those of other
   * families are carried out each for itself, as `NetlinkClient.batch` does.
   *
   * @returns What failed, each with its index, its error and the path of the attribute; what was echoed.
   * @throws `NetlinkInputError` for requests of which only some belong into a batch of nftables, and for a
   *   `generation` that nothing looks at; `NetlinkErrnoError` where the kernel refuses a batch as a whole.
   */
  async batch(
    requests: Iterable<FamilyRequest<Table>> | AsyncIterable<FamilyRequest<Table>>,
    options: RawBatchOptions = {},
  ): Promise<FramedBatchResult> {
    const { generation, ...rest } = options;
    const { operations } = this.table;
    const changes = Object.values(operations).some((each) => batchSubsystem(this.table, each));
    if (!changes) {
      if (generation !== undefined)
        throw new NetlinkInputError(
          "generation",
          generation,
          "none: the family has no generations",
        );
      const all = batchRequests(requests, (name) => findOperation(this.table, name));
      return { ...(await this.client.batch(all, rest)), echoes: [] };
    }
    const all: { operation: AnyOperation; value: unknown; flags?: number }[] = [];
    for await (const each of batchRequests(requests, (name) => findOperation(this.table, name)))
      all.push(each);
    const subsystem = all[0] && batchSubsystem(this.table, all[0].operation);
    for (const [index, { operation }] of all.entries()) {
      if (batchSubsystem(this.table, operation) !== undefined) continue;
      throw new NetlinkInputError(
        `${index}.operation`,
        operation.name,
        "a change: none that reads",
      );
    }
    return this.client.framedBatch(all, {
      ...rest,
      ...batchFrame(subsystem ?? 0, generation),
      messages: this.table.messages,
    });
  }

  /**
   * Listens to groups from now on.
   *
   * @param groups - By their names in the table: `"RTNLGRP_LINK"`. None at all (`[]`) with `unicast`: only what is sent to
   *   this socket alone, once a request of this client has registered it.
   * @param options - `unicast`: see `SubscriptionOptions`. It gets what other families of the protocol send there, too.
   * @throws `NetlinkInputError` for a group that the table does not have.
   */
  subscribe<Body = unknown>(
    groups: GroupName<Table> | readonly GroupName<Table>[],
    options: Pick<SubscriptionOptions, "signal" | "queueBytes" | "unicast"> = {},
  ): Subscription<Body> {
    return this.client.subscribe<Body>({
      groups: groupNumbers(this.table.groups, groups),
      messages: this.table.messages,
      ...options,
    });
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
