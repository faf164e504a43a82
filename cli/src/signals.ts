/**
 * Commands that go on until they are interrupted.
 *
 * @module
 */
import process from "node:process";

/** Exit statuses of those who are ended by a signal, as a shell counts them. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** Aborted by the first signal, so that the command can end in good order; the next one ends the process at once. */
export function endingOnSignal(): AbortSignal {
  const ending = new AbortController();
  for (const [signal, status] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      process.exitCode = status;
      ending.abort();
    });
  }
  return ending.signal;
}
