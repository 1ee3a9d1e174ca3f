#include "people/people.h"

/* The stages are kept as text: a move stays what it was when the schema drops one of them. */
static const struct field fields[] = {
	{ .id = 1, .name = "parent", .kind = KIND_REF, .target = &record_deal, .en = "Deal", .zh = "商机",
	  .required = true, .composition = true, .help = "deal that moved" },
	{ .id = 2, .name = "number", .kind = KIND_INT, .en = "Number", .zh = "序号", .nocopy = true,
	  .help = "number of the move within the deal" },
	{ .id = 3, .name = "from_stage", .kind = KIND_TEXT, .en = "From", .zh = "原阶段",
	  .help = "stage before; empty at the first" },
	{ .id = 4, .name = "to_stage", .kind = KIND_TEXT, .en = "To", .zh = "新阶段", .help = "stage after" },
	{ .id = 5, .name = "at", .kind = KIND_TIMESTAMP, .en = "At", .zh = "时间", .help = "when it moved" },
	{ .id = 6, .name = "who", .kind = KIND_REF, .target = &record_user, .en = "Who", .zh = "操作人",
	  .help = "who moved it" },
	{ 0 },
};

const struct record_type record_stage_move = {
	.number = 10,
	.name = "stage_move",
	.plural = "stage_moves",
	.prefix = "sm",
	.en = "Stage move",
	.zh = "阶段变更",
	.help = "A stage move is one step of a deal from one stage to another.",
	.title = "to_stage",
	.list = "parent,from_stage,to_stage,at,who",
	.fields = fields,
	.parent = &record_deal,
	.internal = true,
	.trail = true,
	.no_common_fields = true,
};
