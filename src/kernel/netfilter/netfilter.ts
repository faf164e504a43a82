/**
 * Netfilter: runs packets through the hooks of a point.
 *
 * @module
 * @see net/netfilter/core.c `nf_hook_slow`
 */
import { ERRNO, NetlinkInputError, NetlinkSystemError } from "../../errors/index.ts";
import {
  NF_ACCEPT,
  NF_DROP,
  NF_QUEUE,
  NF_REPEAT,
  NF_STOLEN,
  NF_STOP,
  NF_VERDICT_FLAG_QUEUE_BYPASS,
  NF_VERDICT_MASK,
} from "../../uapi/netfilter/index.ts";
import type { ErrorListener } from "../failure.ts";
import type { Namespace, Namespaces } from "../namespaces.ts";
import { checkInteger } from "../socket-options.ts";
import {
  type HookHandler,
  type HookOptions,
  HookRegistration,
  type HookResult,
  type HookRun,
  type HookState,
} from "./hook.ts";
import { type HookList, HookLists } from "./hook-lists.ts";
import { HookPacket } from "./packet.ts";
import { type HookFamily, pointOf, priorityOf } from "./points.ts";
import {
  DEFAULT_QUEUE_LENGTH,
  HookQueue,
  type QueuedPacket,
  type QueueHandler,
  type QueueOptions,
} from "./queue.ts";
import { isVerdict, verdictNumber } from "./verdict.ts";

/** How often a hook may ask for `NF_REPEAT` on one packet. */
const MOST_REPEATS = 64;
/** How many queues may give a packet back at once, one within the other: a hook may queue it for ever. */
const MOST_NESTED = 64;
/** Where a 64-bit x86 kernel has its modules, and how far apart hooks are said to be. */
const FIRST_PC = 0xffff_ffff_c000_0000n;
const PC_STEP = 0x1000n;

/** A packet that was dropped. Valid while the listener runs: the packet may be changed after. */
export interface HookDrop {
  readonly packet: HookPacket;
  readonly state: HookState;
  /** The hook that dropped it, or that put it where it was dropped. */
  readonly hook: HookRegistration;
  /** `SKB_DROP_REASON_*` without that prefix: of a queue that nobody listens to, the kernel says nothing more. */
  readonly reason: "NETFILTER_DROP" | "NOT_SPECIFIED";
}

/** The hooks, and the queues, of one namespace. */
interface Place {
  readonly lists: HookLists;
  readonly queues: Map<number, HookQueue>;
}

/** The hooks of a kernel. */
export class Netfilter {
  readonly #namespaces: Namespaces;
  readonly #tell: ErrorListener;
  readonly #places = new WeakMap<Namespace, Place>();
  readonly #dropListeners = new Set<(drop: HookDrop) => void>();
  #hooks = 0n;
  /** Queues whose handlers are running, each called from within the one before. */
  #depth = 0;

  /** Use `kernel.netfilter`. */
  constructor(namespaces: Namespaces, tell: ErrorListener) {
    this.#namespaces = namespaces;
    this.#tell = tell;
  }

  /**
   * Registers a hook.
   *
   * @param handler - What it throws, and what it returns that is no verdict, drops the packet, and is told to the
   *   kernel's owner.
   * @throws `NetlinkInputError` for a family, hook, priority or device that cannot be; `NetlinkSystemError`
   *   (`ENOENT`) for a namespace that does not exist.
   */
  registerHook<Family extends HookFamily>(
    options: HookOptions<Family>,
    handler: HookHandler,
  ): HookRegistration;
  registerHook(options: HookOptions, handler: HookHandler): HookRegistration {
    const { family, hook, device, priority = 0 } = options;
    const point = pointOf(family, hook);
    if ((point.device === undefined) !== (device === undefined)) {
      const expected = `${point.device === undefined ? "no device" : "a device"} at ${family} ${hook}`;
      throw new NetlinkInputError("device", device, expected);
    }
    const netns = this.#namespaces.get(options.netns);
    const registration = new HookRegistration(
      {
        name: options.name ?? (handler.name || `${family} ${hook}`),
        point,
        priority: priorityOf(family, priority),
        netns,
        device,
        handler,
        pc: FIRST_PC + this.#hooks++ * PC_STEP,
      },
      (closed) => this.#unregister(closed),
    );
    this.#placeOf(netns).lists.add(registration);
    return registration;
  }

  /**
   * Runs a packet through the hooks of a point.
   *
   * @throws `NetlinkInputError` for a point that there is not; `NetlinkSystemError` (`ENOENT`) for a namespace
   *   that does not exist; what `okfn` throws.
   */
  run<Family extends HookFamily>(run: HookRun<Family>): HookResult;
  run(run: HookRun): HookResult {
    const point = pointOf(run.family, run.hook);
    if (point.family === "inet" && point.device === undefined) {
      throw new NetlinkInputError("family", "inet", "ipv4 or ipv6: a packet is one of them");
    }
    const { packet: given, mark } = run;
    const packet = given instanceof HookPacket ? given : new HookPacket(given, run.family);
    if (mark !== undefined) packet.mark = mark;
    const place = this.#placeOf(this.#namespaces.get(run.netns));
    return this.#traverse(place, place.lists.at(point, run), 0, packet, run);
  }

  /**
   * Listens to a queue. A packet is handed over within the run that queues it.
   *
   * @param queue - 0 to 65535.
   * @param handler - What it throws drops the packet, unless that has had its verdict, and is told to the kernel's owner.
   * @throws `NetlinkInputError`; `NetlinkSystemError`: `EBUSY` where somebody listens already, `ENOENT` for a namespace
   *   that does not exist.
   */
  onQueue(queue: number, handler: QueueHandler, options: QueueOptions = {}): HookQueue {
    const { maxLength = DEFAULT_QUEUE_LENGTH } = options;
    checkInteger("queue", queue, 0, 0xffff);
    checkInteger("maxLength", maxLength, 1, 0xffff_ffff);
    const { queues } = this.#placeOf(this.#namespaces.get(options.netns));
    if (queues.has(queue)) throw new NetlinkSystemError("onQueue", ERRNO.EBUSY, String(queue));
    const opened = new HookQueue(
      queue,
      handler,
      maxLength,
      (error) => this.#tell(error, `queue ${queue}`),
      () => {
        if (queues.get(queue) === opened) queues.delete(queue);
      },
    );
    queues.set(queue, opened);
    return opened;
  }

  /** Tells of each packet that is dropped, in the middle of the run. @returns What ends it. */
  onDrop(listener: (drop: HookDrop) => void): () => void {
    this.#dropListeners.add(listener);
    return () => this.#dropListeners.delete(listener);
  }

  #placeOf(netns: Namespace): Place {
    let place = this.#places.get(netns);
    if (place === undefined) {
      place = { lists: new HookLists(), queues: new Map() };
      this.#places.set(netns, place);
    }
    return place;
  }

  #unregister(hook: HookRegistration): void {
    const { lists, queues } = this.#placeOf(hook.netns);
    // As nf_queue_nf_hook_drop: nobody remembers which of those that wait would go on to the hook that is gone.
    if (lists.remove(hook)) for (const queue of queues.values()) queue.flush();
  }

  #traverse(
    place: Place,
    hooks: HookList,
    start: number,
    packet: HookPacket,
    run: HookRun,
  ): HookResult {
    for (let at = start; at < hooks.length; at++) {
      const hook = hooks[at] as HookRegistration;
      const verdict = this.#ask(hook, packet, run);
      if (verdict === NF_ACCEPT) continue;
      const result = this.#settle(place, verdict, hook, packet, run);
      if (result !== undefined) return result;
    }
    return this.#accepted(packet, run);
  }

  /** The verdict of one hook; never `NF_REPEAT`. */
  #ask(hook: HookRegistration, packet: HookPacket, run: HookRun): number {
    try {
      for (let asked = 0; asked <= MOST_REPEATS; asked++) {
        const verdict = hook.handler(packet, run);
        if (verdict === NF_REPEAT) continue;
        // NF_STOP is for queues; from a hook the kernel warns of it.
        if (isVerdict(verdict) && (verdict & NF_VERDICT_MASK) < NF_REPEAT) return verdict;
        throw new NetlinkInputError("verdict", verdict, "a verdict, NF_ACCEPT to NF_REPEAT");
      }
      throw new NetlinkInputError("verdict", NF_REPEAT, `another after ${MOST_REPEATS} repeats`);
    } catch (error) {
      this.#tell(error, `hook ${hook.name}`);
      return NF_DROP;
    }
  }

  #accepted(packet: HookPacket, run: HookRun): HookResult {
    run.okfn?.(packet);
    return { verdict: "accept", errno: 0, hook: undefined, packet, mark: packet.mark };
  }

  /** What a verdict comes to; undefined where the packet goes on to the next hook. */
  #settle(
    place: Place,
    verdict: number,
    hook: HookRegistration,
    packet: HookPacket,
    run: HookRun,
  ): HookResult | undefined {
    const number = verdictNumber(verdict);
    switch (verdict & NF_VERDICT_MASK) {
      case NF_ACCEPT:
        return undefined;
      case NF_STOLEN:
        return { verdict: "stolen", errno: number, hook, packet, mark: packet.mark };
      case NF_QUEUE: {
        const queue = place.queues.get(number);
        if (queue === undefined && (verdict & NF_VERDICT_FLAG_QUEUE_BYPASS) !== 0) return undefined;
        if (queue !== undefined && this.#enqueue(queue, packet, run, hook)) {
          return { verdict: "queue", errno: 0, hook, packet, mark: packet.mark };
        }
        // The sender hears nothing of it: nf_queue gives 0.
        return this.#drop(0, "NOT_SPECIFIED", hook, packet, run);
      }
      default:
        return this.#drop(number || ERRNO.EPERM, "NETFILTER_DROP", hook, packet, run);
    }
  }

  /** Hands a packet to a queue. @returns Whether that took it. */
  #enqueue(queue: HookQueue, packet: HookPacket, state: HookRun, hook: HookRegistration): boolean {
    if (this.#depth === MOST_NESTED) {
      const expected = `another after ${MOST_NESTED} that were given at once`;
      this.#tell(new NetlinkInputError("verdict", NF_QUEUE, expected), `hook ${hook.name}`);
      return false;
    }
    this.#depth++;
    try {
      return queue.add({ packet, state, hook }, this.#reinject);
    } finally {
      this.#depth--;
    }
  }

  /** Goes on with a packet that comes from a queue. */
  readonly #reinject = (queued: QueuedPacket, verdict: number): HookResult => {
    const { packet, hook, state } = queued;
    const place = this.#placeOf(hook.netns);
    const hooks = place.lists.at(pointOf(state.family, state.hook), state);
    // Hooks that have come since stand where their priority puts them.
    const at = hooks.indexOf(hook);
    // A hook that closed itself and queued the packet all the same: nobody knows where to go on.
    if (at < 0) return this.#drop(0, "NOT_SPECIFIED", hook, packet, state);
    switch (verdict & NF_VERDICT_MASK) {
      case NF_ACCEPT:
        return this.#traverse(place, hooks, at + 1, packet, state);
      case NF_REPEAT:
        return this.#traverse(place, hooks, at, packet, state);
      case NF_STOP:
        return this.#accepted(packet, state);
      default: {
        const result = this.#settle(place, verdict, hook, packet, state);
        return result ?? this.#traverse(place, hooks, at + 1, packet, state);
      }
    }
  };

  #drop(
    errno: number,
    reason: HookDrop["reason"],
    hook: HookRegistration,
    packet: HookPacket,
    state: HookState,
  ): HookResult {
    for (const listener of this.#dropListeners) {
      try {
        listener({ packet, state, hook, reason });
      } catch (error) {
        this.#tell(error, "onDrop");
      }
    }
    return { verdict: "drop", errno, hook, packet, mark: packet.mark };
  }
}
