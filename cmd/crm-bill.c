/* crm-bill: the shared verbs, line and explain, and its states. */
#include "cli/verbs.h"
#include "sales/rules.h"

static const struct opt *const line_options[] = { options_line, options_table, options_write, NULL };
static const struct opt *const explain_options[] = { options_table, NULL };
static const struct opt *const move_options[] = { options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "line", .synopsis = "REF[.N] [add [-] FIELD=VALUE… | set N… FIELD=VALUE… | rm N… | move N… WHERE]",
	  .help = "list, add, change, remove or move the lines", .access = ACCESS_WRITE, .operands = OPERANDS_LINES, .options = line_options,
	  .only_reads = line_only_reads, .run = verb_line },
	{ .name = "explain", .synopsis = "REF…", .help = "tell every step from the lines to the total", .access = ACCESS_READ, .operands = OPERANDS_REFERENCES,
	  .options = explain_options, .run = verb_explain },
	{ .name = "cancel", .synopsis = "REF…|- [FIELD=VALUE…]",
	  .help = "take it out of force, when nothing is paid on it", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	  .options = move_options, .run = verb_move },
	{ 0 },
};

const struct command command = { .name = "crm-bill", .type = &record_bill, .verbs = verbs, .rules = sales_rules };
