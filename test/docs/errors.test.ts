/**
 * docs/errors.md and the error classes say the same: every code a section, in the same order, and the
 * class that a section names has that code.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as errors from "../../src/errors/index.ts";

const source = readFileSync(new URL("../../src/errors/errors.ts", import.meta.url), "utf8");
const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");

const union = /export type NetlinkErrorCode =([^;]+);/.exec(source)?.[1] ?? "";
const codes = [...union.matchAll(/"(\w+)"/g)].map((match) => match[1]);

const sections = [...page.matchAll(/^## (\w+)\n\n`(\w+)`\. ([\s\S]*?)(?=^## |(?![\s\S]))/gm)].map(
  ([, code, className, text]) => ({ code, className, text: text ?? "" }),
);

test("every code has a section, and every section a code, in the same order", () => {
  expect(codes.length).toBeGreaterThan(0);
  expect(sections.map(({ code }) => code)).toEqual(codes);
});

test("every section says when the error comes and what to do", () => {
  for (const { code, text } of sections) {
    expect(text, code).toContain("**When.**");
    expect(text, code).toContain("**What to do.**");
  }
});

test("the class that a section names is exported and has that code", () => {
  for (const { code, className } of sections) {
    expect(Object.keys(errors)).toContain(className);
    const declared = new RegExp(
      `class ${className} extends NetlinkError \\{\\s+readonly code = "(\\w+)"`,
    );
    expect(declared.exec(source)?.[1], className).toBe(code);
  }
});

test("every exported class has its section", () => {
  const classes = Object.entries(errors)
    .filter(
      ([, value]) => typeof value === "function" && value.prototype instanceof errors.NetlinkError,
    )
    .map(([name]) => name);
  expect(sections.map(({ className }) => className).sort()).toEqual(classes.sort());
});
