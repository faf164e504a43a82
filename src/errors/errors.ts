/**
 * The error classes. Each has a stable `code` to match on (docs/errors.md has a section for each);
 * the message alone is meant to be enough for a person.
 *
 * @module
 */
import { errnoName, errnoText } from "./errno.ts";

/** All codes, in the order of docs/errors.md. */
export type NetlinkErrorCode =
  | "ERR_NETLINK_ERRNO"
  | "ERR_NETLINK_SYSTEM"
  | "ERR_NETLINK_UNSUPPORTED"
  | "ERR_NETLINK_DECODE"
  | "ERR_NETLINK_ENCODE"
  | "ERR_NETLINK_INPUT"
  | "ERR_NETLINK_BATCH"
  | "ERR_NETLINK_PLAN"
  | "ERR_NETLINK_OVERRUN"
  | "ERR_NETLINK_TRUNCATED"
  | "ERR_NETLINK_DUMP_INTERRUPTED"
  | "ERR_NETLINK_TIMEOUT"
  | "ERR_NETLINK_CLOSED"
  | "ERR_NETLINK_SCHEMA"
  | "ERR_NETLINK_SPEC";

/** What every error of nlkit is an instance of. Programs match `code`, people read `message`. */
export abstract class NetlinkError extends Error {
  /** Stable across versions; one section of docs/errors.md each. */
  abstract readonly code: NetlinkErrorCode;
  override get name(): string {
    return this.constructor.name;
  }
}

/** What the kernel adds to a refusal (or to a success, as a warning): the `NLMSGERR_ATTR_*` of netlink.h. */
export interface ExtendedAck {
  /** `NLMSGERR_ATTR_MSG`: the kernel's own sentence. */
  readonly message?: string;
  /** `NLMSGERR_ATTR_OFFS`: bytes from the start of the request's `nlmsghdr` to the attribute at fault. */
  readonly offset?: number;
  /**
   * The attribute at that offset, as names of the table (`["linkinfo", "data", "id"]`); where the kernel gave no
   * offset, the one attribute of the request that its sentence names.
   */
  readonly attributePath?: readonly string[];
  /** `NLMSGERR_ATTR_MISS_TYPE`: number of an attribute that the kernel wanted and did not get. */
  readonly missingType?: number;
  /** Its name, where the table knows it, with the nest it is missing from. */
  readonly missingPath?: readonly string[];
  /** `NLMSGERR_ATTR_MISS_NEST`: offset of the nest it is missing from; absent for the top level. */
  readonly missingNestOffset?: number;
  /** `NLMSGERR_ATTR_COOKIE`: opaque bytes that some operations hand back. */
  readonly cookie?: Uint8Array;
  /** `NLMSGERR_ATTR_POLICY`: what would have been accepted; the attributes of `NL_POLICY_TYPE_ATTR_*`, raw. */
  readonly policy?: Uint8Array;
}

function describeExtack(extack: ExtendedAck | undefined): string {
  if (extack === undefined) return "";
  let text = "";
  const { attributePath: path, missingPath } = extack;
  if (path !== undefined && path.length > 0) text += ` at ${path.join(".")}`;
  else if (extack.offset !== undefined && extack.offset > 0) text += ` at byte ${extack.offset}`;
  if (missingPath !== undefined) text += `, missing ${missingPath.join(".")}`;
  else if (extack.missingType !== undefined) text += `, missing attribute ${extack.missingType}`;
  if (extack.message !== undefined && extack.message !== "") text += `: "${extack.message}"`;
  return text;
}

/** The kernel answered a request with an errno. */
export class NetlinkErrnoError extends NetlinkError {
  readonly code = "ERR_NETLINK_ERRNO";
  /** Positive, as in errno(3). */
  readonly errno: number;
  /** `"ENODEV"`, or `"errno N"` where the number has no name. */
  readonly errnoName: string;
  /** The request that was refused: `"RTM_NEWLINK"`. */
  readonly operation: string;
  /** Sequence number of that request. */
  readonly seq: number;
  /** What the kernel said about it, where it said anything. */
  readonly extack: ExtendedAck | undefined;

  /**
   * @param init - `errno` may be negative, as it stands in the message; `hint` is appended to the text.
   */
  constructor(init: {
    operation: string;
    errno: number;
    seq?: number;
    extack?: ExtendedAck | undefined;
    hint?: string | undefined;
  }) {
    const errno = Math.abs(init.errno);
    const words = errnoText(errno);
    super(
      `${init.operation}: ${errnoName(errno)}${words && ` (${words})`}${describeExtack(init.extack)}` +
        (init.hint === undefined ? "" : `; ${init.hint}`),
    );
    this.errno = errno;
    this.errnoName = errnoName(errno);
    this.operation = init.operation;
    this.seq = init.seq ?? 0;
    this.extack = init.extack;
  }
}

/** A system call failed: the socket itself, before any message was understood. */
export class NetlinkSystemError extends NetlinkError {
  readonly code = "ERR_NETLINK_SYSTEM";
  /** `"socket"`, `"bind"`, `"sendmsg"`, `"setns"`… */
  readonly syscall: string;
  /** Positive, as in errno(3). */
  readonly errno: number;
  /** `"EPERM"`… */
  readonly errnoName: string;

  /** @param subject - what it was done to: a path, a group, an option. */
  constructor(syscall: string, errno: number, subject = "", hint = "") {
    const words = errnoText(errno);
    super(
      `${syscall}${subject && ` ${subject}`}: ${errnoName(errno)}${words && ` (${words})`}${hint && `; ${hint}`}`,
    );
    this.syscall = syscall;
    this.errno = Math.abs(errno);
    this.errnoName = errnoName(errno);
  }
}

/** This platform, or this installation, has no AF_NETLINK socket to offer. */
export class NetlinkUnsupportedError extends NetlinkError {
  readonly code = "ERR_NETLINK_UNSUPPORTED";
}

/** Bytes that are not what their own lengths, or the table, say. */
export class NetlinkDecodeError extends NetlinkError {
  readonly code = "ERR_NETLINK_DECODE";
  /** Where in the message: `["RTM_NEWLINK", "linkinfo", "data"]`; outermost first. */
  readonly path: readonly string[];
  /** Bytes from the start of what was being decoded. */
  readonly offset: number;
  /** What would have been right there. */
  readonly expected: string;
  /** What stands there. */
  readonly actual: string;

  constructor(init: {
    path?: readonly string[];
    offset: number;
    expected: string;
    actual: string | number;
  }) {
    const path = init.path ?? [];
    super(
      `${path.length > 0 ? path.join(".") : "message"} at byte ${init.offset}: expected ${init.expected}, got ${init.actual}`,
    );
    this.path = path;
    this.offset = init.offset;
    this.expected = init.expected;
    this.actual = String(init.actual);
  }
}

/** How a wrong value is shown in an error: short, typed, one line. */
export function describeValue(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > 64 ? `${value.slice(0, 61)}…` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (value !== null && typeof value === "object") return "an object";
  return String(value);
}

/** A value that its table cannot put into bytes. Nothing was sent. */
export class NetlinkEncodeError extends NetlinkError {
  readonly code = "ERR_NETLINK_ENCODE";
  /** Where in the value: `["linkinfo", "data", "id"]`. */
  readonly path: readonly string[];
  /** What stood there. */
  readonly value: unknown;
  /** What would have been right. */
  readonly expected: string;

  constructor(init: { path: readonly string[]; value: unknown; expected: string }) {
    super(
      `${init.path.join(".") || "value"}: expected ${init.expected}, got ${describeValue(init.value)}`,
    );
    this.path = init.path;
    this.value = init.value;
    this.expected = init.expected;
  }
}

/** An argument of a call that cannot mean anything: wrong type, unknown property, out of range. Nothing was sent. */
export class NetlinkInputError extends NetlinkError {
  readonly code = "ERR_NETLINK_INPUT";
  /** The field at fault, as the caller names it: `"mtu"`, `"nexthops[1].via"`. */
  readonly field: string;
  /** What stood there. */
  readonly value: unknown;
  /** What would have been right. */
  readonly expected: string;

  constructor(field: string, value: unknown, expected: string) {
    super(`${field}: expected ${expected}, got ${describeValue(value)}`);
    this.field = field;
    this.value = value;
    this.expected = expected;
  }
}

/** A change of a batch failed, and what came after it was not made. */
export class NetlinkBatchError extends NetlinkError {
  readonly code = "ERR_NETLINK_BATCH";
  /** Which change, from 0 in the order of the calls. */
  readonly index: number;
  /** How many changes the kernel has carried out: those before it, and those that were sent together with it. */
  readonly carriedOut: number;

  /** @param cause - Why it failed: a {@link NetlinkErrnoError} or a {@link NetlinkInputError}, mostly. */
  constructor(index: number, cause: unknown, carriedOut: number) {
    const words = cause instanceof Error ? cause.message : String(cause);
    super(`change ${index} of the batch: ${words}; ${carriedOut} were carried out`, { cause });
    this.index = index;
    this.carriedOut = carriedOut;
  }
}

/** A plan could not be carried out, and what it had changed was put back as far as `left` does not say otherwise. */
export class NetlinkPlanError extends NetlinkError {
  readonly code = "ERR_NETLINK_PLAN";
  /** The operation that failed, in words; absent where every one succeeded and the kernel does not keep them. */
  readonly operation: string | undefined;
  /** Where the declaration asks for it: `"links[0].addresses[1]"`; absent where nothing there says it. */
  readonly path: string | undefined;
  /** Operations, in words, that would be needed still to put back what was: none where all is as before. */
  readonly left: readonly string[];

  constructor(init: {
    readonly operation?: string | undefined;
    readonly path?: string | undefined;
    readonly left: readonly string[];
    readonly cause: unknown;
  }) {
    const { operation, path, left, cause } = init;
    const words = cause instanceof Error ? cause.message : String(cause);
    const what = [path, operation].filter((part) => part !== undefined).join(": ");
    const end = left.length === 0 ? "all is as before" : `not put back: ${left.join("; ")}`;
    super(`${what === "" ? "the plan" : what}: ${words}; ${end}`, { cause });
    this.operation = operation;
    this.path = path;
    this.left = left;
  }
}

/** The kernel dropped messages for this socket because its receive buffer was full (`ENOBUFS`). */
export class NetlinkOverrunError extends NetlinkError {
  readonly code = "ERR_NETLINK_OVERRUN";
  constructor(
    what = "the socket's receive buffer was full and the kernel dropped messages (ENOBUFS)",
  ) {
    super(what);
  }
}

/** A datagram was larger than the buffer it was read into; its tail is gone. */
export class NetlinkTruncatedError extends NetlinkError {
  readonly code = "ERR_NETLINK_TRUNCATED";
  /** Bytes that the datagram had. */
  readonly length: number;
  /** Bytes that there was room for. */
  readonly capacity: number;

  constructor(length: number, capacity: number) {
    super(
      `a datagram of ${length} bytes did not fit the ${capacity} bytes of the receive buffer; ` +
        "the buffer has been enlarged: send the request again",
    );
    this.length = length;
    this.capacity = capacity;
  }
}

/** The tables changed under a dump each time it was tried (`NLM_F_DUMP_INTR`). */
export class NetlinkDumpInterruptedError extends NetlinkError {
  readonly code = "ERR_NETLINK_DUMP_INTERRUPTED";
  /** The dump: `"RTM_GETROUTE"`. */
  readonly operation: string;
  /** How often it was tried. */
  readonly attempts: number;

  constructor(operation: string, attempts: number) {
    super(
      `${operation}: the dump was interrupted by changes ${attempts === 1 ? "" : `${attempts} times `}` +
        "(NLM_F_DUMP_INTR), so its rows may be incomplete or repeated",
    );
    this.operation = operation;
    this.attempts = attempts;
  }
}

/** No answer came in time. What was asked may have been done. */
export class NetlinkTimeoutError extends NetlinkError {
  readonly code = "ERR_NETLINK_TIMEOUT";
  /** The request: `"RTM_GETLINK"`. */
  readonly operation: string;
  /** Milliseconds waited. */
  readonly timeoutMs: number;

  constructor(operation: string, timeoutMs: number) {
    super(`${operation}: no answer within ${timeoutMs} ms`);
    this.operation = operation;
    this.timeoutMs = timeoutMs;
  }
}

/** The socket was closed: before the call, or while it waited. */
export class NetlinkClosedError extends NetlinkError {
  readonly code = "ERR_NETLINK_CLOSED";
  constructor(what = "the netlink socket is closed") {
    super(what);
  }
}

/** A table that contradicts itself; found when the table is defined or first used, never by a message. */
export class NetlinkSchemaError extends NetlinkError {
  readonly code = "ERR_NETLINK_SCHEMA";
}

/** A YNL spec that cannot be read, with the place in its text. */
export class NetlinkSpecError extends NetlinkError {
  readonly code = "ERR_NETLINK_SPEC";
  /** File name as given to the loader. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;

  constructor(file: string, line: number, column: number, what: string) {
    super(`${file}:${line}:${column}: ${what}`);
    this.file = file;
    this.line = line;
    this.column = column;
  }
}
