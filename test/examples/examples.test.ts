/**
 * Every example of examples/ prints what its output.txt says, from the built package, as a user
 * would run it.
 *
 * @module
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createNamespace } from "../../src/socket/index.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = `${ROOT}examples/src`;
const names = readdirSync(SOURCES).filter((name) => existsSync(`${SOURCES}/${name}/main.ts`));

// `npm test`, which sets this, has built them; who calls vitest directly may have old ones.
if (process.env["NLKIT_TEST_NAMESPACE"] === undefined) {
  const built = spawnSync(process.execPath, [`${ROOT}tools/build.mjs`, "--if-needed"]);
  if (built.status !== 0) throw new Error(`the examples do not build:\n${String(built.stdout)}`);
}

interface Ending {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function runExample(words: readonly string[], input = ""): Promise<Ending> {
  const child = spawn(process.execPath, [`${ROOT}examples/dist/main.js`, ...words], {
    stdio: "pipe",
    timeout: 15_000,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.end(input);
  const [status] = (await once(child, "close")) as [number | null];
  return { status, stdout, stderr };
}

const textOf = (file: string): string => readFileSync(`${SOURCES}/${file}`, "utf8");

test("the examples that are listed are those that there are", () => {
  const readme = readFileSync(`${ROOT}examples/README.md`, "utf8");
  const listed = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(names.sort());
});

/** Those that bring a namespace of their own, and show there what they show embedded. */
const ON_REAL = ["set-mtu", "read-addresses", "wait-for-address"];
/** Those that show what the embedded kernel does not have. */
const REAL_ONLY = ["vpn-client", "container-network", "shape"];

describe("each example prints what it should", () => {
  test.each(names.filter((name) => !REAL_ONLY.includes(name)))("%s", async (name) => {
    const input = existsSync(`${SOURCES}/${name}/input.txt`) ? textOf(`${name}/input.txt`) : "";
    const { status, stdout, stderr } = await runExample([name], input);
    expect(stderr).toBe("");
    expect(stdout).toBe(textOf(`${name}/output.txt`));
    expect(status).toBe(0);
  });
});

function whyNoNamespace(): string | undefined {
  try {
    createNamespace().close();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
const reason = whyNoNamespace();

describe.skipIf(reason !== undefined)(
  `the real kernel is asked to the same effect${reason === undefined ? "" : ` (skipped: ${reason})`}`,
  () => {
    test.each([...ON_REAL, ...REAL_ONLY])("%s", async (name) => {
      const { status, stdout, stderr } = await runExample([name, "--real"]);
      expect(stderr).toBe("");
      expect(stdout).toBe(textOf(`${name}/output.txt`));
      expect(status).toBe(0);
    });
  },
);

test("an example that does not exist is refused with the names of those that do", async () => {
  const { status, stdout, stderr } = await runExample(["nothing"]);
  expect(status).toBe(2);
  expect(stdout).toBe("");
  for (const name of names) expect(stderr).toContain(name);
});
