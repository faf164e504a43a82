/**
 * What a namespace holds after a run, as lines: what follows from the requests, and nothing that is random or takes
 * its time.
 *
 * @module
 */
import { decodePayload } from "../../src/schema/index.ts";
import {
  addrMessage,
  linkMessage,
  neighbourMessage,
  routeMessage,
} from "../../src/uapi/route/index.ts";
import { messages, parseHex } from "../../src/wire/index.ts";
import { DUMP, drainBytes, message, REQUEST } from "../conformance/messages.ts";
import type { Endpoint } from "../conformance/subject.ts";
import type { Line } from "./compare.ts";
import type { ObjectName } from "./route.ts";

/** Flags of a link that a request sets: up, no-arp, promisc, allmulti, multicast. */
const SET_FLAGS = 0x1381;
const INET6 = 10;
const PERMANENT = 0x80;

/** Addresses that the kernel gives of itself, after the link's random one or the time of day. */
const isOwn = (address: unknown): boolean => String(address).startsWith("fe80:");

/** Types of IPv6 routes that the real kernel makes in its own time, when it has looked for duplicates and listens to groups. */
const OWN_TYPES = new Set<unknown>(["local", "anycast", "multicast"]);

/** One kind of object: its dump, and what of a row is compared; undefined for a row that is not. */
const DUMPS: Readonly<
  Record<
    ObjectName,
    { type: number; family: number; size: number; row: (bytes: Uint8Array) => unknown }
  >
> = {
  links: {
    type: 18,
    family: 0,
    size: 16,
    row(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const link = decodePayload(linkMessage, bytes, view, 0, bytes.length);
      const { ifiIndex, ifname, mtu, master, link: lower, group, txqlen, linkinfo, ifalias } = link;
      const flags = (link.ifiFlags ?? 0) & SET_FLAGS;
      return {
        ifiIndex,
        ifname,
        mtu,
        master,
        lower,
        group,
        txqlen,
        ifalias,
        kind: linkinfo?.kind,
        flags,
      };
    },
  },
  addresses: {
    type: 22,
    family: 0,
    size: 8,
    row(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const row = decodePayload(addrMessage, bytes, view, 0, bytes.length);
      if (isOwn(row.address)) return undefined;
      const { ifaFamily, ifaPrefixlen, ifaScope, ifaIndex, address, local, broadcast, label } = row;
      return { ifaFamily, ifaPrefixlen, ifaScope, ifaIndex, address, local, broadcast, label };
    },
  },
  routes: {
    type: 26,
    family: 0,
    size: 12,
    row(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const row = decodePayload(routeMessage, bytes, view, 0, bytes.length);
      if (row.rtmFamily === INET6 && (isOwn(row.dst) || OWN_TYPES.has(row.rtmType)))
        return undefined;
      const {
        rtmFamily,
        rtmDstLen,
        rtmProtocol,
        rtmScope,
        rtmType,
        table,
        dst,
        oif,
        gateway,
        priority,
        prefsrc,
      } = row;
      return {
        rtmFamily,
        rtmDstLen,
        rtmProtocol,
        rtmScope,
        rtmType,
        table,
        dst,
        oif,
        gateway,
        priority,
        prefsrc,
      };
    },
  },
  neighbours: {
    type: 30,
    family: 0,
    size: 12,
    row(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const row = decodePayload(neighbourMessage, bytes, view, 0, bytes.length);
      const { ndmFamily, ndmIfindex, ndmState, ndmFlags, dst, lladdr } = row;
      // Others come and go with traffic.
      if (((ndmState ?? 0) & PERMANENT) === 0) return undefined;
      return { ndmFamily, ndmIfindex, ndmFlags, dst, lladdr: String(lladdr) };
    },
  },
};

/** Types of the messages of a dump's rows. */
const NEW: Readonly<Record<number, ObjectName>> = {
  16: "links",
  20: "addresses",
  24: "routes",
  28: "neighbours",
};

/** Whether an answer tells of something that is there for a request, and not for traffic or the time of day. */
export function isLasting({ type, payload }: Line): boolean {
  const [name, bytes] = [NEW[type], parseHex(payload)];
  return name === undefined || bytes === undefined || DUMPS[name].row(bytes) !== undefined;
}

/** What there is of these objects, in the order of the kernel's own dumps. */
export function stateOf(endpoint: Endpoint, objects: readonly ObjectName[]): string[] {
  return [...new Set(objects)].flatMap((name) => {
    const { type, family, size, row } = DUMPS[name];
    const header = new Uint8Array(size);
    header[0] = family;
    endpoint.send(message(type, REQUEST | DUMP, header));
    return drainBytes(endpoint).flatMap((bytes) =>
      [...messages(bytes)].flatMap((one) => {
        const value = one.type === 3 ? undefined : row(bytes.subarray(one.payload, one.end));
        return value === undefined ? [] : [`${name} ${JSON.stringify(value)}`];
      }),
    );
  });
}
