/**
 * What importing an entry of the package loads: its own protocol's tables, and those of no other.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const absent = !existsSync(`${ROOT}dist/route.js`);
const why = absent ? " (skipped: the package is not built; npm test builds it)" : "";

/** A module of hooks that prints what is loaded, and one that registers it. */
const asModule = (source: string): string =>
  `data:text/javascript,${encodeURIComponent(source.trim())}`;
const HOOKS = asModule(`
  import { writeSync } from "node:fs";
  export function load(url, context, next) {
    writeSync(1, url + "\\n");
    return next(url, context);
  }
`);
const REGISTER = asModule(`
  import { register } from "node:module";
  register(${JSON.stringify(HOOKS)});
`);

/** The files of the package that importing an entry loads, from its `dist/` down. */
function loadedBy(entry: string): string[] {
  const args = ["--import", REGISTER, "--input-type=module", "-e", `import "${entry}"`];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  return stdout.split("\n").flatMap((url) => /\/dist\/(.*)$/.exec(url)?.[1] ?? []);
}

/** Layers, or parts of one, that an entry may load of those that are about families. */
const ENTRIES: Readonly<Record<string, RegExp | undefined>> = {
  "nlkit/wire": undefined,
  "nlkit/schema": undefined,
  "nlkit/socket": undefined,
  "nlkit/client": undefined,
  "nlkit/route": /^(uapi\/(route|tc)\/|uapi\/generated\/(tc|rt-)|families\/route\/)/,
  "nlkit/uapi/tc": /^(uapi\/tc\/|uapi\/generated\/(tc|rt-\w+)\.js$)/,
};
const OF_FAMILIES = /^(uapi\/[\w-]+\/|families\/|spec\/|capture\/|kernel\/|testing\/)/;

describe.skipIf(absent)(`modules that an import loads${why}`, () => {
  it.each(Object.entries(ENTRIES))("%s loads no family but its own", (entry, own) => {
    const loaded = loadedBy(entry);
    expect(loaded.length).toBeGreaterThan(3);
    const others = loaded.filter((file) => OF_FAMILIES.test(file) && !own?.test(file));
    expect(others).toEqual([]);
    if (own !== undefined) expect(loaded.some((file) => own.test(file))).toBe(true);
  });

  it("nlkit/generic loads the tables of a family when it is opened, not before", () => {
    const loaded = loadedBy("nlkit/generic");
    for (const family of ["ethtool", "nl80211", "devlink", "nftables", "tc"])
      expect(loaded).not.toContain(`uapi/generated/${family}.js`);
  });
});
