/**
 * What the handlers of a generic family look like: their requests and replies are typed by the family's table.
 *
 * @module
 */
import type { ErrnoName } from "../errors/index.ts";
import type {
  AnyGenericOperation,
  Decoded,
  Encodable,
  GenericFamilyTable,
} from "../schema/index.ts";
import type { Sender } from "./sender.ts";

/** Any generic family's table. */
export type AnyFamilyTable = GenericFamilyTable;

/** Operations of a table. */
export type Operations<Table extends AnyFamilyTable> = Table["operations"];
/** Notifications of a table. */
export type Notifications<Table extends AnyFamilyTable> = Table["notifications"];
/** Names of a table's groups. */
export type GroupOf<Table extends AnyFamilyTable> = keyof Table["groups"] & string;
/** What a handler of an operation is given. */
export type RequestOf<Operation extends AnyGenericOperation> = Decoded<Operation["request"]>;
/** What a handler of an operation may reply with. */
export type ReplyOf<Operation extends AnyGenericOperation> = Encodable<Operation["reply"]>;

/** Answers one request of a family. Its functions may be taken out of it. */
export interface RequestContext<Table extends AnyFamilyTable = AnyFamilyTable> {
  /** Who asked. */
  readonly sender: Sender;
  /** Name of the operation. */
  readonly operation: string;
  /** `nlmsg_seq` and `nlmsg_flags` of the request. */
  readonly seq: number;
  readonly flags: number;
  /**
   * Refuses the request: the client gets the errno, the sentence, and the place of the attribute.
   *
   * @param path - Names of the attribute at fault, outermost first.
   * @throws Always, what refuses it.
   */
  readonly refuse: (errno: ErrnoName, message?: string, path?: readonly string[]) => never;
  /** Refuses the request because an attribute is missing: `EINVAL` with its number. @throws Always. */
  readonly missing: (attribute: string, message?: string) => never;
  /** Says something that comes with a success. */
  readonly warn: (message: string) => void;
  /**
   * Tells a group of what was done. The one who asked gets it too, once, if the request says so (`NLM_F_ECHO`), and
   * then not as a member of the group.
   */
  notify<Name extends keyof Notifications<Table> & string>(
    this: void,
    group: GroupOf<Table>,
    notification: Name,
    value: Encodable<Notifications<Table>[Name]["table"]>,
  ): void;
}

/** Answers one request that is no dump. */
export interface DoContext<Reply, Table extends AnyFamilyTable = AnyFamilyTable>
  extends RequestContext<Table> {
  /**
   * Sends an answer; it can be read before the handler returns.
   *
   * @throws `NetlinkEncodeError` for a value that the operation's table refuses: uncaught, the client gets `EIO`.
   */
  readonly reply: (value: Reply) => void;
}

/** The handlers of one operation. Throwing what is no refusal gives the client `EIO` and the text. */
export interface OperationHandlers<
  Request = unknown,
  Reply = unknown,
  Table extends AnyFamilyTable = AnyFamilyTable,
> {
  /** Answers a request. Others of the same socket wait until a promise has settled. */
  readonly doit?: (request: Request, context: DoContext<Reply, Table>) => void | Promise<void>;
  /**
   * Gives the rows of a dump, each a message; the next is taken when the reader has room for it. Of an asynchronous one
   * the reader gets what fills a chunk, and the rest at its end; it is left where the socket is closed
   * (`context.sender.signal`).
   */
  readonly dumpit?: (
    request: Request,
    context: RequestContext<Table>,
  ) => Iterable<Reply> | AsyncIterable<Reply>;
  /** Before a dump: what it refuses is refused by an error, not by the end of a dump. */
  readonly start?: (request: Request, context: RequestContext<Table>) => void;
  /** After a dump, also one that was not read to its end. */
  readonly done?: (context: RequestContext<Table>) => void;
  /** Changes whenever what is dumped changes; a dump across a change is marked (`NLM_F_DUMP_INTR`). */
  readonly generation?: () => number;
}

/** Handlers by operation; an operation without any does not exist (`EOPNOTSUPP`). */
export type FamilyHandlers<Table extends AnyFamilyTable> = {
  readonly [Name in keyof Operations<Table>]?: OperationHandlers<
    RequestOf<Operations<Table>[Name]>,
    ReplyOf<Operations<Table>[Name]>,
    Table
  >;
};

/** What holds for a family as a whole. */
export interface FamilyOptions<Table extends AnyFamilyTable = AnyFamilyTable> {
  /** Before each `doit`; may refuse. */
  readonly pre?: (context: RequestContext<Table>) => void;
  /** After each `doit`, whether it failed or not. */
  readonly post?: (context: RequestContext<Table>) => void;
  /** A socket wants to join a group; throwing {@link refusal} refuses it. */
  readonly bind?: (group: GroupOf<Table>, sender: Sender) => void;
  /** A socket has left a group. */
  readonly unbind?: (group: GroupOf<Table>, sender: Sender) => void;
  /**
   * The first command whose requests may have no bits set that mean nothing, in `nlmsg_flags` and the `genlmsghdr`
   * (`resv_start_op`): all are strict about that but those of older families. 0.
   */
  readonly strictFrom?: number;
  /** `"initial"`: only there it exists (a family without `netnsok`). `"all"`. */
  readonly namespaces?: "all" | "initial";
}
