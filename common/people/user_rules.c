#include "people/people.h"
#include "store/rule.h"

#include <string.h>

static bool is_login(const char *login)
{
	static const char rest[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";

	return (*login == '_' || (*login >= 'a' && *login <= 'z')) && login[1 + strspn(login + 1, rest)] == '\0';
}

/* An unset `active` counts as yes, as it does where users log in. */
static bool is_active(const struct record *user)
{
	const struct value *active = record_value(user, "active");

	return active->type == VALUE_NULL || active->integer != 0;
}

static enum status check_last(struct store *store, const struct record *user)
{
	int64_t others;
	enum status status = db_one(store->db, &others, "select count(*) from \"user\" where coalesce(active, 1) = 1 and id <> %jd", user->id);

	if (!status && others == 0)
		status = error_set(store->error, STATUS_REFUSED,
		                   "%s is the last active user: nobody could work with the database; add or activate another first", record_text(user, "login"));
	return status;
}

enum status user_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	(void)arena;
	if (old && is_active(old) && (!record || !is_active(record))) {
		enum status status = check_last(store, old);
		if (status)
			return status;
	}
	if (record && rule_changed(old, record, "login") && *record_text(record, "login") && !is_login(record_text(record, "login")))
		return error_set(store->error, STATUS_DATA,
		                 "login: '%s' is not a name of a system account: a to z, 0 to 9, _ . -, beginning with a letter or _",
		                 record_text(record, "login"));
	return STATUS_OK;
}
