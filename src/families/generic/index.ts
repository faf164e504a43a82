/**
 * Generic netlink as people use it: any family, typed by its table.
 *
 * @module
 */
export type { FamilyInfo, FamilyOperation, FamilyPolicy } from "./controller.ts";
export { FamilyClient, type GenericTable } from "./family-client.ts";
export { GenericClient, type GenericOptions, openGenericOn } from "./generic-client.ts";
