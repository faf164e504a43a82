/**
 * The control messages that come with a datagram: packet info, namespace id, credentials.
 *
 * @module
 * @see net/netlink/af_netlink.c `netlink_recvmsg`, which puts them in this order
 */
import {
  CMSG_HDRLEN,
  cmsgLength,
  cmsgSpace,
  LITTLE_ENDIAN,
  NETLINK_LISTEN_ALL_NSID,
  NETLINK_PKTINFO,
  SCM_CREDENTIALS,
  SOL_NETLINK,
  SOL_SOCKET,
} from "../wire/index.ts";
import type { Packet } from "./packet.ts";

/** Which of them a socket has asked for. */
export interface WantedControl {
  /** `NETLINK_PKTINFO`. */
  readonly packetInfo: boolean;
  /** `NETLINK_LISTEN_ALL_NSID`. */
  readonly nsid: boolean;
  /** `SO_PASSCRED`. */
  readonly credentials: boolean;
}

/** Layout of a 64-bit machine: `size_t len` | `int level` | `int type` | 32-bit words | pad to 8. */
function controlMessage(level: number, type: number, words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(cmsgSpace(words.length * 4));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(cmsgLength(words.length * 4)), LITTLE_ENDIAN);
  view.setInt32(8, level, LITTLE_ENDIAN);
  view.setInt32(12, type, LITTLE_ENDIAN);
  words.forEach((word, index) => {
    view.setUint32(CMSG_HDRLEN + index * 4, word >>> 0, LITTLE_ENDIAN);
  });
  return bytes;
}

/** The control messages of a datagram, one after the other; empty where none was asked for. */
export function writeControl(packet: Packet, wanted: WantedControl): Uint8Array {
  const parts: Uint8Array[] = [];
  if (wanted.packetInfo) parts.push(controlMessage(SOL_NETLINK, NETLINK_PKTINFO, [packet.group]));
  if (wanted.nsid && packet.nsid >= 0) {
    parts.push(controlMessage(SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, [packet.nsid]));
  }
  if (wanted.credentials) {
    const { processId, userId, groupId } = packet.credentials;
    parts.push(controlMessage(SOL_SOCKET, SCM_CREDENTIALS, [processId, userId, groupId]));
  }
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
