/* What selling adds to the types of earlier domains. */
#include "selling/selling.h"
#include "store/rule.h"

const char *const payment_terms_offers[] = {
	"net 30", "net 60", "eom", "eom+30", "2/10 net 30", "delivery", "delivery+30d", "order", "30% order, 70% delivery", "30% order, 60% delivery, 10% delivery+12mo",
	"月结30天", "货到付款", "货到30天", NULL,
};

static const struct field customer_terms[] = {
	{ .id = 36, .name = "payment_terms", .kind = KIND_TEXT, .en = "Payment terms", .zh = "付款条件", .offers = payment_terms_offers,
	  .help = "net 30, eom+30, 2/10 net 30, delivery+30d, or parts: 30% order, 60% delivery, 10% delivery+12mo" },
	{ .id = 37, .name = "credit_limit", .kind = KIND_MONEY, .en = "Credit limit", .zh = "信用额度",
	  .help = "highest amount that may be owed at a time" },
	{ 0 },
};

/* Issued invoices, less credit notes and what was paid, plus what was paid back; in the customer's own currency. */
static const char balance[] =
	"(coalesce((select sum(case owed.kind when 'credit-note' then -owed.total else owed.total end) from invoice as owed"
	" where owed.customer = $.id and owed.status = 'issued' and owed.currency = $.currency), 0)"
	" - coalesce((select sum(case paid.kind when 'refund' then -paid.amount else paid.amount end) from payment as paid"
	" where paid.customer = $.id and paid.currency = $.currency), 0))";

/* The same in each currency that is owed. */
static const char balances[] =
	"select owed.currency as currency, sum(owed.amount) as amount from ("
	"select claim.currency as currency, case claim.kind when 'credit-note' then -claim.total else claim.total end as amount from invoice as claim"
	" where claim.customer = $.id and claim.status = 'issued'"
	" union all select paid.currency, case paid.kind when 'refund' then paid.amount else -paid.amount end from payment as paid where paid.customer = $.id"
	") as owed group by owed.currency having sum(owed.amount) <> 0";

static const struct field customer_balance[] = {
	{ .id = 49, .name = "balance", .kind = KIND_MONEY, .en = "Balance", .zh = "应收余额", .derived = true, .expr = balance, .amounts = balances,
	  .help = "issued invoices less payments, in its currency; a filter looks at every currency" },
	{ .id = 50, .name = "balances", .kind = KIND_TEXT, .en = "Balances", .zh = "各币种应收余额", .derived = true, .amounts = balances,
	  .help = "issued invoices less payments, in every currency" },
	{ 0 },
};

/* What is issued and no tax invoice covers: below zero while a red one is due. In its own currency, as the balance. */
static const char uncovered[] =
	"(coalesce((select sum(case claim.kind when 'credit-note' then -claim.total else claim.total end) from invoice as claim"
	" where claim.customer = $.id and claim.status = 'issued' and claim.currency = $.currency), 0)"
	" - coalesce((select sum(coalesce(slip.net, 0) + coalesce(slip.tax, 0)) from fapiao as slip"
	" where slip.customer = $.id and slip.currency = $.currency), 0))";

static const struct field customer_fapiao[] = {
	{ .id = 51, .name = "fapiao_outstanding", .kind = KIND_MONEY, .en = "Fapiao outstanding", .zh = "未开票", .derived = true, .expr = uncovered,
	  .help = "issued invoices less fapiaos, in its currency" },
	{ 0 },
};

const struct type_extension selling_extensions[] = {
	{ .type = &record_customer, .after = "birthday", .fields = customer_terms },
	{ .type = &record_customer, .after = "open_deals", .fields = customer_balance },
	{ .type = &record_customer, .after = "balance", .fields = customer_fapiao },
	{ 0 },
};
