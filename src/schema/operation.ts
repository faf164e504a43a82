/**
 * Operations and families: which message is sent, which comes back, and which groups tell of changes.
 *
 * @module
 */
import type { Decoded, Encodable, MessageTable } from "./types.ts";

/** Something that a family can be asked to do. */
export interface Operation<In = unknown, Out = unknown> {
  /** Name of the request in the kernel's header: `"RTM_GETLINK"`, `"CTRL_CMD_GETFAMILY"`. */
  readonly name: string;
  /** Number of the request: `nlmsg_type` of a raw protocol, `cmd` of a generic family. */
  readonly type: number;
  /** What the request holds. */
  readonly request: MessageTable<unknown, In>;
  /** Number of the messages that answer; undefined where only an acknowledgement does. */
  readonly replyType: number | undefined;
  /** What they hold. */
  readonly reply: MessageTable<Out, unknown>;
  /**
   * Whether the kernel may take milliseconds over it (making and removing devices). Such a request is sent
   * from another thread.
   */
  readonly slow: boolean;
  /** Whether exactly one message answers it, so that no acknowledgement need be asked for. */
  readonly oneReply: boolean;
  /** Of a generic family, once resolved: where it lives. `type` is then the command of its `genlmsghdr`. */
  readonly generic?: { readonly familyId: number; readonly version: number };
}

/**
 * Defines an operation.
 *
 * @param request - Number and layout of the request.
 * @param reply - Number and layout of the answers; absent where there is only the acknowledgement.
 */
export function operation<Request extends MessageTable, Reply extends MessageTable = Request>(
  name: string,
  request: readonly [type: number, table: Request],
  reply?: readonly [type: number, table: Reply],
  options: { readonly slow?: boolean; readonly oneReply?: boolean } = {},
): Operation<Encodable<Request>, Decoded<Reply>> {
  return {
    name,
    type: request[0],
    request: request[1] as MessageTable<unknown, Encodable<Request>>,
    replyType: reply?.[0],
    reply: (reply?.[1] ?? request[1]) as MessageTable<Decoded<Reply>, unknown>,
    slow: options.slow ?? false,
    oneReply: options.oneReply ?? false,
  };
}

/** Any operation, its types aside. */
// biome-ignore lint/suspicious/noExplicitAny: an operation is contravariant in what it takes
export type AnyOperation = Operation<any, unknown>;

/** A message as it arrives, by its type: its name and layout. */
export interface MessageKind {
  /** `"RTM_NEWLINK"`. */
  readonly name: string;
  readonly table: MessageTable;
}

/** A family of messages: rt-link, rt-route, a generic family. */
export interface FamilyTable<
  Operations extends Readonly<Record<string, AnyOperation>> = Readonly<
    Record<string, AnyOperation>
  >,
  Groups extends Readonly<Record<string, number>> = Readonly<Record<string, number>>,
> {
  /** Name as in the kernel's specs: `"rt-link"`. */
  readonly name: string;
  /** Protocol that it lives on: 0 is `NETLINK_ROUTE`, 16 `NETLINK_GENERIC`. */
  readonly protocol: number;
  readonly operations: Operations;
  /** Every message of the family by its number: requests, answers and notifications. */
  readonly messages: ReadonlyMap<number, MessageKind>;
  /** Multicast groups by name; a generic family's have no number before the kernel gives one (0). */
  readonly groups: Groups;
}

/**
 * Defines a family.
 *
 * @param family - `messages`: every message by its C name, with its number and layout.
 */
export function familyTable<
  const Operations extends Readonly<Record<string, AnyOperation>>,
  const Groups extends Readonly<Record<string, number>>,
>(family: {
  readonly name: string;
  readonly protocol: number;
  readonly messages: Readonly<Record<string, readonly [type: number, table: MessageTable]>>;
  readonly operations: Operations;
  readonly groups: Groups;
}): FamilyTable<Operations, Groups> {
  const messages = new Map<number, MessageKind>();
  for (const [name, [type, table]] of Object.entries(family.messages))
    messages.set(type, { name, table });
  const { name, protocol, operations, groups } = family;
  return { name, protocol, operations, messages, groups };
}
