/**
 * Packets for hooks to look at: IPv4 with the ports of TCP or UDP, and a sender of them.
 *
 * @module
 */
import { parseIpv4 } from "nlkit/wire";

/** IP protocols by the names that people use. */
export const PROTOCOLS = { tcp: 6, udp: 17 } as const;

/** What a packet is made of. */
export interface PacketParts {
  readonly protocol: keyof typeof PROTOCOLS;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
}

/** Ports of senders are given from here on, as Linux does. */
const EPHEMERAL_PORT = 32768;
const HEADER = 20;

function addressOf(text: string): Uint8Array {
  const address = parseIpv4(text);
  if (address === undefined) throw new Error(`no IPv4 address: ${text}`);
  return address;
}

/** An IPv4 packet with an empty TCP or UDP header; checksums are left to the card, as usual. */
export function ipv4Packet({ protocol, source, destination, port }: PacketParts): Uint8Array {
  const bytes = new Uint8Array(HEADER + (protocol === "tcp" ? 20 : 8));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x45);
  view.setUint16(2, bytes.length);
  view.setUint8(8, 64);
  view.setUint8(9, PROTOCOLS[protocol]);
  bytes.set(addressOf(source), 12);
  bytes.set(addressOf(destination), 16);
  view.setUint16(HEADER, EPHEMERAL_PORT);
  view.setUint16(HEADER + 2, port);
  if (protocol === "udp") view.setUint16(HEADER + 4, 8);
  return bytes;
}

/**
 * Calls `send` every few milliseconds, as traffic that comes whether anybody looks or not. @returns
 * What ends it.
 */
export function startTraffic(send: () => void): () => void {
  const timer = setInterval(send, 5);
  return () => clearInterval(timer);
}
