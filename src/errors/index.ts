/**
 * Error classes with stable codes, and the errno table. Imports nothing.
 *
 * @example
 * ```ts
 * import { NetlinkErrnoError } from "nlkit/errors";
 * import { openRoute } from "nlkit/route";
 * await using route = await openRoute();
 * try {
 *   await route.links.get("no-such-link");
 * } catch (error) {
 *   if (!(error instanceof NetlinkErrnoError) || error.errnoName !== "ENODEV") throw error;
 * }
 * ```
 *
 * @module
 */
export { ERRNO, type ErrnoName, errnoName, errnoText } from "./errno.ts";
export {
  describeValue,
  type ExtendedAck,
  NetlinkBatchError,
  NetlinkClosedError,
  NetlinkDecodeError,
  NetlinkDumpInterruptedError,
  NetlinkEncodeError,
  NetlinkErrnoError,
  NetlinkError,
  type NetlinkErrorCode,
  NetlinkInputError,
  NetlinkOverrunError,
  NetlinkPlanError,
  NetlinkSchemaError,
  NetlinkSpecError,
  NetlinkSystemError,
  NetlinkTimeoutError,
  NetlinkTruncatedError,
  NetlinkUnsupportedError,
} from "./errors.ts";
