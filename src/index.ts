/**
 * `nlkit`: the names that most programs begin with. Each has a subpath of its own, with all that belongs
 * to it; this entry loads them all.
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
export { openRoute } from "./route.ts";
export { createNamespace, kernelTransport, openSocket } from "./socket/index.ts";
