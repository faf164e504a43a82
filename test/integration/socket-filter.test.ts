/**
 * What a subscription's socket drops: a flood of what is not wanted fills no buffer and wakes nobody, and a flood of what is
 * wanted is followed, whatever is lost on the way.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { openRoute } from "../../src/route.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();
const ROUTES = 3000;
/** About what three of their messages take in the kernel. */
const SMALL_BUFFER = 4096;

describe.skipIf(skipped !== undefined)(`a filter in the kernel${skipped ?? ""}`, () => {
  it("keeps other tables away, and lets its own through", async () => {
    await using box = await Sandbox.open();
    box.ip("link add d0 type ifb");
    box.ip("link set d0 up");
    let datagrams = 0;
    await using filtered = await openRoute({
      netns: box.namespace.path,
      trace: ({ direction, peerPortId }) => {
        if (direction === "receive" && peerPortId === 0) datagrams++;
      },
    });
    const view = await filtered.view(["route"], {
      filter: { route: { table: 77, family: "ipv4" } },
      receiveBuffer: SMALL_BUFFER,
    });
    await using all = await box.route.view(["route"], { receiveBuffer: SMALL_BUFFER });
    const lines = (table: number): string =>
      Array.from(
        { length: ROUTES },
        (_, at) => `route add 10.${at >> 8}.${at & 255}.1/32 dev d0 table ${table}`,
      ).join("\n");
    const before = datagrams;
    // This thread waits here, so that nothing is read meanwhile but by who drains the socket.
    expect(box.run("ip", ["-batch", "-"], lines(78)).status).toBe(0);
    const others = () => all.list("route").filter(({ table }) => table === 78).length;
    await all.waitFor(() => others() === ROUTES, { timeoutMs: 15_000 });
    expect(view.list("route")).toEqual([]);
    expect(view.counts.overruns).toBe(0);
    expect(datagrams).toBe(before);
    expect(box.run("ip", ["-batch", "-"], lines(77)).status).toBe(0);
    await view.waitFor((now) => now.list("route").length === ROUTES, { timeoutMs: 15_000 });
    expect(datagrams - before).toBeGreaterThan(0);
    const asked = await box.route.routes.list({ table: 77, family: "ipv4" });
    const listed = (rows: readonly { readonly dst: string }[]) => rows.map(({ dst }) => dst).sort();
    expect(listed(view.list("route"))).toEqual(listed(asked));
    await view[Symbol.asyncDispose]();
  });
});
