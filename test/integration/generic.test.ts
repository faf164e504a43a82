/**
 * The generic client on the real kernel: its controller is there on every kernel.
 *
 * @module
 */
import { afterEach, describe, expect, it } from "vitest";
import { openGenericOn } from "../../src/families/generic/index.ts";
import { kernelTransport } from "../../src/socket/index.ts";
import { nlctrl } from "../../src/uapi/generic/index.ts";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** Reading needs no privilege, and the families are those of the machine in every namespace. */
function openGeneric() {
  const generic = openGenericOn(kernelTransport);
  open.push(generic);
  return generic;
}

describe("generic netlink of the real kernel", () => {
  it("has its controller under the id that never changes", async () => {
    const families = await openGeneric().families();
    expect(families.length).toBeGreaterThan(1);
    expect(families.find(({ name }) => name === "nlctrl")).toMatchObject({
      id: 16,
      groups: { notify: 16 },
    });
  });

  it("answers by the table, and tells its policy", async () => {
    const client = await openGeneric().open(nlctrl);
    const self = await client.do("CTRL_CMD_GETFAMILY", { familyName: "nlctrl" });
    expect(self).toMatchObject({ familyId: 16, familyName: "nlctrl" });
    const { attributes } = await client.policy("CTRL_CMD_GETFAMILY");
    expect(attributes).toContainEqual(
      expect.objectContaining({ attrId: 2, type: "nul-string", maxLength: 15 }),
    );
  });

  it("names a family that it does not have", async () => {
    await expect(openGeneric().family("no-such-family")).rejects.toMatchObject({
      errnoName: "ENOENT",
      message: expect.stringContaining('"no-such-family"'),
    });
  });
});
