/**
 * `nlkit kmod`: files out of a table, and whose they are from then on.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { nlkit } from "./support.ts";

const BUILD = fileURLToPath(new URL("../../build", import.meta.url));
mkdirSync(BUILD, { recursive: true });
// Below the repository, where a table finds the package and its compiler.
const folder = mkdtempSync(join(BUILD, "kmod-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function source(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const SPEC = source(
  "plain.yaml",
  `
name: plain
protocol: genetlink
attribute-sets:
  - name: plain
    attributes: [{ name: id, type: u32 }, { name: text, type: string }]
operations:
  list:
    - name: get
      attribute-set: plain
      do: { request: { attributes: [id] }, reply: { attributes: [text] } }
    - name: list
      attribute-set: plain
      dump: { reply: { attributes: [id, text] } }
`,
);
const TABLES = source(
  "tables.ts",
  `
import { defineFamily, limited, string, u32, type Permission } from "nlkit/schema";
const permission: Permission = "admin";
const operations = { get: { command: 1, permission } } as const;
export const good = defineFamily({ name: "GOOD", attributes: { id: [1, u32] }, operations });
export const bad = defineFamily({
  name: "BAD",
  attributes: { id: [1, limited(string, { minLength: 2 })] },
  operations,
});
export const other = 5;
`,
);

/** Families and protocols that every kernel has: what is made for them can be run without a module. */
const THERE = source(
  "there.ts",
  `
import { familyTable } from "nlkit/schema";
import { nlctrl } from "nlkit/uapi/generic";
export { nlctrl };
export const route = familyTable({
  name: "route", protocol: 0, messages: {}, operations: {}, groups: {},
});
`,
);

const NAMES = ["Kbuild", "Makefile", "README.md"];

describe("nlkit kmod", () => {
  it("writes a spec's module, and again what has changed but for the handlers", async () => {
    const into = join(folder, "plain");
    const first = await nlkit(["kmod", SPEC, into]);
    expect(first).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(into).sort()).toEqual(
      [...NAMES, "plain.h", "plain_handlers.c", "plain_nl.c", "plain_nl.h"].sort(),
    );
    // The spec says which of them is a dump.
    const written = readFileSync(join(into, "plain_nl.c"), "utf8");
    expect(written).toContain(".doit = plain_get_doit,");
    expect(written).toContain(".dumpit = plain_list_rows,");
    expect(written).not.toContain("plain_list_doit");

    const handlers = join(into, "plain_handlers.c");
    appendFileSync(handlers, "/* mine */\n");
    appendFileSync(join(into, "plain.h"), "/* gone */\n");
    const second = await nlkit(["--json", "kmod", SPEC, into]);
    const done = JSON.parse(second.stdout) as { file: string; done: string }[];
    expect(Object.fromEntries(done.map(({ file, done: what }) => [basename(file), what]))).toEqual({
      "plain.h": "written",
      "plain_nl.h": "unchanged",
      "plain_nl.c": "unchanged",
      "plain_handlers.c": "kept",
      Kbuild: "unchanged",
      Makefile: "unchanged",
      "README.md": "unchanged",
    });
    expect(readFileSync(handlers, "utf8")).toContain("/* mine */");
    expect(readFileSync(join(into, "plain.h"), "utf8")).not.toContain("gone");
  });

  it("leaves a file alone that is not its own", async () => {
    const into = join(folder, "mine");
    mkdirSync(into);
    writeFileSync(join(into, "Makefile"), "all:\n\techo mine\n");
    const { status, stderr } = await nlkit(["kmod", SPEC, into]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/mine\/Makefile is there, and not nlkit's/);
    expect(readFileSync(join(into, "Makefile"), "utf8")).toContain("echo mine");
  });

  it("reads a table out of a module of TypeScript, whichever is asked for", async () => {
    const into = join(folder, "good");
    const many = await nlkit(["kmod", TABLES, into]);
    expect(many).toMatchObject({ status: 2 });
    expect(many.stderr).toMatch(/exports bad and good[\s\S]*--export NAME/);
    const words = ["kmod", TABLES, into, "--export", "good", "--module", "better", "--dump", "get"];
    expect(await nlkit(words)).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(join(into, "better_nl.c"), "utf8")).toContain(".dumpit = better_get_rows,");
    expect(readFileSync(join(into, "client.mts"), "utf8")).toContain(
      'import { good } from "../tables.ts";',
    );
    // What was compiled on the way is gone.
    expect(readdirSync(folder).filter((name) => name.startsWith(".nlkit-"))).toEqual([]);
  });

  it.each([
    ["an attribute that C has no policy for", ["--export", "bad"], /BAD\.id: .*fewest bytes/, 1],
    ["a table that is not there", ["--export", "goood"], /unknown table .*"goood"/, 2],
    ["a number for a table", ["--export", "other"], /unknown table .*"other"/, 2],
    [
      "a family's name that is too long",
      ["--export", "good", "--family", "x".repeat(16)],
      /1 to 15 bytes/,
      1,
    ],
    ["a module named like a word of C", ["--export", "good", "--module", "int"], /keyword of C/, 1],
  ] as const)("refuses %s", async (_, words, expected, status) => {
    const into = join(folder, "refused");
    const ended = await nlkit(["kmod", TABLES, into, ...words]);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toMatch(expected);
    expect(readdirSync(folder)).not.toContain("refused");
  });

  it.each([
    ["nlctrl", "controller", /^\{ id: 16, version: \d+, groups: \{ notify: 16 \} \}\n$/],
    ["route", "own", /^acknowledged\n$/],
  ])("make client compiles a client of %s, which talks to it", async (table, module, said) => {
    const into = join(folder, module);
    const words = ["kmod", THERE, into, "--export", table, "--module", module];
    expect(await nlkit(words)).toMatchObject({ status: 0, stderr: "" });
    const tsc = `${process.execPath} ${fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url))}`;
    const made = spawnSync("make", ["-s", "-C", into, "client", `TSC=${tsc}`], {
      encoding: "utf8",
    });
    expect(made).toMatchObject({ status: 0, stdout: "", stderr: "" });
    // As its README has it.
    const readme = readFileSync(join(into, "README.md"), "utf8");
    const [, run = ""] = /^(node .*client\.mjs\)")$/m.exec(readme) ?? [];
    const ran = spawnSync("sh", ["-c", run], { cwd: into, encoding: "utf8" });
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    expect(ran.stdout).toMatch(said);
  });

  it("refuses what is no table", async () => {
    const into = join(folder, "refused");
    expect((await nlkit(["kmod", join(folder, "gone.ts"), into])).stderr).toMatch(/no such file/);
    const none = source("none.mjs", "export const five = 5;\n");
    expect((await nlkit(["kmod", none, into])).stderr).toMatch(/exports no table/);
    const broken = source("broken.mjs", "export const = 5;\n");
    expect(await nlkit(["kmod", broken, into])).toMatchObject({ status: 1, stdout: "" });
  });
});
