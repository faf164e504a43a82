/**
 * An extended acknowledgement in the names of the request that it is about.
 *
 * @module
 */
import type { ExtendedAck } from "../errors/index.ts";
import { attributes, nlaAlign } from "../wire/index.ts";
import { attributesByNumber } from "./layout.ts";
import { attributePathAt, missingPathAt } from "./path.ts";
import type { MessageTable } from "./types.ts";

/** A request as it was sent. */
export interface RequestBytes {
  readonly bytes: Uint8Array;
  /** First byte of its `nlmsghdr`, which the kernel counts offsets from. */
  readonly start: number;
  /** Where the payload of its table begins. */
  readonly payload: number;
  /** One past its last byte. */
  readonly end: number;
}

/**
 * Where the kernel gives a sentence and no offset ("mtu less than device minimum"): the one attribute of
 * the request whose name is a word of it.
 */
function pathNamed(
  sentence: string,
  table: MessageTable,
  request: RequestBytes,
): string[] | undefined {
  const { attributes: set, header } = table;
  if (set === undefined) return undefined;
  const words = new Set(sentence.toLowerCase().split(/[^a-z0-9_]+/));
  const byNumber = attributesByNumber(set);
  const named = new Set<string>();
  const first = request.payload + nlaAlign(header?.size ?? 0);
  for (const { type } of attributes(request.bytes, first, request.end)) {
    const name = byNumber.get(type)?.name;
    if (name !== undefined && words.has(name.toLowerCase())) named.add(name);
  }
  return named.size === 1 ? [...named] : undefined;
}

/**
 * Adds the names of the attributes that an extended acknowledgement points at.
 *
 * @param table - What the request holds.
 */
export function nameExtack(
  extack: ExtendedAck,
  table: MessageTable,
  request: RequestBytes,
): ExtendedAck {
  const { bytes, start, payload, end } = request;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (offset: number | undefined): number | undefined =>
    offset === undefined ? undefined : start + offset;
  const { missingType, message = "" } = extack;
  const offset = at(extack.offset);
  const nest = at(extack.missingNestOffset);
  let attributePath: string[] | undefined;
  try {
    attributePath =
      offset === undefined
        ? pathNamed(message, table, request)
        : attributePathAt(table, bytes, view, payload, end, offset);
  } catch {
    // The request does not parse, which may be why it was refused.
  }
  return {
    ...extack,
    ...(attributePath !== undefined && { attributePath }),
    ...(missingType !== undefined && {
      missingPath: missingPathAt(table, bytes, view, payload, end, nest, missingType),
    }),
  };
}
