/**
 * Control messages: walking what `recvmsg` puts beside a datagram, as `CMSG_FIRSTHDR` and
 * `CMSG_NXTHDR` do, and the three that netlink sends.
 *
 * @module
 * @see cmsg(3), netlink(7), unix(7)
 */
import { NetlinkDecodeError } from "../errors/index.ts";
import { CMSG_HDRLEN, cmsgAlign } from "./align.ts";
import { LITTLE_ENDIAN } from "./constants.ts";

/** `cmsg_level` of netlink's own control messages. */
export const SOL_NETLINK = 270;
/** `cmsg_level` of credentials. */
export const SOL_SOCKET = 1;
/** `cmsg_type` of {@link readPacketInfo}. */
export const NETLINK_PKTINFO = 3;
/** `cmsg_type` of {@link readNsid}. */
export const NETLINK_LISTEN_ALL_NSID = 8;
/** `cmsg_type` of {@link readCredentials}. */
export const SCM_CREDENTIALS = 2;

/** One control message and where its data lies. */
export interface ControlMessage {
  /** `cmsg_level`: `SOL_SOCKET`, `SOL_NETLINK`, `IPPROTO_IP`… */
  level: number;
  /** `cmsg_type`, a number of that level. */
  type: number;
  /** First byte of the data. */
  start: number;
  /** One past the data. */
  end: number;
}

/**
 * Walks the control messages of a range; layout of a 64-bit machine
 * (`size_t len` | `int level` | `int type` | data | pad to 8).
 *
 * @param bytes - Control buffer: `msg_control` as filled by the kernel.
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) at a length below 16 or past the end.
 * @example
 * ```ts
 * import { controlMessages } from "nlkit/wire";
 * const tos = new Uint8Array(24); // IP_TOS on IPPROTO_IP: one byte of data
 * new DataView(tos.buffer).setBigUint64(0, 17n, true);
 * tos[12] = 1;
 * tos[16] = 0x10;
 * for (const { level, type, start } of controlMessages(tos)) {
 *   console.assert(level === 0 && type === 1 && tos[start] === 0x10);
 * }
 * ```
 */
export function* controlMessages(
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
): Generator<ControlMessage, void, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = start; end - at >= CMSG_HDRLEN; ) {
    const length = Number(view.getBigUint64(at, LITTLE_ENDIAN));
    if (length < CMSG_HDRLEN || length > end - at) {
      throw new NetlinkDecodeError({
        path: ["cmsg_len"],
        offset: at,
        expected: `a length from 16 to ${end - at}`,
        actual: length,
      });
    }
    yield {
      level: view.getInt32(at + 8, LITTLE_ENDIAN),
      type: view.getInt32(at + 12, LITTLE_ENDIAN),
      start: at + CMSG_HDRLEN,
      end: at + length,
    };
    at += cmsgAlign(length);
  }
}

function findControl(
  bytes: Uint8Array,
  start: number,
  end: number,
  level: number,
  type: number,
  size: number,
): DataView | undefined {
  for (const message of controlMessages(bytes, start, end)) {
    if (message.level === level && message.type === type && message.end - message.start >= size) {
      return new DataView(bytes.buffer, bytes.byteOffset + message.start, size);
    }
  }
  return undefined;
}

/** The number of the group that a datagram was sent to (`struct nl_pktinfo`); undefined where it is not there. */
export function readPacketInfo(
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
): number | undefined {
  return findControl(bytes, start, end, SOL_NETLINK, NETLINK_PKTINFO, 4)?.getUint32(
    0,
    LITTLE_ENDIAN,
  );
}

/** The id, in the receiver's namespace, of the namespace that a datagram came from; undefined for its own. */
export function readNsid(bytes: Uint8Array, start = 0, end = bytes.length): number | undefined {
  return findControl(bytes, start, end, SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, 4)?.getInt32(
    0,
    LITTLE_ENDIAN,
  );
}

/** Who sent a datagram (`struct ucred`); undefined where `SO_PASSCRED` is off. */
export function readCredentials(
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
): { processId: number; userId: number; groupId: number } | undefined {
  const view = findControl(bytes, start, end, SOL_SOCKET, SCM_CREDENTIALS, 12);
  if (view === undefined) return undefined;
  return {
    processId: view.getInt32(0, LITTLE_ENDIAN),
    userId: view.getUint32(4, LITTLE_ENDIAN),
    groupId: view.getUint32(8, LITTLE_ENDIAN),
  };
}
