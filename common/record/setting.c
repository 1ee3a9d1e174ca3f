/* One setting of the database's schema; see schema.h for the names. */
#include "record/record.h"

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "名称", .help = "what is set", .required = true, .unique = true },
	{ .id = 2, .name = "value", .kind = KIND_LONGTEXT, .en = "Value", .zh = "值", .help = "what it is set to" },
	{ 0 },
};

const struct record_type record_setting = {
	.number = 62, .name = "setting", .plural = "settings", .prefix = "se", .en = "Setting", .zh = "设置",
	.help = "A setting is a part of the schema.", .title = "name", .list = "name,value", .fields = fields, .internal = true, .no_common_fields = true,
};
