/**
 * Links as objects: what a message of the kernel says.
 *
 * @module
 */
import { flagNames } from "../../schema/index.ts";
import { ARPHRD, IFF } from "../../uapi/route/index.ts";
import { formatHex, readIpv4, readIpv6 } from "../../wire/index.ts";
import type { LinkMessage } from "./link-message.ts";
import { type LinkOptions, optionsOf } from "./link-options.ts";
import { type VirtualFunction, virtualFunctionsOf } from "./link-vf.ts";
import { type LinkXdp, xdpOf } from "./link-xdp.ts";

type LinkInfo = NonNullable<LinkMessage["linkinfo"]>;
/** What a link is as a port of its master. */
export type PortOptions = NonNullable<LinkInfo["slaveData"]>;
/** Counters of a link: 64 bits each (`struct rtnl_link_stats64`). */
export type LinkStatistics = NonNullable<LinkMessage["stats64"]>;

/** A network interface. */
export interface Link {
  readonly index: number;
  readonly name: string;
  /** Further names that it answers to. */
  readonly altNames?: readonly string[];
  /** What it looks like to IP: `"ether"`, `"loopback"`, `"none"`…, or the number of an `ARPHRD_*` without a name. */
  readonly type: string | number;
  /** Which driver it is of, where that is one of software: `"veth"`, `"bridge"`, `"vlan"`… */
  readonly kind?: string;
  /** `IFF_*` by name: `"up"`, `"broadcast"`, `"running"`, `"lower-up"`, `"no-arp"`… */
  readonly flags: readonly string[];
  /** Whether it is set up (`IFF_UP`); `state` says whether it works. */
  readonly up: boolean;
  /** Operational state of RFC 2863: `"up"`, `"down"`, `"dormant"`, `"lower-layer-down"`, `"unknown"`… */
  readonly state: string | number;
  readonly mtu: number;
  readonly minMtu?: number;
  /** 0: no limit. */
  readonly maxMtu?: number;
  /** Link-layer address: hexadecimal with colons; an IP address for tunnels that have such. */
  readonly address?: string;
  readonly broadcast?: string;
  /** Address that the hardware came with. */
  readonly permanentAddress?: string;
  /** Index of the bridge, bond or VRF that it is a port of. */
  readonly master?: number;
  /** Name of that one. */
  readonly masterName?: string;
  /** Index of the link that it rests on, or is the peer of; in the namespace `linkNetnsid` where that is present. */
  readonly link?: number;
  /** Name of that one, where it is in this namespace. */
  readonly linkName?: string;
  readonly linkNetnsid?: number;
  readonly qdisc?: string;
  /** Packets that its queue holds. */
  readonly txQueueLength: number;
  /** Number of its link group; 0 is the default one. */
  readonly group: number;
  /** `"default"` or `"dormant"`: how `state` follows the carrier. */
  readonly mode: string | number;
  readonly alias?: string;
  readonly carrier?: boolean;
  readonly carrierChanges?: number;
  readonly carrierUpCount?: number;
  readonly carrierDownCount?: number;
  readonly promiscuity?: number;
  readonly allmulti?: number;
  readonly numTxQueues?: number;
  readonly numRxQueues?: number;
  readonly gsoMaxSize?: number;
  readonly gsoMaxSegs?: number;
  readonly gsoIpv4MaxSize?: number;
  readonly tsoMaxSize?: number;
  readonly tsoMaxSegs?: number;
  readonly groMaxSize?: number;
  readonly groIpv4MaxSize?: number;
  readonly protoDown?: boolean;
  readonly physPortName?: string;
  /** Hexadecimal. */
  readonly physPortId?: string;
  /** Hexadecimal. */
  readonly physSwitchId?: string;
  readonly parentDevName?: string;
  readonly parentDevBusName?: string;
  /** How IPv6 makes its link-local address: `"eui64"`, `"none"`, `"stable-privacy"`, `"random"`, or a number. */
  readonly addrGenMode?: string | number;
  /** Options of its kind, under the kernel's names; bytes where the kind is not known. */
  readonly options?: LinkOptions;
  /** Kind of its master, as a port. */
  readonly portKind?: string;
  /** Options of it as a port of its master. */
  readonly port?: PortOptions;
  /** Its XDP programs, where it has any. */
  readonly xdp?: LinkXdp;
  /** Its virtual functions, where asked for and where it has any. */
  readonly virtualFunctions?: readonly VirtualFunction[];
  /** Counters, where asked for. */
  readonly statistics?: LinkStatistics;
}

/** Link types whose addresses are IP addresses (`ARPHRD_*`), as the kernel's tools print them. */
const IP_ADDRESSED: ReadonlySet<string | number> = new Set([
  "tunnel",
  "tunnel6",
  "sit",
  "ipgre",
  "ip6gre",
]);

function addressText(
  type: string | number,
  text: string | Uint8Array | undefined,
): string | undefined {
  if (typeof text !== "string") return undefined;
  if (!IP_ADDRESSED.has(type)) return text;
  const bytes = Uint8Array.from(text.split(":"), (part) => Number.parseInt(part, 16));
  return bytes.length === 4 ? readIpv4(bytes, 0) : bytes.length === 16 ? readIpv6(bytes, 0) : text;
}

/** Attributes that are shown as they are, where they are there. */
const SHOWN = [
  "minMtu",
  "maxMtu",
  "linkNetnsid",
  "qdisc",
  "carrierChanges",
  "carrierUpCount",
  "carrierDownCount",
  "promiscuity",
  "allmulti",
  "numTxQueues",
  "numRxQueues",
  "gsoMaxSize",
  "gsoMaxSegs",
  "gsoIpv4MaxSize",
  "tsoMaxSize",
  "tsoMaxSegs",
  "groMaxSize",
  "groIpv4MaxSize",
  "physPortName",
  "parentDevName",
  "parentDevBusName",
] as const satisfies readonly (keyof Link & keyof LinkMessage)[];

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/**
 * The friendly form of a link message. Names of other links are not in it: see `Links`.
 *
 * @param statistics - Whether its counters are wanted; the kernel sends them in any case.
 */
export function linkOf(message: LinkMessage, statistics = false): Mutable<Link> {
  const { ifiFlags, linkinfo } = message;
  const type = ARPHRD.names.get(message.ifiType) ?? message.ifiType;
  const link: Mutable<Link> = {
    index: message.ifiIndex,
    name: message.ifname ?? "",
    type,
    flags: flagNames(IFF, ifiFlags),
    up: (ifiFlags & IFF.masks.up) !== 0,
    state: message.operstate ?? "unknown",
    mtu: message.mtu ?? 0,
    txQueueLength: message.txqlen ?? 0,
    group: message.group ?? 0,
    mode: message.linkmode ?? "default",
  };
  if (linkinfo?.kind !== undefined) link.kind = linkinfo.kind;
  if (linkinfo?.data !== undefined) link.options = optionsOf(linkinfo.data);
  if (linkinfo?.slaveKind !== undefined) link.portKind = linkinfo.slaveKind;
  if (linkinfo?.slaveData !== undefined) link.port = linkinfo.slaveData;
  const address = addressText(type, message.address);
  if (address !== undefined) link.address = address;
  const broadcast = addressText(type, message.broadcast);
  if (broadcast !== undefined) link.broadcast = broadcast;
  if (message.master !== undefined) link.master = message.master;
  if (message.link !== undefined) link.link = message.link;
  if (message.carrier !== undefined) link.carrier = message.carrier !== 0;
  for (const name of SHOWN) {
    const value = message[name];
    if (value !== undefined) (link as Record<string, unknown>)[name] = value;
  }
  addRare(link, message);
  if (statistics && message.stats64 !== undefined) link.statistics = message.stats64;
  return link;
}

/** What few links have. */
function addRare(link: Mutable<Link>, message: LinkMessage): void {
  const altNames = message.propList?.altIfname;
  if (altNames !== undefined) link.altNames = altNames;
  if (message.ifalias !== undefined) link.alias = message.ifalias;
  const permanent = addressText(link.type, message.permAddress);
  if (permanent !== undefined) link.permanentAddress = permanent;
  if (message.protoDown !== undefined && message.protoDown !== 0) link.protoDown = true;
  if (message.physPortId !== undefined) link.physPortId = formatHex(message.physPortId);
  if (message.physSwitchId !== undefined) link.physSwitchId = formatHex(message.physSwitchId);
  const { afSpec } = message;
  const mode = afSpec !== undefined && "inet6" in afSpec ? afSpec.inet6?.addrGenMode : undefined;
  if (mode !== undefined) link.addrGenMode = mode;
  const xdp = xdpOf(message);
  if (xdp !== undefined) link.xdp = xdp;
  const virtualFunctions = virtualFunctionsOf(message);
  if (virtualFunctions !== undefined) link.virtualFunctions = virtualFunctions;
}
