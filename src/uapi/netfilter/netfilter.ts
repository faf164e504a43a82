/**
 * The hooks of netfilter: where packets are looked at, in which order, and what can become of them.
 *
 * @module
 * @see include/uapi/linux/netfilter.h, netfilter_ipv4.h, netfilter_ipv6.h, netfilter_bridge.h, netfilter_arp.h
 */
import { enumTable } from "../../schema/index.ts";

/** Families of hooks: `NFPROTO_*`. */
export const NFPROTO = enumTable("nfproto", {
  inet: 1,
  ipv4: 2,
  arp: 3,
  netdev: 5,
  bridge: 7,
  ipv6: 10,
});

const IP_HOOKS = {
  prerouting: 0,
  "local-in": 1,
  forward: 2,
  "local-out": 3,
  postrouting: 4,
} as const;

/** Hooks of IPv4: `NF_IP_*`. */
export const NF_IP_HOOK = enumTable("nf_ip_hooks", IP_HOOKS);
/** Hooks of IPv6: `NF_IP6_*`. */
export const NF_IP6_HOOK = enumTable("nf_ip6_hooks", IP_HOOKS);
/** Hooks of both: `NF_INET_*`. */
export const NF_INET_HOOK = enumTable("nf_inet_hooks", { ...IP_HOOKS, ingress: 5 });
/** Hooks of bridges: `NF_BR_*`. */
export const NF_BR_HOOK = enumTable("nf_br_hooks", { ...IP_HOOKS, brouting: 5 });
/** Hooks of one device: `NF_NETDEV_*`. */
export const NF_NETDEV_HOOK = enumTable("nf_dev_hooks", { ingress: 0, egress: 1 });
/** Hooks of ARP: `NF_ARP_*`. */
export const NF_ARP_HOOK = enumTable("nf_arp_hooks", { in: 0, out: 1, forward: 2 });

/** Lowest and highest priority: those of `"first"` and `"last"`. */
const FIRST = -(2 ** 31);
const LAST = 2 ** 31 - 1;

/** Those that IPv4 and IPv6 have in common. */
const IP_PRIORITIES = {
  first: FIRST,
  "raw-before-defrag": -450,
  "conntrack-defrag": -400,
  raw: -300,
  "selinux-first": -225,
  conntrack: -200,
  mangle: -150,
  "nat-dst": -100,
  filter: 0,
  security: 50,
  "nat-src": 100,
  "selinux-last": 225,
  "conntrack-helper": 300,
} as const;

/** Priorities of IPv4: `NF_IP_PRI_*`. The lowest comes first. */
export const NF_IP_PRI = enumTable("nf_ip_hook_priorities", {
  ...IP_PRIORITIES,
  "conntrack-confirm": LAST,
  last: LAST,
});
/** Priorities of IPv6: `NF_IP6_PRI_*`. */
export const NF_IP6_PRI = enumTable("nf_ip6_hook_priorities", { ...IP_PRIORITIES, last: LAST });
/** Priorities of bridges: `NF_BR_PRI_*`. */
export const NF_BR_PRI = enumTable("nf_br_hook_priorities", {
  first: FIRST,
  "nat-dst-bridged": -300,
  "filter-bridged": -200,
  brnf: 0,
  "nat-dst-other": 100,
  "filter-other": 200,
  "nat-src": 300,
  last: LAST,
});

/** Verdicts, in the low byte. */
export const NF_DROP = 0;
/** Goes on to the next hook. */
export const NF_ACCEPT = 1;
/** The hook has it now; nobody else does. */
export const NF_STOLEN = 2;
/** Goes to a queue, whose number stands in the high 16 bits. */
export const NF_QUEUE = 3;
/** Asks the same hook again. */
export const NF_REPEAT = 4;
/** Accepted without asking the hooks that are left; kept for programs that give verdicts on queued packets. */
export const NF_STOP = 5;
/** The byte that has the verdict. */
export const NF_VERDICT_MASK = 0xff;
/** What stands above this many bits depends on the verdict: the queue, or an errno. */
export const NF_VERDICT_QBITS = 16;
/** With `NF_QUEUE`: where nobody listens to the queue, the packet goes on instead of being dropped. */
export const NF_VERDICT_FLAG_QUEUE_BYPASS = 0x8000;
