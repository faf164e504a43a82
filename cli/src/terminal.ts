/**
 * What the terminal can show: colours, drawn lines, its width; and the line that tells of progress.
 *
 * @module
 */
import process from "node:process";
import type { Painter, Style } from "nlkit/format";
import picocolors from "picocolors";

const colours = picocolors.createColors(true);

const LOOKS: Readonly<Record<Style, (text: string) => string>> = {
  name: colours.cyan,
  mac: colours.yellow,
  ipv4: colours.magenta,
  ipv6: colours.blueBright,
  good: colours.green,
  bad: colours.red,
  notice: colours.yellow,
  heading: colours.bold,
  faint: colours.dim,
};

/** Whether to colour: on a terminal, unless `NO_COLOR` is set; elsewhere only with `FORCE_COLOR`. */
function wantsColour(isTerminal: boolean): boolean {
  const { NO_COLOR = "", FORCE_COLOR = "", TERM = "" } = process.env;
  if (NO_COLOR !== "") return false;
  if (FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return isTerminal && TERM !== "dumb";
}

/** The painter for standard output. */
export function terminalPainter(): Painter {
  return wantsColour(process.stdout.isTTY)
    ? (style, text) => LOOKS[style](text)
    : (_style, text) => text;
}

/** Whether the locale is of ASCII alone, so that lines are drawn with it. */
export function isAscii(): boolean {
  const { LC_ALL = "", LC_CTYPE = "", LANG = "" } = process.env;
  return !/utf-?8/i.test(LC_ALL || LC_CTYPE || LANG);
}

const PATIENCE_MS = 1000;
const REFRESH_MS = 200;

/**
 * A line on standard error that counts, from the second second on. Only a terminal gets it, and only where
 * the rows themselves do not scroll by on one.
 */
export class Progress {
  readonly #what: string;
  readonly #timer: NodeJS.Timeout | undefined;
  #count = 0;
  #next = performance.now() + PATIENCE_MS;
  #shown = false;

  constructor(what: string) {
    this.#what = what;
    if (!process.stderr.isTTY || process.stdout.isTTY) this.#next = Number.POSITIVE_INFINITY;
    else this.#timer = setTimeout(() => this.#show(), PATIENCE_MS).unref();
  }

  /** One more. Rows come without a turn of the event loop, so that no timer would fire between them. */
  count(): void {
    if ((++this.#count & 0x3ff) === 0 && performance.now() >= this.#next) this.#show();
  }

  #show(): void {
    this.#shown = true;
    this.#next = performance.now() + REFRESH_MS;
    const text =
      this.#count === 0
        ? "waiting for the kernel"
        : `${this.#count.toLocaleString("en")} ${this.#what}`;
    process.stderr.write(`\r${text}…\u001b[K`);
  }

  /** Takes the line away. */
  end(): void {
    clearTimeout(this.#timer);
    if (this.#shown) process.stderr.write("\r\u001b[K");
  }
}
