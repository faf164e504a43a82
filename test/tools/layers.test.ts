/**
 * The layer check itself: every illegal import is planted in a scratch copy of the folders, and each
 * must be reported, with no false alarm for the legal ones beside them.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CHECK = join(ROOT, "tools/check-layers.mjs");
const { MAY_IMPORT, NEEDS_NODE } = createRequire(import.meta.url)(
  join(ROOT, ".dependency-cruiser.cjs"),
) as { MAY_IMPORT: Record<string, string[]>; NEEDS_NODE: string[] };
const LAYERS = Object.keys(MAY_IMPORT);
const SUBDIVIDED = ["uapi", "families", "kernel"];

interface Result {
  expected: number;
  seen: number;
  violations: { rule: string; from: string; to: string }[];
}

let scratch: string;
/** Files with an import that has to be reported, and the rule that has to report it. */
const illegal = new Map<string, string>();
/** Files whose imports are all allowed. */
const legal = new Set<string>();
let result: Result;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(scratch, file)), { recursive: true });
  writeFileSync(join(scratch, file), text);
}

let isTypeOnly = false;

/** One import in a file of its own, of values and of types by turns: both count. */
function plant(file: string, specifier: string, rule?: string): void {
  isTypeOnly = !isTypeOnly;
  const text = isTypeOnly
    ? `import type * as it from "${specifier}";\nexport type T = typeof it;\n`
    : `import * as it from "${specifier}";\nexport const value: unknown = it;\n`;
  write(file, text);
  if (rule === undefined) legal.add(file);
  else illegal.set(file, rule);
}

function plantLayers(): void {
  for (const layer of LAYERS) {
    write(`src/${layer}/index.ts`, `export const ${layer}: number = 1;\n`);
    write(`src/${layer}/inner.ts`, "export const inner: number = 2;\n");
  }
  for (const layer of SUBDIVIDED) write(`src/${layer}/part/index.ts`, "export const part = 1;\n");
  for (const from of LAYERS) {
    for (const to of LAYERS) {
      if (from === to) continue;
      const isAllowed = MAY_IMPORT[from]?.includes(to);
      const rule = isAllowed ? undefined : `${from}-imports-only-below`;
      plant(`src/${from}/to-${to}.ts`, `../${to}/index.ts`, rule);
      if (!isAllowed) continue;
      plant(`src/${from}/deep-${to}.ts`, `../${to}/inner.ts`, "another-layer-by-its-index");
      if (SUBDIVIDED.includes(to)) plant(`src/${from}/part-${to}.ts`, `../${to}/part/index.ts`);
    }
    const builtin = NEEDS_NODE.includes(from) ? undefined : "portable-layer-without-node";
    plant(`src/${from}/to-node.ts`, "node:events", builtin);
    plant(
      `src/${from}/to-npm.ts`,
      "@swc/core",
      from === "spec" ? "spec-imports-only-yaml" : "library-has-no-npm-imports",
    );
    plant(
      `src/${from}/to-yaml.ts`,
      "yaml",
      from === "spec" ? undefined : "library-has-no-npm-imports",
    );
    plant(`src/${from}/to-entry.ts`, "../route.ts", `${from}-imports-only-below`);
    plant(`src/${from}/to-program.ts`, "../../cli/src/main.ts", `${from}-imports-only-below`);
  }
  for (const name of [
    "buffer",
    "child_process",
    "crypto",
    "fs",
    "module",
    "stream/promises",
    "worker_threads",
  ]) {
    plant(
      `src/kernel/node-${name.replace("/", "-")}.ts`,
      `node:${name}`,
      "portable-layer-without-node",
    );
    plant(`src/kernel/bare-${name.replace("/", "-")}.ts`, name, "portable-layer-without-node");
  }
}

function plantEntries(): void {
  const everyLayer = LAYERS.map((layer) => `import "./${layer}/index.ts";\n`).join("");
  for (const entry of ["index", "route", "socket"]) {
    write(`src/${entry}.ts`, `${everyLayer}export const entry: number = 1;\n`);
    legal.add(`src/${entry}.ts`);
  }
  plant("src/entry-of-entry.ts", "./route.ts");
  plant("src/entry-of-part.ts", "./families/part/index.ts");
  plant("src/entry-inside.ts", "./wire/inner.ts", "entry-by-the-index");
  plant("src/entry-of-program.ts", "../cli/src/main.ts", "library-imports-only-itself");
  plant("src/entry-of-npm.ts", "@swc/core", "library-has-no-npm-imports");
  plant("src/entry-of-node.ts", "node:diagnostics_channel");
}

function plantPrograms(): void {
  write("cli/src/main.ts", "export const main: number = 1;\n");
  plant("cli/src/package.ts", "nlkit/route");
  plant("cli/src/root.ts", "nlkit");
  plant("cli/src/node.ts", "node:fs");
  plant("cli/src/relative.ts", "../../src/route.ts", "program-imports-the-package");
  plant("cli/src/relative-layer.ts", "../../src/wire/index.ts", "program-imports-the-package");
  plant("bench/src/package.ts", "nlkit/wire");
  plant("bench/src/relative.ts", "../../src/wire/index.ts", "program-imports-the-package");
  plant("examples/src/package.ts", "nlkit/kernel");
  plant("examples/src/relative.ts", "../../src/wire/index.ts", "program-imports-the-package");
  plant("explorer/server/package.ts", "nlkit/socket");
  plant("explorer/ui/package.ts", "nlkit/wire");
  plant("explorer/ui/socket.ts", "nlkit/socket", "page-opens-no-socket");
  plant("explorer/ui/program.ts", "../../cli/src/main.ts", "page-opens-no-socket");
}

function plantOddities(): void {
  write("src/uapi/generated/numbers.ts", "export const numbers: number = 1;\n");
  plant("src/uapi/generated/of-schema.ts", "../../schema/index.ts");
  plant("src/uapi/generated/of-uapi.ts", "../inner.ts", "generated-is-a-leaf");
  plant("src/wire/nowhere.ts", "./does-not-exist.ts", "resolvable");
  write("src/utils/index.ts", "export const drawer: number = 1;\n");
  plant("src/drawer.ts", "./utils/index.ts", "no-layer-of-another-name");
  // A cycle of which one step is a type alone.
  write("src/wire/cycle-a.ts", 'import { b } from "./cycle-b.ts";\nexport const a: number = b;\n');
  write("src/wire/cycle-b.ts", 'import type { C } from "./cycle-c.ts";\nexport const b: C = 1;\n');
  write("src/wire/cycle-c.ts", 'import { a } from "./cycle-a.ts";\nexport type C = typeof a;\n');
  illegal.set("src/wire/cycle-a.ts", "no-cycle"); // a cycle is reported once, where it is met first
  // Tests beside the sources import what they need.
  write(
    "src/wire/some.test.ts",
    'import "node:fs";\nimport "vitest";\nimport "../testing/index.ts";\n',
  );
  legal.add("src/wire/some.test.ts");
}

beforeAll(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), "nlkit-layers-")));
  mkdirSync(join(scratch, "node_modules/@swc"), { recursive: true });
  symlinkSync("..", join(scratch, "node_modules/nlkit"));
  for (const name of ["yaml", "vitest", "@swc/core"]) {
    symlinkSync(
      realpathSync(join(ROOT, "node_modules", name)),
      join(scratch, "node_modules", name),
    );
  }
  // What a workspace depends on changes how its imports are classified, so the real manifests are used.
  for (const folder of ["", "cli/", "bench/", "examples/"]) {
    write(`${folder}package.json`, readFileSync(join(ROOT, `${folder}package.json`), "utf8"));
  }
  plantLayers();
  plantEntries();
  plantPrograms();
  plantOddities();
  const run = spawnSync(process.execPath, [CHECK, scratch, "--json"], { encoding: "utf8" });
  expect(run.stderr).toBe("");
  expect(run.status).toBe(1);
  result = JSON.parse(run.stdout) as Result;
}, 60_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test("every file was read", () => {
  expect(result.seen).toBe(result.expected);
  expect(result.seen).toBeGreaterThan(illegal.size);
});

test("every illegal import is reported, by the rule made for it", () => {
  const reported = new Set(result.violations.map(({ from, rule }) => `${from}: ${rule}`));
  const missed = [...illegal].filter(([from, rule]) => !reported.has(`${from}: ${rule}`));
  expect(illegal.size).toBeGreaterThan(200);
  expect(missed).toEqual([]);
});

test("no legal import is reported", () => {
  expect(legal.size).toBeGreaterThan(70);
  expect(result.violations.filter(({ from }) => legal.has(from))).toEqual([]);
});

test("sources that cannot be read are a failure, not a pass", () => {
  const empty = mkdtempSync(join(tmpdir(), "nlkit-layers-"));
  const run = spawnSync(process.execPath, [CHECK, empty], { encoding: "utf8" });
  rmSync(empty, { recursive: true });
  expect(run.status).toBe(1);
  expect(run.stderr).toContain("nothing is proven");
});
