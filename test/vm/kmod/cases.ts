/**
 * Requests to the family of every type, and what should come of them: what the embedded kernel, whose policies are those
 * of the module's table, makes of the same. They are made outside of the virtual machine, where it takes seconds.
 *
 * @module
 */
import fc from "fast-check";
import { NetlinkErrnoError } from "../../../src/errors/index.ts";
import { type FamilyClient, openFamily } from "../../../src/generic.ts";
import { createKernel } from "../../../src/kernel/index.ts";
import { type AttributeSet, attributeSet, message } from "../../../src/schema/index.ts";
import { NLA_TYPE_MASK, type RawAttribute } from "../../../src/wire/index.ts";
import { arbitraryOf } from "../../support/arbitrary.ts";
import { every } from "./every.ts";

type Bag = Record<string, unknown>;

/** What comes of a request. */
export type Outcome =
  | { readonly rows: readonly unknown[] }
  | {
      readonly errno: string;
      readonly message: string | undefined;
      readonly path: readonly string[] | undefined;
    };

/** A request, and what should come of it. */
export interface Case {
  readonly value: Bag;
  readonly outcome: Outcome;
}

/** The ways in which the family is asked. */
export const WAYS = ["do echo", "do liberal", "do part", "dump echo", "dump liberal"] as const;
/** One of them. */
export type Way = (typeof WAYS)[number];
/** Cases by the way of asking. */
export type Cases = Readonly<Record<Way, readonly Case[]>>;

/** Values of each way that are accepted. */
const ACCEPTED = 1000;
/** Requests that are tried for them. */
const TRIED = 8000;
/** Number of the last attribute of the table. */
const LAST = Math.max(...Object.values(every.attributes?.entries ?? {}).map(([number]) => number));
/** Attributes of a request. */
const ATTRIBUTES = 4;

/** Asks once. */
export async function ask(
  client: FamilyClient<typeof every>,
  way: Way,
  value: Bag,
): Promise<Outcome> {
  const [mode, operation] = way.split(" ") as ["do" | "dump", "echo"];
  try {
    if (mode === "dump") return { rows: await client.dump(operation, value) };
    return { rows: [await client.do(operation, value)] };
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError)) throw error;
    const { message: text, attributePath } = error.extack ?? {};
    return { errno: error.errnoName, message: text, path: attributePath };
  }
}

/** Opens the family in an embedded kernel, where it does what the module's handlers do. */
async function openEmbedded(): Promise<FamilyClient<typeof every>> {
  const kernel = createKernel();
  /** As many rows as the serial says, each of them the request. */
  function* dumpit<Request extends { readonly serial: number }>(request: Request) {
    for (let { serial } = request; serial > 0; serial--) yield { ...request, serial: serial - 1 };
  }
  kernel.registerFamily(every, {
    echo: { doit: (request, { reply }) => reply(request), dumpit },
    liberal: { doit: (request, { reply }) => reply(request), dumpit },
    // The module does not repeat the header here.
    part: { doit: ({ id, name }, { reply }) => reply({ id, name }) },
  });
  return openFamily(every, { transport: kernel });
}

/** Values of a few attributes of a set at a time: of many, one would be refused nearly always. */
function arbitraryOfFew(set: AttributeSet): fc.Arbitrary<Bag> {
  const parts = Object.entries(set.entries)
    .filter(([name]) => name !== "data")
    .map(([name, entry]) => {
      // What selects stands in front of what it selects, or there is no telling what that is.
      const entries =
        name === "kind" ? { kind: entry, data: set.entries["data"] } : { [name]: entry };
      const one = attributeSet(set.name, set.prefix, entries as AttributeSet["entries"]);
      return arbitraryOf(message({ attributes: one }));
    });
  return fc
    .shuffledSubarray(parts, { maxLength: Math.min(ATTRIBUTES, parts.length) })
    .chain((some) => fc.tuple(...some))
    .filter((values) => values.every((value) => !(value["data"] instanceof Uint8Array)))
    .map((values) => Object.assign({}, ...values) as Bag);
}

/** Attributes beyond those of the table: what only a liberal check lets pass. */
function newer(unknown: unknown): RawAttribute[] {
  const all = (unknown ?? []) as readonly RawAttribute[];
  return all.filter(({ type }) => (type & NLA_TYPE_MASK) > LAST);
}

/** The same without what no table knows, at any depth: the handlers read by type. */
function withoutUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnknown);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      name === "unknown" ? [] : [[name, withoutUnknown(inner)]],
    ),
  );
}

async function casesOf(client: FamilyClient<typeof every>, way: Way): Promise<Case[]> {
  const { attributes } = every.operations[way.split(" ")[1] as "echo"].request;
  const header = fc.record({ serial: fc.nat(3), kindOfRequest: fc.nat(255) });
  const values = fc.sample(fc.tuple(header, arbitraryOfFew(attributes as AttributeSet)), {
    numRuns: TRIED,
    seed: 6,
  });
  const cases: Case[] = [];
  let accepted = 0;
  for (const [front, rest] of values) {
    if (accepted === ACCEPTED) return cases;
    const unknown = way.endsWith("liberal") ? newer(rest["unknown"]) : [];
    const known = withoutUnknown(rest) as Bag;
    const value = { ...front, ...known, ...(unknown.length > 0 && { unknown }) };
    const outcome = await ask(client, way, value);
    if ("rows" in outcome) accepted++;
    cases.push({ value, outcome });
  }
  throw new Error(`${way}: of ${TRIED} requests, only ${accepted} were accepted`);
}

/** Makes the cases of every way. */
export async function makeCases(): Promise<Cases> {
  const client = await openEmbedded();
  const made: Partial<Record<Way, Case[]>> = {};
  for (const way of WAYS) made[way] = await casesOf(client, way);
  client.close();
  return made as Cases;
}
