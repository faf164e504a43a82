// SPDX-License-Identifier: GPL-2.0
/*
 * What protocol 30 does: it logs each message, and answers with one of its own; the same as
 * kernel.ts beside this folder.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/string.h>

#include "echo_protocol.h"

int echo_receive(struct net *net, struct sk_buff *skb, const struct nlmsghdr *nlh,
		 struct netlink_ext_ack *extack)
{
	static const char answer[] = "Hello msg from kernel";
	const char *text = nlmsg_data(nlh);
	struct sk_buff *reply;

	/* Whatever anyone sends: what is no text is escaped, and the log is not flooded. */
	pr_info_ratelimited("%*pE\n", (int)strnlen(text, nlmsg_len(nlh)), text);
	reply = echo_message(NLMSG_DONE, answer, sizeof(answer), GFP_KERNEL);
	if (!reply)
		return -ENOMEM;
	return echo_unicast(net, NETLINK_CB(skb).portid, reply);
}

int echo_joined(struct net *net, int group)
{
	return 0;
}

int echo_init(void)
{
	return 0;
}

int echo_started(void)
{
	return 0;
}

void echo_stopping(void)
{
}

void echo_exit(void)
{
}
