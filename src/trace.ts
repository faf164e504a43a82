/**
 * What the environment wants traced: `NLKIT_TRACE=1` prints every message to standard error,
 * `NLKIT_TRACE=bytes` its bytes as well; subscribers of the diagnostics channel `nlkit:datagram` get every
 * datagram.
 *
 * @module
 * @see https://nodejs.org/api/diagnostics_channel.html
 */
import diagnostics from "node:diagnostics_channel";
import process from "node:process";
import type { Trace } from "./client/index.ts";
import { formatTrace } from "./format/index.ts";
import { NETLINK_ROUTE } from "./uapi/index.ts";
import { routeMessages } from "./uapi/route/index.ts";

/** Name of the channel; what it carries is a `TraceEvent`, whose bytes are valid during the call only. */
const channel = diagnostics.channel("nlkit:datagram");

/** Messages that are printed decoded, by protocol and type. */
const TABLES = new Map([[NETLINK_ROUTE, routeMessages]]);

/**
 * The trace that the environment asks for; undefined, which costs nothing, where it asks for none. A channel
 * that gets its first subscriber later is not seen by clients that are open already.
 */
export function environmentTrace(): Trace | undefined {
  const wanted = process.env["NLKIT_TRACE"] ?? "";
  const prints = wanted !== "" && wanted !== "0";
  if (!prints && !channel.hasSubscribers) return undefined;
  return (event) => {
    if (channel.hasSubscribers) channel.publish(event);
    if (prints)
      process.stderr.write(`${formatTrace(event, TABLES, wanted === "bytes").join("\n")}\n`);
  };
}
