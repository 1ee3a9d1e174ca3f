#include "service/service.h"

static const struct pick kinds_of_move[] = {
	{ .key = "hand-over", .en = "Hand-over", .zh = "转交" },
	{ .key = "reopening", .en = "Reopening", .zh = "重开" },
	{ .key = "status", .en = "Status", .zh = "状态" },
	{ 0 },
};

/* Names of desks and states are kept as text: a move stays what it was when the schema drops one of them. */
static const struct field fields[] = {
	{ .id = 1, .name = "ticket", .kind = KIND_REF, .target = &record_ticket, .en = "Ticket", .zh = "服务单", .required = true, .composition = true,
	  .help = "ticket that moved" },
	{ .id = 2, .name = "kind", .kind = KIND_PICK, .picks = kinds_of_move, .en = "Kind", .zh = "种类", .help = "hand-over, reopening, or another status" },
	{ .id = 3, .name = "at", .kind = KIND_TIMESTAMP, .en = "At", .zh = "时间", .help = "when it moved" },
	{ .id = 4, .name = "who", .kind = KIND_REF, .target = &record_user, .en = "Who", .zh = "操作人", .help = "who moved it" },
	{ .id = 5, .name = "why", .kind = KIND_TEXT, .en = "Why", .zh = "原因", .help = "the reason that was given" },
	{ .id = 6, .name = "from_desk", .kind = KIND_TEXT, .en = "From desk", .zh = "原服务台", .help = "desk before" },
	{ .id = 7, .name = "to_desk", .kind = KIND_TEXT, .en = "To desk", .zh = "新服务台", .help = "desk after" },
	{ .id = 8, .name = "from_worker", .kind = KIND_REF, .target = &record_user, .en = "From worker", .zh = "原处理人", .help = "worker before" },
	{ .id = 9, .name = "to_worker", .kind = KIND_REF, .target = &record_user, .en = "To worker", .zh = "新处理人", .help = "worker after" },
	{ .id = 10, .name = "from_status", .kind = KIND_TEXT, .en = "From status", .zh = "原状态", .help = "status before" },
	{ .id = 11, .name = "to_status", .kind = KIND_TEXT, .en = "To status", .zh = "新状态", .help = "status after" },
	{ .id = 12, .name = "from_owner", .kind = KIND_REF, .target = &record_user, .en = "From owner", .zh = "原负责人", .help = "owner before" },
	{ .id = 13, .name = "to_owner", .kind = KIND_REF, .target = &record_user, .en = "To owner", .zh = "新负责人", .help = "owner after" },
	{ 0 },
};

const struct record_type record_ticket_move = {
	.number = 38,
	.name = "ticket_move",
	.plural = "ticket_moves",
	.prefix = "tm",
	.en = "Ticket move",
	.zh = "服务单流转",
	.help = "A ticket move is a step of a ticket from one desk, worker, owner or status to another.",
	.title = "why",
	.list = "ticket,kind,at,who,from_desk,to_desk,from_worker,to_worker,from_status,to_status,why",
	.fields = fields,
	.internal = true,
	.trail = true,
};
