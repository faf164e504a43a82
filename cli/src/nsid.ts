/**
 * `nlkit nsid`: the numbers that a network namespace has for others.
 *
 * @module
 */
import type { NamespaceRef } from "nlkit/route";
import { follow, marked } from "./follow.ts";
import { CheckError, UsageError } from "./usage.ts";
import type { ObjectCommand } from "./verb.ts";
import { Cursor, NUMBER, positional, readWords, type Word, word } from "./words.ts";

const NAMESPACE = "NAME|PID|PATH";
const IN: readonly Word[] = [
  word("in", NUMBER, "in", "what the namespace of this number calls it"),
];
const NUMBERED: readonly Word[] = [
  word("nsid", NUMBER, "nsid", "the number; the kernel chooses where absent"),
];

const line = ({ nsid }: { readonly nsid: number }): string[] => [`nsid ${nsid}`];

interface Draft {
  readonly ref: NamespaceRef;
  readonly in?: number;
  readonly nsid?: number;
}

/** Words, and the namespace among them: digits alone are a process. */
function read(verb: string, words: readonly string[], table: readonly Word[]): Draft {
  const { netns, ...rest } = readWords(new Cursor(words), table, { other: positional("netns") });
  if (typeof netns !== "string") throw new UsageError(`nsid ${verb}: ${NAMESPACE} is missing`);
  return { ...rest, ref: /^\d+$/.test(netns) ? { pid: Number(netns) } : netns };
}

/** The object `nsid`. */
export const nsidCommand: ObjectCommand = {
  name: "nsid",
  aliases: [],
  summary: "numbers of other network namespaces",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "",
      summary: "show the numbers that are given",
      words: [],
      run: async ({ route, output }, words) => {
        readWords(new Cursor(words), []);
        const ids = await route.namespaceIds.list();
        await output.list(
          ids.map((nsid) => ({ nsid })),
          line,
        );
      },
    },
    {
      name: "get",
      usage: `${NAMESPACE} [in NSID]`,
      summary: "show the number of a namespace",
      words: IN,
      run: async ({ route, output }, words) => {
        const { ref, in: target } = read("get", words, IN);
        const nsid = await route.namespaceIds.get(ref, { in: target });
        if (nsid === undefined) throw new CheckError("the namespace has no number here");
        await output.object({ nsid }, line);
      },
    },
    {
      name: "set",
      usage: `${NAMESPACE} [nsid NUMBER]`,
      summary: "give a namespace a number, and show it",
      words: NUMBERED,
      run: async ({ route, output }, words) => {
        const { ref, nsid } = read("set", words, NUMBERED);
        await output.object({ nsid: await route.namespaceIds.set(ref, nsid) }, line);
      },
    },
    {
      name: "monitor",
      usage: "",
      summary: "changes as they come",
      words: [],
      run: async (context, words) => {
        readWords(new Cursor(words), []);
        await follow(
          context,
          (options) => context.route.namespaceIds.events(options),
          (event) => (event.action === "overrun" ? [] : marked(event.action, line(event))),
        );
      },
    },
  ],
};
