/* crm-today: what a user has to look at today. */
#include "cli/command.h"
#include "service/service.h"

const struct command command = {
	.name = "crm-today",
	.place = 5,
	.summary = "Lists what waits for you today.",
	.verbs = today_verbs,
};
