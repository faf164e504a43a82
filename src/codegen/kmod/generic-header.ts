/**
 * The header between the generated part of a generic family and its handlers.
 *
 * @module
 */
import { declaration, LIFE, prototype } from "./functions.ts";
import { handlerNames, hasDump, hasReply, rowParameters } from "./generic-names.ts";
import type { ModuleModel } from "./model.ts";
import { comment, file, license } from "./text.ts";

/** The header between the generated part and the handlers. */
export function genericHeader(model: ModuleModel): string {
  const { name, prefix, header } = model;
  const guard = `_${prefix}NL_H`;
  return file([
    license("GPL-2.0", true),
    ...comment([
      `What ${name}_nl.c and ${name}_handlers.c have of each other.`,
      "Written from a table by nlkit: what is changed here is lost when it is written again.",
    ]),
    `#ifndef ${guard}`,
    `#define ${guard}`,
    "",
    "#include <linux/netlink.h>",
    "#include <linux/version.h>",
    "#include <net/genetlink.h>",
    "",
    `#include "${name}.h"`,
    "",
    ...groupEnum(model),
    `extern struct genl_family ${name}_nl_family;`,
    "",
    "/* What the handlers have: see their file. */",
    ...LIFE.map(([type, phase]) => `${type} ${name}_${phase}(void);`),
    ...model.operations.flatMap((operation) => {
      const names = handlerNames(model, operation);
      return [
        ...(operation.modes.has("do")
          ? declaration("int", names.doit, "struct sk_buff *skb, struct genl_info *info")
          : []),
        ...(operation.modes.has("dump")
          ? [
              ...declaration("int", names.start, "struct netlink_callback *cb"),
              ...declaration("int", names.row, rowParameters(model)),
              ...declaration("int", names.done, "struct netlink_callback *cb"),
            ]
          : []),
      ];
    }),
    "",
    "/* What the handlers can call. */",
    ...model.operations.flatMap((operation) =>
      hasReply(operation)
        ? declaration(
            "struct sk_buff *",
            handlerNames(model, operation).reply,
            "const struct genl_info *info, size_t size",
          )
        : [],
    ),
    ...model.notifications.flatMap(({ stem }) =>
      declaration(
        "struct sk_buff *",
        `${name}_${stem}_message`,
        "const struct genl_info *info, size_t size, gfp_t flags",
      ),
    ),
    ...(model.operations.some(hasReply)
      ? declaration("int", `${name}_send_reply`, "struct sk_buff *skb, struct genl_info *info")
      : []),
    ...(model.groups.length > 0 ? groupPrototypes(model) : []),
    "",
    ...(header === undefined ? [] : headerAccess(model, header.cName)),
    ...dumpAccess(model),
    `#endif /* ${guard} */`,
  ]);
}

function groupEnum(model: ModuleModel): string[] {
  if (model.groups.length === 0) return [];
  const lines = model.groups.map(({ stem, name }) => {
    const constant = `${model.prefix}GROUP_${stem.toUpperCase()}`;
    return `\t${model.identifiers.claim(constant, `group ${name}`)},`;
  });
  const type = model.identifiers.claim(`${model.name}_group`, "the groups");
  return [
    "/* Groups as the functions below count them; the kernel gives each a number of its own. */",
    `enum ${type} {`,
    ...lines,
    "};",
    "",
  ];
}

function groupPrototypes({ name }: ModuleModel): string[] {
  return [
    ...declaration("bool", `${name}_has_listeners`, `struct net *net, enum ${name}_group group`),
    ...declaration(
      "int",
      `${name}_multicast`,
      `struct net *net, struct sk_buff *skb, enum ${name}_group group, gfp_t flags`,
    ),
    ...declaration(
      "void",
      `${name}_notify`,
      `struct sk_buff *skb, struct genl_info *info, enum ${name}_group group`,
    ),
  ];
}

function headerAccess({ name }: ModuleModel, cName: string): string[] {
  return [
    ...comment([`${name}_request_header() - the family's own header of a request`], "/**"),
    ...prototype(
      `static inline const struct ${cName} *`,
      `${name}_request_header`,
      "const struct nlmsghdr *nlh",
    ),
    "{",
    "\treturn genlmsg_data(nlmsg_data(nlh));",
    "}",
    "",
    ...comment([`${name}_message_header() - that of a message that is being written`], "/**"),
    ...prototype(
      `static inline struct ${cName} *`,
      `${name}_message_header`,
      "struct sk_buff *skb",
    ),
    "{",
    "\treturn genlmsg_data(nlmsg_data(nlmsg_hdr(skb)));",
    "}",
    "",
  ];
}

function dumpAccess(model: ModuleModel): string[] {
  if (!model.operations.some(hasDump)) return [];
  const size = model.identifiers.claim(`${model.prefix}STATE_SIZE`, "the state of dumps");
  return [
    "/* Bytes that a dump's state may have, in cb->ctx. */",
    `#define ${size} sizeof_field(struct netlink_callback, ctx)`,
    "",
    ...comment(
      [
        `${model.name}_dump_attrs() - the attributes of the request for a dump; NULL where its operation's are not checked`,
      ],
      "/**",
    ),
    `static inline struct nlattr **${model.name}_dump_attrs(struct netlink_callback *cb)`,
    "{",
    "#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0)",
    "\treturn genl_info_dump(cb)->attrs;",
    "#else",
    "\treturn genl_dumpit_info(cb)->attrs;",
    "#endif",
    "}",
    "",
  ];
}
