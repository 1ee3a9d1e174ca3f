/* crm-show: records of any type. */
#include "cli/verbs.h"
#include "service/service.h"

const struct command command = {
	.name = "crm-show",
	.place = 260,
	.summary = "Shows records of any type: crm show c12, or crm c12.",
	.verbs = show_verbs,
	.shown = timeline_shown,
};
