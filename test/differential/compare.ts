/**
 * What a kernel does with a datagram, as lines that can be laid beside those of another kernel.
 *
 * @module
 */
import { NetlinkSystemError } from "../../src/errors/index.ts";
import { formatHex, messages, readAck } from "../../src/wire/index.ts";
import type { Endpoint } from "../conformance/subject.ts";

/** An answer. */
export interface Line {
  readonly seq: number;
  readonly type: number;
  readonly flags: number;
  /** Whether it bears the port id of who asked. */
  readonly own: boolean;
  /** Of an error, an acknowledgement or the end of a dump. */
  readonly errno: number | undefined;
  readonly message: string | undefined;
  readonly offset: number | undefined;
  /** Whether the kernel told the policy of an attribute. */
  readonly policy: boolean;
  /** Behind the header, in hexadecimal. */
  readonly payload: string;
}

/** All that a send has led to. */
export interface Outcome {
  /** Errno of the send. */
  readonly sent: string;
  /** Answers, by datagram; none for an overrun. */
  readonly received: readonly (readonly Line[])[];
}

function linesOf(bytes: Uint8Array, endpoint: Endpoint): Line[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [...messages(bytes)].map(({ seq, type, flags, portId, start, payload, end }) => {
    const ack = type === 2 || type === 3 ? readAck(bytes, view, start, end) : undefined;
    return {
      seq,
      type,
      flags,
      own: portId === endpoint.portId,
      errno: ack?.errno,
      message: ack?.extack?.message,
      offset: ack?.extack?.offset,
      policy: ack?.extack?.policy !== undefined,
      payload: formatHex(bytes, payload, end),
    };
  });
}

/** No datagram is answered by more of them. */
const MOST_RECEIVED = 1000;

/** Sends, and reads all that comes. @throws `Error` where there is no end to it. */
export function outcomeOf(endpoint: Endpoint, bytes: Uint8Array): Outcome {
  let sent = "";
  try {
    endpoint.send(bytes);
  } catch (error) {
    if (!(error instanceof NetlinkSystemError)) throw error;
    sent = error.errnoName;
  }
  const received: Line[][] = [];
  for (let next = endpoint.receive(); next !== undefined; next = endpoint.receive()) {
    received.push(next === "overrun" ? [] : linesOf(next.bytes, endpoint));
    if (received.length > MOST_RECEIVED)
      throw new Error(`no end of answers to ${formatHex(bytes)}`);
  }
  return { sent, received };
}

function show({ seq, type, flags, own, errno, message, offset, policy, payload }: Line): string {
  const what =
    errno === undefined
      ? ""
      : ` errno ${errno} at ${offset} "${message}" ${policy ? "policy" : ""}`;
  return `    seq ${seq} type ${type} flags 0x${flags.toString(16)}${own ? "" : " of another port id"}${what} ${payload}`;
}

/** As text, for whoever reads what failed. */
export function showOutcome({ sent, received }: Outcome): string {
  const datagrams = received.map((lines) => lines.map(show).join("\n"));
  return [sent === "" ? "    sent" : `    ${sent}`, ...datagrams].join("\n    --\n");
}
