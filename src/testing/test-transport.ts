/**
 * An endpoint on a kernel under test: what the client sends is recorded, what it receives is struck
 * by faults.
 *
 * @module
 */
import type { Datagram, DatagramHandler, Transport, TransportOption } from "../transport/index.ts";
import { Waker } from "../transport/index.ts";
import { LITTLE_ENDIAN, messages, NLM_F_DUMP_INTR, NLMSG_MIN_TYPE } from "../wire/index.ts";
import { type FaultKind, type Faults, isOfDump, type SeenDatagram } from "./faults.ts";
import { isController, type RecordedRequest, type SeenMessage, type Tables } from "./seen.ts";

/** Datagrams per {@link TestTransport.receive} unless told. */
const DEFAULT_LIMIT = 64;
/** How long a datagram waits for another one to come before it. */
const REORDER_MS = 10;

/** What the endpoints of a kernel under test share. */
export interface Bench {
  readonly tables: Tables;
  readonly faults: Faults;
  record(request: RecordedRequest): void;
}

/** Something on its way to the client. */
interface Arrival {
  /** Undefined: an overrun. */
  readonly datagram: Datagram | undefined;
  /** When it may be handed over (`performance.now()`). */
  readonly due: number;
}

/** The datagram in memory of its own. */
function copyOf(datagram: Datagram): Datagram {
  const bytes = datagram.bytes.slice();
  return { ...datagram, bytes, view: new DataView(bytes.buffer) };
}

/** The transport of a kernel under test. */
export class TestTransport implements Transport, DatagramHandler {
  readonly #inner: Transport;
  readonly #bench: Bench;
  /** Names of requests by sequence number. */
  readonly #asked = new Map<number, string>();
  readonly #arrivals: Arrival[] = [];
  /** Waits for another datagram to come before it. */
  #overtaken: Datagram | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #waker = new Waker();
  #delivering = false;

  constructor(inner: Transport, bench: Bench) {
    this.#inner = inner;
    this.#bench = bench;
  }

  get protocol(): number {
    return this.#inner.protocol;
  }
  get portId(): number {
    return this.#inner.portId;
  }

  send(bytes: Uint8Array, length: number, portId?: number, groups?: number): void {
    if ((portId ?? 0) === 0 && (groups ?? 0) === 0) this.#note(bytes, length);
    this.#inner.send(bytes, length, portId, groups);
  }

  #note(bytes: Uint8Array, length: number): void {
    const { tables } = this.#bench;
    try {
      for (const span of messages(bytes, 0, Math.min(length, bytes.length))) {
        // Control messages ask for nothing.
        if (span.type < NLMSG_MIN_TYPE) continue;
        const request = tables.request(this.protocol, this.portId, bytes, span);
        this.#asked.set(span.seq, request.name);
        if (!isController(this.protocol, request)) this.#bench.record(request);
      }
    } catch {
      // A length that lies: the kernel passes over the rest, too.
    }
  }

  receive(handler: DatagramHandler, limit = DEFAULT_LIMIT): number {
    if (this.#delivering) return 0;
    this.#delivering = true;
    let total = 0;
    try {
      for (; total < limit; total++) {
        const arrival = this.#next();
        if (arrival === undefined) break;
        if (arrival.datagram === undefined) handler.onOverrun();
        else handler.onDatagram(arrival.datagram);
      }
    } finally {
      this.#delivering = false;
      if (total === 0) this.#waker.rearm(this.#isDue());
    }
    return total;
  }

  #isDue(): boolean {
    return (this.#arrivals[0]?.due ?? Number.POSITIVE_INFINITY) <= performance.now();
  }

  /** What is next and due; takes no more from the kernel than the client does. */
  #next(): Arrival | undefined {
    while (this.#arrivals.length === 0) if (this.#inner.receive(this, 1) === 0) break;
    if (this.#isDue()) return this.#arrivals.shift();
    this.#schedule();
    return undefined;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const due = this.#arrivals[0]?.due;
    if (due === undefined && this.#overtaken === undefined) return;
    const wait = due === undefined ? REORDER_MS : due - performance.now();
    this.#timer = setTimeout(() => {
      if (this.#arrivals.length === 0) this.#release();
      this.#waker.readable();
    }, wait);
  }

  #arrive(datagram: Datagram | undefined, delay = 0): void {
    this.#arrivals.push({ datagram, due: performance.now() + delay });
  }

  /** What was overtaken comes now. */
  #release(): void {
    const datagram = this.#overtaken;
    this.#overtaken = undefined;
    if (datagram !== undefined) this.#arrive(datagram);
  }

  onDatagram(datagram: Datagram): void {
    const fault = this.#faultFor(datagram);
    if (fault?.kind === "reorder" && this.#overtaken === undefined) {
      this.#overtaken = copyOf(datagram);
      return;
    }
    this.#struck(copyOf(datagram), fault);
    this.#release();
  }

  #struck(datagram: Datagram, fault: FaultKind | undefined): void {
    switch (fault?.kind) {
      case "drop":
        return;
      case "overrun":
        this.#arrive(undefined);
        if (isOfDump(messages(datagram.bytes, datagram.start, datagram.end)))
          this.#arrive(datagram);
        return;
      case "delay":
        return this.#arrive(datagram, fault.ms);
      case "truncate": {
        const length = datagram.end - datagram.start;
        if (length > fault.length) {
          datagram.truncatedLength = length;
          datagram.end = datagram.start + fault.length;
        }
        return this.#arrive(datagram);
      }
      case "interrupt": {
        const { bytes, view, start, end } = datagram;
        for (const { start: at, flags } of messages(bytes, start, end)) {
          view.setUint16(at + 6, flags | NLM_F_DUMP_INTR, LITTLE_ENDIAN);
        }
        return this.#arrive(datagram);
      }
      default:
        return this.#arrive(datagram);
    }
  }

  #faultFor({ bytes, start, end, groups }: Datagram): FaultKind | undefined {
    const { faults, tables } = this.#bench;
    if (!faults.armed) return undefined;
    const seen: SeenMessage[] = [];
    for (const span of messages(bytes, start, end)) {
      seen.push(tables.seen(this.protocol, bytes, span));
    }
    const [first] = seen;
    const answers = first === undefined ? undefined : this.#asked.get(first.seq);
    const { protocol, portId } = this;
    const datagram: SeenDatagram = { protocol, portId, groups, answers, messages: seen };
    return faults.strike(datagram, first !== undefined && isController(protocol, first));
  }

  onOverrun(): void {
    this.#arrive(undefined);
    this.#release();
  }

  watch(wake: (() => void) | undefined): void {
    this.#inner.watch(wake === undefined ? undefined : () => this.#waker.readable());
    this.#waker.watch(wake, this.#isDue());
  }

  keepAlive(on: boolean): void {
    this.#inner.keepAlive(on);
  }
  join(group: number): void {
    this.#inner.join(group);
  }
  leave(group: number): void {
    this.#inner.leave(group);
  }
  setOption(option: TransportOption, on: boolean): boolean {
    return this.#inner.setOption(option, on);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#waker.watch(undefined, false);
    this.#arrivals.length = 0;
    this.#inner.close();
  }
}
