/**
 * Neighbours as text, in the words of `ip neigh`.
 *
 * @module
 */
import { type FormatOptions, plain, printable, type Style } from "./paint.ts";

/** A neighbour, as `Neighbour` of `nlkit/route` has it. */
export interface ShownNeighbour {
  readonly family: string | number;
  readonly address: string;
  readonly index: number;
  readonly dev?: string;
  readonly lladdr?: string;
  readonly state: readonly string[];
  readonly flags: readonly string[];
  readonly proxy: boolean;
  readonly protocol?: string | number;
  readonly probes?: number;
  readonly usedCs?: number;
  readonly confirmedCs?: number;
  readonly updatedCs?: number;
  readonly references?: number;
}

const STYLES: Readonly<Record<string, Style>> = {
  reachable: "good",
  permanent: "good",
  noarp: "good",
  failed: "bad",
  incomplete: "notice",
};

const seconds = (hundredths: number | undefined): number => Math.trunc((hundredths ?? 0) / 100);

/** A neighbour in one line. */
export function formatNeighbour(neighbour: ShownNeighbour, options: FormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { address, index, lladdr, protocol, probes, references } = neighbour;
  const dev = neighbour.dev ?? (index === 0 ? undefined : `if${index}`);
  const words = [paint(address.includes(":") ? "ipv6" : "ipv4", address)];
  if (dev !== undefined) words.push(`dev ${paint("name", printable(dev))}`);
  if (lladdr !== undefined) words.push(`lladdr ${paint("mac", lladdr)}`);
  words.push(...neighbour.flags);
  if (neighbour.proxy) words.push("proxy");
  if (details && references !== undefined) words.push(`ref ${references}`);
  if (details && neighbour.usedCs !== undefined) {
    const { usedCs, confirmedCs, updatedCs } = neighbour;
    words.push(`used ${seconds(usedCs)}/${seconds(confirmedCs)}/${seconds(updatedCs)}`);
  }
  if (details && probes !== undefined) words.push(`probes ${probes}`);
  words.push(...neighbour.state.map((name) => paint(STYLES[name] ?? "faint", name.toUpperCase())));
  if (protocol !== undefined) words.push(`proto ${protocol}`);
  return [words.join(" ")];
}
