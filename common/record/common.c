#include "record/record.h"

const struct field record_common[] = {
	{ .id = 500, .name = "owner", .shown = true, .kind = KIND_REF, .target = &record_user, .en = "Owner", .zh = "负责人",
	  .headers = "Account Owner,Contact Owner,Lead Owner,Company Owner,Deal Owner,Opportunity Owner,Owner Name,Assigned To,Assigned User,"
	             "Salesperson,Sales Rep,业务员,销售员,销售代表,跟进人,归属人,责任人",
	  .help = "who is responsible" },
	{ .id = 501, .name = "tags", .kind = KIND_TAGS, .en = "Tags", .zh = "标签",
	  .headers = "Tag,Labels,Label,Categories,Keywords,Groups,Group Membership,客户标签", .help = "free-form words for grouping" },
	{ .id = 502, .name = "notes", .kind = KIND_LONGTEXT, .en = "Notes", .zh = "备注",
	  .headers = "Note,Description,Comments,Comment,Remarks,Remark,Memo,说明,备注信息,备注说明,附注,描述", .search = true,
	  .help = "anything else worth knowing" },
	{ .id = 503, .name = "external_id", .kind = KIND_TEXT, .en = "External ID", .zh = "外部编号",
	  .headers = "ID,Record ID,UUID,GUID,系统编号,唯一编号", .unique = true,
	  .digits = true, .nocopy = true, .help = "key in another system; makes imports repeatable" },
	{ .id = 504, .name = "aliases", .kind = KIND_TAGS, .en = "Aliases", .zh = "别名",
	  .headers = "Alias,Short Name,曾用名,简称,客户简称,公司简称", .search = true, .nocopy = true,
	  .keys = KEY_ALIAS | KEY_COMPANY, .help = "other names it is known by" },
	{ .id = 505, .name = "created_at", .kind = KIND_TIMESTAMP, .en = "Created", .zh = "创建时间",
	  .headers = "Create Date,Created Date,Date Created,Creation Date,Created On,Created (UTC),Created Time,Date Added,创建日期,录入时间,建档日期,登记日期,"
	             "添加时间", .computed = true,
	  .nocopy = true, .help = "when it was entered" },
	{ .id = 506, .name = "updated_at", .kind = KIND_TIMESTAMP, .en = "Updated", .zh = "更新时间", .computed = true, .bookkeeping = true,
	  .nocopy = true, .help = "when it last changed" },
	{ 0 },
};
