#include "service/service.h"

static const struct pick statuses[] = {
	{ .key = "draft", .en = "Draft", .zh = "草稿", .initial = true },
	{ .key = "reviewed", .en = "Reviewed", .zh = "已审核" },
	{ .key = "published", .en = "Published", .zh = "已发布" },
	{ .key = "obsolete", .en = "Obsolete", .zh = "已废止" },
	{ 0 },
};

static const char *const languages[] = { "en", "zh", NULL };

static const struct field fields[] = {
	{ .id = 1, .name = "question", .kind = KIND_TEXT, .en = "Question", .zh = "问题", .required = true, .search = true, .help = "what customers ask" },
	{ .id = 2, .name = "answer", .kind = KIND_LONGTEXT, .en = "Answer", .zh = "答案", .required = true, .search = true, .help = "what they are answered" },
	{ .id = 3, .name = "product", .kind = KIND_REF, .target = &record_product, .en = "Product", .zh = "产品", .help = "product it is about" },
	{ .id = 4, .name = "category", .kind = KIND_TEXT, .en = "Category", .zh = "类别", .help = "heading under which it is published" },
	{ .id = 5, .name = "language", .kind = KIND_TEXT, .en = "Language", .zh = "语言", .offers = languages, .pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
	  .help = "language of the text, such as en or zh; that of the database unless set" },
	{ .id = 6, .name = "status", .kind = KIND_PICK, .picks = statuses, .en = "Status", .zh = "状态", .nocopy = true, .help = "whether it may be used" },
	{ .id = 7, .name = "expires_on", .kind = KIND_DATE, .en = "Expires", .zh = "失效日期", .help = "last day on which it holds" },
	{ .id = 8, .name = "ticket", .kind = KIND_REF, .target = &record_ticket, .en = "Ticket", .zh = "服务单", .nocopy = true, .help = "ticket it was made from" },
	{ .id = 9, .name = "used", .kind = KIND_INT, .en = "Used", .zh = "使用次数", .derived = true,
	  .expr = "(select count(*) from comment as answered where answered.faq = $.id)", .help = "how many tickets were answered with it" },
	{ .id = 10, .name = "expired", .kind = KIND_BOOL, .en = "Expired", .zh = "已失效", .derived = true,
	  .expr = "(case when $.expires_on < today() then 1 else 0 end)", .help = "its last day has passed" },
	{ 0 },
};

const struct record_type record_faq = {
	.number = 39,
	.name = "faq",
	.plural = "faqs",
	.prefix = "fq",
	.en = "FAQ",
	.zh = "常见问题",
	.help = "An FAQ is a question that customers ask often, with its answer.",
	.title = "question",
	.bare_word = "question",
	.list = "question,category,product,language,status,expires_on,used",
	.least = "used,language,expires_on",
	.fields = fields,
};
