/**
 * Which layout a captured message has: by protocol, type and direction, and for generic netlink by the
 * family that the capture itself shows to own an id.
 *
 * @module
 */
import type { FamilyTable, MessageKind } from "../schema/index.ts";
import { GENL_ID_CTRL, nlctrl } from "../uapi/generic/index.ts";
import { NETLINK_GENERIC, NETLINK_NETFILTER, NETLINK_ROUTE } from "../uapi/index.ts";
import { conntrack, nftables } from "../uapi/netfilter/index.ts";
import { routeMessages } from "../uapi/route/index.ts";
import { tc } from "../uapi/tc/index.ts";
import type { Direction } from "./datagram.ts";

/** What messages are decoded by. */
export interface CaptureTables {
  /** Layouts of the messages of each protocol, by type. */
  readonly protocols: ReadonlyMap<number, ReadonlyMap<number, MessageKind>>;
  /** Generic families; their messages are by command. */
  readonly families: readonly FamilyTable[];
}

/** Every table that nlkit has. */
export const captureTables: CaptureTables = {
  protocols: new Map([
    [NETLINK_ROUTE, new Map([...routeMessages, ...tc.messages])],
    [NETLINK_NETFILTER, new Map([...conntrack.messages, ...nftables.messages])],
  ]),
  families: [nlctrl],
};

/** A family as it is known by its id. */
export interface KnownFamily {
  readonly name: string;
  readonly table: FamilyTable | undefined;
}

/** Layouts of one protocol or family: requests can have one of their own under the number of an answer. */
interface Layouts {
  readonly messages: ReadonlyMap<number, MessageKind>;
  readonly requests: ReadonlyMap<number, MessageKind>;
}

function layoutsOf(family: FamilyTable): Layouts {
  const requests = new Map<number, MessageKind>();
  for (const { name, type, request } of Object.values(family.operations))
    requests.set(type, { name, table: request });
  const messages = new Map(family.messages);
  for (const [type, kind] of requests) if (!messages.has(type)) messages.set(type, kind);
  return { messages, requests };
}

/** Looks layouts up, and learns the ids of generic families. */
export class Layout {
  readonly #tables: CaptureTables;
  readonly #families = new Map<number, KnownFamily>();
  readonly #layouts = new Map<FamilyTable, Layouts>();

  constructor(tables: CaptureTables) {
    this.#tables = tables;
    this.learn(GENL_ID_CTRL, nlctrl.name);
  }

  /** Remembers that an id belongs to a family. */
  learn(id: number, name: string): void {
    const table = this.#tables.families.find((family) => family.name === name);
    this.#families.set(id, { name, table });
  }

  /** The family of an id; undefined where the capture has not shown it. */
  family(id: number): KnownFamily | undefined {
    return this.#families.get(id);
  }

  /** Layout of a message; undefined where no table has it. */
  kind(
    protocol: number,
    type: number,
    command: number | undefined,
    direction: Direction | undefined,
  ): MessageKind | undefined {
    if (protocol !== NETLINK_GENERIC) return this.#tables.protocols.get(protocol)?.get(type);
    const table = this.#families.get(type)?.table;
    if (table === undefined || command === undefined) return undefined;
    let layouts = this.#layouts.get(table);
    if (layouts === undefined) {
      layouts = layoutsOf(table);
      this.#layouts.set(table, layouts);
    }
    const { messages, requests } = layouts;
    return (direction === "request" ? requests.get(command) : undefined) ?? messages.get(command);
  }
}
