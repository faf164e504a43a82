/**
 * Error classes with stable codes, and the errno table. Imports nothing.
 *
 * @module
 */
export { ERRNO, type ErrnoName, errnoName, errnoText } from "./errno.ts";
export {
  describeValue,
  type ExtendedAck,
  NetlinkClosedError,
  NetlinkDecodeError,
  NetlinkDumpInterruptedError,
  NetlinkEncodeError,
  NetlinkErrnoError,
  NetlinkError,
  type NetlinkErrorCode,
  NetlinkInputError,
  NetlinkOverrunError,
  NetlinkSchemaError,
  NetlinkSpecError,
  NetlinkSystemError,
  NetlinkTimeoutError,
  NetlinkTruncatedError,
  NetlinkUnsupportedError,
} from "./errors.ts";
