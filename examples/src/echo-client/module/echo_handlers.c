// SPDX-License-Identifier: GPL-2.0
/*
 * What protocol 30 does: it logs each message, and answers with one of its own; the same as
 * kernel.ts beside this folder.
 */
#include "echo_protocol.h"

int echo_receive(struct net *net, struct sk_buff *skb, const struct nlmsghdr *nlh,
		 struct netlink_ext_ack *extack)
{
	static const char answer[] = "Hello msg from kernel";
	struct sk_buff *reply;

	pr_info("echo: %.*s\n", nlmsg_len(nlh), (char *)nlmsg_data(nlh));
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
