/* The rule of users here: their working calendar is one of the schema, and the hour of their reminders a time of day. */
#include "service/service.h"
#include "store/rule.h"

#include <string.h>

static bool is_hour(const char *text)
{
	return strlen(text) == 5 && text[2] == ':' && strspn(text, "0123456789") == 2 && strspn(text + 3, "0123456789") == 2 && strcmp(text, "24") < 0 && text[3] < '6';
}

enum status service_user_before(struct store *store, const struct record *old, struct record *user, struct arena *arena)
{
	(void)arena;
	if (!user)
		return STATUS_OK;
	enum status status = rule_entries(store, old, user, "calendar");
	const char *hour = record_text(user, "remind_hour");

	if (!status && *hour && rule_changed(old, user, "remind_hour") && !is_hour(hour))
		status = error_set(store->error, STATUS_DATA, "remind_hour: '%s' is not a time of day; write 08:00", hour);
	return status;
}
