/**
 * What clients of any family have in common: what a table's operations take and give, and looking one up by its name.
 *
 * @module
 */
import type { BatchRequest } from "../client/index.ts";
import { NetlinkInputError } from "../errors/index.ts";
import {
  type AnyOperation,
  type FamilyTable,
  nearestName,
  type Operation,
} from "../schema/index.ts";

/** Names of a table's operations. */
export type OperationName<Table extends FamilyTable> = keyof Table["operations"] & string;
/** Names of a table's groups. */
export type GroupName<Table extends FamilyTable> = keyof Table["groups"] & string;
/** What an operation takes. */
export type RequestOf<Table extends FamilyTable, Name extends OperationName<Table>> =
  Table["operations"][Name] extends Operation<infer In, unknown> ? In : never;
/** What an operation answers with. */
export type ReplyOf<Table extends FamilyTable, Name extends OperationName<Table>> =
  // biome-ignore lint/suspicious/noExplicitAny: an operation is contravariant in what it takes
  Table["operations"][Name] extends Operation<any, infer Out> ? Out : never;

/** One request of a family's batch: an operation by its name, what it takes, and `NLM_F_*` of its own. */
export type FamilyRequest<Table extends FamilyTable> = {
  readonly [Name in OperationName<Table>]: {
    readonly operation: Name;
    readonly value: RequestOf<Table, Name>;
    readonly flags?: number;
  };
}[OperationName<Table>];

/** A name that is not there, with the nearest of those that are. */
export function unknownName(field: string, name: unknown, known: readonly string[]): never {
  const near = nearestName(String(name), known);
  const hint =
    near === undefined
      ? `one of ${known.join(", ") || "none: there are none"}`
      : `one that there is (did you mean "${near}"?)`;
  throw new NetlinkInputError(field, name, hint);
}

/** An operation of a table. @throws `NetlinkInputError` with the nearest that there is. */
export function findOperation({ operations }: FamilyTable, name: string): AnyOperation {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  return operation ?? unknownName("operation", name, Object.keys(operations));
}

/** Numbers of groups. @throws `NetlinkInputError` for a name that there is none of. */
export function groupNumbers(
  numbers: Readonly<Record<string, number>>,
  names: string | readonly string[],
): number[] {
  return (typeof names === "string" ? [names] : names).map((name) =>
    Object.hasOwn(numbers, name)
      ? (numbers[name] as number)
      : unknownName("group", name, Object.keys(numbers)),
  );
}

/** The requests of a family's batch as the client takes them, one after the other. */
export async function* batchRequests<Table extends FamilyTable>(
  requests: Iterable<FamilyRequest<Table>> | AsyncIterable<FamilyRequest<Table>>,
  resolve: (name: string) => AnyOperation,
): AsyncGenerator<BatchRequest, void, void> {
  for await (const { operation, value, flags } of requests)
    yield { operation: resolve(operation), value, ...(flags !== undefined && { flags }) };
}
