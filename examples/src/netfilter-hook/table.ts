/**
 * The family of a small firewall for what leaves the machine: ports are blocked, and a group hears of packets.
 *
 * @module
 */
import {
  attributeSet,
  defineFamily,
  enumOf,
  enumTable,
  ipv4,
  limited,
  u8,
  u16,
} from "nlkit/generic";

const verdict = enumTable("verdict", { dropped: 0, accepted: 1 });

/** What is told of a packet. */
export const packetAttributes = attributeSet("packet", "OUTGOING_A_", {
  destination: [1, ipv4],
  port: [2, limited(u16, { min: 1 })],
  protocol: [3, u8],
  verdict: [4, enumOf(u8, verdict)],
});

/** The family. */
export const firewall = defineFamily({
  name: "OUTGOING",
  attributes: packetAttributes,
  operations: {
    block: { command: 1, permission: "admin" },
    allow: { command: 2, permission: "admin" },
  },
  notifications: { packet: { command: 3 } },
  groups: ["packets"],
});
