/**
 * The `definitions` of a spec: constants, enumerations, flags and structs.
 *
 * @module
 */
import type { DefinitionModel, MemberModel, NamesModel, ShapeModel, StructModel } from "./model.ts";
import type { SpecNode } from "./parse.ts";

/** Bytes of each scalar type. */
export const SCALAR_SIZES: Readonly<Record<string, number>> = {
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  s8: 1,
  s16: 2,
  s32: 4,
  s64: 8,
};

const ORDERS: Readonly<Record<string, ShapeModel["order"]>> = {
  // For overlays, where a spec names another by mistake.
  host: "host",
  "big-endian": "big",
  "little-endian": "little",
};

/** Finds the struct, or the enumeration or flags, of a name; complains at `node` where there is none. */
export interface Finder {
  struct(name: string, node: SpecNode): StructModel;
  names(name: string, node: SpecNode): NamesModel;
}

/** What attributes and members have in common. */
export function resolveShape(node: SpecNode, find: Finder): ShapeModel {
  const order = node.textOf("byte-order");
  if (order !== undefined && ORDERS[order] === undefined)
    node.get("byte-order")?.fail(`unknown byte order "${order}"`);
  const enumNode = node.get("enum");
  const structNode = node.get("struct");
  const names = enumNode && find.names(enumNode.text, enumNode);
  return {
    name: node.need("name").text,
    type: node.need("type").text,
    order: (order === undefined ? undefined : ORDERS[order]) ?? "host",
    names,
    asFlags: names !== undefined && (names.kind === "flags" || node.isSet("enum-as-flags")),
    hint: node.textOf("display-hint"),
    struct: structNode && find.struct(structNode.text, structNode),
    place: node.place,
  };
}

/** An array within a struct: of structs, or of the scalars that `sub-type` names. For overlays. */
function resolveArray(node: SpecNode, shape: Omit<MemberModel, "size">): MemberModel {
  const subType = node.textOf("sub-type");
  const count = node.numberOf("count");
  const element = shape.struct?.size ?? SCALAR_SIZES[subType ?? ""];
  if (element === undefined)
    return node.fail(`${shape.name}: an array needs a "struct" or the "sub-type" of its elements`);
  return { ...shape, subType, count, size: element * (count ?? 0) };
}

function resolveMember(node: SpecNode, offset: number, find: Finder): MemberModel {
  const shape = resolveShape(node, find);
  const { type } = shape;
  const scalar = SCALAR_SIZES[type];
  const plain = { ...shape, offset, subType: undefined, count: undefined };
  if (scalar !== undefined) return { ...plain, size: scalar };
  if (type === "array") return resolveArray(node, plain);
  if (type !== "binary" && type !== "string" && type !== "pad")
    node.need("type").fail(`no member of a struct is of type "${type}"`);
  const size = shape.struct?.size ?? node.numberOf("len");
  if (size === undefined || size < 0)
    return node.fail(`${shape.name}: a ${type} member needs a "len"`);
  return { ...plain, size };
}

function resolveStruct(name: string, node: SpecNode, find: Finder): StructModel {
  let size = 0;
  const names = new Set<string>();
  const members = node.need("members").items.map((item) => {
    const member = resolveMember(item, size, find);
    // Fillers may share a name; they have no value.
    if (member.type !== "pad" && names.has(member.name))
      item.fail(`there is a second "${member.name}"`);
    names.add(member.name);
    size += member.size;
    return member;
  });
  return { kind: "struct", name, members, size };
}

function resolveNames(name: string, kind: "enum" | "flags", node: SpecNode): NamesModel {
  let next = node.numberOf("value-start") ?? 0;
  const entries = new Map<string, number>();
  for (const item of node.need("entries").items) {
    const isPlain = !(item.content instanceof Map);
    const entry = isPlain ? item.text : item.need("name").text;
    if (entries.has(entry)) item.fail(`there is a second "${entry}"`);
    const value = (isPlain ? undefined : item.numberOf("value")) ?? next;
    if (kind === "flags" && (value < 0 || value > 63))
      item.fail(`${entry}: ${value} is no bit number`);
    entries.set(entry, value);
    next = value + 1;
  }
  return { kind, name, entries };
}

function resolveConst(name: string, node: SpecNode): DefinitionModel {
  const value = node.need("value");
  return {
    kind: "const",
    name,
    value: typeof value.content === "number" ? value.number : value.text,
  };
}

/** Resolves definitions in any order: structs may hold structs that stand further down. */
export function resolveDefinitions(
  nodes: ReadonlyMap<string, SpecNode>,
): Map<string, DefinitionModel> {
  const done = new Map<string, DefinitionModel>();
  const open = new Set<string>();
  const resolve = (name: string, user: SpecNode): DefinitionModel => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const node = nodes.get(name) ?? user.fail(`there is no definition "${name}"`);
    if (open.has(name)) node.fail(`struct "${name}" contains itself`);
    open.add(name);
    const type = node.need("type");
    let model: DefinitionModel;
    if (type.text === "const") model = resolveConst(name, node);
    else if (type.text === "struct") model = resolveStruct(name, node, find);
    else if (type.text === "enum" || type.text === "flags")
      model = resolveNames(name, type.text, node);
    else return type.fail(`unknown type of definition "${type.text}"`);
    done.set(name, model);
    return model;
  };
  const find = finder(resolve);
  for (const [name, node] of nodes) resolve(name, node);
  return new Map([...nodes.keys()].map((name) => [name, done.get(name) as DefinitionModel]));
}

/** Finds by kind, given what finds by name. */
export function finder(resolve: (name: string, user: SpecNode) => DefinitionModel): Finder {
  return {
    struct(name, node) {
      const found = resolve(name, node);
      return found.kind === "struct" ? found : node.fail(`"${name}" is no struct`);
    },
    names(name, node) {
      const found = resolve(name, node);
      return found.kind === "enum" || found.kind === "flags"
        ? found
        : node.fail(`"${name}" is no enum`);
    },
  };
}
