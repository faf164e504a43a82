/**
 * The commands, put together from the tables of the objects.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { Command } from "commander";
import { addrCommand } from "./addr.ts";
import { type AskFlags, ask, dump, subscribe } from "./ask.ts";
import { type Context, type GlobalOptions, withContext } from "./context.ts";
import type { DecodeFlags } from "./decode.ts";
import { familyCommand } from "./family.ts";
import { linkCommand } from "./link.ts";
import { monitor } from "./monitor.ts";
import { neighCommand } from "./neigh.ts";
import { nexthopCommand } from "./nexthop.ts";
import { overview } from "./overview.ts";
import { routeCommand } from "./route.ts";
import { ruleCommand } from "./rule.ts";
import { unknownWord } from "./usage.ts";
import type { ObjectCommand, Verb } from "./verb.ts";
import { wordsHelp } from "./words.ts";

const OBJECTS: readonly ObjectCommand[] = [
  linkCommand,
  addrCommand,
  routeCommand,
  ruleCommand,
  neighCommand,
  nexthopCommand,
  familyCommand,
];

/** What `do` can set in the header of its requests. */
const HEADER_FLAGS = [
  ["--create", "make what there is not (NLM_F_CREATE)"],
  ["--replace", "replace what there is (NLM_F_REPLACE)"],
  ["--excl", "only where there is none (NLM_F_EXCL)"],
  ["--append", "at the end of the list (NLM_F_APPEND)"],
  ["--echo", "answer with what was made (NLM_F_ECHO)"],
] as const;
const POLICY = ["--policy", "do not ask; print what this kernel accepts for it"] as const;

/** Commands for any family. */
const ASKING = [
  {
    name: "do",
    usage: [
      ["<family>", "name of the family: ethtool, rt-link, nftables…"],
      ["<operation>", "rings-get, or ETHTOOL_MSG_RINGS_GET"],
      ["[json...]", "what to ask with; after --multi further operations with theirs"],
    ],
    options: [
      ...HEADER_FLAGS,
      ["--multi", "several operations in one send; those of nftables are carried out as one"],
      POLICY,
    ],
    summary: "asks a family for one answer, or has it change something",
    action: ask,
  },
  {
    name: "dump",
    usage: [
      ["<family>", "name of the family: ethtool, netdev, rt-route…"],
      ["<operation>", "dev-get, or NETDEV_CMD_DEV_GET"],
      ["[json...]", "what to ask with"],
    ],
    options: [POLICY],
    summary: "asks a family for all that there are",
    action: dump,
  },
  {
    name: "subscribe",
    usage: [
      ["<family>", "name of the family"],
      ["<group>", "name of one of its multicast groups: monitor, RTNLGRP_LINK or link"],
    ],
    options: [],
    summary: "messages of a family's group as they come, a line of JSON each",
    action: subscribe,
  },
] as const;

type Asking = (typeof ASKING)[number];

const JSON_NOTES = `
JSON has the names of the table ("nlkit family show FAMILY" has them all). Numbers may be names of their
enumeration and strings of digits ("0x10"), flags a number or a list of names, bytes are hexadecimal digits.`;

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

function addAsking(program: Command, { name, usage, options, summary, action }: Asking): void {
  const command = program
    .command(name)
    .usage(`[options] ${usage.map(([word]) => word).join(" ")}`)
    .summary(summary)
    .description(summary)
    .addHelpText("after", JSON_NOTES)
    .action((...given: unknown[]) => {
      const self = given.at(-1) as Command;
      const words = given.slice(0, usage.length).flat();
      return run(self, (context) =>
        action(
          context,
          words.filter((word) => typeof word === "string"),
          self.opts<AskFlags>(),
        ),
      );
    });
  for (const [word, help] of usage) command.argument(word, help);
  for (const [flag, help] of options) command.option(flag, help);
}

function addCompletion(program: Command): void {
  program
    .command("completion")
    .summary("a script that completes the words of this command in a shell")
    .description(
      'a script for the shell: source <(nlkit completion bash), or "nlkit completion fish | source"; for zsh ' +
        "a file _nlkit in a folder of $fpath",
    )
    .argument("<shell>", "bash, zsh or fish")
    .action(async (shell: string) => {
      const { COMPLETION_SCRIPTS } = await import("./complete.ts");
      const script = Object.hasOwn(COMPLETION_SCRIPTS, shell)
        ? COMPLETION_SCRIPTS[shell]
        : undefined;
      if (script === undefined) throw unknownWord("shell", shell, Object.keys(COMPLETION_SCRIPTS));
      process.stdout.write(script);
    });
  program
    .command("complete", { hidden: true })
    .argument("[words...]")
    .action(async (words: string[]) => {
      const { complete } = await import("./complete.ts");
      const found = await complete(program, OBJECTS, words);
      process.stdout.write(found.map((each) => `${each}\n`).join(""));
    });
}

/** The whole command line. It throws `CommanderError` instead of ending the process. */
export function createProgram(): Command {
  const program = new Command("nlkit")
    .description("The network of a Linux machine, over netlink")
    .version(version(), "-V, --version", "print the version")
    .option("--json", "print JSON: an array for a list, an object a line for a stream")
    .option("--netns <namespace>", "in a network namespace: NAME of ip netns, PID or PATH")
    .option("--timeout <seconds>", "how long to wait for an answer; 0 for ever (default: 5)")
    .option("--embedded", "ask the embedded kernel, which has a sample network")
    .option(
      "--connect <address>",
      "ask a kernel in another process: unix:PATH, as listen() serves it",
    )
    .option("--spec <file>", "take the family's table from a YAML file of the kernel's form")
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
  for (const command of ASKING) addAsking(program, command);
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
    .option(
      "--family <id=name>",
      "which generic family has an id that the capture does not tell of; live: as this machine's kernel has them",
      (word: string, before: readonly string[] = []) => [...before, word],
    )
    .action(async (file: string | undefined, flags: DecodeFlags, self: Command) => {
      // It brings the tables of every protocol, which no other command should wait for.
      const { decode } = await import("./decode.ts");
      await decode(file, flags, self.optsWithGlobals<GlobalOptions>());
    });
  addCompletion(program);
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
