/**
 * What can go wrong between a kernel and its client, and when it does.
 *
 * @module
 */
import { NetlinkInputError } from "../errors/index.ts";
import { NLM_F_MULTI } from "../wire/index.ts";
import type { SeenMessage } from "./seen.ts";

/** A datagram that is about to arrive at a client. */
export interface SeenDatagram {
  /** Protocol of the socket. */
  readonly protocol: number;
  /** Port id of the client. */
  readonly portId: number;
  /** Mask of the groups that it was sent to; 0 for an answer. */
  readonly groups: number;
  /** Name of the request that its first message answers, by sequence number; undefined for none. */
  readonly answers: string | undefined;
  /** What it holds. */
  readonly messages: readonly SeenMessage[];
}

/** What happens to a datagram. */
export type FaultKind =
  /** It is lost without a word, as no kernel loses one: an answer that never comes. */
  | { readonly kind: "drop" }
  /** It comes later, and with it all that is behind it on the same socket. */
  | { readonly kind: "delay"; readonly ms: number }
  /** It comes after the next one, or 10 ms later where none comes. */
  | { readonly kind: "reorder" }
  /** Only so many of its bytes come (`MSG_TRUNC`). */
  | { readonly kind: "truncate"; readonly length: number }
  /**
   * It is lost, and the client is told that its receive buffer was full (`ENOBUFS`). What belongs
   * to a dump comes all the same: a kernel makes it only where there is room.
   */
  | { readonly kind: "overrun" }
  /**
   * Its messages say that the dump is inconsistent (`NLM_F_DUMP_INTR`); only what belongs to a dump
   * is struck.
   */
  | { readonly kind: "interrupt" };

/** A fault, and which datagrams it strikes. */
export type Fault = FaultKind & {
  /** How many datagrams; 1. `Infinity`: all. */
  readonly times?: number;
  /**
   * Which ones; whichever come first when absent. The controller's answers are struck only where
   * this says so.
   */
  readonly when?: (datagram: SeenDatagram) => boolean;
};

/** An injected fault. */
export interface InjectedFault {
  /** How many datagrams it has struck. */
  readonly struck: number;
  /** Has it strike no more. */
  stop(): void;
}

const KINDS: readonly string[] = [
  "drop",
  "delay",
  "reorder",
  "truncate",
  "overrun",
  "interrupt",
] satisfies readonly FaultKind["kind"][];

/** Whether messages belong to a dump. */
export function isOfDump(messages: Iterable<{ readonly flags: number }>): boolean {
  for (const { flags } of messages) if ((flags & NLM_F_MULTI) !== 0) return true;
  return false;
}

class Injected implements InjectedFault {
  readonly fault: Fault;
  struck = 0;
  #left: number;

  constructor(fault: Fault) {
    this.fault = fault;
    this.#left = fault.times ?? 1;
  }

  get spent(): boolean {
    return this.#left <= 0;
  }

  strikes(datagram: SeenDatagram, isController: boolean): boolean {
    const { kind, when } = this.fault;
    if (isController && when === undefined) return false;
    if ((kind === "interrupt" && !isOfDump(datagram.messages)) || when?.(datagram) === false)
      return false;
    this.#left--;
    this.struck++;
    return true;
  }

  stop(): void {
    this.#left = 0;
  }
}

/** The faults of a kernel under test. */
export class Faults {
  #injected: Injected[] = [];

  /** @throws `NetlinkInputError` for a fault that there is not. */
  inject(fault: Fault): InjectedFault {
    const { kind, times = 1 } = fault;
    if (!KINDS.includes(kind)) throw new NetlinkInputError("kind", kind, KINDS.join(", "));
    if (!(times > 0)) throw new NetlinkInputError("times", times, "a number from 1");
    const number = fault.kind === "delay" ? fault.ms : fault.kind === "truncate" ? fault.length : 0;
    if (!(number >= 0)) throw new NetlinkInputError(kind, number, "a number from 0");
    const injected = new Injected(fault);
    this.#injected.push(injected);
    return injected;
  }

  /** Whether there may be any. */
  get armed(): boolean {
    this.#injected = this.#injected.filter(({ spent }) => !spent);
    return this.#injected.length > 0;
  }

  /** The fault that strikes a datagram: of several the one that was injected first. */
  strike(datagram: SeenDatagram, isController: boolean): FaultKind | undefined {
    return this.#injected.find((one) => !one.spent && one.strikes(datagram, isController))?.fault;
  }

  /** No more of them. */
  clear(): void {
    for (const injected of this.#injected) injected.stop();
  }
}
