/* crm-dedupe: likely duplicates, and the decisions about them. */
#include "cli/verbs.h"
#include "people/people.h"

const struct command command = {
	.name = "crm-dedupe",
	.place = 250,
	.summary = "Lists likely duplicates, and records which pairs are not duplicates.",
	.about = &record_customer,
	.verbs = dedupe_verbs,
};
