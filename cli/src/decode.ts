/**
 * `nlkit decode`: captured netlink traffic as a tree or as JSON lines. It asks no kernel, unless told to.
 *
 * @module
 */
import { createReadStream } from "node:fs";
import process from "node:process";
import {
  type CapturedMessage,
  type CaptureTables,
  captureTables,
  type Direction,
  decodeCapture,
} from "nlkit/capture";
import { formatCaptured, messageRecord, toJson } from "nlkit/format";
import { openGeneric } from "nlkit/generic";
import type { FamilyTable } from "nlkit/schema";
import { NETLINK_GENERIC, PROTOCOLS } from "nlkit/uapi";
import type { GlobalOptions } from "./context.ts";
import { Output } from "./output.ts";
import { readSpec } from "./tables.ts";
import { terminalPainter } from "./terminal.ts";
import { CheckError, UsageError, unknownWord } from "./usage.ts";

/** What the command itself can be told. */
export interface DecodeFlags {
  readonly protocol?: string;
  readonly request?: boolean;
  readonly reply?: boolean;
  /** `ID=NAME`, or `live`. */
  readonly family?: readonly string[];
}

/** Number of a protocol: `16`, `generic`, `NETLINK_GENERIC`, `sock-diag`. */
function protocolNumber(word: string): number {
  const number = /^(\d+|0x[0-9a-f]+)$/i.test(word) ? Number(word) : undefined;
  if (number !== undefined) {
    if (number <= 0xffff) return number;
    throw new UsageError(`--protocol: "${word}" is no number of a netlink protocol`);
  }
  const name = word.toUpperCase().replaceAll("-", "_");
  const values: Readonly<Record<string, number>> = PROTOCOLS.values;
  const found = [name, `NETLINK_${name}`].find((key) => Object.hasOwn(values, key));
  if (found !== undefined) return values[found] as number;
  const known = Object.keys(values).map((key) => key.replace("NETLINK_", "").toLowerCase());
  throw unknownWord("protocol", word, known);
}

function directionOf({ request, reply }: DecodeFlags): Direction | undefined {
  if (request === true && reply === true)
    throw new UsageError("--request and --reply exclude each other");
  return request === true ? "request" : reply === true ? "reply" : undefined;
}

/** Ids of generic families: as they are told, or as this machine's kernel has them. */
async function familyIds(words: readonly string[], netns?: string): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  for (const word of words) {
    const [, id, name] = /^(\d+|0x[0-9a-f]+)=(.+)$/i.exec(word) ?? [];
    if (word === "live") {
      await using generic = await openGeneric({ netns });
      for (const each of await generic.families()) ids.set(each.id, each.name);
    } else if (id !== undefined && name !== undefined) ids.set(Number(id), name);
    else throw new UsageError(`--family: "${word}" is neither ID=NAME nor live`);
  }
  return ids;
}

/** The tables with a family of one's own. */
function tablesWith(own: FamilyTable | undefined): CaptureTables {
  if (own === undefined) return captureTables;
  const { protocols, families } = captureTables;
  if (own.protocol === NETLINK_GENERIC) return { ...captureTables, families: [...families, own] };
  const messages = new Map([...(protocols.get(own.protocol) ?? []), ...own.messages]);
  return { ...captureTables, protocols: new Map([...protocols, [own.protocol, messages]]) };
}

/** Messages that are printed before what has been collected is written. */
const BATCH = 256;

/** Decodes a file, or standard input for `-` and where none is named. */
export async function decode(
  file: string | undefined,
  flags: DecodeFlags,
  options: GlobalOptions,
): Promise<void> {
  const direction = directionOf(flags);
  const isInput = file === undefined || file === "-";
  const name = isInput ? "standard input" : file;
  const { json = false, details = false, spec, netns } = options;
  const tables = tablesWith(spec === undefined ? undefined : await readSpec(spec));
  const messages = decodeCapture(isInput ? process.stdin : createReadStream(file), {
    ...(flags.protocol !== undefined && { protocol: protocolNumber(flags.protocol) }),
    ...(direction !== undefined && { direction }),
    tables,
    familyIds: await familyIds(flags.family ?? [], netns),
  });
  const output = new Output(json);
  const format = { paint: terminalPainter(), details };
  const print = (message: CapturedMessage): void => {
    if (json) output.line(toJson(messageRecord(message)));
    else for (const line of formatCaptured(message, format)) output.line(line);
  };
  let count = 0;
  let understood = false;
  let first: Error | undefined;
  try {
    for await (const message of messages) {
      print(message);
      understood ||= message.header !== undefined || message.error === undefined;
      first ??= message.error;
      // Standard input may be a live capture, whose reader waits for the line.
      if (isInput || ++count % BATCH === 0) await output.flush();
    }
  } catch (error) {
    // What was printed before it is right, and comes out first.
    await output.flush();
    throw new CheckError(`${name}: ${(error as Error).message}`, { cause: error });
  }
  await output.flush();
  if (!understood && first !== undefined)
    throw new CheckError(`${name}: it has no message that can be read: ${first.message}`);
}
