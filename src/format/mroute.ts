/**
 * Multicast routes, and the interfaces of multicast routing, as text like that of `ip mroute`.
 *
 * @module
 */
import { type FormatOptions, type Painter, plain, printable } from "./paint.ts";
import { tableName } from "./route.ts";

/** A multicast route, as `MulticastRoute` of `nlkit/route` has it. */
export interface ShownMulticastRoute {
  readonly family: "ipv4" | "ipv6";
  readonly group: string;
  readonly source: string;
  readonly table: number;
  readonly iif?: number;
  readonly iifName?: string;
  readonly outputs: readonly {
    readonly index: number;
    readonly dev?: string;
    readonly ttl: number;
  }[];
  readonly packets?: bigint;
  readonly bytes?: bigint;
  readonly wrongInterface?: bigint;
  readonly unusedCs?: bigint;
  readonly flags: readonly string[];
}

/** An interface of multicast routing, as `MulticastInterface` of `nlkit/route` has it. */
export interface ShownMulticastInterface {
  readonly table: number;
  readonly vif: number;
  readonly index?: number;
  readonly dev?: string;
  readonly flags: readonly string[];
  readonly local?: string;
  readonly remote?: string;
  readonly bytesIn: bigint;
  readonly bytesOut: bigint;
  readonly packetsIn: bigint;
  readonly packetsOut: bigint;
}

function link(paint: Painter, name: string | undefined, index: number | undefined): string {
  return index === undefined && name === undefined
    ? "unresolved"
    : paint("name", printable(name ?? `if${index}`));
}

/** A multicast route in one line; a second with its counters, with `details`. */
export function formatMulticastRoute(
  route: ShownMulticastRoute,
  options: FormatOptions = {},
): string[] {
  const { paint = plain, details = false } = options;
  const { family, source, group, outputs, table, packets, bytes, wrongInterface } = route;
  const out = outputs.map(
    ({ dev, index, ttl }) => `${link(paint, dev, index)}${ttl > 1 ? `(ttl ${ttl})` : ""}`,
  );
  const words = [
    `(${paint(family, source)}, ${paint(family, group)})`,
    `iif ${link(paint, route.iifName, route.iif)}`,
    ...(out.length === 0 ? [] : [`oifs ${out.join(" ")}`]),
    `table ${tableName(table)}`,
    ...route.flags,
  ];
  if (!details || packets === undefined) return [words.join(" ")];
  const wrong = wrongInterface === undefined ? "" : `, ${wrongInterface} from another link`;
  return [words.join(" "), `    ${packets} packets, ${bytes} bytes${wrong}`];
}

/** An interface of multicast routing in one line. */
export function formatMulticastInterface(
  vif: ShownMulticastInterface,
  options: FormatOptions = {},
): string[] {
  const { paint = plain } = options;
  const { local, remote, bytesIn, bytesOut, packetsIn, packetsOut } = vif;
  const words = [
    `vif ${paint("heading", String(vif.vif))}`,
    ...(vif.dev === undefined && vif.index === undefined
      ? []
      : [`dev ${link(paint, vif.dev, vif.index)}`]),
    ...(local === undefined ? [] : [`local ${paint("ipv4", local)}`]),
    ...(remote === undefined ? [] : [`remote ${paint("ipv4", remote)}`]),
    `table ${tableName(vif.table)}`,
    ...vif.flags,
  ];
  return [
    words.join(" "),
    `    in ${packetsIn} packets ${bytesIn} bytes, out ${packetsOut} packets ${bytesOut} bytes`,
  ];
}
