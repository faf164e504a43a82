/**
 * `nlkit addrlabel`: labels of IPv6 prefixes.
 *
 * @module
 */
import { formatAddressLabel } from "nlkit/format";
import type { AddressLabelKey } from "nlkit/route";
import { type ObjectCommand, verb, verbsOf } from "./verb.ts";
import { NUMBER, nameOrNumber, text, type Word, word } from "./words.ts";

const DEV = word("dev", nameOrNumber("DEV"), "dev", "on one link alone");
const KEY: readonly Word[] = [word("prefix", text("PREFIX"), "prefix", "whose it is"), DEV];
const SETTINGS: readonly Word[] = [...KEY, word("label", NUMBER, "label", "0 to 4294967294")];

const one = { words: KEY, first: "prefix", needs: { prefix: "the prefix" } };
const change = {
  usage: "prefix PREFIX [dev DEV] label NUMBER",
  words: SETTINGS,
  first: "prefix",
  needs: { prefix: "the prefix", label: "the label" },
};

const get = verb(
  "addrlabel get",
  {
    usage: "ADDRESS [dev DEV]",
    summary: "show the label that an address has",
    words: [DEV],
    first: "prefix",
    needs: { prefix: "the address" },
  },
  async ({ route, output }, { prefix, dev }: AddressLabelKey) =>
    output.object(await route.addressLabels.get(prefix, dev), formatAddressLabel),
);

/** The object `addrlabel`. */
export const addrlabelCommand: ObjectCommand = {
  name: "addrlabel",
  aliases: [],
  summary: "labels of IPv6 prefixes, by which source addresses are chosen",
  verbs: verbsOf("addrlabel", (route) => route.addressLabels, formatAddressLabel, [
    ["list", { usage: "", summary: "show labels" }],
    get,
    ["add", { ...change, summary: "give a prefix a label" }],
    ["replace", { ...change, summary: "give a prefix a label, or change it" }],
    [
      "delete",
      { ...one, usage: "prefix PREFIX [dev DEV]", summary: "remove the label of a prefix" },
    ],
  ]),
};
