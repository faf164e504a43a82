/**
 * Changes of objects, printed until the command is interrupted.
 *
 * @module
 */
import { formatEvent, type TcFormatOptions } from "nlkit/format";
import type { RouteClient } from "nlkit/route";
import type { Context } from "./context.ts";
import { endingOnSignal } from "./signals.ts";

/** What happened to an object; `--json` prints it as it is. */
export interface Told {
  readonly action: string;
}

/** Messages were lost. */
interface Overrun {
  readonly action: "overrun";
}

/** Changes of one sort of objects: where they come from, and how they are shown. */
export interface Changes {
  /** For the help of the object's verb `monitor`. */
  readonly summary: string;
  /** Begins to listen. */
  readonly listen: (context: Context, signal: AbortSignal) => AsyncIterable<Told>;
  /** What there is, as changes of which the action says so. */
  readonly existing: (context: Context) => Promise<readonly Told[]>;
  /** Whether it is of the family that was asked for. */
  readonly isOf: (told: Told, family: string | undefined) => boolean;
  /** Lines of a change, or of an overrun. */
  readonly text: (told: Told, options: TcFormatOptions) => readonly string[];
}

/** What a change is about. */
type Content<Change> = Change extends Told ? Omit<Change, "action"> : never;

/** {@link Changes} of one type. */
interface ChangesOf<Change extends Told> {
  readonly summary?: string;
  readonly events: (
    route: RouteClient,
    options: { readonly signal: AbortSignal },
  ) => AsyncIterable<Change | Overrun>;
  readonly existing: (context: Context) => Promise<readonly Content<Change>[]>;
  /** The address family, of those that have one. */
  readonly familyOf?: (change: Change) => string | number;
  readonly text: (change: Change, options: TcFormatOptions) => readonly string[];
}

function isOverrun(told: Told): told is Overrun {
  return told.action === "overrun";
}

/** Describes changes of one sort of objects. */
export function changes<Change extends Told>({
  summary = "changes as they come",
  events,
  existing,
  familyOf,
  text,
}: ChangesOf<Change>): Changes {
  return {
    summary,
    listen: ({ route }, signal) => events(route, { signal }),
    existing: async (context) =>
      (await existing(context)).map((content) => ({ action: "snapshot", ...content })),
    isOf: (told, family) =>
      family === undefined ||
      isOverrun(told) ||
      familyOf === undefined ||
      familyOf(told as Change) === family,
    text: (told, options) =>
      isOverrun(told) ? formatEvent({ object: "overrun" }, options) : text(told as Change, options),
  };
}

/** Prints changes as they come. */
export async function follow(context: Context, { listen, isOf, text }: Changes): Promise<void> {
  for await (const told of listen(context, endingOnSignal()))
    if (isOf(told, context.family)) await context.output.object(told, text);
}

/** Lines of an object, marked where it has gone. */
export function marked(action: string, lines: readonly string[]): readonly string[] {
  return action === "delete"
    ? lines.map((line, at) => (at === 0 ? `deleted ${line}` : line))
    : lines;
}
