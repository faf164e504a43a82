/**
 * Every number, size, offset and byte order of the tables that are written by hand against what a
 * C compiler
 * made of the kernel's headers, and what they leave out.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import {
  type AttributeSet,
  attributesByNumber,
  constantName,
  type EnumTable,
  type FlagTable,
  type MemberType,
  type MessageTable,
  type StructType,
  sizeOf,
  tableOfSet,
  type ValueType,
} from "../../src/schema/index.ts";
import { AUDIT_TYPE } from "../../src/uapi/audit/index.ts";
import * as ovsFlow from "../../src/uapi/generated/ovs_flow.ts";
import {
  IDIAG_TIMER,
  INET_DIAG_EXT,
  skMeminfo,
  TCP_STATE,
} from "../../src/uapi/sock-diag/index.ts";
import {
  HAND_BITS,
  HAND_FAMILIES,
  HAND_MEMBERS,
  HAND_MESSAGES,
  HAND_OPERATIONS,
  HAND_PARTIAL,
  HAND_PREFIXES,
  HAND_PRIVATE,
  HAND_PRIVATE_ATTRIBUTES,
  HAND_SPELLED,
  HAND_STRUCTS_NOT_IN_C,
} from "./facts-hand.ts";
import { absent, bare, enums, installed, layouts, upper, values, why } from "./headers.ts";

/** Everything that is in a table, however deep. */
class Parts {
  readonly sets = new Map<string, AttributeSet>();
  readonly structs = new Map<string, StructType[]>();
  readonly names = new Map<string, EnumTable | FlagTable>();
  /** What has been looked at; facts.test.ts has seen the tables of the specs. */
  readonly #seen = new Set<unknown>(Object.values(ovsFlow));

  message(table: MessageTable): void {
    if (this.#seen.has(table)) return;
    this.#seen.add(table);
    if (table.header !== undefined) this.type(table.header);
    if (table.attributes === undefined || this.#seen.has(table.attributes)) return;
    this.sets.set(table.attributes.name, table.attributes);
    for (const { type } of attributesByNumber(table.attributes).values()) this.type(type);
  }

  type(type: ValueType | MemberType): void {
    switch (type.kind) {
      case "int": {
        const named = type.enum ?? type.flags;
        if (named !== undefined) this.names.set(named.name, named);
        return;
      }
      case "struct":
        if (this.#seen.has(type)) return;
        this.structs.set(type.name, [...(this.structs.get(type.name) ?? []), type]);
        for (const member of Object.values(type.members)) this.type(member);
        return;
      case "multi":
      case "array":
      case "rest":
      case "indexed-array":
        return this.type(type.element);
      case "nest":
      case "sequence":
        return this.message(tableOfSet(type.set));
      case "payload":
        return this.message(typeof type.table === "function" ? type.table() : type.table);
      case "records":
        return this.message(type.table);
      case "sub-message":
        for (const table of Object.values(type.formats)) this.message(table);
        if (type.otherwise !== undefined) this.message(type.otherwise);
        return;
      default:
        return;
    }
  }
}

const parts = new Parts();
for (const [{ messages, operations }] of HAND_FAMILIES) {
  for (const { table } of messages.values()) parts.message(table);
  for (const { request, reply } of Object.values(operations)) {
    parts.message(request as MessageTable);
    parts.message(reply);
  }
}
for (const { request } of HAND_OPERATIONS) parts.message(request as MessageTable);
for (const table of Object.values(HAND_MESSAGES)) parts.message(table);

/**
 * What facts.test.ts has looked at already: tables of the specs, within those that are written by
 * hand.
 */
const GENERATED =
  /-attrs$|^(attrs|ifinfomsg|rtmsg|rta-|rtnexthop|nfgenmsg|bridge-vlan-info|rtm-flags|rtnh-flags|ifinfo-flags|rtm-type|bridge-port-state|bridge-vlan-flags|nf-ct-|metrics|rtax-|del-reason|macsec-(validation-type|offload)$)/;
const own = <Value>(map: ReadonlyMap<string, Value>) =>
  [...map].filter(([name]) => !GENERATED.test(name));
const sets = own(parts.sets).filter(([, { prefix }]) => !HAND_PRIVATE_ATTRIBUTES.test(prefix));
const structs = own(parts.structs).flatMap(([name, list]) =>
  list.map((struct): [string, StructType] => [name, struct]),
);
const names = own(parts.names);

/** `_UNSPEC` and the like, which no message has. */
const NO_ATTRIBUTE = /^(__|NUM_)|_(MAX|UNSPEC|NONE|UNDEFINED|PAD\d?|UNUSED\d?)$/;

describe.skipIf(absent)(`the tables written by hand and the kernel's headers${why}`, () => {
  it("are all looked at", () => {
    expect(sets.length).toBeGreaterThan(120);
    expect(structs.length).toBeGreaterThan(90);
    const known = names.map(([name]) => name).toSorted();
    expect(known).toEqual(Object.keys(HAND_PREFIXES).toSorted());
  });

  it.each(sets)("%s: every attribute has its number", (name, set) => {
    if (/^(tls-info|tcm-user)$/.test(name) && installed.length === 0) return;
    for (const [key, [number]] of Object.entries(set.entries)) {
      const constant = constantName(set, key);
      expect(values.get(constant), constant).toBe(number);
    }
  });

  it("lack no attribute of the enumerations that they are of", () => {
    const have = new Map<string, Set<number>>();
    for (const [name, set] of sets) {
      if (name in HAND_PARTIAL) continue;
      for (const [key, [number]] of Object.entries(set.entries)) {
        const constant = constantName(set, key);
        const group = enums.find((it) => constant in it);
        if (group === undefined) continue;
        for (const other of Object.keys(group)) {
          const numbers = have.get(other) ?? new Set();
          have.set(other, numbers.add(number));
        }
      }
    }
    const lacking = [...have].flatMap(([constant, numbers]) =>
      NO_ATTRIBUTE.test(constant) || numbers.has(values.get(constant) as number) ? [] : [constant],
    );
    expect(lacking).toEqual([]);
    for (const name of Object.keys(HAND_PARTIAL)) expect(parts.sets.has(name), name).toBe(true);
  });

  it.each(structs.filter(([name]) => !(name in HAND_STRUCTS_NOT_IN_C)))(
    "%s: every member has its offset, size and byte order",
    (name, struct) => {
      const layout = layouts.get(name);
      expect(layout).toBeDefined();
      expect(struct.size).toBe(layout?.size);
      const members = new Map(
        [...(layout?.inner ?? []), ...(layout?.members ?? [])].map(([key, place]) => [
          bare(key).toLowerCase(),
          place,
        ]),
      );
      let offset = 0;
      for (const [key, member] of Object.entries(struct.members)) {
        const size = sizeOf(member);
        if (member.kind !== "pad") {
          // A member whose name an attribute has too is called `header…`.
          const plain = HAND_MEMBERS[`${name}.${key}`] ?? key.replace(/^header(?=[A-Z])/, "");
          const place = members.get(bare(plain).toLowerCase());
          expect({ key, offset: place?.offset }).toEqual({ key, offset });
          if (!(`${name}.${key}` in HAND_MEMBERS))
            expect({ key, size: place?.size }).toEqual({ key, size });
          const element = member.kind === "array" ? member.element : member;
          if (element.kind === "int") {
            const isBig = /^(__|aligned_)?be\d/.test(place?.type ?? "");
            expect({ key, order: element.order }).toEqual({ key, order: isBig ? "big" : "host" });
          }
        }
        offset += size;
      }
    },
  );

  it("have no struct of their own but those that are listed", () => {
    const outside = structs.flatMap(([name]) => (layouts.has(name) ? [] : [name]));
    for (const name of outside) expect(Object.keys(HAND_STRUCTS_NOT_IN_C)).toContain(name);
  });

  it.each(names.filter(([name]) => HAND_PREFIXES[name] !== null))(
    "%s: every name has its value",
    (name, table) => {
      const numbers = "values" in table ? table.values : table.masks;
      for (const [key, number] of Object.entries(numbers)) {
        const spelled = HAND_SPELLED[`${name} ${key}`] ?? `${HAND_PREFIXES[name]}${upper(key)}`;
        const value = values.get(spelled);
        expect(value, spelled).toBeDefined();
        const known = HAND_BITS.includes(name) ? 2 ** (value as number) : (value as number);
        expect("masks" in table ? known >>> 0 : known, spelled).toBe(number);
      }
    },
  );

  const named = HAND_FAMILIES.filter(([table]) => !HAND_PRIVATE.includes(table));
  it.each(named.map(([table, subsystem]) => [table.name, table, subsystem] as const))(
    "%s: every message, operation and group has its number",
    (name, family, subsystem) => {
      if (name === "TCM-USER" && installed.length === 0) return;
      const upperByte = subsystem === undefined ? 0 : (values.get(subsystem) as number) << 8;
      for (const [number, { name: message }] of family.messages)
        expect((values.get(message) as number) | upperByte, message).toBe(number);
      for (const [key, { name: operation, type }] of Object.entries(family.operations)) {
        expect(operation).toBe(key);
        expect((values.get(operation) as number) | upperByte, operation).toBe(type);
      }
      if (family.protocol === 16) return;
      for (const [group, number] of Object.entries(family.groups))
        expect(values.get(group), group).toBe(number);
    },
  );

  it("have numbers of single operations", () => {
    for (const { name, type } of HAND_OPERATIONS) expect(values.get(name), name).toBe(type);
  });

  it("have every type of audit's messages", () => {
    for (const [name, number] of Object.entries(AUDIT_TYPE.values))
      expect(values.get(name), name).toBe(number);
  });

  it("have the flags that ask for attributes of sockets, and their memory in its order", () => {
    for (const [name, mask] of Object.entries(INET_DIAG_EXT.masks))
      expect(2 ** ((values.get(`INET_DIAG_${upper(name)}`) as number) - 1), name).toBe(mask);
    Object.keys(skMeminfo.members).forEach((name, at) => {
      const constant = `SK_MEMINFO_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
      expect(values.get(constant), constant).toBe(at);
    });
    expect(Object.keys(IDIAG_TIMER.values)).toHaveLength(6);
    expect(TCP_STATE.names.get(10)).toBe("listen");
  });
});
