/**
 * docs/kernel-matrix.md: what came of the tests on each kernel, as tables.
 *
 * @module
 */

import { leftOutFiles } from "./suites.mjs";

/** Cells of a table, with the bars of a text escaped. */
const row = (cells) =>
  `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

/** Values by a key, in the order in which keys first came. */
function groups(items, keyOf) {
  const found = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const group = found.get(key);
    if (group === undefined) found.set(key, [item]);
    else group.push(item);
  }
  return found;
}

/** The file of one operation a test: a family's name, then the operation. */
const isOperation = ({ file }) => file.startsWith("test/vm/");

function operationCell(results) {
  const [one] = results;
  if (one === undefined) return "not run";
  if (one.state === "pass") return "yes";
  if (one.state === "differs") return `differs: ${one.reason}`;
  if (one.state === "skip") return one.note ? `no: ${one.note}` : "not run";
  return "FAILS";
}

function areaCell(results) {
  const count = (state) => results.filter((one) => one.state === state).length;
  const parts = [
    [count("fail"), "fail"],
    [count("differs"), "differ"],
  ].filter(([number]) => number > 0);
  if (parts.length > 0) return parts.map(([number, word]) => `${number} ${word}`).join(", ");
  return count("pass") > 0 ? "all pass" : "skipped";
}

/** The folders that files are in, each once. */
const foldersOf = (files) =>
  [...new Set(files.map((file) => file.split("/").slice(0, 2).join("/")))].join(", ");

/** The area of a test of the other suites: of the conformance suite its part, else the file. */
const areaOf = ({ file, path }) =>
  file.startsWith("test/conformance/") ? `conformance: ${path[1] ?? path[0]}` : file;

/**
 * The document.
 *
 * @param kernels - `{ label, results }` of each kernel, a result being `{ file, path, state, note, reason }`.
 */
export function matrixOf(kernels) {
  const all = kernels.flatMap(({ label, results }) => results.map((one) => ({ ...one, label })));
  const labels = kernels.map(({ label }) => label);
  const cells = (results, cellOf) =>
    labels.map((label) => cellOf(results.filter((one) => one.label === label)));

  const operations = groups(all.filter(isOperation), ({ path }) => path.join("\u0000"));
  const leftOut = leftOutFiles();
  const areas = groups(
    all.filter((one) => !isOperation(one)),
    areaOf,
  );
  const differences = groups(
    all.filter(({ state }) => state === "differs"),
    ({ reason, path }) => `${reason}\u0000${path.at(-1)}`,
  );
  return `# Kernels

Written by \`npm run test:vm -- --write-matrix\`, from what came of the tests in virtual machines with Debian's kernels; see
[vm.md](vm.md). Do not edit.

## Families and operations

"yes" says that the operation did what its test wants; "no", why the kernel could not be asked.

${table(
  ["family", "operation", ...labels],
  [...operations.values()].map((results) => {
    const { path } = results[0];
    return [path.slice(0, -1).join(", "), path.at(-1), ...cells(results, operationCell)];
  }),
)}

## Suites

${table(
  ["suite", ...labels],
  [...areas].map(([area, results]) => [area, ...cells(results, areaCell)]),
)}

Left out of the machines:

${table(
  ["suite", "why"],
  [...leftOut].map(([because, files]) => [
    files.length > 8 ? `${files.length} files in ${foldersOf(files)}` : files.join(", "),
    because,
  ]),
)}

## Where a kernel differs

The suites are written after one kernel, Linux 6.18. What others do instead, by \`test/vm/differences.ts\`; a kernel that does it
no longer fails the run.

${table(
  ["what the kernel does", "kernel", "test"],
  [...differences.values()].map((results) => [
    results[0].reason,
    [...new Set(results.map(({ label }) => label))].join(", "),
    results[0].path.slice(1).join(": "),
  ]),
)}
`;
}
