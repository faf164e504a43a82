/**
 * WireGuard between two namespaces: set by nlkit, a handshake, and the counters.
 *
 * @module
 */
import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFamily } from "../../src/family.ts";
import type { Sandbox } from "../support/ip.ts";
import { eventually, needModule, Pair } from "./machine.ts";

const PORT = 51820;
const FAMILY_INET = 2;

function keyPair() {
  const { d = "", x = "" } = generateKeyPairSync("x25519").privateKey.export({ format: "jwk" });
  const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "base64url"));
  return { privateKey: bytes(d), publicKey: bytes(x) };
}

const endpoint = (last: number): string => `10.0.0.${last}:${PORT}`;

describe("wireguard", () => {
  let pair: Pair;
  const keys = { near: keyPair(), far: keyPair() };
  beforeAll(async () => {
    pair = await Pair.open();
  });
  afterAll(() => pair[Symbol.asyncDispose]());

  const open = (box: Sandbox) => openFamily("wireguard", { netns: box.namespace.path });

  /** Makes one end, with the other as its peer. */
  async function configure(box: Sandbox, own: "near" | "far", last: number, peer: number) {
    await box.route.links.add({ name: "wg0", kind: "wireguard" });
    await using family = await open(box);
    await family.do("WG_CMD_SET_DEVICE", {
      ifname: "wg0",
      privateKey: keys[own].privateKey,
      listenPort: PORT,
      fwmark: 7,
      peers: [
        {
          publicKey: keys[own === "near" ? "far" : "near"].publicKey,
          endpoint: endpoint(peer),
          persistentKeepaliveInterval: 25,
          allowedips: [
            { family: FAMILY_INET, ipaddr: `10.9.0.${peer}`, cidrMask: 32 },
            { family: FAMILY_INET, ipaddr: "10.10.0.0", cidrMask: 16 },
          ],
        },
      ],
    });
    await box.route.addresses.add({ address: `10.9.0.${last}/24`, dev: "wg0" });
    await box.route.links.set("wg0", { up: true });
  }

  it("WG_CMD_SET_DEVICE", async (context) => {
    needModule("wireguard", context);
    await configure(pair.near, "near", 1, 2);
    await configure(pair.far, "far", 2, 1);
  });

  it("WG_CMD_GET_DEVICE", async (context) => {
    needModule("wireguard", context);
    await using family = await open(pair.near);
    const [device] = await family.dump("WG_CMD_GET_DEVICE", { ifname: "wg0" });
    // The kernel reckons the public key itself.
    expect(device).toMatchObject({
      ifname: "wg0",
      listenPort: PORT,
      fwmark: 7,
      publicKey: keys.near.publicKey,
      peers: [
        {
          publicKey: keys.far.publicKey,
          endpoint: endpoint(2),
          persistentKeepaliveInterval: 25,
          allowedips: [
            { family: FAMILY_INET, ipaddr: "10.9.0.2", cidrMask: 32 },
            { family: FAMILY_INET, ipaddr: "10.10.0.0", cidrMask: 16 },
          ],
        },
      ],
    });
  });

  it("handshake and counters", async (context) => {
    needModule("wireguard", context);
    await using family = await open(pair.near);
    pair.send("10.9.0.2");
    const peer = await eventually("a handshake", async () => {
      const [device] = await family.dump("WG_CMD_GET_DEVICE", { ifname: "wg0" });
      const [found] = device?.peers ?? [];
      return (found?.rxBytes ?? 0n) > 0n ? found : undefined;
    });
    // A handshake is an initiation of 148 bytes and a response of 92.
    expect(peer.txBytes).toBeGreaterThan(148n);
    expect(peer.rxBytes).toBeGreaterThanOrEqual(92n);
    expect(Math.abs(Number(peer.lastHandshakeTime?.sec) - Date.now() / 1000)).toBeLessThan(60);
  });

  it("a peer that is removed", async (context) => {
    needModule("wireguard", context);
    await using family = await open(pair.near);
    const { publicKey } = keys.far;
    await family.do("WG_CMD_SET_DEVICE", {
      ifname: "wg0",
      peers: [{ publicKey, flags: ["remove-me"] }],
    });
    const [device] = await family.dump("WG_CMD_GET_DEVICE", { ifname: "wg0" });
    expect(device?.peers ?? []).toEqual([]);
  });

  it("a key that is too short is refused with its path", async (context) => {
    needModule("wireguard", context);
    await using family = await open(pair.near);
    await expect(
      family.do("WG_CMD_SET_DEVICE", { ifname: "wg0", privateKey: new Uint8Array(31) }),
    ).rejects.toThrow(/privateKey/);
  });
});
