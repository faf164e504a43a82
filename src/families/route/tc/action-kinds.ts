/**
 * Kinds of actions: what is said of each, and where.
 *
 * @module
 */

import { NetlinkInputError } from "../../../errors/index.ts";
import { parseIp } from "../../../wire/index.ts";
import { checkNumber, parsePrefix } from "../input.ts";
import { type Control, control } from "./control.ts";
import {
  bit,
  choice,
  classId,
  eitherAddress,
  type Field,
  type Fields,
  link,
  MAX_U32,
  type Message,
  named,
  number,
  plain,
  present,
  putAt,
} from "./fields.ts";
import type { Kind } from "./kind.ts";
import { kind } from "./kind.ts";
import { peditKeys } from "./pedit.ts";
import { atRate, bitrate, bytesIn, completeRate, rateIn, rateSpec, ticksFor } from "./rates.ts";

/** A kind of action: all of them have an index and a control, in a struct of their own. */
export interface ActionKind extends Kind {
  /** The attribute that the struct is in. */
  readonly parms: string;
  /** What becomes of packets where nothing is said; undefined where it has to be. */
  readonly control?: Control | ((options: Message) => Control);
}

function action<Table extends Fields>(
  fields: Table,
  {
    parms = "parms",
    derived = [],
    ...more
  }: Partial<Omit<ActionKind, "fields" | "needs">> & {
    readonly needs?: readonly (keyof Table & string)[];
  } = {},
): ActionKind & { readonly fields: Table } {
  return { ...kind(fields, { ...more, derived: [...derived, parms, "tm"] }), ...more, parms };
}

const U16 = { high: 0xffff } as const;
const U8 = { high: 0xff } as const;

/** What a random packet gets instead. */
const RANDOM = { netrand: 1, determ: 2 } as const;

const GACT = action({
  /** By chance, or every so many packets. */
  random: choice("prob.ptype", RANDOM),
  /** One packet of so many. */
  randomOf: number("prob.pval", U16),
  randomControl: control("prob.paction"),
});

const MIRRED = action(
  {
    to: link("parms.ifindex"),
    /** Redirected packets go there only; mirrored ones, too. Out by the link, or in as if they had come by it. */
    mode: named("parms.eaction", {
      "egress-redirect": "egress-redir",
      "egress-mirror": "egress-mirror",
      "ingress-redirect": "ingress-redir",
      "ingress-mirror": "ingress-mirror",
    }),
    /** All links of a block instead of one; since Linux 6.8. */
    block: number("blockid"),
  },
  {
    needs: ["mode"],
    control: ({ mode }) => (String(mode).endsWith("redirect") ? "stolen" : "pipe"),
    finish(name, { to, block }) {
      if ((to === undefined) === (block === undefined))
        throw new NetlinkInputError(`${name}.to`, to, "either this or block");
    },
  },
);

const SKBEDIT = action(
  {
    /** Priority of the packet, as a class: `"1:10"`. */
    priority: classId("priority"),
    queue: number("queueMapping", U16),
    /** With this, the queue is one of those from `queue` to it, by a hash. */
    queueMax: number("queueMappingMax", U16),
    mark: number("mark"),
    /** Bits of `mark` that are set; all where it is not said. */
    markMask: number("mask", { absent: MAX_U32 }),
    packetType: choice("ptype", { host: 0, broadcast: 1, multicast: 2, otherhost: 3 }),
    /** The priority follows from the DS field. */
    inheritDsfield: {
      attributes: ["flags"],
      path: "flags",
      read: (message) => ((BigInt(Number(message["flags"] ?? 0)) & 32n) === 0n ? undefined : true),
      write: (_name, value, draft) => putAt(draft, "flags", value ? 32n : 0n),
    } satisfies Field<boolean>,
  },
  {
    control: "pipe",
    // The other flags say which attributes are there, and the kernel sees that itself (net/sched/act_skbedit.c).
    finish(_name, { inheritDsfield, queueMax }, draft) {
      const flags = (inheritDsfield === true ? 32n : 0n) | (queueMax === undefined ? 0n : 64n);
      if (flags === 0n) delete draft["flags"];
      else draft["flags"] = flags;
    },
  },
);

/** Protocols of VLAN tags by their names. */
const TAGS = { "802.1q": 0x8100, "802.1ad": 0x88a8 } as const;

const VLAN = action(
  {
    mode: named("parms.vAction", {
      pop: "pop",
      push: "push",
      modify: "modify",
      "pop-eth": "pop-eth",
      "push-eth": "push-eth",
    }),
    id: number("pushVlanId", { high: 4095 }),
    protocol: choice("pushVlanProtocol", TAGS),
    priority: number("pushVlanPriority", { high: 7 }),
    dstMac: plain("pushEthDst"),
    srcMac: plain("pushEthSrc"),
  },
  { control: "pipe", needs: ["mode"] },
);

const TUNNEL_KEY = action(
  {
    mode: named("parms.tAction", { set: "set", release: "release" }),
    src: eitherAddress("encIpv4Src", "encIpv6Src"),
    dst: eitherAddress("encIpv4Dst", "encIpv6Dst"),
    id: number("encKeyId"),
    dstPort: number("encDstPort", U16),
    /** Whether the outer packet has a checksum. */
    csum: {
      attributes: ["noCsum"],
      path: "noCsum",
      read: ({ noCsum }) => (noCsum === undefined ? undefined : Number(noCsum) === 0),
      write: (_name, value, draft) => putAt(draft, "noCsum", value ? 0 : 1),
    } satisfies Field<boolean>,
    tos: number("encTos", U8),
    ttl: number("encTtl", U8),
    noFragment: present("noFrag"),
  },
  { control: "pipe", needs: ["mode"] },
);

const CT_FLAGS = { commit: 1, force: 2, clear: 4, nat: 8, natSrc: 16, natDst: 32 } as const;

const CT = action(
  {
    commit: bit("action", CT_FLAGS.commit),
    force: bit("action", CT_FLAGS.force),
    clear: bit("action", CT_FLAGS.clear),
    nat: bit("action", CT_FLAGS.nat),
    natSrc: bit("action", CT_FLAGS.natSrc),
    natDst: bit("action", CT_FLAGS.natDst),
    zone: number("zone", { ...U16, absent: 0 }),
    mark: number("mark"),
    markMask: number("markMask", { absent: MAX_U32 }),
    /** 128 bits. */
    labels: plain<Uint8Array>("labels"),
    labelsMask: plain<Uint8Array>("labelsMask"),
    natMin: eitherAddress("natIpv4Min", "natIpv6Min"),
    natMax: eitherAddress("natIpv4Max", "natIpv6Max"),
    natPortMin: number("natPortMin", U16),
    natPortMax: number("natPortMax", U16),
    helper: plain("helperName"),
    helperFamily: number("helperFamily", U8),
    helperProtocol: number("helperProto", U8),
  },
  { control: "pipe" },
);

const MPLS = action(
  {
    mode: named("parms.mAction", {
      pop: "pop",
      push: "push",
      modify: "modify",
      "dec-ttl": "dec-ttl",
      "mac-push": "mac-push",
    }),
    protocol: choice("proto", { ipv4: 0x0800, ipv6: 0x86dd, mpls: 0x8847, "mpls-mc": 0x8848 }),
    label: number("label", { high: 0xfffff }),
    trafficClass: number("tc", { high: 7 }),
    ttl: number("ttl", U8),
    bottom: number("bos", { high: 1 }),
  },
  { control: "pipe", needs: ["mode"] },
);

const maskLength = (mask: string): number =>
  [...(parseIp(mask) ?? [])].reduce(
    (count, byte) => count + byte.toString(2).replaceAll("0", "").length,
    0,
  );

const NAT = action(
  {
    /** `"egress"` changes the source, `"ingress"` the destination. */
    direction: choice("parms.flags", { ingress: 0, egress: 1 }),
    /** Addresses that are changed: `"10.0.0.0/24"`. */
    from: {
      attributes: ["parms"],
      path: "parms.oldAddr",
      read({ parms }) {
        const { oldAddr, mask } = parms as { readonly oldAddr: string; readonly mask: string };
        return `${oldAddr}/${maskLength(mask)}`;
      },
      write(name, value, draft) {
        const { family, address, length } = parsePrefix(name, value);
        if (family !== "ipv4") throw new NetlinkInputError(name, value, "a prefix of IPv4");
        putAt(draft, "parms.oldAddr", address);
        const bits = length === 0 ? 0 : (MAX_U32 << (32 - length)) >>> 0;
        putAt(
          draft,
          "parms.mask",
          [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join("."),
        );
      },
    } satisfies Field<string>,
    /** What their beginning is changed to. */
    to: plain("parms.newAddr"),
  },
  { control: "pass", needs: ["direction", "from", "to"] },
);

const CSUMS = { ipv4Header: 1, icmp: 2, igmp: 4, tcp: 8, udp: 16, udplite: 32, sctp: 64 } as const;

const CSUM = action(
  Object.fromEntries(
    Object.entries(CSUMS).map(([name, mask]) => [name, bit("parms.updateFlags", mask)]),
  ) as Record<keyof typeof CSUMS, Field<boolean>>,
  { control: "pass" },
);

const POLICE = action(
  {
    bitrate: bitrate("tbf.rate.rate", "rate64"),
    burstBytes: atRate("tbf.burst", "tbf.rate.rate", "rate64"),
    /** Bytes of the largest packet that may pass. */
    mtuBytes: number("tbf.mtu", { absent: 0 }),
    peakBitrate: bitrate("tbf.peakrate.rate", "peakrate64"),
    /** Held to what an estimator of the action has. */
    averageBitrate: bitrate("avrate"),
    packetsPerSecond: {
      attributes: ["pktrate64"],
      path: "pktrate64",
      read: ({ pktrate64 }) => Number(pktrate64 ?? 0) || undefined,
      write(name, value, draft) {
        checkNumber(name, value, 1, Number.MAX_SAFE_INTEGER);
        draft["pktrate64"] = BigInt(value);
      },
    } satisfies Field<number>,
    /** Packets that may come at once. */
    packetBurst: {
      attributes: ["pktburst64"],
      path: "pktburst64",
      read({ pktrate64, pktburst64 }) {
        const ticks = Number(pktburst64 ?? 0);
        return ticks === 0 ? undefined : bytesIn(ticks, Number(pktrate64 ?? 0));
      },
      write(name, value, draft) {
        checkNumber(name, value, 1, MAX_U32);
        const rate = Number(draft["pktrate64"] ?? 0);
        draft["pktburst64"] = BigInt(rate === 0 ? 0 : ticksFor(value, rate));
      },
    } satisfies Field<number>,
    /** What becomes of packets within the limits; `control` is for those beyond. */
    conform: control("result"),
    ...rateSpec("tbf.rate"),
  },
  {
    parms: "tbf",
    derived: ["rate", "peakrate", "rate64", "peakrate64", "avrate"],
    control: "reclassify",
    finish(
      name,
      { bitrate: own, burstBytes, mtuBytes, peakBitrate, packetsPerSecond, packetBurst },
      draft,
    ) {
      if ((own === undefined) !== (burstBytes === undefined))
        throw new NetlinkInputError(
          `${name}.burstBytes`,
          burstBytes,
          "both it and bitrate, or neither",
        );
      if ((packetsPerSecond === undefined) !== (packetBurst === undefined))
        throw new NetlinkInputError(
          `${name}.packetBurst`,
          packetBurst,
          "both it and packetsPerSecond, or neither",
        );
      if (peakBitrate !== undefined && (own === undefined || mtuBytes === undefined))
        throw new NetlinkInputError(
          `${name}.peakBitrate`,
          peakBitrate,
          "nothing without bitrate and mtuBytes",
        );
      const mtu = mtuBytes as number | undefined;
      if (own !== undefined)
        draft["rate"] = completeRate(
          draft,
          "tbf.rate",
          rateIn(draft, "tbf.rate.rate", "rate64"),
          mtu,
        );
      if (peakBitrate !== undefined)
        draft["peakrate"] = completeRate(
          draft,
          "tbf.peakrate",
          rateIn(draft, "tbf.peakrate.rate", "peakrate64"),
          mtu,
        );
    },
  },
);

const SAMPLE = action(
  {
    /** One packet of so many. */
    rate: number("rate"),
    /** Number of the psample group. */
    group: number("psampleGroup"),
    /** Bytes of a packet that are kept. */
    truncBytes: number("truncSize"),
  },
  { control: "pipe", needs: ["rate", "group"] },
);

const IFE = action(
  {
    mode: choice("parms.flags", { decode: 0, encode: 1 }),
    dstMac: plain("dmac"),
    srcMac: plain("smac"),
    etherType: number("type", U16),
    /** Metadata that is sent along (`TCA_IFE_METALST`), as the kernel has it. */
    metadata: plain<Uint8Array>("metalst"),
  },
  { control: "pipe", needs: ["mode"] },
);

/** The kinds of actions that have options here. */
export const ACTIONS = {
  gact: GACT,
  mirred: MIRRED,
  pedit: action(
    { keys: peditKeys },
    { parms: "parmsEx", control: "pass", needs: ["keys"], derived: ["parms", "keysEx"] },
  ),
  police: POLICE,
  skbedit: SKBEDIT,
  vlan: VLAN,
  tunnel_key: TUNNEL_KEY,
  ct: CT,
  mpls: MPLS,
  nat: NAT,
  csum: CSUM,
  sample: SAMPLE,
  ife: IFE,
  simple: action({ text: plain("data") }, { control: "pipe" }),
} as const;
