/**
 * Time limits of what tests start: on the emulated processor of a virtual machine everything takes longer.
 *
 * @module
 */
import process from "node:process";

/** Times that a limit is multiplied by. */
const PATIENCE = Number(process.env["NLKIT_TEST_PATIENCE"] ?? 1);

/** A limit of so many milliseconds where tests usually run. */
export const patiently = (milliseconds: number): number => milliseconds * PATIENCE;
