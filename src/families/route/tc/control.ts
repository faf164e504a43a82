/**
 * What becomes of a packet after an action (`TC_ACT_*`), as text.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { TC_ACT } from "../../../uapi/tc/index.ts";
import { type Field, fieldAt } from "./fields.ts";

/**
 * `"pipe"` is on to the next action, `"continue"` to the next filter; `"pass"` and `"drop"` are the end; `"goto chain 5"`
 * and `"jump 2"` (over two actions) lead elsewhere.
 */
export type Control =
  | "continue"
  | "pass"
  | "reclassify"
  | "drop"
  | "pipe"
  | "stolen"
  | "queued"
  | "repeat"
  | "redirect"
  | "trap"
  | `goto chain ${number}`
  | `jump ${number}`;

/** The kernel's names, where they are others. */
const RENAMED: Readonly<Record<string, string>> = { unspec: "continue", ok: "pass", shot: "drop" };
const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(TC_ACT.values).map(([name, value]) => [RENAMED[name] ?? name, value]),
);
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(NUMBERS).map(([name, value]) => [value, name]),
);

/** Those that have a number in their lower 28 bits (`TC_ACT_EXT_SHIFT`). */
const EXTENDED = { "goto chain": 2 << 28, jump: 1 << 28 } as const;
const EXTENDED_VALUE = 0x0fffffff;

/** The text of a number, or of a name that the table has for it. */
export function formatControl(value: unknown): Control | number {
  if (typeof value === "string") return (RENAMED[value] ?? value) as Control;
  const number = Number(value);
  for (const [name, code] of Object.entries(EXTENDED))
    if ((number & ~EXTENDED_VALUE) === code) return `${name} ${number & EXTENDED_VALUE}` as Control;
  return (NAMES.get(number) as Control | undefined) ?? number;
}

/** The number of a text. @throws `NetlinkInputError` that names the field. */
export function parseControl(field: string, text: unknown): number {
  if (typeof text === "number" && Number.isInteger(text)) return text;
  if (typeof text === "string") {
    if (Object.hasOwn(NUMBERS, text)) return NUMBERS[text] as number;
    const [, name, digits] = /^(goto chain|jump) (\d+)$/.exec(text) ?? [];
    if (name !== undefined && Number(digits) <= EXTENDED_VALUE)
      return EXTENDED[name as keyof typeof EXTENDED] | Number(digits);
  }
  const known = [...Object.keys(NUMBERS), "goto chain NUMBER", "jump NUMBER"];
  throw new NetlinkInputError(field, text, `one of ${known.join(", ")}`);
}

/** A control in options. */
export function control(path: string): Field<Control | number> {
  return fieldAt<Control | number>(path, formatControl, parseControl);
}
