/**
 * Requests that add or change a link, from what a caller says.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import type { Encodable } from "../../schema/index.ts";
import { IFF, LINK_MODE, type rtLink } from "../../uapi/route/index.ts";
import {
  checkFlag,
  checkNewName,
  checkNumber,
  checkProperties,
  type LinkRef,
  numberFor,
} from "./input.ts";
import { type LinkOptionsFor, type LinkOptionsInput, optionsRequest } from "./link-options.ts";
import type { NamespaceKey, NamespaceRef } from "./namespace-ref.ts";

/** A link as the table encodes it. */
export type LinkRequest = Encodable<(typeof rtLink.operations)["RTM_NEWLINK"]["request"]>;
type InfoInput = NonNullable<LinkRequest["linkinfo"]>;
/** Options of a port, as given. */
export type PortOptionsInput = NonNullable<InfoInput["slaveData"]>;

/** What both ends of a pair can be made with, and every other link. */
interface LinkBasics {
  /** 1 to 15 bytes. A link that is up can be renamed since Linux 6.2. */
  readonly name?: string;
  readonly mtu?: number;
  /** `"52:54:00:12:34:56"`. */
  readonly address?: string;
  readonly broadcast?: string;
  readonly txQueueLength?: number;
  readonly group?: number;
  /** `"default"` or `"dormant"`. */
  readonly mode?: string | number;
  readonly promiscuous?: boolean;
  readonly allMulticast?: boolean;
  readonly multicast?: boolean;
  readonly arp?: boolean;
  readonly gsoMaxSize?: number;
  readonly gsoMaxSegs?: number;
  readonly gsoIpv4MaxSize?: number;
  readonly groMaxSize?: number;
  readonly groIpv4MaxSize?: number;
  /** Puts it into another namespace. That of a peer cannot be given by nsid: the kernel takes no notice of it. */
  readonly netns?: NamespaceRef;
}

/** What can be changed of any link, and given to a new one. */
interface LinkCommon extends LinkBasics {
  readonly up?: boolean;
  /** The bridge, bond or VRF that it is to be a port of; null for none. */
  readonly master?: LinkRef | null;
  /** Options of its kind, under the kernel's names. */
  readonly options?: LinkOptionsInput;
}

/** What can be changed of a link. */
export interface LinkSettings extends LinkCommon {
  /** At most 255 bytes; empty to remove it. */
  readonly alias?: string;
  readonly protoDown?: boolean;
  /** Options of it as a port of its master. */
  readonly port?: PortOptionsInput;
}

/**
 * What a link is added with. The kernel sets `alias`, `protoDown` and `port` on links that exist only:
 * that is for `Links.set`.
 */
export interface NewLink<Kind extends string = string> extends Omit<LinkCommon, "options"> {
  /** `"veth"`, `"bridge"`, `"vlan"`, `"vxlan"`, `"dummy"`, `"ifb"`, `"bond"`, `"macvlan"`, `"vrf"`, `"wireguard"`… */
  readonly kind: Kind;
  /** Options of its kind, under the kernel's names. */
  readonly options?: LinkOptionsFor<Kind>;
  /** Wanted index; the kernel chooses where absent. */
  readonly index?: number;
  /** The link that it rests on: of a VLAN, a macvlan, a tunnel. */
  readonly link?: LinkRef;
  /** The namespace that `link`, an index then, is in: by the number that this one has for it. */
  readonly linkNetnsid?: number;
  readonly numTxQueues?: number;
  readonly numRxQueues?: number;
  /** The other end of a veth, vxcan or netkit; the kernel names it where absent. Set it up once it is there. */
  readonly peer?: LinkBasics & Pick<NewLink, "index" | "numTxQueues" | "numRxQueues">;
}

const BASICS = [
  "name",
  "mtu",
  "address",
  "broadcast",
  "txQueueLength",
  "group",
  "mode",
  "promiscuous",
  "allMulticast",
  "multicast",
  "arp",
  "gsoMaxSize",
  "gsoMaxSegs",
  "gsoIpv4MaxSize",
  "groMaxSize",
  "groIpv4MaxSize",
  "netns",
] as const satisfies readonly (keyof LinkBasics)[];
const SETTINGS = [
  ...BASICS,
  "up",
  "master",
  "options",
  "alias",
  "protoDown",
  "port",
] as const satisfies readonly (keyof LinkSettings)[];
const PEER = [
  ...BASICS,
  "index",
  "numTxQueues",
  "numRxQueues",
] as const satisfies readonly (keyof NewLink)[];
const NEW_LINK = [
  ...PEER,
  "up",
  "master",
  "options",
  "kind",
  "link",
  "linkNetnsid",
  "peer",
] as const satisfies readonly (keyof NewLink)[];

/** Settings that a request for a new link may hold, and the kernel takes no notice of. */
const LATER = ["alias", "protoDown", "port"] as const satisfies readonly (keyof LinkSettings)[];

/** Kinds that come in pairs, and the attribute that describes the other end. */
const PEERED: Readonly<Record<string, string>> = {
  veth: "peer",
  vxcan: "peer",
  netkit: "peerInfo",
};

/** Attributes of a request by the property that they come from, where the two differ; for errors. */
export const LINK_PROPERTIES: Readonly<Record<string, string>> = {
  ifname: "name",
  txqlen: "txQueueLength",
  ifalias: "alias",
  linkmode: "mode",
  "linkinfo.kind": "kind",
  "linkinfo.data": "options",
  "linkinfo.data.peer": "peer",
  "linkinfo.data.peer.ifname": "peer.name",
  "linkinfo.data.peer.txqlen": "peer.txQueueLength",
  "linkinfo.data.peerInfo": "peer",
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
  ["gsoIpv4MaxSize", "gsoIpv4MaxSize"],
  ["groMaxSize", "groMaxSize"],
  ["groIpv4MaxSize", "groIpv4MaxSize"],
  ["numTxQueues", "numTxQueues"],
  ["numRxQueues", "numRxQueues"],
] as const satisfies readonly (readonly [keyof (NewLink & LinkSettings), keyof LinkRequest])[];

/** Switches of a link and their bits; `arp` is the one whose flag says no. */
const SWITCHES = [
  ["up", "up", true],
  ["promiscuous", "promisc", true],
  ["allMulticast", "all-multi", true],
  ["multicast", "multicast", true],
  ["arp", "no-arp", false],
] as const satisfies readonly (readonly [keyof LinkSettings, keyof typeof IFF.masks, boolean])[];

/** Settings whose namespaces are as requests name them. */
export type WithNamespaceKeys<Settings> = Omit<Settings, "netns" | "peer"> & {
  readonly netns?: NamespaceKey;
  readonly peer?: Omit<NonNullable<NewLink["peer"]>, "netns"> & { readonly netns?: NamespaceKey };
};

function netnsFor(netns: NamespaceKey): LinkRequest {
  if ("pid" in netns) return { netNsPid: netns.pid };
  return "fd" in netns ? { netNsFd: netns.fd } : { targetNetnsid: netns.nsid };
}

/** Where a link's reference becomes its index; `field` is for the error. */
type IndexOf = (field: string, ref: LinkRef) => Promise<number>;

/**
 * The attributes for settings, without what tells which link is meant.
 *
 * @param what - What the caller calls the settings, for errors: `"link"`, `"peer"`.
 */
async function attributesFor(
  what: string,
  settings: WithNamespaceKeys<LinkSettings> & Pick<NewLink, "link" | "numTxQueues" | "numRxQueues">,
  indexOf: IndexOf,
): Promise<LinkRequest> {
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
  const { master, link, mode, protoDown, netns } = settings;
  return {
    ...(ifiChange !== 0 && { ifiFlags, ifiChange }),
    ...(plain as LinkRequest),
    ...(master !== undefined && {
      master: master === null ? 0 : await indexOf(`${what}.master`, master),
    }),
    ...(link !== undefined && { link: await indexOf(`${what}.link`, link) }),
    ...(mode !== undefined && {
      linkmode: numberFor(`${what}.mode`, mode, LINK_MODE.values, 0xff),
    }),
    ...(protoDown !== undefined && { protoDown: protoDown ? 1 : 0 }),
    ...(netns !== undefined && netnsFor(netns)),
  };
}

/** The request that changes a link; the caller adds which one. */
export async function settingsRequest(
  settings: WithNamespaceKeys<LinkSettings>,
  kind: { readonly kind?: string; readonly portKind?: string },
  indexOf: IndexOf,
): Promise<LinkRequest> {
  checkProperties("link", settings, SETTINGS);
  const { name, options, port } = settings;
  const linkinfo = {
    ...(options !== undefined &&
      kind.kind !== undefined && { kind: kind.kind, data: optionsRequest(kind.kind, options) }),
    ...(port !== undefined &&
      kind.portKind !== undefined && { slaveKind: kind.portKind, slaveData: port }),
  };
  return {
    ...(name !== undefined && { ifname: name }),
    ...(await attributesFor("link", settings, indexOf)),
    ...(Object.keys(linkinfo).length > 0 && { linkinfo }),
  };
}

/** The request that adds a link. */
export async function newLinkRequest(
  settings: WithNamespaceKeys<NewLink>,
  indexOf: IndexOf,
): Promise<LinkRequest> {
  for (const name of LATER) {
    const value = (settings as LinkSettings | undefined)?.[name];
    if (value !== undefined)
      throw new NetlinkInputError(`link.${name}`, value, "nothing: set it once the link is there");
  }
  checkProperties("link", settings, NEW_LINK);
  const { name, index, kind, link, linkNetnsid, options, peer } = settings;
  if (typeof kind !== "string" || kind === "")
    throw new NetlinkInputError("link.kind", kind, 'the kind of link: "veth", "bridge"…');
  checkNumber("link.index", index, 1, 0x7fffffff);
  checkNumber("link.linkNetnsid", linkNetnsid, 0, 0x7fffffff);
  if (linkNetnsid !== undefined && typeof link !== "number")
    throw new NetlinkInputError("link.link", link, "an index, where it is in another namespace");
  const peerAttribute = Object.hasOwn(PEERED, kind) ? PEERED[kind] : undefined;
  if (peer !== undefined && peerAttribute === undefined) {
    throw new NetlinkInputError(
      "link.peer",
      peer,
      `nothing: only ${Object.keys(PEERED).join(", ")} have a peer`,
    );
  }
  const data = {
    ...(options !== undefined && optionsRequest(kind, options)),
    ...(peer !== undefined && { [peerAttribute as string]: await peerRequest(peer, indexOf) }),
  };
  return {
    ...(index !== undefined && { ifiIndex: index }),
    ...(name !== undefined && { ifname: name }),
    ...(await attributesFor("link", settings, indexOf)),
    ...(linkNetnsid !== undefined && { linkNetnsid }),
    linkinfo: { kind, ...((options !== undefined || peer !== undefined) && { data }) } as InfoInput,
  };
}

async function peerRequest(
  peer: NonNullable<WithNamespaceKeys<NewLink>["peer"]>,
  indexOf: IndexOf,
): Promise<LinkRequest> {
  // drivers/net/veth.c, v6.18: a peer is set up before it knows its other end, and says ENOTCONN.
  if ((peer as LinkSettings | null)?.up === true) {
    throw new NetlinkInputError("peer.up", true, "nothing: set the peer up once it is there");
  }
  checkProperties("peer", peer, PEER);
  checkNumber("peer.index", peer.index, 1, 0x7fffffff);
  // net/core/rtnetlink.c, v6.18: rtnl_link_get_net_ifla looks for a process and a descriptor alone.
  if (peer.netns !== undefined && "nsid" in peer.netns)
    throw new NetlinkInputError("peer.netns", peer.netns, "a name, path, process id or fd");
  return {
    ...(peer.index !== undefined && { ifiIndex: peer.index }),
    ...(peer.name !== undefined && { ifname: peer.name }),
    ...(await attributesFor("peer", peer, indexOf)),
  };
}
