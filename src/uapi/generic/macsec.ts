/**
 * macsec: secure channels of IEEE 802.1AE and their keys. No spec describes it; the link kind is rt-link's.
 *
 * @module
 * @see include/uapi/linux/if_macsec.h, drivers/net/macsec.c
 */
import {
  attributeSet,
  binary,
  defineFamily,
  enumOf,
  indexedArray,
  limited,
  nestOf,
  type SetIn,
  type SetOut,
  u8,
  u32,
  u32be,
  u64,
  u64be,
  uint,
} from "../../schema/index.ts";
import { macsecOffload, macsecValidationType } from "../generated/rt-link.ts";

/** Counters of a channel that receives. */
const rxscStats = attributeSet("macsec-rxsc-stats", "MACSEC_RXSC_STATS_ATTR_", {
  inOctetsValidated: [1, u64],
  inOctetsDecrypted: [2, u64],
  inPktsUnchecked: [3, u64],
  inPktsDelayed: [4, u64],
  inPktsOk: [5, u64],
  inPktsInvalid: [6, u64],
  inPktsLate: [7, u64],
  inPktsNotValid: [8, u64],
  inPktsNotUsingSa: [9, u64],
  inPktsUnusedSa: [10, u64],
});
interface RxscStats extends SetOut<(typeof rxscStats)["entries"]> {}
interface RxscStatsInput extends SetIn<(typeof rxscStats)["entries"]> {}
/** Counters of an association, of either direction. */
const saStats = attributeSet("macsec-sa-stats", "MACSEC_SA_STATS_ATTR_", {
  inPktsOk: [1, u32],
  inPktsInvalid: [2, u32],
  inPktsNotValid: [3, u32],
  inPktsNotUsingSa: [4, u32],
  inPktsUnusedSa: [5, u32],
  outPktsProtected: [6, u32],
  outPktsEncrypted: [7, u32],
});
interface SaStats extends SetOut<(typeof saStats)["entries"]> {}
interface SaStatsInput extends SetIn<(typeof saStats)["entries"]> {}
/** Counters of the channel that sends. */
const txscStats = attributeSet("macsec-txsc-stats", "MACSEC_TXSC_STATS_ATTR_", {
  outPktsProtected: [1, u64],
  outPktsEncrypted: [2, u64],
  outOctetsProtected: [3, u64],
  outOctetsEncrypted: [4, u64],
});
interface TxscStats extends SetOut<(typeof txscStats)["entries"]> {}
interface TxscStatsInput extends SetIn<(typeof txscStats)["entries"]> {}
const secyStats = attributeSet("macsec-secy-stats", "MACSEC_SECY_STATS_ATTR_", {
  outPktsUntagged: [1, u64],
  inPktsUntagged: [2, u64],
  outPktsTooLong: [3, u64],
  inPktsNoTag: [4, u64],
  inPktsBadTag: [5, u64],
  inPktsUnknownSci: [6, u64],
  inPktsNoSci: [7, u64],
  inPktsOverrun: [8, u64],
});
interface SecyStats extends SetOut<(typeof secyStats)["entries"]> {}
interface SecyStatsInput extends SetIn<(typeof secyStats)["entries"]> {}

/** A secure association: a key of a channel. */
const association = attributeSet("macsec-sa", "MACSEC_SA_ATTR_", {
  /** 0 to 3. */
  an: [1, limited(u8, { min: 0, max: 3 })],
  active: [2, limited(u8, { min: 0, max: 1 })],
  /**
   * The next packet's number: 8 bytes for ciphers with extended numbers, else 4, and the kernel refuses the other.
   * A small number of 8 bytes has to be given among `unknown`.
   */
  pn: [3, uint],
  key: [4, limited(binary, { maxLength: 128 })],
  keyid: [5, limited(binary, { minLength: 16, maxLength: 16 })],
  stats: [6, nestOf<SaStats, SaStatsInput>(saStats)],
  ssci: [8, u32be],
  salt: [9, limited(binary, { minLength: 12, maxLength: 12 })],
});
interface Association extends SetOut<(typeof association)["entries"]> {}
interface AssociationInput extends SetIn<(typeof association)["entries"]> {}

/** A channel that receives: its identifier is the sender's address and port. */
const channel = attributeSet("macsec-rxsc", "MACSEC_RXSC_ATTR_", {
  sci: [1, u64be],
  active: [2, limited(u8, { min: 0, max: 1 })],
  saList: [3, indexedArray(nestOf<Association, AssociationInput>(association), 1)],
  stats: [4, nestOf<RxscStats, RxscStatsInput>(rxscStats)],
});
interface Channel extends SetOut<(typeof channel)["entries"]> {}
interface ChannelInput extends SetIn<(typeof channel)["entries"]> {}

/** The device's own end. */
const entity = attributeSet("macsec-secy", "MACSEC_SECY_ATTR_", {
  sci: [1, u64be],
  encodingSa: [2, u8],
  window: [3, u32],
  /** `MACSEC_CIPHER_ID_*`, beyond what a number holds exactly: GCM-AES-128 is 0x0080c20001000001n. */
  cipherSuite: [4, u64],
  icvLen: [5, u8],
  protect: [6, u8],
  replay: [7, u8],
  oper: [8, u8],
  validate: [9, enumOf(u8, macsecValidationType)],
  encrypt: [10, u8],
  incSci: [11, u8],
  es: [12, u8],
  scb: [13, u8],
});
interface Entity extends SetOut<(typeof entity)["entries"]> {}
interface EntityInput extends SetIn<(typeof entity)["entries"]> {}

const offload = attributeSet("macsec-offload-attr", "MACSEC_OFFLOAD_ATTR_", {
  type: [1, enumOf(u8, macsecOffload)],
});
interface Offload extends SetOut<(typeof offload)["entries"]> {}
interface OffloadInput extends SetIn<(typeof offload)["entries"]> {}

const attributes = attributeSet("macsec", "MACSEC_ATTR_", {
  ifindex: [1, u32],
  rxscConfig: [2, nestOf<Channel, ChannelInput>(channel)],
  saConfig: [3, nestOf<Association, AssociationInput>(association)],
  secy: [4, nestOf<Entity, EntityInput>(entity)],
  txsaList: [5, indexedArray(nestOf<Association, AssociationInput>(association), 1)],
  rxscList: [6, indexedArray(nestOf<Channel, ChannelInput>(channel), 1)],
  txscStats: [7, nestOf<TxscStats, TxscStatsInput>(txscStats)],
  secyStats: [8, nestOf<SecyStats, SecyStatsInput>(secyStats)],
  offload: [9, nestOf<Offload, OffloadInput>(offload)],
});

const change = { permission: "admin", validation: "liberal" } as const;
const ofRxsc = { requires: ["ifindex", "rxscConfig"], ...change } as const;
const ofTxsa = { requires: ["ifindex", "saConfig"], ...change } as const;
const ofRxsa = { requires: ["ifindex", "rxscConfig", "saConfig"], ...change } as const;

/** The family: one dump tells of all devices; each change names its device. */
export const macsec = defineFamily({
  name: "macsec",
  attributes,
  operations: {
    MACSEC_CMD_GET_TXSC: { command: 0, validation: "liberal" },
    MACSEC_CMD_ADD_RXSC: { command: 1, ...ofRxsc },
    MACSEC_CMD_DEL_RXSC: { command: 2, ...ofRxsc },
    MACSEC_CMD_UPD_RXSC: { command: 3, ...ofRxsc },
    MACSEC_CMD_ADD_TXSA: { command: 4, ...ofTxsa },
    MACSEC_CMD_DEL_TXSA: { command: 5, ...ofTxsa },
    MACSEC_CMD_UPD_TXSA: { command: 6, ...ofTxsa },
    MACSEC_CMD_ADD_RXSA: { command: 7, ...ofRxsa },
    MACSEC_CMD_DEL_RXSA: { command: 8, ...ofRxsa },
    MACSEC_CMD_UPD_RXSA: { command: 9, ...ofRxsa },
    MACSEC_CMD_UPD_OFFLOAD: { command: 10, requires: ["ifindex", "offload"], ...change },
  },
});
