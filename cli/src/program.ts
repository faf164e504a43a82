/**
 * The commands, put together from the tables of the objects.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { Command } from "commander";
import { addrCommand } from "./addr.ts";
import { ask, dump, subscribe } from "./ask.ts";
import { type Context, type GlobalOptions, withContext } from "./context.ts";
import type { DecodeFlags } from "./decode.ts";
import { familyCommand } from "./family.ts";
import { linkCommand } from "./link.ts";
import { monitor } from "./monitor.ts";
import { overview } from "./overview.ts";
import { routeCommand } from "./route.ts";
import { unknownWord } from "./usage.ts";
import type { ObjectCommand, Verb } from "./verb.ts";
import { wordsHelp } from "./words.ts";

const OBJECTS: readonly ObjectCommand[] = [linkCommand, addrCommand, routeCommand, familyCommand];

/** Commands for any generic family. */
const ASKING = [
  {
    name: "do",
    usage: [
      ["<family>", "name of the family: ethtool, nl80211…"],
      ["<operation>", "rings-get, or ETHTOOL_MSG_RINGS_GET"],
      ["[json]", "what to ask with; bytes are hexadecimal"],
    ],
    summary: "asks a generic family for one answer",
    action: ask,
  },
  {
    name: "dump",
    usage: [
      ["<family>", "name of the family: ethtool, netdev…"],
      ["<operation>", "dev-get, or NETDEV_CMD_DEV_GET"],
      ["[json]", "what to ask with; bytes are hexadecimal"],
    ],
    summary: "asks a generic family for all that there are",
    action: dump,
  },
  {
    name: "subscribe",
    usage: [
      ["<family>", "name of the family"],
      ["<group>", "name of one of its multicast groups"],
    ],
    summary: "messages of a generic family's group as they come, a line of JSON each",
    action: subscribe,
  },
] as const;

function version(): string {
  const file = new URL("../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Runs what a command does, with the options that were given before and after it. */
async function run(command: Command, action: (context: Context) => Promise<void>): Promise<void> {
  await withContext(command.optsWithGlobals<GlobalOptions>(), action);
}

function addVerb(parent: Command, verb: Verb): void {
  const command = parent
    .command(verb.name)
    .aliases(verb.aliases ?? [])
    .usage(`[options] ${verb.usage}`)
    .summary(verb.summary)
    .description(verb.summary)
    .argument("[words...]")
    .action((words: string[], _options: unknown, self: Command) =>
      run(self, (context) => verb.run(context, words)),
    );
  // The list of arguments would only say "words".
  command.configureHelp({ visibleArguments: () => [] });
  command.addHelpText("after", () => {
    const more = verb.moreWords?.(command.args) ?? [];
    const words = [...verb.words, ...more];
    return words.length === 0 ? "" : `\nWords:\n${wordsHelp(words)}`;
  });
}

function addObject(program: Command, object: ObjectCommand): void {
  const command = program
    .command(object.name)
    .aliases(object.aliases)
    .usage("[options] [command]")
    .summary(object.summary)
    .description(object.summary)
    .argument("[words...]")
    .action(([word]: string[], _options: unknown, self: Command) => {
      if (word !== undefined) {
        const known = object.verbs.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
        throw unknownWord(`command of ${object.name}`, word, known);
      }
      return run(self, (context) => object.verbs[0].run(context, []));
    });
  command.configureHelp({ visibleArguments: () => [] });
  for (const verb of object.verbs) addVerb(command, verb);
  if (object.notes !== undefined) command.addHelpText("after", `\n${object.notes}`);
}

/** The whole command line. It throws `CommanderError` instead of ending the process. */
export function createProgram(): Command {
  const program = new Command("nlkit")
    .description("The network of a Linux machine, over netlink")
    .version(version(), "-V, --version", "print the version")
    .option("--json", "print JSON: an array for a list, an object a line for a stream")
    .option("--netns <namespace>", "in a network namespace: NAME of ip netns, PID or PATH")
    .option("--timeout <seconds>", "how long to wait for an answer; 0 for ever (default: 5)")
    .option("--embedded", "against the embedded kernel (not in this version yet)")
    .option("-4, --ipv4", "IPv4 alone")
    .option("-6, --ipv6", "IPv6 alone")
    .option("-d, --details", "with what is seldom wanted, such as the options of a link's kind")
    .option("-s, --stats", "with counters")
    .exitOverride()
    // What went wrong is printed in one place, by main.ts.
    .configureOutput({ outputError: () => {} })
    .helpCommand(false);
  program
    .command("overview")
    .summary("links as a tree with their addresses, and the routes")
    .description("links as a tree with their addresses, and the routes")
    .option("-a, --all", "every route, and the local table, too")
    .action((options: { all?: boolean }, self: Command) =>
      run(self, (context) => overview(context, options)),
    );
  for (const object of OBJECTS) addObject(program, object);
  program
    .command("monitor")
    .usage("[options] [link|addr|route…]")
    .summary("changes as they come")
    .description("changes of links, addresses and routes as they come, until it is interrupted")
    .argument("[objects...]", "link, addr, route; all where none is named")
    .option("--snapshot", "first print what is there")
    .action((words: string[], options: { snapshot?: boolean }, self: Command) =>
      run(self, (context) => monitor(context, words, options)),
    );
  for (const { name, usage, summary, action } of ASKING) {
    program
      .command(name)
      .usage(`[options] ${usage.map(([word]) => word).join(" ")}`)
      .summary(summary)
      .description(summary)
      .action((...given: unknown[]) => {
        const words = given.slice(0, usage.length).filter((word) => typeof word === "string");
        return run(given.at(-1) as Command, (context) => action(context, words));
      });
    const command = program.commands.at(-1) as Command;
    for (const [word, help] of usage) command.argument(word, help);
  }
  program
    .command("decode")
    .summary("captured traffic: pcap, pcapng, hexadecimal or strace text")
    .description(
      "decodes captured netlink traffic, which it recognizes by itself: pcap and pcapng files (nlmon), " +
        "hexadecimal lines, or the text of strace -xx -e read=all -e write=all",
    )
    .argument("[file]", "what to read; standard input where it is - or absent")
    .option(
      "--protocol <protocol>",
      "of hexadecimal lines: route, generic, netfilter, 16… (default: route)",
    )
    .option("--request", "hexadecimal lines are requests to the kernel")
    .option("--reply", "hexadecimal lines are answers of the kernel")
    .action(async (file: string | undefined, flags: DecodeFlags, self: Command) => {
      // It brings the tables of every protocol, which no other command should wait for.
      const { decode } = await import("./decode.ts");
      await decode(file, flags, self.optsWithGlobals<GlobalOptions>());
    });
  program.addHelpText(
    "after",
    `
Examples:
  nlkit overview
  nlkit link set eth0 mtu 1400 up
  nlkit link add v0 type veth peer name v1
  nlkit addr add 10.0.0.1/24 dev eth0
  nlkit route add default via 10.0.0.254
  nlkit monitor link --json
  tcpdump -i nlmon0 -w - | nlkit decode

"nlkit COMMAND --help" has the words of each.`,
  );
  return program;
}

/** Parses and runs the process's own command line. */
export async function runProgram(): Promise<void> {
  await createProgram().parseAsync(process.argv);
}
