/**
 * Generated values of every message of the tables, through both engines and back.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodePayload,
  type Engine,
  encodePayload,
  type FamilyTable,
  type MessageTable,
} from "../../src/schema/index.ts";
import { rtAddr, rtLink, rtRoute } from "../../src/uapi/route/index.ts";
import { MessageBuilder } from "../../src/wire/index.ts";
import { arbitraryOf } from "../support/arbitrary.ts";
import { GENERIC_MODULES } from "./facts-generic.ts";
import { HAND_FAMILIES, HAND_MESSAGES, HAND_OPERATIONS } from "./facts-hand.ts";
import { RAW_MODULES } from "./facts-raw.ts";

const MORE_FAMILIES = Object.values({ ...GENERIC_MODULES, ...RAW_MODULES }).flatMap((tables) =>
  Object.values<object | number>(tables).filter(
    (table): table is FamilyTable => typeof table === "object" && "operations" in table,
  ),
);
const FAMILIES: readonly FamilyTable[] = [
  rtLink,
  rtAddr,
  rtRoute,
  ...MORE_FAMILIES,
  ...HAND_FAMILIES.map(([family]) => family),
];
const ENGINES: readonly Engine[] = ["compiled", "interpreted"];
const tables = new Map<MessageTable, string>();
const add = (table: MessageTable, name: string): void => {
  if (!tables.has(table)) tables.set(table, name);
};
for (const { messages, operations } of FAMILIES) {
  for (const { table, name } of messages.values()) add(table, name);
  for (const { request, name } of Object.values(operations))
    add(request as MessageTable, `${name}, the request`);
}
for (const { request, name } of HAND_OPERATIONS) add(request as MessageTable, `${name}, alone`);
for (const [name, table] of Object.entries(HAND_MESSAGES)) add(table, name);

describe.each([...tables])("%#", (table, name) => {
  it(`${name}: what is encoded is decoded again`, () => {
    fc.assert(
      fc.property(arbitraryOf(table), (value) => {
        const encoded = ENGINES.map((engine) => {
          const builder = new MessageBuilder();
          encodePayload(table, builder, value, engine);
          return builder.bytes.slice(0, builder.length);
        });
        const bytes = encoded[0] as Uint8Array;
        expect(encoded[1]).toEqual(bytes);
        for (const engine of ENGINES) {
          expect(
            decodePayload(table, bytes, new DataView(bytes.buffer), 0, bytes.length, engine),
          ).toEqual(value);
        }
      }),
      { numRuns: 300 },
    );
  });
});
