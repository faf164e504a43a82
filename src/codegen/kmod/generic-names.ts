/**
 * The operations of a generic family as its parts in C name them.
 *
 * @module
 */
import type { ModuleModel } from "./model.ts";
import type { ModuleOperation } from "./operations.ts";

/** The functions that stand for one operation's ways of being asked. */
export function handlerNames(model: ModuleModel, { stem }: ModuleOperation) {
  const base = `${model.name}_${stem}`;
  return {
    doit: `${base}_doit`,
    start: `${base}_start`,
    row: `${base}_row`,
    done: `${base}_done`,
    reply: `${base}_reply`,
  } as const;
}

/** Parameters of the function that writes a row: with the family's own header, where it has one. */
export function rowParameters(model: ModuleModel): string {
  const header = model.header === undefined ? "" : `, struct ${model.header.cName} *header`;
  return `struct sk_buff *skb, struct netlink_callback *cb${header}`;
}

/** Whether a request is answered by a message. */
export const hasReply = ({ modes, replyCommand }: ModuleOperation): boolean =>
  modes.has("do") && replyCommand !== undefined;
/** Whether it can be dumped. */
export const hasDump = ({ modes }: ModuleOperation): boolean => modes.has("dump");
