import type { FamilyInfo } from "nlkit/generic";
import { describe, expect, it } from "vitest";
import { nlkit } from "./support.ts";

// The controller is there on every kernel, and reading it needs no privilege.
describe("nlkit family", () => {
  it("lists families as text and as JSON", async () => {
    const text = await nlkit(["family", "list"]);
    expect(text.stdout).toMatch(/^16: nlctrl version 2, \d+ operations, 1 groups$/m);
    const json = await nlkit(["--json", "family"]);
    const families = JSON.parse(json.stdout) as FamilyInfo[];
    expect(families.find(({ name }) => name === "nlctrl")).toMatchObject({
      id: 16,
      groups: { notify: 16 },
    });
  });

  it("shows one with its operations and groups", async () => {
    const { stdout } = await nlkit(["family", "show", "nlctrl"]);
    expect(stdout).toMatch(/^ {4}operation 3 CTRL_CMD_GETFAMILY: \S*cmd-cap-do\S*$/m);
    expect(stdout).toMatch(/^ {4}group 16: notify$/m);
  });

  it("says which family there is none of, and how it is used", async () => {
    const none = await nlkit(["family", "show", "no-such"]);
    expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('"no-such"')]);
    expect((await nlkit(["family", "show"])).status).toBe(2);
    expect((await nlkit(["family", "list", "x"])).status).toBe(2);
  });
});
