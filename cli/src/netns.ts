/**
 * `nlkit netns`: named network namespaces, and how words name one.
 *
 * @module
 */
import { NetlinkErrnoError, NetlinkSystemError } from "nlkit/errors";
import { printable } from "nlkit/format";
import { type NamedNamespace, type NamespaceRef, namespaces } from "nlkit/route";
import type { Context } from "./context.ts";
import { CheckError, UsageError } from "./usage.ts";
import type { ObjectCommand } from "./verb.ts";
import {
  Cursor,
  type Draft,
  NUMBER,
  positional,
  readWords,
  text,
  type Value,
  type Word,
  word,
} from "./words.ts";

const NSID = "nsid:";

/** A namespace: digits alone are a process, `nsid:` and digits the number that this one has for it. */
export const NETNS: Value = {
  shown: "NAME|PID|PATH|nsid:NUMBER",
  read(given, name): NamespaceRef {
    if (given.startsWith(NSID))
      return { nsid: NUMBER.read(given.slice(NSID.length), name) as number };
    return /^\d+$/.test(given) ? Number(given) : given;
  },
};

const ATTACH: readonly Word[] = [
  word("netns", text("PID|PATH"), "netns", "a process, or a file that stands for the namespace"),
];

/** A row of the list: a name, and the number that the namespace of the command has for it. */
type Row = NamedNamespace & { readonly nsid?: number };

function line({ name, nsid, inode }: Row): string[] {
  const id = nsid === undefined ? "" : ` (id: ${nsid})`;
  return [`${printable(name)}${id}${inode === undefined ? " (nothing behind it)" : ""}`];
}

/** Names are files of this machine: another kernel knows none of them. */
function checkMachine({ client }: Context): void {
  if (client.transport !== undefined)
    throw new CheckError("netns: names are those of this machine, not of another kernel");
}

function nameOf(verb: string, draft: Draft): string {
  const { name } = draft;
  if (typeof name !== "string") throw new UsageError(`netns ${verb}: NAME is missing`);
  return name;
}

function readName(verb: string, words: readonly string[]): string {
  return nameOf(verb, readWords(new Cursor(words), [], { other: positional("name") }));
}

async function list(context: Context, words: readonly string[]): Promise<void> {
  readWords(new Cursor(words), []);
  checkMachine(context);
  const rows: Row[] = [];
  for (const named of namespaces.list()) {
    const nsid = await context.route.namespaceIds.get(named.path).catch((error: unknown) => {
      // Nothing is behind the name, or it has gone since.
      if (error instanceof NetlinkErrnoError || error instanceof NetlinkSystemError)
        return undefined;
      throw error;
    });
    rows.push({ ...named, ...(nsid !== undefined && { nsid }) });
  }
  await context.output.list(rows, line);
}

/** The object `netns`. */
export const netnsCommand: ObjectCommand = {
  name: "netns",
  aliases: [],
  summary: "network namespaces that have names, as ip netns keeps them",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "",
      summary: "show the names",
      words: [],
      run: list,
    },
    {
      name: "add",
      usage: "NAME",
      summary: "make a namespace and name it",
      words: [],
      run: async (context, words) => {
        checkMachine(context);
        namespaces.create(readName("add", words));
      },
    },
    {
      name: "attach",
      usage: "NAME PID|PATH",
      summary: "name a namespace that is there",
      words: ATTACH,
      run: async (context, words) => {
        checkMachine(context);
        const cursor = new Cursor(words);
        const name = cursor.take("netns attach", "NAME");
        const draft = readWords(cursor, ATTACH, { other: positional("netns") });
        const { netns } = draft;
        if (typeof netns !== "string") throw new UsageError("netns attach: PID|PATH is missing");
        namespaces.attach(name, /^\d+$/.test(netns) ? Number(netns) : netns);
      },
    },
    {
      name: "del",
      aliases: ["delete"],
      usage: "NAME",
      summary: "take a name away; the namespace goes with the last that uses it",
      words: [],
      run: async (context, words) => {
        checkMachine(context);
        namespaces.delete(readName("del", words));
      },
    },
  ],
};
