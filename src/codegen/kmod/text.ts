/**
 * Pieces of C as text: comments, and lists of lines.
 *
 * @module
 */

/** Columns that a line may have. */
const WIDTH = 96;

/** Words in lines of at most so many columns. */
function fill(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A comment of several lines; each paragraph is wrapped. `opening` is two asterisks for kernel-doc. */
export function comment(paragraphs: readonly string[], opening: "/*" | "/**" = "/*"): string[] {
  const lines = paragraphs.flatMap((text, at) => {
    const wrapped = fill(text, WIDTH - 3).map((line) => ` * ${line}`.trimEnd());
    // Parameters of kernel-doc stand together.
    return at === 0 || text.startsWith("@") ? wrapped : [" *", ...wrapped];
  });
  return [opening, ...lines, " */"];
}

/** A license line, which C and headers comment differently. */
export function license(id: string, isHeader: boolean): string {
  return isHeader ? `/* SPDX-License-Identifier: ${id} */` : `// SPDX-License-Identifier: ${id}`;
}

/** Indents lines by one tab; preprocessor lines stay at the margin. */
export function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" || line.startsWith("#") ? line : `\t${line}`));
}

/** Lines as a file. */
export function file(lines: readonly string[]): string {
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/\n+$/, "")}\n`;
}
