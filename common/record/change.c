#include "record/record.h"

static const char records[] =
	"(select coalesce(sum(coalesce(counted.last, counted.record) - counted.record + 1), 0) from entry as counted"
	" where counted.id between $.first_entry and $.last_entry)";

static const struct field fields[] = {
	{ .id = 1, .name = "at", .shown = true, .kind = KIND_TIMESTAMP, .en = "At", .zh = "时间", .help = "when it was made" },
	{ .id = 2, .name = "who", .shown = true, .kind = KIND_REF, .target = &record_user, .en = "Who", .zh = "操作人",
	  .help = "who made it" },
	{ .id = 3, .name = "via", .shown = true, .kind = KIND_TEXT, .en = "Via", .zh = "经由",
	  .help = "system account that acted in that name" },
	{ .id = 4, .name = "command", .kind = KIND_TEXT, .en = "Command", .zh = "命令", .help = "command that made it" },
	{ .id = 5, .name = "undoes", .shown = true, .kind = KIND_REF, .target = &record_change, .en = "Undoes", .zh = "撤销了",
	  .help = "change that it undoes" },
	{ .id = 6, .name = "undone_by", .shown = true, .kind = KIND_REF, .target = &record_change, .en = "Undone by", .zh = "被撤销于",
	  .help = "change that undid it" },
	{ .id = 7, .name = "records", .shown = true, .kind = KIND_INT, .en = "Records", .zh = "记录数", .derived = true,
	  .expr = records, .help = "number of records that it affected" },
	{ .id = 8, .name = "first_entry", .shown = true, .kind = KIND_INT, .en = "First entry", .zh = "首条日志", .hidden = true,
	  .help = "its first entry in the journal" },
	{ .id = 9, .name = "last_entry", .shown = true, .kind = KIND_INT, .en = "Last entry", .zh = "末条日志", .hidden = true,
	  .help = "its last entry in the journal" },
	{ 0 },
};

const struct record_type record_change = {
	.number = 63,
	.name = "change",
	.plural = "changes",
	.prefix = "ch",
	.en = "Change",
	.zh = "变更",
	.help = "A change is what one command wrote, and is undone as a whole.",
	.title = "command",
	.list = "at,who,command,records,undone_by",
	.least = "records",
	.fields = fields,
	.internal = true,
	.no_common_fields = true,
};
