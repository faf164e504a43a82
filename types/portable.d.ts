/**
 * The globals that the portable layers may use: web standards that Node, Bun, Deno and browsers all
 * have and that TypeScript declares only together with the whole DOM or the whole of Node. Only
 * tsconfig.portable.json reads this file; it describes just the members that are used, so adding to
 * it is a decision.
 *
 * @module
 */

declare global {
  interface AbortSignal {
    readonly aborted: boolean;
    // biome-ignore lint/suspicious/noExplicitAny: the platforms declare it so, and a signal of theirs has to fit
    readonly reason: any;
    throwIfAborted(): void;
    addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
    removeEventListener(type: "abort", listener: () => void): void;
  }

  var AbortSignal: {
    abort(reason?: unknown): AbortSignal;
    timeout(milliseconds: number): AbortSignal;
    any(signals: Iterable<AbortSignal>): AbortSignal;
  };

  interface AbortController {
    readonly signal: AbortSignal;
    abort(reason?: unknown): void;
  }

  var AbortController: new () => AbortController;

  interface TextEncoder {
    encode(input?: string): Uint8Array<ArrayBuffer>;
    encodeInto(source: string, destination: Uint8Array): { read: number; written: number };
  }

  var TextEncoder: new () => TextEncoder;

  interface TextDecoder {
    decode(input?: Uint8Array): string;
  }

  var TextDecoder: new (
    label?: string,
    options?: { fatal?: boolean; ignoreBOM?: boolean },
  ) => TextDecoder;

  interface Performance {
    now(): number;
  }

  var performance: Performance;

  /** What `setTimeout` gives: a number in a browser, an object elsewhere; only ever handed back. */
  type TimerHandle = { readonly timer: unique symbol };

  function setTimeout(callback: () => void, milliseconds?: number): TimerHandle;
  function clearTimeout(handle: TimerHandle | undefined): void;
  function queueMicrotask(callback: () => void): void;
}

export {};
