/**
 * A view of the kernel's objects that stays equal to them: a cache to be asked without waiting.
 *
 * @module
 */
import { NetlinkClosedError, NetlinkTimeoutError } from "../../errors/index.ts";
import type { Address } from "./addr.ts";
import type { Change, WatchedKind, WatchedObjects } from "./changes.ts";
import type { LinkRef } from "./input.ts";
import type { Link } from "./link.ts";
import type { Nexthop } from "./nexthop.ts";
import type { Route } from "./route.ts";
import type { Rule } from "./rule.ts";
import { ObjectIndex } from "./view-index.ts";
import { type Following, follow, type WatchOptions, type WatchSource } from "./watch.ts";

/** What objects of each kind are found by, and what of an object says so. */
const INDEXES = {
  link: {
    index: (link: Link) => [link.index],
    /** Alternative names count. */
    name: (link: Link) => [link.name, ...(link.altNames ?? [])],
    master: (link: Link) => [link.masterName ?? link.master ?? ""],
    kind: (link: Link) => [link.kind ?? ""],
  },
  address: {
    index: (address: Address) => [address.index],
    dev: (address: Address) => [address.dev ?? ""],
    address: (address: Address) => [address.address],
    prefix: (address: Address) => [`${address.address}/${address.prefixLength}`],
  },
  route: {
    prefix: (route: Route) => [route.dst],
    table: (route: Route) => [route.table],
    dev: (route: Route) => [...new Set((route.nexthops ?? [route]).map(({ dev = "" }) => dev))],
    via: (route: Route) => [...new Set((route.nexthops ?? [route]).map(({ via = "" }) => via))],
  },
  rule: {
    priority: (rule: Rule) => [rule.priority],
    table: (rule: Rule) => [rule.table ?? 0],
  },
  nexthop: {
    id: (nexthop: Nexthop) => [nexthop.id],
    dev: (nexthop: Nexthop) => [nexthop.dev ?? ""],
  },
} as const satisfies {
  readonly [Kind in WatchedKind]: Readonly<
    Record<string, (object: WatchedObjects[Kind]) => readonly (string | number)[]>
  >;
};

/** Words by which objects of a kind are found: see {@link View.find}. */
export type IndexOf<Kind extends WatchedKind> = keyof (typeof INDEXES)[Kind] & string;

/** What holds for a view. */
export interface ViewOptions<Kind extends WatchedKind = WatchedKind> extends WatchOptions {
  /**
   * Told of each change when the view has it, and of each time that the view is `current` anew. It must not throw: what
   * it throws ends the view, and comes out of {@link View.closed}.
   */
  readonly onChange?: ((change: Change<Kind>) => void) | undefined;
}

/** What holds for waiting. */
export interface WaitOptions {
  /** Gives it up: it fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which it fails with `NetlinkTimeoutError`; never where absent. */
  readonly timeoutMs?: number | undefined;
}

/** Somebody who waits for the view to be as they want it. */
type Waiting = (error?: unknown) => void;

/** Objects of one kind. */
class Collection {
  readonly objects = new Set<unknown>();
  readonly indexes = new Map<string, ObjectIndex>();

  change(before: unknown, after: unknown): void {
    if (before !== undefined) this.objects.delete(before);
    if (after !== undefined) this.objects.add(after);
    for (const index of this.indexes.values()) {
      if (before !== undefined) index.delete(before);
      if (after !== undefined) index.add(after);
    }
  }
}

/**
 * Some kinds of objects as the kernel has them now. What it gives are the objects that its changes bear; they are
 * never altered, but replaced. It holds a socket of its own, and keeps the process alive, until it or its route
 * client is closed.
 */
export class View<Kind extends WatchedKind = WatchedKind> implements AsyncDisposable {
  readonly #kinds = new Map<WatchedKind, Collection>();
  readonly #following: Following;
  readonly #onChange: ((change: Change<Kind>) => void) | undefined;
  readonly #waiting = new Set<Waiting>();
  /** Ids of other namespaces that objects lie in. */
  readonly #nsids = new WeakMap<object, number>();
  #isClosed = false;
  #error: unknown;
  /** Resolves when the view has ended. @throws What ended it, unless that was {@link close} or its signal. */
  readonly closed: Promise<void>;

  /** Use `RouteClient.view`. */
  constructor(kinds: readonly Kind[], following: Following, options: ViewOptions<Kind>) {
    for (const kind of kinds) this.#kinds.set(kind, new Collection());
    this.#following = following;
    this.#onChange = options.onChange;
    this.closed = this.#run(options.signal);
    // Whoever asks or waits is told; nobody has to look at `closed`.
    this.closed.catch(() => undefined);
  }

  async #run(signal: AbortSignal | undefined): Promise<void> {
    try {
      for (;;) {
        const changes = await this.#following.follower.next();
        if (changes === undefined || this.#isClosed) return;
        for (const change of changes) this.#take(change);
        for (const check of [...this.#waiting]) check();
      }
    } catch (error) {
      if (this.#isClosed || signal?.aborted === true || error instanceof NetlinkClosedError) return;
      this.#error = error;
      throw error;
    } finally {
      await this.close();
    }
  }

  #take(change: Change): void {
    if (change.object !== undefined) {
      const { object, before, after, nsid } = change;
      if (nsid !== undefined && after !== undefined) this.#nsids.set(after, nsid);
      this.#kinds.get(object)?.change(before, after);
    }
    this.#onChange?.(change as Change<Kind>);
  }

  #collection(kind: WatchedKind): Collection {
    const collection = this.#kinds.get(kind);
    if (collection === undefined) throw new RangeError(`this view has no objects of kind ${kind}`);
    return collection;
  }

  /**
   * Whether what the view has is what the kernel has, as far as messages have come: false while a part is to be
   * read (again), which is a matter of milliseconds for a network at rest.
   */
  get isCurrent(): boolean {
    return this.#following.follower.isCurrent && !this.#isClosed;
  }

  /** How often messages were lost, and how often a part was read, so far. */
  get counts(): { readonly overruns: number; readonly readings: number } {
    const { overruns, readings } = this.#following.follower;
    return { overruns, readings };
  }

  /** All objects of a kind: a new array. @throws `RangeError` for a kind that the view was not opened for. */
  list<Each extends Kind>(kind: Each): WatchedObjects[Each][] {
    return [...this.#collection(kind).objects] as WatchedObjects[Each][];
  }

  /**
   * Objects of a kind by a word: links by `index`, `name`, `master`, `kind`; addresses by `index` or `dev` of their
   * link, `address` (`"10.0.0.1"`) or `prefix` (`"10.0.0.1/24"`); routes by `prefix` (`"10.0.0.0/8"`, `"default"`),
   * `table`, `dev`, `via`; rules by `priority` or `table`; nexthops by `id` or `dev`. An index is made when it is first asked for.
   */
  find<Each extends Kind>(
    kind: Each,
    by: IndexOf<Each>,
    key: string | number,
  ): WatchedObjects[Each][] {
    const collection = this.#collection(kind);
    let index = collection.indexes.get(by);
    if (index === undefined) {
      const keysOf = (INDEXES[kind] as Readonly<Record<string, unknown>>)[by];
      if (keysOf === undefined || !Object.hasOwn(INDEXES[kind], by))
        throw new RangeError(`${kind} has no index ${by}`);
      index = new ObjectIndex(keysOf as (object: unknown) => readonly (string | number)[]);
      for (const object of collection.objects) index.add(object);
      collection.indexes.set(by, index);
    }
    return index.get(key) as WatchedObjects[Each][];
  }

  /** A link of this namespace by its name, an alternative name, or its index. */
  link(ref: LinkRef): Link | undefined {
    const by = typeof ref === "number" ? "index" : "name";
    const links = (this as unknown as View<"link">).find("link", by, ref);
    return links.find((link) => !this.#nsids.has(link));
  }

  /** Id of the namespace that an object of the view lies in; undefined for this one. See `WatchOptions.allNamespaces`. */
  nsidOf(object: WatchedObjects[Kind]): number | undefined {
    return this.#nsids.get(object);
  }

  /**
   * Waits until a question to the view has an answer; it is asked at once, and again after changes.
   *
   * @param predicate - Gives the answer, or something falsy while there is none yet.
   * @returns That answer.
   * @throws `NetlinkTimeoutError`; the signal's reason; `NetlinkClosedError` when the view is closed, or what ended it;
   *   what the predicate throws.
   */
  waitFor<Answer>(
    predicate: (view: this) => Answer,
    { signal, timeoutMs }: WaitOptions = {},
  ): Promise<Exclude<Answer, false | null | undefined | 0 | "">> {
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        this.#waiting.delete(check);
        act();
      };
      const onAbort = (): void => settle(() => reject(signal?.reason));
      const check: Waiting = () => {
        try {
          if (this.#isClosed) throw this.#error ?? new NetlinkClosedError("the view is closed");
          const answer = predicate(this);
          if (answer) settle(() => resolve(answer as never));
        } catch (error) {
          settle(() => reject(error));
        }
      };
      if (signal?.aborted === true) return onAbort();
      signal?.addEventListener("abort", onAbort, { once: true });
      if (timeoutMs !== undefined) {
        const onTime = (): void =>
          settle(() => reject(new NetlinkTimeoutError("waitFor", timeoutMs)));
        timer = setTimeout(onTime, timeoutMs);
      }
      this.#waiting.add(check);
      check();
    });
  }

  /** Ends it and closes its socket; the objects stay to be asked. Those who wait get `NetlinkClosedError`. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const check of [...this.#waiting]) check();
    await this.#following.close();
  }

  /** As {@link close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/**
 * Opens a view, and waits until it is current.
 *
 * @throws As `follow`, and what ends it before.
 */
export async function openView<Kind extends WatchedKind>(
  source: WatchSource,
  kinds: readonly Kind[],
  options: ViewOptions<Kind>,
): Promise<View<Kind>> {
  const view = new View(kinds, await follow(source, kinds, options), options);
  try {
    await view.waitFor(() => view.isCurrent, { signal: options.signal });
    return view;
  } catch (error) {
    await view.close();
    throw error;
  }
}
