/**
 * `nlkit monitor`: changes of any objects as they come.
 *
 * @module
 */
import process from "node:process";
import { NetlinkErrnoError, NetlinkSystemError } from "nlkit/errors";
import { formatEvent, plain, type ShownEvent } from "nlkit/format";
import type { ObjectName } from "nlkit/route";
import type { Context } from "./context.ts";
import type { Changes, Told } from "./follow.ts";
import { endingOnSignal } from "./signals.ts";
import { endingLines, unknownWord } from "./usage.ts";
import type { ObjectCommand } from "./verb.ts";

/**
 * What is told of in one stream, in the order in which the kernel did it; the other objects each have their own. These
 * are followed where none is named.
 */
const NETWORK = { link: "link", addr: "address", route: "route" } as const satisfies Readonly<
  Record<string, ObjectName>
>;

/** Names of what is followed where nothing is named. */
export const USUAL: readonly string[] = Object.keys(NETWORK);

const ALL = "all";

/** What `nlkit monitor` can be asked for. */
export function monitored(objects: readonly ObjectCommand[]): string[] {
  const others = objects.filter(({ changes }) => changes !== undefined);
  return [...USUAL, ...others.map(({ name }) => name), ALL];
}

/** The objects that words name, by the names that they have in the table. */
function namesOf(objects: readonly ObjectCommand[], words: readonly string[]): ReadonlySet<string> {
  const known = monitored(objects);
  const named = words.map((given) => {
    const name = objects.find(({ aliases }) => aliases.includes(given))?.name ?? given;
    if (known.includes(name)) return name;
    throw unknownWord("object", given, known);
  });
  return new Set(named.length === 0 ? USUAL : named);
}

/** Of everything, what this kernel has not and what this user may not see is left out, and said to be. */
function leaveOut(name: string, error: unknown): void {
  const isRefused =
    (error instanceof NetlinkErrnoError || error instanceof NetlinkSystemError) &&
    ["EOPNOTSUPP", "EPERM"].includes(error.errnoName);
  if (!isRefused) throw error;
  process.stderr.write(endingLines({ status: 0, message: `${name}: ${error.message}` }));
}

/** A change of any object, with the name of the object. */
type Line = ShownEvent | (Told & { readonly object: string });

/** Where changes come from, and how they are shown. */
interface Source {
  readonly events: AsyncIterable<Line>;
  readonly existing: () => AsyncIterable<Line>;
  readonly text: (line: never, options: Context["format"]) => readonly string[];
}

/** What there is, as events; read after the listening has begun, so that no change falls between. */
async function* snapshot(
  { route, family }: Context,
  objects: readonly ObjectName[],
): AsyncGenerator<ShownEvent> {
  const action = "snapshot";
  if (objects.includes("link")) {
    for (const link of await route.links.list()) yield { object: "link", action, link };
  }
  if (objects.includes("address")) {
    for (const address of await route.addresses.list({ family }))
      yield { object: "address", action, address };
  }
  if (objects.includes("route")) {
    for await (const each of route.routes.stream({ family }))
      yield { object: "route", action, route: each };
  }
}

/** Whether an event is of the family that was asked for; links are of none. */
function isOf(event: ShownEvent, family: string | undefined): boolean {
  if (family === undefined || event.object === "link" || event.object === "overrun") return true;
  return (event.object === "address" ? event.address : event.route).family === family;
}

/** Links, addresses and routes. */
function network(context: Context, objects: readonly ObjectName[], signal: AbortSignal): Source {
  const events = context.route.events(objects, { signal });
  return {
    events: filtered(events, (event) => isOf(event, context.family)),
    existing: () => snapshot(context, objects),
    text: formatEvent,
  };
}

async function* filtered<Value>(
  values: AsyncIterable<Value>,
  isWanted: (value: Value) => boolean,
): AsyncGenerator<Value, void, void> {
  for await (const value of values) if (isWanted(value)) yield value;
}

/** Any other object. */
function other(context: Context, object: string, changes: Changes, signal: AbortSignal): Source {
  const told = changes.listen(context, signal);
  async function* events(): AsyncGenerator<Line> {
    for await (const each of told)
      if (changes.isOf(each, context.family))
        yield each.action === "overrun" ? { object: "overrun" } : { object, ...each };
  }
  async function* existing(): AsyncGenerator<Line> {
    for (const each of await changes.existing(context)) yield { object, ...each };
  }
  return {
    events: events(),
    existing,
    text: (line: Line, options) => {
      if (line.object === "overrun") return formatEvent({ object: "overrun" }, options);
      const { paint = plain } = options;
      const mark = paint("faint", `[${object}]`);
      // What is indented belongs to the line before it.
      return changes
        .text(line as Told, options)
        .map((text) => (text.startsWith(" ") ? text : `${mark} ${text}`));
    },
  };
}

/** Prints changes until it is interrupted. */
export async function monitor(
  context: Context,
  objects: readonly ObjectCommand[],
  words: readonly string[],
  options: { readonly snapshot?: boolean },
): Promise<void> {
  const names = namesOf(objects, words);
  const isAsked = (name: string): boolean => names.has(name) || names.has(ALL);
  const signal = endingOnSignal();
  const print = async (events: AsyncIterable<Line>, text: Source["text"]): Promise<void> => {
    for await (const event of events) {
      if (signal.aborted) return;
      await context.output.object(event as never, text);
    }
  };
  /** Does what can be done of all; what was named has to be done. */
  const attempt = async (name: string, action: () => unknown): Promise<void> => {
    try {
      await action();
    } catch (error) {
      if (names.has(name)) throw error;
      leaveOut(name, error);
    }
  };
  const sources = new Map<string, Source>();
  const together = Object.entries(NETWORK).filter(([name]) => isAsked(name));
  const [first] = together;
  if (first !== undefined) {
    const kinds = together.map(([, object]) => object);
    sources.set(first[0], network(context, kinds, signal));
  }
  for (const { name, changes } of objects) {
    if (changes !== undefined && isAsked(name))
      await attempt(name, () => sources.set(name, other(context, name, changes, signal)));
  }
  if (options.snapshot === true) {
    for (const [name, { existing, text }] of sources)
      await attempt(name, () => print(existing(), text));
  }
  await Promise.all(
    [...sources].map(([name, { events, text }]) => attempt(name, () => print(events, text))),
  );
}
