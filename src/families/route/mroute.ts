/**
 * Multicast routes: list, get, follow; and the interfaces of multicast routing.
 *
 * @module
 */
import type { DumpOptions, NetlinkClient, RequestOptions } from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import { type Decoded, flagNames } from "../../schema/index.ts";
import { type cacheReportMessage, RTM_F, rtMroute, VIFF } from "../../uapi/route/index.ts";
import {
  checkName,
  checkNumber,
  checkProperties,
  familyOf,
  type IpFamily,
  type LinkRef,
  parseAddress,
} from "./input.ts";
import { type LinkNames, named } from "./link-names.ts";
import type { EventOptions, ObjectAction, Overrun } from "./object-events.ts";
import type { NameOf } from "./route.ts";

const { RTM_GETROUTE, RTM_GETLINK } = rtMroute.operations;
type MrouteMessage = Decoded<typeof RTM_GETROUTE.reply>;
type TableMessage = Decoded<typeof RTM_GETLINK.reply>;
type ReportMessage = Decoded<typeof cacheReportMessage>;

/** `RTNL_FAMILY_IPMR`, `RTNL_FAMILY_IP6MR`. @see include/uapi/linux/rtnetlink.h */
const MROUTE_FAMILIES = { ipv4: 128, ipv6: 129 } as const;
/**
 * Default tables. That of IPv6 has to be said, where several are compiled in: the kernel would look for 253.
 *
 * @see net/ipv6/ip6mr.c `ip6mr_rtm_getroute`, `ip6mr_net_init`
 */
const DEFAULT_TABLES = { ipv4: 253, ipv6: 254 } as const;
/** Any source, or any group. */
const ANY: Readonly<Record<IpFamily, string>> = { ipv4: "0.0.0.0", ipv6: "::" };

/** One way out of a multicast route. */
export interface MulticastOutput {
  readonly index: number;
  readonly dev?: string;
  /** The least TTL with which a packet goes out here. */
  readonly ttl: number;
}

/** Where packets of a multicast group go, by their source. Multicast routing daemons make them, over a socket of their own. */
export interface MulticastRoute {
  readonly family: IpFamily;
  /** The group, or `"0.0.0.0"`, `"::"` for any. */
  readonly group: string;
  /** The source, or `"0.0.0.0"`, `"::"` for any. */
  readonly source: string;
  readonly table: number;
  /** The link that packets have to come in on, and its name; absent while a packet waits for a route. */
  readonly iif?: number;
  readonly iifName?: string;
  readonly outputs: readonly MulticastOutput[];
  readonly packets?: bigint;
  readonly bytes?: bigint;
  /** Packets that came in on another link. */
  readonly wrongInterface?: bigint;
  /** Hundredths of a second since the last packet. */
  readonly unusedCs?: bigint;
  /** `RTNH_F_*` by name: `"unresolved"` while no daemon has said where it goes, `"offload"`. */
  readonly flags: readonly string[];
}

/** How one multicast route is asked for. */
export interface MulticastRouteKey {
  readonly group: string;
  /** Any, where absent. */
  readonly source?: string | undefined;
  /** The default table unless told otherwise: 253 of IPv4, 254 of IPv6. */
  readonly table?: number | undefined;
}

/** A packet that the kernel asks routing daemons about. */
export interface MulticastReport {
  readonly family: IpFamily;
  /** `"nocache"`: no route is known for it; `"wrongvif"`: it came in on another link; `"wholepkt"`: to be put into PIM. */
  readonly type: string | number;
  readonly group: string;
  readonly source: string;
  readonly table: number;
  /** Number of the interface (`MulticastInterface.vif`) that it came in on. */
  readonly vif: number;
  /** The packet, or as much of it as the kernel tells. */
  readonly packet?: Uint8Array;
}

/** What happens in multicast routing. */
export type MulticastRouteEvent =
  | { readonly action: ObjectAction; readonly route: MulticastRoute }
  | { readonly action: "report"; readonly report: MulticastReport }
  | Overrun;

/** A link, or a tunnel, that IPv4 multicast routing uses. */
export interface MulticastInterface {
  /** Number of the table, 253 where there is one alone. */
  readonly table: number;
  /** Number within the table. */
  readonly vif: number;
  /** Index of its link; absent for a register interface without one. */
  readonly index?: number;
  readonly dev?: string;
  /** `VIFF_*` by name. */
  readonly flags: readonly string[];
  /** Its address, where that is what it was named by; and the other end, of a tunnel. */
  readonly local?: string;
  readonly remote?: string;
  readonly bytesIn: bigint;
  readonly bytesOut: bigint;
  readonly packetsIn: bigint;
  readonly packetsOut: bigint;
}

/** Which multicast routes are listed; the kernel filters. */
export interface MulticastRouteFilter {
  readonly family?: IpFamily | undefined;
  readonly table?: number | undefined;
  /** Those that one link takes part in. */
  readonly dev?: LinkRef | undefined;
}

const HEADER = {
  rtmDstLen: 0,
  rtmSrcLen: 0,
  rtmTos: 0,
  rtmTable: 0,
  rtmProtocol: 0,
  rtmScope: 0,
  rtmType: "unspec",
  rtmFlags: 0,
} as const;

function isMroute({ rtmFamily }: MrouteMessage): boolean {
  return rtmFamily === MROUTE_FAMILIES.ipv4 || rtmFamily === MROUTE_FAMILIES.ipv6;
}

function mrouteOf(row: MrouteMessage, nameOf: NameOf): MulticastRoute {
  const { iif, mfcStats, expires } = row;
  const family = row.rtmFamily === MROUTE_FAMILIES.ipv4 ? "ipv4" : "ipv6";
  return {
    family,
    group: String(row.dst ?? ANY[family]),
    source: String(row.src ?? ANY[family]),
    table: row.table ?? row.rtmTable,
    ...(iif !== undefined && { iif }),
    ...named(nameOf, "iifName", iif),
    outputs: (row.multipath ?? []).map(({ rtnhIfindex, rtnhHops }) => ({
      index: rtnhIfindex,
      ...named(nameOf, "dev", rtnhIfindex),
      ttl: rtnhHops,
    })),
    ...(mfcStats !== undefined && {
      packets: mfcStats.mfcsPackets,
      bytes: mfcStats.mfcsBytes,
      wrongInterface: mfcStats.mfcsWrongIf,
    }),
    ...(expires !== undefined && { unusedCs: expires }),
    flags: flagNames(RTM_F, row.rtmFlags),
  };
}

function reportOf({ rtgenFamily, ...row }: ReportMessage): MulticastReport {
  const family = rtgenFamily === MROUTE_FAMILIES.ipv4 ? "ipv4" : "ipv6";
  return {
    family,
    type: row.msgtype ?? 0,
    group: String(row.dstAddr ?? ANY[family]),
    source: String(row.srcAddr ?? ANY[family]),
    table: row.table ?? 0,
    vif: row.vifId ?? 0,
    ...(row.pkt !== undefined && { packet: row.pkt }),
  };
}

/** Multicast routes and interfaces. */
export class MulticastRoutes {
  readonly #client: NetlinkClient;
  readonly #names: LinkNames;

  constructor(client: NetlinkClient, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  /**
   * The multicast routes of IPv4 and IPv6, or of one of the two.
   *
   * @throws `NetlinkErrnoError`: `EOPNOTSUPP` where the kernel routes no multicast of a family that is asked for,
   *   `ENOENT` for a table that is not there; as `NetlinkClient.dump`.
   * @see ip-mroute(8)
   */
  async list(
    filter: MulticastRouteFilter = {},
    options: DumpOptions = {},
  ): Promise<MulticastRoute[]> {
    checkProperties("filter", filter, ["family", "table", "dev"]);
    const { family, table, dev } = filter;
    if (family !== undefined) checkName("filter.family", family, Object.keys(MROUTE_FAMILIES));
    checkNumber("filter.table", table, 1, 0xffffffff);
    const oif = dev === undefined ? undefined : await this.#names.indexOf("dev", dev, options);
    const families = family === undefined ? (["ipv4", "ipv6"] as const) : [family];
    const rows: MrouteMessage[] = [];
    for (const each of families) {
      const request = {
        ...HEADER,
        rtmFamily: MROUTE_FAMILIES[each],
        ...(table !== undefined && { table }),
        ...(oif !== undefined && { oif }),
      };
      rows.push(...(await this.#client.dump(RTM_GETROUTE, request, options)));
    }
    // A kernel that does not route multicast answers for all families, with the routes of others.
    return this.#friendly(rows.filter(isMroute));
  }

  async #friendly(rows: readonly MrouteMessage[]): Promise<MulticastRoute[]> {
    const indexes = rows.flatMap(({ iif, multipath = [] }) => [
      ...(iif === undefined ? [] : [iif]),
      ...multipath.map(({ rtnhIfindex }) => rtnhIfindex),
    ]);
    const names = await this.#names.namesOf(new Set(indexes));
    return rows.map((row) => mrouteOf(row, (index) => names.get(index)));
  }

  /**
   * One multicast route. Of IPv6 since Linux 6.0.
   *
   * @throws `NetlinkErrnoError`: `ENOENT` where there is none, and for a table that is not there, `EOPNOTSUPP` of a
   *   kernel that does not route multicast; `NetlinkInputError`.
   */
  async get(key: MulticastRouteKey, options: RequestOptions = {}): Promise<MulticastRoute> {
    checkProperties("mroute", key, ["group", "source", "table"]);
    const { group, source, table } = key;
    checkNumber("table", table, 1, 0xffffffff);
    const dst = parseAddress("group", group);
    const family = familyOf(dst);
    const src = source === undefined ? undefined : parseAddress("source", source);
    if (src !== undefined && src.length !== dst.length)
      throw new NetlinkInputError("source", source, "an address of the family of the group");
    const request = {
      ...HEADER,
      rtmFamily: MROUTE_FAMILIES[family],
      rtmDstLen: dst.length * 8,
      ...(src !== undefined && { rtmSrcLen: src.length * 8, src }),
      dst,
      table: table ?? DEFAULT_TABLES[family],
    };
    const [route] = await this.#friendly(await this.#client.do(RTM_GETROUTE, request, options));
    return route as MulticastRoute;
  }

  /**
   * Changes, and the kernel's reports of packets that no route fits, from the moment of the call on. Those of routes that
   * go with their table or a link are told of one by one.
   *
   * @throws As `NetlinkClient.subscribe`: `NetlinkSystemError` where the caller may not listen to reports (`EPERM`).
   */
  events(options: EventOptions = {}): AsyncGenerator<MulticastRouteEvent, void, void> {
    const { messages, groups } = rtMroute;
    const objects = ["ROUTE", "CACHEREPORT"];
    const source = { groups: Object.values(groups), messages, objects };
    return this.#names.events<Exclude<MulticastRouteEvent, Overrun>, MrouteMessage | ReportMessage>(
      source,
      options,
      (action, body, nameOf, object) =>
        object === "ROUTE"
          ? { action, route: mrouteOf(body as MrouteMessage, nameOf) }
          : { action: "report", report: reportOf(body as ReportMessage) },
    );
  }

  /** The interfaces of IPv4's multicast routing; the kernel does not tell those of IPv6. @throws As `NetlinkClient.dump`. */
  async interfaces(options: DumpOptions = {}): Promise<MulticastInterface[]> {
    const rows: TableMessage[] = await this.#client.dump(
      RTM_GETLINK,
      { ifiFamily: MROUTE_FAMILIES.ipv4 },
      options,
    );
    const tables = rows.filter(({ ifiFamily }) => ifiFamily === MROUTE_FAMILIES.ipv4);
    const found = tables.flatMap(({ afSpec }) =>
      (afSpec?.vifs?.vif ?? []).map((vif) => ({ table: afSpec?.id ?? 0, ...vif })),
    );
    const indexes = found.map(({ ifindex = 0 }) => ifindex).filter((index) => index !== 0);
    const names = await this.#names.namesOf(new Set(indexes));
    return found.map((vif) => {
      const { ifindex = 0, flags = 0, localAddr, remoteAddr } = vif;
      return {
        table: vif.table,
        vif: vif.vifId ?? 0,
        ...(ifindex !== 0 && { index: ifindex }),
        ...named((index) => names.get(index), "dev", ifindex),
        flags: flagNames(VIFF, flags),
        // Where it was named by index, that stands in the place of its address.
        ...((flags & VIFF.masks["use-ifindex"]) === 0 && { local: String(localAddr) }),
        ...((flags & VIFF.masks.tunnel) !== 0 && { remote: String(remoteAddr) }),
        bytesIn: vif.bytesIn ?? 0n,
        bytesOut: vif.bytesOut ?? 0n,
        packetsIn: vif.packetsIn ?? 0n,
        packetsOut: vif.packetsOut ?? 0n,
      };
    });
  }
}
