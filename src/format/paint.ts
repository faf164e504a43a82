/**
 * How a piece of text is marked, without saying how that looks: a terminal colours it, a page styles it,
 * a pipe gets it plain.
 *
 * @module
 */

/** What a piece of text is. */
export type Style =
  | "name"
  | "mac"
  | "ipv4"
  | "ipv6"
  | "good"
  | "bad"
  | "notice"
  | "heading"
  | "faint";

/** Marks a piece of text; the text comes back with the marks around it. */
export type Painter = (style: Style, text: string) => string;

/** Leaves all text as it is. */
export const plain: Painter = (_style, text) => text;

/** What all text forms can be told. */
export interface FormatOptions {
  /** {@link plain} where absent. */
  readonly paint?: Painter | undefined;
  /** Also what is seldom wanted: options of a link's kind, limits, times. */
  readonly details?: boolean | undefined;
}

// Names, aliases and labels come from whoever could set them: no terminal may take them for commands.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** Text that a terminal shows as it stands: what would control it becomes `\x1b`, `\u{202e}`… */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });
}
