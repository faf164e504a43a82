/**
 * The commands, put together from the tables of the objects.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { Command } from "commander";
import type { ApplyFlags } from "./apply.ts";
import { type AskFlags, ask, dump, subscribe } from "./ask.ts";
import { type Context, type GlobalOptions, withContext } from "./context.ts";
import type { DecodeFlags } from "./decode.ts";
import type { DropwatchFlags } from "./dropwatch.ts";
import type { KmodFlags } from "./kmod.ts";
import { monitor, monitored, USUAL } from "./monitor.ts";
import { OBJECTS } from "./objects.ts";
import { overview } from "./overview.ts";
import { endingLines, endingOf, unknownWord } from "./usage.ts";
import type { ObjectCommand, Verb } from "./verb.ts";
import { wordsHelp } from "./words.ts";

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
      ["--listen", "then print what the family sends to this socket alone, a line of JSON each"],
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

function addMonitor(program: Command): void {
  program
    .command("monitor")
    .usage("[options] [OBJECT…|all]")
    .summary("changes as they come")
    .description(
      `changes of objects as they come, until it is interrupted: ${monitored(OBJECTS).join(", ")}, which is of all that ` +
        `this kernel has and this user may see. Where nothing is named, of ${USUAL.join(", ")}`,
    )
    .argument("[objects...]", "what to follow")
    .option("--snapshot", "first print what is there")
    .action((words: string[], options: { snapshot?: boolean }, self: Command) =>
      run(self, (context) => monitor(context, OBJECTS, words, options)),
    );
}

function addDropwatch(program: Command): void {
  program
    .command("dropwatch")
    .summary("packets that the kernel drops, where and why, as they are dropped")
    .description(
      "packets that the kernel drops, with the function that did it and the reason, until it is interrupted; the kernel has " +
        "one monitor (drop_monitor), which is left as it was",
    )
    .option("--summary", "count by place, told once a second, instead of packet by packet")
    .option("--hardware", "also what hardware drops, where it tells (devlink traps)")
    .option("--no-software", "not what the kernel's own code drops")
    .option("--truncate <bytes>", "bytes of each packet for --json; 0 for all (default: 96)")
    .option("--queue <packets>", "packets that may wait in the kernel (default: 1000)")
    .option("--count <packets>", "end after so many")
    .option("--take-over", "stop a monitor that runs already, whoever began it")
    .action((flags: DropwatchFlags, self: Command) =>
      run(self, async (context) => {
        const { dropwatch } = await import("./dropwatch.ts");
        await dropwatch(context, flags);
      }),
    );
}

function addKmod(program: Command): void {
  program
    .command("kmod")
    .summary("writes a kernel module for a family")
    .description(
      "writes a kernel module in C for the family of a table: its header, policies, operations, groups and dumps, and how to " +
        "build it. What it does is in NAME_handlers.c, which is written once and kept from then on",
    )
    .argument(
      "<table>",
      "module of JavaScript or TypeScript that exports the table, or a spec in YAML",
    )
    .argument("<folder>", "where the files go")
    .option("--export <name>", "which table, where the module exports several")
    .option("--family <name>", "name of the family, where it is to be another than the table's")
    .option("--module <name>", "name of the module (default: the family's in small letters)")
    .option("--dump <operations...>", "operations that can be dumped, too")
    .option("--deferred", "of a protocol of its own: messages are handled in a kernel thread")
    .option("--anyone", "of a protocol of its own: anyone may join its groups")
    .action(async (table: string, folder: string, flags: KmodFlags, self: Command) => {
      const { kmod } = await import("./kmod.ts");
      await kmod(table, folder, flags, self.optsWithGlobals<GlobalOptions>().json === true);
    });
}

function addApply(program: Command): void {
  program
    .command("apply")
    .summary("bring the network to what a file declares")
    .description(
      "brings the links, addresses, routes and rules that a YAML or JSON file declares to what it says, and prints what that " +
        "took; what the file does not declare is not touched, and what fails is undone",
    )
    .argument("<file>", "what to read; standard input where it is -")
    .option("--dry-run", "print what would be done, and do nothing")
    .addHelpText(
      "after",
      `
Example of a file:
  links:
    - { name: br0, kind: bridge, up: true, addresses: [192.0.2.1/24] }
    - { name: eth1, master: br0, up: true }
  routes:
    - table: 100
      exact: true
      list: [{ dst: default, via: 192.0.2.254 }]
  rules:
    - list: [{ from: 192.0.2.0/24, priority: 100, table: 100 }]`,
    )
    .action((file: string, flags: ApplyFlags, self: Command) =>
      run(self, async (context) => {
        // The reader of YAML is for this command alone.
        const { apply } = await import("./apply.ts");
        await apply(context, file, flags);
      }),
    );
}

function addDecode(program: Command): void {
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
    // What went wrong is printed in one place, by runProgram.
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
  addMonitor(program);
  addDropwatch(program);
  addApply(program);
  addKmod(program);
  for (const command of ASKING) addAsking(program, command);
  addDecode(program);
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

/** Runs the process's own command line; what went wrong becomes a line on standard error and an exit status. */
export async function runProgram(): Promise<void> {
  try {
    await createProgram().parseAsync(process.argv);
  } catch (error) {
    const ending = endingOf(error);
    process.stderr.write(endingLines(ending));
    // Not process.exit: what is still on its way to a pipe would be cut off.
    process.exitCode = ending.status;
  }
}
