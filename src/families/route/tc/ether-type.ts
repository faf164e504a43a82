/**
 * Protocols of Ethernet as filters have them: 16 bits in the order of the network.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";

/** `ETH_P_*` of include/uapi/linux/if_ether.h, under the names that tc has. */
const PROTOCOLS: Readonly<Record<string, number>> = {
  all: 0x0003,
  ip: 0x0800,
  arp: 0x0806,
  rarp: 0x8035,
  "802.1q": 0x8100,
  "802.1ad": 0x88a8,
  ipv6: 0x86dd,
  mpls_uc: 0x8847,
  mpls_mc: 0x8848,
  ppp_disc: 0x8863,
  ppp_ses: 0x8864,
  lldp: 0x88cc,
  "802_3": 0x0001,
  "802_2": 0x0004,
};
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(PROTOCOLS).map(([name, value]) => [value, name]),
);

/** Turns the bytes of a number around where the host is little-endian; its own inverse. */
function inNetworkOrder(value: number): number {
  const view = new DataView(new ArrayBuffer(2));
  view.setUint16(0, value);
  return new Uint16Array(view.buffer)[0] as number;
}

/** The name of a protocol, or its number. @param value - As it stands in `tcm_info`. */
export function formatEtherType(value: number): string | number {
  const number = inNetworkOrder(value);
  return NAMES.get(number) ?? number;
}

/** What stands in `tcm_info` for a protocol. @throws `NetlinkInputError` that names the field. */
export function parseEtherType(field: string, given: unknown): number {
  const known = typeof given === "string" ? PROTOCOLS[given.toLowerCase()] : given;
  if (typeof known === "number" && Number.isInteger(known) && known >= 0 && known <= 0xffff)
    return inNetworkOrder(known);
  throw new NetlinkInputError(
    field,
    given,
    `one of ${Object.keys(PROTOCOLS).join(", ")}, or a number from 0 to 65535`,
  );
}

/** The number of a protocol as attributes in the order of the network take it. */
export function etherTypeNumber(info: number): number {
  return inNetworkOrder(info);
}
