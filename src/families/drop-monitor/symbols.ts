/**
 * Names of the kernel's code by address, from the text of `/proc/kallsyms`.
 *
 * @module
 */

/** A line of a function: `ffffffff81000000 T name\t[module]`. */
const LINE = /^([0-9a-f]{8,16}) [tTwW] (\S+)(?:\t(\[\S+\]))?$/gm;

/** The functions of a running kernel. */
export class KernelSymbols {
  /** Ascending. */
  readonly #addresses: BigUint64Array;
  readonly #names: readonly string[];

  /**
   * @param text - What `/proc/kallsyms` holds. Its addresses are all 0 for whoever may not see them
   *   (`kernel.kptr_restrict`, `CAP_SYSLOG`): then no address has a name.
   */
  constructor(text: string) {
    const found: [bigint, string][] = [];
    for (const [, address = "", name = "", module] of text.matchAll(LINE)) {
      const at = BigInt(`0x${address}`);
      if (at !== 0n) found.push([at, module === undefined ? name : `${name} ${module}`]);
    }
    // Those of modules follow the kernel's own.
    found.sort(([left], [right]) => (left < right ? -1 : Number(left > right)));
    this.#addresses = BigUint64Array.from(found, ([address]) => address);
    this.#names = found.map(([, name]) => name);
  }

  /** The function that an instruction is in, and how far: `"nf_hook_slow+0xb4"`; undefined where none is known. */
  nameOf(address: bigint): string | undefined {
    let [low, high] = [0, this.#addresses.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#addresses[middle] as bigint) <= address) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return undefined;
    const [name = "", module] = (this.#names[low - 1] as string).split(" ");
    const offset = `${name}+0x${(address - (this.#addresses[low - 1] as bigint)).toString(16)}`;
    return module === undefined ? offset : `${offset} ${module}`;
  }
}
