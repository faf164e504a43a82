// SPDX-License-Identifier: GPL-2.0
/*
 * What protocol 31 does: it sends back what it is sent; the same as kernel.ts beside this folder.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/string.h>

#include "unicast_protocol.h"

int unicast_receive(struct net *net, struct sk_buff *skb, const struct nlmsghdr *nlh,
		    struct netlink_ext_ack *extack)
{
	const char *text = nlmsg_data(nlh);
	struct sk_buff *reply;

	/* Whatever anyone sends: what is no text is escaped, and the log is not flooded. */
	pr_info_ratelimited("received \"%*pE\"\n", (int)strnlen(text, nlmsg_len(nlh)), text);
	reply = unicast_message(NLMSG_DONE, nlmsg_data(nlh), nlmsg_len(nlh), GFP_KERNEL);
	if (!reply)
		return -ENOMEM;
	return unicast_unicast(net, NETLINK_CB(skb).portid, reply);
}

int unicast_joined(struct net *net, int group)
{
	return 0;
}

int unicast_init(void)
{
	return 0;
}

int unicast_started(void)
{
	return 0;
}

void unicast_stopping(void)
{
}

void unicast_exit(void)
{
}
