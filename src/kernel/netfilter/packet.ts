/**
 * A packet in the hands of hooks: its bytes, and what is read of them when it is asked for.
 *
 * @module
 */
import { readIpv4, readIpv6 } from "../../wire/index.ts";
import type { HookFamily } from "./points.ts";

const ETH_HLEN = 14;
const ETH_P_IP = 0x0800;
const ETH_P_ARP = 0x0806;
const ETH_P_IPV6 = 0x86dd;
/** Tags that stand before the EtherType proper, 4 bytes each: 802.1Q and 802.1ad. */
const VLAN_TAGS: ReadonlySet<number> = new Set([0x8100, 0x88a8]);
/** What a packet is, where its family's packets have no Ethernet header. */
const ETHER_TYPES: Partial<Record<HookFamily, number>> = {
  ipv4: ETH_P_IP,
  ipv6: ETH_P_IPV6,
  arp: ETH_P_ARP,
};

const IPPROTO_FRAGMENT = 44;
const IPPROTO_AH = 51;
/** Extension headers that say their length in units of 8 bytes beyond the first 8. */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, 60]);
/** Protocols that begin with two ports: TCP, UDP, DCCP, SCTP, UDP-Lite. */
const WITH_PORTS: ReadonlySet<number> = new Set([6, 17, 33, 132, 136]);

const NONE = -1;

/** A packet. */
export class HookPacket {
  /** Decides what its bytes begin with, see {@link HookPacket.bytes}. */
  readonly family: HookFamily;
  /** Its mark (`skb->mark`), 32 bits: hooks and whoever sent it tell each other something by it. */
  mark: number;
  #bytes: Uint8Array;
  #located = false;
  #etherType = NONE;
  /** Places of the headers in the bytes. */
  #network = NONE;
  #transport = NONE;
  #protocol = NONE;

  /** @param bytes - Not copied: hooks change these very bytes. */
  constructor(bytes: Uint8Array, family: HookFamily, mark = 0) {
    this.#bytes = bytes;
    this.family = family;
    this.mark = mark;
  }

  /**
   * The packet from the header of its family on: of `ipv4`, `ipv6` and `arp` that header; of `bridge`, `netdev` and
   * `inet` (that is, its ingress) the Ethernet header.
   *
   * Hooks may write into it. A hook that changes where headers stand, or makes the packet longer, assigns the
   * new bytes; checksums are its own business.
   */
  get bytes(): Uint8Array {
    return this.#bytes;
  }
  set bytes(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#located = false;
  }

  /** Bytes that it has. */
  get length(): number {
    return this.#bytes.length;
  }

  /** Its EtherType: 0x0800 is IPv4; undefined where the bytes end before it. */
  get etherType(): number | undefined {
    this.#locate();
    return this.#etherType === NONE ? undefined : this.#etherType;
  }

  /** Protocol above IP, behind the extension headers of IPv6: 6 is TCP; undefined where there is no IP, or not all. */
  get protocol(): number | undefined {
    this.#locate();
    return this.#protocol === NONE ? undefined : this.#protocol;
  }

  /** Address of the sender; undefined as for {@link HookPacket.protocol}. */
  get source(): string | undefined {
    return this.#address(12, 8);
  }

  /** Address of the receiver. */
  get destination(): string | undefined {
    return this.#address(16, 24);
  }

  /** Port of the sender; undefined for protocols without ports, and for all but the first fragment. */
  get sourcePort(): number | undefined {
    return this.#port(0);
  }

  /** Port of the receiver. */
  get destinationPort(): number | undefined {
    return this.#port(2);
  }

  #u16(at: number): number {
    return ((this.#bytes[at] ?? 0) << 8) | (this.#bytes[at + 1] ?? 0);
  }

  #address(inIpv4: number, inIpv6: number): string | undefined {
    this.#locate();
    if (this.#protocol === NONE) return undefined;
    return this.#etherType === ETH_P_IP
      ? readIpv4(this.#bytes, this.#network + inIpv4)
      : readIpv6(this.#bytes, this.#network + inIpv6);
  }

  #port(offset: number): number | undefined {
    this.#locate();
    if (this.#transport === NONE || !WITH_PORTS.has(this.#protocol)) return undefined;
    const at = this.#transport + offset;
    return at + 2 <= this.#bytes.length ? this.#u16(at) : undefined;
  }

  #locate(): void {
    if (this.#located) return;
    this.#located = true;
    this.#protocol = NONE;
    this.#transport = NONE;
    this.#network = 0;
    this.#etherType = ETHER_TYPES[this.family] ?? NONE;
    if (this.#etherType === NONE) this.#locateNetwork();
    const version = (this.#bytes[this.#network] ?? 0) >> 4;
    if (this.#etherType === ETH_P_IP && version === 4) this.#locateIpv4();
    if (this.#etherType === ETH_P_IPV6 && version === 6) this.#locateIpv6();
  }

  #locateNetwork(): void {
    const { length } = this.#bytes;
    if (length < ETH_HLEN) return;
    let at = ETH_HLEN;
    let type = this.#u16(at - 2);
    while (VLAN_TAGS.has(type) && at + 4 <= length) {
      at += 4;
      type = this.#u16(at - 2);
    }
    this.#etherType = type;
    this.#network = at;
  }

  #locateIpv4(): void {
    const at = this.#network;
    const headerLength = ((this.#bytes[at] ?? 0) & 0xf) * 4;
    if (headerLength < 20 || at + headerLength > this.#bytes.length) return;
    this.#protocol = this.#bytes[at + 9] ?? NONE;
    const fragmentOffset = this.#u16(at + 6) & 0x1fff;
    if (fragmentOffset === 0) this.#transport = at + headerLength;
  }

  #locateIpv6(): void {
    const bytes = this.#bytes;
    let at = this.#network + 40;
    if (at > bytes.length) return;
    let next = bytes[this.#network + 6] ?? NONE;
    let first = true;
    while (at + 8 <= bytes.length) {
      if (EXTENSIONS.has(next)) {
        next = bytes[at] ?? NONE;
        at += ((bytes[at + 1] ?? 0) + 1) * 8;
      } else if (next === IPPROTO_AH) {
        next = bytes[at] ?? NONE;
        at += ((bytes[at + 1] ?? 0) + 2) * 4;
      } else if (next === IPPROTO_FRAGMENT) {
        next = bytes[at] ?? NONE;
        first &&= this.#u16(at + 2) >> 3 === 0;
        at += 8;
        // What follows in the other fragments is the middle of something.
        if (!first) break;
      } else break;
    }
    // It ends before the protocol does.
    const isExtension = EXTENSIONS.has(next) || next === IPPROTO_AH || next === IPPROTO_FRAGMENT;
    if (first && isExtension) return;
    this.#protocol = next;
    if (first) this.#transport = at;
  }
}
