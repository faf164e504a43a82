/**
 * JSON as people type it → what a table takes: bytes from hexadecimal digits, 64-bit numbers from their digits.
 *
 * @module
 */
import { NetlinkInputError } from "../errors/index.ts";
import { type MemberType, type MessageTable, tableOfSet, type ValueType } from "../schema/index.ts";
import { parseHex } from "../wire/index.ts";

type Bag = Record<string, unknown>;
const isBag = (value: unknown): value is Bag =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function bytesFrom(field: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  const bytes = parseHex(value);
  if (bytes === undefined) throw new NetlinkInputError(field, value, "bytes as hexadecimal digits");
  return bytes;
}

function listFrom(type: ValueType, field: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((element, at) => valueFrom(type, `${field}.${at}`, element, undefined));
}

/** A value of one attribute or member; what is not JSON's own business is left to the codec, which checks it. */
function valueFrom(
  type: ValueType | MemberType,
  field: string,
  value: unknown,
  around: Bag | undefined,
): unknown {
  switch (type.kind) {
    case "int":
    case "varint": {
      const isWide = type.kind === "varint" || type.bytes === 8;
      return isWide && typeof value === "string" && /^-?\d+$/.test(value) ? BigInt(value) : value;
    }
    case "binary":
      return bytesFrom(field, value);
    case "struct":
      return payloadFrom({ kind: "message", header: type, attributes: undefined }, field, value);
    case "nest":
      return payloadFrom(tableOfSet(type.set), field, value);
    case "multi":
    case "array":
    case "indexed-array":
      return listFrom(type.element as ValueType, field, value);
    case "sub-message": {
      const format = type.formats[String(around?.[type.selector])] ?? type.otherwise;
      return format === undefined || typeof value === "string"
        ? bytesFrom(field, value)
        : payloadFrom(format, field, value);
    }
    default:
      return value;
  }
}

function payloadFrom(table: MessageTable, field: string, value: unknown): unknown {
  if (!isBag(value)) return value;
  const out: Bag = {};
  for (const [name, content] of Object.entries(value)) {
    const type = table.attributes?.entries[name]?.[1] ?? table.header?.members[name];
    const path = field === "" ? name : `${field}.${name}`;
    out[name] = type === undefined ? content : valueFrom(type, path, content, value);
  }
  return out;
}

/**
 * Turns parsed JSON into what a table takes. Names that the table does not have are left in, so that encoding
 * refuses them with the nearest that it has.
 *
 * @throws `NetlinkInputError` (`ERR_NETLINK_INPUT`) for bytes that are no hexadecimal digits.
 */
export function fromJson(table: MessageTable, json: unknown): unknown {
  return payloadFrom(table, "", json);
}
