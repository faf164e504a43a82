/**
 * What a program pays for importing a part of the package.
 *
 * @module
 */
import process from "node:process";
import type { Scenario } from "./harness.ts";
import { run } from "./tools.ts";

/** Processes that import one entry and end; the first imports nothing. */
export async function* imports(): AsyncGenerator<Scenario> {
  // The last ones load the tables of a protocol each, nlkit/route those of its own alone.
  const entries = [
    "nlkit/wire",
    "nlkit/schema",
    "nlkit/client",
    "nlkit/socket",
    "nlkit/generic",
    "nlkit/route",
    "nlkit/uapi/route",
    "nlkit/uapi/tc",
    "nlkit/uapi/netfilter",
  ];
  const start = (source: string) => async (): Promise<number> =>
    (await run(process.execPath, ["--input-type=module", "-e", source])) + 1;
  yield {
    name: "start of a process that imports",
    units: 1,
    unit: "start",
    rounds: 9,
    contenders: [
      { name: "nothing", run: start("") },
      ...entries.map((entry) => ({ name: entry, run: start(`import ${JSON.stringify(entry)}`) })),
    ],
  };
}
