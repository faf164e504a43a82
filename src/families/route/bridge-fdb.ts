/**
 * Forwarding databases of bridges and VXLANs: list, get, add, replace, delete, flush.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import type { Encodable } from "../../schema/index.ts";
import { FDB_NOTIFY, NTF, NUD, RTNLGRP, rtNeigh } from "../../uapi/route/index.ts";
import {
  NLM_F_APPEND,
  NLM_F_BULK,
  NLM_F_CREATE,
  NLM_F_EXCL,
  NLM_F_REPLACE,
} from "../../wire/index.ts";
import {
  FDB_STATES,
  type FdbEntry,
  type FdbState,
  fdbEntryOf,
  fdbState,
} from "./bridge-fdb-entry.ts";
import {
  checkFlag,
  checkName,
  checkNumber,
  checkProperties,
  FAMILIES,
  type LinkRef,
  macBytes,
} from "./input.ts";
import type { LinkNames } from "./link-names.ts";
import type { NeighbourMessage } from "./neigh.ts";
import type { EventOptions, ObjectAction, Overrun } from "./object-events.ts";
import type { Requests } from "./requests.ts";
import { TUNNEL_END, type TunnelEnd, tunnelEndRequest } from "./tunnel-end.ts";

const { RTM_GETNEIGH, RTM_NEWNEIGH, RTM_DELNEIGH } = rtNeigh.operations;
type FdbRequest = Encodable<typeof RTM_NEWNEIGH.request>;
const MAX_VLAN = 4094;
const MAX_U32 = 0xffffffff;

const { permanent, noarp } = NUD.masks;
/** What a flush compares of `ndm_state` for each state: value and mask. */
const FLUSH_STATES = {
  permanent: [permanent, permanent],
  static: [noarp, noarp | permanent],
  dynamic: [0, noarp | permanent],
} as const satisfies Record<FdbState, readonly [value: number, mask: number]>;
/** Flags that a flush can be told of, and what they are in `ndm_flags`. */
const FLUSH_FLAGS = {
  addedByUser: NTF.masks.use,
  extLearned: NTF.masks["ext-learned"],
  offloaded: NTF.masks.offloaded,
  router: NTF.masks.router,
  sticky: NTF.masks.sticky,
} as const;

/** How an entry is found. */
export interface FdbKey extends TunnelEnd {
  readonly mac: string;
  /** The port, or the bridge or VXLAN itself. */
  readonly dev: LinkRef;
  readonly vlan?: number;
  /** In the device's own table (`"self"`), in that of the bridge that it is a port of (`"master"`), or both. `["self"]`. */
  readonly tables?: readonly ("self" | "master")[];
  /** Group of far ends, instead of one. */
  readonly nexthopId?: number;
}

/** What an entry is added with. */
export interface FdbSettings extends FdbKey {
  /** `"permanent"` unless told otherwise. */
  readonly state?: FdbState;
  /** It does not move to another port when frames come from there. */
  readonly sticky?: boolean;
  /** Learnt elsewhere: the kernel does not age it. */
  readonly extLearned?: boolean;
  /** A router: a VXLAN answers requests for neighbours behind it. */
  readonly router?: boolean;
  /** As if a frame had come from there just now. */
  readonly use?: boolean;
  /** Tell when it goes inactive, and when it is used again. Since Linux 5.9. */
  readonly activityNotify?: boolean;
  /** Changed without counting as used. Since Linux 5.9. */
  readonly dontRefresh?: boolean;
}

const KEY = [
  "mac",
  "dev",
  "vlan",
  "tables",
  ...TUNNEL_END,
  "nexthopId",
] as const satisfies readonly (keyof FdbKey)[];
const FLAGS = [
  "sticky",
  "extLearned",
  "router",
  "use",
  "activityNotify",
  "dontRefresh",
] as const satisfies readonly (keyof FdbSettings)[];
const SETTINGS = [...KEY, ...FLAGS, "state"] as const satisfies readonly (keyof FdbSettings)[];

/** Which entries are listed; the kernel filters by bridge and port. */
export interface FdbFilter {
  /** Those of one bridge. */
  readonly bridge?: LinkRef | undefined;
  /** Those on one link. */
  readonly dev?: LinkRef | undefined;
  readonly vlan?: number | undefined;
  readonly state?: FdbState | "stale" | undefined;
}

/**
 * Which entries are flushed. Where nothing more than the device is said, all go: those of the bridge itself too, without
 * which it does not take frames for its own addresses.
 */
export interface FdbFlush extends TunnelEnd {
  /** The bridge or VXLAN. */
  readonly dev: LinkRef;
  /** Those on one port of a bridge. */
  readonly port?: LinkRef;
  readonly vlan?: number;
  readonly state?: FdbState;
  /** Those that have a flag (true), or have it not (false). */
  readonly flags?: { readonly [Flag in keyof typeof FLUSH_FLAGS]?: boolean };
  /** Those of a VXLAN that lead to this group. */
  readonly nexthopId?: number;
}

const FLUSH = [
  "dev",
  "port",
  "vlan",
  "state",
  "flags",
  ...TUNNEL_END,
  "nexthopId",
] as const satisfies readonly (keyof FdbFlush)[];

/** A change of forwarding databases. */
export type FdbEvent = { readonly action: ObjectAction; readonly entry: FdbEntry } | Overrun;

/** Forwarding databases. */
export class BridgeFdb {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  async #friendly(rows: readonly NeighbourMessage[]): Promise<FdbEntry[]> {
    const indexes = rows.flatMap(({ ndmIfindex, master, ifindex }) =>
      [ndmIfindex, master, ifindex].filter((index) => index !== undefined && index !== 0),
    ) as number[];
    const names = await this.#names.namesOf(new Set(indexes));
    return rows.map((row) => fdbEntryOf(row, (index) => names.get(index)));
  }

  /** All entries, or those that a filter lets through. @throws `NetlinkErrnoError` (`ENODEV`); as `NetlinkClient.dump`. */
  async list(filter: FdbFilter = {}, options: DumpOptions = {}): Promise<FdbEntry[]> {
    checkProperties("filter", filter, ["bridge", "dev", "vlan", "state"]);
    const { bridge, dev, vlan, state } = filter;
    checkNumber("filter.vlan", vlan, 1, MAX_VLAN);
    if (state !== undefined)
      checkName("filter.state", state, [...Object.keys(FDB_STATES), "stale"]);
    const master =
      bridge === undefined ? undefined : await this.#names.indexOf("bridge", bridge, options);
    const index = dev === undefined ? undefined : await this.#names.indexOf("dev", dev, options);
    const request = {
      ndmFamily: FAMILIES.bridge,
      ...(index !== undefined && { ndmIfindex: index }),
      ...(master !== undefined && { master }),
    } as FdbRequest;
    const rows = await this.#client.dump(RTM_GETNEIGH, request, options);
    // A kernel that does not check strictly (before Linux 5.0) does not filter.
    const wanted = rows.filter(
      (row) =>
        row.ndmFamily === FAMILIES.bridge &&
        (index === undefined || row.ndmIfindex === index) &&
        (vlan === undefined || row.vlan === vlan) &&
        (state === undefined || fdbState(row.ndmState) === state),
    );
    return this.#friendly(wanted);
  }

  /**
   * One entry. Since Linux 5.0.
   *
   * @throws `NetlinkErrnoError`: `ENOENT` where there is none, `ENODEV`, `EOPNOTSUPP` for a link without such a table.
   */
  async get(
    key: Pick<FdbKey, "mac" | "dev" | "vlan" | "vni" | "srcVni" | "tables">,
    options: RequestOptions = {},
  ): Promise<FdbEntry> {
    const allowed = ["mac", "dev", "vlan", "vni", "srcVni", "tables"] as const;
    const request = await this.#request(key, allowed, options);
    const [row] = await this.#client.do(RTM_GETNEIGH, request, options);
    const [entry] = await this.#friendly([row as NeighbourMessage]);
    return entry as FdbEntry;
  }

  /**
   * Changes from the moment of the call on: what is set, learnt, moves to another port (told of as `"set"` there alone), ages
   * and goes. Of the addresses that a device listens to by itself the kernel does not tell.
   *
   * @throws As `NetlinkClient.subscribe`.
   */
  events(options: EventOptions = {}): AsyncGenerator<FdbEvent, void, void> {
    const groups = [RTNLGRP.values.RTNLGRP_NEIGH];
    const source = { groups, messages: rtNeigh.messages, objects: ["NEIGH"] };
    return this.#names.events(source, options, (action, row: NeighbourMessage, nameOf) =>
      // Those of IP addresses come to the same group.
      row.ndmFamily === FAMILIES.bridge ? { action, entry: fdbEntryOf(row, nameOf) } : undefined,
    );
  }

  async #request(
    settings: FdbSettings,
    allowed: readonly (keyof FdbSettings)[],
    options: RequestOptions,
  ): Promise<FdbRequest> {
    checkProperties("fdb", settings, allowed);
    const { mac, dev, tables = ["self"], sticky, extLearned, router, use } = settings;
    const { activityNotify, dontRefresh } = settings;
    for (const name of FLAGS) checkFlag(name, settings[name]);
    if (!Array.isArray(tables) || tables.length === 0)
      throw new NetlinkInputError("tables", tables, 'a list of "self" and "master"');
    let ndmFlags = 0;
    for (const table of tables) {
      checkName("tables", table, ["self", "master"]);
      ndmFlags |= table === "self" ? NTF.masks.self : NTF.masks.master;
    }
    if (use === true) ndmFlags |= NTF.masks.use;
    if (sticky === true) ndmFlags |= NTF.masks.sticky;
    if (extLearned === true) ndmFlags |= NTF.masks["ext-learned"];
    if (router === true) ndmFlags |= NTF.masks.router;
    return {
      ndmFamily: FAMILIES.bridge,
      ndmIfindex: await this.#names.indexOf("dev", dev, options),
      ndmFlags,
      lladdr: macBytes("mac", mac),
      ...(await this.#where(settings, options)),
      ...((activityNotify !== undefined || dontRefresh === true) && {
        fdbExtAttrs: {
          ...(activityNotify !== undefined && {
            activityNotify: activityNotify ? FDB_NOTIFY.masks.notify : 0,
          }),
          ...(dontRefresh === true && { dontRefresh }),
        },
      }),
    } as FdbRequest;
  }

  /** Attributes that tell entries of one address apart, in the order in which `bridge` sends them. */
  async #where(
    { vlan, nexthopId, ...end }: Pick<FdbFlush, "vlan" | "nexthopId"> & TunnelEnd,
    options: RequestOptions,
  ) {
    checkNumber("vlan", vlan, 1, MAX_VLAN);
    checkNumber("nexthopId", nexthopId, 1, MAX_U32);
    const { dst, dstPort, ...rest } = await tunnelEndRequest(end, this.#names, options);
    return {
      ...(dst !== undefined && { dst }),
      ...(vlan !== undefined && { vlan }),
      ...(nexthopId !== undefined && { nhId: nexthopId }),
      ...(dstPort !== undefined && { port: dstPort }),
      ...rest,
    };
  }

  async #new(settings: FdbSettings, flags: number, options: RequestOptions): Promise<void> {
    const request = await this.#request(settings, SETTINGS, options);
    const { state = "permanent" } = settings;
    checkName("state", state, Object.keys(FDB_STATES));
    const body = { ...request, ndmState: FDB_STATES[state] };
    await this.#client.do(RTM_NEWNEIGH, body, { ...options, flags });
  }

  /**
   * Adds an entry.
   *
   * @throws `NetlinkErrnoError`: `EEXIST`, `ENODEV`, `EINVAL` with the kernel's reason (a VLAN that the port is not in…),
   *   `EOPNOTSUPP` for a link without such a table; `NetlinkInputError`.
   * @see bridge(8)
   */
  add(settings: FdbSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /** Adds an entry, or changes the one of its address. */
  replace(settings: FdbSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  /** Adds a further far end to an address of a VXLAN. */
  append(settings: FdbSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_APPEND, options);
  }

  /** Removes an entry. @throws `NetlinkErrnoError` (`ENOENT`) where there is none. */
  async delete(key: FdbKey, options: RequestOptions = {}): Promise<void> {
    const request = await this.#request(key, KEY, options);
    // net/core/rtnetlink.c, ndo_dflt_fdb_del: a device with nothing but lists of its own wants the state as well.
    await this.#client.do(RTM_DELNEIGH, { ...request, ndmState: FDB_STATES.permanent }, options);
  }

  /**
   * Removes many entries at once. Since Linux 5.19 for bridges, 6.7 for VXLANs.
   *
   * @throws `NetlinkErrnoError`: `ENODEV`, `EINVAL` for a port of another bridge, and where the kernel does not know it;
   *   `NetlinkInputError`.
   */
  async flush(which: FdbFlush, options: RequestOptions = {}): Promise<void> {
    checkProperties("flush", which, FLUSH);
    const { dev, port, state, flags = {}, ...rest } = which;
    if (state !== undefined) checkName("state", state, Object.keys(FLUSH_STATES));
    checkProperties("flags", flags, Object.keys(FLUSH_FLAGS));
    if (port !== undefined && rest.via !== undefined)
      throw new NetlinkInputError("via", rest.via, "nothing beside a port: it is for VXLANs");
    const [ndmState, stateMask] = state === undefined ? [0, 0] : FLUSH_STATES[state];
    let [set, mask] = [0, 0];
    for (const [name, bit] of Object.entries(FLUSH_FLAGS)) {
      const wanted = flags[name as keyof typeof FLUSH_FLAGS];
      checkFlag(`flags.${name}`, wanted);
      if (wanted === true) set |= bit;
      if (wanted !== undefined) mask |= bit;
    }
    const request = {
      ndmFamily: FAMILIES.bridge,
      ndmIfindex: await this.#names.indexOf("dev", dev, options),
      ndmFlags: NTF.masks.self | set,
      ndmState,
      ...(port !== undefined && { ifindex: await this.#names.indexOf("port", port, options) }),
      ...(await this.#where(rest, options)),
      ...(stateMask !== 0 && { ndmStateMask: stateMask }),
      ...(mask !== 0 && { ndmFlagsMask: mask }),
    } as FdbRequest;
    await this.#client.do(RTM_DELNEIGH, request, { ...options, flags: NLM_F_BULK });
  }
}
