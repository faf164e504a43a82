/**
 * Ranges of VLANs, as callers give them and as messages hold them.
 *
 * @module
 */
import { checkNumber, checkProperties } from "./input.ts";

/** One VLAN, 1 to 4094, or all from one to another. */
export type VlanRange = number | { readonly from: number; readonly to: number };

const MAX_VLAN = 4094;

/** First and last of a range. @throws `NetlinkInputError` */
export function vlanBounds(field: string, range: VlanRange): { from: number; to: number } {
  if (range === null || typeof range !== "object") {
    checkNumber(field, range ?? Number.NaN, 1, MAX_VLAN);
    return { from: range, to: range };
  }
  checkProperties(field, range, ["from", "to"]);
  const { from, to } = range;
  checkNumber(`${field}.from`, from ?? Number.NaN, 1, MAX_VLAN);
  checkNumber(`${field}.to`, to ?? Number.NaN, from, MAX_VLAN);
  return { from, to };
}
