/**
 * What is read of packets: rows of bytes and what they say.
 *
 * @module
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { parseHex } from "../../wire/index.ts";
import { type HookFamily, HookPacket } from "./index.ts";

const bytesOf = (hex: string): Uint8Array => {
  const bytes = parseHex(hex.replaceAll(/[^0-9a-f]/g, ""));
  if (bytes === undefined) throw new Error(`no hexadecimal: ${hex}`);
  return bytes;
};

const ETHERNET = "02 00 00 00 00 01 02 00 00 00 00 02";
const IPV4 = (protocol: string, fragment = "4000") =>
  `45 00 00 20 00 01 ${fragment} 40 ${protocol} 00 00 c0 00 02 01 c6 33 64 02`;
const IPV6 = (next: string) =>
  `60 00 00 00 00 10 ${next} 40 20010db8 00000000 00000000 00000001 20010db8 00000000 00000000 00000002`;
const PORTS = "9c 40 00 35 00 0c 00 00";

const four = { source: "192.0.2.1", destination: "198.51.100.2" };
const six = { source: "2001:db8::1", destination: "2001:db8::2" };
const ports = { sourcePort: 40000, destinationPort: 53 };
const none = {
  protocol: undefined,
  source: undefined,
  destination: undefined,
  sourcePort: undefined,
  destinationPort: undefined,
};
const noPorts = { sourcePort: undefined, destinationPort: undefined };

const ROWS: readonly (readonly [what: string, HookFamily, hex: string, fields: object])[] = [
  ["UDP", "ipv4", IPV4("11") + PORTS, { etherType: 0x800, protocol: 17, ...four, ...ports }],
  ["ICMP", "ipv4", IPV4("01") + PORTS, { protocol: 1, ...four, ...noPorts }],
  [
    "IPv4 options",
    "ipv4",
    `${IPV4("06").replace("45", "46")}01010101${PORTS}`,
    { protocol: 6, ...ports },
  ],
  ["the first fragment", "ipv4", IPV4("11", "2000") + PORTS, { protocol: 17, ...ports }],
  ["another fragment", "ipv4", IPV4("11", "2003") + PORTS, { protocol: 17, ...four, ...noPorts }],
  [
    "no room for ports",
    "ipv4",
    `${IPV4("11")}9c 40`,
    { sourcePort: 40000, destinationPort: undefined },
  ],
  ["half a header", "ipv4", IPV4("11").slice(0, 32), { etherType: 0x800, ...none }],
  ["IPv6 under the wrong name", "ipv4", IPV6("11") + PORTS, none],
  [
    "UDP over IPv6",
    "ipv6",
    IPV6("11") + PORTS,
    { etherType: 0x86dd, protocol: 17, ...six, ...ports },
  ],
  [
    "hop-by-hop, then UDP",
    "ipv6",
    `${IPV6("00")}11 00 05020000 0000${PORTS}`,
    { protocol: 17, ...six, ...ports },
  ],
  [
    "AH, then UDP",
    "ipv6",
    `${IPV6("33")}11 01 0000 00000001 00000001${PORTS}`,
    { protocol: 17, ...ports },
  ],
  [
    "a first fragment",
    "ipv6",
    `${IPV6("2c")}11 00 0001 00000007${PORTS}`,
    { protocol: 17, ...ports },
  ],
  [
    "another fragment",
    "ipv6",
    `${IPV6("2c")}11 00 0009 00000007${PORTS}`,
    { protocol: 17, ...six, ...noPorts },
  ],
  [
    "extensions without end",
    "ipv6",
    `${IPV6("00")}00 ff 0000 00000000`,
    { etherType: 0x86dd, ...none },
  ],
  [
    "Ethernet",
    "netdev",
    `${ETHERNET}0800${IPV4("11")}${PORTS}`,
    { etherType: 0x800, ...four, ...ports },
  ],
  [
    "two VLANs",
    "bridge",
    `${ETHERNET}88a8 0064 8100 0007 86dd${IPV6("11")}${PORTS}`,
    { etherType: 0x86dd, ...six, ...ports },
  ],
  ["LLDP", "inet", `${ETHERNET}88cc 0204`, { etherType: 0x88cc, ...none }],
  ["half an Ethernet header", "bridge", ETHERNET, { etherType: undefined, ...none }],
  ["ARP", "arp", "0001 0800 06 04 0001", { etherType: 0x806, ...none }],
  ["nothing", "ipv6", "", { etherType: 0x86dd, ...none }],
];

it.each(ROWS)("%s (%s)", (_, family, hex, fields) => {
  expect(new HookPacket(bytesOf(hex), family)).toMatchObject(fields);
});

it("is read afresh when it gets other bytes, and addresses whenever they are asked for", () => {
  const packet = new HookPacket(bytesOf(IPV4("11") + PORTS), "ipv4", 7);
  expect([packet.protocol, packet.mark, packet.length]).toEqual([17, 7, 28]);
  packet.bytes[19] = 9;
  expect(packet.destination).toBe("198.51.100.9");
  packet.bytes = bytesOf(`${IPV4("06").replace("45", "46")}00000000${PORTS}`);
  expect(packet).toMatchObject({ protocol: 6, destination: "198.51.100.2", ...ports });
});

it("may be any bytes at all", () => {
  const families = fc.constantFrom<HookFamily>("ipv4", "ipv6", "arp", "bridge", "netdev", "inet");
  const starts = fc.constantFrom("", IPV4("11"), IPV6("00"), IPV6("2c"), `${ETHERNET}8100`);
  fc.assert(
    fc.property(families, starts, fc.uint8Array({ maxLength: 80 }), (family, start, end) => {
      const packet = new HookPacket(Uint8Array.of(...bytesOf(start), ...end), family);
      const { etherType, protocol, source, destination, sourcePort, destinationPort } = packet;
      expect((source === undefined) === (protocol === undefined)).toBe(true);
      expect((destination === undefined) === (protocol === undefined)).toBe(true);
      for (const number of [etherType, protocol, sourcePort, destinationPort])
        expect(number === undefined || (number >= 0 && number <= 0xffff)).toBe(true);
    }),
  );
});
