/**
 * The tables of generic families beside what the running kernel says that its families have.
 *
 * @module
 */
import { release } from "node:os";
import { describe, expect, it } from "vitest";
import { openGeneric } from "../../src/generic.ts";
import { GENERIC_FAMILIES } from "../../src/uapi/generic/index.ts";
import { compareWithKernel, namesWithoutTable } from "../support/generic-policies.ts";

/** The kernel whose specs the tables are from; a newer one may know more. */
const [MAJOR, MINOR] = [7, 3];
const [major = 0, minor = 0] = release().split(".").map(Number);
const isNewer = major > MAJOR || (major === MAJOR && minor > MINOR);
const why = isNewer ? ` (skipped: Linux ${release()} is newer than the tables)` : "";

describe.skipIf(isNewer)(`families of the running kernel${why}`, () => {
  it("have no operation, group or attribute that the tables lack or say otherwise", async () => {
    await using generic = await openGeneric();
    const seen: string[] = [];
    const findings: Record<string, object> = {};
    for (const name of Object.keys(GENERIC_FAMILIES)) {
      const found = await compareWithKernel(generic, name);
      if (found === undefined) continue;
      seen.push(name);
      if (Object.keys(found).length > 0) findings[name] = found;
    }
    expect(seen).toContain("nlctrl");
    expect(findings).toEqual({});
  });

  it("have tables, but for those that are known to have none", async () => {
    await using generic = await openGeneric();
    expect((await namesWithoutTable(generic)).others).toEqual([]);
  });
});
