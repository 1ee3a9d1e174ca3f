/* crm-find: finds records of all types. */
#include "cli/verbs.h"

const struct command command = {
	.name = "crm-find",
	.place = 270,
	.summary = "Searches the records of all types.",
	.verbs = find_verbs,
};
