/**
 * `nlkit family`: the families of generic netlink.
 *
 * @module
 */
import { formatFamily } from "nlkit/format";
import type { Context } from "./context.ts";
import { UsageError } from "./usage.ts";
import type { ObjectCommand } from "./verb.ts";

async function list({ generic, output, format }: Context, words: readonly string[]): Promise<void> {
  if (words.length > 0) throw new UsageError(`family list: unexpected "${words[0]}"`);
  await output.list(await (await generic()).families(), (family) => formatFamily(family, format));
}

async function show({ generic, output, format }: Context, words: readonly string[]): Promise<void> {
  const [name, ...more] = words;
  if (name === undefined || more.length > 0)
    throw new UsageError("family show: one NAME is wanted");
  const family = await (await generic()).family(name);
  await output.object(family, () => formatFamily(family, { ...format, details: true }));
}

/** The object `family`. */
export const familyCommand: ObjectCommand = {
  name: "family",
  aliases: ["genl"],
  summary: "families of generic netlink",
  verbs: [
    { name: "list", usage: "", summary: "all families", words: [], run: list },
    {
      name: "show",
      aliases: ["get"],
      usage: "NAME",
      summary: "one family with its operations and groups",
      words: [],
      run: show,
    },
  ],
};
