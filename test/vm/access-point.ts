/**
 * An access point of an open network in as few lines as there can be: a beacon, and the answers to stations that
 * authenticate and associate, which on Linux are a user space's to give.
 *
 * @module
 * @see IEEE 802.11, frame formats; net/mac80211/cfg.c
 */
import type { Subscription } from "../../src/client/index.ts";
import { type FamilyClientOf, type FamilyTableByName, openFamily } from "../../src/family.ts";
import { parseMac } from "../../src/wire/index.ts";

/** A client of nl80211. */
export type Wireless = FamilyClientOf<FamilyTableByName<"nl80211">>;

/** First two bytes of a frame: version, type and subtype. */
export const FRAME = {
  associationRequest: 0x00,
  associationResponse: 0x10,
  probeRequest: 0x40,
  probeResponse: 0x50,
  beacon: 0x80,
  authentication: 0xb0,
} as const;
/** Numbers of information elements. */
const ELEMENT = { ssid: 0, rates: 1, channel: 3, moreRates: 50 } as const;
/** Bytes before a management frame's body. */
const HEADER_SIZE = 24;
/** Rates in units of 500 kbit/s; those with the top bit set everyone must know. */
const RATES = [0x82, 0x84, 0x8b, 0x96, 0x0c, 0x12, 0x18, 0x24];
const MORE_RATES = [0x30, 0x48, 0x60, 0x6c];
/** It is a network with an access point. */
const CAPABILITY_ESS = 1;
/** In units of 1,024 µs. */
export const BEACON_INTERVAL = 100;

const element = (number: number, bytes: Iterable<number>): number[] => {
  const content = [...bytes];
  return [number, content.length, ...content];
};
const u16 = (value: number): number[] => [value & 255, value >> 8];

/** A management frame: control, duration, destination, source, network, sequence, body. */
export function frame(kind: number, to: string, from: string, body: readonly number[]): Uint8Array {
  const addresses = [to, from, from].flatMap((address) => [...(parseMac(address) ?? [])]);
  return Uint8Array.from([kind, 0, 0, 0, ...addresses, 0, 0, ...body]);
}

/** What of a message is looked at. */
interface Received {
  readonly frame?: Uint8Array;
}

/** The network's name and where it is. */
export interface Network {
  readonly ifindex: number;
  /** Of the access point. */
  readonly address: string;
  readonly ssid: Uint8Array;
  /** MHz, and the number of the channel. */
  readonly frequency: number;
  readonly channel: number;
}

/** The body of a beacon up to where the kernel puts its map of sleeping stations, and of the answer to a probe. */
const described = ({ ssid, channel }: Network): number[] => [
  ...new Array<number>(8).fill(0), // the time, which the radio fills in
  ...u16(BEACON_INTERVAL),
  ...u16(CAPABILITY_ESS),
  ...element(ELEMENT.ssid, ssid),
  ...element(ELEMENT.rates, RATES),
  ...element(ELEMENT.channel, [channel]),
];

/** What begins the network on its interface. */
export const networkSettings = (network: Network) =>
  ({
    ifindex: network.ifindex,
    beaconHead: frame(FRAME.beacon, "ff:ff:ff:ff:ff:ff", network.address, described(network)),
    beaconTail: Uint8Array.from(element(ELEMENT.moreRates, MORE_RATES)),
    beaconInterval: BEACON_INTERVAL,
    dtimPeriod: 2,
    ssid: network.ssid,
    hiddenSsid: 0,
    authType: "open-system",
    wiphyFreq: network.frequency,
  }) as const;

/** Runs until it is closed. */
export class AccessPoint {
  readonly #network: Network;
  readonly #wireless: Wireless;
  readonly #failed: (error: unknown) => void;
  /** Names of what it was sent. */
  readonly told = new Set<string>();
  #served: Promise<void> | undefined;
  /** Those that are associated. */
  readonly #stations = new Set<string>();

  private constructor(network: Network, wireless: Wireless, failed: (error: unknown) => void) {
    this.#network = network;
    this.#wireless = wireless;
    this.#failed = failed;
  }

  /**
   * Starts it on an interface that is up and of type ap.
   *
   * @param failed - Called where a station cannot be answered.
   */
  static async start(network: Network, failed: (error: unknown) => void): Promise<AccessPoint> {
    const wireless = await openFamily("nl80211");
    const point = new AccessPoint(network, wireless, failed);
    // Frames come to the socket that registered for them.
    point.#served = point.#serve(wireless.subscribe<Received>([], { unicast: true }));
    const { ifindex } = network;
    for (const kind of [FRAME.authentication, FRAME.associationRequest, FRAME.probeRequest]) {
      await wireless.do("NL80211_CMD_REGISTER_FRAME", {
        ifindex,
        frameType: kind,
        frameMatch: new Uint8Array(0),
      });
    }
    await wireless.do("NL80211_CMD_START_AP", networkSettings(network));
    return point;
  }

  async #serve(frames: Subscription<Received>): Promise<void> {
    for await (const event of frames) {
      this.told.add(event.kind === "message" ? event.name : event.kind);
      if (event.kind !== "message" || event.name !== "NL80211_CMD_FRAME") continue;
      const { frame: received } = event.body;
      if (received !== undefined) await this.#answer(received).catch(this.#failed);
    }
  }

  async #answer(received: Uint8Array): Promise<void> {
    const station = [...received.subarray(10, 16)]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join(":");
    if (received[0] === FRAME.probeRequest) {
      await this.#send(FRAME.probeResponse, station, described(this.#network));
    } else if (received[0] === FRAME.authentication) {
      if (this.#stations.delete(station)) {
        const { ifindex } = this.#network;
        await this.#wireless.do("NL80211_CMD_DEL_STATION", { ifindex, mac: station });
      }
      // Open system, second of two, success.
      await this.#send(FRAME.authentication, station, [...u16(0), ...u16(2), ...u16(0)]);
    } else if (received[0] === FRAME.associationRequest) {
      // It asks again where it was not answered within a fifth of a second.
      if (!this.#stations.has(station)) await this.#add(station, received[HEADER_SIZE + 2] ?? 0);
      const body = [...u16(CAPABILITY_ESS), ...u16(0), ...u16(0xc001)];
      body.push(...element(ELEMENT.rates, RATES), ...element(ELEMENT.moreRates, MORE_RATES));
      await this.#send(FRAME.associationResponse, station, body);
    }
  }

  async #add(station: string, listenInterval: number): Promise<void> {
    const set = ["authenticated", "associated", "authorized"] as const;
    await this.#wireless.do("NL80211_CMD_NEW_STATION", {
      ifindex: this.#network.ifindex,
      mac: station,
      staAid: 1,
      staListenInterval: listenInterval,
      staSupportedRates: Uint8Array.from([...RATES, ...MORE_RATES], (rate) => rate & 0x7f),
      staFlags2: { mask: set, set },
    });
    this.#stations.add(station);
  }

  async #send(kind: number, to: string, body: readonly number[]): Promise<void> {
    const { ifindex, address, frequency } = this.#network;
    await this.#wireless.do("NL80211_CMD_FRAME", {
      ifindex,
      wiphyFreq: frequency,
      frame: frame(kind, to, address, body),
    });
  }

  /** Ends the network. */
  async close(): Promise<void> {
    await this.#wireless.do("NL80211_CMD_STOP_AP", { ifindex: this.#network.ifindex });
    this.#wireless.close();
    await this.#served;
  }
}
