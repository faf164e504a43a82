/**
 * One system call as strace prints it: its name, its result, and the strings in its arguments.
 *
 * @module
 * @see strace(1), `-xx`, `-f`, `-tt`, `-yy`
 */

/** A call that has returned. */
export interface SystemCall {
  /** Process or thread, as text; empty where it is not told. */
  readonly pid: string;
  readonly name: string;
  /** What stands between the parentheses. */
  readonly args: string;
  /** What it returned; -1 for a failure. */
  readonly result: number;
  /** Nanoseconds since 1970, of a line that `-ttt` dated. */
  readonly time: bigint | undefined;
}

/** Process, time of day or date, name and the rest. */
const CALL =
  /^(?:\[pid +(\d+)\] +|(\d+) +)?(?:(\d{9,}\.\d{3,9}) +|[\d:.]+ +)?(?:\(\+ *[\d.]+\) +)?([a-z_]\w*)\((.*)$/;
const RESUMED =
  /^(?:\[pid +(\d+)\] +|(\d+) +)?(?:[\d:.]+ +)?(?:\(\+ *[\d.]+\) +)?<\.\.\. (\w+) resumed>(.*)$/;
const UNFINISHED = / *<unfinished \.\.\.>$/;
const RESULT = /\) *= (-?\d+)(?: .*)?$/;
/** Calls begun by other threads that are remembered while they last. */
const MAX_UNFINISHED = 1024;

/** Whether a line can be of a trace at all. */
export function isTraceLine(text: string): boolean {
  return (CALL.test(text) && /\) *= (-?\d|\?|0x)|<unfinished/.test(text)) || RESUMED.test(text);
}

function dated(stamp: string | undefined): bigint | undefined {
  if (stamp === undefined) return undefined;
  const [seconds = "0", fraction = "0"] = stamp.split(".");
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, "0"));
}

/** Puts calls together that strace split because another thread came between. */
export class CallParser {
  readonly #begun = new Map<string, Omit<SystemCall, "result">>();

  /** The call that a line ends; undefined where it ends none. */
  parse(line: string): SystemCall | undefined {
    const [, pidA, pidB, stamp, name = "", rest = ""] = CALL.exec(line) ?? [];
    if (name === "") return this.#resume(line);
    const begun = { pid: pidA ?? pidB ?? "", name, time: dated(stamp) };
    if (!UNFINISHED.test(rest)) return finished({ ...begun, args: rest });
    if (this.#begun.size < MAX_UNFINISHED)
      this.#begun.set(begun.pid, { ...begun, args: rest.replace(UNFINISHED, "") });
    return undefined;
  }

  #resume(line: string): SystemCall | undefined {
    const [, pidA, pidB, name, rest = ""] = RESUMED.exec(line) ?? [];
    const pid = pidA ?? pidB ?? "";
    const begun = this.#begun.get(pid);
    if (begun === undefined || begun.name !== name) return undefined;
    this.#begun.delete(pid);
    return finished({ ...begun, args: begun.args + rest });
  }
}

function finished(call: Omit<SystemCall, "result">): SystemCall | undefined {
  const end = RESULT.exec(call.args);
  if (end === null) return undefined;
  return { ...call, args: call.args.slice(0, end.index), result: Number(end[1]) };
}

const ESCAPES: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  r: 13,
  v: 11,
  f: 12,
  '"': 34,
  "\\": 92,
};
/** A character, or what stands for one: `\xff`, `\377`, `\n`. */
const CHARACTER = /\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|(.))|([^\\])/g;

/** Bytes of what stands between two quotes. */
export function stringBytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const [, hexadecimal, octal, letter, plain] of text.matchAll(CHARACTER)) {
    if (hexadecimal !== undefined) bytes.push(Number.parseInt(hexadecimal, 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else if (letter !== undefined) bytes.push(ESCAPES[letter] ?? letter.charCodeAt(0));
    else bytes.push((plain as string).charCodeAt(0) & 0xff);
  }
  return Uint8Array.from(bytes);
}
