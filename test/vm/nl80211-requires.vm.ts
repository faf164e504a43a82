/**
 * What the table of nl80211 says that an operation requires, asked of the kernel on a simulated radio: it refuses a request
 * without any one of these members, and not for that reason the whole one.
 *
 * @module
 */
import { afterAll, describe, expect, it } from "vitest";
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import { openFamily } from "../../src/family.ts";
import { openRoute, type RouteClient } from "../../src/route.ts";
import { nl80211 } from "../../src/uapi/generated/nl80211.ts";
import { FRAME, frame, networkSettings, type Wireless } from "./access-point.ts";
import { needModule } from "./machine.ts";

type Members = Readonly<Record<string, unknown>>;

/** A request with all that it requires, and no more than it needs. */
interface Whole {
  readonly value: Members;
  /** What the kernel says to it, where it does not do it. */
  readonly says?: string;
  /** Members beyond the table's that this request needs, though not every one does: why. */
  readonly also?: Readonly<Record<string, string>>;
  /** What the kernel says where it lacks a member, if not EINVAL. */
  readonly without?: Readonly<Record<string, string>>;
  /** Undoes it, on the interface of that number. */
  readonly undo?: (family: Wireless, ifindex: number) => Promise<unknown>;
}

/** What the interface is: an access point, `running` or not yet, or another type. */
type Role = "station" | "mesh-point" | "adhoc" | "ap" | "running";

const SSID = new TextEncoder().encode("nlkit");
const FREQUENCY = 2412;
/** Nobody has this address. */
const PEER = "02:00:00:00:09:00";
const BROADCAST = "ff:ff:ff:ff:ff:ff";
const EAPOL = 0x888e;
const OF_NAN = "stations of NAN have none";
const NO_CHANNEL = "the interface has no channel";

/** Ethernet's header, and nothing after it. */
function emptyFrame(to: string, from: string): Uint8Array {
  const bytes = `${to}:${from}`.split(":").map((digits) => Number.parseInt(digits, 16));
  return Uint8Array.from([...bytes, 0x08, 0]);
}

const networkOf = (ifindex: number, address: string) =>
  networkSettings({ ifindex, address, ssid: SSID, frequency: FREQUENCY, channel: 1 });

/** What is asked in each role, of an interface with this address. Who scans or leaves its channel is last. */
const wholesOf = (mac: string): Readonly<Record<Role, Readonly<Record<string, Whole>>>> => ({
  station: {
    NEW_INTERFACE: {
      value: { ifname: "wlan9", iftype: "monitor" },
      without: { iftype: "EOPNOTSUPP" },
      undo: async (family) => {
        const rows = await family.dump("NL80211_CMD_GET_INTERFACE", {});
        const { ifindex = 0 } = rows.find(({ ifname }) => ifname === "wlan9") ?? {};
        await family.do("NL80211_CMD_DEL_INTERFACE", { ifindex });
      },
    },
    SET_STATION: { value: { mac: PEER }, says: "ENOENT" },
    AUTHENTICATE: {
      value: { mac: PEER, authType: "open-system", ssid: SSID, wiphyFreq: FREQUENCY },
      says: "ENOENT",
    },
    ASSOCIATE: {
      value: { ssid: SSID, mac: PEER, wiphyFreq: FREQUENCY },
      says: "ENOENT",
      also: { mac: "or mloLinks", wiphyFreq: "or mloLinks" },
    },
    DEAUTHENTICATE: { value: { mac: PEER, reasonCode: 3 }, says: "ENOTCONN" },
    DISASSOCIATE: { value: { mac: PEER, reasonCode: 3 }, says: "ENOTCONN" },
    SET_PMKSA: {
      value: { pmkid: new Uint8Array(16), mac: PEER },
      says: "EOPNOTSUPP",
      also: { mac: "or ssid and filsCacheId" },
    },
    CANCEL_REMAIN_ON_CHANNEL: { value: { cookie: 5n }, says: "ENOENT" },
    FRAME_WAIT_CANCEL: { value: { cookie: 5n }, says: "ENOENT" },
    REGISTER_FRAME: { value: { frameMatch: Uint8Array.of(4) } },
    SET_POWER_SAVE: { value: { psState: 1 } },
    SET_CQM: { value: { cqm: { rssiThold: [0], rssiHyst: 0 } } },
    SET_REKEY_OFFLOAD: {
      value: {
        rekeyData: {
          kek: new Uint8Array(16),
          kck: new Uint8Array(16),
          replayCtr: new Uint8Array(8),
        },
      },
      says: "ENOTCONN",
    },
    SET_NOACK_MAP: { value: { noackMap: 0 } },
    DEL_TX_TS: { value: { tsid: 0, mac: PEER }, says: "ENOENT" },
    CONTROL_PORT_FRAME: {
      value: { frame: new Uint8Array(4), mac: PEER, controlPortEthertype: EAPOL },
      says: "ENOTCONN",
    },
    VENDOR: { value: { vendorId: 0x1374, vendorSubcmd: 999 }, says: "EOPNOTSUPP" },
    FRAME: {
      value: {
        frame: frame(FRAME.probeRequest, BROADCAST, mac, [0, 0, 1, 2, 2, 4]),
        wiphyFreq: FREQUENCY,
      },
      says: "EBUSY",
      also: { wiphyFreq: NO_CHANNEL },
    },
    REMAIN_ON_CHANNEL: { value: { wiphyFreq: FREQUENCY, duration: 10 } },
    CONNECT: {
      value: { ssid: SSID },
      undo: (family, ifindex) => family.do("NL80211_CMD_DISCONNECT", { ifindex }),
    },
  },
  "mesh-point": {
    SET_MPATH: { value: { mac: PEER, mpathNextHop: PEER }, says: "ENOENT" },
    NEW_MPATH: { value: { mac: PEER, mpathNextHop: PEER }, says: "ENOENT" },
    PROBE_MESH_LINK: { value: { mac: PEER, frame: emptyFrame(PEER, mac) }, says: "ENOENT" },
    SET_MCAST_RATE: { value: { mcastRate: 10 } },
    JOIN_MESH: {
      value: { meshId: SSID },
      undo: (family, ifindex) => family.do("NL80211_CMD_LEAVE_MESH", { ifindex }),
    },
  },
  adhoc: {
    JOIN_IBSS: {
      value: { ssid: SSID, wiphyFreq: FREQUENCY },
      undo: (family, ifindex) => family.do("NL80211_CMD_LEAVE_IBSS", { ifindex }),
    },
  },
  ap: {
    PROBE_PEER: { value: { mac: PEER }, says: "ENOLINK" },
    SET_FILS_AAD: {
      value: { mac: PEER, filsKek: new Uint8Array(32), filsNonces: new Uint8Array(32) },
      says: "EOPNOTSUPP",
    },
    START_AP: {
      value: networkOf(0, mac),
      also: { wiphyFreq: NO_CHANNEL },
      undo: (family, ifindex) => family.do("NL80211_CMD_STOP_AP", { ifindex }),
    },
    SET_CHANNEL: { value: { wiphyFreq: FREQUENCY } },
  },
  running: {
    NEW_STATION: {
      value: {
        mac: PEER,
        staListenInterval: 10,
        staSupportedRates: Uint8Array.of(2, 4),
        staAid: 1,
      },
      also: { staListenInterval: OF_NAN, staSupportedRates: OF_NAN, staAid: "or peerAid" },
      undo: (family, ifindex) => family.do("NL80211_CMD_DEL_STATION", { ifindex, mac: PEER }),
    },
  },
});

/** Each operation, and the role that it is asked in. */
const asked = Object.entries(wholesOf(BROADCAST)).flatMap(([role, wholes]) =>
  Object.keys(wholes).map((name) => ({ name, role: role as Role })),
);

/** The interface of the first radio, in one role after the other. */
class Radio {
  readonly family: Wireless;
  readonly ifindex: number;
  readonly #mac: string;
  readonly #route: RouteClient;
  #role: Role | undefined;

  private constructor(family: Wireless, route: RouteClient, ifindex: number, mac: string) {
    this.family = family;
    this.#route = route;
    this.ifindex = ifindex;
    this.#mac = mac;
  }

  static async open(): Promise<Radio> {
    const family = await openFamily("nl80211");
    const rows = await family.dump("NL80211_CMD_GET_INTERFACE", {});
    const { ifindex = 0, mac = "" } = rows.find(({ ifname }) => ifname === "wlan0") ?? {};
    return new Radio(family, await openRoute(), ifindex, String(mac));
  }

  async #setType(iftype: Exclude<Role, "running">): Promise<void> {
    await this.#route.links.set(this.ifindex, { up: false });
    await this.family.do("NL80211_CMD_SET_INTERFACE", { ifindex: this.ifindex, iftype });
  }

  /** Makes it what it is to be, and up. */
  async become(role: Role): Promise<void> {
    if (this.#role === role) return;
    this.#role = undefined;
    await this.#setType(role === "running" ? "ap" : role);
    await this.#route.links.set(this.ifindex, { up: true });
    if (role === "running")
      await this.family.do("NL80211_CMD_START_AP", networkOf(this.ifindex, this.#mac));
    this.#role = role;
  }

  /** What an operation is asked with. */
  wholeOf(role: Role, name: string): Whole {
    const whole = wholesOf(this.#mac)[role][name];
    if (whole === undefined) throw new Error(`nobody asks ${name} of a ${role}`);
    return whole;
  }

  /** The errno of a request, or "". */
  async errnoOf(operation: string, value: Members): Promise<string> {
    try {
      const { ifindex } = this;
      await this.family.do(operation as never, { ...value, ifindex } as never);
      return "";
    } catch (error) {
      if (!(error instanceof NetlinkErrnoError)) throw error;
      return error.errnoName;
    }
  }

  /** Leaves it as it was found. */
  async close(): Promise<void> {
    await this.#setType("station");
    this.family.close();
    this.#route.close();
  }
}

describe("nl80211", () => {
  const requiring = new Map(
    Object.values(nl80211.operations).flatMap(({ name, requires }) =>
      requires === undefined ? [] : [[name as string, requires as readonly string[]]],
    ),
  );
  let radio: Radio | undefined;
  afterAll(() => radio?.close());

  it("every operation that requires a member is asked here", () => {
    expect(asked.map(({ name }) => `NL80211_CMD_${name}`).toSorted()).toEqual(
      [...requiring.keys()].toSorted(),
    );
  });

  for (const { name, role } of asked) {
    const operation = `NL80211_CMD_${name}`;
    it(`${operation} without a member that it requires`, async (context) => {
      needModule("mac80211_hwsim", context);
      radio ??= await Radio.open();
      await radio.become(role);
      const { value, says = "", also = {}, without = {}, undo } = radio.wholeOf(role, name);
      const required = requiring.get(operation) ?? [];
      expect(Object.keys(value)).toEqual(expect.arrayContaining([...required]));
      // The whole request is the one that lacks "".
      for (const left of [...Object.keys(value), ""]) {
        const { [left]: gone, ...rest } = value;
        const refused = required.includes(left) ? (without[left] ?? "EINVAL") : says;
        const wanted = left in also ? "EINVAL" : refused;
        const errno = await radio.errnoOf(operation, rest);
        expect({ left, errno }).toEqual({ left, errno: wanted });
        if (errno === "") await undo?.(radio.family, radio.ifindex);
      }
    });
  }
});
