/**
 * The operations of a model → a family: names and numbers of its messages, and which answer which.
 *
 * @module
 */
import { call, type Expression, list, literal, object, reference, word } from "./expression.ts";
import type { OperationModel, SpecModel } from "./model.ts";
import { camelName } from "./names.ts";
import { messageKey } from "./types.ts";

/** Numbers of a family's messages. */
export interface MessageNumbers {
  /** By C name. */
  readonly constants: ReadonlyMap<string, number>;
  /** What arrives under each number: answers and notifications first, requests where nothing else does. */
  readonly arriving: ReadonlyMap<number, { readonly name: string; readonly table: string }>;
}

const tableOf = (operation: OperationModel): string => messageKey(operation.header, operation.set);

/**
 * Names every number. In a raw protocol requests and answers share one numbering, so that an answer is
 * called what the request of that number is: the answer to `RTM_GETLINK` is an `RTM_NEWLINK`.
 */
export function messageNumbers(spec: SpecModel): MessageNumbers {
  const raw = spec.protocol === "netlink-raw";
  const asked = spec.operations.filter((it) => it.isRequest && it.request !== undefined);
  const requestNames = new Map(asked.toReversed().map((it) => [it.request as number, it.constant]));
  const arriving = new Map<number, { name: string; table: string }>();
  const constants = new Map<string, number>();
  const arrive = (number: number, name: string, operation: OperationModel): void => {
    if (!arriving.has(number)) arriving.set(number, { name, table: tableOf(operation) });
    constants.set(name, number);
  };
  for (const it of asked) constants.set(it.constant, it.request as number);
  // A notification is what arrives unasked, so its layout goes before that of an answer.
  for (const wanted of ["notification", "answer", "request"]) {
    for (const it of spec.operations) {
      const kind = it.isRequest ? "answer" : "notification";
      if (it.modes.length === 0) continue;
      if (wanted === "request" && it.isRequest) arrive(it.request as number, it.constant, it);
      else if (wanted === kind && it.reply !== undefined) {
        const own = raw ? requestNames.get(it.reply) : undefined;
        const name = own ?? (it.isRequest ? it.replyConstant : it.constant);
        // A raw protocol's answer may have a number that no request has, and then has no name of its own.
        arrive(
          it.reply,
          (constants.get(name) ?? it.reply) === it.reply ? name : `${name}_REPLY`,
          it,
        );
      }
    }
  }
  return { constants, arriving };
}

function planOperation(operation: OperationModel, numbers: MessageNumbers): Expression {
  const table = reference(tableOf(operation));
  const constant = (name: string, value: number): Expression => ({ kind: "constant", name, value });
  const args = [
    literal(operation.constant),
    list(constant(operation.constant, operation.request as number), table),
  ];
  const { reply, isSlow, isOneReply, dumpReply, requires } = operation;
  const arriving = (number: number): Expression => {
    const named = [...numbers.constants].find(
      ([name, value]) => value === number && numbers.arriving.get(number)?.name === name,
    );
    return constant(named?.[0] ?? operation.replyConstant, number);
  };
  if (reply !== undefined) {
    args.push(list(arriving(reply), table));
  } else if (isSlow || isOneReply || requires.length > 0) args.push(word("undefined"));
  const options: [string, Expression][] = [];
  if (isSlow) options.push(["slow", literal(true)]);
  if (isOneReply) options.push(["oneReply", literal(true)]);
  if (requires.length > 0)
    options.push(["requires", list(...requires.map((name) => literal(camelName(name))))]);
  if (dumpReply !== undefined) options.push(["dumpReplyType", arriving(dumpReply)]);
  if (options.length > 0) args.push(object(options));
  return call("operation", ...args);
}

/** Plans the family itself. */
export function planFamily(spec: SpecModel, numbers: MessageNumbers): Expression {
  const asked = spec.operations.filter((it) => it.isRequest && it.request !== undefined);
  const messages = [...numbers.arriving]
    .toSorted(([left], [right]) => left - right)
    .map(
      ([value, { name, table }]) =>
        [name, list({ kind: "constant", name, value }, reference(table))] as const,
    );
  return call(
    "familyTable",
    object([
      ["name", literal(spec.name)],
      ["protocol", literal(spec.protocolNumber)],
      ...(spec.protocol === "netlink-raw" ? [] : [["version", literal(spec.version)] as const]),
      ["messages", object(messages)],
      ["operations", object(asked.map((it) => [it.constant, planOperation(it, numbers)] as const))],
      [
        "groups",
        object([...spec.groups].map(([name, value]) => [name, literal(value ?? 0)] as const)),
      ],
    ]),
  );
}
