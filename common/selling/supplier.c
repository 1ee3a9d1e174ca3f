#include "selling/selling.h"

/* Bills that are owed, less what was paid to the supplier. */
static const char payable[] =
	"(coalesce((select sum(owed.total) from bill as owed where owed.supplier = $.id and owed.status <> 'cancelled' and owed.currency = $.currency), 0)"
	" - coalesce((select sum(case paid.kind when 'refund' then -paid.amount else paid.amount end) from payment as paid"
	" where paid.supplier = $.id and paid.currency = $.currency), 0))";

/* The same in each currency that is owed. */
static const char payables[] =
	"select owed.currency as currency, sum(owed.amount) as amount from ("
	"select claim.currency as currency, claim.total as amount from bill as claim where claim.supplier = $.id and claim.status <> 'cancelled'"
	" union all select paid.currency, case paid.kind when 'refund' then paid.amount else -paid.amount end from payment as paid where paid.supplier = $.id"
	") as owed group by owed.currency having sum(owed.amount) <> 0";

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "供应商名称", .required = true, .search = true,
	  .index = true, .help = "registered name of the company" },
	{ .id = 2, .name = "contact", .kind = KIND_TEXT, .en = "Contact", .zh = "联系人", .search = true,
	  .help = "person to contact" },
	{ .id = 3, .name = "phone", .kind = KIND_PHONE, .en = "Phone", .zh = "电话", .search = true,
	  .help = "main phone number" },
	{ .id = 4, .name = "mobile", .kind = KIND_PHONE, .en = "Mobile", .zh = "手机", .search = true,
	  .help = "mobile number of the contact" },
	{ .id = 5, .name = "fax", .kind = KIND_PHONE, .en = "Fax", .zh = "传真", .search = true, .help = "fax number" },
	{ .id = 6, .name = "email", .kind = KIND_EMAIL, .en = "E-mail", .zh = "电子邮件", .search = true,
	  .help = "e-mail address" },
	{ .id = 7, .name = "website", .kind = KIND_URL, .en = "Website", .zh = "网址", .help = "home page" },
	{ .id = 8, .name = "category", .kind = KIND_TEXT, .en = "Category", .zh = "类别", .help = "what it supplies" },
	{ .id = 9, .name = "street", .kind = KIND_TEXT, .en = "Street", .zh = "街道", .help = "street and number" },
	{ .id = 10, .name = "city", .kind = KIND_TEXT, .en = "City", .zh = "城市", .help = "city" },
	{ .id = 11, .name = "state", .kind = KIND_TEXT, .en = "State", .zh = "省份", .help = "state or province" },
	{ .id = 12, .name = "code", .kind = KIND_TEXT, .en = "Postal code", .zh = "邮编", .help = "postal code" },
	{ .id = 13, .name = "country", .kind = KIND_TEXT, .en = "Country", .zh = "国家", .help = "country" },
	{ .id = 14, .name = "tax_name", .kind = KIND_TEXT, .en = "Tax name", .zh = "发票抬头", .search = true,
	  .help = "name on its invoices" },
	{ .id = 15, .name = "tax_number", .kind = KIND_TEXT, .en = "Tax number", .zh = "统一社会信用代码", .digits = true,
	  .keys = KEY_TAX_NUMBER, .help = "unified social credit code or other tax number" },
	{ .id = 16, .name = "bank", .kind = KIND_TEXT, .en = "Bank", .zh = "开户银行", .help = "bank and branch" },
	{ .id = 17, .name = "bank_account", .kind = KIND_TEXT, .en = "Bank account", .zh = "银行账号", .digits = true,
	  .keys = KEY_ACCOUNT, .help = "account number at the bank" },
	{ .id = 18, .name = "payment_terms", .kind = KIND_TEXT, .en = "Payment terms", .zh = "付款条件",
	  .offers = payment_terms_offers, .help = "net 30, eom+30, or parts: 30% order, 70% delivery" },
	{ .id = 19, .name = "active", .kind = KIND_BOOL, .en = "Active", .zh = "合作中", .initial = "yes",
	  .help = "whether we buy from it" },
	{ .id = 20, .name = "payable", .kind = KIND_MONEY, .en = "Payable", .zh = "应付余额", .derived = true,
	  .expr = payable, .amounts = payables, .help = "what we owe it, in its currency; a filter looks at every currency" },
	{ .id = 21, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种", .required = true,
	  .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code of the amounts" },
	{ .id = 22, .name = "payables", .kind = KIND_TEXT, .en = "Payables", .zh = "各币种应付余额", .derived = true,
	  .amounts = payables, .help = "what we owe it, in every currency" },
	{ 0 },
};

const struct record_type record_supplier = {
	.number = 12,
	.name = "supplier",
	.plural = "suppliers",
	.prefix = "su",
	.en = "Supplier",
	.zh = "供应商",
	.help = "A supplier is a company that we buy from.",
	.title = "name",
	.bare_word = "name",
	.list = "name,contact,phone,email,city,owner",
	.fields = fields,
};
