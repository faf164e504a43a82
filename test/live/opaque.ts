/**
 * What the tables leave as it came, on purpose, with the reason of each.
 *
 * @module
 */
import type { FindingKind } from "./walk.ts";

/** By the kind of finding, then by its place. */
export const LEFT: Readonly<Partial<Record<FindingKind, Readonly<Record<string, string>>>>> = {
  bytes: {
    "act-attrs.cookie": "the caller's own; the kernel keeps it and hands it back",
    "act-bpf-attrs.ops": "a program of classic BPF, as SO_ATTACH_FILTER takes it",
    "act-ife-attrs.metalst": "metadata by id, each as its own module writes it",
    "bpf-attrs.ops": "as act-bpf-attrs.ops",
    "chain-attrs.userdata": "attributes of nft's own, which the kernel keeps and does not read",
    "data-attrs.value": "a register's contents, whose type only the set or the expression knows",
    "flower-attrs.keyCtLabels": "128 bits without names",
    "flower-attrs.keyCtLabelsMask": "as flower-attrs.keyCtLabels",
    "flower-key-enc-opt-geneve-attrs.data": "an option's contents, whose meaning its class has",
    "ioam6.scData": "a schema's own data, of whatever whoever set it means",
    "inet_diag_sockid.idiagDst": "as inet_diag_sockid.idiagSrc",
    "inet_diag_sockid.idiagSrc":
      "16 bytes, of which the family in another member says how many count",
    "linkinfo-vxlan-attrs.ttlInherit":
      "the kernel takes a flag and gives a byte (vxlan_fill_info): of whatever length it is",
    "nexthop-attrs.via": "struct rtvia: a family, and an address as long as that family's",
    "obj-attrs.userdata": "as chain-attrs.userdata",
    "route-attrs.via": "as nexthop-attrs.via",
    "rule-attrs.userdata": "as chain-attrs.userdata",
    "set-attrs.userdata": "as chain-attrs.userdata",
    "setelem-attrs.userdata": "as chain-attrs.userdata",
    "stats-attrs.afSpec": "counters of address families, each by a table of its own",
    "stats-attrs.linkXstats": "counters of a bridge or a bond, each by a table of its own",
    "stats-attrs.linkXstatsSlave": "as stats-attrs.linkXstats",
    "route-attrs.encap": "a tunnel by encapType: encap.ts has the tables",
    "nexthop-attrs.encap": "as route-attrs.encap",
    "table-attrs.userdata": "as chain-attrs.userdata",
    "unix-diag.name": "a path, or an abstract name of any bytes",
    "xfrm_encap_tmpl.encapOa": "as inet_diag_sockid.idiagSrc",
    "xfrm_id.daddr": "as inet_diag_sockid.idiagSrc",
    "xfrm_selector.daddr": "as inet_diag_sockid.idiagSrc",
    "xfrm_selector.saddr": "as inet_diag_sockid.idiagSrc",
    "xfrm_user_tmpl.saddr": "as inet_diag_sockid.idiagSrc",
    "xfrm_usersa_info.saddr": "as inet_diag_sockid.idiagSrc",
    "tunnel-key-geneve-attrs.data": "as flower-key-enc-opt-geneve-attrs.data",
  },
  "unknown flags": {
    "ifla-vlan-flags.mask": "the kernel says that all bits are meant (vlan_fill_info)",
  },
  "unknown value": {
    "tc-gact.action": "TC_ACT_GOTO_CHAIN and TC_ACT_JUMP carry a number in their lower bits",
    "netconf.ifindex": "an index, but for two numbers that have names",
  },
};
