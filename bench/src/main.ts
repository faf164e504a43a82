/**
 * Runs the measurements in a network namespace of their own: `npm run bench`.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import process from "node:process";
import { openRoute } from "nlkit/route";
import { adds } from "./adds.ts";
import { dumps } from "./dumps.ts";
import { measure, report, type Scenario } from "./harness.ts";
import { imports } from "./imports.ts";
import { kernels } from "./kernel.ts";
import { latencies } from "./latencies.ts";

/** Set in the process that runs inside the namespace. */
const INSIDE = "NLKIT_BENCH_INSIDE";

/** Runs this file again in a new namespace: as root, or with a user namespace around it. */
function enter(): number {
  const node = [process.execPath, "--expose-gc", ...process.argv.slice(1)];
  const flags = process.getuid?.() === 0 ? ["-n"] : ["-Urn"];
  const result = spawnSync("unshare", [...flags, ...node], {
    stdio: "inherit",
    env: { ...process.env, [INSIDE]: "1" },
  });
  if (result.error !== undefined) {
    process.stderr.write(`bench: cannot enter a namespace: ${result.error.message}\n`);
    return 1;
  }
  return result.status ?? 1;
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const route = await openRoute();
  await route.links.set("lo", { up: true });
  await route.links.add({ kind: "veth", name: "bench0", peer: { name: "bench1" } });
  for (const name of ["bench0", "bench1"]) await route.links.set(name, { up: true });
  await route.addresses.add({ address: "10.255.0.1/16", dev: "bench0" });
  const suites: Record<string, () => AsyncIterable<Scenario>> = {
    latency: () => latencies(route),
    adds: () => adds(route),
    dump: () => dumps(route),
    import: () => imports(),
    kernel: () => kernels(),
  };
  for (const [name, suite] of Object.entries(suites)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for await (const scenario of suite())
      process.stdout.write(`${report(scenario, await measure(scenario))}\n\n`);
  }
  route.close();
}

if (process.env[INSIDE] === undefined) process.exitCode = enter();
else await main();
