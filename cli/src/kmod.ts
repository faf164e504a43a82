/**
 * `nlkit kmod`: writes a kernel module for the family of a table.
 *
 * @module
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kernelModule, type Mode, type ModuleFile } from "nlkit/codegen";
import { NetlinkSchemaError } from "nlkit/errors";
import { clientOf, givenTable } from "./kmod-table.ts";
import { Output } from "./output.ts";
import { operationName } from "./tables.ts";
import { CheckError } from "./usage.ts";

/** What the command itself can be told. */
export interface KmodFlags {
  readonly export?: string;
  readonly family?: string;
  readonly module?: string;
  readonly dump?: readonly string[];
  readonly deferred?: boolean;
  readonly anyone?: boolean;
}

/** What has been done with a file. */
interface Written {
  readonly file: string;
  readonly done: "written" | "unchanged" | "kept";
}

/** In every file that is written again; its absence says that somebody else's would be lost. */
const MARK = /by nlkit|nlkit writes it/;

function write(folder: string, { name, text, once }: ModuleFile): Written {
  const file = join(folder, name);
  if (!existsSync(file)) {
    writeFileSync(file, text);
    return { file, done: "written" };
  }
  if (once) return { file, done: "kept" };
  const there = readFileSync(file, "utf8");
  if (there === text) return { file, done: "unchanged" };
  if (!MARK.test(there))
    throw new CheckError(`${file} is there, and not nlkit's: it is left alone`);
  writeFileSync(file, text);
  return { file, done: "written" };
}

/**
 * Writes the module's files into a folder, which is made where there is none. What has been written once for somebody to
 * change is kept.
 *
 * @throws `CheckError` for a table that C cannot express, and for files that are somebody else's; `UsageError`.
 */
export async function kmod(
  source: string,
  folder: string,
  flags: KmodFlags,
  json: boolean,
): Promise<void> {
  const { table, modes, checks, exported } = await givenTable(source, flags.export);
  const dumps = (flags.dump ?? []).map((word): [string, Mode[]] => [
    operationName(table, word),
    ["do", "dump"],
  ]);
  let files: ModuleFile[];
  try {
    files = kernelModule(table, {
      name: flags.family,
      module: flags.module,
      modes: { ...modes, ...Object.fromEntries(dumps) },
      checks,
      deferred: flags.deferred,
      receive: flags.anyone === true ? "anyone" : "net-admin",
      client: clientOf(source, folder, exported),
    });
  } catch (error) {
    if (!(error instanceof NetlinkSchemaError)) throw error;
    throw new CheckError(`${source}: ${error.message}`);
  }
  mkdirSync(folder, { recursive: true });
  const done = files.map((file) => write(folder, file));
  const output = new Output(json);
  await output.list(done, ({ file, done: what }) => [`${what.padEnd(9)} ${file}`]);
}
