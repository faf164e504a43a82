/**
 * Commands that go on until they are interrupted.
 *
 * @module
 */
import { setMaxListeners } from "node:events";
import process from "node:process";

/** Exit statuses of those who are ended by a signal, as a shell counts them. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Of the command that goes on until it is interrupted, where this is one. */
let ending: AbortController | undefined;

/** Aborted by the first signal, so that the command can end in good order; the next one ends the process at once. */
export function endingOnSignal(): AbortSignal {
  const controller = new AbortController();
  // All the objects that `nlkit monitor all` follows listen to it.
  setMaxListeners(0, controller.signal);
  for (const [signal, status] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      process.exitCode = status;
      controller.abort();
    });
  }
  ending = controller;
  return controller.signal;
}

/** Ends such a command as a signal does, but for the exit status. False where the command is none. */
export function endInGoodOrder(): boolean {
  ending?.abort();
  return ending !== undefined;
}
