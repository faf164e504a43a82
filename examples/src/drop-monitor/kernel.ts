/**
 * The kernel side of the drop monitor: a firewall that drops what it does not like, and the family `NET_DM` that
 * tells of it.
 *
 * @module
 */
import {
  createKernel,
  type EmbeddedKernel,
  NF_ACCEPT,
  NF_DROP,
  registerDropMonitor,
} from "nlkit/kernel";
import type { Print } from "../example.ts";
import { ipv4Packet, PROTOCOLS } from "../packets.ts";

const here = "192.0.2.1";
const PACKETS = [
  { protocol: "tcp", source: "198.51.100.7", destination: here, port: 23 },
  { protocol: "tcp", source: "198.51.100.8", destination: here, port: 443 },
  { protocol: "udp", source: "198.51.100.9", destination: here, port: 1900 },
] as const;

/** Makes a kernel with two hooks that drop, and the drop monitor. */
export function startKernel(log: Print): EmbeddedKernel {
  const kernel = createKernel();
  const hook = { family: "ipv4", hook: "local-in" } as const;
  kernel.registerHook({ ...hook, name: "no_telnet" }, (packet) =>
    packet.destinationPort === 23 ? NF_DROP : NF_ACCEPT,
  );
  kernel.registerHook({ ...hook, name: "no_udp", priority: "last" }, (packet) =>
    packet.protocol === PROTOCOLS.udp ? NF_DROP : NF_ACCEPT,
  );
  registerDropMonitor(kernel, { delayMs: 50 });
  log("two hooks at local-in drop telnet and UDP; NET_DM is registered");
  return kernel;
}

/** What comes in: telnet, a web request and UDP. */
export function receivePackets(kernel: EmbeddedKernel): void {
  for (const parts of PACKETS) {
    kernel.netfilter.run({
      family: "ipv4",
      hook: "local-in",
      in: "eth0",
      packet: ipv4Packet(parts),
    });
  }
}
