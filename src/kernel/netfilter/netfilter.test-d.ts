/**
 * What the type checker knows of hooks: each family has hooks and priorities of its own.
 *
 * @module
 */
import { describe, expectTypeOf, it } from "vitest";
import { type EmbeddedKernel, type HookFamily, NF_ACCEPT } from "../index.ts";

declare const kernel: EmbeddedKernel;
declare const family: HookFamily;

describe("hooks", () => {
  it("are those of the family", () => {
    kernel.registerHook(
      { family: "ipv4", hook: "local-out", priority: "srcnat" },
      (packet, state) => {
        expectTypeOf(packet.destinationPort).toEqualTypeOf<number | undefined>();
        expectTypeOf(state.in).toEqualTypeOf<string | undefined>();
        return NF_ACCEPT;
      },
    );
    // @ts-expect-error only bridges have that
    kernel.registerHook({ family: "ipv4", hook: "brouting" }, () => NF_ACCEPT);
    // @ts-expect-error a priority of bridges
    kernel.registerHook({ family: "inet", hook: "forward", priority: "brnf" }, () => NF_ACCEPT);
    // @ts-expect-error ARP has in, out and forward
    kernel.netfilter.run({ family: "arp", hook: "local-out", packet: new Uint8Array(28) });
    // @ts-expect-error a verdict is no word
    kernel.registerHook({ family: "arp", hook: "in" }, () => "accept");
    kernel.registerHook({ family, hook: "prerouting", priority: -1 }, () => NF_ACCEPT);
  });
});
