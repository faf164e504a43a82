/**
 * What flower matches: parts of headers, each with a value and, for some, the bits of it that count.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { type FlagTable, flagNames } from "../../../schema/index.ts";
import { FLOWER_CT, FLOWER_FRAGMENT } from "../../../uapi/tc/index.ts";
import { parseIp } from "../../../wire/index.ts";
import { checkList, numberFor, parsePrefix } from "../input.ts";
import { choice, type Field, fieldAt, MAX_U32, number, plain } from "./fields.ts";

const U8 = 0xff;
const U16 = 0xffff;

/** A value, and under another name the bits of it that count, where those are not all. */
function bits(high: number) {
  return {
    value: (path: string) => number(path, { high }),
    mask: (path: string) => number(path, { high, absent: high }),
  };
}
const [byte, short, word] = [bits(U8), bits(U16), bits(MAX_U32)];

/** Whole hardware addresses need no mask. */
function macMask(path: string): Field<string> {
  return fieldAt<string>(
    path,
    (value) => (value === "ff:ff:ff:ff:ff:ff" ? undefined : (value as string)),
    (_name, value) => value,
  );
}

function maskBytes(length: number, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, at) =>
    length >= (at + 1) * 8 ? 0xff : (0xff00 >> Math.max(0, length - at * 8)) & 0xff,
  );
}

/** Bits at the front of a mask; undefined where others are set, too. */
function prefixLength(mask: Uint8Array): number | undefined {
  const bits = [...mask].map((each) => each.toString(2).padStart(8, "0")).join("");
  return /^1*0*$/.test(bits) ? bits.replaceAll("0", "").length : undefined;
}

/** Addresses as a prefix, `"10.0.0.0/8"`, or with a mask that is none: `"10.0.0.1/255.0.0.255"`. */
function prefix(ipv4: string, ipv6?: string): Field<string> {
  return {
    attributes: [ipv4, ipv6].flatMap((name) => (name === undefined ? [] : [name, `${name}Mask`])),
    path: ipv4,
    read(message) {
      const name = ipv6 !== undefined && message[ipv6] !== undefined ? ipv6 : ipv4;
      const value = message[name] as string | undefined;
      if (value === undefined) return undefined;
      const mask = message[`${name}Mask`] as string | undefined;
      const bytes = mask === undefined ? undefined : parseIp(mask);
      if (bytes === undefined) return value;
      const length = prefixLength(bytes);
      if (length === bytes.length * 8) return value;
      return `${value}/${length ?? mask}`;
    },
    write(name, value, draft) {
      const [host = "", given = ""] = typeof value === "string" ? value.split("/") : [];
      const mask = parseIp(given);
      const { family, address, length } = parsePrefix(name, mask === undefined ? value : host);
      const attribute = family === "ipv4" ? ipv4 : ipv6;
      if (attribute === undefined) throw new NetlinkInputError(name, value, "an address of IPv4");
      draft[attribute] = address;
      draft[`${attribute}Mask`] = mask ?? maskBytes(length, address.length);
    },
  };
}

/** A port of the transport protocol, which says the attribute: `80`, or a range: `"1000-2000"`. */
function port(end: "Src" | "Dst"): Field<number | string> {
  const attributes = ["Tcp", "Udp", "Sctp"].map((protocol) => `key${protocol}${end}`);
  const [low, high] = [`keyPort${end}Min`, `keyPort${end}Max`];
  return {
    attributes: [...attributes.flatMap((name) => [name, `${name}Mask`]), low, high],
    path: attributes[0] as string,
    read(message) {
      if (message[low] !== undefined) return `${message[low]}-${message[high]}`;
      const found = attributes.find((name) => message[name] !== undefined);
      if (found === undefined) return undefined;
      const mask = message[`${found}Mask`] as number | undefined;
      return mask === undefined || mask === U16
        ? (message[found] as number)
        : `${message[found]}/0x${mask.toString(16)}`;
    },
    write(name, value, draft) {
      const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(String(value)) ?? [];
      if (from === undefined || Number(to ?? from) > U16 || Number(from) > Number(to ?? from))
        throw new NetlinkInputError(name, value, 'a port, or a range: "1000-2000"');
      const attribute = { 6: attributes[0], 17: attributes[1], 132: attributes[2] }[
        Number(draft["keyIpProto"] ?? 0)
      ];
      if (attribute === undefined)
        throw new NetlinkInputError(name, value, "nothing without ipProto tcp, udp or sctp");
      if (to === undefined) draft[attribute] = Number(from);
      else Object.assign(draft, { [low]: Number(from), [high]: Number(to) });
    },
  };
}

/** Flags, each of which has to be set, or with a `-` in front not to be. */
function flagList(path: string, table: FlagTable): Field<readonly string[]> {
  const masks = table.masks as Readonly<Record<string, number>>;
  return {
    attributes: [path, `${path}Mask`],
    path,
    read(message) {
      const value = message[path] as number | undefined;
      if (value === undefined) return undefined;
      const mask = (message[`${path}Mask`] as number | undefined) ?? value;
      return flagNames(table, mask).map((name) => ((masks[name] ?? 0) & value ? name : `-${name}`));
    },
    write(name, value, draft) {
      checkList(name, value);
      let [wanted, counts] = [0, 0];
      for (const each of value) {
        const isNot = typeof each === "string" && each.startsWith("-");
        const mask = numberFor(name, isNot ? each.slice(1) : each, masks, 0);
        counts |= mask;
        if (!isNot) wanted |= mask;
      }
      draft[path] = wanted;
      draft[`${path}Mask`] = counts;
    },
  };
}

/** Transport protocols by their names. */
const PROTOCOLS = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58, sctp: 132 } as const;

/** The parts of headers. */
export const FLOWER_KEYS = {
  /** Name of the link that packets have come by. */
  indev: plain("indev"),
  dstMac: plain("keyEthDst"),
  dstMacMask: macMask("keyEthDstMask"),
  srcMac: plain("keyEthSrc"),
  srcMacMask: macMask("keyEthSrcMask"),
  vlanId: number("keyVlanId", { high: 4095 }),
  vlanPriority: number("keyVlanPrio", { high: 7 }),
  /** Protocol within the tag. */
  vlanEtherType: number("keyVlanEthType", { high: U16 }),
  innerVlanId: number("keyCvlanId", { high: 4095 }),
  innerVlanPriority: number("keyCvlanPrio", { high: 7 }),
  innerVlanEtherType: number("keyCvlanEthType", { high: U16 }),
  ipProto: choice("keyIpProto", PROTOCOLS),
  /** Source and destination: `"10.0.0.0/8"`. */
  src: prefix("keyIpv4Src", "keyIpv6Src"),
  dst: prefix("keyIpv4Dst", "keyIpv6Dst"),
  tos: byte.value("keyIpTos"),
  tosMask: byte.mask("keyIpTosMask"),
  ttl: byte.value("keyIpTtl"),
  ttlMask: byte.mask("keyIpTtlMask"),
  /** Ports: `80`, or `"1000-2000"`. */
  srcPort: port("Src"),
  dstPort: port("Dst"),
  tcpFlags: short.value("keyTcpFlags"),
  tcpFlagsMask: short.mask("keyTcpFlagsMask"),
  icmpType: byte.value("keyIcmpv4Type"),
  icmpTypeMask: byte.mask("keyIcmpv4TypeMask"),
  icmpCode: byte.value("keyIcmpv4Code"),
  icmpCodeMask: byte.mask("keyIcmpv4CodeMask"),
  icmpv6Type: byte.value("keyIcmpv6Type"),
  icmpv6TypeMask: byte.mask("keyIcmpv6TypeMask"),
  icmpv6Code: byte.value("keyIcmpv6Code"),
  icmpv6CodeMask: byte.mask("keyIcmpv6CodeMask"),
  arpSenderIp: prefix("keyArpSip"),
  arpTargetIp: prefix("keyArpTip"),
  arpOperation: byte.value("keyArpOp"),
  arpOperationMask: byte.mask("keyArpOpMask"),
  arpSenderMac: plain("keyArpSha"),
  arpSenderMacMask: macMask("keyArpShaMask"),
  arpTargetMac: plain("keyArpTha"),
  arpTargetMacMask: macMask("keyArpThaMask"),
  mplsLabel: number("keyMplsLabel", { high: 0xfffff }),
  mplsTrafficClass: number("keyMplsTc", { high: 7 }),
  mplsBottom: number("keyMplsBos", { high: 1 }),
  mplsTtl: byte.value("keyMplsTtl"),
  /** Of the tunnel that packets have come by. */
  tunnelId: number("keyEncKeyId"),
  tunnelSrc: prefix("keyEncIpv4Src", "keyEncIpv6Src"),
  tunnelDst: prefix("keyEncIpv4Dst", "keyEncIpv6Dst"),
  tunnelSrcPort: short.value("keyEncUdpSrcPort"),
  tunnelSrcPortMask: short.mask("keyEncUdpSrcPortMask"),
  tunnelDstPort: short.value("keyEncUdpDstPort"),
  tunnelDstPortMask: short.mask("keyEncUdpDstPortMask"),
  tunnelTos: byte.value("keyEncIpTos"),
  tunnelTosMask: byte.mask("keyEncIpTosMask"),
  tunnelTtl: byte.value("keyEncIpTtl"),
  tunnelTtlMask: byte.mask("keyEncIpTtlMask"),
  /** `"frag"`, `"firstfrag"`; `"-frag"` for packets that are no fragments. */
  fragment: flagList("keyFlags", FLOWER_FRAGMENT),
  /** What connection tracking says: `["tracked", "-new"]`. */
  ctState: flagList("keyCtState", FLOWER_CT),
  ctZone: short.value("keyCtZone"),
  ctZoneMask: short.mask("keyCtZoneMask"),
  ctMark: word.value("keyCtMark"),
  ctMarkMask: word.mask("keyCtMarkMask"),
  hash: word.value("keyHash"),
  hashMask: word.mask("keyHashMask"),
} as const;
