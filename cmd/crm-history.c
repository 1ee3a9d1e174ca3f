/* crm-history: who changed what. */
#include "cli/verbs.h"

const struct command command = {
	.name = "crm-history",
	.place = 280,
	.summary = "Lists changes: who, when, what.",
	.type = &record_change,
	.verbs = history_verbs,
};
