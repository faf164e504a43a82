import { describe, expect, it } from "vitest";
import { nlkit } from "./support.ts";

// The controller is there on every kernel, and reading it needs no privilege.
describe("nlkit do and dump", () => {
  it("asks for one, by a short name of the operation and by its C name", async () => {
    for (const operation of ["getfamily", "CTRL_CMD_GETFAMILY"]) {
      const { status, stdout } = await nlkit([
        "do",
        "nlctrl",
        operation,
        '{"familyName":"nlctrl"}',
      ]);
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ familyId: 16, familyName: "nlctrl" });
    }
  });

  it("asks for all, as an array for --json", async () => {
    const { stdout } = await nlkit(["--json", "dump", "nlctrl", "getfamily"]);
    const rows = JSON.parse(stdout) as { familyName: string }[];
    expect(rows.map(({ familyName }) => familyName)).toContain("nlctrl");
  });

  it.each([
    [["do", "nlctr", "getfamily"], 'did you mean "nlctrl"'],
    [["do", "nlctrl", "getfamly"], 'did you mean "getfamily"'],
    [["do", "nlctrl", "getfamily", "{"], "is no JSON"],
    [["do", "nlctrl", "getfamily", '{"familyNam":"x"}'], 'did you mean "familyName"'],
    [["do", "nlctrl"], "missing required argument"],
    [["subscribe", "nlctrl", "nothing"], "one of notify"],
  ])("refuses %j", async (words, message) => {
    const { status, stderr } = await nlkit(words);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it("prints what the kernel accepts for an operation instead of asking it", async () => {
    const { stdout } = await nlkit(["do", "nlctrl", "getfamily", "--policy"]);
    expect(stdout).toMatch(/^CTRL_CMD_GETFAMILY: do 0/);
    expect(stdout).toMatch(/^ {4}2 familyName nul-string length \.\.15$/m);
    const json = await nlkit(["--json", "dump", "nlctrl", "getfamily", "--policy"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      operations: [{ name: "CTRL_CMD_GETFAMILY" }],
      policies: [{ set: "ctrl-attrs" }],
    });
  });

  it("gives the kernel's own words", async () => {
    const { status, stderr } = await nlkit([
      "do",
      "nlctrl",
      "getfamily",
      '{"familyName":"no-such"}',
    ]);
    expect([status, stderr]).toEqual([1, expect.stringContaining("CTRL_CMD_GETFAMILY: ENOENT")]);
  });
});
