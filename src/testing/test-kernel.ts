/**
 * A kernel for tests of code that uses netlink.
 *
 * @module
 */
import { AssertionError } from "node:assert";
import { inspect } from "node:util";
import {
  type AnyFamilyTable,
  createKernel,
  type EmbeddedKernel,
  type EmbeddedSocketOptions,
  type FamilyOptions,
  type RegisteredFamily,
} from "../kernel/index.ts";
import type { FamilyTable } from "../schema/index.ts";
import type { Transport, TransportProvider } from "../transport/index.ts";
import { type Fault, Faults, type InjectedFault } from "./faults.ts";
import { matches } from "./match.ts";
import { type RecordedRequest, Tables } from "./seen.ts";
import { type FamilyAnswers, toHandlers } from "./serve.ts";
import { type Bench, TestTransport } from "./test-transport.ts";

/** What a test kernel is made with. */
export interface TestKernelOptions {
  /** The kernel underneath, with whatever is registered there; a new one when absent. */
  readonly kernel?: EmbeddedKernel | undefined;
  /** Tables that requests of raw protocols are decoded by; rtnetlink's are known. */
  readonly tables?: readonly FamilyTable[] | undefined;
}

/** Longest list of requests in the words of an error. */
const LISTED = 20;

/**
 * An embedded kernel that tells what it was asked, and goes wrong when it is told to. It is a
 * provider of transports: whatever opens a client takes it as `transport`.
 */
export class TestKernel implements TransportProvider, Disposable {
  /** The kernel underneath, for all that has no helper here. */
  readonly kernel: EmbeddedKernel;
  /** What handlers threw that was no refusal: bugs of the test. */
  readonly errors: unknown[] = [];
  readonly #tables = new Tables();
  readonly #faults = new Faults();
  readonly #requests: RecordedRequest[] = [];
  /** Those that no expectation has met yet. */
  readonly #open = new Set<RecordedRequest>();
  readonly #waiting = new Set<() => void>();
  readonly #bench: Bench = {
    tables: this.#tables,
    faults: this.#faults,
    record: (request) => {
      this.#requests.push(request);
      this.#open.add(request);
      for (const wake of this.#waiting) wake();
    },
  };

  /** Use {@link createTestKernel}. */
  constructor(options: TestKernelOptions = {}) {
    this.kernel = options.kernel ?? createKernel();
    this.kernel.onError((error) => this.errors.push(error));
    for (const table of options.tables ?? []) this.#tables.addRaw(table);
  }

  /** Opens an endpoint as the kernel underneath does. */
  openTransport(protocol: number, options: EmbeddedSocketOptions = {}): Transport {
    return new TestTransport(this.kernel.openTransport(protocol, options), this.#bench);
  }

  /**
   * Registers a generic family whose operations are functions from a request to its answer: the
   * same function answers single requests and dumps.
   *
   * @param answers - Give nothing, a reply, or several; refuse by `context.refuse("EPERM", "why")`.
   * @throws As `EmbeddedKernel.registerFamily`.
   */
  serveFamily<Table extends AnyFamilyTable>(
    table: Table,
    answers: FamilyAnswers<Table>,
    options: FamilyOptions<Table> = {},
  ): RegisteredFamily<Table> {
    const family = this.kernel.registerFamily(table, toHandlers(answers), options);
    this.#tables.addGeneric(family.id, table);
    return family;
  }

  /**
   * What clients have asked, in order; without the questions for a family's id, and without control
   * messages.
   *
   * @param name - Only these: `"get"`, `"RTM_GETLINK"`.
   */
  requests(name?: string): RecordedRequest[] {
    return this.#requests.filter((request) => name === undefined || request.name === name);
  }

  /**
   * The first request of a name that no expectation has met before.
   *
   * @param body - What it holds at least; anything when absent.
   * @throws `AssertionError` where there is none, with a list of those that there are.
   */
  expectRequest(name: string, body?: unknown): RecordedRequest {
    const found = this.#find(name, body);
    if (found !== undefined) return found;
    const wanted = body === undefined ? name : `${name} ${inspect(body)}`;
    throw new AssertionError({ message: `expected a request ${wanted}; ${this.#list()}` });
  }

  #find(name: string, body: unknown): RecordedRequest | undefined {
    for (const request of this.#open) {
      if (request.name !== name) continue;
      if (body !== undefined && !matches(request.body, body)) continue;
      this.#open.delete(request);
      return request;
    }
    return undefined;
  }

  #list(): string {
    const left = [...this.#open].slice(0, LISTED);
    if (left.length === 0) return "there was none but those that were expected before";
    const lines = left.map(({ name, body }) => `  ${name} ${inspect(body, { breakLength: 100 })}`);
    return `there were:\n${lines.join("\n")}`;
  }

  /**
   * As {@link expectRequest}, and waits for it.
   *
   * @param options - `signal`: when to give up; the error is then the one of {@link expectRequest}.
   */
  async nextRequest(
    name: string,
    body?: unknown,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<RecordedRequest> {
    const { signal } = options;
    for (;;) {
      const found = this.#find(name, body);
      if (found !== undefined) return found;
      if (signal?.aborted === true) return this.expectRequest(name, body);
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake);
          signal?.removeEventListener("abort", wake);
          resolve();
        };
        this.#waiting.add(wake);
        signal?.addEventListener("abort", wake, { once: true });
      });
    }
  }

  /** @throws `AssertionError` where there are requests that no expectation has met. */
  expectNoMoreRequests(): void {
    if (this.#open.size === 0) return;
    throw new AssertionError({ message: `expected no more requests; ${this.#list()}` });
  }

  /**
   * Has something go wrong with what arrives at clients: the next datagram, unless told otherwise.
   *
   * @throws `NetlinkInputError` for a fault that there is not.
   */
  inject(fault: Fault): InjectedFault {
    return this.#faults.inject(fault);
  }

  /** Forgets the requests, and ends the faults: as new for the next test, the families aside. */
  reset(): void {
    this.#requests.length = 0;
    this.#open.clear();
    this.errors.length = 0;
    this.#faults.clear();
  }

  /** Closes the kernel underneath and with it every client's socket. */
  close(): void {
    this.kernel.close();
  }

  /** The same as {@link TestKernel.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * Makes a kernel for tests. It needs no Linux, no root and no namespace, and a test's kernel is no
 * other test's.
 *
 * @example
 * ```ts
 * import { defineFamily, openFamily, string, u32 } from "nlkit/generic";
 * import { createTestKernel } from "nlkit/testing";
 * const notes = defineFamily({
 *   name: "NOTES",
 *   attributes: { id: [1, u32], text: [2, string] },
 *   operations: { get: { command: 1, oneReply: true }, list: { command: 2 } },
 * });
 * // In a test of vitest these lines stand in `test("…", async () => { … })`.
 * using kernel = createTestKernel();
 * kernel.serveFamily(notes, {
 *   get: ({ id = 0 }) => ({ id, text: `note ${id}` }),
 *   list: () => [{ id: 1 }, { id: 2 }],
 * });
 * await using client = await openFamily(notes, { transport: kernel, timeoutMs: 50 });
 * console.assert((await client.do("get", { id: 7 }))?.text === "note 7");
 * kernel.expectRequest("get", { id: 7 });
 * // A dump that is interrupted is run again.
 * const fault = kernel.inject({ kind: "interrupt" });
 * console.assert((await client.dump("list", {})).length === 2);
 * console.assert(fault.struck === 1 && kernel.requests("list").length === 2);
 * ```
 */
export function createTestKernel(options: TestKernelOptions = {}): TestKernel {
  return new TestKernel(options);
}
