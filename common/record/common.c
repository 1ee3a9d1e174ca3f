#include "record/record.h"

const struct field record_common[] = {
	{ .id = 500, .name = "owner", .shown = true, .kind = KIND_REF, .target = &record_user, .en = "Owner", .zh = "负责人",
	  .help = "who is responsible" },
	{ .id = 501, .name = "tags", .kind = KIND_TAGS, .en = "Tags", .zh = "标签", .help = "free-form words for grouping" },
	{ .id = 502, .name = "notes", .kind = KIND_LONGTEXT, .en = "Notes", .zh = "备注", .search = true,
	  .help = "anything else worth knowing" },
	{ .id = 503, .name = "external_id", .kind = KIND_TEXT, .en = "External ID", .zh = "外部编号", .unique = true,
	  .digits = true, .nocopy = true, .help = "key in another system; makes imports repeatable" },
	{ .id = 504, .name = "aliases", .kind = KIND_TAGS, .en = "Aliases", .zh = "别名", .search = true, .nocopy = true,
	  .keys = KEY_ALIAS | KEY_COMPANY, .help = "other names it is known by" },
	{ .id = 505, .name = "created_at", .kind = KIND_TIMESTAMP, .en = "Created", .zh = "创建时间", .computed = true,
	  .nocopy = true, .help = "when it was entered" },
	{ .id = 506, .name = "updated_at", .kind = KIND_TIMESTAMP, .en = "Updated", .zh = "更新时间", .computed = true, .bookkeeping = true,
	  .nocopy = true, .help = "when it last changed" },
	{ 0 },
};
