/**
 * The example of docs/testing.md, as it stands there.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { NetlinkError } from "nlkit/errors";
import { defineFamily, openFamily, string, u32 } from "nlkit/generic";
import { createTestKernel } from "nlkit/testing";
import { expect, test } from "vitest";

const notes = defineFamily({
  name: "NOTES",
  attributes: { id: [1, u32], text: [2, string] },
  operations: {
    get: { command: 1, oneReply: true },
    add: { command: 2 },
    list: { command: 3 },
  },
});

test("a note is added once, however often the dump before it is interrupted", async () => {
  using kernel = createTestKernel();
  kernel.serveFamily(notes, {
    add({ id }, context) {
      if (id === 1) context.refuse("EEXIST", "there is such a note", ["id"]);
    },
    list: () => [{ id: 1 }, { id: 2 }],
  });
  await using client = await openFamily(notes, { transport: kernel, timeoutMs: 100 });

  const fault = kernel.inject({ kind: "interrupt", times: 2 });
  const rows = await client.dump("list", {});
  expect(rows.map(({ id }) => id)).toEqual([1, 2]);
  expect(fault.struck).toBe(2);
  expect(kernel.requests("list").length).toBeGreaterThan(1);

  await client.do("add", { id: 3, text: "new" });
  expect(kernel.expectRequest("add", { id: 3 }).body).toMatchObject({ text: "new" });

  await expect(client.do("add", { id: 1 })).rejects.toThrow(
    'EEXIST (already exists) at id: "there is such a note"',
  );
});

test("an answer that is lost is no reason to wait for ever", async () => {
  using kernel = createTestKernel();
  kernel.serveFamily(notes, { get: ({ id = 0 }) => ({ id, text: `note ${id}` }) });
  await using client = await openFamily(notes, { transport: kernel, timeoutMs: 50 });

  kernel.inject({ kind: "drop", when: ({ answers }) => answers === "get" });
  await expect(client.do("get", { id: 1 })).rejects.toThrow(NetlinkError);
  expect(await client.do("get", { id: 1 })).toMatchObject({ text: "note 1" });
});

// Not part of the example.
test("is what docs/testing.md shows", () => {
  const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");
  const shown = /^```ts vitest\n(.*?)^```$/ms.exec(read("../../docs/testing.md"))?.[1];
  expect(read("testing.test.ts")).toContain(shown);
});
