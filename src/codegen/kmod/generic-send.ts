/**
 * What the handlers of a generic family send with, in C: answers, notifications, groups.
 *
 * @module
 */
import { call, prototype } from "./functions.ts";
import { handlerNames, hasReply } from "./generic-names.ts";
import type { ModuleModel } from "./model.ts";
import { comment } from "./text.ts";

/** What begins messages, and sends answers. */
export function messageFunctions(model: ModuleModel): string[] {
  const { name, header, operations, notifications } = model;
  const replies = operations.filter(hasReply);
  if (replies.length === 0 && notifications.length === 0) return [];
  return [
    ...prototype(
      "static struct sk_buff *",
      `${name}_begin`,
      "const struct genl_info *info, u8 command, size_t size, gfp_t flags",
    ),
    "{",
    ...(header === undefined
      ? []
      : [`\tsize_t own = NLMSG_ALIGN(sizeof(struct ${header.cName}));`]),
    `\tstruct sk_buff *skb = genlmsg_new(${header === undefined ? "size" : "own + size"}, flags);`,
    "\tvoid *message;",
    "",
    "\tif (!skb)",
    "\t\treturn NULL;",
    "\tmessage = genlmsg_put(skb, info ? info->snd_portid : 0, info ? info->snd_seq : 0,",
    `\t\t\t      &${name}_nl_family, 0, command);`,
    "\tif (!message) {",
    "\t\tnlmsg_free(skb);",
    "\t\treturn NULL;",
    "\t}",
    ...(header === undefined ? [] : [`\tmemset(message, 0, sizeof(struct ${header.cName}));`]),
    "\treturn skb;",
    "}",
    "",
    ...replies.flatMap((operation) => {
      const { reply } = handlerNames(model, operation);
      return [
        ...comment(
          [
            `${model.identifiers.claim(reply, `operation ${operation.name}`)}() - begins the answer to ${operation.command}`,
            "@info: the request",
            "@size: bytes that its attributes may take; GENLMSG_DEFAULT_SIZE is a page",
            `Return: the message, to be filled and given to ${name}_send_reply(); NULL where there is no memory.`,
          ],
          "/**",
        ),
        ...prototype("struct sk_buff *", reply, "const struct genl_info *info, size_t size"),
        "{",
        ...call(
          `\treturn ${name}_begin(`,
          ["info", operation.replyCommand ?? "", "size", "GFP_KERNEL"],
          ");",
        ),
        "}",
        "",
      ];
    }),
    ...notifications.flatMap(({ stem, command }) => [
      ...comment(
        [
          `${model.identifiers.claim(`${name}_${stem}_message`, `notification ${stem}`)}() - begins ${command}`,
          "@info: the request that is its cause; NULL where there is none",
          "@size: bytes that its attributes may take; GENLMSG_DEFAULT_SIZE is a page",
          "@flags: for the allocation",
          "Return: the message, to be filled and sent to a group; NULL where there is no memory.",
        ],
        "/**",
      ),
      ...prototype(
        "struct sk_buff *",
        `${name}_${stem}_message`,
        "const struct genl_info *info, size_t size, gfp_t flags",
      ),
      "{",
      ...call(`\treturn ${name}_begin(`, ["info", command, "size", "flags"], ");"),
      "}",
      "",
    ]),
    ...(replies.length > 0 ? replySender(model) : []),
  ];
}

function replySender(model: ModuleModel): string[] {
  const name = model.identifiers.claim(`${model.name}_send_reply`, "the sender of replies");
  return [
    ...comment(
      [
        `${name}() - ends an answer and sends it to who has asked`,
        "@skb: the answer, which is gone afterwards",
        "@info: the request",
        "Return: 0, or what the socket refused it with.",
      ],
      "/**",
    ),
    ...prototype("int", name, "struct sk_buff *skb, struct genl_info *info"),
    "{",
    "\tnlmsg_end(skb, nlmsg_hdr(skb));",
    "\treturn genlmsg_reply(skb, info);",
    "}",
    "",
  ];
}

/** What sends to groups. */
export function groupFunctions(model: ModuleModel): string[] {
  const { name, groups } = model;
  if (groups.length === 0) return [];
  for (const suffix of ["has_listeners", "multicast", "notify"])
    model.identifiers.claim(`${name}_${suffix}`, "the functions of groups");
  return [
    ...comment(
      [
        `${name}_has_listeners() - whether anybody hears a group`,
        "@net: where",
        "@group: which",
        "Return: whether a message to it would be delivered: else it need not be made.",
      ],
      "/**",
    ),
    ...prototype("bool", `${name}_has_listeners`, `struct net *net, enum ${name}_group group`),
    "{",
    `\treturn genl_has_listeners(&${name}_nl_family, net, group);`,
    "}",
    "",
    ...comment(
      [
        `${name}_multicast() - ends a message and sends it to a group`,
        "@net: the namespace whose sockets hear it",
        "@skb: the message, which is gone afterwards",
        "@group: which",
        "@flags: for the allocation of copies",
        "Return: 0; -ESRCH where nobody hears it, -ENOBUFS where one of those who do has no room.",
      ],
      "/**",
    ),
    ...prototype(
      "int",
      `${name}_multicast`,
      `struct net *net, struct sk_buff *skb, enum ${name}_group group, gfp_t flags`,
    ),
    "{",
    "\tnlmsg_end(skb, nlmsg_hdr(skb));",
    `\treturn genlmsg_multicast_netns(&${name}_nl_family, net, skb, 0, group, flags);`,
    "}",
    "",
    ...comment(
      [
        `${name}_notify() - the same for what a request has changed: whoever asked with NLM_F_ECHO hears it, too`,
        "@skb: the message, which is gone afterwards",
        "@info: the request",
        "@group: which",
      ],
      "/**",
    ),
    ...prototype(
      "void",
      `${name}_notify`,
      `struct sk_buff *skb, struct genl_info *info, enum ${name}_group group`,
    ),
    "{",
    "\tnlmsg_end(skb, nlmsg_hdr(skb));",
    `\tgenl_notify(&${name}_nl_family, skb, info, group, GFP_KERNEL);`,
    "}",
    "",
  ];
}
