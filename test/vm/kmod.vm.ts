/**
 * Kernel modules that were written from tables, in a real kernel: they check by the table's policy, and understand every
 * type of value.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { deserialize } from "node:v8";
import { describe, expect, it } from "vitest";
import { openFamily } from "../../src/generic.ts";
import { createKernel } from "../../src/kernel/index.ts";
import { kernelTransport } from "../../src/socket/index.ts";
import { ask, type Cases, WAYS } from "./kmod/cases.ts";
import { every } from "./kmod/every.ts";
import { LoadedModule } from "./kmod/loaded.ts";
import { MODULES } from "./kmod/modules.ts";

const real = { transport: kernelTransport };

/** What a family's policy is, by what an embedded kernel makes of the same table. */
async function policies(name: "every" | "fou2" | "tcpm2") {
  const { table, options } = MODULES[name] as (typeof MODULES)[string];
  const named = { ...table, name: options.name ?? table.name, protocol: 16 as const };
  const kernel = createKernel();
  const nothing = { doit: () => undefined, dumpit: () => [] };
  const modes = Object.entries(table.operations).map(([key, { oneReply }]) => {
    const given = options.modes?.[key] ?? (oneReply ? ["do", "dump"] : ["do"]);
    return [key, given.includes("dump") ? nothing : { doit: nothing.doit }];
  });
  // Spec tables say less of an operation than the embedded kernel asks for: anyone may, and all is checked.
  const operations = Object.entries(table.operations).map(([key, operation]) => [
    key,
    { permission: "anyone", validation: "strict", dumpValidation: "strict", ...operation },
  ]);
  const [first] = Object.values(table.operations);
  const family = {
    attributes: first?.request.attributes,
    header: first?.request.header,
    notifications: {},
    ...named,
    operations: Object.fromEntries(operations),
  };
  kernel.registerFamily(family as never, Object.fromEntries(modes) as never);
  await using embedded = await openFamily(named, { transport: kernel });
  await using module = await openFamily(named, real);
  return { told: await module.policy(), wanted: await embedded.policy() };
}

/** Whether the kernel knows integers of either width; before 6.7 they are bytes with a check in C. */
function hasVarints(): boolean {
  const [major = 0, minor = 0] = release().split(".").map(Number);
  return major > 6 || (major === 6 && minor >= 7);
}

/**
 * Attributes of the outermost set of which the two kernels tell another policy, though they check alike: of what is as
 * another attribute says, and of payloads, the embedded one tells nothing; a mask beyond 32 bits and a range in another
 * byte order are functions in C, which the kernel does not tell of.
 */
const EXCEPT: Readonly<Record<"every" | "fou2" | "tcpm2", readonly number[]>> = {
  every: [48, 49, 50, 67, 70, ...(hasVarints() ? [] : [18, 19, 71, 72, 73])],
  fou2: [],
  tcpm2: [],
};

describe("a module from a table", () => {
  it.for(["every", "fou2", "tcpm2"] as const)(
    "%s tells the policy that its table says",
    async (name, context) => {
      using loaded = new LoadedModule(name, context);
      const { told, wanted } = await policies(name);
      expect(told.operations).toEqual(wanted.operations);
      const byName = (rows: typeof told.attributes) =>
        rows.filter(
          ({ policyId, attrId }) => policyId !== 0 || !EXCEPT[name].includes(attrId ?? 0),
        );
      expect(byName(told.attributes)).toEqual(byName(wanted.attributes));
      expect(loaded.isLoaded).toBe(true);
    },
  );

  it.for(WAYS)("every: 1,000 values there and back by %s", async (way, context) => {
    using loaded = new LoadedModule("every", context);
    const cases = deserialize(readFileSync(join(loaded.folder, "../cases.bin"))) as Cases;
    await using client = await openFamily(every, real);
    const differing: unknown[] = [];
    let accepted = 0;
    for (const { value, outcome } of cases[way]) {
      const found = await ask(client, way, value);
      if ("rows" in found) accepted++;
      if (!isDeepStrictEqual(found, outcome)) differing.push({ value, found, outcome });
    }
    expect(differing.slice(0, 3)).toEqual([]);
    expect(accepted).toBeGreaterThanOrEqual(1000);
  });

  it("every: a message to a group, with the family's own header", async (context) => {
    using loaded = new LoadedModule("every", context);
    expect(loaded.isLoaded).toBe(true);
    await using client = await openFamily(every, real);
    expect(client.info).toMatchObject({ version: 3, headerSize: 8 });
    const events = client.subscribe("second-group");
    expect(await client.do("part", { serial: 77, id: 5, name: "five" })).toMatchObject({
      id: 5,
      name: "five",
    });
    const { value: event } = await events.next();
    expect(event).toMatchObject({ kind: "message", name: "changed", body: { serial: 77, u32: 5 } });
  });
});
