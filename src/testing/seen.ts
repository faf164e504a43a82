/**
 * Messages on their way between a client and a kernel under test, decoded by the tables of the
 * families at hand.
 *
 * @module
 */
import { decodePayload, type FamilyTable, type MessageTable } from "../schema/index.ts";
import { GENL_ID_CTRL, nlctrl } from "../uapi/generic/index.ts";
import { NETLINK_GENERIC, NETLINK_ROUTE } from "../uapi/index.ts";
import { routeMessages } from "../uapi/route/index.ts";
import {
  GENL_HDRLEN,
  type MessageSpan,
  NLM_F_DUMP,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_HDRLEN,
} from "../wire/index.ts";

/** One message. Its bytes are a copy. */
export interface SeenMessage {
  /**
   * Of the operation or notification: `"get"`, `"RTM_NEWLINK"`; `"message 77"` for one that no
   * table has.
   */
  readonly name: string;
  /** `nlmsg_type`. */
  readonly type: number;
  /** `nlmsg_flags`. */
  readonly flags: number;
  /** `nlmsg_seq`. */
  readonly seq: number;
  /**
   * Decoded when it is looked at; the payload's bytes where no table has it, or where it does not
   * parse.
   */
  readonly body: unknown;
}

/** A request that a client has sent. */
export interface RecordedRequest extends SeenMessage {
  /** Protocol of the socket: 16 is `NETLINK_GENERIC`. */
  readonly protocol: number;
  /** Whose it is. */
  readonly portId: number;
  /** Whether it asks for a dump (`NLM_F_DUMP`). */
  readonly isDump: boolean;
}

/** Name and layout of a message, and where its payload begins. */
interface Layout {
  readonly name: string;
  readonly table: MessageTable | undefined;
  readonly payload: number;
}

/** What is known of messages: tables by protocol, and generic families by their ids. */
export class Tables {
  readonly #families = new Map<number, FamilyTable>([[GENL_ID_CTRL, nlctrl]]);
  readonly #raw = new Map<number, FamilyTable[]>();

  /** A family that has an id now. */
  addGeneric(id: number, table: FamilyTable): void {
    this.#families.set(id, table);
  }

  /** A family of a raw protocol. */
  addRaw(table: FamilyTable): void {
    this.#raw.set(table.protocol, [...(this.#raw.get(table.protocol) ?? []), table]);
  }

  #layout(protocol: number, bytes: Uint8Array, span: MessageSpan, isRequest: boolean): Layout {
    const { type, payload, end } = span;
    const generic = protocol === NETLINK_GENERIC && end - payload >= GENL_HDRLEN;
    const family = generic ? this.#families.get(type) : undefined;
    const number = family === undefined ? type : (bytes[payload] as number);
    const families = family === undefined ? (this.#raw.get(protocol) ?? []) : [family];
    const start = family === undefined ? payload : payload + GENL_HDRLEN;
    if (isRequest) {
      for (const { operations } of families) {
        for (const [name, operation] of Object.entries(operations)) {
          if (operation.type === number) return { name, table: operation.request, payload: start };
        }
      }
    }
    const route = protocol === NETLINK_ROUTE ? [{ messages: routeMessages }] : [];
    for (const { messages } of [...families, ...route]) {
      const kind = messages.get(number);
      if (kind !== undefined) return { ...kind, payload: start };
    }
    return { name: `message ${number}`, table: undefined, payload: start };
  }

  /** Describes a message. */
  seen(protocol: number, bytes: Uint8Array, span: MessageSpan, isRequest = false): SeenMessage {
    const { type, flags, seq, start, end } = span;
    const copy = bytes.slice(start, end);
    const own = { ...span, start: 0, payload: NLMSG_HDRLEN, end: end - start };
    const control = { [NLMSG_ERROR]: "NLMSG_ERROR", [NLMSG_DONE]: "NLMSG_DONE" }[type];
    const layout: Layout =
      control === undefined
        ? this.#layout(protocol, copy, own, isRequest)
        : { name: control, table: undefined, payload: NLMSG_HDRLEN };
    const { name, table, payload } = layout;
    return {
      name,
      type,
      flags,
      seq,
      get body(): unknown {
        if (table === undefined) return copy.subarray(payload);
        try {
          return decodePayload(table, copy, new DataView(copy.buffer), payload, copy.length);
        } catch {
          return copy.subarray(payload);
        }
      },
    };
  }

  /** Describes a request. */
  request(protocol: number, portId: number, bytes: Uint8Array, span: MessageSpan): RecordedRequest {
    const seen = this.seen(protocol, bytes, span, true);
    const isDump = (span.flags & NLM_F_DUMP) === NLM_F_DUMP;
    // Not spread: that would decode the body.
    return Object.defineProperties(seen, {
      protocol: { value: protocol, enumerable: true },
      portId: { value: portId, enumerable: true },
      isDump: { value: isDump, enumerable: true },
    }) as RecordedRequest;
  }
}

/** Whether a message is of the controller, which clients ask for the ids of families. */
export function isController(protocol: number, { type }: SeenMessage): boolean {
  return protocol === NETLINK_GENERIC && type === GENL_ID_CTRL;
}
