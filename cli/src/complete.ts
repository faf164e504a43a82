/**
 * What may come next on the command line, for the shells' completion: from the commands themselves, from the tables of
 * the families, and from this machine.
 *
 * @module
 */
import { readdirSync } from "node:fs";
import type { Command, Option } from "commander";
import { familyNames } from "nlkit/family";
import { openGeneric } from "nlkit/generic";
import { linkKinds, openRoute } from "nlkit/route";
import { PROTOCOLS } from "nlkit/uapi";
import { monitored } from "./monitor.ts";
import { shortNames, tableOf } from "./tables.ts";
import type { ObjectCommand, Verb } from "./verb.ts";

/** Candidates; those that do not begin as the word does are left out later. */
type Candidates = readonly string[] | Promise<readonly string[]>;

/** A command line up to the word that is being typed. */
interface Line {
  /** The commands that have been entered, the whole one first. */
  readonly commands: readonly Command[];
  /** What stands behind them, options aside. */
  readonly operands: readonly string[];
  /** Values of options by their long names. */
  readonly options: ReadonlyMap<string, string>;
  /** The option that the word at hand is the value of. */
  readonly pending: Option | undefined;
}

function findOption(commands: readonly Command[], word: string): Option | undefined {
  const name = word.split("=")[0];
  for (const command of commands) {
    const found = command.options.find(({ long, short }) => long === name || short === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parse(program: Command, words: readonly string[]): Line {
  const commands = [program];
  const operands: string[] = [];
  const options = new Map<string, string>();
  let pending: Option | undefined;
  for (const word of words) {
    if (pending !== undefined) {
      options.set(pending.long ?? "", word);
      pending = undefined;
    } else if (word.startsWith("-")) {
      const option = findOption(commands, word);
      const at = word.indexOf("=");
      if (option !== undefined && at >= 0) options.set(option.long ?? "", word.slice(at + 1));
      else if (option?.required === true) pending = option;
      else if (option !== undefined) options.set(option.long ?? "", "");
    } else {
      const children: readonly Command[] = commands.at(-1)?.commands ?? [];
      const child =
        operands.length === 0 &&
        children.find((each) => each.name() === word || each.aliases().includes(word));
      if (child) commands.push(child);
      else operands.push(word);
    }
  }
  return { commands, operands, options, pending };
}

/** Names of the links of the namespace that the line is about. */
async function links(netns: string | undefined): Promise<string[]> {
  const where = netns !== undefined && /^\d+$/.test(netns) ? Number(netns) : netns;
  await using route = await openRoute({ netns: where });
  return (await route.links.list()).map(({ name }) => name);
}

async function families(): Promise<string[]> {
  await using generic = await openGeneric();
  const live = (await generic.families()).map(({ name }) => name);
  return [...new Set([...familyNames(), ...live])];
}

function optionValues({ long }: Option): Candidates {
  if (long === "--netns") return readdirSync("/run/netns");
  if (long === "--protocol")
    return Object.keys(PROTOCOLS.values).map((name) => name.replace("NETLINK_", "").toLowerCase());
  return [];
}

/** What `do`, `dump` and `subscribe` take: a family, then what its table has. */
async function asked(command: string, { operands, options }: Line): Promise<readonly string[]> {
  const [family] = operands;
  if (family === undefined) return familyNames();
  const isMore = operands.length > 1 && !(command === "do" && options.has("--multi"));
  if (isMore) return [];
  const table = await tableOf(family, options.get("--spec"));
  const names = Object.keys(command === "subscribe" ? table.groups : table.operations);
  return shortNames(names);
}

/** Words of an object's verb: its grammar, with what the value of the word before may be. */
async function verbWords(verb: Verb, { operands, options }: Line): Promise<readonly string[]> {
  const table = [...verb.words, ...(verb.moreWords?.(operands) ?? [])];
  const before = table.find(({ names }) => names.includes(operands.at(-1) ?? ""));
  const shown = before?.value?.shown;
  if (shown === "DEV") return links(options.get("--netns"));
  if (before?.names.includes("type") === true && verb.usage.includes("KIND"))
    return [...linkKinds.keys()];
  if (shown !== undefined) return /^[a-z0-9]+(\|[a-z0-9]+)+$/.test(shown) ? shown.split("|") : [];
  const own = operands.length === 0 && /^\[?DEV\b/.test(verb.usage);
  return [
    ...table.flatMap(({ names }) => names),
    ...(own ? await links(options.get("--netns")) : []),
  ];
}

async function operandsOf(
  line: Line,
  objects: readonly ObjectCommand[],
): Promise<readonly string[]> {
  const [, first, second] = line.commands.map((command) => command.name());
  if (first === "do" || first === "dump" || first === "subscribe") return asked(first, line);
  if (first === "family" && second === "show") {
    const [family] = line.operands;
    if (family === undefined) return families();
    const table = await tableOf(family, line.options.get("--spec"));
    return line.operands.length > 1 ? [] : shortNames(Object.keys(table.operations));
  }
  if (first === "monitor") return monitored(objects);
  if (first === "completion") return ["bash", "zsh", "fish"];
  const object = objects.find(({ name }) => name === first);
  const verb = object?.verbs.find(({ name }) => name === second);
  return verb === undefined ? [] : verbWords(verb, line);
}

/**
 * What the last word may be completed to, in alphabetical order; nothing where that is not known, so that the shell
 * offers files. Never throws: who presses a key wants no error.
 *
 * @param words - Behind `nlkit`; the last one is being typed, and may be empty.
 */
export async function complete(
  program: Command,
  objects: readonly ObjectCommand[],
  words: readonly string[],
): Promise<string[]> {
  const typed = words.at(-1) ?? "";
  const line = parse(program, words.slice(0, -1));
  const { commands, pending, operands } = line;
  let found: readonly string[];
  try {
    if (pending !== undefined) found = await optionValues(pending);
    else if (typed.startsWith("-"))
      found = commands.flatMap((command) => command.options.map(({ long }) => long ?? ""));
    else {
      const children = operands.length > 0 ? [] : (commands.at(-1)?.commands ?? []);
      const shown = children.map((command) => command.name()).filter((name) => name !== "complete");
      found = shown.length > 0 ? shown : await operandsOf(line, objects);
    }
  } catch {
    return [];
  }
  return [...new Set(found)].filter((each) => each !== "" && each.startsWith(typed)).sort();
}

/** What makes a shell ask `nlkit complete`; files where it knows nothing. */
export const COMPLETION_SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_nlkit() {
  local IFS=$'\\n'
  COMPREPLY=($(nlkit complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _nlkit nlkit
`,
  zsh: `#compdef nlkit
_nlkit() {
  local -a found
  found=("\${(@f)$(nlkit complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then compadd -a found; else _files; fi
}
compdef _nlkit nlkit
`,
  fish: `function __nlkit
  set -l found (nlkit complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c nlkit -f -a '(__nlkit)'
`,
};
