/**
 * Families of raw protocols as people use them: any of them, typed by its table.
 *
 * @module
 */
export { type RawBatchOptions, RawFamily } from "./raw-family.ts";
