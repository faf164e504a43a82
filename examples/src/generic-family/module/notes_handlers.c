// SPDX-License-Identifier: GPL-2.0
/*
 * What the family NOTES does: the same as kernel.ts beside this folder. Handlers run one at a time.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/build_bug.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/xarray.h>

#include "notes_nl.h"

struct note {
	u32 id;
	char text[64];
	bool has_author;
	char name[16];
	bool has_age;
	u32 age;
};

/* All notes by their ids, of every namespace. Anyone may add some: their memory is the sender's. */
static DEFINE_XARRAY(notes);

static int put_note(struct sk_buff *skb, const struct note *note)
{
	struct nlattr *author;

	if (nla_put_u32(skb, NOTES_A_ID, note->id) ||
	    nla_put_string(skb, NOTES_A_TEXT, note->text))
		return -EMSGSIZE;
	if (!note->has_author)
		return 0;
	author = nla_nest_start(skb, NOTES_A_AUTHOR);
	if (!author)
		return -EMSGSIZE;
	if ((note->name[0] && nla_put_string(skb, NOTES_AUTHOR_NAME, note->name)) ||
	    (note->has_age && nla_put_u32(skb, NOTES_AUTHOR_AGE, note->age)))
		return -EMSGSIZE;
	nla_nest_end(skb, author);
	return 0;
}

int notes_get_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *id = info->attrs[NOTES_A_ID];
	struct note *note = id ? xa_load(&notes, nla_get_u32(id)) : NULL;
	struct sk_buff *reply;

	if (!note) {
		NL_SET_ERR_MSG_ATTR(info->extack, id, "no note has this id");
		return -ENOENT;
	}
	reply = notes_get_reply(info, GENLMSG_DEFAULT_SIZE);
	if (!reply)
		return -ENOMEM;
	if (put_note(reply, note)) {
		nlmsg_free(reply);
		return -EMSGSIZE;
	}
	return notes_send_reply(reply, info);
}

/* Lives in cb->ctx from the first datagram of a dump to its last. */
struct notes_get_state {
	/* The id to go on at, which may be one more than the largest. */
	u64 next;
};

static_assert(sizeof(struct notes_get_state) <= NOTES_STATE_SIZE);

int notes_get_start(struct netlink_callback *cb)
{
	struct notes_get_state *state = (void *)cb->ctx;

	state->next = 0;
	return 0;
}

int notes_get_row(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct notes_get_state *state = (void *)cb->ctx;
	unsigned long id = state->next;
	struct note *note;

	if (state->next > U32_MAX)
		return 0;
	note = xa_find(&notes, &id, U32_MAX, XA_PRESENT);
	if (!note)
		return 0;
	if (put_note(skb, note))
		return -EMSGSIZE;
	state->next = (u64)id + 1;
	return 1;
}

int notes_get_done(struct netlink_callback *cb)
{
	return 0;
}

static int read_author(struct note *note, struct nlattr *attr, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[NOTES_AUTHOR_MAX + 1];
	/* Their policy has been kept already: that of the family has this one in it. */
	int err = nla_parse_nested(tb, NOTES_AUTHOR_MAX, attr, NULL, extack);

	if (err)
		return err;
	note->has_author = true;
	if (tb[NOTES_AUTHOR_NAME])
		nla_strscpy(note->name, tb[NOTES_AUTHOR_NAME], sizeof(note->name));
	note->has_age = tb[NOTES_AUTHOR_AGE];
	if (note->has_age)
		note->age = nla_get_u32(tb[NOTES_AUTHOR_AGE]);
	return 0;
}

int notes_add_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct nlattr *id = info->attrs[NOTES_A_ID];
	struct sk_buff *told;
	struct note *note;
	int err;

	if (GENL_REQ_ATTR_CHECK(info, NOTES_A_ID)) {
		NL_SET_ERR_MSG(info->extack, "a note needs an id");
		return -EINVAL;
	}
	note = kzalloc(sizeof(*note), GFP_KERNEL_ACCOUNT);
	if (!note)
		return -ENOMEM;
	note->id = nla_get_u32(id);
	if (info->attrs[NOTES_A_TEXT])
		nla_strscpy(note->text, info->attrs[NOTES_A_TEXT], sizeof(note->text));
	if (info->attrs[NOTES_A_AUTHOR]) {
		err = read_author(note, info->attrs[NOTES_A_AUTHOR], info->extack);
		if (err)
			goto refused;
	}
	err = xa_insert(&notes, note->id, note, GFP_KERNEL_ACCOUNT);
	if (err == -EBUSY) {
		NL_SET_ERR_MSG_ATTR(info->extack, id, "the id is another note's");
		err = -EEXIST;
	}
	if (err)
		goto refused;
	pr_info_ratelimited("note %u: %*pE\n", note->id, (int)strlen(note->text), note->text);

	told = notes_added_message(info, GENLMSG_DEFAULT_SIZE, GFP_KERNEL);
	if (told && put_note(told, note))
		nlmsg_free(told);
	else if (told)
		notes_notify(told, info, NOTES_GROUP_CHANGES);
	return 0;

refused:
	kfree(note);
	return err;
}

int notes_init(void)
{
	return 0;
}

int notes_started(void)
{
	return 0;
}

void notes_stopping(void)
{
}

void notes_exit(void)
{
	unsigned long id;
	struct note *note;

	xa_for_each(&notes, id, note)
		kfree(note);
	xa_destroy(&notes);
}
