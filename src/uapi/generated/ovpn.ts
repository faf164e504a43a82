/**
 * Tables of ovpn.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  enumOf,
  enumTable,
  familyTable,
  ipv4,
  ipv6,
  limited,
  messageOf,
  nestOf,
  operation,
  s32,
  type SetIn,
  type SetOut,
  u16be,
  u32,
  uint,
} from "../../schema/index.ts";

export const OVPN_CMD_PEER_NEW = 1;
export const OVPN_CMD_PEER_SET = 2;
export const OVPN_CMD_PEER_GET = 3;
export const OVPN_CMD_PEER_DEL = 4;
export const OVPN_CMD_KEY_NEW = 6;
export const OVPN_CMD_KEY_GET = 7;
export const OVPN_CMD_KEY_SWAP = 8;
export const OVPN_CMD_KEY_DEL = 10;
export const OVPN_CMD_PEER_DEL_NTF = 5;
export const OVPN_CMD_KEY_SWAP_NTF = 9;
export const OVPN_CMD_PEER_FLOAT_NTF = 11;

export interface PeerNewInput extends SetOut<(typeof peerNewInput)["entries"]> {}
export interface PeerNewInputInput extends SetIn<(typeof peerNewInput)["entries"]> {}
export const peerNewInput = attributeSet("peer-new-input", "OVPN_A_PEER_", {
  id: [1, limited(u32, { max: 16777215 })],
  remoteIpv4: [2, ipv4],
  remoteIpv6: [3, ipv6],
  remoteIpv6ScopeId: [4, u32],
  remotePort: [5, limited(u16be, { min: 1 })],
  socket: [6, u32],
  vpnIpv4: [8, ipv4],
  vpnIpv6: [9, ipv6],
  localIpv4: [10, ipv4],
  localIpv6: [11, ipv6],
  keepaliveInterval: [13, limited(u32, { max: 86400 })],
  keepaliveTimeout: [14, limited(u32, { max: 86400 })],
  txId: [24, limited(u32, { max: 16777215 })],
});

export interface OvpnPeerNewInput extends SetOut<(typeof ovpnPeerNewInput)["entries"]> {}
export interface OvpnPeerNewInputInput extends SetIn<(typeof ovpnPeerNewInput)["entries"]> {}
export const ovpnPeerNewInput = attributeSet("ovpn-peer-new-input", "OVPN_A_", {
  ifindex: [1, u32],
  peer: [2, nestOf<PeerNewInput, PeerNewInputInput>(peerNewInput)],
});

export const ovpnPeerNewInputMessage = messageOf<OvpnPeerNewInput, OvpnPeerNewInputInput>({
  attributes: ovpnPeerNewInput,
});

export interface PeerSetInput extends SetOut<(typeof peerSetInput)["entries"]> {}
export interface PeerSetInputInput extends SetIn<(typeof peerSetInput)["entries"]> {}
export const peerSetInput = attributeSet("peer-set-input", "OVPN_A_PEER_", {
  id: [1, limited(u32, { max: 16777215 })],
  remoteIpv4: [2, ipv4],
  remoteIpv6: [3, ipv6],
  remoteIpv6ScopeId: [4, u32],
  remotePort: [5, limited(u16be, { min: 1 })],
  vpnIpv4: [8, ipv4],
  vpnIpv6: [9, ipv6],
  localIpv4: [10, ipv4],
  localIpv6: [11, ipv6],
  keepaliveInterval: [13, limited(u32, { max: 86400 })],
  keepaliveTimeout: [14, limited(u32, { max: 86400 })],
  txId: [24, limited(u32, { max: 16777215 })],
});

export interface OvpnPeerSetInput extends SetOut<(typeof ovpnPeerSetInput)["entries"]> {}
export interface OvpnPeerSetInputInput extends SetIn<(typeof ovpnPeerSetInput)["entries"]> {}
export const ovpnPeerSetInput = attributeSet("ovpn-peer-set-input", "OVPN_A_", {
  ifindex: [1, u32],
  peer: [2, nestOf<PeerSetInput, PeerSetInputInput>(peerSetInput)],
});

export const ovpnPeerSetInputMessage = messageOf<OvpnPeerSetInput, OvpnPeerSetInputInput>({
  attributes: ovpnPeerSetInput,
});

export const delPeerReason = enumTable("del-peer-reason", {
  teardown: 0,
  userspace: 1,
  expired: 2,
  "transport-error": 3,
  "transport-disconnect": 4,
});

export interface Peer extends SetOut<(typeof peer)["entries"]> {}
export interface PeerInput extends SetIn<(typeof peer)["entries"]> {}
export const peer = attributeSet("peer", "OVPN_A_PEER_", {
  id: [1, limited(u32, { max: 16777215 })],
  remoteIpv4: [2, ipv4],
  remoteIpv6: [3, ipv6],
  remoteIpv6ScopeId: [4, u32],
  remotePort: [5, limited(u16be, { min: 1 })],
  socket: [6, u32],
  socketNetnsid: [7, s32],
  vpnIpv4: [8, ipv4],
  vpnIpv6: [9, ipv6],
  localIpv4: [10, ipv4],
  localIpv6: [11, ipv6],
  localPort: [12, limited(u16be, { min: 1 })],
  keepaliveInterval: [13, limited(u32, { max: 86400 })],
  keepaliveTimeout: [14, limited(u32, { max: 86400 })],
  delReason: [15, enumOf(u32, delPeerReason)],
  vpnRxBytes: [16, uint],
  vpnTxBytes: [17, uint],
  vpnRxPackets: [18, uint],
  vpnTxPackets: [19, uint],
  linkRxBytes: [20, uint],
  linkTxBytes: [21, uint],
  linkRxPackets: [22, uint],
  linkTxPackets: [23, uint],
  txId: [24, limited(u32, { max: 16777215 })],
});

export const keySlot = enumTable("key-slot", { primary: 0, secondary: 1 });

export const cipherAlg = enumTable("cipher-alg", { none: 0, "aes-gcm": 1, "chacha20-poly1305": 2 });

export interface Keydir extends SetOut<(typeof keydir)["entries"]> {}
export interface KeydirInput extends SetIn<(typeof keydir)["entries"]> {}
export const keydir = attributeSet("keydir", "OVPN_A_KEYDIR_", {
  cipherKey: [1, limited(binary, { maxLength: 256 })],
  nonceTail: [2, limited(binary, { minLength: 8, maxLength: 8 })],
});

export interface Keyconf extends SetOut<(typeof keyconf)["entries"]> {}
export interface KeyconfInput extends SetIn<(typeof keyconf)["entries"]> {}
export const keyconf = attributeSet("keyconf", "OVPN_A_KEYCONF_", {
  peerId: [1, limited(u32, { max: 16777215 })],
  slot: [2, enumOf(u32, keySlot)],
  keyId: [3, limited(u32, { max: 7 })],
  cipherAlg: [4, enumOf(u32, cipherAlg)],
  encryptDir: [5, nestOf<Keydir, KeydirInput>(keydir)],
  decryptDir: [6, nestOf<Keydir, KeydirInput>(keydir)],
});

export interface OvpnSet extends SetOut<(typeof ovpnSet)["entries"]> {}
export interface OvpnSetInput extends SetIn<(typeof ovpnSet)["entries"]> {}
export const ovpnSet = attributeSet("ovpn", "OVPN_A_", {
  ifindex: [1, u32],
  peer: [2, nestOf<Peer, PeerInput>(peer)],
  keyconf: [3, nestOf<Keyconf, KeyconfInput>(keyconf)],
});

export const ovpnMessage = messageOf<OvpnSet, OvpnSetInput>({ attributes: ovpnSet });

export interface PeerDelInput extends SetOut<(typeof peerDelInput)["entries"]> {}
export interface PeerDelInputInput extends SetIn<(typeof peerDelInput)["entries"]> {}
export const peerDelInput = attributeSet("peer-del-input", "OVPN_A_PEER_", {
  id: [1, limited(u32, { max: 16777215 })],
});

export interface OvpnPeerDelInput extends SetOut<(typeof ovpnPeerDelInput)["entries"]> {}
export interface OvpnPeerDelInputInput extends SetIn<(typeof ovpnPeerDelInput)["entries"]> {}
export const ovpnPeerDelInput = attributeSet("ovpn-peer-del-input", "OVPN_A_", {
  ifindex: [1, u32],
  peer: [2, nestOf<PeerDelInput, PeerDelInputInput>(peerDelInput)],
});

export const ovpnPeerDelInputMessage = messageOf<OvpnPeerDelInput, OvpnPeerDelInputInput>({
  attributes: ovpnPeerDelInput,
});

export interface KeyconfGet extends SetOut<(typeof keyconfGet)["entries"]> {}
export interface KeyconfGetInput extends SetIn<(typeof keyconfGet)["entries"]> {}
export const keyconfGet = attributeSet("keyconf-get", "OVPN_A_KEYCONF_", {
  peerId: [1, limited(u32, { max: 16777215 })],
  slot: [2, enumOf(u32, keySlot)],
  keyId: [3, limited(u32, { max: 7 })],
  cipherAlg: [4, enumOf(u32, cipherAlg)],
});

export interface OvpnKeyconfGet extends SetOut<(typeof ovpnKeyconfGet)["entries"]> {}
export interface OvpnKeyconfGetInput extends SetIn<(typeof ovpnKeyconfGet)["entries"]> {}
export const ovpnKeyconfGet = attributeSet("ovpn-keyconf-get", "OVPN_A_", {
  ifindex: [1, u32],
  keyconf: [3, nestOf<KeyconfGet, KeyconfGetInput>(keyconfGet)],
});

export const ovpnKeyconfGetMessage = messageOf<OvpnKeyconfGet, OvpnKeyconfGetInput>({
  attributes: ovpnKeyconfGet,
});

export interface KeyconfSwapInput extends SetOut<(typeof keyconfSwapInput)["entries"]> {}
export interface KeyconfSwapInputInput extends SetIn<(typeof keyconfSwapInput)["entries"]> {}
export const keyconfSwapInput = attributeSet("keyconf-swap-input", "OVPN_A_KEYCONF_", {
  peerId: [1, limited(u32, { max: 16777215 })],
});

export interface OvpnKeyconfSwapInput extends SetOut<(typeof ovpnKeyconfSwapInput)["entries"]> {}
export interface OvpnKeyconfSwapInputInput
  extends SetIn<(typeof ovpnKeyconfSwapInput)["entries"]> {}
export const ovpnKeyconfSwapInput = attributeSet("ovpn-keyconf-swap-input", "OVPN_A_", {
  ifindex: [1, u32],
  keyconf: [3, nestOf<KeyconfSwapInput, KeyconfSwapInputInput>(keyconfSwapInput)],
});

export const ovpnKeyconfSwapInputMessage = messageOf<OvpnKeyconfSwapInput, OvpnKeyconfSwapInputInput>(
  { attributes: ovpnKeyconfSwapInput },
);

export interface KeyconfDelInput extends SetOut<(typeof keyconfDelInput)["entries"]> {}
export interface KeyconfDelInputInput extends SetIn<(typeof keyconfDelInput)["entries"]> {}
export const keyconfDelInput = attributeSet("keyconf-del-input", "OVPN_A_KEYCONF_", {
  peerId: [1, limited(u32, { max: 16777215 })],
  slot: [2, enumOf(u32, keySlot)],
});

export interface OvpnKeyconfDelInput extends SetOut<(typeof ovpnKeyconfDelInput)["entries"]> {}
export interface OvpnKeyconfDelInputInput extends SetIn<(typeof ovpnKeyconfDelInput)["entries"]> {}
export const ovpnKeyconfDelInput = attributeSet("ovpn-keyconf-del-input", "OVPN_A_", {
  ifindex: [1, u32],
  keyconf: [3, nestOf<KeyconfDelInput, KeyconfDelInputInput>(keyconfDelInput)],
});

export const ovpnKeyconfDelInputMessage = messageOf<OvpnKeyconfDelInput, OvpnKeyconfDelInputInput>({
  attributes: ovpnKeyconfDelInput,
});

export const ovpn = familyTable({
  name: "ovpn",
  protocol: 16,
  version: 1,
  messages: {
    OVPN_CMD_PEER_NEW: [OVPN_CMD_PEER_NEW, ovpnPeerNewInputMessage],
    OVPN_CMD_PEER_SET: [OVPN_CMD_PEER_SET, ovpnPeerSetInputMessage],
    OVPN_CMD_PEER_GET: [OVPN_CMD_PEER_GET, ovpnMessage],
    OVPN_CMD_PEER_DEL: [OVPN_CMD_PEER_DEL, ovpnPeerDelInputMessage],
    OVPN_CMD_PEER_DEL_NTF: [OVPN_CMD_PEER_DEL_NTF, ovpnMessage],
    OVPN_CMD_KEY_NEW: [OVPN_CMD_KEY_NEW, ovpnMessage],
    OVPN_CMD_KEY_GET: [OVPN_CMD_KEY_GET, ovpnKeyconfGetMessage],
    OVPN_CMD_KEY_SWAP: [OVPN_CMD_KEY_SWAP, ovpnKeyconfSwapInputMessage],
    OVPN_CMD_KEY_SWAP_NTF: [OVPN_CMD_KEY_SWAP_NTF, ovpnKeyconfGetMessage],
    OVPN_CMD_KEY_DEL: [OVPN_CMD_KEY_DEL, ovpnKeyconfDelInputMessage],
    OVPN_CMD_PEER_FLOAT_NTF: [OVPN_CMD_PEER_FLOAT_NTF, ovpnMessage],
  },
  operations: {
    OVPN_CMD_PEER_NEW: operation(
      "OVPN_CMD_PEER_NEW",
      [OVPN_CMD_PEER_NEW, ovpnPeerNewInputMessage],
      [OVPN_CMD_PEER_NEW, ovpnPeerNewInputMessage],
    ),
    OVPN_CMD_PEER_SET: operation(
      "OVPN_CMD_PEER_SET",
      [OVPN_CMD_PEER_SET, ovpnPeerSetInputMessage],
      [OVPN_CMD_PEER_SET, ovpnPeerSetInputMessage],
    ),
    OVPN_CMD_PEER_GET: operation(
      "OVPN_CMD_PEER_GET",
      [OVPN_CMD_PEER_GET, ovpnMessage],
      [OVPN_CMD_PEER_GET, ovpnMessage],
      { oneReply: true },
    ),
    OVPN_CMD_PEER_DEL: operation(
      "OVPN_CMD_PEER_DEL",
      [OVPN_CMD_PEER_DEL, ovpnPeerDelInputMessage],
      [OVPN_CMD_PEER_DEL, ovpnPeerDelInputMessage],
    ),
    OVPN_CMD_KEY_NEW: operation(
      "OVPN_CMD_KEY_NEW",
      [OVPN_CMD_KEY_NEW, ovpnMessage],
      [OVPN_CMD_KEY_NEW, ovpnMessage],
    ),
    OVPN_CMD_KEY_GET: operation(
      "OVPN_CMD_KEY_GET",
      [OVPN_CMD_KEY_GET, ovpnKeyconfGetMessage],
      [OVPN_CMD_KEY_GET, ovpnKeyconfGetMessage],
      { oneReply: true },
    ),
    OVPN_CMD_KEY_SWAP: operation(
      "OVPN_CMD_KEY_SWAP",
      [OVPN_CMD_KEY_SWAP, ovpnKeyconfSwapInputMessage],
      [OVPN_CMD_KEY_SWAP, ovpnKeyconfSwapInputMessage],
    ),
    OVPN_CMD_KEY_DEL: operation(
      "OVPN_CMD_KEY_DEL",
      [OVPN_CMD_KEY_DEL, ovpnKeyconfDelInputMessage],
      [OVPN_CMD_KEY_DEL, ovpnKeyconfDelInputMessage],
    ),
  },
  groups: { peers: 0 },
});
