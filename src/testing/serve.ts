/**
 * Operations of a family as plain functions from a request to its answer.
 *
 * @module
 */
import type {
  AnyFamilyTable,
  FamilyHandlers,
  OperationHandlers,
  ReplyOf,
  RequestContext,
  RequestOf,
} from "../kernel/index.ts";

/**
 * What an operation answers: nothing but its acknowledgement, one message, or several, which are
 * the rows of a dump.
 */
export type Answer<Reply> = Reply | Iterable<Reply> | void;

/**
 * Answers the requests of one operation, single ones and dumps alike; it refuses by
 * `context.refuse`.
 */
export type AnswerFunction<Request, Reply, Table extends AnyFamilyTable> = (
  request: Request,
  context: RequestContext<Table>,
) => Answer<Reply> | Promise<Answer<Reply>>;

/** Answers by operation; one without does not exist (`EOPNOTSUPP`). */
export type FamilyAnswers<Table extends AnyFamilyTable> = {
  readonly [Name in keyof Table["operations"]]?: AnswerFunction<
    RequestOf<Table["operations"][Name]>,
    ReplyOf<Table["operations"][Name]>,
    Table
  >;
};

function rowsOf(answer: Answer<unknown>): Iterable<unknown> {
  if (answer === undefined) return [];
  const isMany = typeof answer === "object" && answer !== null && Symbol.iterator in answer;
  return isMany ? (answer as Iterable<unknown>) : [answer];
}

async function* rowsLater(answer: Promise<Answer<unknown>>): AsyncGenerator<unknown> {
  yield* rowsOf(await answer);
}

type AnyAnswer = AnswerFunction<unknown, unknown, AnyFamilyTable>;

function handlersOf(answer: AnyAnswer): OperationHandlers {
  return {
    doit(request, context) {
      const reply = (given: Answer<unknown>): void => {
        for (const row of rowsOf(given)) (context.reply as (value: unknown) => void)(row);
      };
      const given = answer(request, context as RequestContext);
      return given instanceof Promise ? given.then(reply) : reply(given);
    },
    dumpit(request, context) {
      const given = answer(request, context as RequestContext);
      return given instanceof Promise ? rowsLater(given) : rowsOf(given);
    },
  };
}

/** The handlers that a kernel takes. */
export function toHandlers<Table extends AnyFamilyTable>(
  answers: FamilyAnswers<Table>,
): FamilyHandlers<Table> {
  const entries = Object.entries(answers as Record<string, AnyAnswer | undefined>);
  return Object.fromEntries(
    entries.flatMap(([name, answer]) => (answer === undefined ? [] : [[name, handlersOf(answer)]])),
  ) as FamilyHandlers<Table>;
}
