/**
 * The two errors that a command itself can end with, and what any error says and exits with.
 *
 * @module
 */
import { CommanderError } from "commander";
import {
  NetlinkEncodeError,
  NetlinkErrnoError,
  NetlinkInputError,
  NetlinkSystemError,
} from "nlkit/errors";
import { printable } from "nlkit/format";
import { nearestName } from "nlkit/schema";

/** The words cannot mean anything: exit status 2. */
export class UsageError extends Error {
  /** What would be right, on a line of its own. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** What was asked for is not so: exit status 1. */
export class CheckError extends Error {}

/** Names that a hint has room for. */
const LISTED = 16;

/** A word that none of those that exist is; says which one may have been meant. */
export function unknownWord(what: string, word: string, known: Iterable<string>): UsageError {
  const names = [...known];
  const near = nearestName(word.toLowerCase(), names);
  return new UsageError(
    `unknown ${what} "${word}"`,
    near === undefined
      ? `there are: ${names.slice(0, LISTED).join(", ")}${names.length > LISTED ? "… (--help has all)" : ""}`
      : `did you mean "${near}"?`,
  );
}

/** How a failed command ends. */
export interface Ending {
  /** Exit status. */
  readonly status: number;
  /** What stands on standard error, without `nlkit: `; undefined where it has been said. */
  readonly message?: string;
  readonly hint?: string | undefined;
}

/** Parts what the library appended as a hint from the kernel's refusal. */
function refusal(error: NetlinkErrnoError | NetlinkSystemError): Ending {
  const { message } = error;
  const bare =
    error instanceof NetlinkErrnoError
      ? new NetlinkErrnoError(error).message.length
      : message.indexOf(")", message.indexOf(`: ${error.errnoName}`)) + 1;
  const rest = message.slice(bare);
  if (bare === 0 || !rest.startsWith("; ")) return { status: 1, message };
  return { status: 1, message: message.slice(0, bare), hint: rest.slice(2) };
}

function usage(error: CommanderError): Ending {
  if (error.exitCode === 0) return { status: 0 };
  if (error.code === "commander.help") return { status: 2 };
  const [message = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
  const words = /--([a-z-]+)/.exec(message)?.[1];
  const hint =
    error.code === "commander.unknownOption" && suggestion === undefined && words !== undefined
      ? `what is set of an object is given in words without dashes: "${words} VALUE"`
      : suggestion?.replace(/^\(Did you mean (.*)\?\)$/, 'did you mean "$1"?');
  return { status: 2, message, hint };
}

/** The exit status of an error and what it tells the user. */
export function endingOf(error: unknown): Ending {
  if (error instanceof CommanderError) return usage(error);
  if (error instanceof UsageError) return { status: 2, message: error.message, hint: error.hint };
  if (error instanceof NetlinkErrnoError || error instanceof NetlinkSystemError)
    return refusal(error);
  const message = error instanceof Error ? error.message : String(error);
  const isInput = error instanceof NetlinkInputError || error instanceof NetlinkEncodeError;
  return { status: isInput ? 2 : 1, message };
}

/** Lines for standard error; nothing in them controls the terminal. */
export function endingLines({ message, hint }: Ending): string {
  if (message === undefined) return "";
  return `nlkit: ${printable(message)}\n${hint === undefined ? "" : `  hint: ${printable(hint)}\n`}`;
}
