/**
 * The arithmetic of the C macros, against values that a C compiler gave for them.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import {
  cmsgAlign,
  cmsgLength,
  cmsgSpace,
  GENL_HDRLEN,
  nlaAlign,
  nlaLength,
  nlaPayload,
  nlaSpace,
  nlmsgAlign,
  nlmsgLength,
  nlmsgPayload,
  nlmsgSpace,
} from "./align.ts";

/** Macro, argument, value. */
const ROWS: readonly [macro: string, call: (value: number) => number, ...[number, number][]][] = [
  ["NLMSG_ALIGN", nlmsgAlign, [0, 0], [1, 4], [3, 4], [4, 4], [5, 8], [17, 20], [32_436, 32_436]],
  ["NLMSG_LENGTH", nlmsgLength, [0, 16], [1, 17], [16, 32], [20, 36]],
  ["NLMSG_SPACE", nlmsgSpace, [0, 16], [1, 20], [4, 20], [5, 24]],
  ["NLA_ALIGN", nlaAlign, [0, 0], [1, 4], [4, 4], [6, 8]],
  ["RTA_LENGTH", nlaLength, [0, 4], [1, 5], [4, 8], [65_531, 65_535]],
  ["RTA_SPACE", nlaSpace, [0, 4], [1, 8], [4, 8], [5, 12]],
  ["RTA_PAYLOAD", nlaPayload, [4, 0], [5, 1], [8, 4]],
  ["CMSG_ALIGN", cmsgAlign, [0, 0], [1, 8], [8, 8], [9, 16]],
  ["CMSG_LEN", cmsgLength, [0, 16], [1, 17], [4, 20], [12, 28]],
  ["CMSG_SPACE", cmsgSpace, [0, 16], [1, 24], [4, 24], [12, 32]],
];

describe("alignment", () => {
  for (const [macro, call, ...pairs] of ROWS) {
    it.each(pairs)(`${macro}(%i) is %i`, (value, expected) => {
      expect(call(value)).toBe(expected);
    });
  }

  it("NLMSG_PAYLOAD leaves out the header and the aligned fixed header", () => {
    expect(nlmsgPayload(40)).toBe(24);
    expect(nlmsgPayload(40, 16)).toBe(8);
    expect(nlmsgPayload(40, 13)).toBe(8);
    expect(nlmsgPayload(24, GENL_HDRLEN)).toBe(4);
  });
});
