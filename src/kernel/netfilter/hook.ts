/**
 * What hooks are registered with, what they are given, and what a run of them comes to.
 *
 * @module
 */
import type { Namespace } from "../namespaces.ts";
import type { HookPacket } from "./packet.ts";
import type { HookFamily, HookName, HookPoint, PriorityName } from "./points.ts";

/** A packet at a hook point (`struct nf_hook_state`). */
export interface HookState {
  /** Whose packet: never `inet` but at its ingress, for a packet is of IPv4 or of IPv6. */
  readonly family: HookFamily;
  readonly hook: HookName;
  /** Name of the device that it came in by; of hooks of a device, which. */
  readonly in?: string | undefined;
  /** Name of the device that it leaves by. */
  readonly out?: string | undefined;
  /** Index of the device that it first came in by (`skb->skb_iif`), which the drop monitor tells. */
  readonly iif?: number | undefined;
  /** Name of a namespace; the initial one when absent. */
  readonly netns?: string | undefined;
}

/** What is run through a hook point. */
export interface HookRun<Family extends HookFamily = HookFamily>
  extends Omit<HookState, "family" | "hook"> {
  readonly family: Family;
  readonly hook: HookName<Family>;
  /** The packet; bytes are wrapped, not copied. */
  readonly packet: HookPacket | Uint8Array;
  /** The mark it is to have; that of the packet when absent. */
  readonly mark?: number | undefined;
  /** Called with a packet that is accepted: at once, or when a queue gives it back. */
  readonly okfn?: ((packet: HookPacket) => void) | undefined;
}

/** What became of a packet. */
export interface HookResult {
  /**
   * `queue`: it waits in a queue, or whoever listens there has decided already; `okfn` hears of it if it
   * is accepted.
   */
  readonly verdict: "accept" | "drop" | "stolen" | "queue";
  /** What its sender gets, positive: `EPERM` (1) of a drop that says nothing else; 0 otherwise. */
  readonly errno: number;
  /** The hook that decided; undefined where all have accepted. */
  readonly hook: HookRegistration | undefined;
  readonly packet: HookPacket;
  /** The packet's mark now. */
  readonly mark: number;
}

/**
 * Looks at a packet.
 *
 * @returns A verdict: `NF_ACCEPT`, `NF_DROP`, `NF_STOLEN`, `NF_REPEAT`, or one made by `nfQueue` or `nfDropErr`.
 */
export type HookHandler = (packet: HookPacket, state: HookState) => number;

/** Where a hook is to be. */
export interface HookOptions<Family extends HookFamily = HookFamily> {
  /** `inet` sees the packets of IPv4 and IPv6. */
  readonly family: Family;
  readonly hook: HookName<Family>;
  /** The lowest is asked first; of equal ones, who was registered first. 0. */
  readonly priority?: PriorityName<Family> | number | undefined;
  /** Name of a namespace; the initial one when absent. */
  readonly netns?: string | undefined;
  /** The device, of hooks of `netdev` and of the ingress of `inet`. */
  readonly device?: string | undefined;
  /** What it is called where drops are told of; the handler's name, or the point's, when absent. */
  readonly name?: string | undefined;
}

/** A hook that is registered. */
export class HookRegistration implements Disposable {
  readonly name: string;
  readonly point: HookPoint;
  readonly priority: number;
  readonly netns: Namespace;
  readonly device: string | undefined;
  readonly handler: HookHandler;
  /** Address that the drop monitor tells, where a real kernel's modules would be; another for each hook. */
  readonly pc: bigint;
  readonly #close: (hook: HookRegistration) => void;

  /** Use `kernel.registerHook`. */
  constructor(
    parts: Pick<
      HookRegistration,
      "name" | "point" | "priority" | "netns" | "device" | "handler" | "pc"
    >,
    close: (hook: HookRegistration) => void,
  ) {
    this.name = parts.name;
    this.point = parts.point;
    this.priority = parts.priority;
    this.netns = parts.netns;
    this.device = parts.device;
    this.handler = parts.handler;
    this.pc = parts.pc;
    this.#close = close;
  }

  /** Takes it out: runs under way go on with it. Packets that wait in queues of its namespace are dropped. May be called again. */
  close(): void {
    this.#close(this);
  }

  /** The same as {@link HookRegistration.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}
