/**
 * What the kernel drops, as people look at it: packets one by one, or the places that drop, counted.
 *
 * @module
 */
import type { MessageEvent, OverrunEvent, Subscription } from "../../client/index.ts";
import { ERRNO, NetlinkErrnoError, NetlinkInputError } from "../../errors/index.ts";
import type { Decoded } from "../../schema/index.ts";
import type { TransportProvider } from "../../transport/index.ts";
import type { netDm, netDmAlert, netDmAttrs } from "../../uapi/generic/index.ts";
import { type FamilyClient, type GenericOptions, openGenericOn } from "../generic/index.ts";

/** What is looked at, and how. */
export interface DropsOptions extends GenericOptions {
  /**
   * `"packet"`: an event for each packet (since Linux 5.4). `"summary"`: how often each place dropped something, told a
   * second after the first drop. `"packet"` where absent.
   */
  readonly mode?: "packet" | "summary" | undefined;
  /** Whether drops of the kernel's own code are told of; true where absent. */
  readonly software?: boolean | undefined;
  /**
   * Whether those of hardware are, where there is some that tells: devlink traps whose action is `trap` (since Linux
   * 5.4). False where absent.
   */
  readonly hardware?: boolean | undefined;
  /** Bytes of each packet that are told, from its link-layer header on, 0 to 4294967295; 0 for all. 96 where absent. */
  readonly truncate?: number | undefined;
  /** Packets that may wait in the kernel to be told of, 1 to 4294967295; 1,000 where absent. */
  readonly queue?: number | undefined;
  /**
   * Whether to stop a monitor that runs already, whoever began it. The kernel has but one, and does not stop it when the
   * process that began it is killed. Where absent, one that runs is an error (`EBUSY`).
   */
  readonly takeOver?: boolean | undefined;
  /** Names the function of an instruction for summaries: `KernelSymbols` does it. */
  readonly symbols?: { nameOf(address: bigint): string | undefined } | undefined;
  /** Ends the watching. */
  readonly signal?: AbortSignal | undefined;
}

/** A packet that was dropped. */
export interface PacketDrop {
  readonly kind: "packet";
  /** Who dropped it. */
  readonly origin: "software" | "hardware";
  /** Address of the instruction; of software. */
  readonly address?: bigint;
  /** The same by name: `"nf_hook_slow+0x5a/0x110"`. */
  readonly symbol?: string;
  /** `SKB_DROP_REASON_*` without that prefix: `"NETFILTER_DROP"` (since Linux 5.18). */
  readonly reason?: string;
  /** The trap that caught it; of hardware: `devlink trap show` has those that there are. */
  readonly trap?: { readonly group?: string; readonly name: string };
  /** What the rule that dropped it in hardware was given for a cookie (`tc … action drop cookie 1234abcd`); a copy. */
  readonly cookie?: Uint8Array;
  /** The link that it came in by. */
  readonly in?: { readonly index?: number; readonly name?: string };
  /** EtherType: 0x0800 is IPv4. */
  readonly protocol: number;
  /** Bytes of the packet before it was cut. */
  readonly length: number;
  /** The packet, as far as `truncate` lets it be told; owned by the receiver. */
  readonly payload: Uint8Array;
  /** When: nanoseconds since 1970. */
  readonly time: bigint;
}

/** A place that drops. */
export interface DropPlace {
  readonly address: bigint;
  /** The function there, where `symbols` knows it. */
  readonly symbol?: string;
  /** Packets since the last summary. */
  readonly count: number;
}

/** How often each place dropped something since the last summary. */
export interface DropSummary {
  readonly kind: "summary";
  readonly places: readonly DropPlace[];
  /** Traps of hardware, told of apart from the places: a summary has the one or the other. */
  readonly traps: readonly { readonly name: string; readonly count: number }[];
}

/** What is told: a drop, a summary, or that some of them were lost on their way from the kernel. */
export type DropEvent = PacketDrop | DropSummary | OverrunEvent;

type Monitor = FamilyClient<typeof netDm>;
type Body = Decoded<typeof netDmAttrs> & Decoded<typeof netDmAlert>;
type Config = Pick<Body, "alertMode" | "truncLen" | "queueLen">;

const DEFAULTS = { mode: "packet", truncate: 96, queue: 1000 } as const;
const ENDED = { done: true, value: undefined } as const;
const NOTHING_LOST = { software: 0n, hardware: 0n };

function packetDrop(body: Body): PacketDrop {
  const { pc, symbol, reason, inPort, hwTrapName, hwTrapGroupName, flowActionCookie } = body;
  return {
    kind: "packet",
    origin: body.origin === "hw" ? "hardware" : "software",
    ...(pc !== undefined && { address: pc }),
    ...(symbol !== undefined && { symbol }),
    ...(reason !== undefined && { reason }),
    ...(hwTrapName !== undefined && {
      trap: { name: hwTrapName, ...(hwTrapGroupName !== undefined && { group: hwTrapGroupName }) },
    }),
    ...(flowActionCookie !== undefined && { cookie: flowActionCookie }),
    ...(inPort !== undefined && {
      in: {
        ...(inPort.netdevIfindex !== undefined && { index: inPort.netdevIfindex }),
        ...(inPort.netdevName !== undefined && { name: inPort.netdevName }),
      },
    }),
    protocol: body.proto ?? 0,
    length: body.origLen ?? body.payload?.length ?? 0,
    payload: body.payload ?? new Uint8Array(),
    time: body.timestamp ?? 0n,
  };
}

/**
 * Packets that are dropped, from the moment that it is opened until it is closed. Leaving the loop, aborting or
 * {@link close} ends it.
 */
export class Drops implements AsyncIterableIterator<DropEvent>, AsyncDisposable {
  readonly #monitor: Monitor;
  #events: Subscription<Body> | undefined;
  readonly #options: DropsOptions;
  /** Has what the monitor was set to before, while it is not as it was. */
  #before: Config | undefined;
  #isRunning = false;
  #lostBefore = NOTHING_LOST;
  /** What {@link lost} says after the end. */
  #lostAtEnd: typeof NOTHING_LOST | undefined;
  #closing: Promise<void> | undefined;

  /** @param monitor - On a socket of its own; closed with this. Nothing is watched before {@link open}. */
  constructor(monitor: Monitor, options: DropsOptions) {
    this.#monitor = monitor;
    this.#options = options;
  }

  /** Whose drops, as the flags of a request. */
  get #origins(): { readonly swDrops?: true; readonly hwDrops?: true } {
    const { software = true, hardware = false } = this.#options;
    return { ...(software && { swDrops: true }), ...(hardware && { hwDrops: true }) };
  }

  /** Sets the monitor up and begins. @throws As `openDropsOn`. */
  async open(): Promise<void> {
    const { mode, truncate, queue, takeOver = false, signal } = this.#options;
    const monitor = this.#monitor;
    try {
      if (takeOver) {
        // That one of them does not run is a warning, and no news.
        const onWarning = (): void => undefined;
        await monitor.do("NET_DM_CMD_STOP", { swDrops: true, hwDrops: true }, { onWarning });
      }
      const before = await monitor.do("NET_DM_CMD_CONFIG_GET", {});
      await this.#configure({
        alertMode: mode ?? DEFAULTS.mode,
        truncLen: truncate ?? DEFAULTS.truncate,
        queueLen: queue ?? DEFAULTS.queue,
      });
      this.#before = {
        alertMode: before?.alertMode ?? "summary",
        truncLen: before?.truncLen ?? 0,
        queueLen: before?.queueLen ?? DEFAULTS.queue,
      };
      this.#lostBefore = await this.#counters();
      // Not before: another monitor, until it is stopped, tells the same group of its drops, and in its own mode.
      this.#events = monitor.subscribe<Body>("events", { ...(signal && { signal }) });
      await monitor.do("NET_DM_CMD_START", this.#origins);
      this.#isRunning = true;
    } catch (error) {
      // What is wrong is told; that it could not be tidied up after it as well would hide it.
      await this.close().catch(() => undefined);
      throw error;
    }
  }

  async #configure(config: Config): Promise<void> {
    try {
      await this.#monitor.do("NET_DM_CMD_CONFIG", config);
    } catch (error) {
      if (!(error instanceof NetlinkErrnoError) || error.errno !== ERRNO.EBUSY) throw error;
      const { operation, errno, seq, extack } = error;
      const hint = "another monitor runs, or one was killed: takeOver stops it";
      throw new NetlinkErrnoError({ operation, errno, seq, extack, hint });
    }
  }

  async #counters(): Promise<typeof NOTHING_LOST> {
    const reply = await this.#monitor.do("NET_DM_CMD_STATS_GET", {});
    return {
      software: reply?.stats?.dropped ?? 0n,
      hardware: reply?.hwStats?.dropped ?? 0n,
    };
  }

  /**
   * Packets that were dropped since the watching began and not told of, for the kernel's queue was full. (What was
   * lost after that is told in the stream, as an overrun.) After the end: until then.
   *
   * @throws As `NetlinkClient.do`.
   */
  async lost(): Promise<{ readonly software: bigint; readonly hardware: bigint }> {
    if (this.#lostAtEnd !== undefined) return this.#lostAtEnd;
    const now = await this.#counters();
    return {
      software: now.software - this.#lostBefore.software,
      hardware: now.hardware - this.#lostBefore.hardware,
    };
  }

  #read({ name, body }: MessageEvent<Body>): DropEvent | undefined {
    if (name === "NET_DM_CMD_PACKET_ALERT") return packetDrop(body);
    if (name !== "NET_DM_CMD_ALERT") return undefined;
    const { symbols } = this.#options;
    return {
      kind: "summary",
      // Places that have dropped nothing lately are told of as well.
      places: (body.alert?.points ?? [])
        .filter(({ count }) => count > 0)
        .map(({ pc, count }) => {
          const symbol = symbols?.nameOf(pc);
          return { address: pc, ...(symbol !== undefined && { symbol }), count };
        }),
      traps: (body.hwEntries?.hwEntry ?? []).map(({ hwTrapName = "", hwTrapCount = 0 }) => ({
        name: hwTrapName,
        count: hwTrapCount,
      })),
    };
  }

  /**
   * The next event; waits for it.
   *
   * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) for a message that does not parse; the stream goes on.
   */
  async next(): Promise<IteratorResult<DropEvent>> {
    for (;;) {
      const { value, done } = (await this.#events?.next()) ?? ENDED;
      if (done === true) {
        await this.close();
        return { done: true, value: undefined };
      }
      const event = value.kind === "overrun" ? value : this.#read(value);
      if (event !== undefined) return { done: false, value: event };
    }
  }

  /** Ends it. */
  async return(): Promise<IteratorResult<DropEvent>> {
    await this.close();
    return { done: true, value: undefined };
  }

  /**
   * Stops the monitor, sets it as it was before, and closes the socket. May be called again.
   *
   * @throws What the kernel says to that; the socket is closed all the same.
   */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    try {
      if (this.#isRunning) {
        await this.#monitor.do("NET_DM_CMD_STOP", this.#origins);
        this.#lostAtEnd = await this.lost();
      }
      if (this.#before !== undefined) await this.#configure(this.#before);
    } finally {
      await this.#events?.return();
      this.#monitor.close();
    }
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** As {@link close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Watches the drops of a provider's kernel. @throws As `openDrops`. */
export async function openDropsOn(
  provider: TransportProvider,
  options: DropsOptions = {},
): Promise<Drops> {
  const { software = true, hardware = false, mode } = options;
  if (mode !== undefined && mode !== "packet" && mode !== "summary")
    throw new NetlinkInputError("mode", mode, '"packet" or "summary"');
  if (!software && !hardware)
    throw new NetlinkInputError("software", software, "true where hardware is not");
  const generic = openGenericOn(provider, options);
  let drops: Drops;
  try {
    drops = new Drops(await generic.open("NET_DM"), options);
  } catch (error) {
    generic.close();
    throw error;
  }
  await drops.open();
  return drops;
}
