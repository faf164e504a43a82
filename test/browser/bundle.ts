/**
 * Bundles the page with the bundler that vitest brings.
 *
 * @module
 */
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

/** A file of the bundle. */
interface Chunk {
  readonly type: "chunk" | "asset";
  readonly fileName: string;
  readonly code: string;
  readonly isEntry: boolean;
  /** Files that it imports at once; all of the bundle, unless something was left out of it. */
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
}
interface Vite {
  build(config: object): Promise<readonly { readonly output: readonly Chunk[] }[]>;
}

/** The page's code. */
export interface Bundle {
  /** Code by file name. */
  readonly files: ReadonlyMap<string, string>;
  /** Name of the file that exports `run`. */
  readonly entry: string;
  /** What is imported that is no file of the bundle. */
  readonly outside: readonly string[];
  /** Bytes, minified and compressed: what a page loads at once, and with the tables of all families. */
  readonly size: { readonly entry: number; readonly all: number };
}

// Of vitest's own: it is no dependency of ours.
const { resolve } = createRequire(createRequire(import.meta.url).resolve("vitest/package.json"));

/** Bundles and minifies a page from the sources. */
export async function bundlePage(page: URL): Promise<Bundle> {
  const vite = (await import(pathToFileURL(resolve("vite")).href)) as Vite;
  const [built] = await vite.build({
    configFile: false,
    root: fileURLToPath(new URL("../..", import.meta.url)),
    logLevel: "error",
    resolve: { conditions: ["@nlkit/source"] },
    build: {
      write: false,
      target: "es2022",
      minify: "oxc",
      lib: { entry: fileURLToPath(page), formats: ["es"], fileName: "page" },
    },
  });
  const chunks = (built?.output ?? []).filter(({ type }) => type === "chunk");
  const entry = chunks.find(({ isEntry }) => isEntry);
  if (entry === undefined) throw new Error("the page has no bundle");
  const files = new Map(chunks.map(({ fileName, code }) => [fileName, code]));
  const sizeOf = (names: Iterable<string>): number =>
    [...names].reduce((size, name) => size + gzipSync(files.get(name) ?? "").length, 0);
  return {
    files,
    entry: entry.fileName,
    outside: chunks
      .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
      .filter((name) => !files.has(name)),
    size: { entry: sizeOf([entry.fileName, ...entry.imports]), all: sizeOf(files.keys()) },
  };
}
