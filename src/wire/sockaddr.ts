/**
 * Addresses of sockets as text: `struct sockaddr_in` and `struct sockaddr_in6`.
 *
 * @module
 */
import { LITTLE_ENDIAN } from "./constants.ts";
import { parseIpv4, parseIpv6, readIpv4, readIpv6 } from "./text.ts";

const AF_INET = 2;
const AF_INET6 = 10;
/** Bytes of `sockaddr_in`: `u16 family` | `be16 port` | address | 8 of zeros. */
const SOCKADDR_IN = 16;
/** Bytes of `sockaddr_in6`: `u16 family` | `be16 port` | `be32 flowinfo` | address | `u32 scope_id`. */
const SOCKADDR_IN6 = 28;
const TEXT = /^(?:\[([^\]%]+)(?:%(\d{1,10}))?\]|([\d.]+)):(\d{1,5})$/;

const viewOf = ({ buffer, byteOffset }: Uint8Array, start: number, length: number): DataView =>
  new DataView(buffer, byteOffset + start, length);

/**
 * A socket's address: `"10.0.0.1:80"`, `"[fe80::1%2]:80"` with the scope's number where it has one.
 *
 * @returns undefined for what a text cannot say: other families and lengths, a flow label, padding that is not zero.
 */
export function readSockaddr(bytes: Uint8Array, start: number, end: number): string | undefined {
  const length = end - start;
  if (length !== SOCKADDR_IN && length !== SOCKADDR_IN6) return;
  const view = viewOf(bytes, start, length);
  const family = view.getUint16(0, LITTLE_ENDIAN);
  const port = view.getUint16(2);
  if (length === SOCKADDR_IN)
    return family === AF_INET && view.getBigUint64(8) === 0n
      ? `${readIpv4(bytes, start + 4)}:${port}`
      : undefined;
  if (family !== AF_INET6 || view.getUint32(4) !== 0) return;
  const scope = view.getUint32(24, LITTLE_ENDIAN);
  return `[${readIpv6(bytes, start + 8)}${scope === 0 ? "" : `%${scope}`}]:${port}`;
}

/** Bytes of such a text; undefined where it is none. */
export function parseSockaddr(text: string): Uint8Array | undefined {
  const [, ipv6, scopeText, ipv4 = "", portText] = TEXT.exec(text) ?? [];
  const port = Number(portText);
  const scope = Number(scopeText ?? 0);
  const address = ipv6 === undefined ? parseIpv4(ipv4) : parseIpv6(ipv6);
  if (address === undefined || !(port <= 0xffff) || scope > 0xffff_ffff) return;
  const bytes = new Uint8Array(ipv6 === undefined ? SOCKADDR_IN : SOCKADDR_IN6);
  const view = viewOf(bytes, 0, bytes.length);
  view.setUint16(0, ipv6 === undefined ? AF_INET : AF_INET6, LITTLE_ENDIAN);
  view.setUint16(2, port);
  bytes.set(address, ipv6 === undefined ? 4 : 8);
  if (ipv6 !== undefined) view.setUint32(24, scope, LITTLE_ENDIAN);
  return bytes;
}
