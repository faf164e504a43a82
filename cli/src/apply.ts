/**
 * `nlkit apply`: brings the network to what a file declares, or tells what that would take.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { NetlinkInputError, NetlinkPlanError } from "nlkit/errors";
import { type Desired, describeOperation, type PlanOperation } from "nlkit/route";
import { isMap, isNode, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Context } from "./context.ts";
import { CheckError, UsageError } from "./usage.ts";

/** What the command itself can be told. */
export interface ApplyFlags {
  readonly dryRun?: boolean;
}

/** A declaration, and where in its file each part of it stands. */
interface Declaration {
  readonly desired: Desired;
  /** `"net.yaml:12:5"`, of the deepest part of the path that the file has. */
  readonly placeOf: (path: string) => string;
}

/** Properties and indexes of `"links[0].addresses[1]"`. */
function partsOf(path: string): (string | number)[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) =>
    index === undefined ? (name as string) : Number(index),
  );
}

function read(file: string): Declaration {
  const name = file === "-" ? "standard input" : file;
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new CheckError(`${name}: ${(error as Error).message}`);
  }
  const lines = new LineCounter();
  // JSON is YAML, too. Numbers of 64 bits stay what they are.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong !== undefined) throw new UsageError(`${at(wrong.pos[0])}: ${wrong.message}`);
  const placeOf = (path: string): string => {
    let node: unknown = document.contents;
    let offset = 0;
    for (const part of partsOf(path)) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isNode(key) && key.toJSON() === part);
        if (pair === undefined) break;
        offset = (pair.key as Node).range?.[0] ?? offset;
        node = pair.value;
      } else if (isSeq(node) && isNode(node.items[part as number])) {
        node = node.items[part as number];
        offset = (node as Node).range?.[0] ?? offset;
      } else break;
    }
    return at(offset);
  };
  return { desired: document.toJS() as Desired, placeOf };
}

/** An error with the place in the file that it is about. */
function located(error: unknown, placeOf: Declaration["placeOf"]): unknown {
  if (error instanceof NetlinkInputError)
    return new UsageError(`${placeOf(error.field)}: ${error.message}`);
  if (error instanceof NetlinkPlanError && error.path !== undefined)
    return new CheckError(`${placeOf(error.path)}: ${error.message}`);
  return error;
}

/** What is printed of an operation: it itself, or its words. */
const lineOf = (operation: PlanOperation): string[] => [describeOperation(operation)];

/** Prints the plan for a file, and carries it out unless that is only tried. */
export async function apply(
  { route, output }: Context,
  file: string,
  { dryRun = false }: ApplyFlags,
): Promise<void> {
  const { desired, placeOf } = read(file);
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort(new Error("interrupted"));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupt);
  try {
    const plan = await route.plan(desired);
    const { operations } = dryRun ? plan : await route.apply(plan, { signal: interrupted.signal });
    await output.list(operations, lineOf);
  } catch (error) {
    throw located(error, placeOf);
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupt);
  }
}
