/**
 * Runs test files in this process, one after the other, and writes what came of each test: the program that
 * `npm run test:vm` starts in the virtual machine, on JavaScript that was compiled outside.
 *
 *     node run-tests.mjs ROOT RESULTS FILE...
 *
 * ROOT is the folder of the compiled tree, a FILE is below it and named as its source. RESULTS gets one line
 * of JSON for each test when its file is over: what was there before a crash is kept.
 *
 * @module
 */
import { appendFileSync, writeFileSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startTests } from "@vitest/runner";

const [root, results, ...files] = process.argv.slice(2);

/** An emulated processor is some twenty times slower than the one that tests are timed for. */
const TEST_LIMIT_MS = 120_000;
/** A file that takes longer is left: what hangs is told by name, and the files after it still run. */
const FILE_LIMIT_MS = 480_000;

/** The embedded kernel is the same on every kernel: its cases are left to `npm test`. */
const ONLY = /^(?!.*the embedded kernel )/;

const compiled = (file) => join(root, file.replace(/\.ts$/, ".js"));

function makeRunner(file) {
  return {
    config: {
      root,
      // A copy for each file: it looks at the sockets that are open before the file begins.
      setupFiles: [`${compiled("test/setup.ts")}?${file}`],
      name: undefined,
      passWithNoTests: false,
      testNamePattern: ONLY,
      allowOnly: false,
      sequence: { seed: 1, hooks: "stack", setupFiles: "list" },
      chaiConfig: undefined,
      maxConcurrency: 1,
      testTimeout: TEST_LIMIT_MS,
      hookTimeout: TEST_LIMIT_MS,
      retry: 0,
      includeTaskLocation: false,
      tags: [],
      tagsFilter: undefined,
      strictTags: false,
    },
    async importFile(path) {
      const [name, query] = path.split("?");
      const url = pathToFileURL(name);
      if (query !== undefined) url.search = query;
      await import(url.href);
    },
  };
}

/** The tests of a file, a suite or a test itself, with the titles that lead to each. */
function* testsIn(task, path = []) {
  if (task.type === "test") {
    // Left out by ONLY is not skipped.
    if (ONLY.test(path.join(" "))) yield { test: task, path };
  } else for (const inner of task.tasks) yield* testsIn(inner, [...path, inner.name]);
  // What fails outside of its tests (a hook, an import) is told as a test of its own.
  const errors = task.type === "test" ? undefined : task.result?.errors;
  if (errors !== undefined && errors.length > 0) {
    yield {
      test: { result: { state: "fail", errors } },
      path: [...path, "(outside of the tests)"],
    };
  }
}

const oneError = ({ message, diff, stack }) =>
  [
    message,
    diff,
    stack
      ?.split("\n")
      .filter((line) => line.includes(root))
      .slice(0, 3)
      .join("\n"),
  ]
    .filter(Boolean)
    .join("\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the diff is coloured
    .replaceAll(/\x1b\[\d+m/g, "");

function outcome({ test, path }) {
  const { state, note, errors = [], duration = 0 } = test.result ?? {};
  const kind = state === "pass" || state === "fail" ? state : "skip";
  return {
    path,
    state: kind,
    note,
    ms: Math.round(duration),
    error: errors.map(oneError).join("\n"),
  };
}

// The command of `npm test` has built what tests start.
process.env.NLKIT_TEST_NAMESPACE = "machine";
process.env.NLKIT_TEST_IN_PROCESS = "1";
process.env.NLKIT_TEST_PATIENCE = "10";
// The modules of tunnels put a link of theirs into each new namespace, where tests count links.
writeFileSync("/proc/sys/net/core/fb_tunnels_only_for_init_net", "2");

/** What nobody waited for: it belongs to the file that runs, which it fails. */
let stray = [];
for (const event of ["unhandledRejection", "uncaughtException"]) {
  process.on(event, (error) =>
    stray.push(error instanceof Error ? error : new Error(String(error))),
  );
}

const write = (row) => appendFileSync(results, `${JSON.stringify(row)}\n`);
write({ release: release() });
for (const file of files) {
  stray = [];
  const began = performance.now();
  let limit;
  const late = new Promise((resolve) => {
    limit = setTimeout(() => resolve(undefined), FILE_LIMIT_MS);
  });
  const done = await Promise.race([startTests([compiled(file)], makeRunner(file)), late]);
  clearTimeout(limit);
  const rows =
    done === undefined
      ? [
          {
            path: ["(the whole file)"],
            state: "fail",
            ms: FILE_LIMIT_MS,
            error: `it is not over after ${FILE_LIMIT_MS} ms`,
          },
        ]
      : done.flatMap((task) => [...testsIn(task)]).map(outcome);
  rows.push(
    ...stray.map((error) => ({
      path: ["(nobody waits for)"],
      state: "fail",
      ms: 0,
      error: oneError(error),
    })),
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const count = (state) => rows.filter((row) => row.state === state).length;
  for (const row of rows) write({ file, ...row });
  process.stdout.write(
    `${file}: ${count("pass")} passed, ${count("fail")} failed, ${count("skip")} skipped, ${seconds} s\n`,
  );
}
// A test that hangs, or a handle that was left open, shall not keep the machine.
process.exit(0);
