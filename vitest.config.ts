/**
 * How the tests run: on the sources, each file in a process of its own.
 *
 * @module
 */
import { defineConfig } from "vitest/config";

/** Folders whose tests make network namespaces; everything else runs on any machine. */
const NETNS = [
  "conformance",
  "differential",
  "integration",
  "live",
  "native",
  "oracle",
  "stress",
].map((folder) => `test/${folder}/**/*.test.ts`);

// The sources are what is tested, not a dist/ that may be stale.
const conditions = ["@nlkit/source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    pool: "forks",
    setupFiles: ["test/setup.ts"],
    // A namespace, a child process and a busy machine each take their time.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    coverage: { include: ["src/**/*.ts"], exclude: ["**/*.test.ts", "**/*.test-d.ts"] },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "cli/**/*.test.ts", "test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**", ...NETNS],
          typecheck: {
            enabled: true,
            checker: "tsc",
            tsconfig: "tsconfig.types.json",
            include: ["src/**/*.test-d.ts", "test/**/*.test-d.ts"],
            // Errors in other files are the business of `npm run check`.
            ignoreSourceErrors: true,
          },
        },
      },
      { extends: true, test: { name: "netns", include: NETNS } },
    ],
  },
});
