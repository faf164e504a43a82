/**
 * What every example is made of, in types: a client that knows no more than where its kernel is,
 * and a main that runs it beside the kernel side.
 *
 * @module
 */
import type { TransportProvider } from "nlkit/transport";

/** Takes a line of output. */
export type Print = (line: string) => void;

/** All that a client side is told: the same client talks to TypeScript and to a kernel module. */
export interface ClientOptions {
  /** The kernel: an embedded one, one in another process, or this machine's. */
  readonly transport: TransportProvider;
  /** Path of the network namespace to ask in; the caller's own when absent. */
  readonly netns?: string;
}

/** What an example's `main` is run with. */
export interface Run {
  /**
   * This machine's kernel, where `--real` asks for it; else the example brings a kernel of its own.
   */
  readonly real: TransportProvider | undefined;
  /** What follows the example's name. */
  readonly words: readonly string[];
  /**
   * Gives what prints lines in somebody's name: `say("kernel")("hello")` prints `kernel: hello`.
   */
  readonly say: (who: string) => Print;
}

/** What `NAME/main.ts` exports. */
export interface Example {
  /** Runs the example to its end. */
  readonly main: (run: Run) => Promise<void>;
}
