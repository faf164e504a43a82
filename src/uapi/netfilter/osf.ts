/**
 * Fingerprints that tell operating systems apart by their SYN packets (`nfnetlink_osf`).
 *
 * @module
 */
import {
  array,
  attributeSet,
  chars,
  familyTable,
  message,
  operation,
  struct,
  u8,
  u16,
  u32,
} from "../../schema/index.ts";
import { nfgenmsg } from "../generated/conntrack.ts";

const nfOsfWc = struct("nf_osf_wc", { wc: u32, val: u32 });
const nfOsfOpt = struct("nf_osf_opt", { kind: u16, length: u16, wc: nfOsfWc });

/**
 * A fingerprint: `struct nfgenmsg`, then `OSF_ATTR_FINGER`.
 *
 * @see include/uapi/linux/netfilter/nfnetlink_osf.h
 */
export const osfMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("osf", "OSF_ATTR_", {
    finger: [
      1,
      struct("nf_osf_user_finger", {
        wss: nfOsfWc,
        ttl: u8,
        df: u8,
        ss: u16,
        mss: u16,
        optNum: u16,
        genre: chars(32),
        version: chars(32),
        subtype: chars(32),
        opt: array(nfOsfOpt, 40),
      }),
    ],
  }),
});

/** Changes of the list of fingerprints, which cannot be read. */
export const osf = familyTable({
  name: "nfnetlink-osf",
  protocol: 12,
  messages: { OSF_MSG_ADD: [0x500, osfMessage], OSF_MSG_REMOVE: [0x501, osfMessage] },
  operations: {
    OSF_MSG_ADD: operation("OSF_MSG_ADD", [0x500, osfMessage]),
    OSF_MSG_REMOVE: operation("OSF_MSG_REMOVE", [0x501, osfMessage]),
  },
  groups: {},
});
