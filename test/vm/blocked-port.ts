/**
 * Two namespaces, in one of which a rule of nftables drops and counts what is sent to a port.
 *
 * @module
 */
import { Pair } from "./machine.ts";

/** The port that nothing is let in to. */
const PORT = 4242;

/** Where rules drop: in nftables itself or in the loop over all hooks, as the kernel has it. */
export const PLACE = /(nft_do_chain|nf_hook_slow)\+0x/;
/** Of each packet: Ethernet, IPv4, UDP, and what bash writes. */
export const BLOCKED_BYTES = 14 + 20 + 8 + 2;

/** The rule, and who sends. */
export class BlockedPort implements AsyncDisposable {
  readonly #pair: Pair;

  private constructor(pair: Pair) {
    this.#pair = pair;
  }

  static async open(): Promise<BlockedPort> {
    const blocked = new BlockedPort(await Pair.open());
    blocked.#nft(
      "add table inet t; add chain inet t in { type filter hook input priority 0; }; " +
        `add rule inet t in udp dport ${PORT} counter drop`,
    );
    return blocked;
  }

  #nft(words: string): string {
    const { status, stdout, stderr } = this.#pair.far.run("nft", [words]);
    if (status !== 0) throw new Error(`nft ${words}: ${stderr}`);
    return stdout;
  }

  /** Sends packets that the rule drops. */
  send(packets: number): void {
    const script = `for ((sent = 0; sent < ${packets}; sent++)); do echo x >/dev/udp/10.0.0.2/${PORT}; done`;
    const { status, stderr } = this.#pair.near.run("bash", ["-c", script]);
    if (status !== 0) throw new Error(stderr);
  }

  /** How many packets the rule has dropped, by its own counter. */
  counted(): number {
    const text = this.#nft("list table inet t");
    const [, packets] = /counter packets (\d+)/.exec(text) ?? [];
    if (packets === undefined) throw new Error(`no counter in ${text}`);
    return Number(packets);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pair[Symbol.asyncDispose]();
  }
}
