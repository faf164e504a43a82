/**
 * A network on one page: links as a tree with states and addresses, then routes by table.
 *
 * @module
 */
import { addressText } from "./address.ts";
import { lowerName, paintState } from "./link.ts";
import { type FormatOptions, type Painter, plain, printable } from "./paint.ts";
import { formatRoute, tableName } from "./route.ts";
import type { ShownAddress, ShownLink, ShownRoute } from "./shown.ts";
import { type LinkNode, linkForest } from "./tree.ts";

/** Routes of one table. */
export interface OverviewTable {
  /** Its number. */
  readonly table: number;
  /** How many routes it has; more than `routes` where not all were kept. */
  readonly count: number;
  /** Those to show. */
  readonly routes: readonly ShownRoute[];
}

/** What an overview shows. */
export interface Overview {
  readonly links: readonly ShownLink[];
  readonly addresses: readonly ShownAddress[];
  /** In the order that they are to have. */
  readonly tables: readonly OverviewTable[];
}

/** How an overview is laid out. */
export interface OverviewOptions extends FormatOptions {
  /** Columns of the terminal; addresses go on in further lines there. Unlimited where absent. */
  readonly width?: number | undefined;
  /** Draws with ASCII alone. */
  readonly ascii?: boolean | undefined;
}

const DRAWN = { branch: "├─ ", last: "└─ ", along: "│  ", under: "   ", peer: "⇄" } as const;
const TYPED = { branch: "|- ", last: "`- ", along: "|  ", under: "   ", peer: "<->" } as const;

/** A piece of text and how it is marked; widths are counted before marking. */
interface Cell {
  readonly text: string;
  readonly paint: (text: string) => string;
}

interface Row {
  readonly cells: readonly Cell[];
  readonly addresses: readonly Cell[];
  /** What stands before the addresses that go on in the next line. */
  readonly trunk: string;
}

const asIs = (text: string): string => text;

/** The option that tells links of a kind apart. */
const KIND_NOTES: Readonly<Record<string, string>> = {
  bareudp: "port",
  geneve: "id",
  ipvlan: "mode",
  macvlan: "mode",
  macvtap: "mode",
  vlan: "id",
  vrf: "table",
  vxlan: "id",
  xfrm: "ifId",
};

function kindText(link: ShownLink): string {
  const { kind, options } = link;
  if (kind === undefined) return link.type === "ether" ? "" : String(link.type);
  const note = KIND_NOTES[kind];
  const value =
    note === undefined || options === null || typeof options !== "object"
      ? undefined
      : Reflect.get(options, note);
  return printable(value === undefined ? kind : `${kind} ${String(value)}`);
}

/** The operational state; a link without carrier is told from one that is not set up. */
function stateText(link: ShownLink): string {
  return link.up && link.state === "down" ? "no-carrier" : String(link.state);
}

class OverviewRows {
  readonly rows: Row[] = [];
  readonly #addresses = new Map<number, ShownAddress[]>();
  readonly #symbols: typeof DRAWN | typeof TYPED;
  readonly #paint: Painter;

  constructor(addresses: readonly ShownAddress[], paint: Painter, ascii: boolean) {
    this.#paint = paint;
    this.#symbols = ascii ? TYPED : DRAWN;
    for (const address of addresses) {
      const known = this.#addresses.get(address.index);
      if (known === undefined) this.#addresses.set(address.index, [address]);
      else known.push(address);
    }
  }

  /** @param mark - What leads this link's line; `trunk` leads the lines under it. */
  add(node: LinkNode, mark = "", trunk = ""): void {
    const { link, children } = node;
    const paint = this.#paint;
    this.rows.push({
      cells: [
        this.#name(node, mark),
        { text: kindText(link), paint: asIs },
        { text: stateText(link), paint: (text) => paintState(text, paint) },
        { text: String(link.mtu), paint: asIs },
      ],
      addresses: (this.#addresses.get(link.index) ?? []).map((address) => ({
        text: addressText(address),
        paint: (text) => paint(address.family, text),
      })),
      trunk: trunk + (children.length > 0 ? this.#symbols.along : ""),
    });
    for (const [at, child] of children.entries()) {
      const isLast = at === children.length - 1;
      const { branch, last, along, under } = this.#symbols;
      this.add(child, trunk + (isLast ? last : branch), trunk + (isLast ? under : along));
    }
  }

  /** The name, with the peer, or with the link below where that is not the one it stands under. */
  #name({ link, peer }: LinkNode, mark: string): Cell {
    const name = printable(link.name);
    const lower = lowerName(link);
    const isPeer = peer !== undefined || link.linkNetnsid !== undefined;
    const shown =
      lower !== undefined && (isPeer || link.master !== undefined) ? printable(lower) : undefined;
    const note =
      shown === undefined ? "" : isPeer ? ` ${this.#symbols.peer} ${shown}` : `@${shown}`;
    return {
      text: mark + name + note,
      paint: () => this.#paint("faint", mark) + this.#paint("name", name) + note,
    };
  }
}

function padded({ text, paint }: Cell, width: number): string {
  return paint(text) + " ".repeat(Math.max(0, width - [...text].length));
}

/** Cells beside each other, two blanks apart, in as many lines as the width asks for. */
function flow(cells: readonly Cell[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const { text, paint } of cells) {
    if (used > 0 && used + 2 + text.length > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += (used > 0 ? "  " : "") + paint(text);
    used += (used > 0 ? 2 : 0) + text.length;
  }
  return [...lines, line];
}

const HEADINGS = ["link", "kind", "state", "mtu", "addresses"] as const;

function linkLines(overview: Overview, options: OverviewOptions): string[] {
  const { paint = plain, width = Number.POSITIVE_INFINITY, ascii = false } = options;
  const table = new OverviewRows(overview.addresses, paint, ascii);
  for (const node of linkForest(overview.links)) table.add(node);
  const heading = (text: string): Cell => ({ text, paint: (shown) => paint("heading", shown) });
  const all: Row[] = [
    { cells: HEADINGS.slice(0, -1).map(heading), addresses: [heading(HEADINGS[4])], trunk: "" },
    ...table.rows,
  ];
  const widths = [0, 1, 2, 3].map((at) =>
    Math.max(...all.map(({ cells }) => [...(cells[at]?.text ?? "")].length)),
  );
  const left = widths.reduce((sum, each) => sum + each + 2, 0);
  return all.flatMap(({ cells, addresses, trunk }) => {
    const head = cells.map((cell, at) => padded(cell, widths[at] ?? 0)).join("  ");
    // Too narrow a terminal breaks the line where it likes: better than one address in each.
    const [first = "", ...rest] = flow(
      addresses,
      left + 18 > width ? Number.POSITIVE_INFINITY : width - left,
    );
    const beside = paint("faint", trunk) + " ".repeat(left - [...trunk].length);
    return [`${head}  ${first}`.trimEnd(), ...rest.map((line) => beside + line)];
  });
}

function tableLines({ table, count, routes }: OverviewTable, paint: Painter): string[] {
  const heading = `routes of table ${tableName(table)}: ${count}`;
  const more = count > routes.length ? [`  … and ${count - routes.length} more`] : [];
  return [
    "",
    paint("heading", heading),
    ...routes.flatMap((route) => formatRoute(route, { paint, table })).map((line) => `  ${line}`),
    ...more,
  ];
}

/**
 * The page: a line for each link (and further ones for addresses that do not fit beside it), and a section
 * for each table of routes.
 *
 * @returns Lines without their ends.
 */
export function formatOverview(overview: Overview, options: OverviewOptions = {}): string[] {
  const { paint = plain } = options;
  return [
    ...linkLines(overview, options),
    ...overview.tables.flatMap((table) => tableLines(table, paint)),
  ];
}
