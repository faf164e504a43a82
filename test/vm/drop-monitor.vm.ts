/**
 * The drop monitor: packets that a rule drops, told where they fell.
 *
 * @module
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { kernelSymbols, openDrops } from "../../src/dropwatch.ts";
import { openFamily } from "../../src/family.ts";
import { needModule, Pair } from "./machine.ts";

/** The port that nothing is let in to. */
const PORT = 4242;
const PACKETS = 5;
/** Where rules drop: in nftables itself or in the loop over all hooks, as the kernel has it. */
const PLACE = /^(nft_do_chain|nf_hook_slow)\+0x/;
/** Ethernet, IPv4, UDP and what bash writes. */
const BYTES = 14 + 20 + 8 + 2;

describe("NET_DM", () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await Pair.open();
    pair.far.run("nft", [
      "add table inet t; add chain inet t in { type filter hook input priority 0; }; " +
        `add rule inet t in udp dport ${PORT} drop`,
    ]);
  });
  afterAll(() => pair[Symbol.asyncDispose]());
  beforeEach((context) => needModule("drop_monitor", context));

  it("NET_DM_CMD_START, packet by packet: where, why and what", async () => {
    await using drops = await openDrops({ signal: AbortSignal.timeout(20_000) });
    for (let sent = 0; sent < PACKETS; sent++) pair.send("10.0.0.2", PORT);
    let told = 0;
    for await (const packet of drops) {
      // Others drop packets as well.
      if (packet.kind !== "packet" || packet.reason !== "NETFILTER_DROP") continue;
      expect(packet).toMatchObject({ origin: "software", protocol: 0x0800, length: BYTES });
      expect(packet.symbol).toMatch(PLACE);
      expect(packet.payload.length).toBe(BYTES);
      if (++told === PACKETS) break;
    }
    expect(told).toBe(PACKETS);
  });

  it("NET_DM_CMD_START, a summary: each place with its name", async () => {
    const symbols = await kernelSymbols();
    const signal = AbortSignal.timeout(20_000);
    await using drops = await openDrops({ mode: "summary", symbols, signal });
    for (let sent = 0; sent < PACKETS; sent++) pair.send("10.0.0.2", PORT);
    let count = 0;
    // Those that a second parts are told of one after the other.
    for await (const event of drops) {
      if (event.kind !== "summary") continue;
      for (const place of event.places) if (PLACE.test(place.symbol ?? "")) count += place.count;
      if (count >= PACKETS) break;
    }
    expect(count).toBe(PACKETS);
  });

  it("NET_DM_CMD_CONFIG is left as it was", async () => {
    {
      await using first = await openDrops({ mode: "summary", queue: 7 });
      expect(await first.lost()).toEqual({ software: 0n, hardware: 0n });
      await expect(openDrops()).rejects.toMatchObject({ errnoName: "EBUSY" });
    }
    await using monitor = await openFamily("NET_DM");
    expect(await monitor.do("NET_DM_CMD_CONFIG_GET", {})).toMatchObject({
      alertMode: "summary",
      queueLen: 1000,
    });
  });
});
