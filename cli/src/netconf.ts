/**
 * `nlkit netconf`: what IPv4, IPv6 and MPLS do on each link.
 *
 * @module
 */
import { formatNetconf } from "nlkit/format";
import type { LinkRef, NetconfFilter } from "nlkit/route";
import { changes, marked } from "./follow.ts";
import { FAMILY } from "./values.ts";
import { type ObjectCommand, type VerbTable, verb, verbsOf } from "./verb.ts";
import { nameOrNumber, type Word, word } from "./words.ts";

const FILTER: readonly Word[] = [
  word("dev", nameOrNumber("DEV|all|default"), "dev", "of one link, all together or new ones"),
  word("family", FAMILY, "family", "of one family, as -4 and -6"),
];

const list = {
  usage: "[DEV]",
  summary: "show settings",
  words: FILTER,
  first: "dev",
  complete(draft, { family }) {
    draft["family"] ??= family;
  },
} satisfies VerbTable;
const get = verb(
  "netconf get",
  {
    usage: "DEV [family inet|inet6|mpls]",
    summary: "show the settings of one family on one link; of IPv4 where none is named",
    words: FILTER,
    first: "dev",
    needs: { dev: "the link" },
  },
  async (
    { route, output, family: asked = "ipv4" },
    { dev, family = asked }: NetconfFilter & { readonly dev: LinkRef },
  ) => output.object(await route.netconf.get(dev, family), formatNetconf),
);

/** The object `netconf`. */
export const netconfCommand: ObjectCommand = {
  name: "netconf",
  aliases: [],
  summary: "what IPv4, IPv6 and MPLS do on each link",
  verbs: verbsOf("netconf", (route) => route.netconf, formatNetconf, [["list", list], get]),
  changes: changes({
    events: (route, options) => route.netconf.events(options),
    existing: async ({ route, family }) =>
      (await route.netconf.list({ family })).map((netconf) => ({ netconf })),
    familyOf: ({ netconf }) => netconf.family,
    text: ({ action, netconf }, format) => marked(action, formatNetconf(netconf, format)),
  }),
};
