/**
 * YAML text → nodes that know where they stand, so that every complaint about a spec names its line.
 *
 * @module
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { describeValue, NetlinkSpecError } from "../errors/index.ts";

/** A place in a spec's text; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

type Content =
  | string
  | number
  | boolean
  | null
  | readonly SpecNode[]
  | ReadonlyMap<string, SpecNode>;

/** A value of a spec with its place. The readers throw `NetlinkSpecError` where it is not what they want. */
export class SpecNode {
  readonly place: Place;
  readonly content: Content;

  constructor(place: Place, content: Content) {
    this.place = place;
    this.content = content;
  }

  /** Complains about this place. */
  fail(what: string): never {
    throw new NetlinkSpecError(this.place.file, this.place.line, this.place.column, what);
  }

  /** The entries of a mapping. */
  get entries(): ReadonlyMap<string, SpecNode> {
    return this.content instanceof Map
      ? this.content
      : this.fail(`expected a mapping, got ${this.#shown}`);
  }

  /** The items of a list. */
  get items(): readonly SpecNode[] {
    return Array.isArray(this.content)
      ? this.content
      : this.fail(`expected a list, got ${this.#shown}`);
  }

  /** A scalar as text: names that look like numbers are names all the same. */
  get text(): string {
    const { content } = this;
    if (content === null || typeof content === "object")
      return this.fail(`expected text, got ${this.#shown}`);
    return String(content);
  }

  /** A whole number. */
  get number(): number {
    const { content } = this;
    return typeof content === "number" && Number.isSafeInteger(content)
      ? content
      : this.fail(`expected a whole number, got ${this.#shown}`);
  }

  get #shown(): string {
    return this.content instanceof Map ? "a mapping" : describeValue(this.content);
  }

  /** An entry of this mapping; an empty one (`enum-name:`) counts as absent. */
  get(key: string): SpecNode | undefined {
    const node = this.entries.get(key);
    return node === undefined || node.content === null ? undefined : node;
  }

  /** An entry that has to be there. */
  need(key: string): SpecNode {
    return this.get(key) ?? this.fail(`"${key}" is missing`);
  }

  /** Text of an entry, if there. */
  textOf(key: string): string | undefined {
    return this.get(key)?.text;
  }

  /** Number of an entry, if there. */
  numberOf(key: string): number | undefined {
    return this.get(key)?.number;
  }

  /** Items of an entry; none where it is absent. */
  listOf(key: string): readonly SpecNode[] {
    return this.get(key)?.items ?? [];
  }

  /** Whether an entry is `true`. */
  isSet(key: string): boolean {
    return this.get(key)?.content === true;
  }
}

/**
 * Reads YAML.
 *
 * @param file - Name for complaints.
 * @throws `NetlinkSpecError` (`ERR_NETLINK_SPEC`) for what is no YAML, or no mapping.
 */
export function parseYaml(text: string, file: string): SpecNode {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, column } = placeAt(error.pos[0]);
    throw new NetlinkSpecError(file, line, column, error.message);
  }
  const convert = (node: unknown, near: Place): SpecNode => {
    if (isAlias(node)) return convert(node.resolve(document), near);
    if (!isScalar(node) && !isSeq(node) && !isMap(node)) return new SpecNode(near, null);
    const place = node.range ? placeAt(node.range[0]) : near;
    if (isSeq(node)) {
      return new SpecNode(
        place,
        node.items.map((item) => convert(item, place)),
      );
    }
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }): [string, SpecNode] => {
        const name = convert(key, place);
        return [name.text, convert(value, name.place)];
      });
      return new SpecNode(place, new Map(entries));
    }
    const { value } = node;
    const isPlain =
      typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return new SpecNode(place, isPlain ? value : null);
  };
  const root = convert(document.contents, placeAt(0));
  if (!(root.content instanceof Map)) root.fail("a spec is a mapping");
  return root;
}
