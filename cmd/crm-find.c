/* crm-find: finds records of all types. */
#include "cli/verbs.h"

static const struct opt find_rows[] = {
	{ .name = "type", .arg = "TYPE", .kind = OPT_TYPE, .help = "only records of this type", .target = offsetof(struct arguments, types) },
	{ .letter = 'n', .name = "limit", .arg = "N", .kind = OPT_NUMBER, .help = "stop after N records; 50 unless said", .target = offsetof(struct arguments, limit) },
	{ .name = "exit-code", .kind = OPT_FLAG, .help = "exit with 1 when nothing is found", .target = offsetof(struct arguments, exit_code) },
	{ 0 },
};

static const struct opt *const options[] = { find_rows, options_table, NULL };

static const struct verb verbs[] = {
	{ .name = NULL, .synopsis = "WORD…", .help = "Find records of all types that hold every word: pieces of names, addresses, telephone numbers.", .access = ACCESS_READ,
	  .operands = OPERANDS_WORDS, .options = options, .run = verb_search },
	{ 0 },
};

const struct command command = { .name = "crm-find", .verbs = verbs };
