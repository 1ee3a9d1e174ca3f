/* crm-db: makes, checks, copies and describes a database. */
#include "cli/verbs.h"
#include "selling/differences.h"

const struct command command = {
	.name = "crm-db", .place = 310, .help = "Creates, checks, copies and describes a database.", .verbs = database_verbs, .differences = selling_differences,
};
