/**
 * Names in C: how those of a table are spelled there, and that each is one, free, and used once.
 *
 * @module
 */
import { NetlinkSchemaError } from "../../errors/index.ts";

/** Words that no identifier may be: of C11, of GNU C, and of <stdbool.h> as the kernel has it. */
const KEYWORDS = new Set(
  (
    "auto break case char const continue default do double else enum extern float for goto if inline int " +
    "long register restrict return short signed sizeof static struct switch typedef union unsigned void " +
    "volatile while _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert " +
    "_Thread_local asm typeof __auto_type bool true false"
  ).split(" "),
);
/** Macros that stand in every source of a module, whatever they are meant as: `current` is a call, `unix` is 1. */
const MACROS = new Set(
  "current linux unix i386 mips sparc errno offsetof likely unlikely min max swap NULL EOF".split(
    " ",
  ),
);

/** `maxHopCount` and `max-hop-count` as `max_hop_count`. */
export function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[-. ]/g, "_")
    .toLowerCase();
}

/** A constant of a name within a prefix that ends in `_`; once where the name begins with it already. */
export function constant(prefix: string, name: string): string {
  const upper = snake(name).toUpperCase();
  return upper.startsWith(prefix) ? upper : prefix + upper;
}

/** Text as a string of C. */
export function cString(text: string): string {
  const escaped = text
    .replace(/[\\"?]/g, "\\$&")
    .replace(/[^ -~]/gu, (letter) =>
      [...new TextEncoder().encode(letter)]
        .map((byte) => `\\${byte.toString(8).padStart(3, "0")}`)
        .join(""),
    );
  return `"${escaped}"`;
}

/** @throws `NetlinkSchemaError` for what is no identifier of C, or is a word or macro with a meaning of its own. */
export function checkIdentifier(name: string, owner: string): void {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    throw new NetlinkSchemaError(`${owner}: ${JSON.stringify(name)} is no name in C`);
  }
  if (KEYWORDS.has(name)) {
    throw new NetlinkSchemaError(`${owner}: "${name}" is a keyword of C`);
  }
  if (MACROS.has(name)) {
    throw new NetlinkSchemaError(`${owner}: "${name}" is a macro in the kernel`);
  }
}

/** The names of one module that share one space of C. */
export class Identifiers {
  readonly #owners = new Map<string, string>();

  /**
   * Takes a name. @returns The name.
   *
   * @param owner - What it is the name of, as a person would look for it in the table: `attribute note.id`.
   * @throws `NetlinkSchemaError` for a name that cannot be one, and for one that something else has.
   */
  claim(name: string, owner: string): string {
    checkIdentifier(name, owner);
    const other = this.#owners.get(name);
    if (other !== undefined) {
      throw new NetlinkSchemaError(`${other} and ${owner} would both be "${name}" in C`);
    }
    this.#owners.set(name, owner);
    return name;
  }
}
