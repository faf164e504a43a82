/**
 * Structs of a table in C. Their members stand where the table says on every machine: where the compiler would put
 * them elsewhere, the struct is packed.
 *
 * @module
 */
import { NetlinkSchemaError } from "../../errors/index.ts";
import { type MemberType, type StructType, sizeOf } from "../../schema/index.ts";
import type { ModuleModel } from "./model.ts";
import { checkIdentifier, snake } from "./names.ts";
import { comment } from "./text.ts";

const ORDERS = { host: "", big: "be", little: "le" } as const;

/** The type of an integer, as headers for programs spell it. */
function intType(type: MemberType & { readonly kind: "int" }): string {
  const { bytes, signed, order } = type;
  // Byte orders have no signed types: the bits are the same.
  if (bytes > 1 && order !== "host") return `__${ORDERS[order]}${bytes * 8}`;
  return `__${signed ? "s" : "u"}${bytes * 8}`;
}

/** Where the compiler aligns a member; 8 bytes to 8 on every machine, which `__aligned_u64` would have to ask for. */
function alignmentOf(type: MemberType, packed: ReadonlySet<StructType>): number {
  switch (type.kind) {
    case "int":
      return type.bytes;
    case "ipv4":
      return 4;
    case "array":
    case "rest":
      return alignmentOf(type.element, packed);
    case "struct":
      if (packed.has(type)) return 1;
      return Math.max(
        1,
        ...Object.values(type.members).map((member) => alignmentOf(member, packed)),
      );
    default:
      return 1;
  }
}

function isPacked(type: StructType, packed: ReadonlySet<StructType>): boolean {
  let at = 0;
  for (const member of Object.values(type.members)) {
    if (at % alignmentOf(member, packed) !== 0) return true;
    at += sizeOf(member);
  }
  return at % alignmentOf(type, packed) !== 0;
}

/** A declaration: what stands before the name, and what behind. */
function declaration(
  type: MemberType,
  nameOf: ReadonlyMap<StructType, string>,
): readonly [before: string, behind: string] {
  switch (type.kind) {
    case "int":
      return [intType(type), ""];
    case "ipv4":
      return ["__be32", ""];
    case "chars":
      return ["char", `[${type.size}]`];
    case "struct":
      return [`struct ${nameOf.get(type) ?? type.name}`, ""];
    case "array":
    case "rest": {
      const [before, behind] = declaration(type.element, nameOf);
      return [before, `[${type.kind === "array" ? type.count : ""}]${behind}`];
    }
    default:
      return ["__u8", `[${sizeOf(type)}]`];
  }
}

/** The structs of a module, for its header. */
export function structLines(model: ModuleModel): string[] {
  const nameOf = new Map(model.structs.map(({ type, cName }) => [type, cName]));
  const packed = new Set<StructType>();
  return model.structs.flatMap(({ type, cName }) => {
    if (isPacked(type, packed)) packed.add(type);
    const taken = new Map<string, string>();
    const lines = Object.entries(type.members).map(([key, member]) => {
      const owner = `struct ${type.name}: ${key}`;
      const name = snake(key);
      checkIdentifier(name, owner);
      const other = taken.get(name);
      if (other !== undefined)
        throw new NetlinkSchemaError(`${other} and ${owner} would both be "${name}" in C`);
      taken.set(name, owner);
      if (member.kind === "rest" && Object.keys(type.members).length === 1)
        throw new NetlinkSchemaError(
          `${owner}: C has no struct of an array without a length alone`,
        );
      if (member.kind !== "rest" && sizeOf(member) === 0)
        throw new NetlinkSchemaError(`${owner}: C has no member of no bytes`);
      const [before, behind] = declaration(member, nameOf);
      return `\t${before} ${name}${behind};`;
    });
    if (lines.length === 0)
      throw new NetlinkSchemaError(`struct ${type.name}: C has no struct without members`);
    return [
      ...comment([`struct ${cName} - ${type.size} bytes${packed.has(type) ? ", packed" : ""}`]),
      `struct ${cName} {`,
      ...lines,
      `}${packed.has(type) ? " __attribute__((packed))" : ""};`,
      "",
    ];
  });
}

/** Assertions that the compiler has laid the structs out as the table says. */
export function structChecks(model: ModuleModel): string[] {
  return model.structs.map(
    ({ type, cName }) => `static_assert(sizeof(struct ${cName}) == ${type.size});`,
  );
}
