/* What reporting adds to the types of earlier domains: what sums need. */
#include "reporting/reporting.h"
#include "selling/quantities.h"

#define BOUGHT "\"order\" as bought where bought.customer = $.id and bought.status in ('approved', 'closed')"

/* A purchase day is a day with an order that is approved or closed, however many there are. */
static const struct field customer_purchases[] = {
	{ .id = 80, .name = "first_purchase", .kind = KIND_DATE, .en = "First purchase", .zh = "首次购买", .derived = true,
	  .expr = "(select min(bought.ordered_on) from " BOUGHT ")", .help = "day of its first order that is approved or closed" },
	{ .id = 81, .name = "last_purchase", .kind = KIND_DATE, .en = "Last purchase", .zh = "最近购买", .derived = true,
	  .expr = "(select max(bought.ordered_on) from " BOUGHT ")", .help = "day of its newest order that is approved or closed" },
	{ .id = 82, .name = "purchase_days", .kind = KIND_INT, .en = "Purchase days", .zh = "购买天数", .derived = true,
	  .expr = "(select count(distinct bought.ordered_on) from " BOUGHT ")", .help = "days with such an order; several orders of a day are one" },
	{ 0 },
};

/* What a line asks for, with its taxes: what was agreed on where prices include them and no discount of the order is taken off it. */
#define LINE_GROSS \
	"case when placed.prices_include_tax = 1 and coalesce(sold.taxable, sold.net) = sold.net then sold.amount" \
	" else gross_of(coalesce(sold.taxable, sold.net), sold.tax_rates, sold.part) end"

/* How much of a line was delivered by the deliveries before this one, and by this one. */
#define GONE_BEFORE \
	"coalesce((select sum(" DELIVERED_QTY("gone") ") from delivery_line as gone join delivery as sent on sent.id = gone.parent" \
	" where gone.order_line = sold.id and sent.id < $.id and sent.status in ('shipped', 'received')), 0)"
#define GONE_NOW "coalesce((select sum(" DELIVERED_QTY("gone") ") from delivery_line as gone where gone.order_line = sold.id and gone.parent = $.id), 0)"

/* What lines come to, and their share of what the total has beside them: shipping, an adjustment, a cent of taxes that were rounded together. */
#define WORTH(delivered) "coalesce(sums." delivered ", 0) + coalesce(share_of(sums.total - sums.whole, sums." delivered ", sums.whole), 0)"

/* By what is delivered of each line of the order: the difference between what all deliveries come to with this one and without, so that they sum to the total when everything is
 * delivered, however often it was rounded. A delivery has no currency of its own. */
static const struct field delivery_value[] = {
	{ .id = 40, .name = "value", .kind = KIND_DECIMAL, .en = "Value", .zh = "发货金额", .derived = true,
	  .expr = "(select home_value(" WORTH("after") " - (" WORTH("before") "), sums.currency, sums.rate)"
	          " from (select line.total, line.currency, line.rate, sum(line.gross) as whole, sum(share_of(line.gross, line.gone, line.qty)) as before,"
	          " sum(share_of(line.gross, line.gone + line.now, line.qty)) as after from (select placed.total as total, placed.currency as currency, placed.rate as rate, sold.qty as qty, "
	          LINE_GROSS " as gross, " GONE_BEFORE " as gone, " GONE_NOW " as now from \"order\" as placed join order_line as sold on sold.parent = placed.id"
	          " where placed.id = $.\"order\") as line group by line.total, line.currency, line.rate) as sums)",
	  .help = "what the order asks for what is delivered, tax included, in the currency of the database at the order's rate; of a return below zero" },
	{ 0 },
};

#define SIGNED(amount) "(case $.kind when 'credit-note' then -(" amount ") else " amount " end)"

static const struct field invoice_revenue[] = {
	{ .id = 50, .name = "revenue", .kind = KIND_MONEY, .en = "Revenue", .zh = "开票额", .derived = true, .expr = SIGNED("$.total"),
	  .help = "the total; of a credit note below zero" },
	{ .id = 51, .name = "profit", .kind = KIND_MONEY, .en = "Profit", .zh = "毛利额", .derived = true,
	  .expr = SIGNED("(select sum(coalesce(sold.taxable, sold.net - share_of(sold.net, $.discount_total, $.subtotal), sold.net)"
	                 " - amount_of(sold.qty, sold.cost, sold.currency)) from invoice_line as sold where sold.parent = $.id)"),
	  .help = "the margin; of a credit note below zero" },
	{ 0 },
};

#define LINE_SIGNED(amount) "(case (select claim.kind from invoice as claim where claim.id = $.parent) when 'credit-note' then -(" amount ") else " amount " end)"

static const struct field invoice_line_revenue[] = {
	{ .id = 50, .name = "revenue", .kind = KIND_MONEY, .en = "Revenue", .zh = "开票净额", .derived = true, .expr = LINE_SIGNED("coalesce($.taxable, $.net)"),
	  .help = "net with its share of the document's discount taken off; of a credit note below zero" },
	{ .id = 51, .name = "profit", .kind = KIND_MONEY, .en = "Profit", .zh = "毛利额", .derived = true,
	  .expr = LINE_SIGNED("(coalesce($.taxable, $.net) - amount_of($.qty, $.cost, $.currency))"), .help = "that less its cost" },
	{ 0 },
};

static const struct field order_line_revenue[] = {
	{ .id = 50, .name = "revenue", .kind = KIND_MONEY, .en = "Revenue", .zh = "订单净额", .derived = true, .expr = "coalesce($.taxable, $.net)",
	  .help = "net with its share of the document's discount taken off" },
	{ 0 },
};

static const struct field payment_received[] = {
	{ .id = 40, .name = "received", .kind = KIND_MONEY, .en = "Received", .zh = "回款额", .derived = true,
	  .expr = "(case $.kind when 'receipt' then $.amount when 'refund' then -$.amount end)", .help = "amount of a receipt; of a refund below zero" },
	{ 0 },
};

const struct type_extension reporting_extensions[] = {
	{ .type = &record_customer, .after = "fapiao_outstanding", .fields = customer_purchases },
	{ .type = &record_delivery, .after = "lines", .fields = delivery_value },
	{ .type = &record_invoice, .after = "margin", .fields = invoice_revenue },
	{ .type = &record_invoice_line, .after = "margin", .fields = invoice_line_revenue },
	{ .type = &record_order_line, .after = "margin", .fields = order_line_revenue },
	{ .type = &record_payment, .after = "advance", .fields = payment_received },
	{ 0 },
};
