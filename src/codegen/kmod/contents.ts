/**
 * What the tables of a family hold: every set, struct and enumeration of them, found by walking.
 *
 * @module
 */
import {
  type AttributeSet,
  type EnumTable,
  type FlagTable,
  type MemberType,
  type MessageTable,
  payloadTable,
  type StructType,
  type ValueType,
} from "../../schema/index.ts";

/** What has been found so far; each once, in the order in which it was met. */
export class Contents {
  readonly sets = new Set<AttributeSet>();
  readonly structs = new Set<StructType>();
  readonly names = new Set<EnumTable | FlagTable>();

  addMessage(table: MessageTable): void {
    if (table.header !== undefined) this.#addMember(table.header);
    if (table.attributes !== undefined) this.#addSet(table.attributes);
  }

  #addSet(set: AttributeSet): void {
    if (this.sets.has(set)) return;
    this.sets.add(set);
    for (const [, type] of Object.values(set.entries)) this.#addValue(type);
  }

  #addValue(type: ValueType): void {
    switch (type.kind) {
      case "nest":
      case "sequence":
      case "nest-type-value":
        return this.#addSet(typeof type.set === "function" ? type.set() : type.set);
      case "multi":
      case "indexed-array":
        return this.#addValue(type.element);
      case "payload":
        return this.addMessage(payloadTable(type));
      case "records":
        return this.addMessage(type.table);
      case "sub-message":
        for (const table of Object.values(type.formats)) this.addMessage(table);
        if (type.otherwise !== undefined) this.addMessage(type.otherwise);
        return;
      case "int":
      case "struct":
      case "array":
        return this.#addMember(type);
      case "bitfield32":
        if (type.flags !== undefined) this.names.add(type.flags);
        return;
      default:
        return;
    }
  }

  #addMember(type: MemberType): void {
    if (type.kind === "int") {
      const names = type.enum ?? type.flags;
      if (names !== undefined) this.names.add(names);
    } else if (type.kind === "array" || type.kind === "rest") this.#addMember(type.element);
    else if (type.kind === "struct" && !this.structs.has(type)) {
      for (const member of Object.values(type.members)) this.#addMember(member);
      this.structs.add(type);
    }
  }
}
