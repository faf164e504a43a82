/**
 * Multicast groups that bridges and VXLANs forward (their MDB): list, get, add, replace, delete, flush; and
 * the ports with multicast routers.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import type { Encodable } from "../../schema/index.ts";
import { dumpMdb, MDB_STATE, RT_PROTOCOL, rtMdb } from "../../uapi/route/index.ts";
import { NLM_F_BULK, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE } from "../../wire/index.ts";
import {
  groupAddress,
  type MdbEntry,
  type MdbMessage,
  type MdbRouter,
  mdbEntryOf,
} from "./bridge-mdb-entry.ts";
import {
  checkList,
  checkName,
  checkNumber,
  checkProperties,
  FAMILIES,
  type LinkRef,
  numberFor,
  parseAddress,
} from "./input.ts";
import { type LinkNames, named } from "./link-names.ts";
import type { EventOptions, ObjectAction, Overrun } from "./object-events.ts";
import type { Requests } from "./requests.ts";
import type { NameOf } from "./route.ts";
import { TUNNEL_END, type TunnelEnd, tunnelEndRequest } from "./tunnel-end.ts";

const { RTM_GETMDB, RTM_NEWMDB, RTM_DELMDB } = rtMdb.operations;
type MdbRequest = Encodable<typeof RTM_NEWMDB.request>;

const MAX_VLAN = 4094;

/** How an entry is found. */
export interface MdbKey extends TunnelEnd {
  /** The bridge, or the VXLAN. */
  readonly dev: LinkRef;
  /** The port; `dev` itself for this host, and for a VXLAN. */
  readonly port?: LinkRef;
  readonly group: string;
  readonly source?: string;
  readonly vlan?: number;
}

/** What an entry is added with. */
export interface MdbSettings extends MdbKey {
  /** `"temporary"` unless told otherwise, as the kernel's tools have it; a group of layer 2 has to be permanent. */
  readonly state?: "temporary" | "permanent";
  /** Since Linux 6.3, like `sources` and `protocol`. */
  readonly filterMode?: "include" | "exclude";
  readonly sources?: readonly string[];
  readonly protocol?: string | number;
}

const KEY = [
  "dev",
  "port",
  "group",
  "source",
  "vlan",
  ...TUNNEL_END,
] as const satisfies readonly (keyof MdbKey)[];
const SETTINGS = [
  ...KEY,
  "state",
  "filterMode",
  "sources",
  "protocol",
] as const satisfies readonly (keyof MdbSettings)[];

/** Which entries are flushed; all of the device where nothing more is said. */
export interface MdbFlush extends Partial<Omit<MdbKey, "group" | "source">> {
  readonly dev: LinkRef;
  readonly state?: "temporary" | "permanent";
  readonly protocol?: string | number;
}

const FLUSH = [
  "dev",
  "port",
  "vlan",
  ...TUNNEL_END,
  "state",
  "protocol",
] as const satisfies readonly (keyof MdbFlush)[];

/** Which entries are listed. */
export interface MdbFilter {
  /** Those of one bridge or VXLAN. */
  readonly dev?: LinkRef | undefined;
  readonly vlan?: number | undefined;
}

function protocolNumber(protocol: string | number): number {
  return numberFor("protocol", protocol, RT_PROTOCOL.values, 0xff);
}

/** A change of multicast groups. */
export type MdbEvent = { readonly action: ObjectAction; readonly entry: MdbEntry } | Overrun;

/** Multicast groups of bridges and VXLANs. */
export class BridgeMdb {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  async #rows(dev: LinkRef | undefined, options: DumpOptions): Promise<MdbMessage[]> {
    const index = dev === undefined ? undefined : await this.#names.indexOf("dev", dev, options);
    const request = { family: FAMILIES.bridge, ifindex: 0 };
    const rows = [
      ...(await this.#client.dump(dumpMdb, request, options)),
      // The kernel's VXLANs answer the same question under another number.
      ...(await this.#client.dump(RTM_GETMDB, request, options)),
    ];
    return rows.filter(({ ifindex }) => index === undefined || ifindex === index);
  }

  /** All entries, or those that a filter lets through. @throws `NetlinkErrnoError` (`ENODEV`); as `NetlinkClient.dump`. */
  async list(filter: MdbFilter = {}, options: DumpOptions = {}): Promise<MdbEntry[]> {
    checkProperties("filter", filter, ["dev", "vlan"]);
    const { dev, vlan } = filter;
    checkNumber("filter.vlan", vlan, 1, MAX_VLAN);
    return this.#friendly(await this.#rows(dev, options), vlan);
  }

  async #friendly(rows: readonly MdbMessage[], vlan?: number): Promise<MdbEntry[]> {
    const found = rows.flatMap(({ ifindex, mdb }) =>
      (mdb?.entry ?? [])
        .flatMap(({ info = [] }) => info)
        .filter(({ vid }) => vlan === undefined || vid === vlan)
        .map((info) => ({ ifindex, info })),
    );
    const indexes = found.flatMap(({ ifindex, info }) => [
      ifindex,
      info.headerIfindex,
      ...(info.ifindex === undefined ? [] : [info.ifindex]),
    ]);
    const names = await this.#names.namesOf(new Set(indexes));
    return found.map(({ ifindex, info }) => mdbEntryOf(ifindex, info, (index) => names.get(index)));
  }

  /**
   * The entries of one group: one for each port, or far end, that gets its packets. Since Linux 6.8.
   *
   * @throws `NetlinkErrnoError`: `ENOENT` where there is none, `ENODEV`, `EOPNOTSUPP` for a link that has no such table, and of
   *   an older kernel; `NetlinkInputError`.
   */
  async get(
    key: Pick<MdbKey, "dev" | "group" | "source" | "vlan" | "srcVni">,
    options: RequestOptions = {},
  ): Promise<MdbEntry[]> {
    const request = await this.#request(key, ["dev", "group", "source", "vlan", "srcVni"], options);
    const entry = { ...request.entry, ifindex: 0, state: 0 } as MdbRequest["entry"];
    return this.#friendly(await this.#client.do(RTM_GETMDB, { ...request, entry }, options));
  }

  /** Ports that have multicast routers behind them. @throws As {@link list}. */
  async routers(dev?: LinkRef, options: DumpOptions = {}): Promise<MdbRouter[]> {
    const found = (await this.#rows(dev, options)).flatMap(({ ifindex: bridge, router }) =>
      (router?.port ?? []).map((port) => ({ bridge, ...port })),
    );
    const indexes = found.flatMap(({ bridge, ifindex }) => [bridge, ifindex]);
    const names = await this.#names.namesOf(new Set(indexes));
    return found.map(({ bridge, ifindex, type, timer, vid }) => {
      const nameOf: NameOf = (index) => names.get(index);
      return {
        index: bridge,
        ...named(nameOf, "dev", bridge),
        port: ifindex,
        ...named(nameOf, "portName", ifindex),
        ...(type !== undefined && { type }),
        ...(timer !== undefined && { timerCs: timer }),
        ...(vid !== undefined && { vlan: vid }),
      };
    });
  }

  /**
   * Changes of entries from the moment of the call on; those of ports with routers are not among them.
   *
   * @throws As `NetlinkClient.subscribe`.
   */
  events(options: EventOptions = {}): AsyncGenerator<MdbEvent, void, void> {
    const { groups, messages } = rtMdb;
    const source = { groups: Object.values(groups), messages, objects: ["MDB"] };
    return this.#names.events(source, options, (action, { ifindex, mdb }: MdbMessage, nameOf) => {
      const info = mdb?.entry?.[0]?.info?.[0];
      return info === undefined ? undefined : { action, entry: mdbEntryOf(ifindex, info, nameOf) };
    });
  }

  async #request(
    settings: MdbSettings,
    allowed: readonly (keyof MdbSettings)[],
    options: RequestOptions,
  ): Promise<MdbRequest> {
    checkProperties("mdb", settings, allowed);
    const { dev, port, group, source, vlan } = settings;
    const { state = "temporary", filterMode, sources, protocol } = settings;
    checkNumber("vlan", vlan, 1, MAX_VLAN);
    checkList("sources", sources);
    checkName("state", state, Object.keys(MDB_STATE.values));
    if (filterMode !== undefined) checkName("filterMode", filterMode, ["include", "exclude"]);
    const entryAttrs = {
      ...(source !== undefined && { source: parseAddress("source", source) }),
      ...(sources !== undefined && {
        srcList: { entry: sources.map((each) => ({ address: parseAddress("sources", each) })) },
      }),
      ...(filterMode !== undefined && { groupMode: filterMode }),
      ...(await tunnelEndRequest(settings, this.#names, options)),
      ...(protocol !== undefined && { rtprot: protocolNumber(protocol) }),
    };
    const index = await this.#names.indexOf("dev", dev, options);
    return {
      family: FAMILIES.bridge,
      ifindex: index,
      entry: {
        ifindex: port === undefined ? index : await this.#names.indexOf("port", port, options),
        state,
        flags: 0,
        vid: vlan ?? 0,
        addr: groupAddress("group", group),
      },
      ...(Object.keys(entryAttrs).length > 0 && { entryAttrs }),
    };
  }

  async #new(settings: MdbSettings, flags: number, options: RequestOptions): Promise<void> {
    const request = await this.#request(settings, SETTINGS, options);
    await this.#client.do(RTM_NEWMDB, request, { ...options, flags });
  }

  /**
   * Adds an entry.
   *
   * @throws `NetlinkErrnoError`: `EEXIST`, `ENODEV`, `EINVAL` with the kernel's reason (a bridge that is down, a group that is
   *   none…), `EOPNOTSUPP` for a link that is no bridge; `NetlinkInputError`.
   * @see bridge(8)
   */
  add(settings: MdbSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /** Adds an entry, or changes the one that is there. Since Linux 6.3; an older kernel says `EEXIST`. */
  replace(settings: MdbSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  /** Removes an entry. @throws `NetlinkErrnoError`: `EINVAL` where there is none of a bridge, `ENOENT` of a VXLAN. */
  async delete(key: MdbKey, options: RequestOptions = {}): Promise<void> {
    const request = await this.#request(key, KEY, options);
    await this.#client.do(RTM_DELMDB, request, options);
  }

  /**
   * Removes many entries at once: all of a bridge or VXLAN, or those that have all that is said. Since Linux 6.8.
   *
   * @throws `NetlinkErrnoError`: `ENODEV`, `EOPNOTSUPP`, `EINVAL` for what the device cannot be asked for, and of an older
   *   kernel; `NetlinkInputError`.
   */
  async flush(which: MdbFlush, options: RequestOptions = {}): Promise<void> {
    checkProperties("flush", which, FLUSH);
    const { dev, port, vlan, state, protocol } = which;
    checkNumber("vlan", vlan, 1, MAX_VLAN);
    if (state !== undefined) checkName("state", state, Object.keys(MDB_STATE.values));
    const entryAttrs = {
      ...(protocol !== undefined && { rtprot: protocolNumber(protocol) }),
      ...(await tunnelEndRequest(which, this.#names, options)),
      ...(state !== undefined && { stateMask: MDB_STATE.values.permanent }),
    };
    const request: MdbRequest = {
      family: FAMILIES.bridge,
      ifindex: await this.#names.indexOf("dev", dev, options),
      entry: {
        ifindex: port === undefined ? 0 : await this.#names.indexOf("port", port, options),
        state: state ?? 0,
        flags: 0,
        vid: vlan ?? 0,
        addr: { u: new Uint8Array(16), proto: 0 },
      },
      ...(Object.keys(entryAttrs).length > 0 && { entryAttrs }),
    };
    await this.#client.do(RTM_DELMDB, request, { ...options, flags: NLM_F_BULK });
  }
}
