/**
 * The properties of encapsulations, each with how it is read and written where it is more than its attribute.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import { SEG6_IPTUN_MODE } from "../../uapi/route/index.ts";
import { parseIpv6, readIpv6 } from "../../wire/index.ts";
import { checkNumber, checkProperties } from "./input.ts";

type Message = Readonly<Record<string, unknown>>;

/** One property. */
export interface EncapPart {
  readonly property: string;
  /** Where it stands in the decoded message. */
  readonly attribute: string;
  /** Its value in a decoded message; undefined where it is absent. */
  readonly read: (message: Message) => unknown;
  /**
   * What it adds to a message to encode.
   *
   * @param field - What the caller calls it, for errors.
   * @param given - All properties.
   */
  readonly write: (field: string, value: unknown, given: Message) => Message;
}

/** An attribute that goes as it is. */
export function plain(property: string, attribute = property): EncapPart {
  return {
    property,
    attribute,
    read: (message) => message[attribute],
    write: (_field, value) => ({ [attribute]: value }),
  };
}

/** Labels of a stack (20 bits each, in four bytes), the outermost first: `"100/200"`. */
export function labelsText(bytes: Uint8Array): string {
  const stack: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const [high = 0, middle = 0, low = 0] = bytes.subarray(at, at + 3);
    stack.push((high << 12) | (middle << 4) | (low >> 4));
  }
  return stack.join("/");
}

/** A stack of labels (RFC 3032), the last with the bottom bit. @throws `NetlinkInputError` that names the field. */
export function labelBytes(field: string, text: unknown): Uint8Array {
  const numbers =
    typeof text === "string" && /^\d+(\/\d+)*$/.test(text) ? text.split("/").map(Number) : [];
  if (numbers.length === 0 || numbers.some((label) => label > 0xfffff))
    throw new NetlinkInputError(field, text, 'labels from 0 to 1048575, as in "100/200"');
  const view = new DataView(new ArrayBuffer(numbers.length * 4));
  for (const [at, label] of numbers.entries())
    view.setUint32(at * 4, ((label << 12) | (at === numbers.length - 1 ? 0x100 : 0)) >>> 0);
  return new Uint8Array(view.buffer);
}

/** MPLS labels. */
export function labels(property: string): EncapPart {
  return {
    property,
    attribute: property,
    read(message) {
      const bytes = message[property];
      return bytes instanceof Uint8Array ? labelsText(bytes) : undefined;
    },
    write: (field, value) => ({ [property]: labelBytes(field, value) }),
  };
}

interface Header {
  readonly mode?: string | number;
  readonly trailing?: Uint8Array;
}

/** Addresses that stand behind a routing header. */
function addressesOf(header: unknown): string[] | undefined {
  if (header === undefined) return undefined;
  const { trailing = new Uint8Array(0) } = header as Header;
  const all: string[] = [];
  for (let at = 0; at + 16 <= trailing.length; at += 16) all.push(readIpv6(trailing, at));
  return all;
}

function addressBytes(field: string, value: unknown): Uint8Array[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new NetlinkInputError(field, value, "a list of one IPv6 address at least");
  return value.map((text, at) => {
    const bytes = typeof text === "string" ? parseIpv6(text) : undefined;
    if (bytes !== undefined) return bytes;
    throw new NetlinkInputError(`${field}[${at}]`, text, "an IPv6 address");
  });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.length * 16);
  for (const [at, part] of parts.entries()) all.set(part, at * 16);
  return all;
}

/** `IPV6_SRCRT_TYPE_4` (segment routing) and `IPV6_SRCRT_TYPE_3` (RPL). */
const SEGMENT_ROUTING = 4;
const RPL_ROUTING = 3;

/** The header of RFC 8754, which has the segments in reverse: the last one to be visited comes first. */
function srh(addresses: readonly Uint8Array[]) {
  const last = addresses.length - 1;
  return {
    nexthdr: 0,
    // In units of 8 bytes, without the first.
    hdrlen: addresses.length * 2,
    type: SEGMENT_ROUTING,
    segmentsLeft: last,
    firstSegment: last,
    flags: 0,
    tag: 0,
    trailing: joined([...addresses].reverse()),
  };
}

/** The mode of seg6, which stands before the header in one attribute with it: {@link segments} writes both. */
export const mode: EncapPart = {
  property: "mode",
  attribute: "srh",
  read: ({ srh: header }) => (header as Header | undefined)?.mode,
  write: () => ({}),
};

/** Segments of seg6. Inline, the place of the packet's own destination is left free at the end of the way. */
export const segments: EncapPart = {
  property: "segments",
  attribute: "srh",
  read: ({ srh: header }) => addressesOf(header)?.reverse(),
  write(field, value, given) {
    const addresses = addressBytes(field, value);
    const isInline = given["mode"] === "inline" || given["mode"] === SEG6_IPTUN_MODE.values.inline;
    const last = addresses.at(-1) as Uint8Array;
    if (isInline && last.some((byte) => byte !== 0)) addresses.push(new Uint8Array(16));
    return { srh: { mode: given["mode"], ...srh(addresses) } };
  },
};

/** Segments that seg6-local puts packets into. */
export const srhSegments: EncapPart = {
  property: "segments",
  attribute: "srh",
  read: ({ srh: header }) => addressesOf(header)?.reverse(),
  write: (field, value) => ({ srh: srh(addressBytes(field, value)) }),
};

/** Segments of RPL (RFC 6554), in reverse as well, as the kernel's tools have them; uncompressed in requests. */
export const rplSegments: EncapPart = {
  property: "segments",
  attribute: "srh",
  read: ({ srh: header }) => addressesOf(header)?.reverse(),
  write(field, value) {
    const addresses = addressBytes(field, value).reverse();
    return {
      srh: {
        nexthdr: 0,
        hdrlen: addresses.length * 2,
        type: RPL_ROUTING,
        segmentsLeft: addresses.length,
        lengths: new Uint8Array(4),
        trailing: joined(addresses),
      },
    };
  },
};

const GROUPS = /^([\da-f]{1,4}):([\da-f]{1,4}):([\da-f]{1,4}):([\da-f]{1,4})$/i;

/** The 64 bits of an ILA locator, in four groups. */
export const ilaLocator: EncapPart = {
  property: "locator",
  attribute: "locator",
  read({ locator }) {
    if (typeof locator !== "bigint") return undefined;
    return [48n, 32n, 16n, 0n]
      .map((shift) => ((locator >> shift) & 0xffffn).toString(16))
      .join(":");
  },
  write(field, value) {
    const groups = typeof value === "string" ? GROUPS.exec(value) : null;
    if (groups === null) throw new NetlinkInputError(field, value, 'four groups, as in "1:2:3:4"');
    return {
      locator: groups.slice(1).reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n),
    };
  },
};

/** The trace of ioam6, whose header counts bytes in fours and has the type in its upper 24 bits. */
export const ioam6Trace: EncapPart = {
  property: "trace",
  attribute: "trace",
  read({ trace }) {
    if (trace === undefined) return undefined;
    const { namespaceId, remlen, typeBe32 } = trace as Readonly<Record<string, number>>;
    return { namespaceId, type: (typeBe32 ?? 0) >>> 8, size: (remlen ?? 0) * 4 };
  },
  write(field, value) {
    checkProperties(field, value, ["namespaceId", "type", "size"]);
    const { namespaceId = 0, type, size } = value as Readonly<Record<string, number>>;
    checkNumber(`${field}.namespaceId`, namespaceId, 0, 0xffff);
    checkNumber(`${field}.type`, type ?? -1, 1, 0xffffff);
    checkNumber(`${field}.size`, size ?? -1, 4, 244);
    if ((size ?? 0) % 4 !== 0)
      throw new NetlinkInputError(`${field}.size`, size, "a multiple of 4");
    return {
      trace: { namespaceId, flags: 0, remlen: (size ?? 0) / 4, typeBe32: ((type ?? 0) << 8) >>> 0 },
    };
  },
};

/** A program of bpf. */
export function programs(property: string): EncapPart {
  return {
    ...plain(property),
    write(field, value) {
      checkProperties(field, value, ["fd", "name"]);
      return { [property]: value };
    },
  };
}
