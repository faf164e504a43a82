/**
 * JSON as people type it ↔ what a table takes and gives: bytes as hexadecimal digits, 64-bit numbers as their
 * digits, flags as lists of names.
 *
 * @module
 */
import { NetlinkInputError } from "../errors/index.ts";
import {
  type FlagTable,
  flagNames,
  type MemberType,
  type MessageTable,
  nearestName,
  type ValueType,
} from "../schema/index.ts";
import { parseHex } from "../wire/index.ts";
import { isBag, mapValues } from "./table-values.ts";

/** A string, or a whole number outside of one that a double may not hold. */
const STRING_OR_WIDE = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;
const HEX = /^0x[0-9a-f]+$/i;
const DIGITS = /^-?\d+$/;

/**
 * As `JSON.parse`, but whole numbers of more than 15 digits become strings of their digits, which
 * {@link fromJson} takes for numbers, instead of being rounded.
 *
 * @throws `SyntaxError` for what is no JSON.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(
    text.replace(STRING_OR_WIDE, (found) => (found.startsWith('"') ? found : `"${found}"`)),
  );
}

function isByte(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xff;
}

function bytesFrom(path: string, value: unknown): unknown {
  if (Array.isArray(value) && value.every(isByte)) return Uint8Array.from(value);
  if (typeof value !== "string") return value;
  const bytes = parseHex(value);
  if (bytes === undefined) throw new NetlinkInputError(path, value, "bytes as hexadecimal digits");
  return bytes;
}

/** The mask of a flag by its name, its number or its digits; undefined where the table has no such name. */
function flagFrom(flags: FlagTable, flag: unknown): number | undefined {
  if (typeof flag === "number") return flag;
  if (typeof flag !== "string") return undefined;
  if (Object.hasOwn(flags.masks, flag)) return flags.masks[flag];
  return HEX.test(flag) || DIGITS.test(flag) ? Number(flag) : undefined;
}

function maskFrom(flags: FlagTable, path: string, value: unknown): unknown {
  if (!Array.isArray(value) && typeof value !== "string") return value;
  let mask = 0;
  for (const [at, flag] of [value].flat().entries()) {
    const bits = flagFrom(flags, flag);
    if (bits === undefined) {
      const known = Object.keys(flags.masks);
      const near = nearestName(String(flag), known);
      const hint = near === undefined ? `one of ${known.join(", ")}` : `did you mean "${near}"?`;
      const where = Array.isArray(value) ? `${path}.${at}` : path;
      throw new NetlinkInputError(where, flag, `a flag of ${flags.name} (${hint})`);
    }
    mask = (mask | bits) >>> 0;
  }
  return mask;
}

function numberFrom(isWide: boolean, value: unknown): unknown {
  if (typeof value !== "string" || !(DIGITS.test(value) || HEX.test(value))) return value;
  return isWide ? BigInt(value) : Number(value);
}

function leafFrom(type: ValueType | MemberType | undefined, path: string, value: unknown): unknown {
  switch (type?.kind) {
    case undefined:
      return path === "unknown" || path.endsWith(".unknown") ? unknownFrom(path, value) : value;
    case "int":
      if (type.flags !== undefined) return maskFrom(type.flags, path, value);
      return numberFrom(type.bytes === 8, value);
    case "varint":
      return numberFrom(true, value);
    case "bitfield32": {
      const { flags } = type;
      if (!isBag(value) || flags === undefined) return value;
      return Object.fromEntries(
        Object.entries(value).map(([name, bits]) => [
          name,
          maskFrom(flags, `${path}.${name}`, bits),
        ]),
      );
    }
    case "binary":
    case "sub-message":
      return bytesFrom(path, value);
    default:
      return value;
  }
}

/** Attributes that no table knows, as `toJson` writes them: their payloads are digits. */
function unknownFrom(path: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((one, at) =>
    isBag(one) ? { ...one, payload: bytesFrom(`${path}.${at}.payload`, one["payload"]) } : one,
  );
}

/**
 * Turns parsed JSON into what a table takes. Names that the table does not have are left in, so that encoding
 * refuses them with the nearest that it has.
 *
 * Numbers may be strings of their digits, also `"0x…"`; bytes are hexadecimal digits or a list of numbers; flags are a
 * number, or a list of names and numbers. What {@link toJson} and {@link withFlagNames} write is understood.
 *
 * @throws `NetlinkInputError` (`ERR_NETLINK_INPUT`) with its path for what are no bytes, and for a flag that the
 *   table does not have, with the nearest that it has.
 */
export function fromJson(table: MessageTable, json: unknown): unknown {
  return mapValues(table, json, leafFrom);
}

/**
 * A decoded message with its flags as lists of names, bits without a name as `"0x…"`. {@link fromJson} takes
 * it back.
 *
 * @returns A copy; what is no flags is shared.
 */
export function withFlagNames(table: MessageTable, value: unknown): unknown {
  return mapValues(table, value, (type, _path, leaf) => {
    if (type?.kind === "int" && type.flags !== undefined && typeof leaf === "number")
      return flagNames(type.flags, leaf);
    if (type?.kind !== "bitfield32" || type.flags === undefined || !isBag(leaf)) return leaf;
    const { flags } = type;
    return Object.fromEntries(
      Object.entries(leaf).map(([name, bits]) => [name, flagNames(flags, Number(bits))]),
    );
  });
}
