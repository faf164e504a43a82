/**
 * `nlkit netconf`: what IPv4, IPv6 and MPLS do on each link.
 *
 * @module
 */
import { formatNetconf } from "nlkit/format";
import type { NetconfFilter } from "nlkit/route";
import { follow, marked } from "./follow.ts";
import { UsageError } from "./usage.ts";
import { FAMILY } from "./values.ts";
import type { ObjectCommand } from "./verb.ts";
import { Cursor, nameOrNumber, positional, readWords, type Word, word } from "./words.ts";

const FILTER: readonly Word[] = [
  word("dev", nameOrNumber("DEV|all|default"), "dev", "of one link, all together or new ones"),
  word("family", FAMILY, "family", "of one family, as -4 and -6"),
];

/** The object `netconf`. */
export const netconfCommand: ObjectCommand = {
  name: "netconf",
  aliases: [],
  summary: "what IPv4, IPv6 and MPLS do on each link",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "[DEV]",
      summary: "show settings",
      words: FILTER,
      run: async ({ route, output, format, family }, words) => {
        const draft = readWords(new Cursor(words), FILTER, { other: positional("dev") });
        const rows = await route.netconf.list({ family, ...draft } as NetconfFilter);
        await output.list(rows, (row) => formatNetconf(row, format));
      },
    },
    {
      name: "get",
      usage: "DEV [family inet|inet6|mpls]",
      summary: "show the settings of one family on one link; of IPv4 where none is named",
      words: FILTER,
      run: async ({ route, output, format, family: asked = "ipv4" }, words) => {
        const draft = readWords(new Cursor(words), FILTER, { other: positional("dev") });
        const { dev, family = asked } = draft as NetconfFilter;
        if (dev === undefined) throw new UsageError("netconf get: the link is missing");
        const row = await route.netconf.get(dev, family);
        await output.object(row, (netconf) => formatNetconf(netconf, format));
      },
    },
    {
      name: "monitor",
      usage: "",
      summary: "changes as they come",
      words: [],
      run: async (context, words) => {
        readWords(new Cursor(words), []);
        const { route, format } = context;
        await follow(
          context,
          (options) => route.netconf.events(options),
          (event) =>
            event.action === "overrun"
              ? []
              : marked(event.action, formatNetconf(event.netconf, format)),
        );
      },
    },
  ],
};
