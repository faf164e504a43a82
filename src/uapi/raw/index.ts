/**
 * The families of raw protocols by name, for who learns only at run time which one is wanted.
 *
 * @module
 */
export { RAW_FAMILIES, type RawFamilyByName, type RawFamilyName } from "./families.ts";
export { NFNL_BATCHED, nfnlBatchBegin, nfnlBatchEnd } from "./nfnetlink.ts";
