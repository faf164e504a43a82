/**
 * `nlkit do`, `dump` and `subscribe`: any generic family, from its table.
 *
 * @module
 */
import { fromJson, toJson } from "nlkit/format";
import type { FamilyClient, GenericTable } from "nlkit/generic";
import type { MessageTable } from "nlkit/schema";
import type { GenericFamilyName } from "nlkit/uapi/generic";
import type { Context } from "./context.ts";
import { UsageError, unknownWord } from "./usage.ts";

type Client = FamilyClient<GenericTable>;

async function open({ generic }: Context, family: string): Promise<Client> {
  // The name is checked where the table is loaded.
  return (await generic()).open(family as GenericFamilyName) as Promise<Client>;
}

/** Names without what they all begin with, as they may be typed: `rings-get`. */
function shortNames(names: readonly string[]): string[] {
  const [first = ""] = names;
  let length = first.length;
  for (const name of names) while (!name.startsWith(first.slice(0, length))) length--;
  const start = first.lastIndexOf("_", length - 1) + 1;
  return names.map((name) => name.slice(start).toLowerCase().replaceAll("_", "-"));
}

/** The operation that a word means: its C name, or the end of it: `rings-get` is `ETHTOOL_MSG_RINGS_GET`. */
function operationName({ table }: Client, word: string): string {
  const names = Object.keys(table.operations);
  const end = word.toUpperCase().replaceAll("-", "_");
  const found =
    names.find((name) => name === end) ?? names.filter((name) => name.endsWith(`_${end}`));
  if (typeof found === "string") return found;
  if (found.length === 1) return found[0] as string;
  if (found.length > 1) throw new UsageError(`"${word}" may be ${found.join(" or ")}`);
  throw unknownWord(`operation of ${table.name}`, word, shortNames(names));
}

function parsed(text: string | undefined, table: MessageTable): unknown {
  if (text === undefined) return {};
  try {
    return fromJson(table, JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(
      `"${text}" is no JSON: ${error.message}`,
      `as in '{"header": {"devName": "eth0"}}'`,
    );
  }
}

/** What the words FAMILY OPERATION [JSON] ask for. */
async function question(context: Context, [family = "", word = "", json]: readonly string[]) {
  const client = await open(context, family);
  const name = operationName(client, word);
  const { request } = client.table.operations[name] as { readonly request: MessageTable };
  return { client, name, value: parsed(json, request) as never };
}

/** Asks a family for one answer. */
export async function ask(context: Context, words: readonly string[]): Promise<void> {
  const { client, name, value } = await question(context, words);
  const reply = await client.do(name, value);
  if (reply !== undefined) await context.output.object(reply, (row) => [toJson(row)]);
}

/** Asks a family for all that there are. */
export async function dump(context: Context, words: readonly string[]): Promise<void> {
  const { client, name, value } = await question(context, words);
  await context.output.list(client.stream(name, value), (row) => [toJson(row)]);
}

/** Prints the messages of a family's group as they come. */
export async function subscribe(
  context: Context,
  [family = "", group = ""]: readonly string[],
): Promise<void> {
  const { output } = context;
  const client = await open(context, family);
  for await (const event of client.subscribe(group)) {
    output.line(toJson(event.kind === "overrun" ? event : { name: event.name, body: event.body }));
    await output.flush();
  }
}
