/**
 * Nexthop objects of a namespace: list, get, add, replace, delete, and the buckets of resilient groups.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import { type Encodable, operation } from "../../schema/index.ts";
import {
  NEXTHOP_GRP_TYPE,
  nexthopObjectMessage,
  RT_PROTOCOL,
  RTNH_F,
  rtNexthop,
} from "../../uapi/route/index.ts";
import { NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL, NLM_F_REPLACE } from "../../wire/index.ts";
import { type EncapSettings, encapRequest } from "./encap.ts";
import {
  checkFlag,
  checkList,
  checkNumber,
  checkProperties,
  FAMILIES,
  familyOf,
  type IpFamily,
  inCallersWords,
  type LinkRef,
  numberFor,
  parseAddress,
} from "./input.ts";
import type { LinkNames } from "./link-names.ts";
import {
  bucketOf,
  type Nexthop,
  type NexthopBucket,
  type NexthopMember,
  type NexthopMessage,
  nexthopOf,
  type ResilientGroup,
  TICK_MS,
} from "./nexthop.ts";
import type { EventOptions, ObjectAction, Overrun } from "./object-events.ts";
import type { Requests } from "./requests.ts";

const { RTM_GETNEXTHOP, RTM_DELNEXTHOP, RTM_GETNEXTHOPBUCKET } = rtNexthop.operations;
type NexthopRequest = Encodable<typeof RTM_GETNEXTHOP.request>;
const NEW = [rtNexthop.operations.RTM_NEWNEXTHOP.type, nexthopObjectMessage] as const;
/** With `NLM_F_ECHO` the kernel tells what it made, and so the id that it chose. */
const RTM_NEWNEXTHOP = operation("RTM_NEWNEXTHOP", NEW, NEW);

/** Counters of groups are wanted (`NHA_OP_FLAG_DUMP_STATS`, and those of hardware). */
const OP_FLAG_STATISTICS = 0x3;

/** What a nexthop is added or replaced with: a way out by `via` or `dev`, a `group`, or a `blackhole`. */
export interface NexthopSettings {
  /** Chosen by the kernel where absent. */
  readonly id?: number;
  /** Where no gateway tells; IPv4 then. */
  readonly family?: IpFamily;
  readonly via?: string;
  readonly dev?: LinkRef;
  readonly blackhole?: boolean;
  /** For entries of a vxlan's forwarding database; since Linux 5.8. */
  readonly fdb?: boolean;
  /** `"onlink"`: the gateway is on the link, whatever the addresses say. */
  readonly flags?: readonly string[];
  /** What its packets are put into. */
  readonly encap?: EncapSettings;
  /** `"static"` unless told otherwise. */
  readonly protocol?: string | number;
  /** Members; a weight that is not given is 1. */
  readonly group?: readonly (Pick<NexthopMember, "id"> & { readonly weight?: number })[];
  /** Makes a resilient group; buckets default to 128, the timers to 120 s and never. Since Linux 5.13. */
  readonly resilient?: Partial<Omit<ResilientGroup, "unbalancedTimeMs">>;
}

const SETTINGS = [
  "id",
  "family",
  "via",
  "dev",
  "blackhole",
  "fdb",
  "flags",
  "encap",
  "protocol",
  "group",
  "resilient",
] as const satisfies readonly (keyof NexthopSettings)[];

/** Which nexthops are listed; the kernel filters, but for `fdb`. */
export interface NexthopFilter {
  readonly dev?: LinkRef | undefined;
  /** Those that go out by the members of a VRF. */
  readonly master?: LinkRef | undefined;
  /** Groups only. */
  readonly groups?: boolean | undefined;
  /** Those for forwarding databases only. */
  readonly fdb?: boolean | undefined;
}

/** Which buckets are listed; the kernel filters. */
export interface BucketFilter {
  /** Those of a group. */
  readonly id?: number | undefined;
  /** Those that are with one member. */
  readonly nexthopId?: number | undefined;
  readonly dev?: LinkRef | undefined;
}

const HEADER = { nhFamily: 0, nhScope: 0, nhProtocol: 0, nhFlags: 0 } as const;
const MAX_U32 = 0xffffffff;

function ticks(field: string, milliseconds: number | undefined): number | undefined {
  if (milliseconds === undefined) return undefined;
  checkNumber(field, milliseconds, 0, MAX_U32);
  if (milliseconds % TICK_MS === 0) return milliseconds / TICK_MS;
  throw new NetlinkInputError(field, milliseconds, `a multiple of ${TICK_MS} ms`);
}

function groupRequest({ group, resilient }: NexthopSettings) {
  checkList("group", group);
  const members = (group ?? []).map((member, at) => {
    checkProperties(`group[${at}]`, member, ["id", "weight"]);
    const { id, weight = 1 } = member;
    checkNumber(`group[${at}].id`, id, 1, MAX_U32);
    checkNumber(`group[${at}].weight`, weight, 1, 65_536);
    return { id, weight: (weight - 1) & 0xff, weightHigh: (weight - 1) >> 8 };
  });
  if (members.length === 0) throw new NetlinkInputError("group", group, "one member at least");
  if (resilient === undefined) return { group: members };
  checkProperties("resilient", resilient, ["buckets", "idleTimerMs", "unbalancedTimerMs"]);
  const { buckets } = resilient;
  checkNumber("resilient.buckets", buckets, 1, 0xffff);
  const idleTimer = ticks("resilient.idleTimerMs", resilient.idleTimerMs);
  const unbalancedTimer = ticks("resilient.unbalancedTimerMs", resilient.unbalancedTimerMs);
  return {
    group: members,
    groupType: NEXTHOP_GRP_TYPE.values.res,
    resGroup: {
      ...(buckets !== undefined && { buckets }),
      ...(idleTimer !== undefined && { idleTimer }),
      ...(unbalancedTimer !== undefined && { unbalancedTimer }),
    },
  };
}

/** A nexthop is one thing of several, and each has its own properties. */
function checkKind(settings: NexthopSettings): void {
  const { group, blackhole, via, dev, fdb, flags, encap, resilient } = settings;
  checkFlag("blackhole", blackhole);
  checkFlag("fdb", fdb);
  const refuse = (field: string, value: unknown, expected: string): never => {
    throw new NetlinkInputError(field, value, expected);
  };
  if (resilient !== undefined && group === undefined)
    refuse("resilient", resilient, "nothing: it is no group");
  const way: readonly (readonly [string, unknown])[] = [
    ["via", via],
    ["dev", dev],
    ["flags", flags],
    ["encap", encap],
  ];
  const given = way.find(([, value]) => value !== undefined);
  if (group !== undefined || blackhole === true) {
    const kind = group === undefined ? "blackhole" : "group";
    if (given !== undefined) refuse(given[0], given[1], `nothing: a ${kind} is no way out`);
    if (group !== undefined && blackhole === true)
      refuse("blackhole", blackhole, "nothing: members of a group can be blackholes");
    return;
  }
  if (fdb === true) {
    if (via === undefined) refuse("via", via, "the far end of a tunnel");
    if (dev !== undefined) refuse("dev", dev, "nothing: the vxlan sends it");
    return;
  }
  if (dev === undefined) refuse("dev", dev, "the outgoing link, a group, or a blackhole");
}

/** A change of a nexthop. */
export type NexthopEvent = { readonly action: ObjectAction; readonly nexthop: Nexthop } | Overrun;

/** Nexthop objects. Since Linux 5.3. */
export class Nexthops {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  async #friendly(rows: readonly NexthopMessage[]): Promise<Nexthop[]> {
    const indexes = rows.map(({ oif }) => oif).filter((oif) => oif !== undefined);
    const names = await this.#names.namesOf(new Set(indexes));
    return rows.map((row) => nexthopOf(row, (index) => names.get(index)));
  }

  async #selectors({ dev, master }: NexthopFilter, options: RequestOptions) {
    return {
      ...(dev !== undefined && { oif: await this.#names.indexOf("dev", dev, options) }),
      ...(master !== undefined && { master: await this.#names.indexOf("master", master, options) }),
    };
  }

  /** All nexthops, or those that a filter lets through, by id. @throws As `NetlinkClient.dump`. */
  async list(filter: NexthopFilter = {}, options: DumpOptions = {}): Promise<Nexthop[]> {
    checkProperties("filter", filter, ["dev", "master", "groups", "fdb"]);
    const { groups, fdb } = filter;
    checkFlag("filter.groups", groups);
    checkFlag("filter.fdb", fdb);
    const request = {
      ...HEADER,
      ...(await this.#selectors(filter, options)),
      ...(groups === true && { groups }),
      ...(fdb === true && { fdb }),
    };
    const rows = await this.#client.dump(RTM_GETNEXTHOP, request, options);
    // The kernel takes NHA_FDB, and lists the others all the same.
    return this.#friendly(fdb === true ? rows.filter((row) => row.fdb === true) : rows);
  }

  /**
   * One nexthop.
   *
   * @param options - `statistics`: with the counters of a group's members; since Linux 6.9.
   * @throws `NetlinkErrnoError` (`ENOENT`) where it is not there.
   */
  async get(
    id: number,
    options: RequestOptions & { readonly statistics?: boolean | undefined } = {},
  ): Promise<Nexthop> {
    checkNumber("id", id, 1, MAX_U32);
    const { statistics, ...rest } = options;
    const request = {
      ...HEADER,
      id,
      ...(statistics === true && { opFlags: OP_FLAG_STATISTICS }),
    };
    const rows = await this.#client.do(RTM_GETNEXTHOP, request, rest);
    const [nexthop] = await this.#friendly(rows);
    return nexthop as Nexthop;
  }

  /** The buckets of resilient groups. Since Linux 5.13. @throws As `NetlinkClient.dump`. */
  async buckets(filter: BucketFilter = {}, options: DumpOptions = {}): Promise<NexthopBucket[]> {
    checkProperties("filter", filter, ["id", "nexthopId", "dev"]);
    const { id, nexthopId } = filter;
    checkNumber("filter.id", id, 1, MAX_U32);
    checkNumber("filter.nexthopId", nexthopId, 1, MAX_U32);
    const request = {
      ...HEADER,
      ...(await this.#selectors(filter, options)),
      ...(id !== undefined && { id }),
      ...(nexthopId !== undefined && { resBucket: { nhId: nexthopId } }),
    };
    return (await this.#client.dump(RTM_GETNEXTHOPBUCKET, request, options)).map(bucketOf);
  }

  async #request(settings: NexthopSettings, options: RequestOptions): Promise<NexthopRequest> {
    checkProperties("nexthop", settings, SETTINGS);
    checkKind(settings);
    const { id, family, via, dev, blackhole, fdb, group, protocol = "static" } = settings;
    checkNumber("id", id, 1, MAX_U32);
    checkList("flags", settings.flags);
    if (family !== undefined) numberFor("family", family, { ipv4: 2, ipv6: 10 }, 0);
    const gateway = via === undefined ? undefined : parseAddress("via", via);
    const own = gateway === undefined ? (family ?? "ipv4") : familyOf(gateway);
    if (family !== undefined && family !== own)
      throw new NetlinkInputError("via", via, `an address of ${family}`);
    let nhFlags = 0;
    for (const name of settings.flags ?? [])
      nhFlags |= numberFor("flags", name, { onlink: RTNH_F.masks.onlink }, 0);
    return {
      ...HEADER,
      nhFamily: group === undefined ? FAMILIES[own] : 0,
      nhProtocol: numberFor("protocol", protocol, RT_PROTOCOL.values, 0xff),
      nhFlags,
      ...(id !== undefined && { id }),
      ...(group !== undefined && groupRequest(settings)),
      ...(gateway !== undefined && { gateway }),
      ...(dev !== undefined && { oif: await this.#names.indexOf("dev", dev, options) }),
      ...(blackhole === true && { blackhole }),
      ...(fdb === true && { fdb }),
      ...(settings.encap !== undefined &&
        (await encapRequest("encap", settings.encap, (field, ref) =>
          this.#names.indexOf(field, ref, options),
        ))),
    };
  }

  /**
   * Adds a nexthop.
   *
   * @returns Its id.
   * @throws `NetlinkErrnoError`: `EEXIST` for a taken id, `ENETDOWN` for a link that is down, `EHOSTUNREACH` or `EINVAL` for
   *   a gateway that is not on the link…; `NetlinkInputError` for what cannot be a nexthop.
   * @see ip-nexthop(8); include/uapi/linux/nexthop.h
   */
  add(settings: NexthopSettings, options: RequestOptions = {}): Promise<number> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /**
   * Adds a nexthop, or changes the one that has its id, for all routes and groups that use it.
   *
   * @returns Its id.
   */
  replace(settings: NexthopSettings, options: RequestOptions = {}): Promise<number> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  async #new(settings: NexthopSettings, flags: number, options: RequestOptions): Promise<number> {
    const request = await this.#request(settings, options);
    const [made] = await inCallersWords({ oif: "dev", gateway: "via" }, () =>
      this.#client.do(RTM_NEWNEXTHOP, request, { ...options, flags: flags | NLM_F_ECHO }),
    );
    return made?.id ?? settings.id ?? 0;
  }

  /**
   * Removes a nexthop, and with it the routes that use it and its place in groups.
   *
   * @throws `NetlinkErrnoError` (`ENOENT`) where it is not there.
   */
  async delete(id: number, options: RequestOptions = {}): Promise<void> {
    checkNumber("id", id, 1, MAX_U32);
    await this.#client.do(RTM_DELNEXTHOP, { ...HEADER, id }, options);
  }

  /** Changes from the moment of the call on. @throws As `NetlinkClient.subscribe`. */
  events(options: EventOptions = {}): AsyncGenerator<NexthopEvent, void, void> {
    const { groups, messages } = rtNexthop;
    const source = { groups: Object.values(groups), messages, objects: ["NEXTHOP"] };
    return this.#names.events(source, options, (action, row: NexthopMessage, nameOf) => ({
      action,
      nexthop: nexthopOf(row, nameOf),
    }));
  }
}
