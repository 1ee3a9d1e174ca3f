#include "selling/selling.h"

static const struct field fields[] = {
	{ .id = 1, .name = "currency", .kind = KIND_TEXT, .en = "Currency", .zh = "币种", .required = true,
	  .index = true, .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code of the amounts" },
	{ .id = 2, .name = "to_currency", .kind = KIND_TEXT, .denominates = true, .en = "To currency", .zh = "目标币种",
	  .pattern = "^[A-Z]{3}$", .help = "ISO 4217 code; the currency of the database unless given" },
	{ .id = 3, .name = "rate", .kind = KIND_RATE, .priced = true, .en = "Rate", .zh = "汇率", .required = true, .bound = BOUND_POSITIVE,
	  .help = "units of the second currency for one of the first" },
	{ .id = 4, .name = "valid_from", .kind = KIND_DATE, .en = "Valid from", .zh = "生效日期", .required = true,
	  .index = true, .initial = "today", .help = "first day on which it is valid, until the next one" },
	{ .id = 5, .name = "source", .kind = KIND_TEXT, .en = "Source", .zh = "来源", .help = "who published it" },
	{ 0 },
};

const struct record_type record_rate = {
	.number = 15,
	.name = "rate",
	.plural = "rates",
	.prefix = "fx",
	.en = "Exchange rate",
	.zh = "汇率",
	.help = "A rate is what one currency is worth in another from a certain day on.",
	.title = "currency",
	.bare_word = "currency",
	.list = "currency,to_currency,rate,valid_from,source",
	.fields = fields,
};
