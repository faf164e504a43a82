/**
 * What the kernel drops as text, a line a packet or a place.
 *
 * @module
 */
import { formatHex } from "../wire/index.ts";
import { type FormatOptions, plain, printable } from "./paint.ts";

/** A drop, a summary or an overrun, as `openDrops` of `nlkit/dropwatch` gives them. */
export type ShownDrop =
  | {
      readonly kind: "packet";
      readonly address?: bigint;
      readonly symbol?: string;
      readonly reason?: string;
      readonly trap?: { readonly group?: string; readonly name: string };
      readonly cookie?: Uint8Array;
      readonly in?: { readonly index?: number; readonly name?: string };
      readonly protocol: number;
      readonly length: number;
      readonly time: bigint;
    }
  | {
      readonly kind: "summary";
      readonly places: readonly {
        readonly address: bigint;
        readonly symbol?: string;
        readonly count: number;
      }[];
      readonly traps: readonly { readonly name: string; readonly count: number }[];
    }
  | { readonly kind: "overrun" };

const NANOSECONDS = 1_000_000_000n;

/** Nanoseconds since 1970 as the time of day, in UTC: `"12:34:56.789012"`. */
function timeOfDay(time: bigint): string {
  const day = new Date(Number(time / 1_000_000n)).toISOString().slice(11, 19);
  return `${day}.${String((time % NANOSECONDS) / 1000n).padStart(6, "0")}`;
}

/** The function, else the address. */
function placeText(address: bigint | undefined, symbol: string | undefined): string {
  if (symbol !== undefined) return printable(symbol);
  return address === undefined ? "" : `0x${address.toString(16)}`;
}

const times = (count: number, of: string): string => `${count} ${of}${count === 1 ? "" : "s"}`;

/**
 * A packet: `12:34:56.789012 nf_hook_slow+0xb4/0x110 NETFILTER_DROP in eth0 proto 0x0800 60 bytes`; a summary: a line a
 * place, the worst first: `12 packets nf_hook_slow+0xb4`.
 */
export function formatDrop(event: ShownDrop, options: FormatOptions = {}): string[] {
  const { paint = plain } = options;
  switch (event.kind) {
    case "overrun":
      return [`${paint("bad", "[overrun]")} events were lost here`];
    case "summary":
      return [
        ...event.places.map(({ address, symbol, count }) => ({
          count,
          name: placeText(address, symbol),
        })),
        ...event.traps.map(({ name, count }) => ({ count, name: `trap ${printable(name)}` })),
      ]
        .toSorted((left, right) => right.count - left.count)
        .map(({ count, name }) => `${times(count, "packet")} ${paint("name", name)}`);
    case "packet": {
      const { address, symbol, reason, trap, cookie, in: port, protocol, length } = event;
      const where =
        trap === undefined
          ? placeText(address, symbol)
          : `trap ${[trap.group, trap.name].filter((it) => it !== undefined).join("/")}`;
      const link = port?.name ?? port?.index;
      return [
        [
          paint("faint", timeOfDay(event.time)),
          paint("name", printable(where)),
          ...(reason === undefined ? [] : [paint("bad", printable(reason))]),
          ...(cookie === undefined ? [] : [`cookie ${formatHex(cookie)}`]),
          ...(link === undefined ? [] : [`in ${printable(String(link))}`]),
          `proto 0x${protocol.toString(16).padStart(4, "0")}`,
          times(length, "byte"),
        ].join(" "),
      ];
    }
  }
}
