/* Two records that look alike and are not the same: somebody looked, and said so. */
#include "record/record.h"

static const struct field fields[] = {
	{ .id = 1, .name = "type", .kind = KIND_INT, .en = "Type", .zh = "类型", .help = "number of the record type", .required = true },
	{ .id = 2, .name = "first", .kind = KIND_INT, .en = "First", .zh = "甲", .help = "the smaller id of the two", .required = true, .index = true },
	{ .id = 3, .name = "second", .kind = KIND_INT, .en = "Second", .zh = "乙", .help = "the greater id", .required = true },
	{ 0 },
};

const struct record_type record_distinct = {
	.number = 60, .name = "distinct", .plural = "distinct_pairs", .prefix = "ds", .en = "Distinct", .zh = "非重复",
	.help = "A distinct pair is two records that look alike but are not the same.", .title = "first", .list = "type,first,second", .fields = fields, .internal = true, .no_common_fields = true,
};
