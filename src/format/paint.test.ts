import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printable } from "./paint.ts";

describe("printable", () => {
  it.each([
    ["eth0", "eth0"],
    ["réseau ⇄ 🛰", "réseau ⇄ 🛰"],
    ["\u001b[2Jgone", "\\x1b[2Jgone"],
    ["two\nlines", "two\\x0alines"],
    ["\u009b31m", "\\x9b31m"],
    ["\u202eevil", "\\u{202e}evil"],
    ["lone \udcff byte", "lone \\u{dcff} byte"],
  ])("shows %j", (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it("never lets a control character through", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
      }),
    );
  });
});
