/**
 * Multicast groups of bridges as objects: what a message of the kernel says.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import { type Decoded, flagNames } from "../../schema/index.ts";
import { MDB_FLAGS, type rtMdb } from "../../uapi/route/index.ts";
import { formatHex, parseIp, parseMac, readIpv4, readIpv6 } from "../../wire/index.ts";
import { named } from "./link-names.ts";
import type { NameOf } from "./route.ts";

/** What a bridge or VXLAN knows, as the table decodes it. */
export type MdbMessage = Decoded<(typeof rtMdb.operations)["RTM_GETMDB"]["reply"]>;
type Groups = NonNullable<NonNullable<MdbMessage["mdb"]>["entry"]>[number];
type Info = NonNullable<Groups["info"]>[number];

/** `ETH_P_IP`, `ETH_P_IPV6`: what kind of address a group is; 0 is one of layer 2. @see include/uapi/linux/if_ether.h */
const ETH_P = { ipv4: 0x0800, ipv6: 0x86dd } as const;

/** A port, or a far end, that gets the packets of a group. */
export interface MdbEntry {
  /** Index and name of the bridge or VXLAN. */
  readonly index: number;
  readonly dev?: string;
  /** Index and name of the port; those of the bridge itself where this host is the listener. */
  readonly port: number;
  readonly portName?: string;
  /** IP address, or link-layer address, of the group. */
  readonly group: string;
  /** Packets from this source alone. */
  readonly source?: string;
  readonly vlan?: number;
  /** `"temporary"` entries go when nobody reports any longer. */
  readonly state: "temporary" | "permanent" | number;
  /** `MDB_FLAGS_*` by name: `"offload"`, `"fast-leave"`, `"star-excl"`, `"blocked"`… */
  readonly flags: readonly string[];
  /** Whether `sources` are those that are taken, or those that are not. */
  readonly filterMode?: "include" | "exclude" | number;
  readonly sources?: readonly { readonly address: string; readonly timerCs: number }[];
  readonly protocol?: string | number;
  /** Hundredths of a second until it goes; 0 of a permanent one. */
  readonly timerCs?: number;
  /** Far end of a VXLAN, and how it is reached. */
  readonly dst?: string;
  readonly dstPort?: number;
  readonly vni?: number;
  readonly srcVni?: number;
  readonly via?: number;
  readonly viaName?: string;
}

/** A port of a bridge that has a multicast router behind it. */
export interface MdbRouter {
  readonly index: number;
  readonly dev?: string;
  readonly port: number;
  readonly portName?: string;
  /** `"perm"`, `"temp"`, `"temp-query"`, `"disabled"`: how it came to be one. */
  readonly type?: string | number;
  /** Hundredths of a second until it is none any longer. */
  readonly timerCs?: number;
  readonly vlan?: number;
}

function groupText({ addr }: Info): string {
  if (addr.proto === ETH_P.ipv4) return readIpv4(addr.u, 0);
  if (addr.proto === ETH_P.ipv6) return readIpv6(addr.u, 0);
  return formatHex(addr.u, 0, 6).replace(/..(?!$)/g, "$&:");
}

/** The bytes of a group, and what kind of address they are. @throws `NetlinkInputError` */
export function groupAddress(field: string, text: unknown) {
  const u = new Uint8Array(16);
  const ip = typeof text === "string" ? parseIp(text) : undefined;
  if (ip !== undefined) {
    u.set(ip);
    return { u, proto: ip.length === 4 ? ETH_P.ipv4 : ETH_P.ipv6 };
  }
  const mac = typeof text === "string" ? parseMac(text) : undefined;
  if (mac?.length !== 6)
    throw new NetlinkInputError(field, text, "an IP address or a link-layer address of 6 bytes");
  u.set(mac);
  return { u, proto: 0 };
}

/** The friendly form of one entry of a message. @param bridge - Index of the device that the message is about. */
export function mdbEntryOf(bridge: number, info: Info, nameOf: NameOf): MdbEntry {
  const { headerIfindex, vid, source, groupMode, srcList, rtprot, timer } = info;
  const { dst, dstPort, vni, srcVni, ifindex } = info;
  return {
    index: bridge,
    ...named(nameOf, "dev", bridge),
    port: headerIfindex,
    ...named(nameOf, "portName", headerIfindex),
    group: groupText(info),
    ...(source !== undefined && { source: String(source) }),
    ...(vid !== 0 && { vlan: vid }),
    state: info.state,
    flags: flagNames(MDB_FLAGS, info.flags),
    ...(groupMode !== undefined && { filterMode: groupMode }),
    ...(srcList?.entry !== undefined && {
      sources: srcList.entry.map((each) => ({
        address: String(each.address ?? ""),
        timerCs: each.timer ?? 0,
      })),
    }),
    ...(rtprot !== undefined && { protocol: rtprot }),
    ...(timer !== undefined && { timerCs: timer }),
    ...(dst !== undefined && { dst: String(dst) }),
    ...(dstPort !== undefined && { dstPort }),
    ...(vni !== undefined && { vni }),
    ...(srcVni !== undefined && { srcVni }),
    ...(ifindex !== undefined && { via: ifindex }),
    ...named(nameOf, "viaName", ifindex),
  };
}
