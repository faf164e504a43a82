/**
 * `nlkit overview`: the network on one page.
 *
 * @module
 */
import process from "node:process";
import { formatOverview, type OverviewTable } from "nlkit/format";
import type { Route } from "nlkit/route";
import type { Context } from "./context.ts";
import { counted } from "./route.ts";
import { isAscii } from "./terminal.ts";

const MAIN = 254;
const LOCAL = 255;
/** Routes of a table that are shown unless all are asked for. */
const SHOWN = 40;

interface Tables extends OverviewTable {
  count: number;
  readonly routes: Route[];
}

/** Reads all routes and keeps those that will be shown, so that a full table costs time but no memory. */
async function routesByTable({ route, family, output }: Context, all: boolean): Promise<Tables[]> {
  const tables = new Map<number, Tables>();
  for await (const row of counted(route.routes.stream({ family }))) {
    if (row.table === LOCAL && !all) continue;
    let table = tables.get(row.table);
    if (table === undefined) {
      table = { table: row.table, count: 0, routes: [] };
      tables.set(row.table, table);
    }
    table.count++;
    if (all || output.json || table.routes.length < SHOWN) table.routes.push(row);
  }
  // Main is what one looks for; local, which the kernel keeps by itself, comes last.
  const rank = ({ table }: Tables): number =>
    table === MAIN ? -1 : table === LOCAL ? Number.POSITIVE_INFINITY : table;
  return [...tables.values()].sort((a, b) => rank(a) - rank(b));
}

/** Prints links as a tree with their addresses, then the routes of each table. */
export async function overview(
  context: Context,
  options: { readonly all?: boolean },
): Promise<void> {
  const { route, output, format, family } = context;
  const links = await route.links.list({ statistics: context.stats });
  const addresses = await route.addresses.list({ family });
  const tables = await routesByTable(context, options.all === true);
  const width = process.stdout.isTTY ? process.stdout.columns : undefined;
  const page = { links, addresses, routes: tables.flatMap(({ routes }) => routes) };
  await output.object(page, () =>
    formatOverview({ links, addresses, tables }, { ...format, width, ascii: isAscii() }),
  );
}
