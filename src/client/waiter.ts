/**
 * Who waits for the answers to one request: the shape that the exchange hands messages to.
 *
 * @module
 */
import { NetlinkErrnoError } from "../errors/index.ts";
import { type AnyOperation, nameExtack } from "../schema/index.ts";
import type { Datagram } from "../transport/index.ts";
import { type Ack, GENL_HDRLEN, NLMSG_HDRLEN } from "../wire/index.ts";
import type { RequestOptions } from "./options.ts";

/** A request as sent, kept so that an error can name the attribute. */
export interface SentRequest {
  /** Holds the request from `start`, its `nlmsghdr`, to `end`. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Waits for what carries one sequence number, or, for a batch, several. */
export abstract class Waiter {
  abstract readonly operation: AnyOperation;
  /** Nothing more is to come. */
  finished = false;
  /** Why it failed, once it has. */
  error: unknown;
  /** It asked for what it makes to be told (`NLM_F_ECHO`), which comes as a message of a group. */
  wantsEcho = false;
  /** It stands in the queue of requests that another thread sends. */
  queued = false;
  /** When that thread had sent it (`performance.now()`); 0 where none had to. */
  sentAt = 0;
  // A dump has its reader, and perhaps somebody who waits for its end. Most requests need none.
  #sleepers: Set<() => void> | undefined;

  /** A message that is none of netlink's own: `payload` is where its `nlmsghdr` ends. */
  abstract onMessage(
    type: number,
    flags: number,
    datagram: Datagram,
    payload: number,
    end: number,
  ): void;
  /** An `NLMSG_ERROR`, or an `NLMSG_DONE`. */
  abstract onAck(ack: Ack, done: boolean, flags: number, seq: number): void;

  /** What was asked under one of its sequence numbers. */
  operationOf(_seq: number): AnyOperation {
    return this.operation;
  }

  /** Whether its caller can be told how it went. */
  get settled(): boolean {
    return this.finished || this.error !== undefined;
  }

  /** It will not be answered: it could not be sent, its answer was lost, the socket is closed. */
  fail(error: unknown): void {
    this.error ??= error;
    this.finished = true;
  }

  /** Something of its answer cannot be read. */
  onUnreadable(error: unknown): void {
    this.fail(error);
  }

  /** Whether its answer can have been lost in an overrun: not once a dump has begun, which the kernel goes on with. */
  mayBeLost(): boolean {
    return true;
  }

  /** Has a function called after each datagram with something for it. */
  onWake(wake: () => void): void {
    this.#sleepers ??= new Set();
    this.#sleepers.add(wake);
  }

  offWake(wake: () => void): void {
    this.#sleepers?.delete(wake);
  }

  wake(): void {
    if (this.#sleepers !== undefined) for (const wake of this.#sleepers) wake();
  }
}

const NEEDS_PRIVILEGE =
  "it needs CAP_NET_ADMIN over the network namespace (root, or a user namespace that owns it)";

/** Offsets of the kernel as names, where the request is there to look into. */
function named(ack: Ack, operation: AnyOperation, sent: SentRequest | undefined): Ack["extack"] {
  if (ack.extack === undefined || sent === undefined) return ack.extack;
  const { start } = sent;
  const payload = start + NLMSG_HDRLEN + (operation.generic === undefined ? 0 : GENL_HDRLEN);
  return nameExtack(ack.extack, operation.request, { ...sent, payload });
}

/** Whether an acknowledgement says no. One that holds a result in the place of the errno does not. */
export function isRefusal({ acknowledgesWith }: AnyOperation, ack: Ack): boolean {
  return ack.errno !== 0 && !(ack.positive && acknowledgesWith !== undefined);
}

/** The error for a refusal, with the attribute's path where the kernel told the offset. */
export function refusal(
  operation: AnyOperation,
  ack: Ack,
  seq: number,
  sent: SentRequest | undefined,
): NetlinkErrnoError {
  const { errno } = ack;
  return new NetlinkErrnoError({
    operation: operation.name,
    errno,
    seq,
    extack: named(ack, operation, sent),
    hint: errno === 1 ? NEEDS_PRIVILEGE : undefined,
  });
}

/** Passes a warning on, where there is one and somebody to tell. */
export function warn(
  operation: AnyOperation,
  ack: Ack,
  seq: number,
  options: RequestOptions,
): void {
  const { extack } = ack;
  if (extack?.message !== undefined && options.onWarning !== undefined) {
    options.onWarning({ operation: operation.name, seq, message: extack.message, extack });
  }
}
