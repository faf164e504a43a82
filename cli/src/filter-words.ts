/**
 * The words of each kind of filter, as `tc` has them.
 *
 * @module
 */
import { ACTION } from "./action-words.ts";
import { CLASS, flag, maskedOption, option } from "./tc-values.ts";
import { u32Match } from "./u32-words.ts";
import { UsageError } from "./usage.ts";
import { assign, NUMBER, nameOrNumber, text, type Value, type Word } from "./words.ts";

/** What all kinds have. */
const VERDICT: readonly Word[] = [
  option("classid|flowid", "classId", "the class that packets go to", CLASS),
  ACTION,
];
const HARDWARE: readonly Word[] = [
  flag("skip_hw", "skipHardware", "not for the hardware"),
  flag("skip_sw", "skipSoftware", "for the hardware alone"),
];

const MAC = text("MAC");
const PREFIX = text("PREFIX");
const PORT = nameOrNumber("PORT[-PORT]");

/** Names of numbers; what is none of them is a number itself. */
function numbered(names: Readonly<Record<string, number>>): Value {
  return {
    shown: [...Object.keys(names), "NUMBER"].join("|"),
    read: (given, name) =>
      Object.hasOwn(names, given.toLowerCase())
        ? names[given.toLowerCase()]
        : NUMBER.read(given, name),
  };
}

const ETHER_TYPE = numbered({
  ip: 0x0800,
  ipv4: 0x0800,
  arp: 0x0806,
  ipv6: 0x86dd,
  "802.1q": 0x8100,
});
const ARP_OPERATION = numbered({ request: 1, reply: 2 });

/** `frag/nofirstfrag`: what has to be so, and with `no` what has not. */
const FRAGMENT: Value = {
  shown: "[no]frag|[no]firstfrag",
  read: (given) => given.split("/").map((each) => each.replace(/^no/, "-")),
};

const CT_STATES: Readonly<Record<string, string>> = {
  trk: "tracked",
  new: "new",
  est: "established",
  rel: "related",
  inv: "invalid",
  rpl: "reply",
};
/** `+trk-new`. */
const CT_STATE: Value = {
  shown: "+STATE|-STATE…",
  read(given, name) {
    const parts = given.match(/[+-][a-z]+/g) ?? [];
    const found = parts.map((part) => {
      const state = CT_STATES[part.slice(1)];
      return state === undefined ? undefined : `${part.startsWith("-") ? "-" : ""}${state}`;
    });
    if (parts.join("") === given && parts.length > 0 && !found.includes(undefined)) return found;
    throw new UsageError(
      `${name}: "${given}" is no list of states`,
      `states, each with + or -: ${Object.keys(CT_STATES).join(", ")}`,
    );
  },
};

/** A property of flower for two protocols: that of ICMP for IPv6 is another. */
function icmp(name: string, part: "Type" | "Code"): Word {
  return {
    names: [name],
    property: `options.icmp${part}`,
    help: `NUMBER[/MASK]: ${name} of ICMP; behind ip_proto icmpv6 that of ICMPv6`,
    parse(cursor, draft) {
      const { ipProto } = (draft["options"] ?? {}) as { readonly ipProto?: unknown };
      const version = ipProto === "icmpv6" ? "icmpv6" : "icmp";
      return maskedOption(name, `${version}${part}`, "").parse?.(cursor, draft);
    },
  };
}

const FLOWER: readonly Word[] = [
  option("indev", "indev", "the link that packets have come by", text("DEV")),
  maskedOption("dst_mac", "dstMac", "destination", MAC),
  maskedOption("src_mac", "srcMac", "source", MAC),
  option("vlan_id", "vlanId", "number of the VLAN"),
  option("vlan_prio", "vlanPriority", "priority of the tag"),
  option("vlan_ethtype", "vlanEtherType", "protocol within the tag", ETHER_TYPE),
  option("cvlan_id", "innerVlanId", "number of the VLAN of the inner tag"),
  option("cvlan_prio", "innerVlanPriority", "priority of the inner tag"),
  option("cvlan_ethtype", "innerVlanEtherType", "protocol within the inner tag", ETHER_TYPE),
  option(
    "ip_proto",
    "ipProto",
    "tcp, udp, sctp, icmp, icmpv6 or a number",
    nameOrNumber("PROTOCOL"),
  ),
  option("src_ip", "src", "source", PREFIX),
  option("dst_ip", "dst", "destination", PREFIX),
  option("src_port", "srcPort", "source port; behind ip_proto", PORT),
  option("dst_port", "dstPort", "destination port; behind ip_proto", PORT),
  maskedOption("ip_tos", "tos", "type of service"),
  maskedOption("ip_ttl", "ttl", "time to live"),
  maskedOption("tcp_flags", "tcpFlags", "flags of TCP"),
  icmp("type", "Type"),
  icmp("code", "Code"),
  option("arp_sip", "arpSenderIp", "sender of ARP", PREFIX),
  option("arp_tip", "arpTargetIp", "target of ARP", PREFIX),
  maskedOption("arp_op", "arpOperation", "what ARP is about", ARP_OPERATION),
  maskedOption("arp_sha", "arpSenderMac", "sender of ARP", MAC),
  maskedOption("arp_tha", "arpTargetMac", "target of ARP", MAC),
  option("mpls_label", "mplsLabel", "label of MPLS"),
  option("mpls_tc", "mplsTrafficClass", "traffic class of MPLS"),
  option("mpls_bos", "mplsBottom", "1 for the last label"),
  option("mpls_ttl", "mplsTtl", "time to live of MPLS"),
  option("enc_key_id", "tunnelId", "key of the tunnel"),
  option("enc_src_ip", "tunnelSrc", "far end of the tunnel", PREFIX),
  option("enc_dst_ip", "tunnelDst", "near end of the tunnel", PREFIX),
  option("enc_src_port", "tunnelSrcPort", "its port"),
  option("enc_dst_port", "tunnelDstPort", "its port"),
  maskedOption("enc_tos", "tunnelTos", "type of service of the tunnel"),
  maskedOption("enc_ttl", "tunnelTtl", "time to live of the tunnel"),
  option("ip_flags", "fragment", "fragments", FRAGMENT),
  option("ct_state", "ctState", "what connection tracking says", CT_STATE),
  maskedOption("ct_zone", "ctZone", "zone of connection tracking"),
  maskedOption("ct_mark", "ctMark", "mark of the connection"),
  ...HARDWARE,
  ...VERDICT,
];

/** `1,6 0 0 4294967295`: how many instructions, and each of them. */
const BYTECODE: Value = {
  shown: "BYTECODE",
  read(given, name) {
    const [count = "", ...rows] = given.split(",").map((each) => each.trim());
    const instructions = rows
      .filter((each) => each !== "")
      .map((each) => each.split(/\s+/).map((part) => NUMBER.read(part, name) as number));
    if (Number(count) !== instructions.length || instructions.some((each) => each.length !== 4))
      throw new UsageError(`${name}: expected "COUNT,CODE JT JF K,…", as tcpdump -ddd has it`);
    return instructions.map(([code, jt, jf, k]) => ({ code, jt, jf, k }));
  },
};

/** The words of each kind of filter. */
export const FILTER_WORDS: Readonly<Record<string, readonly Word[]>> = {
  matchall: [...HARDWARE, ...VERDICT],
  flower: FLOWER,
  u32: [
    u32Match,
    option("divisor", "divisor", "make a table of so many buckets"),
    option("ht", "hashTable", "the table that it is in", text("TABLE")),
    option("link", "link", "the table that packets go on in", text("TABLE")),
    option("indev", "indev", "the link that packets have come by", text("DEV")),
    ...HARDWARE,
    ...VERDICT,
  ],
  fw: [option("indev", "indev", "the link that packets have come by", text("DEV")), ...VERDICT],
  basic: VERDICT,
  route: [
    option("to", "to", "realm that packets go to"),
    option("from", "from", "realm that they come from"),
    option("fromif", "fromDev", "link that they have come by", nameOrNumber("DEV")),
    ...VERDICT,
  ],
  bpf: [
    option("bytecode", "bytecode", "instructions of classic BPF", BYTECODE),
    flag("da", "directAction", "the program decides what becomes of packets"),
    flag("direct-action", "directAction", "the program decides what becomes of packets"),
    ...HARDWARE,
    ...VERDICT,
  ],
};

/** Parts the mask from the mark that a filter of fw has for its handle: `0x10/0xff`. */
export function splitMark(draft: Record<string, unknown>): void {
  const { kind, handle } = draft;
  if (kind !== "fw" || typeof handle !== "string" || !handle.includes("/")) return;
  const [mark, mask = ""] = handle.split("/");
  draft["handle"] = mark;
  assign(draft, "options.mask", NUMBER.read(mask, "handle"), "handle");
}
