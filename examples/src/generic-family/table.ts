/**
 * A family of notes, as its table: both sides are typed by it, and a kernel module can be written
 * from it.
 *
 * @module
 */
import { attributeSet, defineFamily, limited, nest, string, u32 } from "nlkit/generic";

const author = attributeSet("author", "NOTES_AUTHOR_", {
  name: [1, limited(string, { maxLength: 15 })],
  age: [2, limited(u32, { max: 150 })],
});

/** The family. */
export const notes = defineFamily({
  name: "NOTES",
  version: 1,
  attributes: attributeSet("note", "NOTES_A_", {
    id: [1, limited(u32, { min: 1 })],
    text: [2, limited(string, { maxLength: 63 })],
    author: [3, nest(author)],
  }),
  operations: {
    get: { command: 1, permission: "anyone", oneReply: true },
    add: { command: 2, permission: "anyone" },
  },
  notifications: { added: { command: 3 } },
  groups: ["changes"],
});
