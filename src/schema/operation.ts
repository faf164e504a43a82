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
  /** Number of a dump's rows, where it is another than a single answer's: chains of traffic control. */
  readonly dumpReplyType?: number;
  /**
   * Whether the kernel may take milliseconds over it (making and removing devices). Such a request is sent
   * from another thread.
   */
  readonly slow: boolean;
  /** Whether exactly one message answers it, so that no acknowledgement need be asked for. */
  readonly oneReply: boolean;
  /**
   * The message that answers also comes unasked, with a number that the kernel has counted by itself, and which may be
   * that of a request: only what bears the asker's port id is an answer.
   */
  readonly addressedReply?: boolean;
  /** Of a generic family: a single answer bears a command that means nothing (GTP_CMD_GETPDP). A dump's is never looked at. */
  readonly anyReplyCommand?: boolean;
  /**
   * The member of its answer that its acknowledgement holds, a positive number in the place of the errno:
   * mac80211_hwsim's new radios.
   */
  readonly acknowledgesWith?: string;
  /** Members that the kernel refuses every request without; the types demand them, the kernel checks. */
  readonly requires?: readonly string[];
  /** Of a generic family, once resolved: where it lives. `type` is then the command of its `genlmsghdr`. */
  readonly generic?: { readonly familyId: number; readonly version: number };
}

/** What a request is encoded from where some of its members are required. */
export type Requiring<In, Names extends keyof In> = In & {
  readonly [Name in Names]-?: NonNullable<In[Name]>;
};

/** What may be said of an operation besides its messages. */
export interface OperationOptions<Required extends PropertyKey>
  extends Partial<Pick<Operation, "slow" | "oneReply" | "dumpReplyType" | "addressedReply">> {
  /** See {@link Operation.requires}. */
  readonly requires?: readonly Required[];
}

/**
 * Defines an operation.
 *
 * @param request - Number and layout of the request.
 * @param reply - Number and layout of the answers; absent where there is only the acknowledgement.
 */
export function operation<
  Request extends MessageTable,
  Reply extends MessageTable = Request,
  Required extends keyof Encodable<Request> & string = never,
>(
  name: string,
  request: readonly [type: number, table: Request],
  reply?: readonly [type: number, table: Reply],
  options: OperationOptions<Required> = {},
): Operation<Requiring<Encodable<Request>, Required>, Decoded<Reply>> {
  return {
    name,
    type: request[0],
    request: request[1] as MessageTable<unknown, Requiring<Encodable<Request>, Required>>,
    replyType: reply?.[0],
    reply: (reply?.[1] ?? request[1]) as MessageTable<Decoded<Reply>, unknown>,
    slow: options.slow ?? false,
    oneReply: options.oneReply ?? false,
    ...(options.dumpReplyType !== undefined && { dumpReplyType: options.dumpReplyType }),
    ...(options.addressedReply !== undefined && { addressedReply: options.addressedReply }),
    ...(options.requires !== undefined && { requires: options.requires }),
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
  Protocol extends number = number,
> {
  /** Name as in the kernel's specs: `"rt-link"`. */
  readonly name: string;
  /** Protocol that it lives on: 0 is `NETLINK_ROUTE`, 16 `NETLINK_GENERIC`. */
  readonly protocol: Protocol;
  /** Of a generic family: written into every request. The kernel does not compare it; families may look. */
  readonly version?: number;
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
  const Protocol extends number,
>(family: {
  readonly name: string;
  readonly protocol: Protocol;
  readonly version?: number;
  readonly messages: Readonly<Record<string, readonly [type: number, table: MessageTable]>>;
  readonly operations: Operations;
  readonly groups: Groups;
}): FamilyTable<Operations, Groups, Protocol> {
  const messages = new Map<number, MessageKind>();
  for (const [name, [type, table]] of Object.entries(family.messages))
    messages.set(type, { name, table });
  const { name, protocol, version, operations, groups } = family;
  return {
    name,
    protocol,
    ...(version !== undefined && { version }),
    operations,
    messages,
    groups,
  };
}

/** Layouts of a family's messages by number, by the way they go. */
export interface FamilyLayouts {
  /** What arrives, and what is sent under a number that nothing arrives under. */
  readonly messages: ReadonlyMap<number, MessageKind>;
  /** What is sent: requests can have another layout, and another name, under the number of an answer. */
  readonly requests: ReadonlyMap<number, MessageKind>;
}

/** All messages of a family, for who reads both ways of a conversation. */
export function familyLayouts(family: FamilyTable): FamilyLayouts {
  const requests = new Map<number, MessageKind>();
  for (const { name, type, request } of Object.values(family.operations))
    requests.set(type, { name, table: request });
  const messages = new Map(family.messages);
  for (const [type, kind] of requests) if (!messages.has(type)) messages.set(type, kind);
  return { messages, requests };
}
