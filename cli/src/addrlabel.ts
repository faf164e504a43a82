/**
 * `nlkit addrlabel`: labels of IPv6 prefixes.
 *
 * @module
 */
import { formatAddressLabel } from "nlkit/format";
import type { AddressLabelKey, AddressLabelSettings } from "nlkit/route";
import { UsageError } from "./usage.ts";
import type { ObjectCommand, Verb } from "./verb.ts";
import {
  Cursor,
  type Draft,
  NUMBER,
  nameOrNumber,
  positional,
  readWords,
  text,
  type Word,
  word,
} from "./words.ts";

const DEV = word("dev", nameOrNumber("DEV"), "dev", "on one link alone");
const KEY: readonly Word[] = [word("prefix", text("PREFIX"), "prefix", "whose it is"), DEV];
const SETTINGS: readonly Word[] = [...KEY, word("label", NUMBER, "label", "0 to 4294967294")];

function read(verb: string, words: readonly string[], table: readonly Word[]): Draft {
  const draft = readWords(new Cursor(words), table, { other: positional("prefix") });
  for (const { property } of table)
    if (property !== "dev" && draft[property] === undefined)
      throw new UsageError(`addrlabel ${verb}: the ${property} is missing`);
  return draft;
}

function change(name: "add" | "replace", summary: string): Verb {
  return {
    name,
    usage: "prefix PREFIX [dev DEV] label NUMBER",
    summary,
    words: SETTINGS,
    run: ({ route }, words) =>
      route.addressLabels[name](read(name, words, SETTINGS) as unknown as AddressLabelSettings),
  };
}

/** The object `addrlabel`. */
export const addrlabelCommand: ObjectCommand = {
  name: "addrlabel",
  aliases: [],
  summary: "labels of IPv6 prefixes, by which source addresses are chosen",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "",
      summary: "show labels",
      words: [],
      run: async ({ route, output, format }, words) => {
        readWords(new Cursor(words), []);
        const rows = await route.addressLabels.list();
        await output.list(rows, (row) => formatAddressLabel(row, format));
      },
    },
    {
      name: "get",
      usage: "ADDRESS [dev DEV]",
      summary: "show the label that an address has",
      words: [DEV],
      run: async ({ route, output, format }, words) => {
        const draft = readWords(new Cursor(words), [DEV], { other: positional("prefix") });
        const { prefix, dev } = draft as Partial<AddressLabelKey>;
        if (prefix === undefined) throw new UsageError("addrlabel get: the address is missing");
        const row = await route.addressLabels.get(prefix, dev);
        await output.object(row, (label) => formatAddressLabel(label, format));
      },
    },
    change("add", "give a prefix a label"),
    change("replace", "give a prefix a label, or change it"),
    {
      name: "del",
      aliases: ["delete"],
      usage: "prefix PREFIX [dev DEV]",
      summary: "remove the label of a prefix",
      words: KEY,
      run: ({ route }, words) =>
        route.addressLabels.delete(read("del", words, KEY) as unknown as AddressLabelKey),
    },
  ],
};
