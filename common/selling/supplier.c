#include "selling/selling.h"

/* Bills that are owed, less credit notes and what was paid to the supplier. */
static const char payable[] =
	"(coalesce((select sum(case owed.kind when 'credit-note' then -owed.total else owed.total end) from bill as owed where owed.supplier = $.id and owed.status <> 'cancelled' and owed.currency = $.currency), 0)"
	" - coalesce((select sum(case paid.kind when 'refund' then -paid.amount else paid.amount end) from payment as paid"
	" where paid.supplier = $.id and paid.currency = $.currency), 0))";

/* The same in each currency that is owed. */
static const char payables[] =
	"select owed.currency as currency, sum(owed.amount) as amount from ("
	"select claim.currency as currency, case claim.kind when 'credit-note' then -claim.total else claim.total end as amount from bill as claim where claim.supplier = $.id and claim.status <> 'cancelled'"
	" union all select paid.currency, case paid.kind when 'refund' then paid.amount else -paid.amount end from payment as paid where paid.supplier = $.id"
	") as owed group by owed.currency having sum(owed.amount) <> 0";

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "供应商名称",
	  .headers = "Supplier,Supplier Name,Vendor,Vendor Name,Company,Company Name,Organization Name,名称,供应商,厂商,厂商名称,供货商,单位名称,公司名称", .required = true, .search = true,
	  .index = true, .help = "registered name of the company" },
	{ .id = 2, .name = "contact", .kind = KIND_TEXT, .en = "Contact", .zh = "联系人",
	  .headers = "Contact Name,Contact Person,Primary Contact,联系人姓名", .search = true,
	  .help = "person to contact" },
	{ .id = 3, .name = "phone", .kind = KIND_PHONE, .en = "Phone", .zh = "电话",
	  .headers = "Phone Number,Main Phone,Telephone,Telephone Number,Tel,Tel.,Tel No,Business Phone,Work Phone,Office Phone,Direct Phone,"
	             "Phone 1 - Value,Contact Number,联系电话,电话号码,办公电话,公司电话,固定电话,座机,固话", .search = true,
	  .help = "main phone number" },
	{ .id = 4, .name = "mobile", .kind = KIND_PHONE, .en = "Mobile", .zh = "手机",
	  .headers = "Mobile Phone,Mobile Number,Mobile Phone Number,Mobile No,Cell,Cell Phone,Phone 2 - Value,手机号,手机号码,移动电话,联系手机", .search = true,
	  .help = "mobile number of the contact" },
	{ .id = 5, .name = "fax", .kind = KIND_PHONE, .en = "Fax", .zh = "传真",
	  .headers = "Fax Number,Fax No,Business Fax,传真号码,传真号", .search = true, .help = "fax number" },
	{ .id = 6, .name = "email", .kind = KIND_EMAIL, .en = "E-mail", .zh = "电子邮件",
	  .headers = "Email Address,Mail,E-mail 1 - Value,Work Email,Business Email,Primary Email,邮箱,电子邮箱,邮件,邮箱地址", .search = true,
	  .help = "e-mail address" },
	{ .id = 7, .name = "website", .kind = KIND_URL, .en = "Website", .zh = "网址",
	  .headers = "Web Page,Home Page,Website URL,URL,Website 1 - Value,官网,网站,公司网址,公司网站,主页", .help = "home page" },
	{ .id = 8, .name = "category", .kind = KIND_TEXT, .en = "Category", .zh = "类别",
	  .headers = "供应商类别,供应商分类", .help = "what it supplies" },
	{ .id = 9, .name = "street", .kind = KIND_TEXT, .en = "Street", .zh = "街道",
	  .headers = "Address,Street Address,Address 1,Address Line 1,Address 1 - Street,Mailing Street,Business Street,Mailing Address,联系地址,"
	             "通讯地址,详细地址,公司地址,办公地址", .help = "street and number" },
	{ .id = 10, .name = "city", .kind = KIND_TEXT, .en = "City", .zh = "城市",
	  .headers = "Town,Mailing City,Business City,Address 1 - City,所在城市", .help = "city" },
	{ .id = 11, .name = "state", .kind = KIND_TEXT, .en = "State", .zh = "省份",
	  .headers = "Region,State/Province,State/Region,Province,County,Mailing State,Mailing State/Province,Business State,"
	             "Address 1 - Region,省,所在省份", .help = "state or province" },
	{ .id = 12, .name = "code", .kind = KIND_TEXT, .en = "Postal code", .zh = "邮编",
	  .headers = "Zip,Postcode,Zip Code,Zip/Postal Code,Mailing Zip/Postal Code,Mailing Postal Code,Mailing Zip,Business Postal Code,"
	             "Address 1 - Postal Code,PLZ,邮政编码", .help = "postal code" },
	{ .id = 13, .name = "country", .kind = KIND_TEXT, .en = "Country", .zh = "国家",
	  .headers = "Country/Region,Mailing Country,Business Country/Region,Address 1 - Country,Nation,国家地区,国家/地区", .help = "country" },
	{ .id = 14, .name = "tax_name", .kind = KIND_TEXT, .en = "Tax name", .zh = "发票抬头",
	  .headers = "Legal Name,开票名称,开票抬头", .search = true,
	  .help = "name on its invoices" },
	{ .id = 15, .name = "tax_number", .kind = KIND_TEXT, .en = "Tax number", .zh = "统一社会信用代码",
	  .headers = "Tax ID,VAT,VAT Number,VAT ID,Tax Registration Number,税号,纳税人识别号,信用代码,社会信用代码,税务登记号", .digits = true,
	  .keys = KEY_TAX_NUMBER, .help = "unified social credit code or other tax number" },
	{ .id = 16, .name = "bank", .kind = KIND_TEXT, .en = "Bank", .zh = "开户银行",
	  .headers = "Bank Name,开户行", .help = "bank and branch" },
	{ .id = 17, .name = "bank_account", .kind = KIND_TEXT, .en = "Bank account", .zh = "银行账号",
	  .headers = "Bank Account Number,IBAN,账号,帐号,开户账号", .digits = true,
	  .keys = KEY_ACCOUNT, .help = "account number at the bank" },
	{ .id = 18, .name = "payment_terms", .kind = KIND_TEXT, .en = "Payment terms", .zh = "付款条件",
	  .headers = "Terms,账期",
	  .offers = payment_terms_offers, .help = "net 30, eom+30, or parts: 30% order, 70% delivery" },
	{ .id = 19, .name = "active", .kind = KIND_BOOL, .en = "Active", .zh = "合作中", .initial = "yes",
	  .help = "whether we buy from it" },
	{ .id = 20, .name = "payable", .kind = KIND_MONEY, .en = "Payable", .zh = "应付余额", .derived = true,
	  .expr = payable, .amounts = payables, .help = "what we owe it, in its currency; a filter looks at every currency" },
	{ .id = 21, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种",
	  .headers = "Currency Code,Default Currency,货币,币别", .required = true,
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
	.noted = "Contact Title,联系人职务",
	.help = "A supplier is a company that we buy from.",
	.title = "name",
	.bare_word = "name",
	.list = "name,contact,phone,email,city,owner",
	.least = "owner,email,city",
	.fields = fields,
};
