/**
 * Runs before every test file: a test that prints fails, and so does a file that leaves a netlink
 * socket open.
 *
 * @module
 */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeEach } from "vitest";

const METHODS = ["debug", "dir", "error", "info", "log", "table", "trace", "warn"] as const;
const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  for (const method of METHODS) {
    console[method] = (...values: unknown[]) => {
      printed.push(`console.${method}(${values.map(String).join(", ")})`);
    };
  }
});

afterEach(() => {
  if (printed.length > 0) throw new Error(`the test wrote to the console:\n${printed.join("\n")}`);
});

/** Inodes of the netlink sockets that this process holds, in the namespace that it runs in. */
function openNetlinkSockets(): Set<string> {
  const inodes = new Set<string>();
  let table: string;
  try {
    table = readFileSync("/proc/self/net/netlink", "utf8");
  } catch {
    return inodes; // no procfs: nothing to count here
  }
  const all = new Set(
    table
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/).at(-1)),
  );
  for (const fd of readdirSync("/proc/self/fd")) {
    let target: string;
    try {
      target = readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      continue; // closed since it was listed, as the descriptor of the listing itself
    }
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined && all.has(inode)) inodes.add(inode);
  }
  return inodes;
}

const before = openNetlinkSockets();

afterAll(async () => {
  // A reader thread closes its socket when it has left its wait: soon, not at once.
  let left: string[] = [];
  for (let attempt = 0; attempt < 20; attempt++) {
    left = [...openNetlinkSockets()].filter((inode) => !before.has(inode));
    if (left.length === 0) return;
    await sleep(25);
  }
  throw new Error(`the test file left ${left.length} netlink socket(s) open`);
});
