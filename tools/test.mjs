/**
 * `npm test`: builds what is needed, then runs vitest in a network namespace of its own, so that no
 * test can reach the machine's network, and so that the tests that need the rights of root in a
 * namespace run for everyone.
 *
 *     npm test                          everything
 *     npm test -- src/wire --watch      arguments go to vitest
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

/** Set inside the namespace. */
const INSIDE = "NLKIT_TEST_NAMESPACE";

// Without real root, /run is not ours: a fresh one lets `ip netns add` work. Each step may be refused.
const PREPARE = `
  [ "$(id -u)" = 0 ] && [ -w /run ] || mount -t tmpfs tmpfs /run 2>/dev/null
  mount -t sysfs sysfs /sys 2>/dev/null
  ip link set lo up 2>/dev/null
  exec "$@"
`;

/** The first way to a namespace of one's own that this machine allows. */
function namespaceFlags() {
  const ways = process.geteuid?.() === 0 ? ["-nm", "-Urnm"] : ["-Urnm"];
  return ways.find(
    (flags) => spawnSync("unshare", [flags, "true"], { stdio: "ignore" }).status === 0,
  );
}

const vitest = [
  "node_modules/vitest/vitest.mjs",
  ...(process.argv.includes("--watch") ? [] : ["run"]),
];
const command = [process.execPath, ...vitest, ...process.argv.slice(2)];

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
if (!build({ ifNeeded: true })) process.exit(1);

const flags = process.platform === "linux" ? namespaceFlags() : undefined;
if (flags === undefined) {
  console.error(
    "npm test: no network namespace to be had here (unshare): what needs one is skipped",
  );
}
const [file, ...args] =
  flags === undefined ? command : ["unshare", flags, "sh", "-c", PREPARE, "sh", ...command];
const { status, signal, error } = spawnSync(file, args, {
  stdio: "inherit",
  env: { ...process.env, ...(flags !== undefined && { [INSIDE]: flags }) },
});
if (error !== undefined) throw error;
if (signal !== null) console.error(`npm test: ended by ${signal}`);
process.exit(status ?? 1);
