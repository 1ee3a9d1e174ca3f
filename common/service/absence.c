#include "service/absence.h"

#include "store/rule.h"
#include <string.h>

bool absence_covers(const char *from, const char *until, const char *day)
{
	return until && *until && strcmp(day, until) <= 0 && (!from || strcmp(from, day) <= 0);
}

bool absence_of(const struct record *user, const char *day)
{
	return absence_covers(record_text(user, "absent_from"), record_text(user, "absent_until"), day);
}

enum status absence_stand_in(struct store *store, int64_t id, const char *day, struct arena *arena, int64_t *out)
{
	struct record *user = NULL;
	enum status status = STATUS_OK;

	*out = 0;
	/* A circle of deputies who are all absent ends with the first. */
	for (int steps = 0; !status && id && steps < 4; steps++) {
		status = rule_load(store, &record_user, id, arena, &user);
		if (status || !user)
			return status;
		if (record_integer(user, "active") && !absence_of(user, day)) {
			*out = id;
			return STATUS_OK;
		}
		if (record_integer(user, "active") && !*out)
			*out = id;
		id = record_integer(user, "deputy");
	}
	return status;
}
