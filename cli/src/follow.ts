/**
 * Commands that print changes of one sort of objects until they are interrupted.
 *
 * @module
 */
import { formatEvent } from "nlkit/format";
import type { Context } from "./context.ts";
import { endingOnSignal } from "./signals.ts";

/**
 * Prints events as they come.
 *
 * @param listen - Begins to listen.
 * @param text - Lines of an event that is no loss of others.
 */
export async function follow<Event extends { readonly action: string }>(
  { output, format }: Context,
  listen: (options: { readonly signal: AbortSignal }) => AsyncIterable<Event>,
  text: (event: Event) => readonly string[],
): Promise<void> {
  for await (const event of listen({ signal: endingOnSignal() })) {
    await output.object(event, (row) =>
      row.action === "overrun" ? formatEvent({ object: "overrun" }, format) : text(row),
    );
  }
}

/** Lines of an object, marked where it has gone. */
export function marked(action: string, lines: readonly string[]): readonly string[] {
  return action === "delete"
    ? lines.map((line, at) => (at === 0 ? `deleted ${line}` : line))
    : lines;
}
