/**
 * YNL specs, the kernel's own descriptions of its families, read into tables: at run time
 * ({@link loadSpec}) and for the generator of `src/uapi/generated/` ({@link printSpec}).
 *
 * @example
 * ```ts
 * import { loadSpec } from "nlkit/spec";
 * const demo = loadSpec(`
 * name: demo
 * protocol: genetlink
 * attribute-sets:
 *   - name: demo
 *     attributes: [{ name: id, type: u32 }, { name: text, type: string }]
 * operations:
 *   list: [{ name: get, attribute-set: demo, do: { request: { attributes: [id] }, reply: { attributes: [text] } } }]
 * `);
 * console.assert(demo.name === "demo" && Object.keys(demo.operations).length === 1);
 * ```
 *
 * @module
 */
import type { FamilyTable } from "../schema/index.ts";
import { buildFamily } from "./build.ts";
import type { SpecModel } from "./model.ts";
import { applyOverlay } from "./overlay.ts";
import { parseYaml } from "./parse.ts";
import { planSpec } from "./plan.ts";
import { printPlan } from "./print.ts";
import { resolveSpec } from "./resolve.ts";

export type {
  AttributeModel,
  ConstModel,
  DefinitionModel,
  FormatModel,
  MemberModel,
  NamesModel,
  OperationModel,
  SetModel,
  ShapeModel,
  SpecModel,
  StructModel,
} from "./model.ts";
export { camelName } from "./names.ts";
export type { Place } from "./parse.ts";

/** A text and the name that complaints about it use. */
export interface SpecSource {
  readonly text: string;
  readonly file: string;
}

/** How a spec is read. */
export interface SpecOptions {
  /** Name for complaints; `"spec"` where absent. */
  readonly file?: string;
  /** Corrections and additions, in the same language, laid over it. */
  readonly overlay?: SpecSource;
}

/**
 * Reads a spec and resolves every number and reference in it.
 *
 * @throws `NetlinkSpecError` (`ERR_NETLINK_SPEC`) with file, line and column.
 */
export function readSpec(text: string, options: SpecOptions = {}): SpecModel {
  const root = parseYaml(text, options.file ?? "spec");
  const { overlay } = options;
  return resolveSpec(
    overlay === undefined ? root : applyOverlay(root, parseYaml(overlay.text, overlay.file)),
  );
}

/**
 * Makes a family's tables from its spec.
 *
 * Attributes and members are named by one rule (`net-ns-pid` → `netNsPid`), operations by their C
 * constants. A member of a header whose name an attribute has too is called `header…`.
 *
 * @throws `NetlinkSpecError` (`ERR_NETLINK_SPEC`) with file, line and column.
 */
export function loadSpec(text: string, options: SpecOptions = {}): FamilyTable {
  return buildFamily(planSpec(readSpec(text, options)));
}

/** The source of a family's tables, as it stands in `src/uapi/generated/`. */
export function printSpec(text: string, options: SpecOptions = {}): string {
  const file = options.file ?? "spec";
  return printPlan(planSpec(readSpec(text, options)), file.slice(file.lastIndexOf("/") + 1));
}
