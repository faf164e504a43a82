/**
 * Classes of qdiscs: list, get, add, replace, change, delete.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../../client/index.ts";
import { ERRNO, NetlinkErrnoError } from "../../../errors/index.ts";
import { type Decoded, type Encodable, operation } from "../../../schema/index.ts";
import { classMessage, tc } from "../../../uapi/tc/index.ts";
import { NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL, NLM_F_REPLACE } from "../../../wire/index.ts";
import { checkProperties, inCallersWords, type LinkRef } from "../input.ts";
import type { LinkNames } from "../link-names.ts";
import type { EventOptions, ObjectAction, Overrun } from "../object-events.ts";
import { NOTHING_YET, type Requests } from "../requests.ts";
import { CLASSES } from "./class-kinds.ts";
import type { Message, NameOf } from "./fields.ts";
import { formatClassId, formatParent, parseClassId, parseParent } from "./handles.ts";
import { type KindOptions, kindIn, linkedRequest, readOptions, wordsOf } from "./kind.ts";
import { statisticsOf, type TcStatistics } from "./statistics.ts";

const { RTM_GETTCLASS, RTM_DELTCLASS } = tc.operations;
type ClassMessage = Decoded<(typeof RTM_GETTCLASS)["reply"]>;
type ClassRequest = Encodable<(typeof RTM_GETTCLASS)["request"]>;
const NEW = [tc.operations.RTM_NEWTCLASS.type, classMessage] as const;
const RTM_NEWTCLASS = operation("RTM_NEWTCLASS", NEW, NEW);

/** The options of classes, by the kind of their qdisc. */
export type ClassOptions = KindOptions<typeof CLASSES>;
/** Options of a kind; of one that is not known here they are in `attributes`. */
type OptionsFor<Name extends string> = Name extends keyof ClassOptions
  ? ClassOptions[Name]
  : Message;

/** A class. With the name of its kind as type parameter its options are those of that kind. */
export interface TcClass<Name extends string = string> {
  /** Of its qdisc. */
  readonly kind: Name;
  /** Name of its link; absent where that has none here. */
  readonly dev?: string;
  readonly ifindex: number;
  /** `"1:10"`. */
  readonly classId: string;
  /** `"root"` of its qdisc, or another class. */
  readonly parent?: string;
  /** The qdisc in it: `"10:"`. */
  readonly leaf?: string;
  readonly options?: OptionsFor<Name>;
  /** What `options` does not tell of, as the table has it. */
  readonly attributes?: Message;
  readonly statistics?: TcStatistics;
}

interface ClassPlace {
  readonly dev: LinkRef;
  /** `"1:10"`; chosen by the kernel where it is not said. */
  readonly classId?: string;
  /** Its qdisc, `"1:"`, or the class that it is part of; the qdisc of `classId` where it is not said. */
  readonly parent?: string;
  /** Attributes besides those of `options`, as the table of `nlkit/uapi/tc` has them. */
  readonly attributes?: Message;
}

/** What a class is made or changed with. */
export type ClassSettings = ClassPlace &
  (
    | {
        readonly [Name in keyof ClassOptions]: {
          readonly kind: Name;
          readonly options?: ClassOptions[Name];
        };
      }[keyof ClassOptions]
    /** Any other kind. */
    | { readonly kind: string; readonly options?: never }
  );

const SETTINGS = ["dev", "classId", "parent", "attributes", "kind", "options"] as const;

/** Which classes are listed. */
export interface ClassFilter<Name extends string = string> {
  /** The kernel lists the classes of one link at a time. */
  readonly dev: LinkRef;
  /** Those of one qdisc, `"1:"`, or those that are part of one class. */
  readonly parent?: string | undefined;
  readonly kind?: Name | undefined;
}

/** How a class is found. */
export interface ClassKey {
  readonly dev: LinkRef;
  readonly classId: string;
}

/** The friendly form of a class's message. */
function classOf(message: ClassMessage, nameOf: NameOf): TcClass {
  const { kind = "", options, ifindex, info } = message;
  const dev = nameOf(ifindex);
  const parent = formatParent(message.parent);
  const table = kindIn(CLASSES, kind);
  const statistics = statisticsOf(message, table);
  return {
    kind,
    ...(dev !== undefined && { dev }),
    ifindex,
    classId: formatClassId(message.handle),
    ...(parent !== undefined && { parent }),
    ...(info !== 0 && { leaf: formatClassId(info) }),
    ...readOptions(table, options, nameOf),
    ...(statistics !== undefined && { statistics }),
  };
}

const HEADER = { family: 0, ifindex: 0, handle: 0, parent: 0, info: 0 } as const;

/** A change of a class. */
export type ClassEvent = { readonly action: ObjectAction; readonly class: TcClass } | Overrun;

/** Classes: parts of a qdisc, each with what it may send. */
export class Classes {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  async #friendly(rows: readonly ClassMessage[]): Promise<TcClass[]> {
    const names = await this.#names.namesOf(new Set(rows.map(({ ifindex }) => ifindex)));
    return rows.map((row) => classOf(row, (index) => names.get(index)));
  }

  /**
   * The classes of a link, or those that a filter lets through; by qdisc is the kernel's to filter.
   *
   * @throws `NetlinkErrnoError` (`ENODEV`) for a link that is not there; otherwise as `NetlinkClient.dump`.
   */
  async list<Name extends string = string>(
    filter: ClassFilter<Name>,
    options: DumpOptions = {},
  ): Promise<TcClass<Name>[]> {
    checkProperties("filter", filter, ["dev", "parent", "kind"]);
    const { dev, kind } = filter;
    const parent = filter.parent === undefined ? 0 : parseParent("filter.parent", filter.parent);
    const ifindex = await this.#names.indexOf("dev", dev, options);
    const request = { ...HEADER, ifindex, parent } as ClassRequest;
    const rows = await this.#client.dump(RTM_GETTCLASS, request, options);
    const isPart = parent % 0x10000 !== 0;
    const wanted = rows.filter(
      (row) => (kind === undefined || row.kind === kind) && (!isPart || row.parent === parent),
    );
    return (await this.#friendly(wanted)) as TcClass<Name>[];
  }

  /** One class. @throws `NetlinkErrnoError` (`ENOENT`) where it is not there. */
  async get(key: ClassKey, options: RequestOptions = {}): Promise<TcClass> {
    const request = await this.#place(key, ["dev", "classId"], options);
    // The kernel tells all who listen, and the one who asks only on the echo.
    const [row] = await this.#client.do(RTM_GETTCLASS, request, { ...options, flags: NLM_F_ECHO });
    const [found] = await this.#friendly(row === undefined ? [] : [row]);
    if (found !== undefined) return found;
    throw new NetlinkErrnoError({
      operation: RTM_GETTCLASS.name,
      errno: ERRNO.ENOENT,
      hint: "the kernel does not answer",
    });
  }

  async #place(
    key: ClassPlace,
    allowed: readonly string[],
    options: RequestOptions,
  ): Promise<ClassRequest> {
    checkProperties("class", key, allowed);
    const { dev, classId, parent } = key;
    return {
      ...HEADER,
      ifindex: await this.#names.indexOf("dev", dev, options),
      handle: classId === undefined ? 0 : parseClassId("classId", classId),
      parent: parent === undefined ? 0 : parseParent("parent", parent),
    } as ClassRequest;
  }

  async #new(settings: ClassSettings, flags: number, options: RequestOptions): Promise<TcClass> {
    const place = await this.#place(settings, SETTINGS, options);
    const { kind, dev, classId } = settings;
    const found = await linkedRequest(CLASSES, settings, (field, ref) =>
      this.#names.indexOf(field, ref, options),
    );
    const table = kindIn(CLASSES, kind);
    const rows = await inCallersWords(table === undefined ? {} : wordsOf(table, "options"), () =>
      this.#client.do(RTM_NEWTCLASS, { ...place, ...found } as ClassRequest, {
        ...options,
        flags: flags | NLM_F_ECHO,
      }),
    );
    if (this.#client.deferred === true) return NOTHING_YET;
    const [made] = await this.#friendly(rows.slice(-1));
    // A kernel that does not echo leaves it at that it was made.
    return made ?? (await this.get({ dev, classId: classId ?? "" }, options));
  }

  /**
   * Adds a class.
   *
   * @returns It as the kernel made it, with the id that it chose.
   * @throws `NetlinkErrnoError`: `EEXIST`, `ENOENT` for a qdisc or class that is not there, `EINVAL` with the kernel's reason…;
   *   `NetlinkInputError` for what cannot be a class.
   * @see tc(8); include/uapi/linux/pkt_sched.h
   */
  add(settings: ClassSettings, options: RequestOptions = {}): Promise<TcClass> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /** Adds a class, or changes the one that has its id. */
  replace(settings: ClassSettings, options: RequestOptions = {}): Promise<TcClass> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  /** Changes a class that is there. @throws `NetlinkErrnoError` (`ENOENT`) where it is not. */
  set(settings: ClassSettings, options: RequestOptions = {}): Promise<TcClass> {
    return this.#new(settings, 0, options);
  }

  /**
   * Removes a class.
   *
   * @throws `NetlinkErrnoError`: `ENOENT` where it is not there, `EBUSY` while filters or classes refer to it.
   */
  async delete(key: ClassKey, options: RequestOptions = {}): Promise<void> {
    await this.#client.do(
      RTM_DELTCLASS,
      await this.#place(key, ["dev", "classId"], options),
      options,
    );
  }

  /** Changes from the moment of the call on. @throws As `NetlinkClient.subscribe`. */
  events(options: EventOptions = {}): AsyncGenerator<ClassEvent, void, void> {
    const { groups, messages } = tc;
    const source = { groups: Object.values(groups), messages, objects: ["TCLASS"] };
    return this.#names.events(source, options, (action, row: ClassMessage, nameOf) => ({
      action,
      class: classOf(row, nameOf),
    }));
  }
}
