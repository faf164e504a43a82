// SPDX-License-Identifier: GPL-2.0
/*
 * What the family OUTGOING does: a hook at local-out that drops packets to blocked ports, and
 * tells of each; the same as kernel.ts beside this folder.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/bitmap.h>
#include <linux/netfilter.h>
#include <linux/netfilter_ipv4.h>
#include <net/ip.h>
#include <net/net_namespace.h>

#include "outgoing_nl.h"

#define PORTS 65536

static DECLARE_BITMAP(blocked, PORTS);

/* The port that a packet goes to; 0 for one that has none, or whose header is not all there. */
static u16 port_of(struct sk_buff *skb, const struct iphdr *ip)
{
	__be16 ports[2], *found;

	if (ip->protocol != IPPROTO_TCP && ip->protocol != IPPROTO_UDP)
		return 0;
	if (ip->frag_off & htons(IP_OFFSET))
		return 0;
	found = skb_header_pointer(skb, ip_hdrlen(skb), sizeof(ports), ports);
	return found ? ntohs(found[1]) : 0;
}

/* Tells of a packet; runs with bottom halves off, so that memory must be there at once. */
static void tell(struct net *net, const struct iphdr *ip, u16 port, bool dropped)
{
	struct sk_buff *skb = outgoing_packet_message(NULL, 64, GFP_ATOMIC);

	if (!skb)
		return;
	if (nla_put_in_addr(skb, OUTGOING_A_DESTINATION, ip->daddr) ||
	    nla_put_u16(skb, OUTGOING_A_PORT, port) ||
	    nla_put_u8(skb, OUTGOING_A_PROTOCOL, ip->protocol) ||
	    nla_put_u8(skb, OUTGOING_A_VERDICT,
		       dropped ? OUTGOING_VERDICT_DROPPED : OUTGOING_VERDICT_ACCEPTED)) {
		nlmsg_free(skb);
		return;
	}
	outgoing_multicast(net, skb, OUTGOING_GROUP_PACKETS, GFP_ATOMIC);
}

static unsigned int look(void *priv, struct sk_buff *skb, const struct nf_hook_state *state)
{
	const struct iphdr *ip = ip_hdr(skb);
	u16 port = port_of(skb, ip);
	bool dropped = port && test_bit(port, blocked);

	/* What nobody hears need not be built. */
	if (port && outgoing_has_listeners(state->net, OUTGOING_GROUP_PACKETS))
		tell(state->net, ip, port, dropped);
	return dropped ? NF_DROP : NF_ACCEPT;
}

static const struct nf_hook_ops hook = {
	.hook = look,
	.pf = NFPROTO_IPV4,
	.hooknum = NF_INET_LOCAL_OUT,
	.priority = NF_IP_PRI_FIRST,
};

static int __net_init hook_net(struct net *net)
{
	return nf_register_net_hook(net, &hook);
}

static void __net_exit unhook_net(struct net *net)
{
	nf_unregister_net_hook(net, &hook);
}

static struct pernet_operations hooks = {
	.init = hook_net,
	.exit = unhook_net,
};

int outgoing_block_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *port = info->attrs[OUTGOING_A_PORT];

	if (GENL_REQ_ATTR_CHECK(info, OUTGOING_A_PORT)) {
		NL_SET_ERR_MSG(info->extack, "which one?");
		return -EINVAL;
	}
	if (test_and_set_bit(nla_get_u16(port), blocked)) {
		NL_SET_ERR_MSG_ATTR(info->extack, port, "the port is blocked already");
		return -EEXIST;
	}
	pr_info("port %u is blocked\n", nla_get_u16(port));
	return 0;
}

int outgoing_allow_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *port = info->attrs[OUTGOING_A_PORT];

	if (GENL_REQ_ATTR_CHECK(info, OUTGOING_A_PORT)) {
		NL_SET_ERR_MSG(info->extack, "which one?");
		return -EINVAL;
	}
	if (!test_and_clear_bit(nla_get_u16(port), blocked)) {
		NL_SET_ERR_MSG_ATTR(info->extack, port, "the port is not blocked");
		return -ENOENT;
	}
	pr_info("port %u is not blocked any more\n", nla_get_u16(port));
	return 0;
}

int outgoing_init(void)
{
	return 0;
}

int outgoing_started(void)
{
	return register_pernet_subsys(&hooks);
}

void outgoing_stopping(void)
{
	unregister_pernet_subsys(&hooks);
}

void outgoing_exit(void)
{
}
