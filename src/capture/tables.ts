/**
 * Which layout a captured message has: by protocol, type and direction, and for generic netlink by the
 * family that the capture itself shows to own an id.
 *
 * @module
 */
import {
  type FamilyLayouts,
  type FamilyTable,
  familyLayouts,
  type MessageKind,
} from "../schema/index.ts";
import {
  GENERIC_FAMILIES,
  GENL_ID_CTRL,
  type GenericFamilyName,
  nlctrl,
} from "../uapi/generic/index.ts";
import {
  NETLINK_AUDIT,
  NETLINK_GENERIC,
  NETLINK_NETFILTER,
  NETLINK_ROUTE,
  NETLINK_SOCK_DIAG,
  NETLINK_XFRM,
} from "../uapi/index.ts";
import { netfilterMessages } from "../uapi/netfilter/index.ts";
import { RAW_FAMILIES } from "../uapi/raw/index.ts";
import { routeMessages } from "../uapi/route/index.ts";
import { tc } from "../uapi/tc/index.ts";
import { LITTLE_ENDIAN, messageLengthAt, nlmsgAlign } from "../wire/index.ts";
import type { CapturedDatagram, Direction } from "./datagram.ts";

/**
 * Which family a message of a protocol belongs to.
 *
 * @param first - First byte behind the header, where there is one: the address family of a question for sockets.
 */
export type FindFamily = (first: number | undefined) => FamilyTable | undefined;

/** What messages are decoded by. */
export interface CaptureTables {
  /** Layouts of the messages of each protocol, by type. */
  readonly protocols: ReadonlyMap<number, ReadonlyMap<number, MessageKind>>;
  /** Generic families; their messages are by command. */
  readonly families: readonly FamilyTable[];
  /** Loads the table of a generic family that the capture turns out to have, where there is one. */
  readonly loadFamily?: ((name: string) => Promise<FamilyTable | undefined>) | undefined;
  /** Loads what a protocol that the capture turns out to have is decoded by, where it is not in `protocols`. */
  readonly loadProtocol?: ((protocol: number) => Promise<FindFamily | undefined>) | undefined;
}

/** Protocols of which few captures have anything. */
const SELDOM = new Map<number, () => Promise<FindFamily>>([
  [
    NETLINK_SOCK_DIAG,
    async () => {
      const { sockDiagFamilies } = await import("../uapi/sock-diag/index.ts");
      return (first) => (first === undefined ? undefined : sockDiagFamilies.get(first));
    },
  ],
  [
    NETLINK_XFRM,
    async () => {
      const table = await RAW_FAMILIES.xfrm();
      return () => table;
    },
  ],
  [
    NETLINK_AUDIT,
    async () => {
      const table = await RAW_FAMILIES.audit();
      return () => table;
    },
  ],
]);

/** Every table that nlkit has; those of generic families and of seldom protocols are loaded when they are met. */
export const captureTables: CaptureTables = {
  protocols: new Map([
    [NETLINK_ROUTE, new Map([...routeMessages, ...tc.messages])],
    [NETLINK_NETFILTER, netfilterMessages],
  ]),
  families: [nlctrl],
  async loadFamily(name) {
    const isKnown = Object.hasOwn(GENERIC_FAMILIES, name);
    return isKnown ? GENERIC_FAMILIES[name as GenericFamilyName]() : undefined;
  },
  async loadProtocol(protocol) {
    return SELDOM.get(protocol)?.();
  },
};

/** A family as it is known by its id. */
export interface KnownFamily {
  readonly name: string;
  table: FamilyTable | undefined;
}

/** Looks layouts up, and learns the ids of generic families. */
export class Layout {
  readonly #tables: CaptureTables;
  readonly #families = new Map<number, KnownFamily>();
  readonly #layouts = new Map<FamilyTable, FamilyLayouts>();
  /** Names of generic families whose tables have been asked for. */
  readonly #asked = new Set<string>();
  readonly #loaded = new Map<string, FamilyTable>();
  readonly #protocols = new Map<number, FindFamily | undefined>();

  /** @param familyIds - Names by id of generic families, for those that the capture does not tell of. */
  constructor(tables: CaptureTables, familyIds: ReadonlyMap<number, string> = new Map()) {
    this.#tables = tables;
    this.learn(GENL_ID_CTRL, nlctrl.name);
    for (const [id, name] of familyIds) this.learn(id, name);
  }

  /** Remembers that an id belongs to a family. */
  learn(id: number, name: string): void {
    const table =
      this.#tables.families.find((family) => family.name === name) ?? this.#loaded.get(name);
    this.#families.set(id, { name, table });
  }

  /** The family of an id; undefined where the capture has not shown it. */
  family(id: number): KnownFamily | undefined {
    return this.#families.get(id);
  }

  /** Loads the tables that a datagram's messages need, where they can be loaded and have not been. */
  async prepare({ protocol, bytes }: CapturedDatagram): Promise<void> {
    const { protocols, loadProtocol } = this.#tables;
    if (protocol === NETLINK_GENERIC) return this.#prepareFamilies(bytes);
    if (protocols.has(protocol) || this.#protocols.has(protocol)) return;
    this.#protocols.set(protocol, await loadProtocol?.(protocol));
  }

  async #prepareFamilies(bytes: Uint8Array): Promise<void> {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; ; ) {
      const length = messageLengthAt(view, at, bytes.length);
      if (length === 0) return;
      await this.#load(this.#families.get(view.getUint16(at + 4, LITTLE_ENDIAN)));
      at += nlmsgAlign(length);
    }
  }

  async #load(family: KnownFamily | undefined): Promise<void> {
    if (family === undefined || family.table !== undefined || this.#asked.has(family.name)) return;
    this.#asked.add(family.name);
    const table = await this.#tables.loadFamily?.(family.name);
    if (table === undefined) return;
    this.#loaded.set(family.name, table);
    for (const known of this.#families.values())
      if (known.name === family.name) known.table = table;
  }

  /**
   * Layout of a message; undefined where no table has it.
   *
   * @param first - First byte behind its header, where there is one.
   */
  kind(
    protocol: number,
    type: number,
    { command, first }: { command?: number | undefined; first?: number | undefined },
    direction: Direction | undefined,
  ): MessageKind | undefined {
    const own = this.#tables.protocols.get(protocol);
    if (protocol !== NETLINK_GENERIC && own !== undefined) return own.get(type);
    const isGeneric = protocol === NETLINK_GENERIC;
    const number = isGeneric ? command : type;
    const table = isGeneric
      ? this.#families.get(type)?.table
      : this.#protocols.get(protocol)?.(first);
    if (table === undefined || number === undefined) return undefined;
    let layouts = this.#layouts.get(table);
    if (layouts === undefined) {
      layouts = familyLayouts(table);
      this.#layouts.set(table, layouts);
    }
    const { messages, requests } = layouts;
    return (direction === "request" ? requests.get(number) : undefined) ?? messages.get(number);
  }
}
