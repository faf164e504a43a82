/**
 * Attributes and members of a model → the words of the table language.
 *
 * @module
 */
import { NetlinkSpecError } from "../errors/index.ts";
import type { Limits } from "../schema/index.ts";
import { SCALAR_SIZES } from "./definitions.ts";
import { call, type Expression, list, literal, object, reference, word } from "./expression.ts";
import type { AttributeModel, MemberModel, NamesModel, ShapeModel, SpecModel } from "./model.ts";
import { camelName } from "./names.ts";

const ADDRESS_WORDS: Readonly<Record<string, string>> = {
  ipv4: "ipv4",
  ipv6: "ipv6",
  "ipv4-or-v6": "ip",
  mac: "mac",
  sockaddr: "sockaddr",
};
const ORDER_SUFFIXES = { host: "", big: "be", little: "le" } as const;

/** Key of a message in the plan. */
export function messageKey(header: string | undefined, set: string | undefined): string {
  return `message ${header ?? ""} ${set ?? ""}`;
}

/** Key of an enumeration's table, or of the table of flags made of it. */
export function namesKey(names: NamesModel, asFlags: boolean): string {
  return `${asFlags ? "flags" : "enum"} ${names.name}`;
}

function fail(shape: ShapeModel, what: string): never {
  const { file, line, column } = shape.place;
  throw new NetlinkSpecError(file, line, column, `${shape.name}: ${what}`);
}

/** Flags above bit 31 have no table: masks are 32 bits wide. */
const fitsMasks = (names: NamesModel): boolean =>
  [...names.entries.values()].every((bit) => bit < 32);

function scalarType(shape: ShapeModel, type: string): Expression {
  const size = SCALAR_SIZES[type] as number;
  // Only network order makes a number the bytes of an address.
  if (size === 4 && shape.hint === "ipv4" && shape.order === "big") return word("ipv4");
  const plain = word(size === 1 ? type : type + ORDER_SUFFIXES[shape.order]);
  const { names, asFlags } = shape;
  if (names === undefined) return plain;
  if (asFlags)
    return fitsMasks(names) ? call("flagsOf", plain, reference(namesKey(names, true))) : plain;
  return size === 8 ? plain : call("enumOf", plain, reference(namesKey(names, false)));
}

function limitedType(type: Expression, limits: Limits | undefined): Expression {
  if (
    limits === undefined ||
    (type.kind === "word" && Object.values(ADDRESS_WORDS).includes(type.word))
  )
    return type;
  const entries = Object.entries(limits).map(
    ([key, value]) => [key, literal(value as number | bigint, key === "mask")] as const,
  );
  return call("limited", type, object(entries));
}

function binaryType(attribute: AttributeModel): Expression {
  const { struct, subType, hint, limits } = attribute;
  if (struct !== undefined) {
    const table = reference(`struct ${struct.name}`);
    return subType === "struct" ? call("array", table) : table;
  }
  if (subType !== undefined && attribute.type === "binary")
    return call("array", scalarType(attribute, subType));
  const address = hint === undefined ? undefined : ADDRESS_WORDS[hint];
  return address === undefined ? limitedType(word("binary"), limits) : word(address);
}

function subMessageType(attribute: AttributeModel, spec: SpecModel): Expression {
  const formats = spec.subMessages.get(attribute.subMessage as string) ?? [];
  const otherwise = formats.find((format) => format.value === undefined);
  const named = formats.flatMap((format) =>
    format.value === undefined
      ? []
      : [[format.value, reference(messageKey(format.header, format.set))] as const],
  );
  const args = [literal(camelName(attribute.selector as string)), object(named)];
  if (otherwise !== undefined) args.push(reference(messageKey(otherwise.header, otherwise.set)));
  return call("subMessage", ...args);
}

function indexedType(attribute: AttributeModel): Expression {
  const { subType, base } = attribute;
  let element: Expression;
  if (subType === "nest") element = call("nest", reference(`set ${attribute.nested}`, true));
  else if (subType === "binary") element = binaryType(attribute);
  else if (subType !== undefined && SCALAR_SIZES[subType] !== undefined)
    element = scalarType(attribute, subType);
  else element = word(subType as string);
  return base === 0 ? call("indexedArray", element) : call("indexedArray", element, literal(base));
}

/** Type of an attribute, but for its repeating. */
function elementType(attribute: AttributeModel, spec: SpecModel): Expression {
  const { type, limits, names } = attribute;
  if (SCALAR_SIZES[type] !== undefined) return limitedType(scalarType(attribute, type), limits);
  switch (type) {
    case "uint":
    case "sint":
    case "string":
      return limitedType(word(type), limits);
    case "flag":
      return word("flag");
    case "nested-binary":
      return word("nestedBinary");
    case "binary":
      return binaryType(attribute);
    case "bitfield32":
      return names !== undefined && fitsMasks(names)
        ? call("bitfield32", reference(namesKey(names, true)))
        : call("bitfield32");
    case "nest":
      return call("nest", reference(`set ${attribute.nested}`, true));
    case "indexed-array":
      return indexedType(attribute);
    case "nest-type-value": {
      const levels = list(...attribute.levels.map((level) => literal(camelName(level))));
      return call("nestTypeValue", levels, reference(`set ${attribute.nested}`, true));
    }
    case "sub-message":
      return subMessageType(attribute, spec);
    case "payload":
      return call("payload", reference(messageKey(attribute.header, attribute.nested), true));
    case "records":
      return call("records", reference(messageKey(attribute.header, attribute.nested)));
    case "sequence":
      return call("sequence", reference(`set ${attribute.nested}`, true));
    default:
      return fail(attribute, `no table for type "${type}"`);
  }
}

/** Type of an attribute; undefined for fillers and reserved numbers, which have no value. */
export function attributeType(attribute: AttributeModel, spec: SpecModel): Expression | undefined {
  if (attribute.type === "pad" || attribute.type === "unused") return undefined;
  const type = elementType(attribute, spec);
  return attribute.isMulti ? call("multi", type) : type;
}

/** Type of a member of a struct. */
export function memberType(member: MemberModel): Expression {
  const { type, size, hint, struct, subType, count } = member;
  if (SCALAR_SIZES[type] !== undefined) return scalarType(member, type);
  if (type === "array") {
    const element =
      struct === undefined
        ? scalarType(member, subType as string)
        : reference(`struct ${struct.name}`);
    return count === undefined ? call("rest", element) : call("array", element, literal(count));
  }
  if (struct !== undefined) return reference(`struct ${struct.name}`);
  if (type === "pad") return call("pad", literal(size));
  if (type === "string") return call("chars", literal(size));
  if (hint === "ipv4" && size === 4) return word("ipv4");
  if (hint === "ipv6" && size === 16) return word("ipv6");
  if (hint === "ipv4-or-v6" && size === 16) return call("sized", word("ip"), literal(16));
  return hint === "mac" ? call("sized", word("mac"), literal(size)) : call("bytes", literal(size));
}
