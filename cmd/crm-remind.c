/* crm-remind: what users are to know, from cron. */
#include "cli/command.h"
#include "service/reminder.h"
#include "service/service.h"

const struct command command = {
	.name = "crm-remind",
	.place = 235,
	.help = "Reminds users of what is due, each occurrence once; run by cron every ten minutes.",
	.summary = "Reminds users of what is due, from cron: tasks, events, invoices, birthdays.",
	.about = &record_reminder,
	.verbs = remind_verbs,
};
