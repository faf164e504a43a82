/**
 * Text that strace printed: the calls that send and receive on netlink sockets, as datagrams.
 *
 * strace decodes netlink by itself and leaves bytes out as it does, so that what it printed cannot be had back;
 * with `-e read=all -e write=all` it adds a dump of the bytes to each call, which is read here. Where it does not
 * know the protocol, or is told `-e verbose=none`, the bytes stand in the call as strings, which are read too.
 *
 * @module
 */
import { PROTOCOLS } from "../uapi/index.ts";
import { LITTLE_ENDIAN, NLMSG_HDRLEN } from "../wire/index.ts";
import {
  type CapturedDatagram,
  captureError,
  type Direction,
  type ReadOptions,
} from "./datagram.ts";
import type { Line } from "./lines.ts";
import { DumpCollector, joined } from "./strace-dump.ts";
import { CallParser, type SystemCall, stringBytes } from "./strace-line.ts";
import { rebuildDatagram } from "./strace-rebuild.ts";

/** How a call carries datagrams. */
interface Form {
  readonly direction: Direction;
  /** Its buffers stand in `iov_base`s, not in its second argument. */
  readonly iov: boolean;
  /** It returns a number of datagrams, not of bytes; these are read as one. */
  readonly many?: boolean;
}

const CALLS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["sendto", { direction: "request", iov: false }],
  ["send", { direction: "request", iov: false }],
  ["write", { direction: "request", iov: false }],
  ["sendmsg", { direction: "request", iov: true }],
  ["sendmmsg", { direction: "request", iov: true, many: true }],
  ["writev", { direction: "request", iov: true }],
  ["recvfrom", { direction: "reply", iov: false }],
  ["recv", { direction: "reply", iov: false }],
  ["read", { direction: "reply", iov: false }],
  ["recvmsg", { direction: "reply", iov: true }],
  ["recvmmsg", { direction: "reply", iov: true, many: true }],
  ["readv", { direction: "reply", iov: true }],
]);

/** How strace is to be run for all bytes to be there. */
const ADVICE = "run strace with -e read=all -e write=all";

/** What a descriptor is: its netlink protocol, or something else. */
type Descriptor = number | "other";

const protocolNamed = (name: string): number | undefined =>
  (PROTOCOLS.values as Readonly<Record<string, number>>)[
    name.startsWith("NETLINK_") ? name : `NETLINK_${name}`
  ];

/** A protocol as `socket` has it: `NETLINK_ROUTE`, or a number, which a comment may follow. */
function protocolOf(word: string): number | undefined {
  const name = word.trim().split(" ")[0] ?? "";
  return protocolNamed(name) ?? (/^(0x[0-9a-f]+|\d+)$/i.test(name) ? Number(name) : undefined);
}

const STRING = /"((?:[^"\\]|\\.)*)"(\.\.\.)?/;
const BUFFERS = /iov_base="((?:[^"\\]|\\.)*)"(\.\.\.)?/g;

/** The bytes that stand in the arguments; undefined where strace printed something else in their place. */
function bytesIn(args: string, iov: boolean): { bytes: Uint8Array; cut: boolean } | undefined {
  if (!iov) {
    const [, text, dots] = new RegExp(`^[^,]*, *${STRING.source}`).exec(args) ?? [];
    return text === undefined ? undefined : { bytes: stringBytes(text), cut: dots !== undefined };
  }
  // A buffer that was decoded is one whose bytes are missing between the others.
  if (/iov_base=[[{]/.test(args)) return undefined;
  const buffers = [...args.matchAll(BUFFERS)];
  if (buffers.length === 0) return undefined;
  const bytes = joined(buffers.map(([, text = ""]) => stringBytes(text)));
  return { bytes, cut: buffers.some(([, , dots]) => dots !== undefined) };
}

/** Whether bytes can be netlink, where nothing else tells. */
function looksLikeNetlink(bytes: Uint8Array): boolean {
  if (bytes.length < NLMSG_HDRLEN) return false;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, LITTLE_ENDIAN);
  return length >= NLMSG_HDRLEN && length <= bytes.length;
}

/** A call of interest, held until it is known whether a dump follows. */
interface Pending {
  readonly call: SystemCall;
  readonly line: number;
}

/** Reads a trace line by line. */
export class StraceReader {
  readonly #options: ReadOptions;
  readonly #calls = new CallParser();
  readonly #dump = new DumpCollector();
  readonly #descriptors = new Map<string, Descriptor>();
  #pending: Pending | undefined;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  /** The datagram that a line completes, which stood in a line before it. */
  line({ number, text }: Line): CapturedDatagram | undefined {
    if (this.#dump.take(text)) return undefined;
    const datagram = this.end();
    const call = this.#calls.parse(text);
    if (call === undefined) return datagram;
    this.#learn(call);
    if (CALLS.has(call.name) && call.result > 0 && !/\bMSG_PEEK\b/.test(call.args))
      this.#pending = { call, line: number };
    return datagram;
  }

  /** The datagram that the end of the text completes. */
  end(): CapturedDatagram | undefined {
    const pending = this.#pending;
    const dump = this.#dump.flush();
    this.#pending = undefined;
    return pending && this.#datagram(pending, dump);
  }

  /** Keeps what a call says of a descriptor. */
  #learn({ pid, name, args, result }: SystemCall): void {
    if (result < 0) return;
    const [first = "", , third = ""] = args.split(",");
    switch (name) {
      case "socket": {
        const protocol = /^(AF|PF)_NETLINK$/.test(first.trim()) ? protocolOf(third) : undefined;
        this.#set(pid, result, protocol ?? "other");
        break;
      }
      case "open":
      case "openat":
      case "accept":
      case "accept4":
        this.#set(pid, result, "other");
        break;
      case "dup":
      case "dup2":
      case "dup3": {
        const from = this.#find(pid, Number.parseInt(first, 10));
        if (from !== undefined) this.#set(pid, result, from);
        break;
      }
      case "close": {
        const descriptor = Number.parseInt(first, 10);
        this.#descriptors.delete(`${pid}:${descriptor}`);
        this.#descriptors.delete(String(descriptor));
        break;
      }
    }
  }

  /** Threads share descriptors and children inherit them: what one opened others are taken to have. */
  #set(pid: string, descriptor: number, value: Descriptor): void {
    this.#descriptors.set(`${pid}:${descriptor}`, value);
    this.#descriptors.set(String(descriptor), value);
  }

  #find(pid: string, descriptor: number): Descriptor | undefined {
    return (
      this.#descriptors.get(`${pid}:${descriptor}`) ?? this.#descriptors.get(String(descriptor))
    );
  }

  #datagram({ call, line }: Pending, dump: Uint8Array | undefined): CapturedDatagram | undefined {
    const { pid, name, args, result, time } = call;
    const form = CALLS.get(name);
    // `-yy` tells what a descriptor is: 3<NETLINK:[ROUTE:4711]>.
    const [, digits, told, port] =
      /^(\d+)(?:<(?:NETLINK:\[(\w+)(?::(\d+))?\])?[^,]*>)?,/.exec(args) ?? [];
    if (form === undefined || digits === undefined) return undefined;
    const known = told === undefined ? this.#find(pid, Number(digits)) : protocolNamed(told);
    if (known === "other") return undefined;
    const inside = dump === undefined ? bytesIn(args, form.iov) : undefined;
    const held = dump ?? inside?.bytes ?? rebuildDatagram(args, result) ?? new Uint8Array(0);
    const expected = form.many === true ? Math.max(held.length, 1) : result;
    const bytes = held.subarray(0, expected);
    const decoded = /nlmsg_len=|\{len=\d+, type=/.test(args);
    const certain = known !== undefined || decoded || args.includes("AF_NETLINK");
    if (!certain && !looksLikeNetlink(bytes)) return undefined;
    return {
      protocol: known ?? this.#options.protocol ?? 0,
      direction: form.direction,
      ...(time !== undefined && { time }),
      ...(port !== undefined && { portId: Number(port) }),
      bytes,
      place: `line ${line}`,
      ...(bytes.length < expected && {
        fault: captureError(
          `line ${line}`,
          bytes.length,
          `the ${expected} bytes of ${name}`,
          inside?.cut === true
            ? `${bytes.length} and "...": run strace with -s 1048576`
            : `${decoded ? "what strace decoded" : `${bytes.length} bytes`}: ${ADVICE}`,
        ),
      }),
    };
  }
}
