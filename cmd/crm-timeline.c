/* crm-timeline: all that happened with a record. */
#include "cli/command.h"
#include "service/service.h"

const struct command command = {
	.name = "crm-timeline",
	.place = 262,
	.summary = "Lists all that happened with a customer, contact, deal or document.",
	.verbs = timeline_verbs,
};
