/**
 * What a C compiler made of the kernel's headers: every enumerator and define, and the layout of
 * every struct.
 * The facts stand beside the repository, not in it.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";

const folder = new URL("../../../shared/specs/", import.meta.url);
/** Whether the facts are not there, so that nothing can be compared with them. */
export const absent = !existsSync(folder);
/** Why tests are skipped then; for their names. */
export const why = absent ? " (skipped: the headers' values are not beside this checkout)" : "";
const read = (name: string): string => (absent ? "" : readFileSync(new URL(name, folder), "utf8"));

interface Header {
  readonly enums: readonly { readonly values: Readonly<Record<string, number>> }[];
  readonly defines: Readonly<Record<string, number>>;
}
const headers: Readonly<Record<string, Header>> = absent
  ? {}
  : JSON.parse(read("uapi-values.json")).headers;

/** The enumerators of each `enum`, in the order of the headers. */
export const enums: readonly Readonly<Record<string, number>>[] = Object.values(headers).flatMap(
  (header) => header.enums.map((it) => it.values),
);

/** Enumerators of a header that is installed here: those whose values were collected lack these. */
function readInstalled(header: string, prefix: string): [name: string, value: number][] {
  const path = `/usr/include/linux/${header}`;
  if (!existsSync(path)) return [];
  let next = 0;
  return [...readFileSync(path, "utf8").matchAll(/^\t(\w+)(?:\s*=\s*(\d+))?,/gm)].flatMap(
    ([, name = "", number]) => {
      if (!name.startsWith(prefix)) return [];
      const value = number === undefined ? next : Number(number);
      next = value + 1;
      return [[name, value]];
    },
  );
}

/** Enumerators that only headers installed here have; none where they are not. */
export const installed: readonly (readonly [name: string, value: number])[] = [
  ...readInstalled("ip.h", "IPV4_DEVCONF_"),
  ...readInstalled("ipv6.h", "DEVCONF_"),
  ...readInstalled("tls.h", "TLS_INFO_"),
  // The headers of SCSI that it includes were not there when the values were collected.
  ...readInstalled("target_core_user.h", "TCMU_ATTR_"),
  ...readInstalled("target_core_user.h", "TCMU_CMD_"),
];

/** Every enumerator and define, by name. */
export const values: ReadonlyMap<string, number> = new Map([
  ...Object.values(headers)
    .flatMap(({ enums: list, defines }) => [...list.map((it) => it.values), defines])
    .flatMap((group) => Object.entries(group))
    // The first one counts.
    .reverse(),
  ...installed,
]);

/** A member of a C struct. */
export interface Member {
  readonly type: string;
  readonly offset: number;
  readonly size: number;
}

/** A C struct. */
export interface Layout {
  readonly size: number;
  /** The outermost members. */
  readonly members: ReadonlyMap<string, Member>;
  /** Members of unions and structs within it, and bit-fields. */
  readonly inner: ReadonlyMap<string, Member>;
}

const MEMBER = /^(\t+)(\S.*?)(\w+)(?:\[\w*\])*(:\d+)?;\s*\/\*\s+(\d+)(?::\s*\d+)?\s+(\d+) \*\//;

function readLayouts(): Map<string, Layout> {
  const layouts = new Map<string, Layout>();
  for (const [, name = "", body = ""] of read("uapi-structs.txt").matchAll(
    /^struct (\w+) \{\n(.*?)^\}/gms,
  )) {
    const members = new Map<string, Member>();
    const inner = new Map<string, Member>();
    for (const line of body.split("\n")) {
      const [, tabs, type = "", member = "", bits, offset, size] = MEMBER.exec(line) ?? [];
      if (tabs === undefined) continue;
      const place = { type: type.trim(), offset: Number(offset), size: Number(size) };
      (tabs === "\t" && bits === undefined ? members : inner).set(member, place);
    }
    layouts.set(name, { size: Number(/size: (\d+)/.exec(body)?.[1]), members, inner });
  }
  return layouts;
}

/** Every struct of the headers, by name. */
export const layouts: ReadonlyMap<string, Layout> = readLayouts();

/** A name without what headers, specs and tables set differently. */
export const bare = (name: string): string => name.replaceAll("_", "");

/** `some-name` as a constant has it. */
export const upper = (name: string): string => name.replaceAll("-", "_").toUpperCase();
