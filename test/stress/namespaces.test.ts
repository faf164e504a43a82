/**
 * Very many namespaces, followed on one socket: what happens in each is told, with whose it is, and that it has gone.
 * `NLKIT_STRESS=1` makes it ten thousand, or as many as there may be open files.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { openRoute } from "../../src/route.ts";
import { createNamespace, type NetworkNamespace } from "../../src/socket/index.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();
const LONG = process.env["NLKIT_STRESS"] !== undefined;
const [, OPEN_FILES = "1024"] =
  /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
const NAMESPACES = LONG ? Math.min(10_000, Number(OPEN_FILES) - 200) : 40;

it.skipIf(skipped !== undefined)(
  `${NAMESPACES} namespaces on one socket${skipped ?? ""}`,
  async () => {
    await using box = await Sandbox.open();
    const { route } = box;
    const up = new Set<string>();
    let changes = 0;
    await using view = await route.view(["link", "address"], {
      allNamespaces: (nsid) => `number ${nsid}`,
      onChange: (change) => {
        if (change.object === undefined || change.namespace === undefined) return;
        changes++;
        if (change.object === "link" && change.after?.up === true) up.add(change.namespace);
      },
    });
    const opened: NetworkNamespace[] = [];
    const started = performance.now();
    try {
      for (let nsid = 0; nsid < NAMESPACES; nsid++) {
        const namespace = createNamespace();
        opened.push(namespace);
        await route.namespaceIds.set({ fd: namespace.fd }, nsid);
        await using inside = await openRoute({ netns: namespace.path });
        await inside.links.set("lo", { up: true });
      }
      // An address each, of IPv4 and of IPv6.
      await view.waitFor((now) => now.list("address").length === 2 * NAMESPACES, {
        timeoutMs: 120_000,
      });
      expect(up.size).toBe(NAMESPACES);
      const places = view.list("address").map((address) => view.nsidOf(address));
      expect(new Set(places).size).toBe(NAMESPACES);
    } finally {
      for (const namespace of opened) namespace.close();
    }
    const made = performance.now();
    // The namespace of the view itself has one.
    await view.waitFor((now) => now.list("link").length === 1, { timeoutMs: 240_000 });
    expect(view.list("address")).toEqual([]);
    if (LONG)
      process.stderr.write(
        `${JSON.stringify({ namespaces: NAMESPACES, changes, ...view.counts, madeSeconds: Math.round((made - started) / 1000), goneSeconds: Math.round((performance.now() - made) / 1000), rssMb: process.memoryUsage.rss() >> 20 })}\n`,
      );
  },
  600_000,
);
