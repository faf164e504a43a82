/**
 * A module of every generic family that there is a table of, under another name, in a real kernel: it is taken, and the
 * kernel tells of it what the table says. That each compiles without a warning is seen where they are built.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { openFamily } from "../../src/generic.ts";
import { policyOfSet } from "../../src/kernel/index.ts";
import type { AttributeSet, FamilyTable } from "../../src/schema/index.ts";
import { kernelTransport } from "../../src/socket/index.ts";
import { FAMILY_MODULES } from "./kmod/families.ts";
import { LoadedModule } from "./kmod/loaded.ts";

/** Flags of an operation that say how it can be asked for, and that it has a policy. */
const TOLD = ["cmd-cap-do", "cmd-cap-dump", "cmd-cap-haspol"];

const headerSize = (table: FamilyTable): number =>
  Object.values(table.operations)[0]?.request.header?.size ?? 0;

/** Numbers of the attributes that the kernel tells of; it does not of those in network order. */
function toldNumbers(set: AttributeSet | undefined): number[] {
  if (set === undefined) return [];
  return policyOfSet(set).attributes.flatMap((policy, number) =>
    policy === undefined || (policy.bigEndian && policy.bytes < 8) ? [] : [number],
  );
}

/** Each kernel has its share of them, but for `npm run test:vm -- --all`. */
const built = Object.entries(FAMILY_MODULES).filter(([name]) =>
  existsSync(join(process.env["NLKIT_KMOD"] ?? "", name)),
);

describe("a module of each family, under another name", () => {
  it.for(built)("%s", async ([name, { table, options }], context) => {
    using loaded = new LoadedModule(name, context);
    expect(loaded.isLoaded).toBe(true);
    const named = { ...table, name, protocol: 16 as const };
    await using client = await openFamily(named, { transport: kernelTransport });
    const { version, headerSize: size, groups, operations } = client.info;
    expect({ version, size, groups: Object.keys(groups) }).toEqual({
      version: table.version ?? 1,
      size: headerSize(table),
      groups: Object.keys(table.groups),
    });
    const all = Object.entries(table.operations);
    const found = operations.map(({ id, flags }) => [
      id,
      flags.filter((flag) => TOLD.includes(flag)),
    ]);
    expect(found).toEqual(
      all.map(([key, { type, request }]) => {
        const modes = options.modes?.[key] ?? [];
        const has = [
          modes.includes("do"),
          modes.includes("dump"),
          toldSize(request.attributes) > 0,
        ];
        return [type, TOLD.filter((_, at) => has[at])];
      }),
    );
    if (all.every(([, { request }]) => toldSize(request.attributes) === 0)) return;
    const told = await client.policy();
    for (const [, { type, request }] of all) {
      if (toldSize(request.attributes) === 0) continue;
      const policy = told.operations.find(({ opId }) => opId === type)?.do;
      const numbers = told.attributes
        .filter(({ policyId }) => policyId === policy)
        .map(({ attrId }) => attrId);
      expect(numbers, `${table.name} ${type} on ${release()}`).toEqual(
        toldNumbers(request.attributes),
      );
    }
  });
});

/** Highest number of a set. */
function toldSize(set: AttributeSet | undefined): number {
  return set === undefined ? 0 : policyOfSet(set).maxType;
}
