/**
 * A request of a generic family in the hands of a handler, and the messages that the family sends.
 *
 * @module
 */
import { type ErrnoName, NetlinkInputError } from "../errors/index.ts";
import {
  type AnyGenericOperation,
  decodePayload,
  encodePayload,
  type MessageTable,
} from "../schema/index.ts";
import { NETLINK_GENERIC } from "../uapi/index.ts";
import {
  GENL_HDRLEN,
  MessageBuilder,
  NLM_F_DUMP,
  NLM_F_ECHO,
  NLMSG_HDRLEN,
  nlmsgAlign,
} from "../wire/index.ts";
import type { NetlinkCore } from "./af-netlink.ts";
import { attributeOffset } from "./attribute-offset.ts";
import { refusal } from "./failure.ts";
import { type GenericBus, type NumberedFamily, putGenericHeader } from "./genetlink.ts";
import type { AnyFamilyTable, DoContext } from "./handlers.ts";
import { tidyPayload } from "./liberal.ts";
import type { Message } from "./message.ts";
import { policyOfSet } from "./policy.ts";
import type { Sender } from "./sender.ts";

/** One for all: what is built is copied before anything else can be built. */
export const builder = new MessageBuilder(4096);

/** What of a family does not change from request to request. */
export interface Shared {
  readonly table: AnyFamilyTable;
  readonly core: NetlinkCore;
  readonly bus: GenericBus;
  readonly tell: (error: unknown) => void;
  family: NumberedFamily;
}

/** Builds a message of the family, alone in the builder. */
function build(
  shared: Shared,
  command: number,
  table: MessageTable,
  value: unknown,
  seq: number,
  portId: number,
): void {
  builder.reset();
  const at = builder.beginMessage(shared.family.id, 0, seq, portId);
  putGenericHeader(builder, command, shared.table.version);
  encodePayload(table, builder, value);
  builder.endMessage(at);
}

/** One request in the hands of a handler. */
export class Context implements DoContext<unknown> {
  readonly message: Message;
  readonly sender: Sender;
  readonly operation: string;
  readonly #shared: Shared;
  readonly #definition: AnyGenericOperation;

  constructor(shared: Shared, name: string, definition: AnyGenericOperation, message: Message) {
    this.#shared = shared;
    this.#definition = definition;
    this.operation = name;
    this.message = message;
    this.sender = message.sender;
  }

  get seq(): number {
    return this.message.seq;
  }
  get flags(): number {
    return this.message.flags;
  }

  /** Decoded; the policy has been checked. @throws A refusal where the rest of it cannot be read. */
  read(): unknown {
    const { bytes, view, start, end } = this.message;
    const payload = start + NLMSG_HDRLEN + GENL_HDRLEN;
    const { request } = this.#definition;
    const tidied = this.#tidied(bytes.subarray(payload, end));
    try {
      return tidied === undefined
        ? decodePayload(request, bytes, view, payload, end)
        : decodePayload(request, tidied, new DataView(tidied.buffer), 0, tidied.length);
    } catch (error) {
      throw refusal("EINVAL", error instanceof Error ? error.message : String(error));
    }
  }

  /** Without what a liberal operation passes over; undefined for a strict one. */
  #tidied(payload: Uint8Array): Uint8Array | undefined {
    const { request, validation, dumpValidation } = this.#definition;
    const dumps = (this.flags & NLM_F_DUMP) === NLM_F_DUMP;
    const { attributes } = request;
    if ((dumps ? dumpValidation : validation) === "strict" || attributes === undefined)
      return undefined;
    return tidyPayload(payload, this.#headerSize, policyOfSet(attributes));
  }

  get #headerSize(): number {
    return nlmsgAlign(this.#shared.table.header?.size ?? 0);
  }

  // Closures, so that they can be taken out of the context: `doit(request, { reply, refuse })`.
  readonly reply = (value: unknown): void => {
    const { message } = this;
    const { replyType, reply } = this.#definition;
    build(this.#shared, replyType, reply, value, message.seq, message.sender.portId);
    this.#shared.bus.answer(message, builder.bytes, builder.length);
  };

  readonly refuse = (errno: ErrnoName, message?: string, path?: readonly string[]): never => {
    const { bytes, start, end } = this.message;
    const { request } = this.#definition;
    const from = start + NLMSG_HDRLEN + GENL_HDRLEN + this.#headerSize;
    const at = path && attributeOffset(request.attributes, bytes, from, end, path);
    throw refusal(errno, message, { offset: at === undefined ? undefined : at - start });
  };

  readonly missing = (attribute: string, message?: string): never => {
    const entry = this.#definition.request.attributes?.entries[attribute];
    if (entry === undefined) {
      throw new NetlinkInputError("attribute", attribute, "an attribute of the request");
    }
    throw refusal("EINVAL", message, { missingType: entry[0] });
  };

  readonly warn = (message: string): void => {
    this.message.extack = { ...this.message.extack, message };
  };

  readonly notify = (group: string, notification: string, value: unknown): void => {
    const { sender, flags, seq } = this;
    const echo = (flags & NLM_F_ECHO) !== 0;
    buildNotification(this.#shared, notification, value, seq, sender.portId);
    const number = groupNumber(this.#shared, group);
    this.#shared.core.notify(NETLINK_GENERIC, number, builder.bytes, builder.length, {
      netns: sender.netns,
      echo: echo ? sender.portId : 0,
    });
  };
}

/** Builds a notification of the family, alone in {@link builder}. */
export function buildNotification(
  shared: Shared,
  name: string,
  value: unknown,
  seq: number,
  portId: number,
): void {
  const { notifications } = shared.table;
  const notification = Object.hasOwn(notifications, name) ? notifications[name] : undefined;
  if (notification === undefined) {
    throw new NetlinkInputError("notification", name, Object.keys(notifications).join(", "));
  }
  build(shared, notification.command, notification.table, value, seq, portId);
}

/** The number of a group. @throws `NetlinkInputError` for one that the table does not have. */
export function groupNumber({ family }: Shared, group: string): number {
  const index = family.groups.indexOf(group);
  if (index < 0) throw new NetlinkInputError("group", group, family.groups.join(", "));
  return family.firstGroup + index;
}
