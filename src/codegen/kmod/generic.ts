/**
 * A generic family in C: what registers it, checks its requests, starts its messages and carries its dumps. What it
 * does is in the handlers, which somebody else writes.
 *
 * @module
 * @see include/net/genetlink.h; net/netlink/genetlink.c
 */
import { prototype } from "./functions.ts";
import { dumpFunctions } from "./generic-dump.ts";
import { handlerNames, hasDump } from "./generic-names.ts";
import { groupFunctions, messageFunctions } from "./generic-send.ts";
import type { ModuleModel } from "./model.ts";
import type { ModuleOperation } from "./operations.ts";
import { PolicyWriter } from "./policies.ts";
import { structChecks } from "./structs.ts";
import { comment, file, indent, license } from "./text.ts";

const PERMISSIONS = {
  anyone: [],
  admin: ["GENL_ADMIN_PERM"],
  "namespace-admin": ["GENL_UNS_ADMIN_PERM"],
} as const;

/** The module itself. */
export function genericSource(model: ModuleModel): string {
  const { name } = model;
  const policies = new PolicyWriter(model);
  const operations = operationTable(model, policies);
  const shared = policies.nameOf(model.shared);
  return file([
    license("GPL-2.0", false),
    ...comment([
      `Family ${model.family.replace(/\*\//g, "* /")} of generic netlink; its handlers are in ${name}_handlers.c.`,
      "Written from a table by nlkit: what is changed here is lost when it is written again.",
    ]),
    '#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt',
    "",
    "#include <linux/build_bug.h>",
    "#include <linux/module.h>",
    "",
    `#include "${name}_nl.h"`,
    "",
    ...structChecks(model),
    "",
    ...policies.lines,
    ...requireWrappers(model),
    ...dumpFunctions(model),
    ...operations,
    ...groupTable(model),
    ...familyLines(model, shared),
    ...messageFunctions(model),
    ...groupFunctions(model),
    ...moduleFunctions(model),
  ]);
}

function operationTable(model: ModuleModel, policies: PolicyWriter): string[] {
  const { name, operations } = model;
  if (operations.length === 0) return [];
  // The kernel refuses a family with an operation that can be asked for in no way.
  const asked = operations.filter(({ modes }) => modes.size > 0);
  const entries = asked.flatMap((operation) => {
    const names = handlerNames(model, operation);
    const flags = PERMISSIONS[operation.permission];
    const own = operation.request === model.shared ? undefined : policies.nameOf(operation.request);
    const validate = validation(operation);
    const fields = [
      `.cmd = ${operation.command},`,
      ...(validate.length > 0 ? [`.validate = ${validate.join(" | ")},`] : []),
      ...(flags.length > 0 ? [`.flags = ${flags.join(" | ")},`] : []),
      ...(own === undefined ? [] : [`.policy = ${own},`, `.maxattr = ARRAY_SIZE(${own}) - 1,`]),
      ...(operation.modes.has("do")
        ? [`.doit = ${operation.requires.length > 0 ? `${names.doit}_checked` : names.doit},`]
        : []),
      ...(hasDump(operation)
        ? [`.start = ${names.start},`, `.dumpit = ${names.row}s,`, `.done = ${names.done},`]
        : []),
    ];
    return ["{", ...indent(fields), "},"];
  });
  return [`static const struct genl_ops ${name}_ops[] = {`, ...indent(entries), "};", ""];
}

function validation({ validation: doit, dumpValidation: dump }: ModuleOperation): string[] {
  return [
    ...(doit === "liberal" ? ["GENL_DONT_VALIDATE_STRICT"] : []),
    ...(dump === "unchecked"
      ? ["GENL_DONT_VALIDATE_DUMP"]
      : dump === "liberal"
        ? ["GENL_DONT_VALIDATE_DUMP_STRICT"]
        : []),
  ];
}

/** What is wanted of every request is asked for before its handler is. */
function requireWrappers(model: ModuleModel): string[] {
  return model.operations.flatMap((operation) => {
    if (operation.requires.length === 0 || !operation.modes.has("do")) return [];
    const { doit } = handlerNames(model, operation);
    return [
      ...prototype("static int", `${doit}_checked`, "struct sk_buff *skb, struct genl_info *info"),
      "{",
      ...operation.requires.flatMap((attribute) => [
        `\tif (GENL_REQ_ATTR_CHECK(info, ${attribute})) {`,
        '\t\tGENL_SET_ERR_MSG(info, "required attribute missing");',
        "\t\treturn -EINVAL;",
        "\t}",
      ]),
      `\treturn ${doit}(skb, info);`,
      "}",
      "",
    ];
  });
}

function groupTable({ name, prefix, groups }: ModuleModel): string[] {
  if (groups.length === 0) return [];
  const lines = groups.map(({ stem }) => {
    const upper = stem.toUpperCase();
    return `[${prefix}GROUP_${upper}] = { .name = ${prefix}MCGRP_${upper} },`;
  });
  return [
    `static const struct genl_multicast_group ${name}_groups[] = {`,
    ...indent(lines),
    "};",
    "",
  ];
}

function familyLines(model: ModuleModel, policy: string | undefined): string[] {
  const { name, prefix, header, groups, operations } = model;
  const liberal = operations.filter((operation) => validation(operation).length > 0);
  const lastLiberal = liberal
    .map(({ command }) => command)
    .sort((a, b) => (model.commands.get(b) ?? 0) - (model.commands.get(a) ?? 0))[0];
  const size = (array: string): string => `ARRAY_SIZE(${name}_${array})`;
  return [
    `struct genl_family ${name}_nl_family __ro_after_init = {`,
    ...indent([
      `.name = ${prefix}FAMILY_NAME,`,
      `.version = ${prefix}FAMILY_VERSION,`,
      ...(header === undefined ? [] : [`.hdrsize = sizeof(struct ${header.cName}),`]),
      ...(policy === undefined
        ? []
        : [`.policy = ${policy},`, `.maxattr = ARRAY_SIZE(${policy}) - 1,`]),
      ...(operations.length > 0 ? [`.ops = ${name}_ops,`, `.n_ops = ${size("ops")},`] : []),
      ...(groups.length > 0 ? [`.mcgrps = ${name}_groups,`, `.n_mcgrps = ${size("groups")},`] : []),
      // The kernel takes liberal checks of old operations alone: those before this number.
      ...(lastLiberal === undefined ? [] : [`.resv_start_op = ${lastLiberal} + 1,`]),
      ".netnsok = true,",
      ".module = THIS_MODULE,",
    ]),
    "};",
    "",
  ];
}

function moduleFunctions({ name, family }: ModuleModel): string[] {
  const text = family.replace(/[^\w .-]/g, "?");
  return [
    `static int __init ${name}_module_init(void)`,
    "{",
    `\tint err = ${name}_init();`,
    "",
    "\tif (err)",
    "\t\treturn err;",
    `\terr = genl_register_family(&${name}_nl_family);`,
    "\tif (err) {",
    `\t\tpr_err("the family cannot be registered: %d\\n", err);`,
    "\t\tgoto exit;",
    "\t}",
    `\terr = ${name}_started();`,
    "\tif (err)",
    "\t\tgoto unregister;",
    "\treturn 0;",
    "",
    "unregister:",
    `\tgenl_unregister_family(&${name}_nl_family);`,
    "exit:",
    `\t${name}_exit();`,
    "\treturn err;",
    "}",
    "",
    `static void __exit ${name}_module_exit(void)`,
    "{",
    `\t${name}_stopping();`,
    `\tgenl_unregister_family(&${name}_nl_family);`,
    `\t${name}_exit();`,
    "}",
    "",
    `module_init(${name}_module_init);`,
    `module_exit(${name}_module_exit);`,
    'MODULE_LICENSE("GPL");',
    `MODULE_DESCRIPTION("Generic netlink family ${text}");`,
  ];
}
