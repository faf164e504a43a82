/**
 * The kernel side of the family of notes: keeps them, and tells a group of each new one.
 *
 * @module
 */
import { createKernel, type EmbeddedKernel } from "nlkit/kernel";
import type { Print } from "../example.ts";
import { notes } from "./table.ts";

interface Note {
  readonly id: number;
  readonly text: string;
  readonly author: { readonly name?: string; readonly age?: number };
}

/** Makes a kernel that has the family. */
export function startKernel(log: Print): EmbeddedKernel {
  const kernel = createKernel();
  const kept = new Map<number, Note>();
  kernel.registerFamily(notes, {
    get: {
      doit({ id = 0 }, context) {
        context.reply(kept.get(id) ?? context.refuse("ENOENT", "no note has this id", ["id"]));
      },
      dumpit: () => kept.values(),
    },
    add: {
      doit({ id: given, text = "", author = {} }, context) {
        const id = given ?? context.missing("id", "a note needs an id");
        if (kept.has(id)) context.refuse("EEXIST", "the id is another note's", ["id"]);
        const note = { id, text, author };
        kept.set(id, note);
        log(`note ${id}: ${text}`);
        context.notify("changes", "added", note);
      },
    },
  });
  log(`the family ${notes.name} is registered`);
  return kernel;
}
