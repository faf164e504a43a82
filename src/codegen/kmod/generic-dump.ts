/**
 * The dumps of a generic family in C: rows into datagrams.
 *
 * @module
 */
import { call, prototype } from "./functions.ts";
import { handlerNames, hasDump } from "./generic-names.ts";
import type { ModuleModel } from "./model.ts";
import { comment } from "./text.ts";

/** The carrier of dumps: rows until the datagram is full, and on from there in the next. */
export function dumpFunctions(model: ModuleModel): string[] {
  const { name, header } = model;
  const dumps = model.operations.filter(hasDump);
  const [first] = dumps;
  if (first === undefined) return [];
  const argument = header === undefined ? "" : ", message";
  const firstRow = handlerNames(model, first).row;
  return [
    ...comment([
      "Rows until the handler has no more, or the datagram no room: then the row that did not fit is taken back, with " +
        "what its handler has done to its state, and asked for again.",
    ]),
    ...prototype(
      "static int",
      `${name}_dump`,
      `struct sk_buff *skb, struct netlink_callback *cb, u8 command, typeof(${firstRow}) *row`,
    ),
    "{",
    "\tu8 before[sizeof(cb->ctx)];",
    "\tvoid *message;",
    "\tint err;",
    "",
    "\tfor (;;) {",
    "\t\tmemcpy(before, cb->ctx, sizeof(before));",
    "\t\tmessage = genlmsg_put(skb, NETLINK_CB(cb->skb).portid, cb->nlh->nlmsg_seq,",
    `\t\t\t\t      &${name}_nl_family, NLM_F_MULTI, command);`,
    "\t\tif (!message)",
    "\t\t\treturn skb->len ? skb->len : -EMSGSIZE;",
    ...(header === undefined ? [] : [`\t\tmemset(message, 0, sizeof(struct ${header.cName}));`]),
    `\t\terr = row(skb, cb${argument});`,
    "\t\tif (err <= 0)",
    "\t\t\tbreak;",
    "\t\tgenl_dump_check_consistent(cb, message);",
    "\t\tgenlmsg_end(skb, message);",
    "\t}",
    "\tgenlmsg_cancel(skb, message);",
    "\tif (err != -EMSGSIZE)",
    "\t\treturn err;",
    "\tmemcpy(cb->ctx, before, sizeof(before));",
    "\treturn skb->len ? skb->len : -EMSGSIZE;",
    "}",
    "",
    ...dumps.flatMap((operation) => {
      const { row } = handlerNames(model, operation);
      return [
        ...prototype(
          "static int",
          model.identifiers.claim(`${row}s`, `operation ${operation.name}`),
          "struct sk_buff *skb, struct netlink_callback *cb",
        ),
        "{",
        ...call(`\treturn ${name}_dump(`, ["skb", "cb", operation.replyCommand ?? "", row], ");"),
        "}",
        "",
      ];
    }),
  ];
}
