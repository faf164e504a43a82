/**
 * What every command is run with: the global options, the output, and a client that is closed at the end.
 *
 * @module
 */
import process from "node:process";
import type { Warning } from "nlkit/client";
import { type AnyFamily, openFamily } from "nlkit/family";
import { printable, type TcFormatOptions } from "nlkit/format";
import { type GenericClient, openGeneric } from "nlkit/generic";
import { type IpFamily, openRoute, type RouteClient, type RouteOptions } from "nlkit/route";
import type { FamilyTable } from "nlkit/schema";
import { type KernelOptions, withKernel } from "./kernel.ts";
import { Output } from "./output.ts";
import { tableOf } from "./tables.ts";
import { terminalPainter } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** The options that any command takes, as commander gives them. */
export interface GlobalOptions extends KernelOptions {
  readonly json?: boolean;
  readonly netns?: string;
  readonly timeout?: string;
  readonly spec?: string;
  readonly details?: boolean;
  readonly stats?: boolean;
  readonly ipv4?: boolean;
  readonly ipv6?: boolean;
}

/** A command's surroundings. */
export interface Context {
  readonly route: RouteClient;
  /** What further clients are opened with, so that they ask the same kernel. */
  readonly client: RouteOptions;
  /** A client of generic netlink, opened when it is first asked for. */
  readonly generic: () => Promise<GenericClient>;
  /** The file of `--spec`. */
  readonly spec: string | undefined;
  /** The table of a family: that of `--spec`, else the one that comes with nlkit. */
  readonly table: (family: string) => Promise<FamilyTable>;
  /** A client of a family by its {@link table}, closed when the command is done. */
  readonly openFamily: (family: string) => Promise<AnyFamily>;
  readonly output: Output;
  /** How text is printed, by the output in any case. */
  readonly format: TcFormatOptions;
  /** Whether counters are wanted. */
  readonly stats: boolean;
  /** The family that `-4` or `-6` asks for. */
  readonly family: IpFamily | undefined;
}

/** Seconds as milliseconds; 0 waits for ever. */
function timeoutMs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  // What setTimeout can count to.
  if (seconds * 1000 <= 0x7fffffff) return seconds * 1000;
  throw new UsageError(`--timeout: "${text}" is no number of seconds`);
}

function familyOf(options: GlobalOptions): IpFamily | undefined {
  if (options.ipv4 === true && options.ipv6 === true)
    throw new UsageError("-4 and -6 exclude each other");
  return options.ipv4 === true ? "ipv4" : options.ipv6 === true ? "ipv6" : undefined;
}

/** Opens what the options ask for, runs the command and closes it again. */
export async function withContext(
  options: GlobalOptions,
  run: (context: Context) => Promise<void>,
): Promise<void> {
  const { netns } = options;
  const client = {
    timeoutMs: timeoutMs(options.timeout),
    ...(netns !== undefined && { netns: /^\d+$/.test(netns) ? Number(netns) : netns }),
    onWarning: ({ operation, message }: Warning) => {
      process.stderr.write(`nlkit: ${operation}: warning: ${printable(message)}\n`);
    },
  };
  const family = familyOf(options);
  await withKernel(options, (transport) =>
    runOn({ transport, ...client }, { ...options, family }, run),
  );
}

/** Runs the command with clients that are closed when it is done. */
async function runOn(
  client: RouteOptions,
  options: GlobalOptions & Pick<Context, "family">,
  run: (context: Context) => Promise<void>,
): Promise<void> {
  const { json = false, details = false, stats = false, spec, family } = options;
  const route = await openRoute(client);
  let generic: Promise<GenericClient> | undefined;
  const families: AnyFamily[] = [];
  const table = (name: string): Promise<FamilyTable> => tableOf(name, spec);
  const format = { paint: terminalPainter(), details, statistics: stats };
  try {
    await run({
      route,
      client,
      generic: () => {
        generic ??= openGeneric(client);
        return generic;
      },
      spec,
      table,
      openFamily: async (name) => {
        const opened = await openFamily(await table(name), client);
        families.push(opened);
        return opened;
      },
      output: new Output(json, format),
      format,
      stats,
      family,
    });
  } finally {
    for (const each of families) each.close();
    route.close();
    (await generic)?.close();
  }
}
