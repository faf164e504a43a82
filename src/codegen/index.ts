/**
 * What is written from tables: kernel modules in C.
 *
 * ```ts
 * import { kernelModule } from "nlkit/codegen";
 * import { defineFamily, string, u32 } from "nlkit/generic";
 *
 * const demo = defineFamily({
 *   name: "DEMO",
 *   attributes: { id: [1, u32], text: [2, string] },
 *   operations: { get: { command: 1, oneReply: true } },
 * });
 * const files = kernelModule(demo);
 * console.assert(files.some(({ name }) => name === "demo_nl.c"));
 * ```
 *
 * @module
 */
export type { ClientSource } from "./kmod/client.ts";
export { type KernelModuleOptions, kernelModule, type ModuleFile } from "./kmod/module.ts";
export type { Checks, Mode } from "./kmod/operations.ts";
