/**
 * The first version of the handlers' file, which from then on belongs to who has asked for it.
 *
 * @module
 */
import { call, lifeLines, prototype } from "./functions.ts";
import { handlerNames, rowParameters } from "./generic-names.ts";
import type { ModuleModel } from "./model.ts";
import type { ModuleOperation } from "./operations.ts";
import { comment, file, license } from "./text.ts";

function doit(model: ModuleModel, operation: ModuleOperation): string[] {
  const { doit: name, reply } = handlerNames(model, operation);
  const head = prototype("int", name, "struct sk_buff *skb, struct genl_info *info");
  const refuse = [
    ...call(
      "\tNL_SET_ERR_MSG(",
      ["info->extack", `"${operation.command} is not written yet"`],
      ");",
    ),
    "\treturn -EOPNOTSUPP;",
  ];
  const paragraphs = [
    `${operation.command}: its attributes have been checked by their policy; info->attrs has them by number.`,
    ...(operation.replyCommand === undefined
      ? []
      : [
          `${reply}() begins an answer, nla_put_u32() and its like write it, ${model.name}_send_reply() sends it.`,
        ]),
  ];
  return [...comment(paragraphs), ...head, "{", ...refuse, "}", ""];
}

function dump(model: ModuleModel, operation: ModuleOperation): string[] {
  const { start, row, done } = handlerNames(model, operation);
  const state = `${model.name}_${operation.stem}_state`;
  return [
    ...comment([
      `A dump of ${operation.command}. Its state lives in cb->ctx from the first datagram to the last; where a row has ` +
        "to be written again, it is what it was before it.",
    ]),
    `struct ${state} {`,
    "\tu32 next;",
    "};",
    "",
    `static_assert(sizeof(struct ${state}) <= ${model.prefix}STATE_SIZE);`,
    "",
    `int ${start}(struct netlink_callback *cb)`,
    "{",
    `\tstruct ${state} *state = (void *)cb->ctx;`,
    "",
    "\tstate->next = 0;",
    "\treturn 0;",
    "}",
    "",
    ...comment([
      "Writes the row at state->next and goes on to the one after it.",
      "Return: 1; 0 where there are no more; -EMSGSIZE, as nla_put() says it, where the row does not fit; any other error " +
        "ends the dump.",
    ]),
    ...prototype("int", row, rowParameters(model)),
    "{",
    "\treturn 0;",
    "}",
    "",
    "/* Frees what the start has taken; also called for a dump that nobody reads to its end. */",
    `int ${done}(struct netlink_callback *cb)`,
    "{",
    "\treturn 0;",
    "}",
    "",
  ];
}

/** The handlers, each refusing or empty. */
export function handlerSource(model: ModuleModel): string {
  const { name } = model;
  return file([
    license("GPL-2.0", false),
    ...comment([
      `What the family ${model.family.replace(/\*\//g, "* /")} does.`,
      "Written once by nlkit, and yours from then on: it is not written again. Handlers run one at a time.",
    ]),
    '#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt',
    "",
    "#include <linux/build_bug.h>",
    "",
    `#include "${name}_nl.h"`,
    "",
    ...model.operations.flatMap((operation) => [
      ...(operation.modes.has("do") ? doit(model, operation) : []),
      ...(operation.modes.has("dump") ? dump(model, operation) : []),
    ]),
    ...lifeLines(name),
  ]);
}
