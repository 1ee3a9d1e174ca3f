#include "people/picks.h"
#include "people/people.h"

static const struct pick kinds_of_customer[] = {
	{ .key = "company", .en = "Company", .zh = "企业", .initial = true },
	{ .key = "person", .en = "Person", .zh = "个人" },
	{ 0 },
};

static const struct pick lifecycles[] = {
	{ .key = "potential", .en = "Potential", .zh = "潜在", .initial = true },
	{ .key = "prospect", .en = "Prospect", .zh = "意向" },
	{ .key = "buyer", .en = "Buyer", .zh = "成交" },
	{ .key = "loyal", .en = "Loyal", .zh = "忠诚" },
	{ .key = "advocate", .en = "Advocate", .zh = "推荐" },
	{ .key = "lost", .en = "Lost", .zh = "流失" },
	{ 0 },
};

static const struct pick classes[] = {
	{ .key = "unset", .en = "Unset", .zh = "未分级", .initial = true },
	{ .key = "c", .en = "C", .zh = "C级" },
	{ .key = "b", .en = "B", .zh = "B级" },
	{ .key = "a", .en = "A", .zh = "A级" },
	{ 0 },
};

static const struct pick customer_types[] = {
	{ .key = "customer", .en = "Customer", .zh = "客户", .initial = true },
	{ .key = "prospect", .en = "Prospect", .zh = "意向客户" },
	{ .key = "partner", .en = "Partner", .zh = "合作伙伴" },
	{ .key = "agent", .en = "Agent", .zh = "代理商" },
	{ .key = "reseller", .en = "Reseller", .zh = "经销商" },
	{ .key = "competitor", .en = "Competitor", .zh = "竞争对手" },
	{ .key = "supplier", .en = "Supplier", .zh = "供应商" },
	{ .key = "press", .en = "Press", .zh = "媒体" },
	{ .key = "other", .en = "Other", .zh = "其他" },
	{ 0 },
};

/* What is to begin has not been held yet, whatever its status says. The three alternatives are each found by an index: event.about twice, and the link table. */
static const char last_contact[] =
	"(select local_day(max(held.starts_at)) from event as held where held.status = 'held' and held.starts_at <= now() and coalesce(held.visibility, '') <> 'private' and ("
	"held.about = {customer:$.id}"
	" or held.about in (select {contact:spoken.id} from contact as spoken where spoken.customer = $.id)"
	" or held.id in (select met.event from event_contacts as met join contact as guest on guest.id = met.contact"
	" where guest.customer = $.id)))";

static const char open_deals[] =
	"(select count(*) from deal as open_deal where open_deal.customer = $.id"
	" and stage_outcome(open_deal.pipeline, open_deal.stage) = 0)";

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "客户名称", .required = true, .search = true,
	  .index = true, .help = "registered name of the company, or the person's name" },
	{ .id = 2, .name = "kind", .kind = KIND_PICK, .picks = kinds_of_customer, .en = "Kind", .zh = "客户性质",
	  .help = "company or private person" },
	{ .id = 3, .name = "parent", .kind = KIND_REF, .target = &record_customer, .en = "Parent", .zh = "上级公司",
	  .help = "company it belongs to" },
	{ .id = 4, .name = "lifecycle", .kind = KIND_PICK, .picks = lifecycles, .en = "Lifecycle", .zh = "生命周期",
	  .help = "stage of the relationship" },
	{ .id = 5, .name = "class", .kind = KIND_PICK, .picks = classes, .en = "Class", .zh = "客户级别",
	  .help = "importance, A is highest" },
	{ .id = 6, .name = "type", .kind = KIND_PICK, .picks = customer_types, .en = "Type", .zh = "客户类型",
	  .help = "kind of relationship to us" },
	{ .id = 7, .name = "industry", .kind = KIND_PICK, .picks = picks_industry, .en = "Industry", .zh = "行业",
	  .help = "line of business" },
	{ .id = 8, .name = "region", .kind = KIND_TEXT, .en = "Region", .zh = "区域", .help = "sales region" },
	{ .id = 9, .name = "employees", .kind = KIND_INT, .en = "Employees", .zh = "员工人数",
	  .help = "number of people who work there" },
	{ .id = 10, .name = "annual_revenue", .kind = KIND_MONEY, .en = "Annual revenue", .zh = "年营业额",
	  .help = "annual turnover" },
	{ .id = 11, .name = "ownership", .kind = KIND_TEXT, .en = "Ownership", .zh = "所有制",
	  .help = "who owns it: private, public, state, joint venture" },
	{ .id = 12, .name = "source", .kind = KIND_PICK, .picks = picks_source, .en = "Source", .zh = "客户来源",
	  .help = "how it came to us" },
	{ .id = 13, .name = "website", .kind = KIND_URL, .en = "Website", .zh = "网址", .help = "home page" },
	{ .id = 14, .name = "email", .kind = KIND_EMAIL, .en = "E-mail", .zh = "电子邮件", .search = true,
	  .help = "general e-mail address" },
	{ .id = 15, .name = "phone", .kind = KIND_PHONE, .en = "Phone", .zh = "电话", .search = true,
	  .help = "main phone number" },
	{ .id = 16, .name = "phone2", .kind = KIND_PHONE, .en = "Second phone", .zh = "电话2", .search = true,
	  .help = "another phone number" },
	{ .id = 17, .name = "fax", .kind = KIND_PHONE, .en = "Fax", .zh = "传真", .search = true, .help = "fax number" },
	{ .id = 18, .name = "bill_street", .kind = KIND_TEXT, .en = "Billing street", .zh = "账单街道",
	  .help = "street and number for invoices" },
	{ .id = 19, .name = "bill_city", .kind = KIND_TEXT, .en = "Billing city", .zh = "账单城市",
	  .help = "city for invoices" },
	{ .id = 20, .name = "bill_state", .kind = KIND_TEXT, .en = "Billing state", .zh = "账单省份",
	  .help = "state or province for invoices" },
	{ .id = 21, .name = "bill_code", .kind = KIND_TEXT, .en = "Billing code", .zh = "账单邮编",
	  .help = "postal code for invoices" },
	{ .id = 22, .name = "bill_country", .kind = KIND_TEXT, .en = "Billing country", .zh = "账单国家",
	  .help = "country for invoices" },
	{ .id = 23, .name = "ship_street", .kind = KIND_TEXT, .en = "Shipping street", .zh = "收货街道",
	  .help = "street and number for deliveries" },
	{ .id = 24, .name = "ship_city", .kind = KIND_TEXT, .en = "Shipping city", .zh = "收货城市",
	  .help = "city for deliveries" },
	{ .id = 25, .name = "ship_state", .kind = KIND_TEXT, .en = "Shipping state", .zh = "收货省份",
	  .help = "state or province for deliveries" },
	{ .id = 26, .name = "ship_code", .kind = KIND_TEXT, .en = "Shipping code", .zh = "收货邮编",
	  .help = "postal code for deliveries" },
	{ .id = 27, .name = "ship_country", .kind = KIND_TEXT, .en = "Shipping country", .zh = "收货国家",
	  .help = "country for deliveries" },
	{ .id = 28, .name = "tax_name", .kind = KIND_TEXT, .en = "Tax name", .zh = "发票抬头", .search = true,
	  .keys = KEY_TAX_NAME, .help = "name to which tax invoices are made out" },
	{ .id = 29, .name = "tax_number", .kind = KIND_TEXT, .en = "Tax number", .zh = "统一社会信用代码",
	  .digits = true, .keys = KEY_TAX_NUMBER, .help = "unified social credit code or other tax number" },
	{ .id = 30, .name = "tax_address", .kind = KIND_TEXT, .en = "Tax address", .zh = "注册地址",
	  .help = "address shown on tax invoices" },
	{ .id = 31, .name = "tax_phone", .kind = KIND_PHONE, .en = "Tax phone", .zh = "注册电话", .search = true,
	  .help = "telephone number shown on tax invoices" },
	{ .id = 32, .name = "bank", .kind = KIND_TEXT, .en = "Bank", .zh = "开户银行", .help = "bank and branch" },
	{ .id = 33, .name = "bank_account", .kind = KIND_TEXT, .en = "Bank account", .zh = "银行账号",
	  .digits = true, .keys = KEY_ACCOUNT, .help = "account number at the bank" },
	{ .id = 34, .name = "founded_on", .kind = KIND_DATE, .en = "Founded", .zh = "成立日期",
	  .help = "day the company was founded" },
	{ .id = 35, .name = "birthday", .kind = KIND_ANNIVERSARY, .en = "Birthday", .zh = "生日",
	  .help = "of a private person" },
	{ .id = 38, .name = "language", .kind = KIND_TEXT, .pattern = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
	  .en = "Language", .zh = "语言", .help = "language for correspondence, as a tag: zh, en, zh-TW" },
	{ .id = 39, .name = "channel", .kind = KIND_PICK, .picks = picks_channel, .en = "Channel", .zh = "联系方式偏好",
	  .help = "preferred means of contact" },
	{ .id = 40, .name = "do_not_call", .kind = KIND_BOOL, .en = "Do not call", .zh = "谢绝电话", .initial = "no",
	  .help = "does not want to be called" },
	{ .id = 41, .name = "do_not_email", .kind = KIND_BOOL, .en = "Do not e-mail", .zh = "谢绝邮件", .initial = "no",
	  .help = "does not want to receive e-mail" },
	{ .id = 42, .name = "referred_by", .kind = KIND_REF, .target = &record_customer, .en = "Referred by",
	  .zh = "介绍客户", .help = "customer who recommended us" },
	{ .id = 43, .name = "preferences", .kind = KIND_LONGTEXT, .en = "Preferences", .zh = "偏好",
	  .help = "habits and wishes" },
	{ .id = 44, .name = "verified_on", .kind = KIND_DATE, .en = "Verified", .zh = "核实日期",
	  .help = "day the data was last checked" },
	{ .id = 45, .name = "archived", .kind = KIND_BOOL, .en = "Archived", .zh = "已归档", .initial = "no",
	  .help = "not removed, but no longer in use" },
	{ .id = 46, .name = "last_contact", .kind = KIND_DATE, .en = "Last contact", .zh = "最近联系", .derived = true,
	  .expr = last_contact, .help = "day of the last held event with it or its contacts" },
	{ .id = 47, .name = "open_deals", .kind = KIND_INT, .en = "Open deals", .zh = "进行中商机", .derived = true,
	  .expr = open_deals, .help = "number of deals that are neither won nor lost" },
	{ .id = 48, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种", .required = true,
	  .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code of the amounts" },
	{ 0 },
};

const struct record_type record_customer = {
	.number = 2,
	.name = "customer",
	.plural = "customers",
	.prefix = "c",
	.en = "Customer",
	.zh = "客户",
	.words = "客户档案",
	.help = "A customer is a company or a private person that we sell to, or hope to.",
	.title = "name",
	.bare_word = "name",
	.list = "name,lifecycle,class,phone,email,bill_city,owner",
	.fields = fields,
};
