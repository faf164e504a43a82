/**
 * The client of the drop monitor: which packets are dropped, then in which places. Nothing in it knows
 * that the kernel is an embedded one.
 *
 * @module
 */
import { openFamily } from "nlkit/generic";
import type { Decoded } from "nlkit/schema";
import type { netDmAlert, netDmAttrs } from "nlkit/uapi/generic";
import type { ClientOptions, Print } from "../example.ts";

/** Both kinds of alerts come in one group. */
type Alert = Decoded<typeof netDmAttrs> & Decoded<typeof netDmAlert>;

/** How many packets are told of. */
const PACKETS = 3;

/** Monitors packets, then places, and leaves the kernel as it was. */
export async function talk(options: ClientOptions, print: Print): Promise<void> {
  await using monitor = await openFamily("NET_DM", options);
  const events = monitor.subscribe<Alert>("events");

  /** The next alert that has what is asked for: others may be under way. */
  const next = async (field: keyof Alert): Promise<Required<Alert>> => {
    for (;;) {
      const { value: event, done } = await events.next();
      if (done === true) throw new Error("the kernel is gone");
      if (event.kind === "message" && event.body[field] !== undefined) {
        return event.body as Required<Alert>;
      }
    }
  };

  await monitor.do("NET_DM_CMD_CONFIG", { alertMode: "packet", truncLen: 64 });
  const config = await monitor.do("NET_DM_CMD_CONFIG_GET", {});
  print(`mode ${config?.alertMode}, ${config?.truncLen} bytes of each packet`);
  await monitor.do("NET_DM_CMD_START", {});
  for (let seen = 0; seen < PACKETS; seen++) {
    const { symbol, reason, origLen, proto } = await next("payload");
    print(`${symbol} dropped ${origLen} bytes of 0x${proto.toString(16)}: ${reason}`);
  }
  await monitor.do("NET_DM_CMD_STOP", {});

  await monitor.do("NET_DM_CMD_CONFIG", { alertMode: "summary" });
  await monitor.do("NET_DM_CMD_START", {});
  const { points } = (await next("alert")).alert;
  const idle = points.filter(({ count }) => count === 0);
  print(`a summary has ${points.length} places that dropped packets, ${idle.length} that did not`);
  await monitor.do("NET_DM_CMD_STOP", {});
}
