/* crm-pricebook: the shared verbs, put, drop and prices. */
#include "cli/verbs.h"
#include "selling/selling.h"

static const struct opt put_rows[] = {
	{ .name = "batch", .arg = "FILE", .kind = OPT_LIST, .help = "read lines of a product and price=…, or columns under a #ref header; - for standard input",
	  .target = offsetof(struct arguments, batch) },
	{ 0 },
};

static const struct opt *const put_options[] = { put_rows, options_write, NULL };
static const struct opt *const drop_options[] = { options_write, NULL };
static const struct opt *const prices_options[] = { options_table, NULL };

static const struct verb verbs[] = {
	{ .name = "put", .synopsis = "PRICEBOOK [PRODUCT…|-] [price=PRICE] [discount=PERCENT] [min_qty=QTY]",
	  .help = "give products a price in a book, or a discount off their list price, from some quantity on", .access = ACCESS_WRITE,
	  .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = put_options, .run = verb_put },
	{ .name = "drop", .synopsis = "PRICEBOOK PRODUCT…|- [min_qty=QTY]", .help = "take products, or entries such as pb1.3, out of a book", .access = ACCESS_WRITE,
	  .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = drop_options, .run = verb_drop },
	{ .name = "prices", .synopsis = "REF…|- [on=DAY]", .help = "list the entries of a book with the list prices and what they come to", .access = ACCESS_READ,
	  .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = prices_options, .run = verb_prices },
	{ 0 },
};

const struct command command = { .name = "crm-pricebook", .type = &record_pricebook, .verbs = verbs };
