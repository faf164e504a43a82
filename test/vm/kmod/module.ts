/**
 * What a kernel module of the tests is made of.
 *
 * @module
 */
import type { KernelModuleOptions } from "../../../src/codegen/index.ts";
import type { FamilyTable } from "../../../src/schema/index.ts";

/** A module of the tests. */
export interface TestModule {
  readonly table: FamilyTable;
  readonly options: KernelModuleOptions;
  /** Folder of its handlers, from the repository's root; the first version that is written where there is none. */
  readonly handlers?: string;
}
