/**
 * Policy rules as objects: what a message of the kernel says.
 *
 * @module
 */
import { type Decoded, flagNames } from "../../schema/index.ts";
import { FIB_RULE, RT_PROTOCOL, type rtRule } from "../../uapi/route/index.ts";
import type { IpFamily } from "./input.ts";

/** A rule as the table decodes it. */
export type RuleMessage = Decoded<(typeof rtRule.operations)["RTM_GETRULE"]["reply"]>;

/** What a rule does with a packet that it matches. */
export type RuleAction = "lookup" | "goto" | "nop" | "blackhole" | "unreachable" | "prohibit";

/** Ports from `start` to `end`, both of them among the ports. */
export interface PortRange {
  /** 1 to 65534. */
  readonly start: number;
  /** `start` to 65534. */
  readonly end: number;
  /** Bits that count; all where absent. Since Linux 6.15. */
  readonly mask?: number;
}

/** User ids from `start` to `end`, both of them among the ids. */
export interface UidRange {
  readonly start: number;
  readonly end: number;
}

/** A rule. What it does not have it does not look at. */
export interface Rule {
  /** `"ipv4"`, `"ipv6"`, or the number of another family: 128 and 129 are the multicast routes of the two. */
  readonly family: IpFamily | number;
  /** Rules are tried from the lowest on; several may have the same. */
  readonly priority: number;
  /** Whether it matches what the selectors do not (`FIB_RULE_INVERT`). */
  readonly not: boolean;
  /** Source prefix: `"10.0.0.0/8"`. */
  readonly from?: string;
  /** Destination prefix. */
  readonly to?: string;
  /** Name of the incoming link. Packets of this host come in by `"lo"`. */
  readonly iif?: string;
  /** Name of the outgoing link, of packets of sockets that are bound to one. */
  readonly oif?: string;
  /** Bits of the type of service, of rules that were made with those. */
  readonly tos?: number;
  /** 0 to 63. Since Linux 6.13. */
  readonly dscp?: number;
  /** Bits of `dscp` that count; all where absent. Since Linux 6.16. */
  readonly dscpMask?: number;
  readonly fwmark?: number;
  /** Bits of the mark that count; all where absent. */
  readonly fwmask?: number;
  /** Owners of the socket. Since Linux 4.10. */
  readonly uidRange?: UidRange;
  /** Number of the transport protocol: 6 is TCP. Since Linux 4.17. */
  readonly ipProto?: number;
  readonly sourcePorts?: PortRange;
  readonly destinationPorts?: PortRange;
  /** IPv6 flow label. Since Linux 6.14. */
  readonly flowLabel?: number;
  /** Bits of the flow label that count; all where absent. */
  readonly flowLabelMask?: number;
  /** Key of the tunnel that it came in by. */
  readonly tunnelId?: bigint;
  /** Whether it matches packets of VRFs, each of which looks into its own table. Since Linux 4.8. */
  readonly l3mdev: boolean;
  /** A name, or the number of an action without one. */
  readonly action: RuleAction | number;
  /** Number of the table that it looks into: 254 is main. */
  readonly table?: number;
  /** Priority of the rule that it goes on with. */
  readonly goto?: number;
  /** A route found is passed over if its prefix has at most this length; 0 is the default route. */
  readonly suppressPrefixLength?: number;
  /** A route found is passed over if it goes out by a link of this group. */
  readonly suppressGroup?: number;
  /** Realms: the upper half is where from, the lower where to; IPv4 only. */
  readonly flow?: number;
  /** Who made it: `"kernel"`, `"static"`…, or a number. Since Linux 4.17. */
  readonly protocol?: string | number;
  /** `FIB_RULE_*` by name: `"permanent"`, `"unresolved"` (no rule has its `goto`), `"iif-detached"`, `"oif-detached"`. */
  readonly flags: readonly string[];
}

const FAMILY_NAMES: Readonly<Record<number, IpFamily>> = { 2: "ipv4", 10: "ipv6" };
const ACTIONS: Readonly<Record<string, RuleAction>> = {
  "to-tbl": "lookup",
  goto: "goto",
  nop: "nop",
  blackhole: "blackhole",
  unreachable: "unreachable",
  prohibit: "prohibit",
};

/** What tells which packets a rule is for. */
function selectorsOf(message: RuleMessage): Partial<Rule> {
  const { dst, src, iifname, oifname, uidRange, sportRange, dportRange } = message;
  const { dscp, dscpMask, fwmark, fwmask, ipProto, tunId, flowlabel, flowlabelMask } = message;
  const { sportMask, dportMask } = message;
  return {
    // "0.0.0.0/8" has no attribute beside its length.
    ...((src !== undefined || message.srcLen > 0) && {
      from: `${src ?? anyOf(message.family)}/${message.srcLen}`,
    }),
    ...((dst !== undefined || message.dstLen > 0) && {
      to: `${dst ?? anyOf(message.family)}/${message.dstLen}`,
    }),
    ...(iifname !== undefined && { iif: iifname }),
    ...(oifname !== undefined && { oif: oifname }),
    ...(message.tos !== 0 && { tos: message.tos }),
    ...(dscp !== undefined && { dscp }),
    ...(dscpMask !== undefined && dscpMask !== 0x3f && { dscpMask }),
    // The kernel tells a mark of 0 whose bits count, and all bits where none were given.
    ...((fwmark !== undefined || fwmask !== undefined) && { fwmark: fwmark ?? 0 }),
    ...(fwmask !== undefined && fwmask !== 0xffffffff && { fwmask }),
    ...(uidRange !== undefined && { uidRange }),
    ...(ipProto !== undefined && { ipProto }),
    ...(sportRange !== undefined && { sourcePorts: portsOf(sportRange, sportMask) }),
    ...(dportRange !== undefined && { destinationPorts: portsOf(dportRange, dportMask) }),
    ...(flowlabel !== undefined && { flowLabel: flowlabel }),
    ...(flowlabelMask !== undefined &&
      flowlabelMask !== 0xfffff && { flowLabelMask: flowlabelMask }),
    ...(tunId !== undefined && { tunnelId: tunId }),
  };
}

function anyOf(family: number): string {
  return family === 10 || family === 129 ? "::" : "0.0.0.0";
}

function portsOf(range: { start: number; end: number }, mask: number | undefined): PortRange {
  return { ...range, ...(mask !== undefined && mask !== 0xffff && { mask }) };
}

/** The friendly form of a rule message. */
export function ruleOf(message: RuleMessage): Rule {
  const { action, table = message.headerTable, goto, suppressPrefixlen, suppressIfgroup } = message;
  const { flow, protocol } = message;
  const flags: string[] = flagNames(FIB_RULE, message.flags);
  const l3mdev = message.l3mdev === 1;
  return {
    family: FAMILY_NAMES[message.family] ?? message.family,
    priority: message.priority ?? 0,
    not: flags.includes("invert"),
    ...selectorsOf(message),
    l3mdev,
    action: ACTIONS[action] ?? (action as number),
    ...(action === "to-tbl" && !l3mdev && { table }),
    ...(action === "goto" && { goto: goto ?? 0 }),
    // -1 stands for none.
    ...(suppressPrefixlen !== undefined &&
      suppressPrefixlen !== 0xffffffff && { suppressPrefixLength: suppressPrefixlen }),
    ...(suppressIfgroup !== undefined &&
      suppressIfgroup !== 0xffffffff && { suppressGroup: suppressIfgroup }),
    ...(flow !== undefined && { flow }),
    ...(protocol !== undefined &&
      protocol !== 0 && { protocol: RT_PROTOCOL.names.get(protocol) ?? protocol }),
    flags: flags.filter((name) => name !== "invert"),
  };
}
