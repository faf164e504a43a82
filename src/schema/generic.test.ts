/**
 * Generic families as tables.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { NetlinkSchemaError } from "../errors/index.ts";
import { attributeSet, defineFamily, string, struct, u32 } from "./index.ts";

describe("defineFamily", () => {
  it("makes operations, notifications and groups", () => {
    const own = attributeSet("own", "OWN_", { on: [1, u32] });
    const family = defineFamily({
      name: "demo-1",
      header: struct("hdr", { index: u32 }),
      attributes: { id: [1, u32], text: [2, string] },
      operations: {
        get: { command: 1, replyCommand: 2, oneReply: true },
        set: {
          command: 3,
          request: own,
          permission: "admin",
          slow: true,
          requires: ["on", "index"],
        },
      },
      notifications: { changed: { command: 4 } },
      groups: ["events"],
    });
    expect(family).toMatchObject({
      name: "demo-1",
      protocol: 16,
      version: 1,
      groups: { events: 0 },
    });
    expect(family.attributes?.prefix).toBe("DEMO_1_A_");
    const { get, set } = family.operations;
    expect(get).toMatchObject({
      type: 1,
      replyType: 2,
      oneReply: true,
      permission: "anyone",
      validation: "strict",
    });
    expect(set).toMatchObject({ type: 3, replyType: 3, slow: true, permission: "admin" });
    expect(set.requires).toEqual(["on", "index"]);
    expect(get).not.toHaveProperty("requires");
    expect(set.request.attributes).toBe(own);
    expect(set.reply).toBe(get.reply);
    expect([...family.messages.keys()].sort()).toEqual([2, 3, 4]);
  });

  it("refuses what no kernel could register", () => {
    const define = (parts: object) => () => defineFamily({ name: "x", operations: {}, ...parts });
    for (const wrong of [
      define({ name: "" }),
      define({ name: "sixteen bytes...." }),
      define({ name: "a\0b" }),
      define({ version: 256 }),
      define({ groups: ["a", "a"] }),
      define({ groups: ["sixteen bytes...."] }),
      define({ operations: { a: { command: 1 }, b: { command: 1 } } }),
      define({ operations: { a: { command: 256 } } }),
      define({ operations: { a: { command: 1, replyCommand: -1 } } }),
      define({ notifications: { a: { command: 1.5 } } }),
      define({ attributes: { id: [1, u32] }, operations: { a: { command: 1, requires: ["is"] } } }),
      define({ operations: { a: { command: 1, requires: ["toString"] } } }),
      define({ operations: { a: { command: 1, acknowledgesWith: "id" } } }),
    ]) {
      expect(wrong).toThrow(NetlinkSchemaError);
    }
  });
});
