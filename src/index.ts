/**
 * `nlkit`: the names that most programs begin with. Each has a subpath of its own, with all that belongs
 * to it; this entry loads them all.
 *
 * @example
 * ```ts
 * import { NetlinkError, openRoute } from "nlkit";
 * try {
 *   await using route = await openRoute();
 *   for (const link of await route.links.list({ up: true })) console.log(link.name);
 * } catch (error) {
 *   if (!(error instanceof NetlinkError)) throw error;
 *   console.error(error.code, error.message);
 * }
 * ```
 *
 * @module
 */
export { NetlinkClient } from "./client/index.ts";
export {
  NetlinkClosedError,
  NetlinkDecodeError,
  NetlinkDumpInterruptedError,
  NetlinkEncodeError,
  NetlinkErrnoError,
  NetlinkError,
  NetlinkInputError,
  NetlinkOverrunError,
  NetlinkSystemError,
  NetlinkTimeoutError,
  NetlinkUnsupportedError,
} from "./errors/index.ts";
export { openFamily } from "./family.ts";
export { openRoute } from "./route.ts";
export { createNamespace, kernelTransport, openSocket } from "./socket/index.ts";
