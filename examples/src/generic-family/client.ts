/**
 * The client of the family of notes: do, dump, events, and what refusals say.
 *
 * @module
 */
import { NetlinkErrnoError } from "nlkit/errors";
import { openFamily } from "nlkit/generic";
import type { ClientOptions, Print } from "../example.ts";
import { notes } from "./table.ts";

/** Adds notes, reads them back, hears of them, and is refused in every way. */
export async function talk(options: ClientOptions, print: Print): Promise<void> {
  await using client = await openFamily(notes, options);
  const changes = client.subscribe("changes");
  const author = { name: "Ada", age: 36 };
  await client.do("add", { id: 1, text: "the first note", author });
  await client.do("add", { id: 2, text: "the second note" });

  const note = await client.do("get", { id: 1 });
  print(`do get: ${JSON.stringify(note)}`);
  for (const { id, text } of await client.dump("get", {})) print(`dump get: ${id}: ${text}`);
  for (const count of [1, 2]) {
    const { value: event } = await changes.next();
    if (event?.kind === "message") print(`event ${count}: ${event.name} ${event.body.id}`);
  }

  const refused = async (what: string, request: Promise<unknown>): Promise<void> => {
    try {
      await request;
      print(`${what} was not refused`);
    } catch (error) {
      if (!(error instanceof NetlinkErrnoError)) throw error;
      const { attributePath, message } = error.extack ?? {};
      print(
        `${what}: ${error.errnoName} at ${attributePath?.join(".") ?? "no attribute"}: ${message}`,
      );
    }
  };
  await refused("an id that is not there", client.do("get", { id: 7 }));
  await refused("an id below the policy's", client.do("get", { id: 0 }));
  await refused("an age in a nest", client.do("add", { id: 3, author: { age: 900 } }));
  await refused("an id that is taken", client.do("add", { id: 2 }));
  await refused("a note without an id", client.do("add", { text: "lost" }));
}
