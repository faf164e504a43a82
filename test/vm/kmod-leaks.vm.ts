/**
 * Nothing is left of a module in the kernel's memory: not by 1,000 rounds of being loaded, asked, refused
 * and unloaded. A leak of one object a round would be as many objects of one slab cache.
 *
 * @module
 */
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { notes } from "../../examples/src/generic-family/table.ts";
import { openFamily } from "../../src/generic.ts";
import { kernelTransport } from "../../src/socket/index.ts";
import { moduleFolder } from "./kmod/loaded.ts";

const ROUNDS = 1000;
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

/** `finit_module` and `delete_module`, with `O_NONBLOCK`, of x86_64: starting insmod and rmmod takes longer than they do. */
const LOADER = `
  my ($file) = @ARGV;
  $| = 1;
  while (<STDIN>) {
    if (/^load/) {
      open(my $module, "<", $file) or die "$file: $!";
      syscall(313, fileno($module), my $none = "", 0) == 0 or die "finit_module: $!";
    } else {
      syscall(176, my $name = "notes", 0x800) == 0 or die "delete_module: $!";
    }
    print "done\n";
  }
`;

/** A process that loads and unloads the module when it is told to. */
class Loader implements AsyncDisposable {
  readonly #process;
  readonly #answers: AsyncIterator<string>;
  #errors = "";

  constructor(file: string) {
    this.#process = spawn("perl", ["-e", LOADER, file], { stdio: "pipe" });
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#process.stderr.on("data", (bytes) => {
      this.#errors += bytes;
    });
  }

  /** @throws With its own words where it cannot. */
  async tell(what: "load" | "unload"): Promise<void> {
    this.#process.stdin.write(`${what}\n`);
    const { done } = await this.#answers.next();
    if (done) throw new Error(`${what}: ${this.#errors}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.stdin.end();
    while (!(await this.#answers.next()).done);
  }
}

describe("leaks", () => {
  it(
    "1,000 rounds of loading, adding, getting, dumping, being refused, unloading",
    async (context) => {
      await using loader = new Loader(join(moduleFolder("notes", context), "notes.ko"));
      const cycle = async (times: number): Promise<void> => {
        for (let at = 0; at < times; at++) {
          await loader.tell("load");
          {
            await using client = await openFamily(notes, { transport: kernelTransport });
            await client.do("add", { id: 1, text: "one", author: { name: "Ada" } });
            await client.do("get", { id: 1 });
            expect(await client.dump("get", {})).toHaveLength(1);
            await expect(
              client.do("add", { id: 1, text: "again", author: { age: 5 } }),
            ).rejects.toThrow();
            await expect(client.do("get", { id: 0 })).rejects.toThrow();
          }
          await loader.tell("unload");
        }
      };
      // What the first rounds take is kept for the others.
      await cycle(20);
      // What leaks grows in both halves; a cache that the machine happens to fill grows in one.
      const halves: [string, number][][] = [];
      for (let half = 0; half < 2; half++) {
        const before = objects();
        await cycle(ROUNDS / 2);
        halves.push(growth(before));
      }
      const [first = [], second = []] = halves;
      expect(second.filter(([name]) => first.some(([other]) => other === name))).toEqual([]);
    },
    LIMIT_MS,
  );
});
