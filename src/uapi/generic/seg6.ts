/**
 * SEG6: keys that sign the headers of segment routing, and the source address of its tunnels. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/seg6_genl.h, net/ipv6/seg6.c
 */
import {
  attributeSet,
  binary,
  defineFamily,
  enumOf,
  enumTable,
  ipv6,
  limited,
  nestedBinary,
  s32,
  u8,
  u32,
} from "../../schema/index.ts";

/** `SEG6_HMAC_ALGO_*`. */
const algorithm = enumTable("seg6-hmac-algo", { sha1: 1, sha256: 2 });

const attributes = attributeSet("seg6", "SEG6_ATTR_", {
  dst: [1, ipv6],
  dstlen: [2, s32],
  hmackeyid: [3, u32],
  /** At most 64 bytes; none deletes the key. */
  secret: [4, limited(binary, { maxLength: 64 })],
  secretlen: [5, u8],
  algid: [6, enumOf(u8, algorithm)],
  hmacinfo: [7, nestedBinary],
});

const admin = { permission: "admin", validation: "liberal" } as const;

/** The family. */
export const seg6 = defineFamily({
  name: "SEG6",
  attributes,
  operations: {
    SEG6_CMD_SETHMAC: { command: 1, requires: ["hmackeyid", "secretlen", "algid"], ...admin },
    SEG6_CMD_DUMPHMAC: { command: 2, ...admin },
    SEG6_CMD_SET_TUNSRC: { command: 3, requires: ["dst"], ...admin },
    SEG6_CMD_GET_TUNSRC: { command: 4, oneReply: true, ...admin },
  },
});
