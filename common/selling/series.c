#include "selling/selling.h"

/* The last number given out in a series such as invoice-2026: a row of its own, so that issuing is journalled, and undone in order. */
static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "名称", .required = true, .unique = true,
	  .help = "type and year" },
	{ .id = 2, .name = "last", .kind = KIND_INT, .en = "Last", .zh = "末号", .required = true,
	  .help = "the last number assigned" },
	{ .id = 3, .name = "last_on", .kind = KIND_DATE, .en = "Last day", .zh = "末号日期",
	  .help = "the latest day of a document with such a number" },
	{ 0 },
};

const struct record_type record_series = {
	.number = 34,
	.name = "series",
	.plural = "serieses",
	.prefix = "sr",
	.en = "Series",
	.zh = "编号序列",
	.help = "A series counts the documents of a type and year.",
	.title = "name",
	.list = "name,last",
	.fields = fields,
	.internal = true,
	.no_common_fields = true,
};
