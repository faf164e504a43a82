/**
 * Requests as trees of attributes, so that two can be compared whatever the order of their attributes;
 * and what `ip` sends, as `strace` sees it.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { attributes, formatHex, readHeader } from "../../src/wire/index.ts";
import type { Sandbox } from "../support/ip.ts";

/** Bytes of `struct nlmsghdr` and of `struct ifinfomsg`. */
const HEADER = 16;
const IFINFOMSG = 16;

/** What of a message is compared. */
export interface RequestTree {
  readonly type: number;
  readonly flags: number;
  /** `struct ifinfomsg` in hexadecimal. */
  readonly fixed: string;
  /** `path=hex` of each attribute that is no nest, sorted by path; those of one path in their order. */
  readonly attributes: readonly string[];
}

/**
 * `IFLA_INFO_KIND`, `IFLA_INFO_SLAVE_KIND`, `IFLA_IFALIAS`, `IFLA_ALT_IFNAME`: `ip` sends them without the NUL, which the
 * kernel takes as well (`NLA_STRING`).
 */
const TEXTS: ReadonlySet<string> = new Set(["18/1", "18/4", "20", "52/53"]);

/** Nests of a link message by path; the second is how many bytes stand before the attributes in it. */
const NESTS: ReadonlyMap<string, number> = new Map([
  ["18", 0],
  ["18/2", 0],
  ["18/5", 0],
  ["22", 0],
  ["22/1", 0],
  ["22/1/12", 0],
  ["43", 0],
  ["52", 0],
]);
/** Nests within `IFLA_INFO_DATA`, by kind. */
const KIND_NESTS: Readonly<Record<string, ReadonlyMap<string, number>>> = {
  vlan: new Map([
    ["18/2/3", 0],
    ["18/2/4", 0],
  ]),
  veth: new Map([["18/2/1", IFINFOMSG]]),
  bond: new Map([["18/2/8", 0]]),
};

function leavesOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  path: string,
  nests: ReadonlyMap<string, number>,
): [string, string][] {
  return [...attributes(bytes, start, end)].flatMap(
    ({ type, payload, end: stop }): [string, string][] => {
      const here = path === "" ? String(type) : `${path}/${type}`;
      const before = nests.get(here);
      if (before === undefined)
        return [
          [
            here,
            formatHex(bytes, payload, TEXTS.has(here) && bytes[stop - 1] === 0 ? stop - 1 : stop),
          ],
        ];
      const header: [string, string][] =
        before === 0 ? [] : [[`${here}/header`, formatHex(bytes, payload, payload + before)]];
      return [...header, ...leavesOf(bytes, payload + before, stop, here, nests)];
    },
  );
}

/**
 * Takes a request about a link apart. The bits above the type of an attribute are not compared: `ip` marks no
 * nests, and the kernel does not ask for it here.
 */
export function treeOf(message: Uint8Array, kind: string): RequestTree {
  const { type, flags } = readHeader(
    new DataView(message.buffer, message.byteOffset, message.byteLength),
    0,
  );
  const nests = new Map([...NESTS, ...(KIND_NESTS[kind] ?? [])]);
  const found = leavesOf(message, HEADER + IFINFOMSG, message.length, "", nests);
  // Array.prototype.sort keeps the order of equals.
  const sorted = found.sort(([left], [right]) =>
    left.localeCompare(right, "en", { numeric: true }),
  );
  return {
    type,
    flags,
    fixed: formatHex(message, HEADER, HEADER + IFINFOMSG),
    attributes: sorted.map(([path, hex]) => `${path}=${hex}`),
  };
}

/** Why `strace` cannot be asked here; undefined where it can. */
export function whyNoStrace(): string | undefined {
  const { status } = spawnSync("strace", ["-qq", "-e", "trace=none", "true"]);
  return status === 0 ? undefined : " (skipped: strace is not there, or may not trace)";
}

/** The last message that `ip`, or another tool, sends, whether the kernel takes it or not. */
export function sentByIp(box: Sandbox, words: string, tool = "ip"): Uint8Array {
  const { stderr } = box.run("strace", [
    "-qq",
    "-e",
    "trace=sendmsg",
    "-e",
    "write=all",
    tool,
    ...(words.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", "")),
  ]);
  const dumps = stderr.split(/^ \* \d+ bytes in buffer 0$/m).slice(1);
  const last = dumps.at(-1);
  if (last === undefined) throw new Error(`${tool} ${words} sent nothing: ${stderr}`);
  const hex = [...last.matchAll(/^ \| [0-9a-f]{5} {2}(.{49})/gm)].map(([, row = ""]) =>
    row.replaceAll(" ", ""),
  );
  return Uint8Array.from(Buffer.from(hex.join(""), "hex"));
}
