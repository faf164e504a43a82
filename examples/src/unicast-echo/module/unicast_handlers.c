// SPDX-License-Identifier: GPL-2.0
/*
 * What protocol 31 does: it sends back what it is sent; the same as kernel.ts beside this folder.
 */
#include "unicast_protocol.h"

int unicast_receive(struct net *net, struct sk_buff *skb, const struct nlmsghdr *nlh,
		    struct netlink_ext_ack *extack)
{
	struct sk_buff *reply;

	pr_info("unicast: received \"%.*s\"\n", nlmsg_len(nlh), (char *)nlmsg_data(nlh));
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
