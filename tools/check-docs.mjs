/**
 * Checks that every file of src/ starts with its `@module` sentence and that every exported symbol
 * has a TSDoc comment. The constants of src/uapi/ are exempt: their names are the kernel's, and its
 * headers say what they mean.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { walk } from "./files.mjs";

const EXPORT =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|interface|type|const|let) (\w+)/;
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;

/** What a file lacks, one line each. */
export function lacking(file, text) {
  const lines = text.split("\n");
  const problems = [];
  const opening = text.slice(0, text.indexOf("*/"));
  if (!text.startsWith("/**") || !/^ \* @module$/m.test(opening)) {
    problems.push(`${file}:1: does not start with a comment that has @module`);
  }
  const documented = new Set();
  lines.forEach((line, index) => {
    const name = EXPORT.exec(line)?.[1];
    if (name === undefined || documented.has(name)) return; // an overload shares the first one's comment
    documented.add(name);
    if (file.startsWith("src/uapi/") && CONSTANT.test(name)) return;
    // The line above ends a comment, or is a directive for a tool that stands between the two.
    let above = index - 1;
    while (/^\s*\/\/ /.test(lines[above] ?? "")) above--;
    if (!(lines[above] ?? "").endsWith("*/"))
      problems.push(`${file}:${index + 1}: ${name} has no TSDoc`);
  });
  return problems;
}

const files = walk("src", /(?<!\.test|\.test-d)\.ts$/).filter(
  (file) => !file.includes("/generated/"),
);
const problems = files.flatMap((file) => lacking(file, readFileSync(file, "utf8")));
for (const problem of problems) console.error(problem);
if (files.length === 0) console.error("docs: found no files in src/, so nothing was checked");
if (problems.length > 0 || files.length === 0) process.exit(1);
console.log(`${files.length} files, every export documented`);
