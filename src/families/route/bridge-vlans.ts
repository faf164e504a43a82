/**
 * VLANs of bridges and their ports: list, add, delete, their options, and the tunnels that they are mapped to.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import type { Decoded, Encodable } from "../../schema/index.ts";
import { BRIDGE_VLANDB_DUMPF, rtBridgeVlan, rtLink } from "../../uapi/route/index.ts";
import {
  checkFlag,
  checkName,
  checkNumber,
  checkProperties,
  FAMILIES,
  inCallersWords,
  type LinkRef,
} from "./input.ts";
import { type LinkNames, named } from "./link-names.ts";
import type { EventOptions, ObjectAction, Overrun } from "./object-events.ts";
import type { Requests } from "./requests.ts";
import { type VlanRange, vlanBounds } from "./vlan-range.ts";

const { RTM_GETVLAN, RTM_NEWVLAN } = rtBridgeVlan.operations;
const { RTM_SETLINK, RTM_DELLINK } = rtLink.operations;
type VlanMessage = Decoded<typeof RTM_GETVLAN.reply>;
type VlanRequest = Encodable<typeof RTM_NEWVLAN.request>;
type Entry = NonNullable<VlanMessage["entry"]>[number];
type Global = NonNullable<VlanMessage["globalOptions"]>[number];
/** Options of a VLAN on a whole bridge, under the kernel's names. */
export type BridgeVlanGlobals = Omit<Global, "id" | "range">;
/** Those that can be set. Intervals are in hundredths of a second. */
export type BridgeVlanGlobalsInput = Omit<
  NonNullable<VlanRequest["globalOptions"]>[number],
  "id" | "range"
>;

/** `BRIDGE_VLAN_INFO_*`. @see include/uapi/linux/if_bridge.h */
const INFO = { pvid: 0x2, untagged: 0x4, begin: 0x8, end: 0x10, onlyOptions: 0x40 } as const;
/** `BRIDGE_FLAGS_*`: which table is meant of a link that is a bridge and a port. */
const BRIDGE_FLAGS = { master: 1, self: 2 } as const;
const STATES = { disabled: 0, listening: 1, learning: 2, forwarding: 3, blocking: 4 } as const;
const MAX_VNI = 0xffffff;

/** Counters of a VLAN. */
export interface BridgeVlanStatistics {
  readonly rxBytes: bigint;
  readonly rxPackets: bigint;
  readonly txBytes: bigint;
  readonly txPackets: bigint;
}

/** VLANs that a port, or a bridge itself, is in: one, or several in a row that are alike. */
export interface BridgeVlan {
  readonly index: number;
  readonly dev?: string;
  /** First and last; equal for one alone. */
  readonly from: number;
  readonly to: number;
  /** Frames that come in without a tag are put into it. */
  readonly pvid: boolean;
  /** Frames go out without its tag. */
  readonly untagged: boolean;
  /** `"forwarding"`, `"blocking"`…: the state of the spanning tree. */
  readonly state?: string | number;
  /** Tunnel id (VNI) of the first; the others follow. */
  readonly tunnelId?: number;
  /** Whether a multicast router is behind the port: 0 never, 1 as it is learnt, 2 always. */
  readonly mcastRouter?: number;
  readonly mcastGroups?: number;
  /** 0: no limit. */
  readonly mcastMaxGroups?: number;
  /** The bridge answers requests for neighbours itself; and yet sends gratuitous ones on, where a kernel knows that. */
  readonly neighSuppress?: boolean;
  readonly neighForwardGrat?: boolean;
  readonly statistics?: BridgeVlanStatistics;
}

/** Options of VLANs on a whole bridge. */
export interface BridgeVlanGlobal extends BridgeVlanGlobals {
  readonly index: number;
  readonly dev?: string;
  readonly from: number;
  readonly to: number;
}

/** Which VLANs are listed. */
export interface BridgeVlanFilter {
  /** A port or a bridge; the kernel filters. */
  readonly dev?: LinkRef | undefined;
  readonly vid?: number | undefined;
  /** With counters; VLANs in a row then come one by one. */
  readonly statistics?: boolean | undefined;
}

/** Which VLANs of which link. */
export interface BridgeVlanKey {
  readonly dev: LinkRef;
  readonly vid: VlanRange;
  /** The bridge's own membership (where `dev` is one): `"self"`; that of a port: `"master"`, which ports need not say. */
  readonly table?: "self" | "master";
}

/** What VLANs are added with. */
export interface BridgeVlanSettings extends BridgeVlanKey {
  /** Of one VLAN alone. */
  readonly pvid?: boolean;
  readonly untagged?: boolean;
}

/** A mapping of VLANs to tunnels, one to one. */
export interface BridgeVlanTunnel extends BridgeVlanKey {
  /** Tunnel id of the first. */
  readonly tunnelId: number;
}

/** Options of a port's VLANs. */
export interface BridgeVlanOptions {
  /** `"disabled"`, `"listening"`, `"learning"`, `"forwarding"`, `"blocking"`. */
  readonly state?: keyof typeof STATES;
  /** 0 never, 1 as it is learnt, 2 always. Since Linux 5.19 for ports. */
  readonly mcastRouter?: number;
  /** Since Linux 6.3. */
  readonly mcastMaxGroups?: number;
  /** Since Linux 6.4. */
  readonly neighSuppress?: boolean;
  /** Refused with `EINVAL` by kernels that do not know it. */
  readonly neighForwardGrat?: boolean;
}

const OPTIONS = [
  "state",
  "mcastRouter",
  "mcastMaxGroups",
  "neighSuppress",
  "neighForwardGrat",
] as const satisfies readonly (keyof BridgeVlanOptions)[];

type Pair = readonly [first: number, last: number];

/** The one record of a range of one, or the two that stand for a longer one. */
function recordsOf<Item>([from, to]: Pair, make: (vid: number, mark: number) => Item): Item[] {
  return from === to ? [make(from, 0)] : [make(from, INFO.begin), make(to, INFO.end)];
}

function vlanOf(index: number, dev: string | undefined, entry: Entry): BridgeVlan | undefined {
  const { info, range, state, tunnelInfo, stats } = entry;
  if (info === undefined) return undefined;
  const { mcastRouter, mcastNGroups, mcastMaxGroups, neighSuppress, neighForwardGrat } = entry;
  return {
    index,
    ...(dev !== undefined && { dev }),
    from: info.vid,
    to: range ?? info.vid,
    pvid: (info.flags & INFO.pvid) !== 0,
    untagged: (info.flags & INFO.untagged) !== 0,
    ...(state !== undefined && { state }),
    ...(tunnelInfo?.id !== undefined && { tunnelId: tunnelInfo.id }),
    ...(mcastRouter !== undefined && { mcastRouter }),
    ...(mcastNGroups !== undefined && { mcastGroups: mcastNGroups }),
    ...(mcastMaxGroups !== undefined && { mcastMaxGroups }),
    ...(neighSuppress !== undefined && { neighSuppress: neighSuppress !== 0 }),
    ...(neighForwardGrat !== undefined && { neighForwardGrat: neighForwardGrat !== 0 }),
    ...(stats !== undefined && {
      statistics: {
        rxBytes: stats.rxBytes ?? 0n,
        rxPackets: stats.rxPackets ?? 0n,
        txBytes: stats.txBytes ?? 0n,
        txPackets: stats.txPackets ?? 0n,
      },
    }),
  };
}

/** A change of VLANs. */
export type BridgeVlanEvent =
  | { readonly action: ObjectAction; readonly vlans: readonly BridgeVlan[] }
  | { readonly action: "set"; readonly globals: readonly BridgeVlanGlobal[] }
  | Overrun;

function globalsOf(
  index: number,
  dev: string | undefined,
  globals: readonly Global[],
): BridgeVlanGlobal[] {
  return globals.map(({ id = 0, range, ...rest }) => ({
    index,
    ...named(() => dev, "dev", index),
    from: id,
    to: range ?? id,
    ...rest,
  }));
}

/** VLANs of bridges and ports. A kernel without VLAN filtering says `EOPNOTSUPP` to all of it. */
export class BridgeVlans {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  async #rows(dev: LinkRef | undefined, flags: number, options: DumpOptions) {
    const index = dev === undefined ? 0 : await this.#names.indexOf("dev", dev, options);
    const request = {
      family: FAMILIES.bridge,
      ifindex: index,
      ...(flags !== 0 && { flags }),
    };
    const rows = await this.#client.dump(RTM_GETVLAN, request, options);
    const names = await this.#names.namesOf(new Set(rows.map(({ ifindex }) => ifindex)));
    return rows.map((row) => ({ ...row, dev: names.get(row.ifindex) }));
  }

  /**
   * VLANs of all bridges and ports, or of one. Since Linux 5.6.
   *
   * @throws `NetlinkErrnoError`: `ENODEV`, `EINVAL` for a link that is neither bridge nor port, `EOPNOTSUPP`; as
   *   `NetlinkClient.dump`.
   */
  async list(filter: BridgeVlanFilter = {}, options: DumpOptions = {}): Promise<BridgeVlan[]> {
    checkProperties("filter", filter, ["dev", "vid", "statistics"]);
    const { dev, vid, statistics } = filter;
    checkFlag("filter.statistics", statistics);
    if (vid !== undefined) vlanBounds("filter.vid", vid);
    const flags = statistics === true ? BRIDGE_VLANDB_DUMPF.masks.stats : 0;
    const rows = await this.#rows(dev, flags, options);
    return rows
      .flatMap((row) => (row.entry ?? []).map((entry) => vlanOf(row.ifindex, row.dev, entry)))
      .filter((vlan) => vlan !== undefined)
      .filter(({ from, to }) => vid === undefined || (from <= vid && vid <= to));
  }

  /** Options of VLANs on whole bridges. Since Linux 5.15. @throws As {@link list}. */
  async globals(dev?: LinkRef, options: DumpOptions = {}): Promise<BridgeVlanGlobal[]> {
    const rows = await this.#rows(dev, BRIDGE_VLANDB_DUMPF.masks.global, options);
    return rows.flatMap((row) => globalsOf(row.ifindex, row.dev, row.globalOptions ?? []));
  }

  /** Changes of VLANs of one link at a time, from the moment of the call on. @throws As `NetlinkClient.subscribe`. */
  events(options: EventOptions = {}): AsyncGenerator<BridgeVlanEvent, void, void> {
    const { groups, messages } = rtBridgeVlan;
    const source = { groups: Object.values(groups), messages, objects: ["VLAN"] };
    return this.#names.events<Exclude<BridgeVlanEvent, Overrun>, VlanMessage>(
      source,
      options,
      (action, { ifindex, entry, globalOptions }, nameOf) => {
        const dev = nameOf(ifindex);
        if (globalOptions !== undefined)
          return { action: "set", globals: globalsOf(ifindex, dev, globalOptions) };
        const vlans = (entry ?? [])
          .map((each) => vlanOf(ifindex, dev, each))
          .filter((vlan) => vlan !== undefined);
        return { action, vlans };
      },
    );
  }

  /** The request about the membership of a link: which VLANs, or which mappings. */
  async #membership(key: BridgeVlanKey, records: object, options: RequestOptions) {
    const { dev, table } = key;
    if (table !== undefined) checkName("table", table, Object.keys(BRIDGE_FLAGS));
    const flags = table === undefined ? 0 : BRIDGE_FLAGS[table];
    return {
      ifiFamily: FAMILIES.bridge,
      ifiIndex: await this.#names.indexOf("dev", dev, options),
      afSpec: { ...(flags !== 0 && { flags }), ...records },
    } as Encodable<typeof RTM_SETLINK.request>;
  }

  async #vlans(settings: BridgeVlanSettings, allowed: readonly string[], options: RequestOptions) {
    checkProperties("vlan", settings, allowed);
    const { vid, pvid, untagged } = settings;
    checkFlag("pvid", pvid);
    checkFlag("untagged", untagged);
    const { from, to } = vlanBounds("vid", vid);
    if (pvid === true && from !== to)
      throw new NetlinkInputError(
        "pvid",
        pvid,
        "nothing: only one VLAN can be that of untagged frames",
      );
    const own = (pvid === true ? INFO.pvid : 0) | (untagged === true ? INFO.untagged : 0);
    const vlanInfo = recordsOf([from, to], (each, mark) => ({ flags: own | mark, vid: each }));
    return this.#membership(settings, { vlanInfo }, options);
  }

  async #tunnels(mapping: BridgeVlanTunnel, options: RequestOptions) {
    checkProperties("tunnel", mapping, ["dev", "vid", "table", "tunnelId"]);
    const { vid, tunnelId } = mapping;
    const { from, to } = vlanBounds("vid", vid);
    checkNumber("tunnelId", tunnelId ?? Number.NaN, 1, MAX_VNI - (to - from));
    const vlanTunnelInfo = recordsOf([from, to], (each, flags) => ({
      id: tunnelId + each - from,
      vid: each,
      flags,
    }));
    return this.#membership(mapping, { vlanTunnelInfo }, options);
  }

  /**
   * Puts a port, or a bridge itself (`table: "self"`), into VLANs; what is in them already gets the new flags.
   *
   * @throws `NetlinkErrnoError`: `ENODEV`, `EINVAL`, `EOPNOTSUPP`; `NetlinkInputError`.
   * @see bridge(8)
   */
  async add(settings: BridgeVlanSettings, options: RequestOptions = {}): Promise<void> {
    const allowed = ["dev", "vid", "table", "pvid", "untagged"];
    const request = await this.#vlans(settings, allowed, options);
    await this.#client.do(RTM_SETLINK, request, options);
  }

  /** Takes a port, or a bridge itself, out of VLANs; the kernel says nothing where it was in none. @throws As {@link add}. */
  async delete(key: BridgeVlanKey, options: RequestOptions = {}): Promise<void> {
    const request = await this.#vlans(key, ["dev", "vid", "table"], options);
    await this.#client.do(RTM_DELLINK, request, options);
  }

  /** Maps VLANs of a VXLAN port (with `vlanTunnel` on) to tunnels. @throws As {@link add}. */
  async addTunnel(mapping: BridgeVlanTunnel, options: RequestOptions = {}): Promise<void> {
    await this.#client.do(RTM_SETLINK, await this.#tunnels(mapping, options), options);
  }

  /** Removes such a mapping. @throws As {@link add}. */
  async deleteTunnel(mapping: BridgeVlanTunnel, options: RequestOptions = {}): Promise<void> {
    await this.#client.do(RTM_DELLINK, await this.#tunnels(mapping, options), options);
  }

  async #setOptions(dev: LinkRef, content: object, options: RequestOptions): Promise<void> {
    const request = {
      family: FAMILIES.bridge,
      ifindex: await this.#names.indexOf("dev", dev, options),
      ...content,
    } as VlanRequest;
    await inCallersWords({ "globalOptions.0": "options" }, () =>
      this.#client.do(RTM_NEWVLAN, request, options),
    );
  }

  /** Changes options of VLANs that a port or a bridge is in. Since Linux 5.6. @throws As {@link add}. */
  async set(
    key: Omit<BridgeVlanKey, "table">,
    settings: BridgeVlanOptions,
    options: RequestOptions = {},
  ): Promise<void> {
    checkProperties("vlan", key, ["dev", "vid"]);
    checkProperties("options", settings, OPTIONS);
    const { state, mcastRouter, mcastMaxGroups, neighSuppress, neighForwardGrat } = settings;
    checkNumber("mcastRouter", mcastRouter, 0, 2);
    checkNumber("mcastMaxGroups", mcastMaxGroups, 0, 0xffffffff);
    checkFlag("neighSuppress", neighSuppress);
    checkFlag("neighForwardGrat", neighForwardGrat);
    if (state !== undefined) checkName("state", state, Object.keys(STATES));
    const { from, to } = vlanBounds("vid", key.vid);
    const entry = {
      info: { flags: INFO.onlyOptions, vid: from },
      ...(from !== to && { range: to }),
      ...(state !== undefined && { state: STATES[state] }),
      ...(mcastRouter !== undefined && { mcastRouter }),
      ...(mcastMaxGroups !== undefined && { mcastMaxGroups }),
      ...(neighSuppress !== undefined && { neighSuppress: neighSuppress ? 1 : 0 }),
      ...(neighForwardGrat !== undefined && { neighForwardGrat: neighForwardGrat ? 1 : 0 }),
    };
    await this.#setOptions(key.dev, { entry: [entry] }, options);
  }

  /** Changes options of VLANs on a whole bridge. Since Linux 5.15. @throws As {@link add}. */
  async setGlobals(
    key: Omit<BridgeVlanKey, "table">,
    settings: BridgeVlanGlobalsInput,
    options: RequestOptions = {},
  ): Promise<void> {
    checkProperties("vlan", key, ["dev", "vid"]);
    const { from, to } = vlanBounds("vid", key.vid);
    const globals = { id: from, ...(from !== to && { range: to }), ...settings };
    await this.#setOptions(key.dev, { globalOptions: [globals] }, options);
  }
}
