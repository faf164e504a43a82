/**
 * psample: packets that were sampled on their way through the kernel. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/psample.h, net/psample/psample.c
 */
import {
  attributeSet,
  binary,
  defineFamily,
  flag,
  ipv4,
  ipv6,
  nest,
  u8,
  u16,
  u16be,
  u32,
  u64,
  u64be,
} from "../../schema/index.ts";

/** The tunnel that a packet came through, or goes into. */
const tunnelKey = attributeSet("psample-tunnel-key", "PSAMPLE_TUNNEL_KEY_ATTR_", {
  id: [0, u64be],
  ipv4Src: [1, ipv4],
  ipv4Dst: [2, ipv4],
  tos: [3, u8],
  ttl: [4, u8],
  dontFragment: [5, flag],
  csum: [6, flag],
  oam: [7, flag],
  geneveOpts: [8, binary],
  tpSrc: [9, u16be],
  tpDst: [10, u16be],
  vxlanOpts: [11, binary],
  ipv6Src: [12, ipv6],
  ipv6Dst: [13, ipv6],
  erspanOpts: [15, binary],
  ipv4InfoBridge: [16, flag],
});

const attributes = attributeSet("psample", "PSAMPLE_ATTR_", {
  iifindex: [0, u16],
  oifindex: [1, u16],
  /** Bytes that the packet had before it was cut. */
  origsize: [2, u32],
  sampleGroup: [3, u32],
  groupSeq: [4, u32],
  /** One packet of so many; of 2^32 − 1 where `sampleProbability` stands beside it. */
  sampleRate: [5, u32],
  /** The packet, from its link-layer header on. */
  data: [6, binary],
  groupRefcount: [7, u32],
  tunnel: [8, nest(tunnelKey)],
  outTc: [10, u16],
  /** Bytes that waited in that class. */
  outTcOcc: [11, u64],
  /** Nanoseconds. */
  latency: [12, u64],
  /** Nanoseconds since 1970. */
  timestamp: [13, u64],
  /** Its EtherType. */
  proto: [14, u16],
  userCookie: [15, binary],
  sampleProbability: [16, flag],
});

/** The family. Whoever listens to "packets" needs `CAP_NET_ADMIN`, which no table says. */
export const psample = defineFamily({
  name: "psample",
  attributes,
  operations: {
    PSAMPLE_CMD_GET_GROUP: { command: 1, replyCommand: 2, validation: "liberal" },
  },
  notifications: {
    PSAMPLE_CMD_SAMPLE: { command: 0 },
    PSAMPLE_CMD_NEW_GROUP: { command: 2 },
    PSAMPLE_CMD_DEL_GROUP: { command: 3 },
  },
  groups: ["config", "packets"],
});
