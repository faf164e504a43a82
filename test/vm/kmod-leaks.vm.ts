/**
 * Nothing is left of a module in the kernel's memory: not by 1,000 rounds of requests, not by 300 times of being loaded and
 * unloaded. A leak of one object a round would be as many objects of one slab cache.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { notes } from "../../examples/src/generic-family/table.ts";
import { openFamily } from "../../src/generic.ts";
import { kernelTransport } from "../../src/socket/index.ts";
import { LoadedModule, moduleFolder } from "./kmod/loaded.ts";

const ROUNDS = 1000;
/** More would take an emulated machine longer than a file may: each takes it 0.2 s. */
const LOADS = 300;
/** Objects of a cache that come and go by themselves. */
const NOISE = 150;
/** Of each test, on an emulated machine. */
const LIMIT_MS = 150_000;
const SLABS = "/sys/kernel/slab";

/** Objects in use by cache, with nothing kept that could be given back. */
function objects(): Map<string, number> {
  spawnSync("sync");
  writeFileSync("/proc/sys/vm/drop_caches", "3");
  for (const cache of readdirSync(SLABS)) writeFileSync(join(SLABS, cache, "shrink"), "1");
  const [, , ...lines] = readFileSync("/proc/slabinfo", "utf8").trimEnd().split("\n");
  return new Map(
    lines.map((line) => {
      const [name = "", active] = line.split(/\s+/);
      return [name, Number(active)];
    }),
  );
}

/** Caches that have grown, by more than by themselves. */
function growth(before: ReadonlyMap<string, number>): [string, number][] {
  return [...objects()]
    .map(([name, count]): [string, number] => [name, count - (before.get(name) ?? 0)])
    .filter(([, more]) => more > NOISE);
}

describe("leaks", () => {
  it(
    "1,000 rounds of adding, getting, dumping, being refused",
    async (context) => {
      using loaded = new LoadedModule("notes", context);
      await using client = await openFamily(notes, { transport: kernelTransport });
      const round = async (): Promise<void> => {
        await client.do("get", { id: 1 });
        await client.dump("get", {});
        await expect(
          client.do("add", { id: 1, text: "again", author: { age: 5 } }),
        ).rejects.toThrow();
        await expect(client.do("get", { id: 0 })).rejects.toThrow();
      };
      await client.do("add", { id: 1, text: "one", author: { name: "Ada" } });
      // What the first rounds take is kept for the others.
      for (let warm = 0; warm < 50; warm++) await round();
      const before = objects();
      for (let at = 0; at < ROUNDS; at++) await round();
      expect(growth(before)).toEqual([]);
      expect(loaded.isLoaded).toBe(true);
    },
    LIMIT_MS,
  );

  it(
    "300 times loaded and unloaded",
    (context) => {
      const file = join(moduleFolder("notes", context), "notes.ko");
      const cycle = (times: number) =>
        spawnSync("sh", ["-ec", `for i in $(seq ${times}); do insmod ${file}; rmmod notes; done`], {
          encoding: "utf8",
        });
      expect(cycle(20)).toMatchObject({ status: 0, stderr: "" });
      const before = objects();
      expect(cycle(LOADS)).toMatchObject({ status: 0, stderr: "" });
      expect(growth(before)).toEqual([]);
    },
    LIMIT_MS,
  );
});
