/**
 * Values of a table, made by fast-check from the table itself: such that decoding what they encode to
 * gives them back.
 *
 * @module
 */
import fc from "fast-check";
import {
  type AddressType,
  type AttributeSet,
  type MemberType,
  type MessageTable,
  type StructType,
  type SubMessageType,
  sizeOf,
  tableOfSet,
  type ValueType,
} from "../../src/schema/index.ts";
import {
  encodeText,
  type RawAttribute,
  readIpv4,
  readIpv6,
  readMac,
} from "../../src/wire/index.ts";

type Bag = Record<string, unknown>;
type Any = fc.Arbitrary<unknown>;

/** What the values around one are: their tables, and those of their values that decoding has seen by then. */
interface Around {
  readonly table: MessageTable;
  readonly seen: Bag;
  readonly outer: Around | undefined;
}

/** Nests within nests that are made; tables may refer to themselves. */
const DEPTH = 4;

/** Objects that `table` can be encoded from and decodes to. */
export function arbitraryOf(table: MessageTable): fc.Arbitrary<Bag> {
  return payloadOf(table, undefined, 0);
}

const bytesOf = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
const someBytes = fc.uint8Array({ maxLength: 12 });

function textOf(maxLength: number): fc.Arbitrary<string> {
  const units = fc.oneof(
    fc.string({ maxLength }),
    fc.string({ unit: "grapheme", maxLength: maxLength >> 2 }),
  );
  return units.filter((text) => !text.includes("\0") && encodeText(text).length <= maxLength);
}

function numberIn(low: bigint, high: bigint): fc.Arbitrary<bigint> {
  return fc.oneof(fc.bigInt({ min: low, max: high }), fc.constantFrom(low, high, 0n, high >> 1n));
}

function intOf(type: ValueType & { kind: "int" }): Any {
  const bits = BigInt(type.bytes * 8);
  const low = type.signed ? -(1n << (bits - 1n)) : 0n;
  const high = (1n << (type.signed ? bits - 1n : bits)) - 1n;
  const plain = numberIn(low, high).map((value) => {
    const number = type.bytes === 8 ? value : Number(value);
    return type.enum?.names.get(Number(value)) ?? number;
  });
  const names = [...(type.enum?.names.values() ?? [])];
  return names.length === 0 ? plain : fc.oneof(plain, fc.constantFrom(...names));
}

function varintOf(signed: boolean): Any {
  const edges = [0n, 1n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 63n - 1n];
  return signed
    ? fc.oneof(
        fc.constantFrom(...edges, ...edges.map((edge) => -edge - 1n)),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      )
    : fc.oneof(fc.constantFrom(...edges), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
}

function addressOf(kind: AddressType["kind"], size: number | undefined): Any {
  const v4 = bytesOf(4).map((bytes) => readIpv4(bytes, 0));
  const v6 = bytesOf(16).map((bytes) => readIpv6(bytes, 0));
  // A length that the family does not have stays bytes.
  const odd = bytesOf(5);
  if (kind === "mac") {
    const bytes = size === undefined ? someBytes : bytesOf(size);
    return bytes.map((mac) => readMac(mac, 0, mac.length));
  }
  if (kind === "sockaddr") {
    const port = fc.nat(0xffff);
    const scope = fc.oneof(fc.constant(0), fc.nat(0xffff_ffff));
    return fc.oneof(
      fc.tuple(v4, port).map(([address, number]) => `${address}:${number}`),
      fc
        .tuple(v6, scope, port)
        .map(([address, id, number]) => `[${address}${id === 0 ? "" : `%${id}`}]:${number}`),
      // Of no family that there is, with padding, or too short: bytes.
      bytesOf(16).map((bytes) => bytes.with(0, 0).with(1, 0)),
      odd,
    );
  }
  if (kind === "ipv4") return size === undefined ? fc.oneof(v4, odd) : v4;
  if (kind === "ipv6") return size === undefined ? fc.oneof(v6, odd) : v6;
  if (size !== undefined) return size === 4 ? v4 : v6;
  return fc.oneof(v4, v6, odd);
}

function memberOf(type: MemberType): Any {
  switch (type.kind) {
    case "int":
      return intOf(type);
    case "struct":
      return structOf(type);
    case "array":
      return fc.array(memberOf(type.element), {
        minLength: type.count ?? 0,
        maxLength: type.count ?? 4,
      });
    case "rest":
      return fc.array(memberOf(type.element), { maxLength: 4 });
    case "chars":
      return textOf(type.size - 1);
    case "binary":
      return type.size === undefined ? someBytes : bytesOf(type.size);
    case "pad":
      throw new Error("padding has no value");
    default:
      return addressOf(type.kind, type.size ?? (type.kind === "ipv4" ? 4 : 16));
  }
}

function structOf(type: StructType): fc.Arbitrary<Bag> {
  const members = Object.entries(type.members).filter(([, member]) => member.kind !== "pad");
  return fc.record(Object.fromEntries(members.map(([name, member]) => [name, memberOf(member)])), {
    noNullPrototype: true,
  });
}

/** A struct that ends its payload: bytes of a newer kernel's may follow, of a last array less than an element. */
function trailed(struct: fc.Arbitrary<Bag>, last?: MemberType): fc.Arbitrary<Bag> {
  const maxLength = last?.kind === "rest" ? sizeOf(last.element) - 1 : 6;
  if (maxLength === 0) return struct;
  const trailing = fc.uint8Array({ minLength: 1, maxLength });
  return fc
    .tuple(struct, fc.option(trailing, { nil: undefined }))
    .map(([value, rest]) => (rest === undefined ? value : { ...value, trailing: rest }));
}

/** The format of a sub-message here, by the same rule as the codec's: innermost definition, or none. */
function formatOf(type: SubMessageType, around: Around | undefined): MessageTable | undefined {
  for (let at = around; at !== undefined; at = at.outer) {
    const { attributes, header } = at.table;
    const defined =
      type.selector in (attributes?.entries ?? {}) || type.selector in (header?.members ?? {});
    if (!defined) continue;
    const key = at.seen[type.selector];
    if (key === undefined) return undefined;
    return Object.hasOwn(type.formats, String(key)) ? type.formats[String(key)] : type.otherwise;
  }
  return undefined;
}

function contentOf(type: ValueType, around: Around | undefined, depth: number): Any {
  switch (type.kind) {
    case "int":
      return intOf(type);
    case "varint":
      return varintOf(type.signed);
    case "string":
      return textOf(type.limits?.maxLength ?? 16);
    case "flag":
      return fc.constant(true);
    case "bitfield32": {
      const word = fc.integer({ min: 0, max: 0xffff_ffff });
      return fc.record({ value: word, selector: word }, { noNullPrototype: true });
    }
    case "struct":
      return trailed(structOf(type), Object.values(type.members).at(-1));
    case "nest":
      return payloadOf(tableOfSet(type.set), around, depth + 1);
    case "payload":
      return payloadOf(
        typeof type.table === "function" ? type.table() : type.table,
        around,
        depth + 1,
      );
    case "records":
      return fc.array(payloadOf(type.table, around, depth + 1), { maxLength: 3 });
    case "sequence": {
      const types = Object.entries(tableOfSet(type.set).attributes?.entries ?? {});
      const usable = types.filter(([, [, it]]) => depth < DEPTH || !holdsPayload(it));
      const elements = usable.map(([name, [, it]]) =>
        (it.kind === "multi"
          ? contentOf(it.element, around, depth + 1).map((value): unknown => [value])
          : contentOf(it, around, depth + 1)
        ).map((value) => ({ [name]: value })),
      );
      return fc.array(fc.oneof(...elements), { maxLength: 4 });
    }
    case "multi":
      return fc.array(contentOf(type.element, around, depth), { minLength: 1, maxLength: 3 });
    case "indexed-array":
      return fc.array(contentOf(type.element, around, depth), { maxLength: 3 });
    case "nest-type-value": {
      const numbers = type.levels.map(
        (level) => [level, fc.integer({ min: 0, max: 0x3fff })] as const,
      );
      const entry = fc
        .tuple(
          fc.record(Object.fromEntries(numbers), { noNullPrototype: true }),
          payloadOf(tableOfSet(type.set), around, depth + 1),
        )
        .map(([levels, value]) => ({ ...levels, ...value }));
      return fc.array(entry, { maxLength: 3 });
    }
    case "sub-message": {
      const format = formatOf(type, around);
      return format === undefined ? someBytes : payloadOf(format, around, depth + 1);
    }
    case "array":
    case "chars":
    case "binary":
      return memberOf(type);
    default:
      return addressOf(type.kind, type.size);
  }
}

const holdsPayload = (type: ValueType): boolean =>
  type.kind === "multi" || type.kind === "indexed-array"
    ? holdsPayload(type.element)
    : ["nest", "payload", "records", "sequence", "nest-type-value", "sub-message"].includes(
        type.kind,
      );

/** Names of attributes of a set that select a format within it, with the values that they may have. */
function selectorsOf(set: AttributeSet, seen = new Set<unknown>()): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const visit = (type: ValueType): void => {
    if (seen.has(type)) return;
    seen.add(type);
    if (type.kind === "multi" || type.kind === "indexed-array") visit(type.element);
    else if (type.kind === "sub-message") {
      found.set(type.selector, [...(found.get(type.selector) ?? []), ...Object.keys(type.formats)]);
    } else if (type.kind === "nest") {
      for (const [name, keys] of selectorsOf(tableOfSet(type.set).attributes as AttributeSet, seen))
        found.set(name, keys);
    }
  };
  for (const [, type] of Object.values(set.entries)) visit(type);
  return found;
}

/** Attributes in any order; the value of a selector is drawn first, for what stands after it depends on it. */
function attributesOf(
  table: MessageTable,
  header: Bag,
  outer: Around | undefined,
  depth: number,
): fc.Arbitrary<Bag> {
  const set = table.attributes as AttributeSet;
  const selectors = selectorsOf(set);
  const names = Object.keys(set.entries).filter(
    (name) =>
      depth < DEPTH || !holdsPayload((set.entries[name] as readonly [number, ValueType])[1]),
  );
  const typeOf = (name: string): ValueType =>
    (set.entries[name] as readonly [number, ValueType])[1];
  return fc.shuffledSubarray(names, { maxLength: Math.min(names.length, 8) }).chain((order) => {
    const chosen = order.filter((name) => selectors.has(name));
    const drawn = chosen.map((name) => {
      const type = typeOf(name);
      const any = contentOf(type, undefined, depth);
      return type.kind === "string"
        ? fc.oneof(fc.constantFrom("other", ...(selectors.get(name) ?? [])), any)
        : any;
    });
    return fc.tuple(...drawn).chain((values) => {
      const selected = Object.fromEntries(chosen.map((name, index) => [name, values[index]]));
      const parts = order.map((name, index) => {
        if (Object.hasOwn(selected, name)) return fc.constant(selected[name]);
        const before = order.slice(0, index).filter((other) => Object.hasOwn(selected, other));
        const seen = {
          ...header,
          ...Object.fromEntries(before.map((other) => [other, selected[other]])),
        };
        return contentOf(typeOf(name), { table, seen, outer }, depth);
      });
      return fc
        .tuple(fc.tuple(...parts), unknownOf(set))
        .map(([list, unknown]) =>
          placed(
            Object.fromEntries(order.map((name, index) => [name, list[index]])),
            typeOf,
            unknown,
          ),
        );
    });
  });
}

type Unplaced = { type: number; payload: Uint8Array; at: number };

/** Attributes that the set does not have, or whose length is not what it says. */
function unknownOf(set: AttributeSet): fc.Arbitrary<Unplaced[]> {
  const numbers = new Set<number>(Object.values(set.entries).map(([number]) => number));
  const type = fc.integer({ min: 0, max: 0xffff }).filter((wire) => !numbers.has(wire & 0x3fff));
  const raw = fc.record({ type, payload: someBytes, at: fc.nat(12) }, { noNullPrototype: true });
  return fc.array(raw, { maxLength: 2 });
}

/** Adds raw attributes to an object, with the positions that decoding gives them. */
function placed(
  value: Bag,
  typeOf: (name: string) => ValueType,
  unknown: readonly Unplaced[],
): Bag {
  if (unknown.length === 0) return value;
  let slots = 0;
  for (const [name, content] of Object.entries(value)) {
    slots += typeOf(name).kind === "multi" ? (content as unknown[]).length : 1;
  }
  const sorted = unknown
    .map((raw) => ({ ...raw, at: Math.min(raw.at, slots) }))
    .sort((a, b) => a.at - b.at);
  const list: RawAttribute[] = sorted.map(({ type, payload, at }, index) => ({
    type,
    payload,
    position: at + index,
  }));
  return { ...value, unknown: list };
}

function payloadOf(
  table: MessageTable,
  outer: Around | undefined,
  depth: number,
): fc.Arbitrary<Bag> {
  const { header, attributes } = table;
  const fixed = header === undefined ? fc.constant({}) : structOf(header);
  if (attributes === undefined) return trailed(fixed);
  return fixed.chain((members) =>
    attributesOf(table, members, outer, depth).map((value) => ({ ...members, ...value })),
  );
}
