/**
 * An attribute of each type of number, for tables that have every type there is.
 *
 * @module
 */
import {
  s8,
  s16,
  s16be,
  s32,
  s32be,
  s64,
  s64be,
  sint,
  u8,
  u16,
  u16be,
  u16le,
  u32,
  u32be,
  u32le,
  u64,
  u64be,
  u64le,
  uint,
} from "../../src/schema/index.ts";

/** Attributes 1 to 19. */
export const NUMBER_ENTRIES = {
  u8: [1, u8],
  u16: [2, u16],
  u32: [3, u32],
  u64: [4, u64],
  s8: [5, s8],
  s16: [6, s16],
  s32: [7, s32],
  s64: [8, s64],
  u16be: [9, u16be],
  u32be: [10, u32be],
  u64be: [11, u64be],
  s16be: [12, s16be],
  s32be: [13, s32be],
  s64be: [14, s64be],
  u16le: [15, u16le],
  u32le: [16, u32le],
  u64le: [17, u64le],
  uint: [18, uint],
  sint: [19, sint],
} as const;
