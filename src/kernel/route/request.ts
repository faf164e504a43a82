/**
 * A request of rtnetlink as a handler reads it: checked by its policy, decoded by its table.
 *
 * @module
 */
import { type ErrnoName, errnoName } from "../../errors/index.ts";
import { decodePayload, type MessageTable } from "../../schema/index.ts";
import {
  LITTLE_ENDIAN,
  NLA_HDRLEN,
  NLA_TYPE_MASK,
  NLMSG_HDRLEN,
  nlaAlign,
  nlmsgAlign,
} from "../../wire/index.ts";
import { refusal } from "../failure.ts";
import { tidyPayload } from "../liberal.ts";
import type { Message } from "../message.ts";
import { type Policy, policyOfSet } from "../policy.ts";
import { VALIDATE, validateAttributes } from "../validate.ts";

/** `NL_VALIDATE_DEPRECATED_STRICT`: what strict checking adds for the old families. */
const DEPRECATED_STRICT = VALIDATE.trailing | VALIDATE.maxType;

/** Bytes of a header that have to be zero. */
export interface Zeroes {
  /** From and to, counted from the header's beginning. */
  readonly ranges: readonly (readonly [number, number])[];
  readonly sentence: string;
}

/** How a request is read. */
export interface Reading<Out = never> {
  readonly policy: Policy;
  /** Whether unknown attributes and trailing bytes are refused. */
  readonly strict?: boolean;
  /** What is said of a header that is too short; `""` for nothing. */
  readonly shortHeader?: string;
  /** Bytes of the header that have to be zero, from and to, and what is said where they are not. */
  readonly zeroes?: readonly Zeroes[];
  /** Looks at the header, decoded without attributes, before those are checked. @throws A refusal. */
  readonly checkHeader?: (header: Out) => void;
}

/**
 * Checks and decodes a request.
 *
 * @throws A refusal: `EINVAL` for a header that is too short, and whatever a policy says.
 */
export function readRequest<Out>(
  message: Message,
  table: MessageTable<Out, unknown>,
  reading: Reading<Out>,
): Out {
  const { policy, strict = false, shortHeader = "Invalid header length", zeroes = [] } = reading;
  const { bytes, view, start, end } = message;
  const payload = start + NLMSG_HDRLEN;
  const attributes = payload + nlmsgAlign(table.header?.size ?? 0);
  if (end < payload + (table.header?.size ?? 0)) throw refusal("EINVAL", shortHeader || undefined);
  for (const { ranges, sentence } of zeroes) {
    const isSet = ([from, to]: readonly [number, number]): boolean =>
      bytes.subarray(payload + from, payload + to).some((byte) => byte !== 0);
    if (ranges.some(isSet)) throw refusal("EINVAL", sentence);
  }
  reading.checkHeader?.(decodePayload(table, bytes, view, payload, Math.min(attributes, end)));
  const flags = strict ? DEPRECATED_STRICT : VALIDATE.liberal;
  const fault =
    attributes < end ? validateAttributes(bytes, view, attributes, end, policy, flags) : undefined;
  if (fault !== undefined) {
    const offset = fault.at === undefined ? undefined : fault.at - start;
    message.extack = { message: fault.message, offset, policy: fault.policy };
    // A policy fails with an errno that has a name.
    if (fault.errno !== 0) {
      throw refusal(errnoName(fault.errno) as ErrnoName, fault.message, { offset });
    }
  }
  const known = table.attributes === undefined ? policy : policyOfSet(table.attributes);
  const tidied = tidyPayload(bytes.subarray(payload, end), attributes - payload, known);
  try {
    return decodePayload(table, tidied, new DataView(tidied.buffer), 0, tidied.length);
  } catch (error) {
    throw refusal("EINVAL", error instanceof Error ? error.message : String(error));
  }
}

/** Whether the sender wants get requests to be checked closely (`NETLINK_GET_STRICT_CHK`). */
export function isStrict(message: Message): boolean {
  return message.sender.getOption("NETLINK_GET_STRICT_CHK");
}

/**
 * Refuses a get request that has attributes besides those that filter.
 *
 * @param value - Decoded; its header's members are passed over.
 */
export function checkOnly(
  value: object,
  header: readonly string[],
  allowed: readonly string[],
  sentence: string,
): void {
  for (const name of Object.keys(value)) {
    if (!header.includes(name) && !allowed.includes(name)) throw refusal("EINVAL", sentence);
  }
}

/**
 * The payload of the first attribute of a type, for the requests whose attributes no policy is looked at for
 * (`nlmsg_find_attr`).
 *
 * @param headerSize - Bytes of the header before them.
 */
export function firstAttribute(
  { bytes, view, start, end }: Message,
  headerSize: number,
  type: number,
): Uint8Array | undefined {
  for (let at = start + NLMSG_HDRLEN + nlmsgAlign(headerSize); end - at >= NLA_HDRLEN; ) {
    const length = view.getUint16(at, LITTLE_ENDIAN);
    if (length < NLA_HDRLEN || length > end - at) return undefined;
    if ((view.getUint16(at + 2, LITTLE_ENDIAN) & NLA_TYPE_MASK) === type) {
      return bytes.slice(at + NLA_HDRLEN, at + length);
    }
    at += nlaAlign(length);
  }
  return undefined;
}
