/**
 * A protocol of its own in C: the socket of each namespace, and the way of a message to its handler, in the sender's
 * context or in a kernel thread.
 *
 * @module
 * @see net/netlink/af_netlink.c `netlink_kernel_create`, `netlink_rcv_skb`
 */
import { NetlinkSchemaError } from "../../errors/index.ts";
import type { FamilyTable } from "../../schema/index.ts";
import { declaration, LIFE, lifeLines, prototype } from "./functions.ts";
import type { ModuleModel } from "./model.ts";
import { comment, file, indent, license } from "./text.ts";

/** What is said of a raw protocol besides its table. */
export interface ProtocolOptions {
  /** Handlers run in a kernel thread, after the sender's `send` has returned; else within it. */
  readonly deferred?: boolean | undefined;
  /** Who may join groups: those with `CAP_NET_ADMIN` unless told. */
  readonly receive?: "net-admin" | "anyone" | undefined;
}

/** `NETLINK_GENERIC`. */
export const GENERIC_PROTOCOL = 16;
/** `MAX_LINKS`: the protocols that there can be. */
const PROTOCOLS = 32;
const RECEIVE =
  "struct net *net, struct sk_buff *skb, const struct nlmsghdr *nlh, struct netlink_ext_ack *extack";

/** @throws `NetlinkSchemaError` for a protocol that the kernel cannot have, or that has operations. */
export function checkProtocol({ name, protocol, operations }: FamilyTable): void {
  if (!Number.isInteger(protocol) || protocol < 0 || protocol >= PROTOCOLS)
    throw new NetlinkSchemaError(`${name}: there is no protocol ${protocol}; they end at 31`);
  const [operation] = Object.keys(operations);
  if (protocol === GENERIC_PROTOCOL || operation === undefined) return;
  throw new NetlinkSchemaError(
    `operation ${operation}: a protocol of its own takes messages as they are; operations need a generic family`,
  );
}

/** The header between the generated part and the handlers. */
export function protocolHeader(model: ModuleModel): string {
  const { name, prefix } = model;
  const guard = `_${prefix}PROTOCOL_H`;
  return file([
    license("GPL-2.0", true),
    ...comment([
      `What ${name}_protocol.c and ${name}_handlers.c have of each other.`,
      "Written from a table by nlkit: what is changed here is lost when it is written again.",
    ]),
    `#ifndef ${guard}`,
    `#define ${guard}`,
    "",
    "#include <linux/netlink.h>",
    "#include <net/net_namespace.h>",
    "#include <net/netlink.h>",
    "",
    `#include "${name}.h"`,
    "",
    "/* What the handlers have: see their file. */",
    ...LIFE.map(([type, phase]) => `${type} ${name}_${phase}(void);`),
    ...declaration("int", `${name}_receive`, RECEIVE),
    ...declaration("int", `${name}_joined`, "struct net *net, int group"),
    "",
    "/* What the handlers can call. */",
    ...sendPrototypes(name).flatMap(([type, fn, parameters]) => declaration(type, fn, parameters)),
    "",
    `#endif /* ${guard} */`,
  ]);
}

function sendPrototypes(name: string): readonly (readonly [string, string, string])[] {
  return [
    [
      "struct sk_buff *",
      `${name}_message`,
      "int type, const void *payload, size_t size, gfp_t flags",
    ],
    ["int", `${name}_unicast`, "struct net *net, u32 portid, struct sk_buff *skb"],
    [
      "int",
      `${name}_multicast`,
      "struct net *net, unsigned int group, struct sk_buff *skb, gfp_t flags",
    ],
  ];
}

/** The module itself. */
export function protocolSource(model: ModuleModel, options: ProtocolOptions): string {
  const { name, prefix } = model;
  const deferred = options.deferred === true;
  return file([
    license("GPL-2.0", false),
    ...comment([
      `Protocol ${model.protocol} of netlink; its handlers are in ${name}_handlers.c.`,
      "Written from a table by nlkit: what is changed here is lost when it is written again.",
    ]),
    '#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt',
    "",
    "#include <linux/module.h>",
    ...(deferred ? ["#include <linux/workqueue.h>"] : []),
    "#include <net/netns/generic.h>",
    "#include <net/sock.h>",
    "",
    `#include "${name}_protocol.h"`,
    "",
    `static int protocol = ${prefix}PROTOCOL;`,
    "module_param(protocol, int, 0444);",
    'MODULE_PARM_DESC(protocol, "number of the protocol, 0 to 31");',
    "",
    ...(deferred ? deferredState(name, prefix) : directState(name)),
    `static unsigned int ${name}_net_id __read_mostly;`,
    "",
    ...messageLoop(name),
    ...(deferred ? deferredInput(name, prefix) : directInput(name)),
    ...netFunctions(model, options),
    ...sendFunctions(name),
    ...moduleFunctions(model, deferred),
  ]);
}

function directState(name: string): string[] {
  return [`struct ${name}_net {`, "\tstruct sock *sock;", "};", ""];
}

function deferredState(name: string, prefix: string): string[] {
  return [
    "/* Messages that may wait in a namespace; who sends more is told. */",
    `#define ${prefix}QUEUE_LENGTH 256`,
    "",
    `struct ${name}_net {`,
    "\tstruct net *net;",
    "\tstruct sock *sock;",
    "\tstruct sk_buff_head queue;",
    "\tstruct work_struct work;",
    "};",
    "",
    `static struct workqueue_struct *${name}_thread;`,
  ];
}

function messageLoop(name: string): string[] {
  return [
    ...comment([
      "Gives each message of a datagram to its handler, and acknowledges those that ask for it or fail.",
    ]),
    `static void ${name}_messages(struct net *net, struct sk_buff *skb)`,
    "{",
    ...indent([
      "struct netlink_ext_ack extack;",
      "const struct nlmsghdr *nlh;",
      "int err;",
      "",
      "while (skb->len >= NLMSG_HDRLEN) {",
      ...indent([
        "nlh = nlmsg_hdr(skb);",
        "if (!nlmsg_ok(nlh, skb->len))",
        "\treturn;",
        "memset(&extack, 0, sizeof(extack));",
        `err = ${name}_receive(net, skb, nlh, &extack);`,
        "if (err || nlh->nlmsg_flags & NLM_F_ACK)",
        "\tnetlink_ack(skb, nlmsg_hdr(skb), err, &extack);",
        "skb_pull(skb, min_t(u32, NLMSG_ALIGN(nlh->nlmsg_len), skb->len));",
      ]),
      "}",
    ]),
    "}",
    "",
  ];
}

function directInput(name: string): string[] {
  return [
    "/* Runs in the sender's context: its send returns when this does. */",
    `static void ${name}_input(struct sk_buff *skb)`,
    "{",
    ...indent([
      "struct net *net = sock_net(skb->sk);",
      `struct ${name}_net *own = net_generic(net, ${name}_net_id);`,
      "",
      "/* The socket can be sent to a moment before it can be answered by. */",
      "if (READ_ONCE(own->sock))",
      `\t${name}_messages(net, skb);`,
    ]),
    "}",
    "",
  ];
}

function deferredInput(name: string, prefix: string): string[] {
  return [
    "/* Runs in the kernel thread, and takes what has been queued in the order in which it was sent. */",
    `static void ${name}_work(struct work_struct *work)`,
    "{",
    ...indent([
      `struct ${name}_net *own = container_of(work, struct ${name}_net, work);`,
      "struct sk_buff *skb;",
      "",
      "while ((skb = skb_dequeue(&own->queue))) {",
      ...indent([
        "struct sock *sender = NETLINK_CB(skb).sk;",
        "",
        `${name}_messages(own->net, skb);`,
        "consume_skb(skb);",
        "sock_put(sender);",
      ]),
      "}",
    ]),
    "}",
    "",
    ...comment([
      "Runs in the sender's context, and leaves all to the kernel thread. The sender's socket is held, for an " +
        "answer to a failure looks at it; it may be closed by then.",
    ]),
    `static void ${name}_input(struct sk_buff *skb)`,
    "{",
    ...indent([
      `struct ${name}_net *own = net_generic(sock_net(skb->sk), ${name}_net_id);`,
      "",
      "if (!READ_ONCE(own->sock))",
      "\treturn;",
      `if (skb_queue_len_lockless(&own->queue) >= ${prefix}QUEUE_LENGTH) {`,
      "\tif (nlmsg_ok(nlmsg_hdr(skb), skb->len))",
      "\t\tnetlink_ack(skb, nlmsg_hdr(skb), -ENOBUFS, NULL);",
      "\treturn;",
      "}",
      "sock_hold(NETLINK_CB(skb).sk);",
      "skb_queue_tail(&own->queue, skb_get(skb));",
      `queue_work(${name}_thread, &own->work);`,
    ]),
    "}",
    "",
  ];
}

function netFunctions(model: ModuleModel, options: ProtocolOptions): string[] {
  const { name, groups } = model;
  const count = Math.max(0, ...groups.map(({ number }) => number));
  const deferred = options.deferred === true;
  return [
    `static int __net_init ${name}_net_init(struct net *net)`,
    "{",
    ...indent([
      `struct ${name}_net *own = net_generic(net, ${name}_net_id);`,
      "struct netlink_kernel_cfg cfg = {",
      ...indent([
        `.input = ${name}_input,`,
        `.bind = ${name}_joined,`,
        ...(count > 0 ? [`.groups = ${count},`] : []),
        ...(options.receive === "anyone" ? [".flags = NL_CFG_F_NONROOT_RECV,"] : []),
      ]),
      "};",
      "struct sock *sock;",
      "",
      ...(deferred
        ? [
            "own->net = net;",
            "skb_queue_head_init(&own->queue);",
            `INIT_WORK(&own->work, ${name}_work);`,
          ]
        : []),
      "sock = netlink_kernel_create(net, protocol, &cfg);",
      "if (!sock)",
      "\treturn -EADDRINUSE;",
      "WRITE_ONCE(own->sock, sock);",
      "return 0;",
    ]),
    "}",
    "",
    `static void __net_exit ${name}_net_exit(struct net *net)`,
    "{",
    ...indent([
      `struct ${name}_net *own = net_generic(net, ${name}_net_id);`,
      "",
      ...(deferred ? ["cancel_work_sync(&own->work);", `${name}_work(&own->work);`] : []),
      "netlink_kernel_release(own->sock);",
    ]),
    "}",
    "",
    `static struct pernet_operations ${name}_net_ops = {`,
    ...indent([
      `.init = ${name}_net_init,`,
      `.exit = ${name}_net_exit,`,
      `.id = &${name}_net_id,`,
      `.size = sizeof(struct ${name}_net),`,
    ]),
    "};",
    "",
  ];
}

function sendFunctions(name: string): string[] {
  const [message, unicast, multicast] = sendPrototypes(name).map(([type, fn, parameters]) =>
    prototype(type, fn, parameters),
  );
  return [
    ...comment(
      [
        `${name}_message() - a message to be sent`,
        "@type: its nlmsg_type",
        "@payload: what it holds, which is copied",
        "@size: bytes of that",
        "@flags: for the allocation",
        "Return: the message, or NULL where there is no memory.",
      ],
      "/**",
    ),
    ...(message ?? []),
    "{",
    ...indent([
      "struct sk_buff *skb = nlmsg_new(size, flags);",
      "struct nlmsghdr *nlh;",
      "",
      "if (!skb)",
      "\treturn NULL;",
      "nlh = nlmsg_put(skb, 0, 0, type, size, 0);",
      "if (!nlh) {",
      "\tnlmsg_free(skb);",
      "\treturn NULL;",
      "}",
      "memcpy(nlmsg_data(nlh), payload, size);",
      "return skb;",
    ]),
    "}",
    "",
    ...comment(
      [
        `${name}_unicast() - sends a message to one socket`,
        "@net: where",
        "@portid: whose",
        "@skb: the message, which is gone afterwards",
        "Return: 0; -ECONNREFUSED where there is no such socket, -EAGAIN where it has no room.",
      ],
      "/**",
    ),
    ...(unicast ?? []),
    "{",
    ...indent([
      `struct ${name}_net *own = net_generic(net, ${name}_net_id);`,
      "",
      "return nlmsg_unicast(own->sock, skb, portid);",
    ]),
    "}",
    "",
    ...comment(
      [
        `${name}_multicast() - sends a message to a group`,
        "@net: the namespace whose sockets hear it",
        "@group: its number, from 1",
        "@skb: the message, which is gone afterwards",
        "@flags: for the allocation of copies",
        "Return: 0; -ESRCH where nobody hears it, -ENOBUFS where one of those who do has no room.",
      ],
      "/**",
    ),
    ...(multicast ?? []),
    "{",
    ...indent([
      `struct ${name}_net *own = net_generic(net, ${name}_net_id);`,
      "",
      "return nlmsg_multicast(own->sock, skb, 0, group, flags);",
    ]),
    "}",
    "",
  ];
}

function moduleFunctions({ name, protocol }: ModuleModel, deferred: boolean): string[] {
  return [
    `static int __init ${name}_module_init(void)`,
    "{",
    ...indent([
      "int err;",
      "",
      "if (protocol < 0 || protocol >= MAX_LINKS) {",
      `\tpr_err("there is no protocol %d: they are 0 to %d\\n", protocol, MAX_LINKS - 1);`,
      "\treturn -EINVAL;",
      "}",
      `err = ${name}_init();`,
      "if (err)",
      "\treturn err;",
      ...(deferred
        ? [
            `${name}_thread = alloc_ordered_workqueue("${name}", 0);`,
            `if (!${name}_thread) {`,
            "\terr = -ENOMEM;",
            "\tgoto exit;",
            "}",
          ]
        : []),
      `err = register_pernet_subsys(&${name}_net_ops);`,
      "if (err) {",
      `\tpr_err("protocol %d cannot be registered: %d\\n", protocol, err);`,
      `\tgoto ${deferred ? "thread" : "exit"};`,
      "}",
      `err = ${name}_started();`,
      "if (err)",
      "\tgoto unregister;",
      "return 0;",
    ]),
    "",
    "unregister:",
    `\tunregister_pernet_subsys(&${name}_net_ops);`,
    ...(deferred ? ["thread:", `\tdestroy_workqueue(${name}_thread);`] : []),
    "exit:",
    `\t${name}_exit();`,
    "\treturn err;",
    "}",
    "",
    `static void __exit ${name}_module_exit(void)`,
    "{",
    ...indent([
      `${name}_stopping();`,
      `unregister_pernet_subsys(&${name}_net_ops);`,
      ...(deferred ? [`destroy_workqueue(${name}_thread);`] : []),
      `${name}_exit();`,
    ]),
    "}",
    "",
    `module_init(${name}_module_init);`,
    `module_exit(${name}_module_exit);`,
    'MODULE_LICENSE("GPL");',
    `MODULE_DESCRIPTION("Netlink protocol ${protocol}");`,
  ];
}

/** The first version of the handlers. */
export function protocolHandlers(model: ModuleModel, options: ProtocolOptions): string {
  const { name } = model;
  const where =
    options.deferred === true
      ? "In a kernel thread, one message after the other: the rights of the sender can not be asked for any more."
      : "In the sender's context: netlink_capable() tells of its rights, and it may sleep.";
  return file([
    license("GPL-2.0", false),
    ...comment([
      `What protocol ${model.protocol} does.`,
      "Written once by nlkit, and yours from then on: it is not written again.",
    ]),
    '#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt',
    "",
    `#include "${name}_protocol.h"`,
    "",
    ...comment([
      `Takes a message. ${where}`,
      `${name}_unicast() to NETLINK_CB(skb).portid answers.`,
      "Return: 0; an error is told to the sender, with what NL_SET_ERR_MSG() says of it.",
    ]),
    ...prototype("int", `${name}_receive`, RECEIVE),
    "{",
    `\tNL_SET_ERR_MSG(extack, "${name} is not written yet");`,
    "\treturn -EOPNOTSUPP;",
    "}",
    "",
    "/* A socket wants to join a group; it is in it once this has returned 0. */",
    `int ${name}_joined(struct net *net, int group)`,
    "{",
    "\treturn 0;",
    "}",
    "",
    ...lifeLines(name),
  ]);
}
