/**
 * The kernel side of the firewall: a hook at local-out that drops packets to blocked ports, and tells of each.
 *
 * @module
 */
import { createKernel, type EmbeddedKernel, NF_ACCEPT, NF_DROP } from "nlkit/kernel";
import type { Print } from "../example.ts";
import { ipv4Packet } from "../packets.ts";
import { firewall } from "./table.ts";

/** Makes a kernel that has the hook and the family. */
export function startKernel(log: Print): EmbeddedKernel {
  const kernel = createKernel();
  const blocked = new Set<number>();
  const family = kernel.registerFamily(firewall, {
    block: {
      doit({ port: given }, context) {
        const port = given ?? context.missing("port", "which one?");
        if (blocked.has(port)) context.refuse("EEXIST", "the port is blocked already", ["port"]);
        blocked.add(port);
        log(`port ${port} is blocked`);
      },
    },
    allow: {
      doit({ port: given }, context) {
        const port = given ?? context.missing("port", "which one?");
        if (!blocked.delete(port)) context.refuse("ENOENT", "the port is not blocked", ["port"]);
        log(`port ${port} is not blocked any more`);
      },
    },
  });
  kernel.registerHook({ family: "ipv4", hook: "local-out", priority: "first" }, (packet) => {
    const { destination, destinationPort: port, protocol } = packet;
    if (destination === undefined || port === undefined || protocol === undefined) return NF_ACCEPT;
    const isBlocked = blocked.has(port);
    const verdict = isBlocked ? "dropped" : "accepted";
    // What nobody hears need not be built.
    if (family.hasListeners("packets")) {
      family.multicast("packets", "packet", { destination, port, protocol, verdict });
    }
    return isBlocked ? NF_DROP : NF_ACCEPT;
  });
  log("a hook at local-out looks at every packet that is sent");
  return kernel;
}

/** Somebody on the machine sends mail. */
export function sendPackets(kernel: EmbeddedKernel): void {
  const packet = ipv4Packet({
    protocol: "tcp",
    source: "192.0.2.1",
    destination: "198.51.100.25",
    port: 25,
  });
  kernel.netfilter.run({ family: "ipv4", hook: "local-out", out: "eth0", packet });
}
