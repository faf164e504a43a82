/**
 * What becomes of an error that a handler throws.
 *
 * @module
 */
import { ERRNO, type ErrnoName, NetlinkErrnoError } from "../errors/index.ts";
import type { Extack } from "./message.ts";

/** Told of errors that no handler meant: a bug of the kernel side, which the client sees as `EIO`. */
export type ErrorListener = (error: unknown, where: string) => void;

/**
 * A refusal, to be thrown by a handler: the client gets this errno and what `extack` says. Offsets count from
 * the request's `nlmsghdr`.
 */
export function refusal(
  errno: ErrnoName,
  message?: string,
  extack: { readonly offset?: number | undefined; readonly missingType?: number | undefined } = {},
): NetlinkErrnoError {
  const { offset, missingType } = extack;
  return new NetlinkErrnoError({
    operation: "request",
    errno: ERRNO[errno],
    extack: {
      ...(message !== undefined && { message }),
      ...(offset !== undefined && { offset }),
      ...(missingType !== undefined && { missingType }),
    },
  });
}

/**
 * The errno for what a handler threw; what it says goes into the request's extended acknowledgement.
 * A `NetlinkErrnoError` is a refusal and meant so; anything else is `EIO`, and told to the owner.
 */
export function errnoOf(
  error: unknown,
  request: { extack: Extack | undefined },
  tell: (error: unknown) => void,
): number {
  if (error instanceof NetlinkErrnoError && error.errno > 0) {
    const { message, offset, missingType, missingNestOffset, cookie } = error.extack ?? {};
    request.extack = { ...request.extack, message, offset, missingType, missingNestOffset, cookie };
    return error.errno;
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  request.extack = { message: `the handler failed: ${text}` };
  tell(error);
  return ERRNO.EIO;
}
