/**
 * What modules of every kind have: prototypes of functions, and what is called as a module comes and goes.
 *
 * @module
 */

/** What is called as a module comes and goes, in this order; the middle ones while its family is registered. */
export const LIFE = [
  ["int", "init"],
  ["int", "started"],
  ["void", "stopping"],
  ["void", "exit"],
] as const;

const LIFE_NOTES = {
  init: "/* Before there is a family: no handler is called yet. */",
  started:
    "/* The family is there, and can be multicast from: hooks, timers and the like may begin. */",
  stopping:
    "/* The family is about to go: whatever else may send must have ended when this returns. */",
  exit: "/* The family is gone: no handler is called any more. */",
} as const;

/** What is called as the module comes and goes. */
export function lifeLines(name: string): string[] {
  return LIFE.flatMap(([type, phase]) => [
    LIFE_NOTES[phase],
    `${type} ${name}_${phase}(void)`,
    "{",
    ...(type === "int" ? ["\treturn 0;"] : []),
    "}",
    "",
  ]);
}

/** Columns that a line of code may have. */
const COLUMNS = 98;
/** Columns that a line takes: a tab goes on to the next multiple of eight. */
export const columns = (line: string): number => line.replace(/\t/g, "        ").length;

/** What opens a parenthesis, arguments and what closes it, over as many lines as it needs. */
export function call(start: string, parts: readonly string[], end: string): string[] {
  const whole = `${start}${parts.join(", ")}${end}`;
  if (columns(whole) <= COLUMNS) return [whole];
  const margin = columns(start);
  const pad = "\t".repeat(margin >> 3) + " ".repeat(margin & 7);
  const lines: string[] = [];
  let line = start;
  for (const [at, part] of parts.entries()) {
    const text = part + (at < parts.length - 1 ? "," : end);
    if (columns(line) + text.length > COLUMNS && !line.endsWith("(")) {
      lines.push(line.trimEnd());
      line = pad;
    }
    line += `${text} `;
  }
  return [...lines, line.trimEnd()];
}

/** Prototype of a function, over two lines or more where one is too short. */
export function prototype(type: string, name: string, parameters: string): string[] {
  const start = `${type}${type.endsWith("*") ? "" : " "}${name}(`;
  const lines = call(start, parameters.split(", "), ")");
  if (lines.every((line) => columns(line) <= COLUMNS)) return lines;
  // As the kernel has it, too: the type in front of the name.
  return [type, ...call(`${name}(`, parameters.split(", "), ")")];
}

/** The same as a declaration. */
export function declaration(type: string, name: string, parameters: string): string[] {
  const lines = prototype(type, name, parameters);
  return [...lines.slice(0, -1), `${lines.at(-1)};`];
}
