/**
 * Checks that imports run only downwards (.dependency-cruiser.cjs has the rules). It also counts:
 * dependency-cruiser says "no violations" and exits with 0 when it could read no TypeScript at all,
 * as happens without @swc/core, so seeing fewer modules than there are files is a failure here.
 *
 * @module
 */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Visitor } from "@swc/core/Visitor.js";
import { cruise } from "dependency-cruiser";
import { walk } from "./files.mjs";

const FOLDERS = ["src", "cli", "bench", "examples", "explorer"];
const RULES = fileURLToPath(new URL("../.dependency-cruiser.cjs", import.meta.url));

// swc's visitor, by which dependency-cruiser reads, throws at `using`: it does not know the statement yet.
const visitAnother = Reflect.get(Visitor.prototype, "visitStatement");
Visitor.prototype.visitStatement = function (statement) {
  if (statement.type !== "UsingDeclaration") return visitAnother.call(this, statement);
  statement.decls = this.visitVariableDeclarators(statement.decls);
  return statement;
};

/**
 * Reads every source below a folder.
 *
 * @param {string} base - A folder laid out as this repository.
 * @returns {Promise<{ expected: number, seen: number, violations: { rule: string, from: string, to: string }[] }>}
 *   `expected` is how many source files there are, `seen` how many of them were read.
 */
export async function checkLayers(base) {
  process.chdir(base);
  const files = FOLDERS.flatMap((folder) => walk(folder, /\.tsx?$/));
  const { forbidden, options } = createRequire(import.meta.url)(RULES);
  const folders = FOLDERS.filter((folder) => files.some((file) => file.startsWith(`${folder}/`)));
  if (folders.length === 0) return { expected: 0, seen: 0, violations: [] };
  const { output } = await cruise(folders, {
    ...options,
    ruleSet: { forbidden },
    validate: true,
    outputType: "json",
  });
  const { modules, summary } = JSON.parse(output);
  const read = new Set(modules.map((module) => module.source));
  return {
    expected: files.length,
    seen: files.filter((file) => read.has(file)).length,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const base =
    process.argv.slice(2).find((argument) => !argument.startsWith("--")) ??
    fileURLToPath(new URL("..", import.meta.url));
  const result = await checkLayers(base);
  if (process.argv.includes("--json")) {
    console.log(JSON.stringify(result));
  } else {
    for (const { rule, from, to } of result.violations) console.error(`${from} -> ${to}: ${rule}`);
    console.log(
      `${result.seen} of ${result.expected} files read, ${result.violations.length} imports not allowed`,
    );
  }
  if (result.expected === 0 || result.seen < result.expected) {
    console.error("layers: not every source was read, so nothing is proven");
    process.exit(1);
  }
  if (result.violations.length > 0) process.exit(1);
}
