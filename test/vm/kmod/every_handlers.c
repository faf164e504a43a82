// SPDX-License-Identifier: GPL-2.0
/*
 * Sends back what it is sent, each attribute read as its type and written as its type, so that what
 * the other side gets is what C has understood.
 */
#include <linux/build_bug.h>
#include <linux/slab.h>

#include "every_nl.h"

static int copy_string(struct sk_buff *skb, const struct nlattr *attr)
{
	char *text = nla_strdup(attr, GFP_KERNEL);
	int err;

	if (!text)
		return -ENOMEM;
	err = nla_put_string(skb, nla_type(attr), text);
	kfree(text);
	return err;
}

static int copy_bits(struct sk_buff *skb, const struct nlattr *attr)
{
	struct nla_bitfield32 bits = nla_get_bitfield32(attr);

	return nla_put_bitfield32(skb, nla_type(attr), bits.value, bits.selector);
}

static int copy_uint(struct sk_buff *skb, const struct nlattr *attr)
{
	u64 value = nla_len(attr) == sizeof(u32) ? nla_get_u32(attr) : nla_get_u64(attr);

	if (value == (u32)value)
		return nla_put_u32(skb, nla_type(attr), value);
	return nla_put(skb, nla_type(attr), sizeof(value), &value);
}

static int copy_sint(struct sk_buff *skb, const struct nlattr *attr)
{
	s64 value = nla_len(attr) == sizeof(u32) ? nla_get_s32(attr) : nla_get_s64(attr);

	if (value == (s32)value)
		return nla_put_s32(skb, nla_type(attr), value);
	return nla_put(skb, nla_type(attr), sizeof(value), &value);
}

static int copy_plain(struct sk_buff *skb, const struct nlattr *attr)
{
	const struct every_plain *from = nla_data(attr);
	struct every_plain to = {};

	/* What follows the members that are known is for somebody newer. */
	if (nla_len(attr) != sizeof(to))
		return nla_put(skb, nla_type(attr), nla_len(attr), from);
	to.a = from->a;
	to.b = from->b;
	to.c = htons(ntohs(from->c));
	to.d = from->d;
	memcpy(to.e, from->e, sizeof(to.e));
	memcpy(to.f, from->f, sizeof(to.f));
	return nla_put(skb, nla_type(attr), sizeof(to), &to);
}

static int copy_packed(struct sk_buff *skb, const struct nlattr *attr)
{
	const struct every_packed *from = nla_data(attr);
	struct every_packed to = {};

	if (nla_len(attr) != sizeof(to))
		return nla_put(skb, nla_type(attr), nla_len(attr), from);
	to.a = from->a;
	to.b = from->b;
	to.c = from->c;
	to.d = cpu_to_le16(le16_to_cpu(from->d));
	to.inner = from->inner;
	return nla_put(skb, nla_type(attr), sizeof(to), &to);
}

static int copy_part(struct sk_buff *skb, const struct nlattr *attr)
{
	switch (nla_type(attr)) {
	case EVERY_PART_ID:
		return nla_put_u32(skb, EVERY_PART_ID, nla_get_u32(attr));
	case EVERY_PART_NAME:
		return copy_string(skb, attr);
	default:
		return nla_put(skb, attr->nla_type, nla_len(attr), nla_data(attr));
	}
}

typedef int (*copy_t)(struct sk_buff *skb, const struct nlattr *attr);

static int copy_nest(struct sk_buff *skb, const struct nlattr *attr, copy_t copy)
{
	struct nlattr *nest = nla_nest_start(skb, nla_type(attr));
	const struct nlattr *inner;
	int err, rest;

	if (!nest)
		return -EMSGSIZE;
	nla_for_each_nested(inner, attr, rest) {
		err = copy(skb, inner);
		if (err)
			return err;
	}
	nla_nest_end(skb, nest);
	return 0;
}

static int copy_parts(struct sk_buff *skb, const struct nlattr *attr)
{
	return copy_nest(skb, attr, copy_part);
}

static int copy_parts_parts(struct sk_buff *skb, const struct nlattr *attr)
{
	return copy_nest(skb, attr, copy_parts);
}

static int copy_u32(struct sk_buff *skb, const struct nlattr *attr)
{
	return nla_put_u32(skb, nla_type(attr), nla_get_u32(attr));
}

static int copy_bytes(struct sk_buff *skb, const struct nlattr *attr)
{
	return nla_put(skb, attr->nla_type, nla_len(attr), nla_data(attr));
}

static int copy_integer(struct sk_buff *skb, const struct nlattr *attr)
{
	int type = nla_type(attr);

	switch (type) {
	case EVERY_A_U8:
	case EVERY_A_COLOUR:
	case EVERY_A_SMALL_RANGE:
		return nla_put_u8(skb, type, nla_get_u8(attr));
	case EVERY_A_U16:
	case EVERY_A_MASK:
		return nla_put_u16(skb, type, nla_get_u16(attr));
	case EVERY_A_S8:
		return nla_put_s8(skb, type, nla_get_s8(attr));
	case EVERY_A_S16:
	case EVERY_A_SIGNED_RANGE:
		return nla_put_s16(skb, type, nla_get_s16(attr));
	case EVERY_A_S32:
	case EVERY_A_WIDE_SIGNED_RANGE:
		return nla_put_s32(skb, type, nla_get_s32(attr));
	case EVERY_A_U16BE:
	case EVERY_A_S16BE:
	case EVERY_A_BIG_RANGE:
		return nla_put_be16(skb, type, nla_get_be16(attr));
	case EVERY_A_U32BE:
	case EVERY_A_S32BE:
	case EVERY_A_BIG_SIGNED_RANGE:
		return nla_put_be32(skb, type, nla_get_be32(attr));
	case EVERY_A_U16LE:
		return nla_put_le16(skb, type, nla_get_le16(attr));
	case EVERY_A_U32LE:
	case EVERY_A_LITTLE_RANGE:
		return nla_put_le32(skb, type, cpu_to_le32(le32_to_cpu(nla_get_le32(attr))));
	case EVERY_A_U32:
	case EVERY_A_ACCESS:
	case EVERY_A_NUMBERS:
	case EVERY_A_WIDE_RANGE:
		return copy_u32(skb, attr);
	default:
		/* Somebody newer knows what it is. */
		return copy_bytes(skb, attr);
	}
}

static int copy(struct sk_buff *skb, const struct nlattr *attr)
{
	u64 wide;

	switch (nla_type(attr)) {
	case EVERY_A_U64:
	case EVERY_A_S64:
	case EVERY_A_U64BE:
	case EVERY_A_S64BE:
	case EVERY_A_U64LE:
	case EVERY_A_HUGE_RANGE:
	case EVERY_A_HUGE_SIGNED_RANGE:
	case EVERY_A_HUGE_MASK:
		wide = nla_get_u64(attr);
		return nla_put(skb, nla_type(attr), sizeof(wide), &wide);
	case EVERY_A_UINT:
	case EVERY_A_UINT_RANGE:
	case EVERY_A_UINT_MASK:
		return copy_uint(skb, attr);
	case EVERY_A_SINT:
	case EVERY_A_SINT_RANGE:
		return copy_sint(skb, attr);
	case EVERY_A_STRING:
	case EVERY_A_SHORT_STRING:
	case EVERY_A_KIND:
		return copy_string(skb, attr);
	case EVERY_A_FLAG:
		return nla_put_flag(skb, EVERY_A_FLAG);
	case EVERY_A_IPV4:
		return nla_put_in_addr(skb, EVERY_A_IPV4, nla_get_in_addr(attr));
	case EVERY_A_BITS:
	case EVERY_A_ALL_BITS:
		return copy_bits(skb, attr);
	case EVERY_A_PLAIN:
		return copy_plain(skb, attr);
	case EVERY_A_PACKED:
		return copy_packed(skb, attr);
	case EVERY_A_NEST:
	case EVERY_A_PARTS:
	case EVERY_A_SEQUENCE:
		return copy_parts(skb, attr);
	case EVERY_A_INDEXED_NUMBERS:
		return copy_nest(skb, attr, copy_u32);
	case EVERY_A_INDEXED_PARTS:
		return copy_parts_parts(skb, attr);
	case EVERY_A_BY_NUMBER:
		return copy_nest(skb, attr, copy_parts_parts);
	case EVERY_A_DATA:
		return copy_nest(skb, attr, copy_bytes);
	case EVERY_A_IPV6:
	case EVERY_A_IP:
	case EVERY_A_MAC:
	case EVERY_A_BINARY:
	case EVERY_A_BINARY_RANGE:
	case EVERY_A_BINARY_EXACT:
	case EVERY_A_BINARY_MIN:
	case EVERY_A_BINARY_MAX:
	case EVERY_A_LIST:
	case EVERY_A_NUMBER_ARRAY:
	case EVERY_A_STRUCT_ARRAY:
	case EVERY_A_PAYLOAD:
	case EVERY_A_RECORDS:
	case EVERY_A_OPAQUE:
		return copy_bytes(skb, attr);
	default:
		return copy_integer(skb, attr);
	}
}

/* Copies all attributes of a request, in their order, and what stands in front of them. */
static int copy_all(struct sk_buff *skb, const struct nlmsghdr *nlh, struct every_everyhdr *header)
{
	const struct every_everyhdr *from = every_request_header(nlh);
	const struct nlattr *attr;
	int err, rest;

	header->serial = from->serial;
	header->kind_of_request = from->kind_of_request;
	nlmsg_for_each_attr(attr, nlh, GENL_HDRLEN + sizeof(*header), rest) {
		err = copy(skb, attr);
		if (err)
			return err;
	}
	return 0;
}

static int answer(struct sk_buff *reply, struct genl_info *info)
{
	int err;

	if (!reply)
		return -ENOMEM;
	err = copy_all(reply, info->nlhdr, every_message_header(reply));
	if (err) {
		nlmsg_free(reply);
		return err;
	}
	return every_send_reply(reply, info);
}

int every_echo_doit(struct sk_buff *skb, struct genl_info *info)
{
	return answer(every_echo_reply(info, info->nlhdr->nlmsg_len), info);
}

int every_liberal_doit(struct sk_buff *skb, struct genl_info *info)
{
	return answer(every_liberal_reply(info, info->nlhdr->nlmsg_len), info);
}

struct dump_state {
	u32 rows;
};

static_assert(sizeof(struct dump_state) <= sizeof_field(struct netlink_callback, ctx));

/* As many rows as the header's serial says, each of them the request. */
static int start(struct netlink_callback *cb)
{
	struct dump_state *state = (void *)cb->ctx;

	state->rows = every_request_header(cb->nlh)->serial;
	return 0;
}

static int row(struct sk_buff *skb, struct netlink_callback *cb, struct every_everyhdr *header)
{
	struct dump_state *state = (void *)cb->ctx;
	int err;

	if (state->rows == 0)
		return 0;
	state->rows--;
	err = copy_all(skb, cb->nlh, header);
	header->serial = state->rows;
	return err ? err : 1;
}

int every_echo_start(struct netlink_callback *cb)
{
	return start(cb);
}

int every_echo_row(struct sk_buff *skb, struct netlink_callback *cb,
		   struct every_everyhdr *header)
{
	return row(skb, cb, header);
}

int every_echo_done(struct netlink_callback *cb)
{
	return 0;
}

int every_liberal_start(struct netlink_callback *cb)
{
	return start(cb);
}

int every_liberal_row(struct sk_buff *skb, struct netlink_callback *cb,
		      struct every_everyhdr *header)
{
	return row(skb, cb, header);
}

int every_liberal_done(struct netlink_callback *cb)
{
	return 0;
}

static int put_part(struct sk_buff *skb, struct nlattr **attrs)
{
	if (attrs[EVERY_PART_ID] && copy_part(skb, attrs[EVERY_PART_ID]))
		return -EMSGSIZE;
	if (attrs[EVERY_PART_NAME] && copy_part(skb, attrs[EVERY_PART_NAME]))
		return -EMSGSIZE;
	return 0;
}

/* Answers, and tells the group of it. */
int every_part_doit(struct sk_buff *skb, struct genl_info *info)
{
	struct sk_buff *reply = every_part_reply(info, GENLMSG_DEFAULT_SIZE);
	struct sk_buff *told = every_changed_message(info, GENLMSG_DEFAULT_SIZE, GFP_KERNEL);

	if (!reply || !told || put_part(reply, info->attrs) ||
	    (info->attrs[EVERY_PART_ID] &&
	     nla_put_u32(told, EVERY_A_U32, nla_get_u32(info->attrs[EVERY_PART_ID])))) {
		nlmsg_free(reply);
		nlmsg_free(told);
		return -ENOMEM;
	}
	every_message_header(told)->serial = every_request_header(info->nlhdr)->serial;
	every_multicast(genl_info_net(info), told, EVERY_GROUP_SECOND_GROUP, GFP_KERNEL);
	return every_send_reply(reply, info);
}

int every_part_start(struct netlink_callback *cb)
{
	return 0;
}

int every_part_row(struct sk_buff *skb, struct netlink_callback *cb,
		   struct every_everyhdr *header)
{
	struct nlattr **attrs = every_dump_attrs(cb);

	if (cb->ctx[0]++)
		return 0;
	return put_part(skb, attrs) ? -EMSGSIZE : 1;
}

int every_part_done(struct netlink_callback *cb)
{
	return 0;
}

int every_init(void)
{
	return 0;
}

int every_started(void)
{
	return 0;
}

void every_stopping(void)
{
}

void every_exit(void)
{
}
