/**
 * Actions: what filters do with packets. In lists that filters carry, and by themselves, shared by index.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../../client/index.ts";
import { ERRNO, NetlinkErrnoError, NetlinkInputError } from "../../../errors/index.ts";
import { type Encodable, flagNames, operation } from "../../../schema/index.ts";
import { type ActAttrs, actionMessage, TCA_ACT_HW_STATS, tc } from "../../../uapi/tc/index.ts";
import {
  formatHex,
  NLM_F_CREATE,
  NLM_F_ECHO,
  NLM_F_EXCL,
  NLM_F_REPLACE,
  NLM_F_ROOT,
  parseHex,
} from "../../../wire/index.ts";
import { checkNumber, checkProperties, inCallersWords } from "../input.ts";
import type { LinkNames } from "../link-names.ts";
import { NOTHING_YET, type Requests } from "../requests.ts";
import { ACTIONS, type ActionKind } from "./action-kinds.ts";
import { type Control, formatControl, parseControl } from "./control.ts";
import {
  type Draft,
  type Field,
  type IndexOf,
  MAX_U32,
  type Message,
  type NameOf,
  putAt,
} from "./fields.ts";
import { type KindOptions, kindIn, kindRequest, readOptions, withIndexes } from "./kind.ts";
import { statisticsOf, type TcStatistics } from "./statistics.ts";

/** The options of each kind of action. */
export type ActionOptions = KindOptions<typeof ACTIONS>;
/** Options of a kind; of one that is not known here they are in `attributes`. */
type OptionsFor<Name extends string> = Name extends keyof ActionOptions
  ? ActionOptions[Name]
  : Message;

/** An action. With the name of its kind as type parameter its options are those of that kind. */
export interface Action<Name extends string = string> {
  readonly kind: Name;
  /** By which it can be shared among filters. */
  readonly index: number;
  /** What becomes of packets after it. */
  readonly control?: Control | number;
  readonly options?: OptionsFor<Name>;
  /** What `options` does not tell of, as the table has it. */
  readonly attributes?: Message;
  /** How many refer to it, and how many filters of them. */
  readonly references?: number;
  readonly bindings?: number;
  /** Up to 16 bytes of whoever made it, in hexadecimal. */
  readonly cookie?: string;
  /** How long it has been there, and since a packet has met it; multiples of 10 ms. */
  readonly ageMs?: number;
  readonly idleMs?: number;
  /** Kinds of counters that hardware keeps of it: `"immediate"`, `"delayed"`. */
  readonly hardwareStatistics?: readonly string[];
  /** How many pieces of hardware do it. */
  readonly hardwareCount?: number;
  readonly statistics?: TcStatistics;
}

interface ActionPlace {
  /** Of one that is there already, which is shared then; chosen by the kernel where it is not said. */
  readonly index?: number;
  /** What becomes of packets after it; by its kind where it is not said: `"pipe"` for most. */
  readonly control?: Control | number;
  readonly cookie?: string;
  /** Attributes besides those of `options`, as the table of `nlkit/uapi/tc` has them. */
  readonly attributes?: Message;
}

/** What an action is made with. */
export type ActionSettings = ActionPlace &
  (
    | {
        readonly [Name in keyof ActionOptions]: {
          readonly kind: Name;
          readonly options?: ActionOptions[Name];
        };
      }[keyof ActionOptions]
    /** Any other kind. */
    | { readonly kind: string; readonly options?: never }
  );

const SETTINGS = ["index", "control", "cookie", "attributes", "kind", "options"] as const;

const knownKind = (name: string): ActionKind | undefined =>
  kindIn(ACTIONS, name) as ActionKind | undefined;

/** The kernel counts in USER_HZ, a hundred a second. */
const TICK_MS = 10;

interface Parms {
  readonly index: number;
  readonly action: unknown;
  readonly refcnt: number;
  readonly bindcnt: number;
}

/** The friendly form of one action. */
export function actionOf(message: ActAttrs, nameOf: NameOf): Action {
  const { kind = "", options, index, cookie, hwStats, inHwCount } = message;
  const table = knownKind(kind);
  const found = (options instanceof Uint8Array ? {} : (options ?? {})) as Message;
  const parms = found[table?.parms ?? "parms"] as Parms | undefined;
  const tm = found["tm"] as { readonly install: bigint; readonly lastuse: bigint } | undefined;
  const statistics = statisticsOf({
    ...(message.stats !== undefined && { stats2: message.stats }),
  });
  return {
    kind,
    index: parms?.index ?? index ?? 0,
    ...(parms !== undefined && {
      control: formatControl(parms.action),
      references: parms.refcnt,
      bindings: parms.bindcnt,
    }),
    ...readOptions(table, options, nameOf),
    ...(cookie !== undefined && { cookie: formatHex(cookie) }),
    ...(tm !== undefined && {
      ageMs: Number(tm.install) * TICK_MS,
      idleMs: Number(tm.lastuse) * TICK_MS,
    }),
    ...(hwStats !== undefined && {
      hardwareStatistics: flagNames(TCA_ACT_HW_STATS, hwStats.value),
    }),
    ...(inHwCount !== undefined && inHwCount !== 0 && { hardwareCount: inHwCount }),
    ...(statistics !== undefined && { statistics }),
  };
}

function cookieBytes(name: string, cookie: string): Uint8Array {
  const bytes = typeof cookie === "string" ? parseHex(cookie) : undefined;
  if (bytes !== undefined && bytes.length > 0 && bytes.length <= 16) return bytes;
  throw new NetlinkInputError(name, cookie, "1 to 16 bytes in hexadecimal");
}

/** An action as attributes; its links have been resolved. */
function actionRequest(name: string, settings: ActionSettings): Draft {
  checkProperties(name, settings, SETTINGS);
  const { kind, index, cookie, options } = settings;
  checkNumber(`${name}.index`, index, 1, MAX_U32);
  const table = knownKind(kind);
  const isOther = index !== undefined && options === undefined;
  const found = isOther
    ? { kind, options: { ...settings.attributes } as Draft | Uint8Array }
    : kindRequest(ACTIONS, settings, `${name}.`);
  const body = found.options ?? {};
  if (table !== undefined && !(body instanceof Uint8Array)) {
    const usual =
      typeof table.control === "function"
        ? table.control((options ?? {}) as Message)
        : table.control;
    const control = settings.control ?? (isOther ? "pipe" : usual);
    if (control === undefined)
      throw new NetlinkInputError(
        `${name}.control`,
        control,
        `what becomes of packets: ${kind} does nothing else`,
      );
    putAt(body, `${table.parms}.action`, parseControl(`${name}.control`, control));
    if (index !== undefined) putAt(body, `${table.parms}.index`, index);
  }
  return {
    ...found,
    options: body,
    ...(cookie !== undefined && { cookie: cookieBytes(`${name}.cookie`, cookie) }),
  };
}

async function resolved(
  name: string,
  settings: ActionSettings,
  indexOf: IndexOf,
): Promise<ActionSettings> {
  const table = knownKind(settings?.kind);
  if (table === undefined || settings.options === undefined) return settings;
  const options = await withIndexes(table, `${name}.options`, settings.options, indexOf);
  return { ...settings, options } as ActionSettings;
}

/** The actions of a filter, one after the other. @param path - The attribute, of which the kernel counts from 1. */
export function actions(path: string): Field<readonly (ActionSettings | Action)[]> {
  return {
    attributes: [path],
    path,
    async resolve(name, value, indexOf) {
      if (!Array.isArray(value)) throw new NetlinkInputError(name, value, "a list");
      const list: ActionSettings[] = [];
      for (const [at, each] of (value as readonly ActionSettings[]).entries())
        list.push(await resolved(`${name}[${at}]`, each, indexOf));
      return list;
    },
    read(message, nameOf) {
      const list = message[path] as readonly ActAttrs[] | undefined;
      return list?.map((each) => actionOf(each, nameOf));
    },
    write(name, value, draft) {
      draft[path] = value.map((each, at) =>
        actionRequest(`${name}[${at}]`, each as ActionSettings),
      );
    },
  };
}

const { RTM_GETACTION, RTM_DELACTION } = tc.operations;
type ActionRequest = Encodable<(typeof RTM_GETACTION)["request"]>;
const NEW = [tc.operations.RTM_NEWACTION.type, actionMessage] as const;
const RTM_NEWACTION = operation("RTM_NEWACTION", NEW, NEW);
/** Dumps may be as large as a datagram, instead of 32 actions (`TCA_ACT_FLAG_LARGE_DUMP_ON`). */
const LARGE = { value: 1, selector: 1 } as const;

/** Which action: its kind and index. */
export interface ActionKey {
  readonly kind: string;
  readonly index: number;
}

/** Actions by themselves, which filters share by index. */
export class Actions {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  async #friendly(rows: readonly ActAttrs[]): Promise<Action[]> {
    const indexes = new Set<number>();
    const each = (nameOf: NameOf): Action[] => rows.map((row) => actionOf(row, nameOf));
    each((index) => {
      indexes.add(index);
      return undefined;
    });
    const names = await this.#names.namesOf(indexes);
    return each((index) => names.get(index));
  }

  /** All actions of a kind; the kernel lists one kind at a time. @throws `NetlinkErrnoError`; as `NetlinkClient.dump`. */
  async list<Name extends string>(kind: Name, options: DumpOptions = {}): Promise<Action<Name>[]> {
    checkKind(kind);
    const request = { family: 0, tab: [{ kind }], flags: LARGE } as ActionRequest;
    const rows = await this.#client.dump(RTM_GETACTION, request, options);
    return (await this.#friendly(rows.flatMap(({ tab = [] }) => tab))) as Action<Name>[];
  }

  /** One action. @throws `NetlinkErrnoError` (`ENOENT`) where it is not there. */
  async get(key: ActionKey, options: RequestOptions = {}): Promise<Action> {
    const rows = await this.#client.do(RTM_GETACTION, keyRequest(key), options);
    const [found] = await this.#friendly(rows.flatMap(({ tab = [] }) => tab));
    if (found !== undefined) return found;
    throw new NetlinkErrnoError({
      operation: RTM_GETACTION.name,
      errno: ERRNO.ENOENT,
      hint: "the kernel does not answer",
    });
  }

  async #new(settings: ActionSettings, flags: number, options: RequestOptions): Promise<Action> {
    const found = await resolved("action", settings, (field, ref) =>
      this.#names.indexOf(field, ref, options),
    );
    const request = { family: 0, tab: [actionRequest("action", found)] } as ActionRequest;
    const rows = await inCallersWords({}, () =>
      this.#client.do(RTM_NEWACTION, request, { ...options, flags: flags | NLM_F_ECHO }),
    );
    if (this.#client.deferred === true) return NOTHING_YET;
    const [made] = await this.#friendly(rows.flatMap(({ tab = [] }) => tab));
    return made ?? { kind: settings.kind, index: settings.index ?? 0 };
  }

  /**
   * Adds an action that filters can refer to by its index.
   *
   * @returns It as the kernel made it; of a kernel that does not echo, kind and index alone, and 0 for an index that it chose.
   * @throws `NetlinkErrnoError`: `EEXIST`, `ENOENT` for a kind that this kernel lacks, `EINVAL` with its reason…;
   *   `NetlinkInputError` for what cannot be an action.
   * @see tc-actions(8); include/uapi/linux/pkt_cls.h
   */
  add(settings: ActionSettings, options: RequestOptions = {}): Promise<Action> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /** Adds an action, or changes the one that has its index, for all filters that refer to it. */
  replace(settings: ActionSettings, options: RequestOptions = {}): Promise<Action> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  /** Removes an action. @throws `NetlinkErrnoError`: `ENOENT` where it is not there, `EPERM` while filters refer to it. */
  async delete(key: ActionKey, options: RequestOptions = {}): Promise<void> {
    await this.#client.do(RTM_DELACTION, keyRequest(key), options);
  }

  /** Removes all actions of a kind that no filter refers to. */
  async flush(kind: string, options: RequestOptions = {}): Promise<void> {
    checkKind(kind);
    await this.#client.do(RTM_DELACTION, { family: 0, tab: [{ kind }] } as ActionRequest, {
      ...options,
      flags: NLM_F_ROOT,
    });
  }
}

function checkKind(kind: unknown): void {
  if (typeof kind !== "string" || kind === "")
    throw new NetlinkInputError(
      "kind",
      kind,
      `a kind: ${Object.keys(ACTIONS).join(", ")}, or another`,
    );
}

function keyRequest(key: ActionKey): ActionRequest {
  checkProperties("action", key, ["kind", "index"]);
  const { kind, index } = key;
  checkKind(kind);
  checkNumber("index", index, 1, MAX_U32);
  return { family: 0, tab: [{ kind, index }] } as ActionRequest;
}
