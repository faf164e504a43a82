/**
 * A model → the tables that it makes, in an order in which each finds what it refers to. A plan is
 * data: build.ts makes tables of it, print.ts their source.
 *
 * @module
 */
import { NetlinkSpecError } from "../errors/index.ts";
import { constantName } from "../schema/index.ts";
import {
  call,
  type Expression,
  eachReference,
  list,
  literal,
  object,
  type Plan,
  type PlannedTable,
  reference,
} from "./expression.ts";
import { messageNumbers, planFamily } from "./family.ts";
import type { NamesModel, SetModel, ShapeModel, SpecModel, StructModel } from "./model.ts";
import { camelName } from "./names.ts";
import { freeName } from "./reserved.ts";
import { attributeType, memberType, messageKey, namesKey } from "./types.ts";

function namesTable(names: NamesModel, asFlags: boolean): Expression {
  const entries = [...names.entries].map(([name, value]) => {
    // Bits of flags; the masks themselves in the table.
    return [name, literal(asFlags ? 2 ** value : value, asFlags)] as const;
  });
  return call(asFlags ? "flagTable" : "enumTable", literal(names.name), object(entries));
}

/** Refuses names that the flat objects could not tell apart. */
function claim(taken: Map<string, string>, name: string, shape: ShapeModel): void {
  const { file, line, column } = shape.place;
  const other = taken.get(name);
  if (other !== undefined)
    throw new NetlinkSpecError(
      file,
      line,
      column,
      `"${other}" and "${shape.name}" would both be "${name}"`,
    );
  // JavaScript puts keys that are numbers first, whatever their place.
  if (/^\d+$/.test(name))
    throw new NetlinkSpecError(file, line, column, `"${name}" is a number, no name`);
  taken.set(name, shape.name);
}

function structTable(struct: StructModel, rename: (name: string) => string): Expression {
  const taken = new Map<string, string>();
  let fillers = 0;
  const entries = struct.members.map((member) => {
    let name = rename(camelName(member.name));
    if (member.type === "pad") {
      if (taken.has(name)) name += ++fillers + 1;
      taken.set(name, member.name);
    } else claim(taken, name, member);
    return [name, memberType(member)] as const;
  });
  return call("struct", literal(struct.name), object(entries));
}

/** What every decoded object may have beside its own names. */
const EXTRAS = new Set(["unknown", "trailing"]);

function setTable(set: SetModel, spec: SpecModel): Expression {
  const taken = new Map<string, string>();
  const entries: [string, Expression][] = [];
  for (const attribute of set.attributes.values()) {
    const type = attributeType(attribute, spec);
    if (type === undefined) continue;
    const plain = camelName(attribute.name);
    const name = EXTRAS.has(plain) ? `${plain}Attribute` : plain;
    claim(taken, name, attribute);
    const derived = constantName({ kind: "set", name: "", prefix: set.prefix, entries: {} }, name);
    const entry = [literal(attribute.value), type];
    if (derived !== attribute.constant) entry.push(literal(attribute.constant));
    entries.push([name, list(...entry)]);
  }
  return call("attributeSet", literal(set.name), literal(set.prefix), object(entries));
}

/** The tables of a spec by key, each made when it is asked for. */
class Tables {
  readonly #spec: SpecModel;
  readonly #made = new Map<string, PlannedTable>();
  readonly #identifiers = new Set<string>();

  constructor(spec: SpecModel) {
    this.#spec = spec;
    // The family goes by its own name; a set of that name gives way.
    freeName(camelName(spec.name), "Family", this.#identifiers);
  }

  get(key: string): PlannedTable {
    let table = this.#made.get(key);
    if (table === undefined) {
      table = this.#make(key);
      this.#made.set(key, table);
    }
    return table;
  }

  #make(key: string): PlannedTable {
    const [kind = "", first = "", second = ""] = key.split(" ");
    const { definitions, sets } = this.#spec;
    if (kind === "message") return this.#message(key, first, second);
    if (kind === "set")
      return this.#table(key, first, "Set", setTable(sets.get(first) as SetModel, this.#spec));
    const definition = definitions.get(first);
    if (kind === "struct") {
      return this.#table(
        key,
        first,
        "Struct",
        structTable(definition as StructModel, (name) => name),
      );
    }
    if (kind === "header") {
      // A member that an attribute of the same message is named like gives way: attributes hold more.
      const names = new Set([...(sets.get(second)?.attributes.keys() ?? [])].map(camelName));
      const rename = (name: string): string =>
        names.has(name) ? `header${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
      return this.#table(
        key,
        `${first}-${second}-header`,
        "Struct",
        structTable(definition as StructModel, rename),
      );
    }
    const asFlags = kind === "flags";
    const both = asFlags && definition?.kind === "enum" ? "Flags" : "Enum";
    return this.#table(key, first, both, namesTable(definition as NamesModel, asFlags));
  }

  #table(key: string, name: string, suffix: string, expression: Expression): PlannedTable {
    return { key, name: freeName(camelName(name), suffix, this.#identifiers), expression };
  }

  #message(key: string, header: string, set: string): PlannedTable {
    const parts: [string, Expression][] = [];
    const struct = this.#spec.definitions.get(header);
    if (struct?.kind === "struct") {
      const attributes = this.#spec.sets.get(set)?.attributes;
      const collides = struct.members.some((it) => it.type !== "pad" && attributes?.has(it.name));
      parts.push(["header", reference(collides ? `header ${header} ${set}` : `struct ${header}`)]);
    }
    if (set !== "") parts.push(["attributes", reference(`set ${set}`)]);
    const stem = set === "" ? header || "empty" : set.replace(/-(attrs|attributes)$/, "");
    return this.#table(
      key,
      `${stem}-message`,
      `Of${camelName(`x-${header}`).slice(1)}`,
      call("message", object(parts)),
    );
  }
}

/** Thrown where a circle closes at a place that cannot be a function; `edge` is the last before that can. */
class Circle {
  readonly edge: string;
  constructor(edge: string) {
    this.edge = edge;
  }
}

/** Thrown where a circle has no place at all that can be a function. */
class Endless {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

/** Complains about a circle at the first attribute of a set in it. */
function failEndless(spec: SpecModel, key: string): never {
  const name = key.slice(key.lastIndexOf(" ") + 1);
  const [first] = spec.sets.get(name)?.attributes.values() ?? [];
  const { file, line, column } = first?.place ?? { file: spec.name, line: 1, column: 1 };
  throw new NetlinkSpecError(file, line, column, `"${name}" holds itself with no nest between`);
}

/** Puts what `roots` need into order, depth first; `lazy` collects the references that close circles. */
function order(roots: readonly string[], tables: Tables, lazy: Set<string>): PlannedTable[] {
  const done = new Map<string, PlannedTable>();
  const open: { key: string; edge: string; mayBeLazy: boolean }[] = [];
  const visit = (key: string, from: string, mayBeLazy: boolean): void => {
    const edge = `${from}>${key}`;
    if (done.has(key) || lazy.has(edge)) return;
    const start = open.findIndex((step) => step.key === key);
    if (start !== -1) {
      if (mayBeLazy) {
        lazy.add(edge);
        return;
      }
      const other = open.slice(start + 1).findLast((step) => step.mayBeLazy);
      if (other === undefined) throw new Endless(key);
      throw new Circle(other.edge);
    }
    open.push({ key, edge, mayBeLazy });
    const table = tables.get(key);
    eachReference(table.expression, (it) => visit(it.key, key, it.mayBeLazy));
    open.pop();
    done.set(key, table);
  };
  for (const key of roots) visit(key, "", false);
  // What is only reached through a function still has to be there.
  for (const edge of lazy) visit(edge.slice(edge.indexOf(">") + 1), "", false);
  return [...done.values()];
}

/** Plans a spec's tables: those that its operations need, and those it says to keep. */
export function planSpec(spec: SpecModel): Plan {
  const tables = new Tables(spec);
  const roots = spec.operations.flatMap((it) =>
    it.modes.length > 0 ? [messageKey(it.header, it.set)] : [],
  );
  for (const name of spec.keep) {
    const definition = spec.definitions.get(name);
    if (definition?.kind === "struct") roots.push(`struct ${name}`);
    else if (definition?.kind === "enum" || definition?.kind === "flags") {
      roots.push(namesKey(definition, definition.kind === "flags"));
    }
  }
  const lazy = new Set<string>();
  for (;;) {
    try {
      const ordered = order(roots, tables, lazy);
      const numbers = messageNumbers(spec);
      return {
        name: camelName(spec.name),
        constants: numbers.constants,
        tables: ordered,
        lazy,
        family: planFamily(spec, numbers),
      };
    } catch (error) {
      if (error instanceof Endless) failEndless(spec, error.key);
      if (!(error instanceof Circle)) throw error;
      lazy.add(error.edge);
    }
  }
}
