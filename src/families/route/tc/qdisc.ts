/**
 * Qdiscs of a namespace's links: list, get, add, replace, change, delete.
 *
 * @module
 */

import type { DumpOptions, RequestOptions } from "../../../client/index.ts";
import { ERRNO, NetlinkErrnoError, NetlinkInputError } from "../../../errors/index.ts";
import { type Decoded, type Encodable, operation } from "../../../schema/index.ts";
import { tc, tcMessage } from "../../../uapi/tc/index.ts";
import { NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL, NLM_F_REPLACE } from "../../../wire/index.ts";
import { checkFlag, checkNumber, checkProperties, inCallersWords, type LinkRef } from "../input.ts";
import type { LinkNames } from "../link-names.ts";
import type { EventOptions, ObjectAction, Overrun } from "../object-events.ts";
import { NOTHING_YET, type Requests } from "../requests.ts";
import { MAX_U32, type Message, type NameOf } from "./fields.ts";
import {
  formatClassId,
  formatParent,
  parseHandle,
  parseParent,
  TC_H_INGRESS,
  TC_H_ROOT,
} from "./handles.ts";
import { type KindOptions, kindIn, linkedRequest, readOptions, wordsOf } from "./kind.ts";
import { QUEUES } from "./qdisc-queues.ts";
import { SHAPERS } from "./qdisc-shapers.ts";
import { type SizeTable, sizeTableOf, sizeTableRequest } from "./rates.ts";
import { statisticsOf, type TcStatistics } from "./statistics.ts";

const { RTM_GETQDISC, RTM_DELQDISC } = tc.operations;
type QdiscMessage = Decoded<(typeof RTM_GETQDISC)["reply"]>;
type QdiscRequest = Encodable<(typeof RTM_GETQDISC)["request"]>;
const NEW = [tc.operations.RTM_NEWQDISC.type, tcMessage] as const;
/** With `NLM_F_ECHO` the kernel tells what it made, and so the handle that it chose. */
const RTM_NEWQDISC = operation("RTM_NEWQDISC", NEW, NEW);

/** The kinds of qdiscs that have options here. */
export const QDISCS = { ...QUEUES, ...SHAPERS } as const;
/** The options of each kind of qdisc. */
export type QdiscOptions = KindOptions<typeof QDISCS>;

/** Options of a kind; of one that is not known here they are in `attributes`. */
type OptionsFor<Name extends string> = Name extends keyof QdiscOptions
  ? QdiscOptions[Name]
  : Message;

/** A qdisc. With the name of its kind as type parameter its options are those of that kind. */
export interface Qdisc<Name extends string = string> {
  readonly kind: Name;
  /** Name of its link; absent where that has none here. */
  readonly dev?: string;
  readonly ifindex: number;
  /** `"1:"`; `":"` of one that has none, such as those that links come with. */
  readonly handle: string;
  /** `"root"`, `"ingress"`, or a class: `"1:10"`. */
  readonly parent?: string;
  readonly options?: OptionsFor<Name>;
  /** What `options` does not tell of, as the table has it; `bytes` of a kind that has no table. */
  readonly attributes?: Message;
  readonly sizeTable?: SizeTable;
  /** Shared blocks of filters, of ingress and clsact. */
  readonly ingressBlock?: number;
  readonly egressBlock?: number;
  /** Whether hardware does it. */
  readonly offloaded: boolean;
  /** How many refer to it. */
  readonly references: number;
  readonly statistics?: TcStatistics;
}

interface QdiscPlace {
  readonly dev: LinkRef;
  /** `"root"` where it is not said, or where ingress and clsact are. */
  readonly parent?: string;
  /** Chosen by the kernel where it is not said: `"1:"`. */
  readonly handle?: string;
  readonly sizeTable?: SizeTable;
  readonly ingressBlock?: number;
  readonly egressBlock?: number;
  /** Attributes besides those of `options`, as the table of `nlkit/uapi/tc` has them. */
  readonly attributes?: Message;
}

/** What a qdisc is made or changed with. */
export type QdiscSettings = QdiscPlace &
  (
    | {
        readonly [Name in keyof QdiscOptions]: {
          readonly kind: Name;
          readonly options?: QdiscOptions[Name];
        };
      }[keyof QdiscOptions]
    /** Any other kind. */
    | { readonly kind: string; readonly options?: never }
  );

const SETTINGS = [
  "dev",
  "parent",
  "handle",
  "sizeTable",
  "ingressBlock",
  "egressBlock",
  "attributes",
  "kind",
  "options",
] as const;

/** Which qdiscs are listed. */
export interface QdiscFilter<Name extends string = string> {
  readonly dev?: LinkRef | undefined;
  readonly parent?: string | undefined;
  readonly kind?: Name | undefined;
  /** Also those that links come with, and those in queues of others (`TCA_DUMP_INVISIBLE`). */
  readonly invisible?: boolean | undefined;
}

/** How a qdisc is found: by its parent, `"root"` where nothing is said, or its handle. */
export type QdiscKey = Pick<QdiscPlace, "dev" | "parent" | "handle">;

/** The friendly form of a qdisc's message. */
export function qdiscOf(message: QdiscMessage, nameOf: NameOf): Qdisc {
  const { kind = "", options, ifindex, ingressBlock, egressBlock, hwOffload } = message;
  const table = kindIn(QDISCS, kind);
  const dev = nameOf(ifindex);
  const parent = formatParent(message.parent);
  const sizeTable = sizeTableOf(message.stab);
  const statistics = statisticsOf(message, table);
  return {
    kind,
    ...(dev !== undefined && { dev }),
    ifindex,
    handle: formatClassId(message.handle),
    ...(parent !== undefined && { parent }),
    ...readOptions(table, options, nameOf),
    ...(sizeTable !== undefined && { sizeTable }),
    ...(ingressBlock !== undefined && { ingressBlock }),
    ...(egressBlock !== undefined && { egressBlock }),
    offloaded: (hwOffload ?? 0) !== 0,
    references: message.info,
    ...(statistics !== undefined && { statistics }),
  };
}

const HEADER = { family: 0, ifindex: 0, handle: 0, parent: 0, info: 0 } as const;
/** Kinds that stand at the way in, under a handle of their own. */
const AT_INGRESS: ReadonlySet<string> = new Set(["ingress", "clsact"]);
const INGRESS_HANDLE = 0xffff0000;

/** A change of a qdisc. */
export type QdiscEvent = { readonly action: ObjectAction; readonly qdisc: Qdisc } | Overrun;

/** Qdiscs: what decides when which packet is sent. */
export class Qdiscs {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  async #friendly(rows: readonly QdiscMessage[]): Promise<Qdisc[]> {
    const names = await this.#names.namesOf(new Set(rows.map(({ ifindex }) => ifindex)));
    return rows.map((row) => qdiscOf(row, (index) => names.get(index)));
  }

  /**
   * All qdiscs but those that links come with, or those that a filter lets through. Which link is the kernel's to filter;
   * the rest is not.
   *
   * @throws `NetlinkErrnoError` (`ENODEV`) for a link that is not there; otherwise as `NetlinkClient.dump`.
   */
  async list<Name extends string = string>(
    filter: QdiscFilter<Name> = {},
    options: DumpOptions = {},
  ): Promise<Qdisc<Name>[]> {
    checkProperties("filter", filter, ["dev", "parent", "kind", "invisible"]);
    const { dev, kind, invisible } = filter;
    checkFlag("filter.invisible", invisible);
    const parent =
      filter.parent === undefined ? undefined : parseParent("filter.parent", filter.parent);
    const ifindex = dev === undefined ? 0 : await this.#names.indexOf("dev", dev, options);
    const request = { ...HEADER, ifindex, ...(invisible === true && { dumpInvisible: true }) };
    const rows = await this.#client.dump(RTM_GETQDISC, request as QdiscRequest, options);
    // net/sched/sch_api.c tc_dump_qdisc, v6.18: all links are walked, whatever the header says.
    const wanted = rows.filter(
      (row) =>
        (ifindex === 0 || row.ifindex === ifindex) &&
        (parent === undefined || row.parent === parent) &&
        (kind === undefined || row.kind === kind),
    );
    return (await this.#friendly(wanted)) as Qdisc<Name>[];
  }

  /**
   * One qdisc.
   *
   * @throws `NetlinkErrnoError` (`ENOENT`) where it is not there.
   */
  async get(key: QdiscKey, options: RequestOptions = {}): Promise<Qdisc> {
    const place = await this.#place(key, ["dev", "parent", "handle"], options);
    const found =
      place.parent === 0
        ? await this.#byHandle(key, options)
        : await this.#friendly(
            // The kernel tells all who listen, and the one who asks only on the echo.
            await this.#client.do(RTM_GETQDISC, place, { ...options, flags: NLM_F_ECHO }),
          );
    if (found[0] !== undefined) return found[0];
    throw new NetlinkErrnoError({
      operation: RTM_GETQDISC.name,
      errno: ERRNO.ENOENT,
      hint: `there is no qdisc ${key.handle ?? key.parent ?? "root"}`,
    });
  }

  /** The kernel's answer to a handle alone does not say what the parent is; its list does. */
  async #byHandle({ dev, handle = "" }: QdiscKey, options: RequestOptions): Promise<Qdisc[]> {
    const wanted = formatClassId(parseHandle("handle", handle));
    const all = await this.list({ dev, invisible: true }, options);
    return all.filter((each) => each.handle === wanted);
  }

  async #place(
    key: QdiscKey & { readonly kind?: string },
    allowed: readonly string[],
    options: RequestOptions,
  ): Promise<QdiscRequest> {
    checkProperties("qdisc", key, allowed);
    const { dev, parent, handle, kind = "" } = key;
    const ingress = AT_INGRESS.has(kind);
    const found = handle === undefined ? undefined : parseHandle("handle", handle);
    if (ingress && found !== undefined && found !== INGRESS_HANDLE)
      throw new NetlinkInputError("handle", handle, `"ffff:": that of ${kind}`);
    const usual = ingress ? TC_H_INGRESS : TC_H_ROOT;
    const under = parent === undefined ? undefined : parseParent("parent", parent);
    return {
      ...HEADER,
      ifindex: await this.#names.indexOf("dev", dev, options),
      handle: found ?? (ingress ? INGRESS_HANDLE : 0),
      // What is looked for by its handle alone may be anywhere.
      parent: under ?? (kind === "" && found !== undefined ? 0 : usual),
    } as QdiscRequest;
  }

  async #new(settings: QdiscSettings, flags: number, options: RequestOptions): Promise<Qdisc> {
    const place = await this.#place(settings, SETTINGS, options);
    const { kind, ingressBlock, egressBlock, sizeTable } = settings;
    checkNumber("ingressBlock", ingressBlock, 1, MAX_U32);
    checkNumber("egressBlock", egressBlock, 1, MAX_U32);
    const request = {
      ...place,
      ...(await linkedRequest(QDISCS, settings, (field, ref) =>
        this.#names.indexOf(field, ref, options),
      )),
      ...(sizeTable !== undefined && { stab: sizeTableRequest("sizeTable", sizeTable) }),
      ...(ingressBlock !== undefined && { ingressBlock }),
      ...(egressBlock !== undefined && { egressBlock }),
    } as QdiscRequest;
    const table = kindIn(QDISCS, kind);
    const rows = await inCallersWords(table === undefined ? {} : wordsOf(table, "options"), () =>
      this.#client.do(RTM_NEWQDISC, request, { ...options, flags: flags | NLM_F_ECHO }),
    );
    if (this.#client.deferred === true) return NOTHING_YET;
    const [made] = await this.#friendly(rows.slice(-1));
    // A kernel that does not echo leaves it at that it was made.
    const { dev, parent = AT_INGRESS.has(kind) ? "ingress" : "root" } = settings;
    return made ?? (await this.get({ dev, parent }, options));
  }

  /**
   * Adds a qdisc.
   *
   * @returns It as the kernel made it, with the handle that it chose.
   * @throws `NetlinkErrnoError`: `EEXIST` where one was set already, `ENOENT` for a kind that this kernel lacks or a parent
   *   that is not there, `EINVAL` with the kernel's reason…; `NetlinkInputError` for what cannot be a qdisc.
   * @see tc(8); include/uapi/linux/pkt_sched.h
   * @example
   * ```ts
   * import { openRoute } from "nlkit/route";
   * // Shape what lo sends to 10 Mbit/s.
   * await using route = await openRoute();
   * const { handle } = await route.qdiscs.replace({
   *   dev: "lo",
   *   kind: "tbf",
   *   options: { bitrate: 10_000_000, burstBytes: 32_768, latencyMs: 50 },
   * });
   * console.assert(/^[0-9a-f]+:$/.test(handle));
   * await route.qdiscs.delete({ dev: "lo" });
   * ```
   */
  add(settings: QdiscSettings, options: RequestOptions = {}): Promise<Qdisc> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /** Puts a qdisc in the place of whatever is there, or changes the one that has its handle and kind. */
  replace(settings: QdiscSettings, options: RequestOptions = {}): Promise<Qdisc> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  /**
   * Changes a qdisc that is there, in what is said; of some kinds only part can be changed.
   *
   * @throws As {@link add}; `NetlinkErrnoError`: `ENOENT` where it is not there, `EINVAL` where it is of another kind.
   */
  set(settings: QdiscSettings, options: RequestOptions = {}): Promise<Qdisc> {
    return this.#new(settings, 0, options);
  }

  /**
   * Removes a qdisc with its classes and filters. The link gets the one that it came with.
   *
   * @throws `NetlinkErrnoError` (`ENOENT`) where there is none but that.
   */
  async delete(
    key: QdiscKey & { readonly kind?: string },
    options: RequestOptions = {},
  ): Promise<void> {
    const { kind, dev, handle, parent } = key;
    // The kernel wants to hear the parent, too.
    const under =
      handle !== undefined && parent === undefined && kind === undefined
        ? (await this.get({ dev, handle }, options)).parent
        : parent;
    const place = await this.#place(
      { ...key, ...(under !== undefined && { parent: under }) },
      ["dev", "parent", "handle", "kind"],
      options,
    );
    await this.#client.do(RTM_DELQDISC, { ...place, ...(kind !== undefined && { kind }) }, options);
  }

  /** Changes from the moment of the call on. @throws As `NetlinkClient.subscribe`. */
  events(options: EventOptions = {}): AsyncGenerator<QdiscEvent, void, void> {
    const { groups, messages } = tc;
    const source = { groups: Object.values(groups), messages, objects: ["QDISC"] };
    return this.#names.events(source, options, (action, row: QdiscMessage, nameOf) => ({
      action,
      qdisc: qdiscOf(row, nameOf),
    }));
  }
}
