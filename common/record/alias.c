/* The reference of a record that was merged into another: it stays an alias of the kept one. */
#include "record/record.h"

static const struct field fields[] = {
	{ .id = 1, .name = "type", .kind = KIND_INT, .en = "Type", .zh = "类型", .help = "number of the record type", .required = true },
	{ .id = 2, .name = "record", .kind = KIND_INT, .en = "Record", .zh = "记录", .help = "id of the record that was merged", .required = true, .index = true },
	{ .id = 3, .name = "kept", .kind = KIND_INT, .en = "Kept", .zh = "保留", .help = "id of the record that it was merged into", .required = true, .index = true },
	{ 0 },
};

const struct record_type record_alias = {
	.number = 61, .name = "alias", .plural = "merged", .prefix = "al", .en = "Alias", .zh = "别名",
	.help = "An alias is the reference of a record that was merged into another.", .title = "record", .list = "type,record,kept", .fields = fields, .internal = true, .no_common_fields = true,
};
