/* crm-call: who is calling. */
#include "cli/command.h"
#include "service/service.h"

const struct command command = {
	.name = "crm-call",
	.place = 264,
	.summary = "Shows who has a telephone number, and what there is to know before answering.",
	.verbs = call_verbs,
};
