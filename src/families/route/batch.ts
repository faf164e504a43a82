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
import { AddressLabels } from "./addrlabel.ts";
import { BridgeFdb } from "./bridge-fdb.ts";
import { BridgeMdb } from "./bridge-mdb.ts";
import { BridgeVlans } from "./bridge-vlans.ts";
import type { LinkRef } from "./input.ts";
import { LinkNames } from "./link-names.ts";
import { Links } from "./links.ts";
import type { OpenNamespace } from "./namespace-ref.ts";
import { Neighbours } from "./neighbours.ts";
import { Nexthops } from "./nexthops.ts";
import type { Requests } from "./requests.ts";
import { Routes } from "./routes.ts";
import { Rules } from "./rules.ts";
import { Actions, Classes, Filters, Qdiscs } from "./tc/index.ts";

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
  readonly fdb: Batched<BridgeFdb>;
  readonly mdb: Batched<BridgeMdb>;
  readonly vlans: Batched<BridgeVlans>;
  readonly addressLabels: Batched<AddressLabels>;
  readonly qdiscs: Batched<Qdiscs>;
  readonly classes: Batched<Classes>;
  readonly filters: Batched<Filters>;
  readonly actions: Batched<Actions>;
}

/** A change of a batch that failed. */
export interface RouteBatchFailure extends BatchFailure {
  /** Which call it was, and what with: `"routes"`, `"add"`, `[{ dst: "10.0.0.0/8", … }]`. */
  readonly object: keyof RouteBatch;
  readonly method: Method;
  readonly args: readonly unknown[];
}

/** What holds for a batch. */
export interface RouteBatchOptions extends Pick<RequestOptions, "signal" | "timeoutMs"> {
  /**
   * What a refusal does: `"stop"`, the batch fails with it and sends nothing further, or `"continue"` with the rest and
   * return the failures. A function is told of each as it becomes known, which are then not kept, and decides; what it
   * throws fails the batch. Changes that were sent together with the refused one (up to 200; with a function, up to 1000)
   * have been carried out either way.
   */
  readonly onError?:
    | "stop"
    | "continue"
    | ((failure: RouteBatchFailure) => "stop" | "continue")
    | undefined;
}

/** What became of a batch. */
export interface RouteBatchResult {
  /** Changes that the kernel carried out. */
  readonly carriedOut: number;
  /** Those that failed, in order; `index` counts the calls from 0. None where `onError` was told of them. */
  readonly failures: readonly RouteBatchFailure[];
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

/** A call on its way. */
type Call = Omit<RouteBatchFailure, "error">;

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
  readonly deferred = true;
  readonly failures: RouteBatchFailure[] = [];
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

  constructor(
    client: NetlinkClient,
    options: RouteBatchOptions,
    openNamespace: OpenNamespace | undefined,
  ) {
    this.#client = client;
    this.#options = options;
    this.#names = new RememberedNames(client, async () => {
      if (this.#linksPending) await this.#flush();
    });
    this.objects = {
      links: this.#batched("links", new Links(this, this.#names, openNamespace)),
      addresses: this.#batched("addresses", new Addresses(this, this.#names)),
      routes: this.#batched("routes", new Routes(this, this.#names)),
      neighbours: this.#batched("neighbours", new Neighbours(this, this.#names)),
      nexthops: this.#batched("nexthops", new Nexthops(this, this.#names)),
      rules: this.#batched("rules", new Rules(this, this.#names)),
      fdb: this.#batched("fdb", new BridgeFdb(this, this.#names)),
      mdb: this.#batched("mdb", new BridgeMdb(this, this.#names)),
      vlans: this.#batched("vlans", new BridgeVlans(this, this.#names)),
      addressLabels: this.#batched("addressLabels", new AddressLabels(this, this.#names)),
      qdiscs: this.#batched("qdiscs", new Qdiscs(this, this.#names)),
      classes: this.#batched("classes", new Classes(this, this.#names)),
      filters: this.#batched("filters", new Filters(this, this.#names)),
      actions: this.#batched("actions", new Actions(this, this.#names)),
    };
  }

  get #stopped(): boolean {
    if (this.fatal !== undefined) return true;
    const { onError = "stop" } = this.#options;
    if (onError === "continue") return false;
    return this.failures.length > 0 || (onError === "stop" && this.#refused);
  }

  #batched<Objects extends object>(object: keyof RouteBatch, objects: Objects): Batched<Objects> {
    const methods: Record<string, unknown> = {};
    for (const name of METHODS) {
      const method = (objects as Record<string, unknown>)[name];
      if (typeof method !== "function") continue;
      methods[name] = (...args: unknown[]): Promise<void> =>
        this.#call({ index: this.#count++, object, method: name, args }, () =>
          (method as (...args: unknown[]) => Promise<unknown>).apply(objects, args),
        );
    }
    return methods as Batched<Objects>;
  }

  /** Changes are made one after the other, for a later one may need an earlier one. */
  #call(call: Call, change: () => Promise<unknown>): Promise<void> {
    this.#tail = this.#tail.then(() => this.#make(call, change));
    return this.#tail;
  }

  /** Makes a change as far as its sending. */
  async #make(call: Call, change: () => Promise<unknown>): Promise<void> {
    if (this.#stopped) return;
    const accepted = new Promise<void>((resolve) => {
      this.#accept = resolve;
    });
    const done: Promise<void> = change().then(
      () => void this.#live.delete(done),
      (error: unknown) => {
        this.#live.delete(done);
        this.#fail({ ...call, error });
      },
    );
    this.#live.add(done);
    await Promise.race([accepted, done]);
    if (call.object === "links") {
      this.#linksPending = true;
      this.#names.forget();
    }
    if (this.#pending.length >= CHUNK) await this.#flush();
  }

  #fail(failure: RouteBatchFailure): void {
    const { onError } = this.#options;
    if (typeof onError !== "function") {
      this.failures.push(failure);
      return;
    }
    if (this.#stopped) return;
    try {
      if (onError(failure) === "stop") this.failures.push(failure);
    } catch (error) {
      this.fatal ??= error;
    }
  }

  async #flush(): Promise<void> {
    const sent = this.#pending;
    this.#pending = [];
    this.#linksPending = false;
    if (sent.length === 0) return;
    const { onError = "stop", ...rest } = this.#options;
    const first = onError === "stop" ? onError : "continue";
    try {
      const { carriedOut, failures } = await this.#client.batch(sent, { ...rest, onError: first });
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
  openNamespace: OpenNamespace | undefined,
): Promise<RouteBatchResult> {
  const run = new Run(client, options, openNamespace);
  try {
    await fill(run.objects);
  } catch (error) {
    await run.finish();
    throw error;
  }
  return run.finish();
}
