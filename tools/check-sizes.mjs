/**
 * Checks that no hand-written file is longer than a reader can hold, and prints the median.
 * Exempt are generated files.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { walk } from "./files.mjs";

const HARD_LIMIT = 700;
/** Beyond this a file is listed: is it still one thing? */
const SOFT_LIMIT = 500;
const EXEMPT = /\/generated\//;
const FOLDERS = ["src", "cli", "bench", "examples", "explorer", "native", "tools", "test"];

const sizes = FOLDERS.flatMap((folder) => walk(folder, /\.(ts|tsx|mjs|cjs|c|h)$/))
  .filter((file) => !EXEMPT.test(file))
  .map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n").length - 1 }))
  .sort((a, b) => b.lines - a.lines);

if (sizes.length === 0) {
  console.error("sizes: found no files at all, so nothing was checked");
  process.exit(1);
}
for (const { file, lines } of sizes) {
  if (lines > HARD_LIMIT) console.error(`${file}: ${lines} lines, more than ${HARD_LIMIT}`);
  else if (lines > SOFT_LIMIT) console.log(`${file}: ${lines} lines; still one thing?`);
}
const total = sizes.reduce((sum, { lines }) => sum + lines, 0);
console.log(
  `${sizes.length} files, ${total} lines, median ${sizes[sizes.length >> 1].lines}, longest ${sizes[0].lines}`,
);
if (sizes[0].lines > HARD_LIMIT) process.exit(1);
