/**
 * The kernel side of the multicast: one greeting to all who wait in the group.
 *
 * @module
 */
import { createKernel, type EmbeddedKernel, type KernelProtocol } from "nlkit/kernel";
import type { Print } from "../example.ts";
import { textMessage } from "../text.ts";
import { GROUP, PROTOCOL } from "./protocol.ts";

/** A kernel with the protocol, and what sends the greeting. */
export interface Greeter {
  readonly kernel: EmbeddedKernel;
  /** Settles when so many wait in the group. */
  readonly joined: Promise<void>;
  readonly greet: () => void;
}

/** Makes a kernel that has the protocol. */
export function startKernel(log: Print, listeners: number): Greeter {
  const kernel = createKernel();
  let protocol: KernelProtocol;
  let count = 0;
  const joined = new Promise<void>((resolve) => {
    protocol = kernel.createProtocol(PROTOCOL, {
      capabilities: { receive: "anyone" },
      bind(group) {
        count++;
        log(`${count} in group ${group}`);
        // The socket is in the group once this has returned.
        if (count === listeners) setImmediate(resolve);
      },
    });
  });
  const greet = (): void => {
    log("sends one broadcast");
    protocol.multicast(GROUP, textMessage("Greeting from kernel!"));
  };
  return { kernel, joined, greet };
}
