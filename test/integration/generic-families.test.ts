/**
 * The generated tables of generic families beside what the running kernel says that its families have.
 *
 * @module
 */
import { release } from "node:os";
import { describe, expect, it } from "vitest";
import { NetlinkClient } from "../../src/client/index.ts";
import type { FamilyTable } from "../../src/schema/index.ts";
import { kernelTransport } from "../../src/socket/index.ts";
import { GENERIC_FAMILIES, GENL_ID_CTRL, nlctrl } from "../../src/uapi/generic/index.ts";
import { NETLINK_GENERIC } from "../../src/uapi/index.ts";

const tables: Readonly<Record<string, () => Promise<FamilyTable>>> = GENERIC_FAMILIES;

/** The kernel whose specs the tables are from; a newer one may know more. */
const [MAJOR, MINOR] = [7, 3];
const [major = 0, minor = 0] = release().split(".").map(Number);
const isNewer = major > MAJOR || (major === MAJOR && minor > MINOR);
const why = isNewer ? ` (skipped: Linux ${release()} is newer than the tables)` : "";

describe.skipIf(isNewer)(`families of the running kernel${why}`, () => {
  it("have no operation and no group that the tables lack", async () => {
    await using client = new NetlinkClient(kernelTransport.openTransport(NETLINK_GENERIC));
    const operation = {
      ...nlctrl.operations.CTRL_CMD_GETFAMILY,
      generic: { familyId: GENL_ID_CTRL, version: 1 },
    };
    const lacking: string[] = [];
    const seen: string[] = [];
    for (const { familyName = "", ops = [], mcastGroups = [] } of await client.dump(
      operation,
      {},
    )) {
      const family = await tables[familyName]?.();
      if (family === undefined) continue;
      seen.push(familyName);
      const known = new Set(Object.values(family.operations).map(({ type }) => type));
      for (const { id = 0 } of ops) if (!known.has(id)) lacking.push(`${familyName} ${id}`);
      for (const { name = "" } of mcastGroups)
        if (!(name in family.groups)) lacking.push(`${familyName} ${name}`);
    }
    expect(seen).toContain("nlctrl");
    expect(lacking).toEqual([]);
  });
});
