/**
 * nl80211 on two simulated radios: an access point, a scan that finds it, a station that connects, and what both are told.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFamily } from "../../src/family.ts";
import { openRoute, type RouteClient } from "../../src/route.ts";
import { staFlags } from "../../src/uapi/generated/nl80211.ts";
import { AccessPoint, BEACON_INTERVAL, type Wireless } from "./access-point.ts";
import { eventually, needModule, type Skips } from "./machine.ts";

const SSID = new TextEncoder().encode("nlkit open network");
const FREQUENCY = 2412;

/** The radios are the first namespace's: the machine's own. */
describe("nl80211", () => {
  let wireless: Wireless | undefined;
  let route: RouteClient;
  let point: AccessPoint | undefined;
  const failures: unknown[] = [];
  beforeAll(async () => {
    route = await openRoute();
  });
  afterAll(async () => {
    await point?.close();
    wireless?.close();
    route.close();
    expect(failures).toEqual([]);
  });

  /** The family, and the interfaces of the two radios. */
  async function radios(context: Skips) {
    needModule("mac80211_hwsim", context);
    wireless ??= await openFamily("nl80211");
    const rows = await wireless.dump("NL80211_CMD_GET_INTERFACE", {});
    const named = rows.filter(({ ifname }) => /^wlan\d$/.test(ifname ?? ""));
    const [near, far] = named.sort((a, b) => String(a.ifname).localeCompare(String(b.ifname)));
    if (near === undefined || far === undefined) throw new Error("there are not two radios");
    return { wireless, near, far };
  }

  it("NL80211_CMD_GET_WIPHY, in parts", async (context) => {
    const { wireless, near } = await radios(context);
    const parts = await wireless.dump("NL80211_CMD_GET_WIPHY", { splitWiphyDump: true });
    const ours = parts.filter(({ wiphy }) => wiphy === near.wiphy);
    expect(ours.length).toBeGreaterThan(1);
    const frequencies = ours.flatMap(({ wiphyBands }) =>
      Object.values(wiphyBands ?? {}).flatMap((band) =>
        typeof band === "object" && "freqs" in band ? (band.freqs ?? []) : [],
      ),
    );
    expect(frequencies.map(({ freq }) => freq)).toContain(FREQUENCY);
  });

  it("NL80211_CMD_SET_INTERFACE, NL80211_CMD_GET_INTERFACE", async (context) => {
    const { wireless, near } = await radios(context);
    const { ifindex = 0 } = near;
    await wireless.do("NL80211_CMD_SET_INTERFACE", { ifindex, iftype: "ap" });
    expect(await wireless.do("NL80211_CMD_GET_INTERFACE", { ifindex })).toMatchObject({
      iftype: "ap",
      mac: (await route.links.get(ifindex)).address,
    });
  });

  it("NL80211_CMD_REGISTER_FRAME, NL80211_CMD_START_AP", async (context) => {
    const { wireless, near } = await radios(context);
    const { ifindex = 0 } = near;
    await route.links.set(ifindex, { up: true });
    point = await AccessPoint.start(
      { ifindex, address: String(near.mac), ssid: SSID, frequency: FREQUENCY, channel: 1 },
      (error) => failures.push(error),
    );
    const row = await wireless.do("NL80211_CMD_GET_INTERFACE", { ifindex });
    expect(row).toMatchObject({ ssid: SSID, wiphyFreq: FREQUENCY });
  });

  // The radio listens for a tenth of a second, and a station waits a fifth for an answer: an emulated processor may
  // take longer, and then it is asked again.

  it("NL80211_CMD_TRIGGER_SCAN, NL80211_CMD_GET_SCAN, and the event", async (context) => {
    const { wireless, near, far } = await radios(context);
    const { ifindex = 0 } = far;
    await route.links.set(ifindex, { up: true });
    const found = await eventually("the network is found", async () => {
      const events = wireless.subscribe("scan");
      const scan = { ifindex, scanSsids: [SSID], scanFrequencies: [FREQUENCY] };
      await wireless.do("NL80211_CMD_TRIGGER_SCAN", scan);
      const names: string[] = [];
      for await (const event of events) {
        if (event.kind === "message") names.push(String(event.name));
        if (names.includes("NL80211_CMD_NEW_SCAN_RESULTS")) break;
      }
      expect(names[0]).toBe("NL80211_CMD_TRIGGER_SCAN");
      const [row] = await wireless.dump("NL80211_CMD_GET_SCAN", { ifindex });
      return row?.bss;
    });
    expect(found).toMatchObject({
      bssid: near.mac,
      frequency: FREQUENCY,
      beaconInterval: BEACON_INTERVAL,
    });
    const elements = found.informationElements ?? new Uint8Array(0);
    expect(elements.subarray(2, 2 + SSID.length)).toEqual(SSID);
  });

  it("NL80211_CMD_CONNECT to the open network, and the events", async (context) => {
    const { wireless, far } = await radios(context);
    const { ifindex = 0 } = far;
    const names = await eventually("the station is connected", async () => {
      const events = wireless.subscribe<{ statusCode?: number }>("mlme");
      await wireless.do("NL80211_CMD_CONNECT", { ifindex, ssid: SSID, authType: "open-system" });
      const told: string[] = [];
      for await (const event of events) {
        if (event.kind !== "message") continue;
        told.push(String(event.name));
        if (event.name === "NL80211_CMD_CONNECT")
          return event.body.statusCode === 0 ? told : undefined;
      }
      return undefined;
    });
    expect(names).toEqual(
      expect.arrayContaining(["NL80211_CMD_AUTHENTICATE", "NL80211_CMD_ASSOCIATE"]),
    );
    await eventually("the link has a carrier", async () =>
      (await route.links.get(ifindex)).carrier ? true : undefined,
    );
  });

  it("NL80211_CMD_FRAME, to nobody but who registered", async (context) => {
    await radios(context);
    expect([...(point?.told ?? [])]).toEqual(["NL80211_CMD_FRAME"]);
  });

  it("NL80211_CMD_GET_STATION on both sides", async (context) => {
    const { wireless, near, far } = await radios(context);
    const [of, station] = await Promise.all(
      [near, far].map(({ ifindex = 0 }) => wireless.dump("NL80211_CMD_GET_STATION", { ifindex })),
    );
    expect(of?.map(({ mac }) => mac)).toEqual([far.mac]);
    expect(station?.map(({ mac }) => mac)).toEqual([near.mac]);
    const { authorized, authenticated, associated } = staFlags.masks;
    const wanted = authorized | authenticated | associated;
    expect((of?.[0]?.staInfo?.staFlags?.set ?? 0) & wanted).toBe(wanted);
    expect(station?.[0]?.staInfo?.connectedTime).toEqual(expect.any(Number));
  });

  it("NL80211_CMD_DISCONNECT", async (context) => {
    const { wireless, far } = await radios(context);
    const { ifindex = 0 } = far;
    await wireless.do("NL80211_CMD_DISCONNECT", { ifindex, reasonCode: 3 });
    await eventually("no station", async () =>
      (await wireless.dump("NL80211_CMD_GET_STATION", { ifindex })).length === 0 ? true : undefined,
    );
  });

  it("NL80211_CMD_GET_REG", async (context) => {
    const { wireless } = await radios(context);
    const [world] = await wireless.dump("NL80211_CMD_GET_REG", {});
    expect(world?.regAlpha2).toMatch(/^[0-9A-Z]{2}$/);
    expect(world?.regRules?.length).toBeGreaterThan(0);
  });
});
