/**
 * A conversation with rtnetlink: requests are written and answers read by the tables.
 *
 * @module
 */
import { expect } from "vitest";
import { decodePayload, encodePayload } from "../../src/schema/index.ts";
import { routeMessages } from "../../src/uapi/route/index.ts";
import { MessageBuilder, messages, readAck } from "../../src/wire/index.ts";
import type { ConformanceCase, Endpoint, Subject } from "./subject.ts";

export const ROUTE = 0;
export const ACK = 4;
export const ECHO = 8;
export const REPLACE = 0x100;
export const EXCL = 0x200;
export const DUMP = 0x300;
export const CREATE = 0x400;
export const APPEND = 0x800;
export const NEW = CREATE | EXCL;

const TYPES = new Map([...routeMessages].map(([number, { name }]) => [name, number]));

/** A message as it came back. */
export interface Reply {
  /** `"RTM_NEWLINK"`, `"ERROR"`, `"DONE"`. */
  readonly name: string;
  readonly flags: number;
  readonly seq: number;
  readonly portId: number;
  readonly errno: number | undefined;
  readonly message: string | undefined;
  readonly offset: number | undefined;
  readonly missingType: number | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a case looks at a few members of any message
  readonly value: any;
}

/** A request: name of its type, flags besides `NLM_F_REQUEST`, and what it says or its payload as bytes. */
export type Request = readonly [name: string | number, flags: number, value: object | number[]];

export function encode([name, flags, value]: Request, seq: number): Uint8Array {
  const type = typeof name === "number" ? name : (TYPES.get(name) ?? 0);
  const builder = new MessageBuilder();
  const at = builder.beginMessage(type, flags | 1, seq, 0);
  if (Array.isArray(value)) builder.raw(Uint8Array.from(value));
  else encodePayload(routeMessages.get(type)!.table, builder, value);
  builder.endMessage(at);
  return builder.written().slice();
}

function decode(bytes: Uint8Array): Reply[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [...messages(bytes)].map(({ type, flags, seq, portId, start, payload, end }) => {
    const isAck = type === 2 || type === 3;
    const ack = isAck ? readAck(bytes, view, start, end) : undefined;
    const kind = routeMessages.get(type);
    const value = kind && decodePayload(kind.table, bytes, view, payload, end);
    return {
      name: type === 2 ? "ERROR" : type === 3 ? "DONE" : (kind?.name ?? `type ${type}`),
      flags,
      seq,
      portId,
      errno: ack?.errno,
      message: ack?.extack?.message,
      offset: ack?.extack?.offset,
      missingType: ack?.extack?.missingType,
      value,
    };
  });
}

function readAll(endpoint: Endpoint): Reply[] {
  const all: Reply[] = [];
  for (let got = endpoint.receive(); got !== undefined; got = endpoint.receive()) {
    if (got !== "overrun") all.push(...decode(got.bytes));
  }
  return all;
}

const clock = new Int32Array(new SharedArrayBuffer(4));

/** Two sockets in a namespace of the subject: one asks, one listens. */
export class Dialog {
  readonly asks: Endpoint;
  readonly #listens: Endpoint;
  #seq = 0;

  constructor(subject: Subject, { strict = true, groups = [] as readonly number[] } = {}) {
    this.asks = subject.open(ROUTE);
    this.asks.setOption("NETLINK_EXT_ACK", true);
    this.asks.setOption("NETLINK_CAP_ACK", true);
    if (strict) this.asks.setOption("NETLINK_GET_STRICT_CHK", true);
    this.#listens = subject.open(ROUTE);
    for (const group of groups) this.#listens.join(group);
  }

  /** Sends a request, and gives all that comes back. */
  send(...request: Request): Reply[] {
    this.asks.send(encode(request, ++this.#seq));
    return readAll(this.asks);
  }

  /** Sends requests that have to succeed. */
  do(...requests: readonly Request[]): void {
    for (const [name, flags, value] of requests) {
      const replies = this.send(name, flags | ACK, value);
      expect(replies.at(-1), JSON.stringify([name, value])).toMatchObject({ errno: 0 });
    }
  }

  /** What a dump gives; it has to end well. */
  dump(name: string, value: object = {}): Reply["value"][] {
    const replies = this.send(name, DUMP, value);
    expect(replies.at(-1)).toMatchObject({ name: "DONE", errno: 0 });
    return replies.slice(0, -1).map((reply) => reply.value);
  }

  /** The one message that answers a get request. */
  get(name: string, value: object): Reply["value"] {
    const [reply] = this.send(name, 0, value);
    expect(reply?.errno).toBeUndefined();
    return reply?.value;
  }

  /** What has been told of. */
  told(): Reply[] {
    return readAll(this.#listens);
  }

  /** Asks again until it is so: links settle in their own time. */
  until(isSo: () => boolean): void {
    for (let tries = 0; !isSo(); tries++) {
      expect(tries, "it never came to be").toBeLessThan(400);
      Atomics.wait(clock, 0, 0, 10);
    }
  }
}

/** Requests by what they do. */
export const link = (value: object): Request => ["RTM_NEWLINK", NEW, value];
export const set = (value: object): Request => ["RTM_SETLINK", 0, value];
export const up = (ifname: string): Request => set({ ifname, ifiFlags: 1, ifiChange: 1 });
export const down = (ifname: string): Request => set({ ifname, ifiFlags: 0, ifiChange: 1 });

const familyOf = (text: string): number => (text.includes(":") ? 10 : 2);

export function address(index: number, local: string, length: number, more: object = {}): Request {
  const ifaFamily = familyOf(local);
  return ["RTM_NEWADDR", NEW, { ifaFamily, ifaPrefixlen: length, ifaIndex: index, local, ...more }];
}

export function unaddress(index: number, local: string, length: number): Request {
  const ifaFamily = familyOf(local);
  return ["RTM_DELADDR", 0, { ifaFamily, ifaPrefixlen: length, ifaIndex: index, local }];
}

/** A request about a route of table main. */
export function routeValue(dst: string, length: number, more: object = {}): object {
  return {
    rtmFamily: familyOf(dst),
    rtmDstLen: length,
    rtmTable: 254,
    rtmProtocol: 3,
    rtmType: 1,
    ...(length > 0 && { dst }),
    ...more,
  };
}

export const route = (dst: string, length: number, more: object = {}, flags = NEW): Request => [
  "RTM_NEWROUTE",
  flags,
  routeValue(dst, length, more),
];

export const unroute = (dst: string, length: number, more: object = {}): Request => [
  "RTM_DELROUTE",
  0,
  routeValue(dst, length, { rtmProtocol: 0, rtmType: 0, rtmScope: 255, ...more }),
];

export function neighbour(index: number, dst: string, more: object = {}, flags = NEW): Request {
  const ndmFamily = familyOf(dst);
  return ["RTM_NEWNEIGH", flags, { ndmFamily, ndmIfindex: index, ndmState: 128, dst, ...more }];
}

/** Links that most cases have: `v1` is 2, `v0` 3 and `br0` 4, all down. */
export const LINKS: readonly Request[] = [
  link({
    ifname: "v0",
    address: "02:00:00:00:00:03",
    linkinfo: {
      kind: "veth",
      data: { peer: { ifname: "v1", address: "02:00:00:00:00:02" } },
    },
  }),
  link({ ifname: "br0", address: "02:00:00:00:00:04", linkinfo: { kind: "bridge" } }),
];

/** How a request ends: errno, and sentence or undefined. */
export interface Outcome {
  readonly errno: number;
  readonly message?: string;
  readonly offset?: number;
  readonly missingType?: number;
}

/** Where a refusal is found: in an error, or for dumps in the message that ends them. */
function checkOutcome(replies: readonly Reply[], outcome: Outcome): void {
  const last = replies.at(-1);
  const { errno, message, offset, missingType } = last ?? {};
  expect({ errno, message, offset, missingType }).toEqual({
    message: undefined,
    offset: undefined,
    missingType: undefined,
    ...outcome,
  });
}

/** One request, after others that succeed, ends so. */
export function ends(
  name: string,
  before: readonly Request[],
  request: Request,
  outcome: Outcome,
): ConformanceCase {
  return {
    name,
    run(subject) {
      const dialog = new Dialog(subject);
      dialog.do(...before);
      const isDump = String(request[0]).includes("GET") && (request[1] & DUMP) === DUMP;
      const flags = request[1] | ACK;
      const replies = dialog.send(request[0], flags, request[2]);
      expect(replies.at(-1)?.name).toBe(isDump ? "DONE" : "ERROR");
      checkOutcome(replies, outcome);
    },
  };
}

/** What happens in a dialog whose links are there. */
export function inDialog(
  name: string,
  before: readonly Request[],
  run: (dialog: Dialog) => void,
  options: { readonly strict?: boolean; readonly groups?: readonly number[] } = {},
): ConformanceCase {
  return {
    name,
    run(subject) {
      const dialog = new Dialog(subject, options);
      dialog.do(...before);
      run(dialog);
    },
  };
}
