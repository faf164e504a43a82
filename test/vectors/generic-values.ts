/**
 * What the libraries of generic.test.ts read in their messages, as nlkit's values: transcribed
 * from the
 * `expected` of the vectors.
 *
 * @module
 */
import { hex } from "../support/rows.ts";

const ETH0 = { devIndex: 1, devName: "eth0" };
const ETH1 = { devIndex: 2, devName: "eth1" };
/** A key of which only the first byte is not zero. */
const FF_KEY = hex(`ff${"00".repeat(31)}`);
const PEER = hex("ed020cc5dd08c971b9270148cf614517aabc7092edfd2cb46c472b3c96a0d05f");

/** A bitmap of 92 link modes, with these set. */
function linkModes(...modes: number[]): { size: number; value: Uint8Array } {
  const value = new Uint8Array(12);
  for (const mode of modes) value[mode >> 3] = (value[mode >> 3] ?? 0) | (1 << (mode & 7));
  return { size: 92, value };
}

/** Wake-on-LAN modes as the compact bitset of the answers. */
const wakeModes = (mask: number) => ({ size: 8, value: Uint8Array.of(mask, 0, 0, 0) });

/** By name of the vector and place in it. */
export const GO_VALUES: Readonly<Record<string, object>> = {
  "mdlayher/ethtool#TestLinuxClientLinkInfos answer 0": { header: ETH0, port: 0 },
  "mdlayher/ethtool#TestLinuxClientLinkInfos answer 1": { header: ETH1, port: 5 },
  "mdlayher/ethtool#TestLinuxClientLinkModes answer 0": {
    header: ETH0,
    autoneg: 0,
    duplex: 0,
    speed: 1000,
    ours: linkModes(4, 5),
  },
  "mdlayher/ethtool#TestLinuxClientLinkModes answer 1": {
    header: ETH1,
    autoneg: 1,
    duplex: 1,
    speed: 10000,
    ours: linkModes(10, 12),
  },
  "mdlayher/ethtool#TestLinuxClientLinkStates answer 0": { header: ETH0, link: 0 },
  "mdlayher/ethtool#TestLinuxClientLinkStates answer 1": { header: ETH1, link: 1 },
  "mdlayher/ethtool#TestLinuxClientWakeOnLANs answer 0": { header: ETH0, modes: wakeModes(96) },
  "mdlayher/ethtool#TestLinuxClientWakeOnLANs answer 1": { header: ETH1, modes: wakeModes(32) },
  "mdlayher/ethtool#TestFEC request 0": {
    header: { devName: "enp7s0" },
    modes: { nomask: true, bits: { bit: [{ name: "RS" }] } },
    auto: 0,
  },
  "mdlayher/ethtool#TestSetPrivateFlags request 0": {
    header: { devName: "eth0" },
    flags: { bits: { bit: [{ name: "disable-fw-lldp", value: true }] } },
  },
  "rust-netlink/ethtool#test_channels_get_reply": {
    header: { devIndex: 2, devName: "eth0" },
    combinedMax: 4,
    combinedCount: 2,
  },
  "rust-netlink/ethtool#test_channels_set_rx": { header: { devName: "eth0" }, rxCount: 2 },
  "WireGuard/wgctrl-go#TestLinuxClientDevicesOK answer 1": { ifindex: 2, ifname: "wg1" },
  "WireGuard/wgctrl-go#TestLinuxClientDevicesOK~2 answer 0": {
    ifname: "wg0",
    privateKey: FF_KEY,
    publicKey: FF_KEY,
    listenPort: 5555,
    fwmark: 255,
    peers: [
      {
        publicKey: FF_KEY,
        presharedKey: FF_KEY,
        // Port 1111, 192.168.1.1; the test has no family.
        endpoint: hex(`00000457c0a80101${"00".repeat(8)}`),
        persistentKeepaliveInterval: 10,
        lastHandshakeTime: { sec: 10n, nsec: 20n },
        rxBytes: 100n,
        txBytes: 200n,
        allowedips: [
          { family: 2, ipaddr: "192.168.1.10", cidrMask: 32 },
          { family: 10, ipaddr: "fd00::1", cidrMask: 128 },
        ],
        protocolVersion: 1,
      },
      { publicKey: FF_KEY },
    ],
  },
  "WireGuard/wgctrl-go#TestLinuxClientDevicesOK~3 answer 1": {
    peers: [
      {
        publicKey: PEER,
        allowedips: [
          { ipaddr: "fd00:dead:beef:dead::", cidrMask: 64 },
          { ipaddr: "fd00:dead:beef:ffff::", cidrMask: 64 },
        ],
      },
      {
        allowedips: [
          { ipaddr: "10.10.10.0", cidrMask: 24 },
          { ipaddr: "10.10.11.0", cidrMask: 24 },
        ],
      },
    ],
  },
  "rust-netlink/netlink-packet-wireguard#KNOWN_VALID_PACKET": {
    ifname: "frands",
    peers: [
      {
        publicKey: hex("01".repeat(32)),
        flags: 2,
        allowedips: [{ ipaddr: "10.10.10.10", cidrMask: 30 }],
      },
    ],
  },
  "one-d-wide/netlink-bindings#wg0_set_2_allowed_addresses": {
    ifname: "wg0",
    peers: [
      {
        publicKey: hex("8d9d60906bfda77e4e4d3a069c2f2d3cc330e1ebfbcef66a85edd3e6c1f7f673"),
        flags: 2,
        allowedips: [
          { ipaddr: "10.0.0.5", cidrMask: 32 },
          { ipaddr: "10.0.0.6", cidrMask: 32 },
        ],
      },
    ],
  },
  "mdlayher/devlink#TestLinuxClientDevicesOK~2 answer 0": {
    busName: "pci",
    devName: "0000:01:00.0",
  },
  "mdlayher/devlink#TestLinuxClientDevicesOK~2 answer 1": {
    busName: "pci",
    devName: "0000:02:00.0",
  },
};
