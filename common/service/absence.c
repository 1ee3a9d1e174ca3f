#include "service/absence.h"

#include <string.h>

bool absence_covers(const char *from, const char *until, const char *day)
{
	return until && *until && strcmp(day, until) <= 0 && (!from || strcmp(from, day) <= 0);
}

bool absence_of(const struct record *user, const char *day)
{
	return absence_covers(record_text(user, "absent_from"), record_text(user, "absent_until"), day);
}
