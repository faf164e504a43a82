// SPDX-License-Identifier: GPL-2.0
/*
 * What protocol 28 does: one greeting to all in the group, as soon as so many are in it; the same
 * as kernel.ts beside this folder, in the namespace that the machine has begun with.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/workqueue.h>

#include "greeter_protocol.h"

static unsigned int listeners = 2;
module_param(listeners, uint, 0444);
MODULE_PARM_DESC(listeners, "how many have to join before they are greeted");

static atomic_t count = ATOMIC_INIT(0);

static void greet(struct work_struct *work)
{
	static const char greeting[] = "Greeting from kernel!";
	struct sk_buff *skb = greeter_message(NLMSG_DONE, greeting, sizeof(greeting), GFP_KERNEL);

	pr_info("sends one broadcast\n");
	if (skb)
		greeter_multicast(&init_net, GREETER_MCGRP_GREETINGS, skb, GFP_KERNEL);
}

/* Who joins is in the group a moment after it has been asked whether it may. */
static DECLARE_DELAYED_WORK(greeting_work, greet);

int greeter_joined(struct net *net, int group)
{
	int joined;

	if (net != &init_net)
		return 0;
	joined = atomic_inc_return(&count);
	pr_info("%d in group %d\n", joined, group);
	if (joined == listeners)
		schedule_delayed_work(&greeting_work, HZ / 10);
	return 0;
}

int greeter_receive(struct net *net, struct sk_buff *skb, const struct nlmsghdr *nlh,
		    struct netlink_ext_ack *extack)
{
	NL_SET_ERR_MSG(extack, "this protocol only listens to its own greetings");
	return -EOPNOTSUPP;
}

int greeter_init(void)
{
	return 0;
}

int greeter_started(void)
{
	return 0;
}

void greeter_stopping(void)
{
	cancel_delayed_work_sync(&greeting_work);
}

void greeter_exit(void)
{
}
