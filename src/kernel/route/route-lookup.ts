/**
 * Which route an address takes: the rules that every namespace has, and the longest prefix.
 *
 * @module
 * @see net/ipv4/fib_rules.c, net/ipv4/fib_trie.c `fib_table_lookup`; net/ipv6/ip6_fib.c
 */
import { AF } from "../../uapi/index.ts";
import { RT_TABLE } from "../../uapi/route/index.ts";
import { bytesOf } from "./address.ts";
import type { Network } from "./network.ts";
import { tablesOf } from "./route-change.ts";
import type { Route } from "./route-table.ts";

/** What is looked for. */
export interface Lookup {
  readonly family: number;
  readonly dst: string;
  /** The device that it has to leave by. */
  readonly oif?: number | undefined;
  /** Routes of a wider scope than that are passed over. */
  readonly scope?: number;
  /** The tables that are searched, in order; those of the rules when absent. */
  readonly tables?: readonly number[];
}

const { local, main, default: last } = RT_TABLE.values;

/** The route that an address takes; undefined where there is none. */
export function lookUp(network: Network, lookup: Lookup): Route | undefined {
  const { family, dst, oif = 0, scope = 0 } = lookup;
  const tables = tablesOf(network, family);
  const address = bytesOf(dst);
  const fits = (route: Route): boolean => {
    if (route.scope < scope && family === AF.values.inet) return false;
    const { nexthops } = route;
    return oif === 0 || nexthops.length === 0 || nexthops.some((way) => way.oif === oif);
  };
  for (const table of lookup.tables ?? [local, main, last]) {
    const found = tables.lookup(table, address, fits);
    if (found !== undefined) return found;
  }
  return undefined;
}
