/**
 * Any family by its table or its name, generic or of a raw protocol.
 *
 * @module
 */
export type { FamilyRequest, GroupName, OperationName, ReplyOf, RequestOf } from "../tables.ts";
export {
  type AnyFamily,
  type FamilyClientOf,
  type FamilyName,
  type FamilyOptions,
  type FamilyTableByName,
  familyNames,
  loadFamily,
  openFamilyOn,
} from "./open.ts";
