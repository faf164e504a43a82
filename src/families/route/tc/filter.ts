/**
 * Filters of qdiscs and of shared blocks, and the chains that they stand in: list, get, add, replace, change, delete.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../../client/index.ts";
import { NetlinkInputError } from "../../../errors/index.ts";
import { type Decoded, type Encodable, operation } from "../../../schema/index.ts";
import { TCA_CLS_FLAGS, tc, tcMessage } from "../../../uapi/tc/index.ts";
import { NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL, NLM_F_REPLACE } from "../../../wire/index.ts";
import { checkNumber, checkProperties, inCallersWords, type LinkRef } from "../input.ts";
import type { LinkNames } from "../link-names.ts";
import type { EventOptions, ObjectAction, Overrun } from "../object-events.ts";
import { NOTHING_YET, type Requests } from "../requests.ts";
import { etherTypeNumber, formatEtherType, parseEtherType } from "./ether-type.ts";
import { type Draft, MAX_U32, type Message, type NameOf } from "./fields.ts";
import { FILTERS } from "./filter-kinds.ts";
import { formatHook, parseHook } from "./handles.ts";
import { type KindOptions, kindIn, linkedRequest, readOptions, wordsOf } from "./kind.ts";
import { formatU32Handle, parseU32Handle } from "./u32-handle.ts";

const { RTM_GETTFILTER, RTM_DELTFILTER, RTM_GETCHAIN, RTM_NEWCHAIN, RTM_DELCHAIN } = tc.operations;
type FilterMessage = Decoded<(typeof RTM_GETTFILTER)["reply"]>;
type FilterRequest = Encodable<(typeof RTM_GETTFILTER)["request"]>;
const NEW = [tc.operations.RTM_NEWTFILTER.type, tcMessage] as const;
/** With `NLM_F_ECHO` the kernel tells what it made, and so the handle and priority that it chose. */
const RTM_NEWTFILTER = operation("RTM_NEWTFILTER", NEW, NEW);

/** The options of each kind of filter. */
export type FilterOptions = KindOptions<typeof FILTERS>;
/** Options of a kind; of one that is not known here they are in `attributes`. */
type OptionsFor<Name extends string> = Name extends keyof FilterOptions
  ? FilterOptions[Name]
  : Message;

/** A filter. With the name of its kind as type parameter its options are those of that kind. */
export interface Filter<Name extends string = string> {
  readonly kind: Name;
  /** Name of its link; absent where that has none here, or where it is in a block. */
  readonly dev?: string;
  /** Absent where it is in a block. */
  readonly ifindex?: number;
  readonly block?: number;
  /** `"ingress"` or `"egress"` of clsact, a qdisc (`"1:"`), or a class. Absent in a block. */
  readonly parent?: string;
  /** Filters are tried from the lowest on. */
  readonly priority: number;
  /** `"all"`, `"ip"`, `"ipv6"`, `"arp"`, `"802.1q"`… or the number of an Ethernet protocol. */
  readonly protocol: string | number;
  readonly chain: number;
  /** Its number among those of its priority: `"0x1"`, of u32 `"800::800"`. Absent in a row that stands for them all. */
  readonly handle?: string;
  readonly options?: OptionsFor<Name>;
  /** What `options` does not tell of, as the table has it. */
  readonly attributes?: Message;
  /** Whether hardware does it; absent where its kind cannot tell. */
  readonly offloaded?: boolean;
}

/** Where filters are: at a link, or in a block that links share. */
export interface FilterPlace {
  readonly dev?: LinkRef;
  /** `"root"`, the qdisc that is there, where it is not said. */
  readonly parent?: string;
  /** Instead of `dev` and `parent`. */
  readonly block?: number;
  /** 0 where it is not said. */
  readonly chain?: number;
}

/** Which filter: all that is said has to be so. */
export interface FilterKey extends FilterPlace {
  readonly priority: number;
  readonly protocol?: string | number;
  readonly kind?: string;
  readonly handle?: string | number;
}

interface FilterBase extends FilterPlace {
  /** Chosen by the kernel where it is not said. */
  readonly priority?: number;
  /** `"all"` where it is not said. */
  readonly protocol?: string | number;
  /** Chosen by the kernel where it is not said; of fw the mark. */
  readonly handle?: string | number;
  /** Attributes besides those of `options`, as the table of `nlkit/uapi/tc` has them. */
  readonly attributes?: Message;
}

/** What a filter is made or changed with. */
export type FilterSettings = FilterBase &
  (
    | {
        readonly [Name in keyof FilterOptions]: {
          readonly kind: Name;
          readonly options?: FilterOptions[Name];
        };
      }[keyof FilterOptions]
    /** Any other kind. */
    | { readonly kind: string; readonly options?: never }
  );

const PLACE = ["dev", "parent", "block", "chain"] as const;
const KEY = [...PLACE, "priority", "protocol", "kind", "handle"] as const;
const SETTINGS = [...KEY, "attributes", "options"] as const;

/** Which filters are listed. */
export interface FilterFilter<Name extends string = string> extends FilterPlace {
  readonly kind?: Name | undefined;
  readonly priority?: number | undefined;
  readonly protocol?: string | number | undefined;
}

/** A chain of filters, and whether it is there without any. */
export interface Chain {
  readonly dev?: string;
  readonly ifindex?: number;
  readonly block?: number;
  readonly parent?: string;
  readonly chain: number;
}

/** The index of a link where the parent is a block (`TCM_IFINDEX_MAGIC_BLOCK`). */
const BLOCK = -1;
const IN_HARDWARE = TCA_CLS_FLAGS.masks["in-hw"];
const NOT_IN_HARDWARE = TCA_CLS_FLAGS.masks["not-in-hw"];

function placeOf(message: FilterMessage, nameOf: NameOf): Omit<Chain, "chain"> {
  const { ifindex, parent } = message;
  if (ifindex === BLOCK) return { block: parent };
  const dev = nameOf(ifindex);
  return { ...(dev !== undefined && { dev }), ifindex, parent: formatHook(parent) };
}

function offloadedOf(options: Message): boolean | undefined {
  const flags = Number(options["flagsGen"] ?? options["flags"] ?? 0);
  return (flags & (IN_HARDWARE | NOT_IN_HARDWARE)) === 0 ? undefined : (flags & IN_HARDWARE) !== 0;
}

/** The friendly form of a filter's message. */
function filterOf(message: FilterMessage, nameOf: NameOf): Filter {
  const { kind = "", options, handle, info, chain = 0 } = message;
  const offloaded =
    options === undefined || options instanceof Uint8Array
      ? undefined
      : offloadedOf(options as Message);
  return {
    kind,
    ...placeOf(message, nameOf),
    priority: info >>> 16,
    protocol: formatEtherType(info & 0xffff),
    chain,
    ...(handle !== 0 && {
      handle: kind === "u32" ? formatU32Handle(handle) : `0x${handle.toString(16)}`,
    }),
    ...readOptions(kindIn(FILTERS, kind), options, nameOf),
    ...(offloaded !== undefined && { offloaded }),
  };
}

/** The number of a handle. @throws `NetlinkInputError` */
function handleNumber(kind: string | undefined, handle: string | number | undefined): number {
  if (handle === undefined) return 0;
  const isU32 = kind === "u32" || (kind === undefined && String(handle).includes(":"));
  if (typeof handle === "string" && isU32) return parseU32Handle("handle", handle);
  const value =
    typeof handle === "string" && /^(0x[0-9a-f]+|\d+)$/i.test(handle) ? Number(handle) : handle;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_U32)
    return value;
  throw new NetlinkInputError("handle", handle, 'a number, also as text: "0x1"');
}

const HEADER = { family: 0, ifindex: 0, handle: 0, parent: 0, info: 0 } as const;
const PRIORITY = 0xffff;

/** A change of a filter. */
export type FilterEvent = { readonly action: ObjectAction; readonly filter: Filter } | Overrun;

/** Filters: which packets go where. */
export class Filters {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  /** Names of the links that something is read with, whose indexes the reading itself tells. */
  async #named<Row>(read: (nameOf: NameOf) => Row): Promise<Row> {
    const indexes = new Set<number>();
    read((index) => {
      indexes.add(index);
      return undefined;
    });
    const names = await this.#names.namesOf(indexes);
    return read((index) => names.get(index));
  }

  async #place(place: FilterPlace, options: RequestOptions): Promise<FilterRequest> {
    const { dev, parent, block, chain } = place;
    checkNumber("block", block, 1, MAX_U32);
    checkNumber("chain", chain, 0, 0x0fffffff);
    if ((dev === undefined) === (block === undefined))
      throw new NetlinkInputError("dev", dev, "a link, or else a block");
    if (block !== undefined && parent !== undefined)
      throw new NetlinkInputError("parent", parent, "nothing: a block has none");
    return {
      ...HEADER,
      ifindex: dev === undefined ? BLOCK : await this.#names.indexOf("dev", dev, options),
      parent: block ?? (parent === undefined ? 0 : parseHook("parent", parent)),
      ...(chain !== undefined && { chain }),
    } as FilterRequest;
  }

  /**
   * The filters of a qdisc or class, at a hook of clsact, or in a block, of all chains unless one is named, in the order in which
   * they are tried.
   *
   * @throws `NetlinkErrnoError`: `ENODEV` for a link that is not there, `EINVAL` for a block; otherwise as `NetlinkClient.dump`.
   */
  async list<Name extends string = string>(
    filter: FilterFilter<Name>,
    options: DumpOptions = {},
  ): Promise<Filter<Name>[]> {
    checkProperties("filter", filter, [...PLACE, "kind", "priority", "protocol"]);
    const { kind, priority = 0, protocol } = filter;
    checkNumber("filter.priority", priority, 0, PRIORITY);
    const place = await this.#place(filter, options);
    const info =
      priority * 0x10000 +
      (protocol === undefined ? 0 : parseEtherType("filter.protocol", protocol));
    const rows = await this.#client.dump(
      RTM_GETTFILTER,
      { ...place, info } as FilterRequest,
      options,
    );
    // Each priority has a row of its own besides its filters; u32 has them for its tables, too.
    const wanted = rows.filter(
      (row) => row.handle !== 0 && (kind === undefined || row.kind === kind),
    );
    return (await this.#named((nameOf) =>
      wanted.map((row) => filterOf(row, nameOf)),
    )) as Filter<Name>[];
  }

  async #key(key: FilterKey, options: RequestOptions): Promise<FilterRequest> {
    checkProperties("filter", key, KEY);
    const { priority, protocol, kind, handle } = key;
    checkNumber("priority", priority ?? 0, 1, PRIORITY);
    // A protocol of 0 is any: filters of one priority have one.
    const etherType = protocol === undefined ? 0 : parseEtherType("protocol", protocol);
    return {
      ...(await this.#place(key, options)),
      ...(kind !== undefined && { kind }),
      handle: handleNumber(kind, handle),
      info: priority * 0x10000 + etherType,
    } as FilterRequest;
  }

  /** One filter, by its handle. @throws `NetlinkErrnoError` (`ENOENT`) where it is not there. */
  async get(key: FilterKey, options: RequestOptions = {}): Promise<Filter> {
    const [row] = await this.#client.do(RTM_GETTFILTER, await this.#key(key, options), options);
    return this.#named((nameOf) => filterOf(row as FilterMessage, nameOf));
  }

  async #new(settings: FilterSettings, flags: number, options: RequestOptions): Promise<Filter> {
    checkProperties("filter", settings, SETTINGS);
    const { priority = 0, protocol = "all", kind, handle } = settings;
    checkNumber("priority", priority, 0, PRIORITY);
    const etherType = parseEtherType("protocol", protocol);
    const place = await this.#place(settings, options);
    const found = await linkedRequest(FILTERS, settings, (field, ref) =>
      this.#names.indexOf(field, ref, options),
    );
    // Flower asks for the protocol once more, among what it matches.
    if (kind === "flower" && protocol !== "all" && !(found.options instanceof Uint8Array))
      (found as { options?: Draft }).options = {
        ...found.options,
        keyEthType: etherTypeNumber(etherType),
      };
    const table = kindIn(FILTERS, kind);
    const usual =
      handle === undefined ? table?.handle?.((found.options ?? {}) as Message) : undefined;
    const request = {
      ...place,
      handle: usual ?? handleNumber(kind, handle),
      info: priority * 0x10000 + etherType,
      ...found,
    } as FilterRequest;
    const rows = await inCallersWords(table === undefined ? {} : wordsOf(table, "options"), () =>
      this.#client.do(RTM_NEWTFILTER, request, { ...options, flags: flags | NLM_F_ECHO }),
    );
    if (this.#client.deferred === true) return NOTHING_YET;
    const made = rows.at(-1) ?? (request as unknown as FilterMessage);
    return made.handle === 0
      ? this.#whole(place, made, options)
      : this.#named((nameOf) => filterOf(made, nameOf));
  }

  /**
   * A filter whose echo stands for all of its priority, which then is this one alone: that of matchall.
   *
   * @see net/sched/cls_matchall.c `mall_change`, v6.12: it hands the filter before the new one back.
   */
  async #whole(
    place: FilterRequest,
    made: FilterMessage,
    options: RequestOptions,
  ): Promise<Filter> {
    const request = { ...place, info: made.info } as FilterRequest;
    const rows = await this.#client.dump(RTM_GETTFILTER, request, options);
    const found = rows.find(
      ({ handle, kind, chain }) => handle !== 0 && kind === made.kind && chain === made.chain,
    );
    return this.#named((nameOf) => filterOf(found ?? made, nameOf));
  }

  /**
   * Adds a filter.
   *
   * @returns It as the kernel made it, with the priority and handle that it chose; what was asked for, of a kernel that does
   *   not echo.
   * @throws `NetlinkErrnoError`: `EEXIST`, `ENOENT` for a kind that this kernel lacks, `EINVAL` with its reason, such as a qdisc
   *   that takes none; `NetlinkInputError` for what cannot be a filter.
   * @see tc(8); include/uapi/linux/pkt_cls.h
   */
  add(settings: FilterSettings, options: RequestOptions = {}): Promise<Filter> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /** Adds a filter, or puts it in the place of the one that has its priority and handle. */
  replace(settings: FilterSettings, options: RequestOptions = {}): Promise<Filter> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  /** Changes a filter that is there. @throws `NetlinkErrnoError` (`ENOENT`) where it is not. */
  set(
    settings: FilterSettings & { readonly priority: number },
    options: RequestOptions = {},
  ): Promise<Filter> {
    return this.#new(settings, 0, options);
  }

  /**
   * Removes a filter; without a handle all of its priority.
   *
   * @throws `NetlinkErrnoError` (`ENOENT`) where it is not there.
   */
  async delete(key: FilterKey, options: RequestOptions = {}): Promise<void> {
    await this.#client.do(RTM_DELTFILTER, await this.#key(key, options), options);
  }

  /** Removes all filters there, of one chain where it is named. */
  async flush(place: FilterPlace, options: RequestOptions = {}): Promise<void> {
    checkProperties("filter", place, PLACE);
    const request = await this.#place(place, options);
    await this.#client.do(RTM_DELTFILTER, request, options);
  }

  /** The chains there: those that have filters, and those that were made. @throws As {@link list}. */
  async chains(place: FilterPlace, options: DumpOptions = {}): Promise<Chain[]> {
    checkProperties("filter", place, PLACE);
    const request = await this.#place(place, options);
    const rows = await this.#client.dump(RTM_GETCHAIN, request, options);
    return this.#named((nameOf) =>
      rows.map((row) => ({ ...placeOf(row, nameOf), chain: row.chain ?? 0 })),
    );
  }

  /** Makes a chain, which stays also without filters. @throws `NetlinkErrnoError` (`EEXIST`) */
  async addChain(
    place: FilterPlace & { readonly chain: number },
    options: RequestOptions = {},
  ): Promise<void> {
    checkProperties("filter", place, PLACE);
    const request = await this.#place(place, options);
    await this.#client.do(RTM_NEWCHAIN, request, { ...options, flags: NLM_F_CREATE | NLM_F_EXCL });
  }

  /** Removes a chain with its filters. @throws `NetlinkErrnoError` (`EINVAL`) where it is not there. */
  async deleteChain(
    place: FilterPlace & { readonly chain: number },
    options: RequestOptions = {},
  ): Promise<void> {
    checkProperties("filter", place, PLACE);
    const request = await this.#place(place, options);
    await this.#client.do(RTM_DELCHAIN, request, options);
  }

  /** Changes from the moment of the call on. @throws As `NetlinkClient.subscribe`. */
  events(options: EventOptions = {}): AsyncGenerator<FilterEvent, void, void> {
    const { groups, messages } = tc;
    const source = { groups: Object.values(groups), messages, objects: ["TFILTER"] };
    return this.#names.events(source, options, (action, row: FilterMessage, nameOf) => ({
      action,
      filter: filterOf(row, nameOf),
    }));
  }
}
