/**
 * Which answers an overrun has swallowed.
 *
 * @module
 */
import { NetlinkOverrunError } from "../errors/index.ts";
import { type AnyOperation, message, operation } from "../schema/index.ts";
import type { Transport } from "../transport/index.ts";
import { NLM_F_ACK, NLM_F_REQUEST, NLMSG_HDRLEN, NLMSG_NOOP, writeHeader } from "../wire/index.ts";
import { Waiter } from "./waiter.ts";

function lostAnswer(asked: AnyOperation): NetlinkOverrunError {
  return new NetlinkOverrunError(
    `${asked.name}: its answer was lost, for the socket's receive buffer was full (ENOBUFS); it may have been carried out`,
  );
}

const NOOP = operation("NLMSG_NOOP", [NLMSG_NOOP, message({})]);

/** Waits for the probe's answer; that it comes is all it says. */
class ProbeWaiter extends Waiter {
  readonly operation = NOOP;
  readonly #answered: () => void;

  constructor(answered: () => void) {
    super();
    this.#answered = answered;
  }

  onMessage(): void {
    // A message that does nothing is only acknowledged.
  }

  onAck(): void {
    this.finished = true;
    this.#answered();
  }

  override mayBeLost(): boolean {
    return false;
  }
}

/**
 * After an overrun, a message that does nothing is sent and acknowledged. The kernel answers in order: what
 * was asked before it and is still unanswered when its answer comes has been lost.
 *
 * The kernel drops all it has for a socket from the overrun until the socket has been read empty, and says
 * nothing of it (`NETLINK_S_CONGESTED`, net/netlink/af_netlink.c). So the probe is sent only then; when its
 * answer is lost as well, that is an overrun again, and another probe.
 */
export class LossProbe {
  readonly #transport: Transport;
  readonly #waiters: Map<number, Waiter>;
  readonly #nextSeq: () => number;
  #due = false;
  /** Sequence number of the probe under way; 0: none. */
  #seq = 0;

  /** @param waiters - All who wait, by sequence number; the probe enters itself there. */
  constructor(transport: Transport, waiters: Map<number, Waiter>, nextSeq: () => number) {
    this.#transport = transport;
    this.#waiters = waiters;
    this.#nextSeq = nextSeq;
  }

  onOverrun(): void {
    this.#due = true;
  }

  /** The socket has been read empty. */
  onDrained(): void {
    if (!this.#due) return;
    this.#due = false;
    this.#waiters.delete(this.#seq);
    if (this.#waiters.size > 0) this.#send();
  }

  #send(): void {
    // What another thread has still to send cannot have been answered.
    const asked = [...this.#waiters].filter(([, waiter]) => !waiter.queued);
    const seq = this.#nextSeq();
    const header = {
      length: NLMSG_HDRLEN,
      type: NLMSG_NOOP,
      flags: NLM_F_REQUEST | NLM_F_ACK,
      seq,
    };
    const probe = new Uint8Array(NLMSG_HDRLEN);
    writeHeader(new DataView(probe.buffer), 0, { ...header, portId: this.#transport.portId });
    this.#seq = seq;
    this.#waiters.set(seq, new ProbeWaiter(() => this.#settle(asked)));
    try {
      this.#transport.send(probe, probe.length);
    } catch {
      // Without the probe the timeouts decide.
      this.#waiters.delete(seq);
    }
  }

  #settle(asked: readonly (readonly [seq: number, waiter: Waiter])[]): void {
    for (const [seq, waiter] of asked) {
      if (this.#waiters.get(seq) !== waiter || !waiter.mayBeLost()) continue;
      this.#waiters.delete(seq);
      waiter.fail(lostAnswer(waiter.operation));
      waiter.wake();
    }
  }
}
