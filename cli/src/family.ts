/**
 * `nlkit family`: the families of generic netlink, and the tables of any.
 *
 * @module
 */
import process from "node:process";
import { NetlinkErrnoError } from "nlkit/errors";
import {
  describeTable,
  formatFamily,
  formatPolicy,
  formatTable,
  type NamedPolicy,
  namedPolicy,
  printable,
} from "nlkit/format";
import { FamilyClient, type FamilyInfo } from "nlkit/generic";
import type { FamilyTable } from "nlkit/schema";
import { NETLINK_GENERIC } from "nlkit/uapi";
import type { Context } from "./context.ts";
import { operationName } from "./tables.ts";
import { UsageError } from "./usage.ts";
import type { ObjectCommand } from "./verb.ts";

async function list({ generic, output, format }: Context, words: readonly string[]): Promise<void> {
  if (words.length > 0) throw new UsageError(`family list: unexpected "${words[0]}"`);
  await output.list(await (await generic()).families(), (family) => formatFamily(family, format));
}

/** The table of a family, where there is one: a family of the kernel is shown without, too. */
async function tableIfAny(
  { table, spec }: Context,
  name: string,
): Promise<FamilyTable | undefined> {
  try {
    return await table(name);
  } catch (error) {
    if (spec === undefined && error instanceof UsageError) return undefined;
    throw error;
  }
}

/** What the kernel has of a family; undefined, with a word of it, where it has none but there is a table. */
async function infoOf(
  { generic }: Context,
  name: string,
  table: FamilyTable | undefined,
): Promise<FamilyInfo | undefined> {
  if (table !== undefined && table.protocol !== NETLINK_GENERIC) return undefined;
  try {
    return await (await generic()).family(name);
  } catch (error) {
    const isAbsent = error instanceof NetlinkErrnoError && error.errnoName === "ENOENT";
    if (table === undefined || !isAbsent) throw error;
    process.stderr.write(`nlkit: ${printable(error.message)}\n`);
    return undefined;
  }
}

/** The live policy; undefined where the kernel tells none, as before Linux 5.7 or for a family that has none. */
async function policyOf(
  { generic }: Context,
  table: FamilyTable,
  info: FamilyInfo,
  operation: string | undefined,
): Promise<NamedPolicy | undefined> {
  const client = new FamilyClient((await generic()).client, table, info);
  try {
    return namedPolicy(table, await client.policy(operation));
  } catch (error) {
    if (error instanceof NetlinkErrnoError) return undefined;
    throw error;
  }
}

async function show(context: Context, words: readonly string[]): Promise<void> {
  const { output, format } = context;
  const [name, word, ...more] = words;
  if (name === undefined || more.length > 0)
    throw new UsageError("family show: a NAME is wanted, and perhaps an OPERATION of it");
  const table = await tableIfAny(context, name);
  if (table === undefined && word !== undefined)
    throw new UsageError(`family show: there is no table of "${name}" to find "${word}" in`);
  const operation = word === undefined || !table ? undefined : operationName(table, word);
  const info = await infoOf(context, name, table);
  const named = info && {
    ...info,
    operations: info.operations.map((each) => {
      const kind = Object.values(table?.operations ?? {}).find(({ type }) => type === each.id);
      return kind === undefined ? each : { ...each, name: kind.name };
    }),
  };
  const described = table && describeTable(table, operation);
  const policy = table && info && (await policyOf(context, table, info, operation));
  const shown = { ...named, ...(described && { table: described }), ...(policy && { policy }) };
  await output.object(shown, () => [
    ...(named === undefined || operation !== undefined
      ? []
      : formatFamily(named, { ...format, details: true })),
    ...(described === undefined ? [] : formatTable(described, format)),
    ...(policy === undefined ? [] : ["what this kernel accepts", ...formatPolicy(policy, format)]),
  ]);
}

/** The object `family`. */
export const familyCommand: ObjectCommand = {
  name: "family",
  aliases: ["genl"],
  summary: "families of generic netlink, and the tables of any family",
  verbs: [
    { name: "list", usage: "", summary: "all families of generic netlink", words: [], run: list },
    {
      name: "show",
      aliases: ["get"],
      usage: "NAME [OPERATION]",
      summary:
        "one family: operations, groups, attributes with their types, and what this kernel accepts",
      words: [],
      run: show,
    },
  ],
};
