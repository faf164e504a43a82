/**
 * The table that `nlkit kmod` is given: out of a module of JavaScript or TypeScript, or out of a spec in YAML.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, parse, relative, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import type { Checks, ClientSource, Mode } from "nlkit/codegen";
import type { FamilyTable } from "nlkit/schema";
import { CheckError, UsageError, unknownWord } from "./usage.ts";

/** A table, and what only its source tells. */
export interface GivenTable {
  readonly table: FamilyTable;
  /** How operations can be asked for, where the source says so. */
  readonly modes?: Readonly<Record<string, readonly Mode[]>>;
  /** Who may ask and how is checked, where the source says so and the table does not. */
  readonly checks?: Readonly<Record<string, Checks>>;
  /** Its name in its module. */
  readonly exported?: string;
}

/** A spec's words for who may ask, and for what is not checked. */
function checksOf(flags: readonly string[], notValidated: readonly string[]): Checks {
  const lacks = (word: string): boolean => notValidated.includes(word);
  return {
    permission: flags.includes("admin-perm")
      ? "admin"
      : flags.includes("uns-admin-perm")
        ? "namespace-admin"
        : "anyone",
    validation: lacks("strict") ? "liberal" : "strict",
    dumpValidation: lacks("dump") ? "unchecked" : lacks("dump-strict") ? "liberal" : "strict",
  };
}

/** A spec tells of each operation how it can be asked for, and by whom; its table does not. */
async function fromSpec(file: string): Promise<GivenTable> {
  const { loadSpec, readSpec } = await import("nlkit/spec");
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new CheckError((error as Error).message);
  }
  const table = loadSpec(text, { file });
  const isMode = (mode: string): mode is Mode => mode === "do" || mode === "dump";
  const operations = readSpec(text, { file }).operations.filter(({ constant }) =>
    Object.hasOwn(table.operations, constant),
  );
  return {
    table,
    modes: Object.fromEntries(
      operations.map(({ constant, modes }) => [constant, modes.filter(isMode)]),
    ),
    checks: Object.fromEntries(
      operations.map(({ constant, flags, notValidated }) => [
        constant,
        checksOf(flags, notValidated),
      ]),
    ),
  };
}

/** Compiles a module and what it imports, with the compiler of its own project. @returns The folder of what came of it. */
function compile(file: string): string {
  let compiler: string;
  try {
    compiler = createRequire(file).resolve("typescript/package.json");
  } catch {
    throw new CheckError(
      `${file}: Node ${process.versions.node} does not read TypeScript, and there is no "typescript" beside it to compile it with`,
    );
  }
  // Beside the table, so that what comes of it finds the same packages.
  const folder = mkdtempSync(join(dirname(file), ".nlkit-"));
  const config = join(folder, "tsconfig.json");
  const options = {
    target: "es2023",
    module: "nodenext",
    rewriteRelativeImportExtensions: true,
    noCheck: true,
    skipLibCheck: true,
    types: [],
    rootDir: parse(file).root,
    outDir: folder,
  };
  writeFileSync(config, JSON.stringify({ compilerOptions: options, files: [file] }));
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(dirname(compiler), "bin/tsc"), "-p", config],
    { encoding: "utf8" },
  );
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  throw new CheckError(`${file} does not compile:\n${stdout.trimEnd()}`);
}

async function importModule(file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "ERR_UNKNOWN_FILE_EXTENSION") throw new CheckError(`${file}: ${message}`);
  }
  const folder = compile(file);
  try {
    const made = join(folder, relative(parse(file).root, file).replace(/ts$/, "js"));
    return (await import(pathToFileURL(made).href)) as Record<string, unknown>;
  } catch (error) {
    throw new CheckError(`${file}: ${(error as Error).message}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isTable(value: unknown): value is FamilyTable {
  return (
    typeof value === "object" &&
    value !== null &&
    "operations" in value &&
    "protocol" in value &&
    "messages" in value &&
    value.messages instanceof Map
  );
}

/**
 * Reads a table.
 *
 * @param exported - Name of the table in its module; needed where that has several.
 * @throws `UsageError`, `CheckError`; `NetlinkSpecError` with file, line and column.
 */
export async function givenTable(name: string, exported: string | undefined): Promise<GivenTable> {
  const file = resolve(name);
  if (!existsSync(file)) throw new CheckError(`${name}: there is no such file`);
  if (/\.ya?ml$/.test(file)) return fromSpec(file);
  const tables = Object.entries(await importModule(file)).filter(([, value]) => isTable(value));
  const names = tables.map(([key]) => key);
  if (names.length === 0) throw new CheckError(`${name} exports no table`);
  if (exported === undefined && names.length > 1)
    throw new UsageError(`${name} exports ${names.join(" and ")}`, "--export NAME says which");
  const key = exported ?? names[0];
  const found = tables.find(([known]) => known === key);
  if (found === undefined) throw unknownWord(`table of ${name}`, String(key), names);
  return { table: found[1] as FamilyTable, exported: found[0] };
}

/** Where a client in `folder` finds the table of a module. */
export function clientOf(
  name: string,
  folder: string,
  exported: string | undefined,
): ClientSource | undefined {
  if (exported === undefined) return undefined;
  const file = resolve(name);
  let root = resolve(folder);
  while (relative(root, file).startsWith("..")) root = dirname(root);
  const posix = (path: string): string => path.replaceAll("\\", "/");
  const table = posix(relative(resolve(folder), file));
  return {
    table: table.startsWith(".") ? table : `./${table}`,
    exported,
    root: posix(relative(resolve(folder), root)) || ".",
  };
}
