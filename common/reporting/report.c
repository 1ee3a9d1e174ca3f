#include "reporting/reporting.h"

static const struct pick layouts[] = {
	{ .key = "list", .en = "List", .zh = "明细表" },
	{ .key = "summary", .en = "Summary", .zh = "汇总表", .initial = true },
	{ .key = "matrix", .en = "Matrix", .zh = "矩阵表" },
	{ 0 },
};

static const struct pick charts[] = {
	{ .key = "none", .en = "None", .zh = "无", .initial = true },
	{ .key = "bar", .en = "Bars", .zh = "柱形图" },
	{ .key = "stacked", .en = "Stacked bars", .zh = "堆积柱形图" },
	{ .key = "line", .en = "Lines", .zh = "折线图" },
	{ .key = "area", .en = "Areas", .zh = "面积图" },
	{ .key = "pie", .en = "Pie", .zh = "饼图" },
	{ .key = "funnel", .en = "Funnel", .zh = "漏斗图" },
	{ .key = "heatmap", .en = "Heat map", .zh = "热力图" },
	{ 0 },
};

/* What the members of a definition mean is said in query/summary.h; here they are texts as people write them, checked by the rule. */
static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "名称", .required = true, .unique = true, .search = true,
	  .help = "by which the report is run" },
	{ .id = 2, .name = "folder", .kind = KIND_REF, .target = &record_folder, .en = "Folder", .zh = "文件夹", .help = "folder it is kept in" },
	{ .id = 3, .name = "description", .kind = KIND_LONGTEXT, .en = "Description", .zh = "说明", .search = true, .help = "what it shows, and for whom" },
	{ .id = 4, .name = "from", .kind = KIND_TEXT, .en = "Module", .zh = "主模块", .help = "record type that is counted: deal" },
	{ .id = 5, .name = "with", .kind = KIND_TEXT, .en = "Related modules", .zh = "相关模块", .help = "related record types, separated by commas: customer,events" },
	{ .id = 6, .name = "layout", .kind = KIND_PICK, .picks = layouts, .en = "Layout", .zh = "版式", .help = "whether it lists records, or sums groups of them" },
	{ .id = 7, .name = "columns", .kind = KIND_TEXT, .en = "Columns", .zh = "列", .help = "fields of a list, or measures: count,sum:amount,avg:probability" },
	{ .id = 8, .name = "compute", .kind = KIND_LONGTEXT, .en = "Computed columns", .zh = "计算列", .help = "a line for each: rate=won/count*100%" },
	{ .id = 9, .name = "where", .kind = KIND_TEXT, .en = "Criteria", .zh = "条件", .help = "filter of the records" },
	{ .id = 10, .name = "date", .kind = KIND_TEXT, .en = "Date", .zh = "日期字段", .help = "field that the period applies to: close_on" },
	{ .id = 11, .name = "period", .kind = KIND_TEXT, .en = "Period", .zh = "期间", .help = "period unless one is given when it is run: 2026-Q3, this-month" },
	{ .id = 12, .name = "group", .kind = KIND_TEXT, .en = "Groups", .zh = "分组", .help = "up to three fields: customer.city,close_on:month" },
	{ .id = 13, .name = "pivot", .kind = KIND_TEXT, .en = "Across", .zh = "横向分组", .help = "field whose values become columns, in a matrix" },
	{ .id = 14, .name = "having", .kind = KIND_TEXT, .en = "Having", .zh = "分组条件", .help = "filter of the groups, by columns: sum:amount=1000.. count=5..10" },
	{ .id = 15, .name = "sort", .kind = KIND_TEXT, .en = "Sort", .zh = "排序", .help = "columns, a leading - for descending: -sum:amount" },
	{ .id = 16, .name = "top", .kind = KIND_INT, .en = "Top", .zh = "前几名", .help = "how many groups are shown; the rest is one row of others" },
	{ .id = 17, .name = "join", .kind = KIND_TEXT, .en = "Joined reports", .zh = "并列报表", .help = "summaries side by side: 'sales' 'targets' on=month" },
	{ .id = 25, .name = "parts", .kind = KIND_TEXT, .en = "Parts", .zh = "组成报表", .help = "reports that are shown one below the other: pipeline invoices-aged rp3" },
	{ .id = 26, .name = "all_values", .kind = KIND_BOOL, .en = "All values", .zh = "显示空分组", .help = "groups without records are rows too: every stage, every month of the period" },
	{ .id = 27, .name = "analysis", .kind = KIND_TEXT, .en = "Analysis", .zh = "分析方法", .help = "what makes the rows, of a report that ships and is no summary: abc" },
	{ .id = 18, .name = "parameters", .kind = KIND_LONGTEXT, .en = "Parameters", .zh = "参数", .help = "a line for each: city=上海 is put where ${city} stands" },
	{ .id = 19, .name = "chart", .kind = KIND_PICK, .picks = charts, .en = "Chart", .zh = "图表", .help = "picture that goes with it" },
	{ .id = 20, .name = "in_currency", .kind = KIND_TEXT, .pattern = "^[A-Z]{3}$", .en = "In currency", .zh = "折算币种", .help = "currency that amounts are converted to; a row for each unless set" },
	{ .id = 21, .name = "recipients", .kind = KIND_REFS, .target = &record_user, .en = "Recipients", .zh = "收件人", .help = "users whom --mail sends it to" },
	{ .id = 22, .name = "mail_to", .kind = KIND_TEXT, .en = "Mail to", .zh = "邮件地址", .help = "further addresses, separated by commas" },
	{ .id = 23, .name = "mail_format", .kind = KIND_TEXT, .en = "Attachment", .zh = "附件格式", .help = "format of the attachment: xlsx, csv, html; none unless set" },
	{ .id = 24, .name = "only_with_rows", .kind = KIND_BOOL, .en = "Only with rows", .zh = "有数据才发", .help = "nothing is mailed when there are no rows" },
	{ .id = 28, .name = "mailed", .kind = KIND_LONGTEXT, .en = "Mailed", .zh = "已发期间", .nocopy = true, .computed = true, .bookkeeping = true,
	  .help = "the periods for which --mail made mail, a line for each: they are not mailed again" },
	{ 0 },
};

const struct record_type record_report = {
	.number = 45,
	.name = "report",
	.plural = "reports",
	.prefix = "rp",
	.en = "Report",
	.zh = "报表",
	.help = "A report is the definition of one: which records, how they are grouped, what they come to.",
	.title = "name",
	.bare_word = "name",
	.list = "name,folder,from,layout,description,owner",
	.least = "owner,layout,from",
	.fields = fields,
	.literal = true,
};
