/* crm-product: the shared verbs, price, stock and stocktake. */
#include "cli/verbs.h"
#include "selling/selling.h"

static const struct opt *const stock_options[] = { options_table, options_stock, options_write, NULL };

static const struct opt *const stocktake_options[] = { options_stocktake, options_write, NULL };
static const struct opt *const price_options[] = { options_table, NULL };

static const struct verb verbs[] = {
	{ .name = "price", .synopsis = "REF…|- [customer=CUSTOMER] [qty=N] [currency=CODE] [on=DAY]",
	  .help = "the price for a customer and quantity: a line for each rule, the first with a price holds, the others say why they do not", .access = ACCESS_READ,
	  .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = price_options, .run = verb_price },
	{ .name = "stock", .synopsis = "[REF…|- [set=QTY reason=TEXT [on=DAY]]]", .help = "what is in stock, and counting it: reason=opening begins the ledger of a product",
	  .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .only_reads = stock_only_reads, .options = stock_options, .run = verb_stock },
	{ .name = "stocktake", .synopsis = "FILE reason=TEXT [on=DAY]", .help = "count what a sheet lists: columns code and qty, or 编码 and 数量",
	  .access = ACCESS_WRITE, .operands = OPERANDS_FILE, .options = stocktake_options, .run = verb_stocktake },
	{ 0 },
};

const struct command command = { .name = "crm-product", .type = &record_product, .verbs = verbs };
