/**
 * `nlkit nsid`: the numbers that a network namespace has for others.
 *
 * @module
 */
import type { NamespaceRef } from "nlkit/route";
import { changes, marked } from "./follow.ts";
import { CheckError } from "./usage.ts";
import { type ObjectCommand, type VerbTable, verb } from "./verb.ts";
import { NUMBER, type Word, word } from "./words.ts";

const NAMESPACE = "NAME|PID|PATH";
const IN: readonly Word[] = [
  word("in", NUMBER, "in", "what the namespace of this number calls it"),
];
const NUMBERED: readonly Word[] = [
  word("nsid", NUMBER, "nsid", "the number; the kernel chooses where absent"),
];

const line = ({ nsid }: { readonly nsid: number }): string[] => [`nsid ${nsid}`];

interface Given {
  readonly netns: string;
  readonly in?: number;
  readonly nsid?: number;
}

/** Digits alone are a process. */
function refOf({ netns }: Given): NamespaceRef {
  return /^\d+$/.test(netns) ? { pid: Number(netns) } : netns;
}

const one = { first: "netns", needs: { netns: NAMESPACE } } satisfies Partial<VerbTable>;

const list = verb(
  "nsid list",
  { usage: "", summary: "show the numbers that are given" },
  async ({ route, output }) => {
    const ids = await route.namespaceIds.list();
    await output.list(
      ids.map((nsid) => ({ nsid })),
      line,
    );
  },
);
const get = verb(
  "nsid get",
  { ...one, usage: `${NAMESPACE} [in NSID]`, summary: "show the number of a namespace", words: IN },
  async ({ route, output }, given: Given) => {
    const nsid = await route.namespaceIds.get(refOf(given), { in: given.in });
    if (nsid === undefined) throw new CheckError("the namespace has no number here");
    await output.object({ nsid }, line);
  },
);
const set = verb(
  "nsid set",
  {
    ...one,
    usage: `${NAMESPACE} [nsid NUMBER]`,
    summary: "give a namespace a number, and show it",
    words: NUMBERED,
  },
  async ({ route, output }, given: Given) =>
    output.object({ nsid: await route.namespaceIds.set(refOf(given), given.nsid) }, line),
);

/** The object `nsid`. */
export const nsidCommand: ObjectCommand = {
  name: "nsid",
  aliases: [],
  summary: "numbers of other network namespaces",
  verbs: [list, get, set],
  changes: changes({
    events: (route, options) => route.namespaceIds.events(options),
    existing: async ({ route }) => (await route.namespaceIds.list()).map((nsid) => ({ nsid })),
    text: (change) => marked(change.action, line(change)),
  }),
};
