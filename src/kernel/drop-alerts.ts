/**
 * What the drop monitor makes of drops: a count of each place, or a message of each packet.
 *
 * @module
 * @see net/core/drop_monitor.c
 */
import type { Encodable } from "../schema/index.ts";
import type { netDmAttrs } from "../uapi/generic/index.ts";
import type { HookDrop } from "./netfilter/index.ts";

/** `dm_hit_limit`: places that one summary counts. */
const MOST_POINTS = 64;
/** `NET_DM_MAX_SYMBOL_LEN`, the NUL left out. */
const SYMBOL_LENGTH = 39;
/** `NET_DM_MAX_PACKET_SIZE`: what fits one attribute. */
const MOST_PAYLOAD = 0xffff - 4 - 4;

/** What is told of a packet. */
export type Alert = Encodable<typeof netDmAttrs>;

/** What is done with drops while the kernel's own code is watched. */
export interface Collector {
  /** A packet was dropped. */
  drop(drop: HookDrop): void;
  /** Nothing is sent after it. */
  stop(): void;
}

/** Counts drops by place; sends what it has a while after the first. */
export class Summary implements Collector {
  readonly #counts = new Map<bigint, number>();
  readonly #send: (points: { pc: bigint; count: number }[]) => void;
  readonly #delayMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param send - Is given each place and how often it dropped, `delayMs` after the first drop. */
  constructor(delayMs: number, send: (points: { pc: bigint; count: number }[]) => void) {
    this.#delayMs = delayMs;
    this.#send = send;
  }

  drop({ hook: { pc } }: HookDrop): void {
    const count = this.#counts.get(pc) ?? 0;
    if (count === 0 && this.#counts.size === MOST_POINTS) return;
    this.#counts.set(pc, count + 1);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const points = Array.from(this.#counts, ([at, times]) => ({ pc: at, count: times }));
      this.#counts.clear();
      this.#send(points);
    }, this.#delayMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#counts.clear();
  }
}

/** Sends each packet, soon: as many as may wait meanwhile. */
export class Packets implements Collector {
  #waiting: Alert[] = [];
  readonly #send: (alert: Alert) => void;
  readonly #lost: () => void;
  readonly #queueLength: number;
  readonly #truncLen: number;

  /**
   * @param send - Is given what is told of a packet, once the code that dropped it is done.
   * @param lost - Called for a packet that finds no room.
   */
  constructor(
    config: { readonly queueLen: number; readonly truncLen: number },
    send: (alert: Alert) => void,
    lost: () => void,
  ) {
    this.#queueLength = config.queueLen;
    this.#truncLen = config.truncLen;
    this.#send = send;
    this.#lost = lost;
  }

  drop(drop: HookDrop): void {
    if (this.#waiting.length >= this.#queueLength) return this.#lost();
    this.#waiting.push(alertOf(drop, this.#truncLen));
    if (this.#waiting.length > 1) return;
    queueMicrotask(() => {
      const alerts = this.#waiting;
      this.#waiting = [];
      for (const alert of alerts) this.#send(alert);
    });
  }

  stop(): void {
    this.#waiting = [];
  }
}

/**
 * What is told of a packet (`net_dm_packet_report_fill`). It is copied: hooks may change it after. Packets of IPv4
 * and IPv6 have no link-layer header here, so that the payload begins with that of IP.
 */
function alertOf({ packet, state, hook, reason }: HookDrop, truncLen: number): Alert {
  const length = Math.min(packet.length, truncLen === 0 ? MOST_PAYLOAD : truncLen, MOST_PAYLOAD);
  return {
    origin: "sw",
    pc: hook.pc,
    reason,
    symbol: hook.name.slice(0, SYMBOL_LENGTH),
    inPort: {
      ...(state.iif !== undefined && { netdevIfindex: state.iif }),
      ...(state.in !== undefined && { netdevName: state.in }),
    },
    timestamp: BigInt(Date.now()) * 1_000_000n,
    origLen: packet.length,
    ...(length > 0 && {
      proto: packet.etherType ?? 0,
      payload: packet.bytes.slice(0, length),
    }),
  };
}
