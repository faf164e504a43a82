/**
 * Links as objects: what a message says, and the message for what a caller says.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import { type Decoded, type Encodable, flagNames } from "../../schema/index.ts";
import { ARPHRD, IFF, type rtLink } from "../../uapi/route/index.ts";
import { readIpv4, readIpv6 } from "../../wire/index.ts";
import { checkNewName, checkNumber, checkProperties, type LinkRef } from "./input.ts";

type Operations = typeof rtLink.operations;
/** A link as the table decodes it. */
export type LinkMessage = Decoded<Operations["RTM_GETLINK"]["reply"]>;
/** A link as the table encodes it. */
export type LinkRequest = Encodable<Operations["RTM_NEWLINK"]["request"]>;
type LinkInfo = NonNullable<LinkMessage["linkinfo"]>;
/** Options of a kind as the kernel gives them, under the kernel's names. */
export type LinkOptions = NonNullable<LinkInfo["data"]>;
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
  /** Counters, where asked for. */
  readonly statistics?: LinkStatistics;
}

/** What can be changed of a link. */
export interface LinkSettings {
  /** Renames it: 1 to 15 bytes. Before Linux 6.0 it has to be down. */
  readonly name?: string;
  readonly mtu?: number;
  readonly up?: boolean;
  /** `"52:54:00:12:34:56"`. */
  readonly address?: string;
  readonly broadcast?: string;
  /** At most 255 bytes; empty to remove it. */
  readonly alias?: string;
  readonly txQueueLength?: number;
  readonly group?: number;
  /** The bridge, bond or VRF that it is to be a port of; null for none. */
  readonly master?: LinkRef | null;
  readonly promiscuous?: boolean;
  readonly allMulticast?: boolean;
  readonly multicast?: boolean;
  readonly arp?: boolean;
  readonly protoDown?: boolean;
  readonly gsoMaxSize?: number;
  readonly gsoMaxSegs?: number;
  readonly groMaxSize?: number;
  /** Moves it into another namespace: that of a process, or one behind a file descriptor. */
  readonly netns?: { readonly pid: number } | { readonly fd: number };
  /** Options of its kind, under the kernel's names. */
  readonly options?: LinkOptionsInput;
  /** Options of it as a port of its master. */
  readonly port?: PortOptionsInput;
}

type InfoInput = NonNullable<LinkRequest["linkinfo"]>;
/** Options of any kind, as given. */
export type LinkOptionsInput = NonNullable<InfoInput["data"]>;
/** Options of a port, as given. */
export type PortOptionsInput = NonNullable<InfoInput["slaveData"]>;

/** What a link is added with. */
export interface NewLink extends LinkSettings {
  /** `"veth"`, `"bridge"`, `"vlan"`, `"vxlan"`, `"dummy"`, `"ifb"`, `"bond"`, `"macvlan"`, `"vrf"`, `"wireguard"`… */
  readonly kind: string;
  /** Wanted index; the kernel chooses where absent. */
  readonly index?: number;
  /** The link that it rests on: of a VLAN, a macvlan, a tunnel. */
  readonly link?: LinkRef;
  readonly numTxQueues?: number;
  readonly numRxQueues?: number;
  /** The other end of a veth. */
  readonly peer?: Omit<NewLink, "kind" | "peer" | "link">;
}

const SETTINGS = [
  "name",
  "mtu",
  "up",
  "address",
  "broadcast",
  "alias",
  "txQueueLength",
  "group",
  "master",
  "promiscuous",
  "allMulticast",
  "multicast",
  "arp",
  "protoDown",
  "gsoMaxSize",
  "gsoMaxSegs",
  "groMaxSize",
  "netns",
  "options",
  "port",
] as const satisfies readonly (keyof LinkSettings)[];
const NEW_LINK = [...SETTINGS, "kind", "index", "link", "numTxQueues", "numRxQueues", "peer"] as const satisfies readonly (keyof NewLink)[];

/** Attributes of a request by the property that they come from, where the two differ; for errors. */
export const LINK_PROPERTIES: Readonly<Record<string, string>> = {
  ifname: "name",
  txqlen: "txQueueLength",
  ifalias: "alias",
  "linkinfo.kind": "kind",
  "linkinfo.data": "options",
  "linkinfo.data.peer": "peer",
  "linkinfo.data.peer.ifname": "peer.name",
  "linkinfo.slaveData": "port",
};

/** Properties that are attributes of the same meaning: set as they are. */
const PLAIN = [
  ["mtu", "mtu"],
  ["address", "address"],
  ["broadcast", "broadcast"],
  ["alias", "ifalias"],
  ["txQueueLength", "txqlen"],
  ["group", "group"],
  ["gsoMaxSize", "gsoMaxSize"],
  ["gsoMaxSegs", "gsoMaxSegs"],
  ["groMaxSize", "groMaxSize"],
  ["numTxQueues", "numTxQueues"],
  ["numRxQueues", "numRxQueues"],
] as const satisfies readonly (readonly [keyof NewLink, keyof LinkRequest])[];

/** Switches of a link and their bits; `arp` is the one whose flag says no. */
const SWITCHES = [
  ["up", "up", true],
  ["promiscuous", "promisc", true],
  ["allMulticast", "all-multi", true],
  ["multicast", "multicast", true],
  ["arp", "no-arp", false],
] as const satisfies readonly (readonly [keyof LinkSettings, keyof typeof IFF.masks, boolean])[];

/** Link types whose addresses are IP addresses (`ARPHRD_*`), as the kernel's tools print them. */
const IP_ADDRESSED: ReadonlySet<string | number> = new Set(["tunnel", "tunnel6", "sit", "ipgre", "ip6gre"]);

function addressText(type: string | number, text: string | Uint8Array | undefined): string | undefined {
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
  if (linkinfo?.data !== undefined) link.options = linkinfo.data;
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
  if (typeof message.permAddress === "string") link.permanentAddress = message.permAddress;
  if (message.protoDown !== undefined && message.protoDown !== 0) link.protoDown = true;
  if (message.physPortId !== undefined) link.physPortId = hexOf(message.physPortId);
  if (message.physSwitchId !== undefined) link.physSwitchId = hexOf(message.physSwitchId);
  const { afSpec } = message;
  const mode = afSpec !== undefined && "inet6" in afSpec ? afSpec.inet6?.addrGenMode : undefined;
  if (mode !== undefined) link.addrGenMode = mode;
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function checkFlag(field: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean") throw new NetlinkInputError(field, value, "true or false");
}

function netnsFor(netns: NonNullable<LinkSettings["netns"]>): LinkRequest {
  if ("pid" in netns) {
    checkNumber("netns.pid", netns.pid, 1, 0x7fffffff);
    return { netNsPid: netns.pid };
  }
  checkNumber("netns.fd", netns.fd, 0, 0x7fffffff);
  return { netNsFd: netns.fd };
}

/** Where a link's reference becomes its index; `field` is for the error. */
type IndexOf = (field: string, ref: LinkRef) => Promise<number>;

/**
 * The attributes for settings, without what tells which link is meant.
 *
 * @param what - What the caller calls the settings, for errors: `"link"`, `"peer"`.
 */
async function attributesFor(what: string, settings: Partial<NewLink>, indexOf: IndexOf): Promise<LinkRequest> {
  checkNewName(`${what}.name`, settings.name);
  let ifiFlags = 0;
  let ifiChange = 0;
  for (const [name, flag, sense] of SWITCHES) {
    const value = settings[name];
    checkFlag(`${what}.${name}`, value);
    if (value === undefined) continue;
    ifiChange |= IFF.masks[flag];
    if (value === sense) ifiFlags |= IFF.masks[flag];
  }
  checkFlag(`${what}.protoDown`, settings.protoDown);
  const plain: Record<string, unknown> = {};
  for (const [name, attribute] of PLAIN) {
    if (settings[name] !== undefined) plain[attribute] = settings[name];
  }
  const { master, link, protoDown, netns } = settings;
  return {
    ...(ifiChange !== 0 && { ifiFlags, ifiChange }),
    ...(plain as LinkRequest),
    ...(master !== undefined && { master: master === null ? 0 : await indexOf(`${what}.master`, master) }),
    ...(link !== undefined && { link: await indexOf(`${what}.link`, link) }),
    ...(protoDown !== undefined && { protoDown: protoDown ? 1 : 0 }),
    ...(netns !== undefined && netnsFor(netns)),
  };
}

/** The request that changes a link; the caller adds which one. */
export async function settingsRequest(
  settings: LinkSettings,
  kind: { readonly kind?: string; readonly portKind?: string },
  indexOf: IndexOf,
): Promise<LinkRequest> {
  checkProperties("link", settings, SETTINGS);
  const { name, options, port } = settings;
  const linkinfo = {
    ...(options !== undefined && kind.kind !== undefined && { kind: kind.kind, data: options }),
    ...(port !== undefined && kind.portKind !== undefined && { slaveKind: kind.portKind, slaveData: port }),
  };
  return {
    ...(name !== undefined && { ifname: name }),
    ...(await attributesFor("link", settings, indexOf)),
    ...(Object.keys(linkinfo).length > 0 && { linkinfo }),
  };
}

/** The request that adds a link. */
export async function newLinkRequest(settings: NewLink, indexOf: IndexOf): Promise<LinkRequest> {
  checkProperties("link", settings, NEW_LINK);
  const { name, index, kind, options, peer } = settings;
  if (typeof kind !== "string" || kind === "") throw new NetlinkInputError("link.kind", kind, 'the kind of link: "veth", "bridge"…');
  checkNumber("link.index", index, 1, 0x7fffffff);
  if (peer !== undefined && kind !== "veth") throw new NetlinkInputError("link.peer", peer, "nothing: only a veth has a peer");
  const data = peer === undefined ? options : { peer: await peerRequest(peer, indexOf) };
  return {
    ...(index !== undefined && { ifiIndex: index }),
    ...(name !== undefined && { ifname: name }),
    ...(await attributesFor("link", settings, indexOf)),
    linkinfo: { kind, ...(data !== undefined && { data }) } as InfoInput,
  };
}

async function peerRequest(peer: NonNullable<NewLink["peer"]>, indexOf: IndexOf): Promise<LinkRequest> {
  // drivers/net/veth.c, v6.18: a peer is set up before it knows its other end, and says ENOTCONN.
  if (peer?.up === true) throw new NetlinkInputError("peer.up", true, "nothing: set the peer up once it is there");
  checkProperties("peer", peer, NEW_LINK.filter((name) => !["kind", "peer", "link", "options", "port"].includes(name)));
  return {
    ...(peer.index !== undefined && { ifiIndex: peer.index }),
    ...(peer.name !== undefined && { ifname: peer.name }),
    ...(await attributesFor("peer", peer, indexOf)),
  };
}
