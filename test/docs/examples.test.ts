/**
 * Every TypeScript example in the README, in docs/ and in the comments of the sources compiles
 * against the sources, as a module of its own, and runs against the built package in a network
 * namespace that has an `eth0`.
 *
 * @module
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRoute } from "../../src/route.ts";
import { createNamespace, type NetworkNamespace } from "../../src/socket/index.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// Inside the project, so that `nlkit/…` is found as from any installed copy.
const FOLDER = join(ROOT, `node_modules/.cache/nlkit-examples-${process.pid}`);

interface Example {
  /** Where it stands: `README.md:42`. */
  readonly place: string;
  /** File that it is compiled as. */
  readonly file: string;
  readonly code: string;
}

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => pattern.test(file))
    .map((file) => `${folder}/${file}`)
    .sort();
}

/** The fenced blocks of a text that say they are TypeScript; in a source, those in its comments. */
function examplesIn(path: string): Example[] {
  let text = readFileSync(join(ROOT, path), "utf8");
  if (path.endsWith(".ts")) {
    text = text
      .split("\n")
      .map((line) => (/^\s*\*(?!\/)/.test(line) ? line.replace(/^\s*\* ?/, "") : ""))
      .join("\n");
  }
  return [...text.matchAll(/^```(?:ts|typescript)\n([\s\S]*?)^```$/gm)].map((match) => {
    const line = text.slice(0, match.index).split("\n").length + 1;
    const file = `${path.replace(/\W+/g, "-")}-${line}.ts`;
    return { place: `${path}:${line}`, file, code: match[1] ?? "" };
  });
}

const texts = ["README.md", ...filesBelow("docs", /\.md$/)].flatMap(examplesIn);
const comments = filesBelow("src", /(?<!\.test|\.test-d)\.ts$/).flatMap(examplesIn);
const examples = [...texts, ...comments];

/** What an example waits for is not waited for here. */
const hurried = (code: string): string =>
  code.replace(/AbortSignal\.timeout\([\d_]+\)/g, "AbortSignal.timeout(200)");

/** What the compiler says about each file, by its name. */
const complaints = new Map<string, string[]>();

beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
  for (const { file, code } of examples) {
    // Without an import or export it would be a script, whose names all the others would see.
    writeFileSync(join(FOLDER, file), `${hurried(code)}export {};\n`);
  }
  const config = {
    extends: "../../../tsconfig.json",
    compilerOptions: {
      noUnusedLocals: false,
      noUnusedParameters: false,
      noEmit: false,
      outDir: "out",
      rootDir: ROOT,
    },
    include: [],
    files: examples.map(({ file }) => file),
  };
  writeFileSync(join(FOLDER, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const run = spawnSync(process.execPath, [tsc, "-p", FOLDER, "--pretty", "false"], {
    encoding: "utf8",
    cwd: FOLDER,
  });
  for (const line of run.stdout.split("\n")) {
    const [, file, row, message] = /^([^/()]+\.ts)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
    if (file === undefined) continue;
    complaints.set(file, [...(complaints.get(file) ?? []), `line ${row}: ${message}`]);
  }
  // A compiler that could not even start has no complaints about the examples either.
  if (run.status !== 0 && !/error TS\d/.test(run.stdout)) throw new Error(run.stdout + run.stderr);
  if (/error TS(18003|5\d{3})/.test(run.stdout)) throw new Error(run.stdout);
}, 60_000);

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

test("there are examples to compile", () => {
  expect(texts.map(({ place }) => place)).toContainEqual(expect.stringMatching(/^README\.md:/));
});

describe("each example compiles", () => {
  test.each(examples)("$place", ({ file }) => {
    expect(complaints.get(file) ?? []).toEqual([]);
  });
});

/** The network that the examples speak of. */
async function prepare(): Promise<NetworkNamespace> {
  const namespace = createNamespace();
  await using route = await openRoute({ netns: namespace.path });
  await route.links.add({ kind: "veth", name: "eth0", peer: { name: "eth1" } });
  for (const name of ["lo", "eth0", "eth1"]) await route.links.set(name, { up: true });
  await route.addresses.add({ address: "192.0.2.2/24", dev: "eth0" });
  return namespace;
}

function runIn(
  namespace: NetworkNamespace,
  file: string,
): Promise<{ status: number | null; complaint: string }> {
  const node = ["--enable-source-maps", file];
  const child = spawn("nsenter", [`--net=${namespace.path}`, process.execPath, ...node], {
    stdio: ["ignore", "ignore", "pipe"],
    timeout: 15_000,
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, complaint }));
  });
}

/** Why the examples cannot run here; undefined where they can. */
function whyNot(): string | undefined {
  if (!existsSync(join(ROOT, "dist/route.js"))) return "the package is not built: npm run build";
  try {
    createNamespace().close();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}

const reason = whyNot();

describe.skipIf(reason !== undefined)(
  `each example runs${reason ? ` (skipped: ${reason})` : ""}`,
  () => {
    let namespace: NetworkNamespace;
    beforeAll(async () => {
      namespace = await prepare();
    });
    afterAll(() => namespace.close());

    test.each(examples)("$place", async ({ file }) => {
      const out = join(FOLDER, "out", FOLDER.slice(ROOT.length), file.replace(/ts$/, "js"));
      const { status, complaint } = await runIn(namespace, out);
      expect(complaint).not.toContain("Assertion failed");
      expect({ status, complaint: status === 0 ? "" : complaint }).toEqual({
        status: 0,
        complaint: "",
      });
    });
  },
);
