/**
 * The built command `nlkit dropwatch` on the kernel's drop monitor: what its user sees, and that it leaves nothing running.
 *
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { COMMAND, collect } from "../../cli/test/support.ts";
import { type FamilyClientOf, type FamilyTableByName, openFamily } from "../../src/family.ts";
import { BLOCKED_BYTES, BlockedPort, PLACE } from "./blocked-port.ts";
import { eventually, needModule } from "./machine.ts";
import { COOKIE, TRAP, TRAPPED_BYTES, TrapDevice } from "./trap-device.ts";

type Monitor = FamilyClientOf<FamilyTableByName<"NET_DM">>;

const PACKETS = 5;
/** Seconds that the command may take to begin, on an emulated processor of a host that is busy. */
const START_LIMIT = 80;
const TIME = String.raw`\d\d:\d\d:\d\d\.\d{6}`;

/** What a line of `--json dropwatch --summary` has. */
interface Summary {
  readonly places: readonly { readonly symbol?: string; readonly count: number }[];
  readonly traps: readonly { readonly name: string; readonly count: number }[];
}

/** Packets at the place where rules drop, and those of the trap. */
function countsIn(lines: readonly string[]): { readonly ofRule: number; readonly ofTrap: number } {
  const summaries = lines.map((line) => JSON.parse(line) as Summary);
  const total = (rows: readonly { readonly count: number }[]): number =>
    rows.reduce((sum, { count }) => sum + count, 0);
  return {
    ofRule: total(
      summaries.flatMap(({ places }) => places.filter(({ symbol = "" }) => PLACE.test(symbol))),
    ),
    ofTrap: total(summaries.flatMap(({ traps }) => traps.filter(({ name }) => name === TRAP.name))),
  };
}

/** The command as it runs. */
interface Watching {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly lines: () => string[];
  readonly stderr: () => string;
}

const started: ChildProcess[] = [];

function start(command: string, words: readonly string[]): Watching {
  const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  const [stdout, stderr] = [collect(child, "stdout"), collect(child, "stderr")];
  return { child, stderr, lines: () => stdout().split("\n").slice(0, -1) };
}

const nlkit = (...words: string[]): Watching => start(process.execPath, [COMMAND, ...words]);

describe("NET_DM", () => {
  let blocked: BlockedPort;
  /** From the first test on that needs it. */
  let device: TrapDevice | undefined;
  let monitor: Monitor;
  beforeAll(async () => {
    blocked = await BlockedPort.open();
  });
  afterAll(async () => {
    device?.[Symbol.dispose]();
    await blocked[Symbol.asyncDispose]();
  });
  beforeEach(async (context) => {
    needModule("drop_monitor", context);
    monitor = await openFamily("NET_DM");
  });

  afterEach(async () => {
    // What a test that failed has left.
    for (const child of started.splice(0)) child.kill("SIGKILL");
    const onWarning = (): void => undefined;
    await monitor?.do("NET_DM_CMD_STOP", { swDrops: true, hwDrops: true }, { onWarning });
    monitor?.close();
  });

  /** Whether packets are watched: the kernel then refuses to be configured, even to nothing. */
  async function isWatched(): Promise<boolean> {
    try {
      await monitor.do("NET_DM_CMD_CONFIG", {});
      return false;
    } catch (error) {
      if ((error as { errnoName?: string }).errnoName !== "EBUSY") throw error;
      return true;
    }
  }

  /** Waits until the command watches. */
  const watched = ({ stderr, child }: Watching): Promise<true> =>
    eventually(
      "it watches",
      async () => {
        if (child.exitCode !== null)
          throw new Error(`it ended with ${child.exitCode}: ${stderr()}`);
        return (await isWatched()) || undefined;
      },
      START_LIMIT,
    );

  /** Presses Ctrl-C, after which nothing runs, and all is as it was. */
  async function interrupt({ child, stderr }: Watching): Promise<void> {
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([130, null]);
    expect(stderr()).toBe("");
    expect(await isWatched()).toBe(false);
    expect(await monitor.do("NET_DM_CMD_CONFIG_GET", {})).toMatchObject({
      alertMode: "summary",
      truncLen: 0,
      queueLen: 1000,
    });
  }

  it("nlkit dropwatch, a line a packet, until it is interrupted", async () => {
    const watching = nlkit("dropwatch");
    await watched(watching);
    blocked.send(PACKETS);
    const ofRule = () => watching.lines().filter((line) => line.includes(" NETFILTER_DROP "));
    await eventually("a line of each", () => (ofRule().length >= PACKETS ? true : undefined), 20);
    await interrupt(watching);
    expect(ofRule()).toHaveLength(PACKETS);
    // Of the link the kernel tells the index alone.
    const line = new RegExp(
      `^${TIME} ${PLACE.source}[^ ]+( \\[\\w+\\])? NETFILTER_DROP in \\d+ proto 0x0800 ${BLOCKED_BYTES} bytes$`,
    );
    for (const told of ofRule()) expect(told).toMatch(line);
  });

  it("nlkit dropwatch --summary --hardware, in JSON: as many as the rule counts", async (context) => {
    device ??= await TrapDevice.open(context);
    const watching = nlkit("--json", "dropwatch", "--summary", "--hardware");
    await watched(watching);
    const before = blocked.counted();
    blocked.send(PACKETS);
    const counts = () => countsIn(watching.lines());
    await eventually(
      "each packet, and the trap",
      () => (counts().ofRule >= PACKETS && counts().ofTrap > 0 ? true : undefined),
      20,
    );
    await interrupt(watching);
    expect(counts().ofRule).toBe(PACKETS);
    expect(blocked.counted() - before).toBe(PACKETS);
  });

  it("nlkit dropwatch --take-over --no-software --hardware, read by head, which leaves after some lines", async (context) => {
    device ??= await TrapDevice.open(context);
    // As one that was killed leaves it.
    await monitor.do("NET_DM_CMD_START", { swDrops: true, hwDrops: true });
    const script = `"$@" dropwatch --take-over --no-software --hardware | head -n ${PACKETS}`;
    const reading = start("sh", ["-c", script, "sh", process.execPath, COMMAND]);
    expect(await once(reading.child, "close")).toEqual([0, null]);
    expect([reading.lines().length, reading.stderr()]).toEqual([PACKETS, ""]);
    const end = `in ${device.link.name} proto 0x0800 ${TRAPPED_BYTES} bytes$`;
    const cookie = Buffer.from(COOKIE).toString("hex");
    for (const line of reading.lines())
      expect(line).toMatch(new RegExp(`^${TIME} trap [a-z0-9]+_[a-z]+/[a-z_]+ .*${end}`));
    expect(reading.lines().join("\n")).toMatch(
      new RegExp(`^${TIME} trap ${TRAP.group}/${TRAP.name} cookie ${cookie} ${end}`, "m"),
    );
    expect(await isWatched()).toBe(false);
  });
});
