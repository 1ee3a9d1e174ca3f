#include "reporting/reporting.h"

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "名称", .required = true, .unique = true, .search = true,
	  .help = "what the folder is called" },
	{ .id = 2, .name = "description", .kind = KIND_LONGTEXT, .en = "Description", .zh = "说明", .help = "what its reports are for" },
	{ 0 },
};

const struct record_type record_folder = {
	.number = 46,
	.name = "folder",
	.plural = "folders",
	.prefix = "rf",
	.en = "Folder",
	.zh = "报表文件夹",
	.help = "A folder of reports; it cannot be removed while there are reports in it.",
	.title = "name",
	.bare_word = "name",
	.list = "name,description",
	.fields = fields,
};
