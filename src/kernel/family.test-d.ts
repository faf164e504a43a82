/**
 * What the type checker knows of a family's handlers: requests and replies follow from its table.
 *
 * @module
 */
import { describe, expectTypeOf, it } from "vitest";
import {
  attributeSet,
  defineFamily,
  enumOf,
  enumTable,
  type Operation,
  string,
  struct,
  u32,
} from "../schema/index.ts";
import type { EmbeddedKernel, FamilyHandlers } from "./index.ts";

const demo = defineFamily({
  name: "DEMO",
  header: struct("hdr", { index: u32 }),
  attributes: { id: [1, u32], state: [2, enumOf(u32, enumTable("state", { off: 0, on: 1 }))] },
  operations: {
    get: { command: 1 },
    set: { command: 2, request: attributeSet("set", "S_", { text: [1, string] }) },
  },
  notifications: { changed: { command: 3 } },
  groups: ["events"],
});
declare const kernel: EmbeddedKernel;

describe("handlers", () => {
  it("get what the table says", () => {
    kernel.registerFamily(demo, {
      get: {
        doit(request, { reply }) {
          expectTypeOf(request.index).toEqualTypeOf<number>();
          expectTypeOf(request.id).toEqualTypeOf<number | undefined>();
          expectTypeOf(request.state).toEqualTypeOf<"off" | "on" | number | undefined>();
          reply({ id: 1, state: "on" });
          // @ts-expect-error a name that the enumeration does not have is no value
          reply({ state: "maybe" });
        },
        *dumpit(request) {
          expectTypeOf(request.id).toEqualTypeOf<number | undefined>();
          yield { id: 1 };
        },
      },
      set: {
        doit(request, context) {
          expectTypeOf(request.text).toEqualTypeOf<string | undefined>();
          context.notify("events", "changed", { id: 1 });
          // @ts-expect-error there is no such group
          context.notify("nope", "changed", { id: 1 });
        },
      },
    });
    const wrong: FamilyHandlers<typeof demo> = {
      // @ts-expect-error the table has no such operation
      nope: {},
    };
    expectTypeOf(wrong).not.toBeAny();
  });

  it("and the client the other way round", () => {
    const { get, set } = demo.operations;
    type In<Asked> = Asked extends Operation<infer Value, unknown> ? Value : never;
    expectTypeOf<In<typeof set>>().toExtend<{ readonly text?: string | undefined }>();
    expectTypeOf(get.reply).not.toBeAny();
    const family = kernel.registerFamily(demo, {});
    family.multicast("events", "changed", { id: 1 });
    // @ts-expect-error there is no such notification
    family.multicast("events", "nope", { id: 1 });
  });
});
