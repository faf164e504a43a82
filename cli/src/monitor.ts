/**
 * `nlkit monitor`: changes as they come.
 *
 * @module
 */
import { formatEvent, type ShownEvent } from "nlkit/format";
import type { ObjectName } from "nlkit/route";
import type { Context } from "./context.ts";
import { endingOnSignal } from "./signals.ts";
import { unknownWord } from "./usage.ts";

const OBJECTS: Readonly<Record<string, ObjectName>> = {
  link: "link",
  addr: "address",
  address: "address",
  route: "route",
};

/** Names of the command line for the objects; all of them for none. */
export function objectNames(words: readonly string[]): ObjectName[] {
  const names = words
    .filter((name) => name !== "all")
    .map((name) => {
      if (Object.hasOwn(OBJECTS, name)) return OBJECTS[name] as ObjectName;
      throw unknownWord("object", name, [...Object.keys(OBJECTS), "all"]);
    });
  return [...new Set(names.length === 0 ? Object.values(OBJECTS) : names)];
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

/** Prints changes until it is interrupted. */
export async function monitor(
  context: Context,
  words: readonly string[],
  options: { readonly snapshot?: boolean },
): Promise<void> {
  const { route, output, format, family } = context;
  const objects = objectNames(words);
  const signal = endingOnSignal();
  const events = route.events(objects, { signal });
  if (options.snapshot === true) {
    for await (const event of snapshot(context, objects)) {
      if (signal.aborted) return;
      await output.object(event, (row) => formatEvent(row, format));
    }
  }
  for await (const event of events) {
    if (isOf(event, family))
      await output.object<ShownEvent>(event, (row) => formatEvent(row, format));
  }
}
