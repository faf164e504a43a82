/**
 * Many changes in few sends, by the same methods that make one.
 *
 * @module
 */
import type { BatchFailure, NetlinkClient, RequestOptions } from "../../client/index.ts";
import { NetlinkBatchError } from "../../errors/index.ts";
import type { Operation } from "../../schema/index.ts";
import { NLM_F_ECHO } from "../../wire/index.ts";
import { Addresses } from "./addr.ts";
import type { LinkRef } from "./input.ts";
import { LinkNames } from "./link-names.ts";
import { Links } from "./links.ts";
import { Neighbours } from "./neighbours.ts";
import { Nexthops } from "./nexthops.ts";
import type { Requests } from "./requests.ts";
import { Routes } from "./routes.ts";
import { Rules } from "./rules.ts";

/** Methods that a batch has, of those objects that have them. */
const METHODS = ["add", "set", "replace", "append", "delete"] as const;
type Method = (typeof METHODS)[number];

/**
 * The changing methods of objects, as a batch has them. Each takes what it takes otherwise; its promise resolves when there is
 * room for more, and never rejects: what becomes of a change is told by the batch as a whole.
 */
export type Batched<Objects> = {
  readonly [Name in Method & keyof Objects]: Objects[Name] extends (
    ...args: infer Args
  ) => Promise<unknown>
    ? (...args: Args) => Promise<void>
    : never;
};

/** What changes are put into, in the order in which they are to be made. */
export interface RouteBatch {
  readonly links: Batched<Links>;
  readonly addresses: Batched<Addresses>;
  readonly routes: Batched<Routes>;
  readonly neighbours: Batched<Neighbours>;
  readonly nexthops: Batched<Nexthops>;
  readonly rules: Batched<Rules>;
}

/** What holds for a batch. */
export interface RouteBatchOptions extends Pick<RequestOptions, "signal" | "timeoutMs"> {
  /**
   * What a refusal does: `"stop"`, the batch fails with it and sends nothing further, or `"continue"` with the rest and
   * return the failures. Changes that were sent together with the refused one (up to 200) have been carried out either way.
   */
  readonly onError?: "stop" | "continue" | undefined;
}

/** What became of a batch. */
export interface RouteBatchResult {
  /** Changes that the kernel carried out. */
  readonly carriedOut: number;
  /** Those that failed, in order; `index` counts the calls from 0. */
  readonly failures: readonly BatchFailure[];
}

/** Changes that are sent at a time: a few datagrams. */
const CHUNK = 1000;

interface Pending {
  readonly operation: Operation<never, unknown>;
  readonly value: unknown;
  readonly flags: number;
  readonly resolve: (replies: never[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Looks names up once, and again after links have changed. */
class RememberedNames extends LinkNames {
  readonly #known = new Map<string, number>();
  readonly #before: () => Promise<void>;

  /** @param before - Carries out what changes names. */
  constructor(client: NetlinkClient, before: () => Promise<void>) {
    super(client);
    this.#before = before;
  }

  forget(): void {
    this.#known.clear();
  }

  override async indexOf(
    field: string,
    ref: LinkRef,
    options: RequestOptions = {},
  ): Promise<number> {
    if (typeof ref === "number") return super.indexOf(field, ref, options);
    const known = this.#known.get(ref);
    if (known !== undefined) return known;
    await this.#before();
    const index = await super.indexOf(field, ref, options);
    this.#known.set(ref, index);
    return index;
  }
}

/** A batch while it runs. It stands in the client's place: what would be sent is kept until there is enough. */
class Run implements Requests {
  readonly failures: BatchFailure[] = [];
  carriedOut = 0;
  /** Why it cannot go on. */
  fatal: unknown;
  readonly objects: RouteBatch;
  readonly #client: NetlinkClient;
  readonly #options: RouteBatchOptions;
  readonly #names: RememberedNames;
  readonly #live = new Set<Promise<void>>();
  #pending: Pending[] = [];
  #tail: Promise<void> = Promise.resolve();
  #count = 0;
  #linksPending = false;
  #refused = false;
  /** Tells that the change being made has come to its sending. */
  #accept: () => void = () => undefined;

  constructor(client: NetlinkClient, options: RouteBatchOptions) {
    this.#client = client;
    this.#options = options;
    this.#names = new RememberedNames(client, async () => {
      if (this.#linksPending) await this.#flush();
    });
    this.objects = {
      links: this.#batched(new Links(this, this.#names), true),
      addresses: this.#batched(new Addresses(this, this.#names)),
      routes: this.#batched(new Routes(this, this.#names)),
      neighbours: this.#batched(new Neighbours(this, this.#names)),
      nexthops: this.#batched(new Nexthops(this, this.#names)),
      rules: this.#batched(new Rules(this)),
    };
  }

  get #stopped(): boolean {
    if (this.fatal !== undefined) return true;
    return (this.#refused || this.failures.length > 0) && this.#options.onError !== "continue";
  }

  #batched<Objects extends object>(objects: Objects, areLinks = false): Batched<Objects> {
    const methods: Record<string, unknown> = {};
    for (const name of METHODS) {
      const method = (objects as Record<string, unknown>)[name];
      if (typeof method !== "function") continue;
      methods[name] = (...args: unknown[]): Promise<void> =>
        this.#call(() => method.apply(objects, args) as Promise<unknown>, areLinks);
    }
    return methods as Batched<Objects>;
  }

  /** Changes are made one after the other, for a later one may need an earlier one. */
  #call(change: () => Promise<unknown>, isLink: boolean): Promise<void> {
    const index = this.#count++;
    this.#tail = this.#tail.then(() => this.#make(index, change, isLink));
    return this.#tail;
  }

  /** Makes a change as far as its sending. */
  async #make(index: number, change: () => Promise<unknown>, isLink: boolean): Promise<void> {
    if (this.#stopped) return;
    const accepted = new Promise<void>((resolve) => {
      this.#accept = resolve;
    });
    const done: Promise<void> = change().then(
      () => void this.#live.delete(done),
      (error: unknown) => {
        this.#live.delete(done);
        this.failures.push({ index, error });
      },
    );
    this.#live.add(done);
    await Promise.race([accepted, done]);
    if (isLink) {
      this.#linksPending = true;
      this.#names.forget();
    }
    if (this.#pending.length >= CHUNK) await this.#flush();
  }

  async #flush(): Promise<void> {
    const sent = this.#pending;
    this.#pending = [];
    this.#linksPending = false;
    if (sent.length === 0) return;
    const { onError = "stop", ...rest } = this.#options;
    try {
      const { carriedOut, failures } = await this.#client.batch(sent, { onError, ...rest });
      this.carriedOut += carriedOut;
      this.#refused ||= failures.length > 0;
      for (const { index, error } of failures) sent[index]?.reject(error);
    } catch (error) {
      // What became of them is not known.
      this.fatal ??= error;
    }
    for (const { resolve } of sent) resolve([]);
  }

  /** What reads is answered at once, after what came before it; what changes is kept. */
  async do<In, Out>(
    operation: Operation<In, Out>,
    value: In,
    options: RequestOptions = {},
  ): Promise<Out[]> {
    if (operation.oneReply) {
      await this.#flush();
      return this.#client.do(operation, value, options);
    }
    return new Promise((resolve, reject) => {
      // Nobody waits for the echo.
      const flags = (options.flags ?? 0) & ~NLM_F_ECHO;
      this.#pending.push({
        operation: operation as Operation<never, Out>,
        value,
        flags,
        resolve,
        reject,
      });
      this.#accept();
    });
  }

  dump<In, Out>(operation: Operation<In, Out>, value: In): Promise<Out[]> {
    return this.#client.dump(operation, value);
  }

  chunks<In, Out>(operation: Operation<In, Out>, value: In): AsyncGenerator<Out[], void, void> {
    return this.#client.chunks(operation, value);
  }

  /** Waits for all changes, sends the last, and tells how it went. */
  async finish(): Promise<RouteBatchResult> {
    await this.#tail;
    // A change of several requests has its next one ready only when the one before was answered.
    while (this.#live.size > 0) {
      if (!this.#stopped) await this.#flush();
      for (const { resolve } of this.#pending.splice(0)) resolve([]);
      await Promise.race(this.#live);
    }
    if (this.fatal !== undefined) throw this.fatal;
    const failures = this.failures.sort((a, b) => a.index - b.index);
    const [first] = failures;
    if (first !== undefined && this.#options.onError !== "continue")
      throw new NetlinkBatchError(first.index, first.error, this.carriedOut);
    return { carriedOut: this.carriedOut, failures };
  }
}

/** Runs a batch; see `RouteClient.batch`. */
export async function runBatch(
  client: NetlinkClient,
  fill: (batch: RouteBatch) => void | Promise<void>,
  options: RouteBatchOptions,
): Promise<RouteBatchResult> {
  const run = new Run(client, options);
  try {
    await fill(run.objects);
  } catch (error) {
    await run.finish();
    throw error;
  }
  return run.finish();
}
