/**
 * The drop monitor: packets that a rule drops, told where they fell, and those that hardware drops, told with their trap.
 *
 * @module
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type DropEvent,
  type Drops,
  type KernelSymbols,
  kernelSymbols,
  openDrops,
} from "../../src/dropwatch.ts";
import { openFamily } from "../../src/family.ts";
import { BLOCKED_BYTES, BlockedPort, PLACE } from "./blocked-port.ts";
import { needModule } from "./machine.ts";
import { COOKIE, TRAP, TRAPPED_BYTES, TrapDevice } from "./trap-device.ts";

const PACKETS = 5;
/** Of each packet. */
const TRUNCATE = 64;

/** The first event of which something is found. */
async function first<Found>(
  drops: Drops,
  find: (event: DropEvent) => Found | undefined,
): Promise<Found | undefined> {
  for await (const event of drops) {
    const found = find(event);
    if (found !== undefined) return found;
  }
  return undefined;
}

const open = (options: Parameters<typeof openDrops>[0]): Promise<Drops> =>
  openDrops({ ...options, signal: AbortSignal.timeout(30_000) });

describe("NET_DM", () => {
  let blocked: BlockedPort;
  /** From the first test on that needs it. */
  let device: TrapDevice | undefined;
  let symbols: KernelSymbols;
  beforeAll(async () => {
    blocked = await BlockedPort.open();
    symbols = await kernelSymbols();
  });
  afterAll(async () => {
    device?.[Symbol.dispose]();
    await blocked[Symbol.asyncDispose]();
  });
  beforeEach((context) => needModule("drop_monitor", context));

  it("NET_DM_CMD_START, packet by packet: where, why and what", async () => {
    await using drops = await open({});
    blocked.send(PACKETS);
    let told = 0;
    for await (const packet of drops) {
      // Others drop packets as well.
      if (packet.kind !== "packet" || packet.reason !== "NETFILTER_DROP") continue;
      expect(packet).toMatchObject({ origin: "software", protocol: 0x0800, length: BLOCKED_BYTES });
      expect(packet.symbol).toMatch(PLACE);
      expect(packet.payload.length).toBe(BLOCKED_BYTES);
      if (++told === PACKETS) break;
    }
    expect(told).toBe(PACKETS);
  });

  it("NET_DM_CMD_START, a summary: each place with its name", async () => {
    await using drops = await open({ mode: "summary", symbols });
    const before = blocked.counted();
    blocked.send(PACKETS);
    let count = 0;
    // Those that a second parts are told of one after the other.
    await first(drops, (event) => {
      if (event.kind !== "summary") return undefined;
      expect(event.traps).toEqual([]);
      for (const place of event.places) if (PLACE.test(place.symbol ?? "")) count += place.count;
      return count >= PACKETS ? event : undefined;
    });
    expect(count).toBe(PACKETS);
    expect(blocked.counted() - before).toBe(PACKETS);
  });

  it("NET_DM_CMD_START of hardware, packet by packet: the trap, its group, the rule's cookie", async (context) => {
    device ??= await TrapDevice.open(context);
    await using drops = await open({ software: false, hardware: true, truncate: TRUNCATE });
    blocked.send(PACKETS);
    const origins = new Set<string>();
    const packet = await first(drops, (event) => {
      if (event.kind !== "packet") return undefined;
      origins.add(event.origin);
      return event.trap?.name === TRAP.name ? event : undefined;
    });
    expect(packet).toEqual({
      kind: "packet",
      origin: "hardware",
      trap: TRAP,
      cookie: COOKIE,
      in: device.link,
      protocol: 0x0800,
      length: TRAPPED_BYTES,
      payload: expect.objectContaining({ length: TRUNCATE }),
      time: expect.any(BigInt),
    });
    expect(Math.abs(Number((packet?.time ?? 0n) / 1_000_000n) - Date.now())).toBeLessThan(10_000);
    expect([...origins]).toEqual(["hardware"]);
  });

  it("NET_DM_CMD_START of hardware, a summary: each trap, beside the places of software", async (context) => {
    device ??= await TrapDevice.open(context);
    await using drops = await open({ mode: "summary", hardware: true, symbols });
    blocked.send(PACKETS);
    const traps = new Map<string, number>();
    let places = 0;
    await first(drops, (event) => {
      if (event.kind !== "summary") return undefined;
      for (const { name, count } of event.traps) traps.set(name, (traps.get(name) ?? 0) + count);
      for (const { symbol = "", count } of event.places) if (PLACE.test(symbol)) places += count;
      return traps.has(TRAP.name) && places >= PACKETS ? event : undefined;
    });
    expect(places).toBe(PACKETS);
    // Those whose action is to drop are not told of.
    expect([...traps.keys()].toSorted()).toEqual(["fid_miss", TRAP.name, "ttl_value_is_too_small"]);
    for (const [name, count] of traps) expect(count, name).toBeGreaterThan(0);
  });

  it("NET_DM_CMD_CONFIG is left as it was", async () => {
    {
      await using first = await openDrops({ mode: "summary", queue: 7, hardware: true });
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
