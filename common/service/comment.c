#include "service/service.h"

static const struct field fields[] = {
	{ .id = 1, .name = "parent", .kind = KIND_REF, .target = &record_ticket, .en = "Ticket", .zh = "服务单", .required = true, .composition = true,
	  .help = "ticket that it is part of" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "序号", .nocopy = true, .help = "permanent number in the ticket" },
	{ .id = 3, .name = "text", .kind = KIND_LONGTEXT, .en = "Text", .zh = "内容", .required = true, .help = "what was said" },
	{ .id = 4, .name = "internal", .kind = KIND_BOOL, .en = "Internal", .zh = "内部", .initial = "no", .help = "not for the customer" },
	{ .id = 5, .name = "at", .kind = KIND_TIMESTAMP, .en = "At", .zh = "时间", .help = "when it was said" },
	{ .id = 6, .name = "who", .kind = KIND_REF, .target = &record_user, .en = "Who", .zh = "作者", .help = "user who said it; empty: the customer, or a program" },
	{ .id = 7, .name = "contact", .kind = KIND_REF, .target = &record_contact, .en = "Contact", .zh = "联系人", .help = "person outside who said it" },
	{ .id = 8, .name = "automatic", .kind = KIND_BOOL, .en = "Automatic", .zh = "自动", .initial = "no",
	  .help = "an acknowledgement by a program, which is no first response" },
	{ .id = 9, .name = "faq", .kind = KIND_REF, .target = &record_faq, .en = "FAQ", .zh = "常见问题", .help = "answer that it was made of" },
	{ 0 },
};

const struct record_type record_comment = {
	.number = 37,
	.name = "comment",
	.plural = "comments",
	.prefix = "tc",
	.en = "Comment",
	.zh = "评论",
	.help = "A comment is what was said about a ticket, to the customer or among colleagues. It is never changed.",
	.title = "text",
	.list = "text,internal,at,who",
	.fields = fields,
	.parent = &record_ticket,
	.internal = true,
	.no_common_fields = true,
};
