/**
 * NET_DM: tells who asks which packets the hooks of netfilter drop, as a module of a real kernel tells
 * of all drops. The worked example of a generic family.
 *
 * @module
 * @see net/core/drop_monitor.c
 */
import { NetlinkSystemError } from "../errors/index.ts";
import type { Encodable } from "../schema/index.ts";
import { netDm } from "../uapi/generic/index.ts";
import { type Collector, Packets, Summary } from "./drop-alerts.ts";
import { refusal } from "./failure.ts";
import type { RegisteredFamily } from "./family.ts";
import type { RequestContext, RequestOf } from "./handlers.ts";
import type { EmbeddedKernel } from "./kernel.ts";

/** `dm_delay`: how long a summary collects. */
const DELAY_MS = 1000;
const QUEUE_LENGTH = 1000;
/** What the kernel sets before its sentences (`NL_SET_ERR_MSG_MOD`). */
const MODULE = "drop_monitor: ";

/** How a drop monitor is made. */
export interface DropMonitorOptions {
  /** How long a summary collects drops before it is sent, in milliseconds; 1000, as in the kernel. */
  readonly delayMs?: number | undefined;
}

/** A drop monitor that is registered. */
export interface DropMonitor extends Disposable {
  /** The family on the bus. */
  readonly family: RegisteredFamily<typeof netDm>;
  /** Stops monitoring and takes the family away. May be called again. */
  close(): void;
}

type Notifications = (typeof netDm)["notifications"];
type Request = RequestOf<(typeof netDm)["operations"]["NET_DM_CMD_START"]>;

/** The state behind the family. */
class Monitor implements DropMonitor {
  readonly family: RegisteredFamily<typeof netDm>;
  readonly #kernel: EmbeddedKernel;
  readonly #delayMs: number;
  readonly #config = { alertMode: 0, truncLen: 0, queueLen: QUEUE_LENGTH };
  #lost = 0n;
  #software: { readonly collector: Collector; readonly unlisten: () => void } | undefined;
  /** Asked for; but there is no hardware that would drop anything. */
  #hardware = false;

  constructor(kernel: EmbeddedKernel, delayMs: number) {
    this.#kernel = kernel;
    this.#delayMs = delayMs;
    this.family = kernel.registerFamily(
      netDm,
      {
        NET_DM_CMD_CONFIG: { doit: (request, context) => this.#configure(request, context) },
        NET_DM_CMD_START: { doit: (request, context) => this.#start(request, context) },
        NET_DM_CMD_STOP: { doit: (request, context) => this.#stop(request, context) },
        NET_DM_CMD_CONFIG_GET: { doit: (_request, { reply }) => reply(this.#config) },
        NET_DM_CMD_STATS_GET: {
          doit: (_request, { reply }) =>
            reply({ stats: { dropped: this.#lost }, hwStats: { dropped: 0n } }),
        },
      },
      {
        namespaces: "initial",
        // GENL_MCAST_CAP_SYS_ADMIN: what is in the packets of others is nobody's business.
        bind: (_group, sender) => {
          if (!sender.capable("CAP_SYS_ADMIN")) throw refusal("EPERM");
        },
      },
    );
  }

  #configure(request: Request, context: RequestContext): void {
    if (this.#software !== undefined || this.#hardware) {
      context.refuse("EBUSY", `${MODULE}Cannot configure drop monitor during monitoring`);
    }
    const { alertMode, truncLen, queueLen } = request;
    if (typeof alertMode === "number") context.refuse("EINVAL", `${MODULE}Invalid alert mode`);
    if (alertMode !== undefined) this.#config.alertMode = alertMode === "packet" ? 1 : 0;
    if (truncLen !== undefined) this.#config.truncLen = truncLen;
    if (queueLen !== undefined) this.#config.queueLen = queueLen;
  }

  #start(request: Request, context: RequestContext): void {
    const { software, hardware } = wanted(request);
    if (software && this.#software !== undefined) {
      context.refuse("EAGAIN", `${MODULE}Trace state already set to requested state`);
    }
    if (hardware && this.#hardware) {
      context.refuse("EAGAIN", `${MODULE}Hardware monitoring already enabled`);
    }
    if (software) {
      const collector = this.#collector();
      const unlisten = this.#kernel.netfilter.onDrop((drop) => collector.drop(drop));
      this.#software = { collector, unlisten };
    }
    if (hardware) this.#hardware = true;
  }

  #stop(request: Request, context: RequestContext): void {
    const { software, hardware } = wanted(request);
    if (hardware) {
      if (!this.#hardware) context.warn(`${MODULE}Hardware monitoring already disabled`);
      this.#hardware = false;
    }
    if (software) {
      // No refusal: net_dm_monitor_stop leaves the errno aside, but what was said of it goes out with the ACK.
      if (this.#software === undefined) {
        context.warn(`${MODULE}Trace state already set to requested state`);
      }
      this.#stopSoftware();
    }
  }

  #stopSoftware(): void {
    this.#software?.unlisten();
    this.#software?.collector.stop();
    this.#software = undefined;
  }

  #collector(): Collector {
    if (this.#config.alertMode === 0) {
      return new Summary(this.#delayMs, (points) =>
        this.#multicast("NET_DM_CMD_ALERT", { alert: { entries: points.length, points } }),
      );
    }
    return new Packets(
      { ...this.#config },
      (alert) => this.#multicast("NET_DM_CMD_PACKET_ALERT", alert),
      () => {
        this.#lost++;
      },
    );
  }

  #multicast<Name extends keyof Notifications>(
    name: Name,
    value: Encodable<Notifications[Name]["table"]>,
  ): void {
    try {
      this.family.multicast("events", name, value);
    } catch (error) {
      // A listener that lost it is told by its own socket; genlmsg_multicast's result is left aside.
      if (!(error instanceof NetlinkSystemError)) throw error;
    }
  }

  close(): void {
    this.#stopSoftware();
    this.family.unregister();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Whose drops a request means. */
function wanted({ swDrops, hwDrops }: Request): { software: boolean; hardware: boolean } {
  const hardware = hwDrops !== undefined;
  return { software: swDrops !== undefined || !hardware, hardware };
}

/**
 * Loads the drop monitor into a kernel, as `modprobe drop_monitor` does: the family `NET_DM`, which tells the group
 * "events" of the packets that hooks of netfilter drop.
 *
 * Requests, refusals and their words are the kernel's. The place is the hook that dropped a packet: `symbol` is its
 * name, `pc` a number of its own. Monitoring of hardware can be started and stopped; there is none.
 *
 * @throws `NetlinkSystemError` (`EEXIST`) where it is loaded already.
 * @example
 * ```ts
 * import { openFamily } from "nlkit/generic";
 * import { createKernel, NF_DROP, registerDropMonitor } from "nlkit/kernel";
 * const kernel = createKernel();
 * registerDropMonitor(kernel);
 * kernel.registerHook({ family: "ipv4", hook: "local-out", name: "nobody" }, () => NF_DROP);
 * await using monitor = await openFamily("NET_DM", { transport: kernel });
 * const events = monitor.subscribe("events");
 * await monitor.do("NET_DM_CMD_CONFIG", { alertMode: "packet" });
 * await monitor.do("NET_DM_CMD_START", {});
 * kernel.netfilter.run({ family: "ipv4", hook: "local-out", packet: new Uint8Array(20) });
 * const { value } = await events.next();
 * console.assert(value?.kind === "message" && value.name === "NET_DM_CMD_PACKET_ALERT");
 * ```
 */
export function registerDropMonitor(
  kernel: EmbeddedKernel,
  options: DropMonitorOptions = {},
): DropMonitor {
  return new Monitor(kernel, options.delayMs ?? DELAY_MS);
}
