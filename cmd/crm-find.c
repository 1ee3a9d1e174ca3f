/* crm-find: finds records of all types. */
#include "cli/verbs.h"

const struct command command = {
	.name = "crm-find",
	.place = 270,
	.summary = "Finds records of all types by pieces of what is in them.",
	.verbs = find_verbs,
};
