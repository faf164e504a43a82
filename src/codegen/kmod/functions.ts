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

/** Prototype of a function, over two lines where one is too short. */
export function prototype(type: string, name: string, parameters: string): string[] {
  const start = `${type}${type.endsWith("*") ? "" : " "}${name}(`;
  if (start.length + parameters.length < 98) return [`${start}${parameters})`];
  const pad = "\t".repeat(start.length >> 3) + " ".repeat(start.length & 7);
  const words = parameters.split(", ");
  const lines: string[] = [];
  let line = start;
  for (const [at, word] of words.entries()) {
    const text = word + (at < words.length - 1 ? "," : ")");
    const width = line.replace(/\t/g, "        ").length;
    if (width + text.length > 98 && !line.endsWith("(")) {
      lines.push(line.trimEnd());
      line = pad;
    }
    line += `${text} `;
  }
  return [...lines, line.trimEnd()];
}

/** The same as a declaration. */
export function declaration(type: string, name: string, parameters: string): string[] {
  const lines = prototype(type, name, parameters);
  return [...lines.slice(0, -1), `${lines.at(-1)};`];
}
