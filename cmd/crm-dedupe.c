/* crm-dedupe: likely duplicates, and the decisions about them. */
#include "cli/verbs.h"
#include "people/people.h"

static const struct opt find_rows[] = {
	{ .letter = 'n', .name = "limit", .arg = "N", .kind = OPT_NUMBER, .help = "stop after N pairs", .target = offsetof(struct arguments, limit) },
	{ .letter = 'w', .name = "where", .arg = "FILTER", .kind = OPT_TEXT, .help = "a filter in one string, besides the operands", .target = offsetof(struct arguments, where) },
	{ .name = "exit-code", .kind = OPT_FLAG, .help = "exit with 1 when there are no duplicates", .target = offsetof(struct arguments, exit_code) },
	{ 0 },
};

static const struct opt *const find_options[] = { options_table, find_rows, NULL };
static const struct opt *const list_options[] = { options_table, NULL };
static const struct opt *const reject_options[] = { options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "reject", .synopsis = "REF REF…|-", .help = "remember that these records are not the same", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES,
	  .options = reject_options, .run = verb_reject },
	{ .name = "rejected", .synopsis = "[TYPE]", .help = "list the pairs that were rejected", .access = ACCESS_READ, .operands = OPERANDS_TYPE_FILTER, .options = list_options,
	  .run = verb_rejected },
	{ .name = NULL, .synopsis = "[TYPE] [FILTER…]", .help = "List pairs of records that are likely the same: keep, drop, score, reasons.", .access = ACCESS_READ,
	  .operands = OPERANDS_TYPE_FILTER, .options = find_options, .run = verb_dedupe },
	{ 0 },
};

const struct command command = { .name = "crm-dedupe", .about = &record_customer, .verbs = verbs };
