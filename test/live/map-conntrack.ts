/**
 * The elements of `conntrack -L -o xml,id,timestamp,labels`, and where the decoded messages have them.
 *
 * @module
 */
import { flagNames } from "../../src/schema/index.ts";
import { IPS } from "../../src/uapi/netfilter/index.ts";
import type { Field, FieldMap } from "../oracle/fields.ts";

type Row = Readonly<Record<string, unknown>>;

const LAYER3: Readonly<Record<number, string>> = { 2: "ipv4", 10: "ipv6" };
const LAYER4: Readonly<Record<number, string>> = {
  1: "icmp",
  6: "tcp",
  17: "udp",
  47: "gre",
  58: "icmpv6",
  132: "sctp",
};
const GRE = 47;

type Rule = Field<Row, undefined>;
const text = (from: string): Rule => ({ from, show: (it: unknown) => String(it) });
const ofStatus = (name: string, wanted: boolean): Rule => ({
  from: "status",
  show: (status: number) => flagNames(IPS, status).includes(name as never) === wanted || undefined,
});

interface Tuple {
  readonly tupleProto: Readonly<Record<string, number>>;
}
/** GRE has its keys where others have ports, and they are printed in hexadecimal. */
const portOf = (tuple: string, member: string, isKey: boolean): Rule => ({
  from: tuple,
  show: ({ tupleProto }: Tuple) => {
    const value = tupleProto[member];
    if (value === undefined || (tupleProto["protoNum"] === GRE) !== isKey) return undefined;
    return isKey ? `0x${value.toString(16)}` : String(value);
  },
});

/** The elements of one direction. */
const direction = (element: string, tuple: string, name: string): Record<string, Rule> => ({
  [`${element}.@direction`]: { from: "", show: () => name },
  [`${element}.layer3.@protonum`]: text("nfgenFamily"),
  [`${element}.layer3.@protoname`]: {
    from: "nfgenFamily",
    show: (it: number) => LAYER3[it],
  },
  [`${element}.layer3.src`]: {
    from: `${tuple}.tupleIp`,
    show: ({ ipV4Src, ipV6Src }: Row) => ipV4Src ?? ipV6Src,
  },
  [`${element}.layer3.dst`]: {
    from: `${tuple}.tupleIp`,
    show: ({ ipV4Dst, ipV6Dst }: Row) => ipV4Dst ?? ipV6Dst,
  },
  [`${element}.layer4.@protonum`]: text(`${tuple}.tupleProto.protoNum`),
  [`${element}.layer4.@protoname`]: {
    from: `${tuple}.tupleProto.protoNum`,
    show: (it: number) => LAYER4[it] ?? "unknown",
  },
  [`${element}.layer4.sport`]: portOf(tuple, "protoSrcPort", false),
  [`${element}.layer4.dport`]: portOf(tuple, "protoDstPort", false),
  [`${element}.layer4.srckey`]: portOf(tuple, "protoSrcPort", true),
  [`${element}.layer4.dstkey`]: portOf(tuple, "protoDstPort", true),
  [`${element}.counters.packets`]: text(`${tuple.replace("tuple", "counters")}.packets`),
  [`${element}.counters.bytes`]: text(`${tuple.replace("tuple", "counters")}.bytes`),
});

/** Rows of `conntrack -L -o xml,id,timestamp,labels`. */
export const FLOW: FieldMap<never, undefined> = {
  ...direction("original", "tupleOrig", "original"),
  ...direction("reply", "tupleReply", "reply"),
  "independent.@direction": { from: "", show: () => "independent" },
  "independent.state": {
    from: "protoinfo",
    // The tool names SCTP's states by the numbers of TCP's (conntrack-tools 1.4.7): 4, established, as FIN_WAIT.
    show: ({ protoinfoTcp, protoinfoSctp }: Record<string, Record<string, string> | undefined>) =>
      protoinfoSctp === undefined
        ? protoinfoTcp?.["tcpState"]?.toUpperCase().replaceAll("-", "_")
        : ({ established: "FIN_WAIT" } as Record<string, string>)[protoinfoSctp["sctpState"] ?? ""],
  },
  "independent.timeout": {
    from: "timeout",
    show: String,
  },
  "independent.mark": text("mark"),
  "independent.zone": text("zone"),
  "independent.use": text("use"),
  "independent.id": text("id"),
  "independent.assured": ofStatus("assured", true),
  "independent.unreplied": ofStatus("seen-reply", false),
  "independent.labels": { because: "the names of its bits are in a file" },
  "independent.when": { because: "when the tool printed it" },
  "independent.timestamp.start": text("timestamp.start"),
};
