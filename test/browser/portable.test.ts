/**
 * The portable layers in a browser: a page registers families, a client calls them, and what comes of it
 * is what comes of it in Node.
 *
 * @module
 */
import { beforeAll, describe, expect, it } from "vitest";
import { type Bundle, bundlePage } from "./bundle.ts";
import { browser, openPage } from "./chromium.ts";
import { type Answer, run } from "./page.ts";

let bundle: Bundle;
let here: Answer;
beforeAll(async () => {
  [bundle, here] = await Promise.all([bundlePage(new URL("page.ts", import.meta.url)), run()]);
}, 60_000);

describe("the portable bundle", () => {
  it("does what it should in Node", () => {
    expect(here).toEqual({
      engine: "compiled",
      reply: { id: 7, ports: [{ name: "port 7", bytes: `${2n ** 63n + 7n}n` }] },
      rows: Array.from({ length: 300 }, (_, id) => id),
      event: { name: "changed", body: { id: 9 } },
      refused: "ERANGE id: integer out of range",
      drop: {
        origin: "sw",
        pc: `${0xffff_ffff_c000_0000n}n`,
        reason: "NETFILTER_DROP",
        symbol: "page",
        inPort: {},
        timestamp: "bigint",
        origLen: 4,
        proto: 0x800,
        payload: [0x45, 0, 0, 4],
      },
    });
  });

  it("is whole, and names nothing of Node", () => {
    expect(bundle.outside).toEqual([]);
    for (const [name, code] of bundle.files) {
      expect(/["'`]node:|__vite-browser-external/.exec(code)?.[0], name).toBeUndefined();
    }
  });

  it("is of a size that a page can bear", () => {
    // Compressed: client, kernel with its rtnetlink, codec. Tables of other families are loaded when asked for.
    expect(bundle.size.entry).toBeLessThan(150_000);
    expect(bundle.size.all).toBeGreaterThan(bundle.size.entry);
  });
});

/**
 * Globals of Node that are asked for and done without: a client takes turns with the event loop by `setImmediate`, a
 * kernel takes the process's id.
 */
const NODE_IF_ANY = { import: ["setImmediate"], run: ["setImmediate", "process"] };

const why = browser === undefined ? " (skipped: no Chromium is installed)" : "";

describe.skipIf(browser === undefined)(`in headless Chromium${why}`, () => {
  it.each([
    ["may generate code", "script-src 'self' 'unsafe-eval'", "compiled"],
    ["may not: tables are interpreted", "script-src 'self'", "interpreted"],
  ])(
    "a page that %s",
    async (_, policy, engine) => {
      const report = await openPage(bundle, policy);
      expect(report.error).toBeUndefined();
      expect(NODE_IF_ANY.import).toEqual(expect.arrayContaining([...report.importTouched]));
      expect(NODE_IF_ANY.run).toEqual(expect.arrayContaining([...report.touched]));
      expect(report.answer).toEqual({ ...here, engine });
    },
    30_000,
  );
});
