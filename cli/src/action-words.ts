/**
 * Actions in the words of `tc`: `action mirred egress redirect dev eth1`, one after the other, as filters carry them.
 *
 * @module
 */
import { append, CLASS, choices, flag, maskedOption, oneOf, option, SIZE } from "./tc-values.ts";
import { type Part, partMatches } from "./u32-words.ts";
import { UsageError, unknownWord } from "./usage.ts";
import {
  assign,
  type Cursor,
  type Draft,
  NUMBER,
  nameOrNumber,
  readWords,
  setting,
  text,
  type Value,
  type Word,
  word,
} from "./words.ts";

/** What becomes of a packet, in the words of tc, which has two for some. */
const CONTROLS: Readonly<Record<string, string>> = {
  pass: "pass",
  ok: "pass",
  drop: "drop",
  shot: "drop",
  pipe: "pipe",
  continue: "continue",
  reclassify: "reclassify",
  stolen: "stolen",
  trap: "trap",
};

/** `goto chain 5`: the words after it. */
function chainOf(cursor: Cursor): string {
  if (cursor.next === "chain") cursor.skip();
  return `goto chain ${String(NUMBER.read(cursor.take("goto chain", "NUMBER"), "goto chain"))}`;
}

function isControl(given: string | undefined): boolean {
  return given === "goto" || given === "jump" || Object.hasOwn(CONTROLS, given ?? "");
}

/** The control that is next. @throws `UsageError` for another word. */
function takeControl(cursor: Cursor, name: string): string {
  const given = cursor.take(name, "what becomes of packets");
  if (given === "goto") return chainOf(cursor);
  if (given === "jump") return `jump ${String(NUMBER.read(cursor.take("jump", "NUMBER"), "jump"))}`;
  const control = Object.hasOwn(CONTROLS, given) ? CONTROLS[given] : undefined;
  if (control !== undefined) return control;
  throw unknownWord(`value of ${name}`, given, [...Object.keys(CONTROLS), "goto", "jump"]);
}

const CONTROL_WORDS: readonly Word[] = [
  ...Object.entries(CONTROLS).map(([name, control]) =>
    setting(name, "control", control, "what becomes of packets afterwards"),
  ),
  {
    names: ["goto"],
    property: "control",
    help: "chain NUMBER: go on with the filters of a chain",
    parse(cursor, draft) {
      assign(draft, "control", chainOf(cursor), "goto");
      return undefined;
    },
  },
  {
    names: ["jump"],
    property: "control",
    help: "NUMBER: over so many actions",
    value: { shown: "NUMBER", read: (given, name) => `jump ${String(NUMBER.read(given, name))}` },
  },
];

const PLACE: readonly Word[] = [
  word("index", NUMBER, "index", "its number, or that of one that is there already"),
  word("cookie", text("HEX"), "cookie", "up to 16 bytes of the maker's own"),
];

/** `CONTROL[/CONTROL]`: what is beyond the limits, and what is within. */
const EXCEED: Word = {
  names: ["conform-exceed"],
  property: "control",
  help: "EXCEED[/CONFORM]: what becomes of packets beyond the limits, and of those within",
  parse(cursor, draft) {
    const name = "conform-exceed";
    const [exceed = "", conform, more] = cursor.take(name, "EXCEED[/CONFORM]").split("/");
    if (more !== undefined) throw new UsageError(`${name}: two controls at most`);
    const control = (given: string): string | undefined =>
      Object.hasOwn(CONTROLS, given) ? CONTROLS[given] : undefined;
    for (const [given, property] of [
      [exceed, "control"],
      [conform, "options.conform"],
    ] as const) {
      if (given === undefined) continue;
      if (control(given) === undefined)
        throw unknownWord(`value of ${name}`, given, Object.keys(CONTROLS));
      assign(draft, property, control(given), name);
    }
    return undefined;
  },
};

/** `egress redirect`: two words for one property. */
const MIRRED = (["egress", "ingress"] as const).map(
  (way): Word => ({
    names: [way],
    property: "options.mode",
    help: `redirect|mirror: ${way === "egress" ? "out by the link" : "in, as if they had come by it"}`,
    parse(cursor, draft) {
      const what = oneOf(["redirect", "mirror"]).read(cursor.take(way, "redirect or mirror"), way);
      assign(draft, "options.mode", `${way}-${String(what)}`, way);
      return undefined;
    },
  }),
);

const RANDOM: Word = {
  names: ["random"],
  property: "options.random",
  help: "netrand|determ CONTROL NUMBER: one packet of so many gets another control",
  parse(cursor, draft) {
    const how = cursor.take("random", "netrand or determ");
    assign(draft, "options.random", oneOf(["netrand", "determ"]).read(how, "random"), "random");
    assign(draft, "options.randomControl", takeControl(cursor, "random"), "random");
    const every = NUMBER.read(cursor.take("random", "NUMBER"), "random");
    assign(draft, "options.randomOf", every, "random");
    return undefined;
  },
};

/** `10.0.0.1-10.0.0.9`, or one for both. */
function range(name: string, property: string, help: string, value: Value): Word {
  return {
    names: [name],
    property: `options.${property}Min`,
    help: `${value.shown}[-${value.shown}]: ${help}`,
    parse(cursor, draft) {
      const [from = "", to = from] = cursor.take(name, value.shown).split("-");
      assign(draft, `options.${property}Min`, value.read(from, name), name);
      assign(draft, `options.${property}Max`, value.read(to, name), name);
      return undefined;
    },
  };
}

/** Headers that pedit knows, and the parts of them that have names. */
const EDITED: Readonly<Record<string, readonly [header: string, Readonly<Record<string, Part>>]>> =
  {
    eth: ["eth", {}],
    ip: ["ip4", { src: [12, 4], dst: [16, 4], tos: [1, 1], ttl: [8, 1], protocol: [9, 1] }],
    ip6: ["ip6", { src: [8, 16], dst: [24, 16], hoplimit: [7, 1], nexthdr: [6, 1] }],
    tcp: ["tcp", { sport: [0, 2], dport: [2, 2] }],
    udp: ["udp", { sport: [0, 2], dport: [2, 2] }],
  };

/** `retain MASK`: bits that change. */
function retained(cursor: Cursor): number | undefined {
  if (cursor.next !== "retain") return undefined;
  cursor.skip();
  return NUMBER.read(cursor.take("retain", "MASK"), "retain") as number;
}

/** The four bytes for a part of a header, and what of them stays. */
function partKeys(cursor: Cursor, header: string, part: Part): Draft[] {
  const command = oneOf(["set", "add"]).read(cursor.take("munge", "set or add"), "munge");
  const value = cursor.take("munge", "VALUE");
  return partMatches(value, part, retained(cursor)).map(({ offset, value: placed, mask }) => ({
    header,
    command,
    offset,
    value: placed,
    ...(mask !== 0xffffffff && { keep: ~mask >>> 0 }),
  }));
}

function rawKey(cursor: Cursor, header: string): Draft {
  const offset = NUMBER.read(cursor.take("offset", "NUMBER"), "offset");
  const command = oneOf(["set", "add"]).read(cursor.take("munge", "set or add"), "munge");
  const value = NUMBER.read(cursor.take("munge", "NUMBER"), "munge");
  const mask = retained(cursor);
  return { header, command, offset, value, ...(mask !== undefined && { keep: ~mask >>> 0 }) };
}

/** `munge ip ttl set 9`, `munge ip offset 8 set 0x09000000 retain 0xff000000`. */
const MUNGE: Word = {
  names: ["munge"],
  property: "options.keys",
  help: "[eth|ip|ip6|tcp|udp] PART|offset N set|add VALUE [retain MASK]: what changes; bits of MASK alone",
  parse(cursor, draft) {
    const found = Object.hasOwn(EDITED, cursor.next ?? "") ? EDITED[cursor.next ?? ""] : undefined;
    if (found !== undefined) cursor.skip();
    const [header, parts] = found ?? ["network", {}];
    const name = cursor.take("munge", "offset");
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (part === undefined && name !== "offset")
      throw unknownWord(`part of ${header}`, name, ["offset", ...Object.keys(parts)]);
    append(
      draft,
      "keys",
      part === undefined ? [rawKey(cursor, header)] : partKeys(cursor, header, part),
    );
    return undefined;
  },
};

/** A word that tc asks for, and that says nothing here. */
function between(name: string): Word {
  return { names: [name], property: "", help: "may stand between", parse: () => undefined };
}

const INNER_PROTOCOLS: Readonly<Record<string, string>> = {
  ip: "ipv4",
  mpls_uc: "mpls",
  mpls_mc: "mpls-mc",
};
const INNER_PROTOCOL: Value = {
  shown: "ip|ipv6|mpls_uc|mpls_mc",
  read: (given) => INNER_PROTOCOLS[given] ?? given,
};

/** The words of each kind of action. */
export const ACTION_WORDS: Readonly<Record<string, readonly Word[]>> = {
  gact: [RANDOM],
  mirred: [
    ...MIRRED,
    option("dev", "to", "the link that packets go to", nameOrNumber("DEV")),
    option("blockid", "block", "or all links of a block"),
  ],
  police: [
    option("rate", "bitrate", "what may pass"),
    option("burst|buffer|maxburst", "burstBytes", "what may pass at once"),
    option("mtu|minburst", "mtuBytes", "largest packet that may pass"),
    option("peakrate", "peakBitrate", "what may pass at most, however much has been saved up"),
    option("avrate", "averageBitrate", "held to what an estimator has"),
    option("pkts_rate", "packetsPerSecond", "packets a second that may pass"),
    option("pkts_burst", "packetBurst", "packets that may pass at once"),
    option("mpu", "mpuBytes", "what the smallest packet takes on the line"),
    option("overhead", "overheadBytes", "what the line adds to a packet"),
    option("linklayer", "linkLayer", "how the line counts", oneOf(["ethernet", "atm"])),
    EXCEED,
  ],
  skbedit: [
    maskedOption("mark", "mark", "the firewall mark"),
    option("priority", "priority", "a class", CLASS),
    option("queue_mapping", "queue", "the queue for sending"),
    option(
      "ptype",
      "packetType",
      "whose it is",
      oneOf(["host", "broadcast", "multicast", "otherhost"]),
    ),
    flag("inheritdsfield", "inheritDsfield", "the priority follows from the DS field"),
  ],
  vlan: [
    ...choices("mode", ["pop", "push", "modify"], "what is done with the tag"),
    flag("pop_eth", "mode", "remove the Ethernet header", "pop-eth"),
    flag("push_eth", "mode", "add an Ethernet header", "push-eth"),
    option("id", "id", "number of the VLAN"),
    option("protocol", "protocol", "802.1q or 802.1ad", {
      shown: "PROTOCOL",
      read: (given, name) => oneOf(["802.1q", "802.1ad"]).read(given.toLowerCase(), name),
    }),
    option("priority|prio", "priority", "priority of the tag"),
    option("dst_mac", "dstMac", "of the header that is added", text("MAC")),
    option("src_mac", "srcMac", "of the header that is added", text("MAC")),
  ],
  tunnel_key: [
    flag("set", "mode", "give packets the data of a tunnel", "set"),
    flag("unset", "mode", "take it from them", "release"),
    option("src_ip", "src", "near end", text("ADDRESS")),
    option("dst_ip", "dst", "far end", text("ADDRESS")),
    option("id", "id", "key"),
    option("dst_port", "dstPort", "port of the far end"),
    option("tos", "tos", "type of service"),
    option("ttl", "ttl", "time to live"),
    flag("csum", "csum", "with a checksum"),
    flag("nocsum", "csum", "without a checksum", false),
    flag("nofrag", "noFragment", "not to be fragmented"),
  ],
  ct: [
    flag("commit", "commit", "remember the connection"),
    flag("force", "force", "in place of one that runs the other way"),
    flag("clear", "clear", "forget what connection it is of"),
    flag("nat", "nat", "change addresses"),
    flag("src", "natSrc", "those of the source"),
    flag("dst", "natDst", "those of the destination"),
    range("addr", "nat", "addresses to choose from", text("ADDRESS")),
    range("port", "natPort", "ports to choose from", NUMBER),
    option("zone", "zone", "number of the zone"),
    maskedOption("mark", "mark", "mark of the connection"),
  ],
  mpls: [
    ...choices("mode", ["pop", "push", "modify"], "what is done with the label"),
    flag("dec_ttl", "mode", "count the time to live down", "dec-ttl"),
    flag("mac_push", "mode", "add a label before the Ethernet header", "mac-push"),
    option("protocol", "protocol", "of what is inside", INNER_PROTOCOL),
    option("label", "label", "the label"),
    option("tc", "trafficClass", "traffic class"),
    option("ttl", "ttl", "time to live"),
    option("bos", "bottom", "1 for the last label of the stack"),
  ],
  nat: [
    ...(["ingress", "egress"] as const).map(
      (way): Word => ({
        names: [way],
        property: "options.direction",
        help: `OLD NEW: changes ${way === "egress" ? "the source" : "the destination"}`,
        parse(cursor, draft) {
          assign(draft, "options.direction", way, way);
          assign(draft, "options.from", cursor.take(way, "OLD/LENGTH"), way);
          assign(draft, "options.to", cursor.take(way, "NEW"), way);
          return undefined;
        },
      }),
    ),
  ],
  csum: [
    flag("ip4h", "ipv4Header", "of the header of IPv4"),
    ...["icmp", "igmp", "tcp", "udp", "udplite", "sctp"].map((name) =>
      flag(name, name, `of ${name}`),
    ),
    between("and"),
    between("or"),
  ],
  sample: [
    option("rate", "rate", "one packet of so many"),
    option("group", "group", "number of the group that hears of them"),
    option("trunc", "truncBytes", "how much of a packet is told", SIZE),
  ],
  ife: [
    flag("encode", "mode", "add metadata", "encode"),
    flag("decode", "mode", "read and remove it", "decode"),
    option("dst", "dstMac", "of the frame", text("MAC")),
    option("src", "srcMac", "of the frame", text("MAC")),
    option("type", "etherType", "Ethernet protocol of the frame"),
  ],
  pedit: [between("ex"), MUNGE],
};

/** Words of a filter that an action ends at. */
const ENDS = ["action", "classid", "flowid"];

/**
 * Reads an action up to the end, or to a word that is none of its own.
 *
 * @throws `UsageError` that names the kind.
 */
export function readAction(cursor: Cursor): Draft {
  const first = cursor.next;
  // What becomes of packets is an action by itself: that of the kind gact.
  const isControlAlone = isControl(first);
  const kind = isControlAlone ? "gact" : cursor.take("action", "a kind of action");
  const own = Object.hasOwn(ACTION_WORDS, kind) ? ACTION_WORDS[kind] : undefined;
  const table = [...(own ?? []), ...CONTROL_WORDS, ...PLACE];
  const draft = readWords(cursor, table, { draft: { kind }, isPart: true });
  if (cursor.next !== undefined && !ENDS.includes(cursor.next)) {
    if (own === undefined) throw unknownWord("kind of action", kind, Object.keys(ACTION_WORDS));
    const names = table.flatMap(({ names: each }) => each);
    throw unknownWord(`word of the action ${kind}`, cursor.next, [...names, ...ENDS]);
  }
  return draft;
}

/** The words of the action that is among those given, for the help. */
export function actionHelp(given: readonly string[]): readonly Word[] {
  const kind = given[given.lastIndexOf("action") + 1] ?? "";
  const own = Object.hasOwn(ACTION_WORDS, kind) ? (ACTION_WORDS[kind] ?? []) : [];
  return given.includes("action") ? [...own, ...CONTROL_WORDS, ...PLACE] : [];
}

/** `action KIND …`, any number of times. */
export const ACTION: Word = {
  names: ["action"],
  property: "options.actions",
  help: `KIND …: what is done with packets; ${Object.keys(ACTION_WORDS).join(", ")}, or pass, drop, pipe… alone`,
  parse(cursor, draft) {
    append(draft, "actions", [readAction(cursor)]);
    return undefined;
  },
};
