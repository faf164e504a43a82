/**
 * `nlkit do`, `dump` and `subscribe`: any family, from its table or a spec.
 *
 * @module
 */
import type { FramedBatchResult, SubscriptionEvent } from "nlkit/client";
import type { AnyFamily, FamilyRequest } from "nlkit/family";
import {
  formatPolicy,
  fromJson,
  namedPolicy,
  parseJson,
  toJson,
  withFlagNames,
} from "nlkit/format";
import type { FamilyTable, MessageTable } from "nlkit/schema";
import { NLM_F_APPEND, NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL, NLM_F_REPLACE } from "nlkit/wire";
import type { Context } from "./context.ts";
import { findName, operationName } from "./tables.ts";
import { CheckError, endingOf, UsageError } from "./usage.ts";

/** What `do` and `dump` can be told besides the words. */
export interface AskFlags {
  readonly create?: boolean;
  readonly replace?: boolean;
  readonly excl?: boolean;
  readonly append?: boolean;
  readonly echo?: boolean;
  readonly multi?: boolean;
  readonly policy?: boolean;
  readonly listen?: boolean;
}

/** Which flag of the header an option sets. */
const FLAGS = {
  create: NLM_F_CREATE,
  replace: NLM_F_REPLACE,
  excl: NLM_F_EXCL,
  append: NLM_F_APPEND,
  echo: NLM_F_ECHO,
} as const;

function headerFlags(flags: AskFlags): number {
  let bits = 0;
  for (const [name, bit] of Object.entries(FLAGS)) if (flags[name as keyof AskFlags]) bits |= bit;
  return bits;
}

function parsed(text: string | undefined, table: MessageTable): unknown {
  if (text === undefined) return {};
  try {
    return fromJson(table, parseJson(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(
      `"${text}" is no JSON: ${error.message}`,
      `as in '{"header": {"devName": "eth0"}}'`,
    );
  }
}

interface Question {
  readonly operation: string;
  readonly value: unknown;
}

function questionOf(table: FamilyTable, word: string, json: string | undefined): Question {
  const operation = operationName(table, word);
  const { request } = table.operations[operation] as { readonly request: MessageTable };
  return { operation, value: parsed(json, request) };
}

/** The one question of OPERATION [JSON]. */
function single({ table }: AnyFamily, [word = "", ...more]: readonly string[]): Question {
  if (more.length > 1)
    throw new UsageError(`unexpected "${more[1]}"`, "--multi sends several requests at once");
  return questionOf(table, word, more[0]);
}

/** Prints a message: as it is for programs, with the names of its flags for people. */
function textOf(table: MessageTable): (row: unknown) => string[] {
  return (row) => [toJson(withFlagNames(table, row))];
}

/** What the kernel accepts for an operation. */
async function policy(context: Context, [family = "", ...words]: readonly string[]): Promise<void> {
  const client = await context.openFamily(family);
  const { operation } = single(client, words);
  if (!("policy" in client))
    throw new UsageError(`--policy: ${client.table.name} is no generic family, and tells none`);
  const found = namedPolicy(client.table, await client.policy(operation));
  await context.output.object(found, () => formatPolicy(found, context.format));
}

/** Several requests of OPERATION [JSON] OPERATION [JSON]…, in one send. */
async function multi(
  context: Context,
  client: AnyFamily,
  words: readonly string[],
  flags: number,
): Promise<void> {
  const questions: Question[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const isJson = words[at + 1]?.trimStart().startsWith("{") === true;
    questions.push(questionOf(client.table, word, isJson ? words[++at] : undefined));
  }
  for (const { operation } of questions) {
    if (client.table.operations[operation]?.oneReply === true)
      throw new UsageError(`--multi: ${operation} has an answer, and is asked by itself`);
  }
  const requests = questions.map((each) => ({ ...each, flags })) as FamilyRequest<FamilyTable>[];
  const result = await client.batch(requests);
  if ("echoes" in result) {
    for (const { name, body } of (result as FramedBatchResult).echoes)
      context.output.line(toJson({ name, body: bodyOf(context, client.table, name, body) }));
    await context.output.flush();
  }
  const { failures, carriedOut } = result;
  if (failures.length === 0) return;
  const lines = failures.map(
    ({ index, error }) => `request ${index + 1}: ${endingOf(error).message}`,
  );
  const done =
    carriedOut === 0 ? "nothing was done" : `${carriedOut} of ${requests.length} were carried out`;
  throw new CheckError([...lines, done].join("; "));
}

/** Asks a family for one answer, and with `--listen` goes on printing what the family sends to this socket because of it. */
export async function ask(
  context: Context,
  words: readonly string[],
  flags: AskFlags = {},
): Promise<void> {
  if (flags.policy === true) return policy(context, words);
  const [family = "", ...more] = words;
  const client = await context.openFamily(family);
  // From before the request on: what that causes may come before its answer does.
  const told = flags.listen === true ? client.subscribe([], { unicast: true }) : undefined;
  if (flags.multi === true) await multi(context, client, more, headerFlags(flags));
  else await askOne(context, client, more, headerFlags(flags));
  if (told === undefined) return;
  await context.output.flush();
  await printEvents(context, client, told);
}

async function askOne(
  context: Context,
  client: AnyFamily,
  words: readonly string[],
  bits: number,
): Promise<void> {
  const { operation, value } = single(client, words);
  const reply: unknown = await client.do(operation, value as never, { flags: bits });
  const { replyType, type, reply: own } = client.table.operations[operation] as Asked;
  const table = replyType === undefined ? client.table.messages.get(type)?.table : own;
  if (reply !== undefined) await context.output.object(reply, textOf(table ?? own));
}

type Asked = FamilyTable["operations"][string];

/** Asks a family for all that there are. */
export async function dump(
  context: Context,
  words: readonly string[],
  flags: AskFlags = {},
): Promise<void> {
  if (flags.policy === true) return policy(context, words);
  const [family = "", ...more] = words;
  const client = await context.openFamily(family);
  const { operation, value } = single(client, more);
  const { reply } = client.table.operations[operation] as Asked;
  await context.output.list(client.stream(operation, value as never), textOf(reply));
}

/** The body of a message by its name: as it is for programs, with the names of its flags for people. */
function bodyOf({ output }: Context, table: FamilyTable, name: string, body: unknown): unknown {
  if (output.json) return body;
  const kind = [...table.messages.values()].find((each) => each.name === name);
  return kind === undefined ? body : withFlagNames(kind.table, body);
}

function groupsOf(client: AnyFamily): string[] {
  return Object.keys("info" in client ? client.info.groups : client.table.groups);
}

/** Prints the messages of a family's group as they come. */
export async function subscribe(
  context: Context,
  [family = "", group = ""]: readonly string[],
): Promise<void> {
  const client = await context.openFamily(family);
  // One that there is none of is refused by the library, which knows those that there are.
  const name = findName(group, groupsOf(client)) ?? group;
  await printEvents(context, client, client.subscribe(name));
}

async function printEvents(
  context: Context,
  { table }: AnyFamily,
  events: AsyncIterable<SubscriptionEvent>,
): Promise<void> {
  const { output } = context;
  for await (const event of events) {
    const shown =
      event.kind === "overrun"
        ? event
        : { name: event.name, body: bodyOf(context, table, event.name, event.body) };
    output.line(toJson(shown));
    await output.flush();
  }
}
