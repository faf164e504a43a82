/**
 * The table language, and the codec that reads it. A table is data that describes the payload of a
 * netlink message: structs, attribute sets, nests, operations. Decoded messages are flat plain objects;
 * their types follow from the table.
 *
 * ```ts
 * import { attributeSet, decodePayload, encodePayload, message, nest, string, struct, u8, u32 } from "nlkit/schema";
 * import { MessageBuilder } from "nlkit/wire";
 *
 * const port = attributeSet("port", "DEMO_PORT_", { name: [1, string], speed: [2, u32] });
 * const table = message({
 *   header: struct("demohdr", { family: u8 }),
 *   attributes: attributeSet("demo", "DEMO_A_", { id: [1, u32], port: [2, nest(port)] }),
 * });
 * const builder = new MessageBuilder();
 * encodePayload(table, builder, { family: 1, id: 7, port: { name: "p0", speed: 100 } });
 * const back = decodePayload(table, builder.bytes, builder.view, 0, builder.length);
 * console.assert(back.port?.name === "p0");
 * ```
 *
 * @module
 */
export { currentEngine, decodePayload, type Engine, encodePayload } from "./codec.ts";
export {
  array,
  attributeSet,
  binary,
  bitfield32,
  bytes,
  chars,
  enumOf,
  flag,
  flagsOf,
  indexedArray,
  ip,
  ipv4,
  ipv6,
  limited,
  mac,
  message,
  messageOf,
  multi,
  nest,
  nestedBinary,
  nestOf,
  nestTypeValue,
  pad,
  payload,
  payloadOf,
  records,
  rest,
  s8,
  s16,
  s16be,
  s32,
  s32be,
  s64,
  s64be,
  sequence,
  sequenceOf,
  sint,
  sized,
  sizeOf,
  sockaddr,
  string,
  struct,
  subMessage,
  type Trailing,
  u8,
  u16,
  u16be,
  u16le,
  u32,
  u32be,
  u32le,
  u64,
  u64be,
  u64le,
  uint,
} from "./define.ts";
export { nameExtack, type RequestBytes } from "./extack.ts";
export {
  type AnyGenericOperation,
  type DefinedNotifications,
  type DefinedOperations,
  defineFamily,
  type GenericFamilyTable,
  type GenericOperation,
  type Notification,
  type NotificationDefinition,
  type OperationDefinition,
  type Permission,
} from "./generic.ts";
export {
  attributesByNumber,
  constantName,
  type NamedAttribute,
  payloadTable,
  tableOfSet,
} from "./layout.ts";
export { listIndexes, withIndexes } from "./list-indexes.ts";
export {
  type EnumTable,
  enumTable,
  type FlagTable,
  flagMask,
  flagNames,
  flagTable,
  nearestName,
} from "./names.ts";
export {
  type AnyOperation,
  type FamilyLayouts,
  type FamilyTable,
  familyLayouts,
  familyTable,
  type MessageKind,
  type Operation,
  type OperationOptions,
  operation,
  type Requiring,
} from "./operation.ts";
export { attributePathAt, missingPathAt } from "./path.ts";
export type {
  AddressType,
  ArrayType,
  AttributeEntries,
  AttributeEntry,
  AttributeSet,
  BinaryType,
  Bitfield32Type,
  CharsType,
  Decoded,
  Encodable,
  Extras,
  FlagType,
  IndexedArrayType,
  IntType,
  Limits,
  MemberType,
  MessageTable,
  MultiType,
  NestType,
  NestTypeValueType,
  PadType,
  PayloadType,
  RecordsType,
  RestType,
  SequenceType,
  SetIn,
  SetOut,
  StringType,
  StructIn,
  StructMembers,
  StructOut,
  StructType,
  SubMessageType,
  Typed,
  ValueType,
  VarIntType,
} from "./types.ts";
