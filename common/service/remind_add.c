/* Who is reminded, and by which channel; one reminder for each. */
#include "service/remind_parts.h"

#include "base/date.h"
#include "service/absence.h"
#include "service/service.h"
#include "store/private.h"
#include "store/rule.h"
#include "store/save.h"
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum status remind_add(struct remind_run *run, const struct reminder_rule *rule, const struct record_type *record, int64_t id, const char *occurrence,
                       int64_t recipient, const char *due, const char *text)
{
	const struct type *type = store_type(run->store, &record_reminder);
	struct record *reminder = record_new(&run->arena, type), *user;
	int64_t there;
	enum status status = rule_load(run->store, &record_user, recipient, &run->arena, &user);

	if (status || !user)
		return status;
	const char *channel = *record_text(user, "remind_by") ? record_text(user, "remind_by") : *record_text(user, "email") ? "mail" : "print";
	if (strcmp(channel, "none") == 0)
		return STATUS_OK;
	const char *key = arena_printf(&run->arena, "%s|%s%lld|%s|u%lld|%s", rule->name, record ? record->prefix : "", (long long)id, occurrence, (long long)recipient, channel);
	status = db_one(run->store->db, &there, "select 1 from reminder where key = %s", key);
	if (status || there)
		return status;
	/* A day is due at the hour of the user. */
	if (strlen(due) == DATE_SIZE - 1) {
		const char *hour = *record_text(user, "remind_hour") ? record_text(user, "remind_hour") : "08:00";
		int64_t second = (strtol(hour, NULL, 10) * 60 + strtol(hour + 3, NULL, 10)) * 60;
		char *at = arena_alloc(&run->arena, TIMESTAMP_SIZE);
		timestamp_from_seconds(calendar_instant(date_number(due), (int)second), at);
		due = at;
	}
	*record_value(reminder, "key") = value_text(key);
	*record_value(reminder, "rule") = value_text(rule->name);
	if (record)
		*record_value(reminder, "about") = value_integer(anyref_pack(record, id));
	*record_value(reminder, "recipient") = value_integer(recipient);
	*record_value(reminder, "channel") = value_text(channel);
	*record_value(reminder, "due_at") = value_text(due);
	*record_value(reminder, "status") = value_text("pending");
	/* It is one line of a digest, and the subject of its mail. */
	char *line = arena_string(&run->arena, text);
	for (char *p = line; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	*record_value(reminder, "text") = value_text(line);
	*record_value(reminder, "tries") = value_integer(0);
	run->found++;
	if (run->report)
		run->report(run->context, reminder);
	return run->trial ? STATUS_OK : save_add(run->store, reminder, &run->arena);
}

static enum status add_for(struct asking *asking, int64_t id, int64_t user, const char *occurrence, const char *due, const char *text)
{
	int64_t recipient;
	enum status status = absence_stand_in(asking->run->store, user, asking->run->today, &asking->run->arena, &recipient);

	if (status || !recipient)
		return status;
	return remind_add(asking->run, asking->rule, asking->type ? asking->type->record : NULL, id, occurrence, recipient, due, text);
}

static enum status add_for_all(struct asking *asking, int64_t id, const char *occurrence, const char *due, const char *text)
{
	int64_t *users;
	size_t count;
	enum status status = db_integers(asking->run->store->db, &asking->run->arena, &users, &count, "select id from \"user\" where active = 1 order by id");

	for (size_t i = 0; !status && i < count; i++)
		status = add_for(asking, id, users[i], occurrence, due, text);
	return status;
}

/* Logins joined by commas; an unknown one is left out. */
static enum status add_for_logins(struct asking *asking, int64_t id, const char *occurrence, const char *due, const char *text)
{
	enum status status = STATUS_OK;

	for (const char *p = remind_text(asking->rule->to); !status && *p; p += strcspn(p, ","), p += *p == ',') {
		const char *login = arena_copy(&asking->run->arena, p, strcspn(p, ","));
		int64_t user;
		status = db_one(asking->run->store->db, &user, "select id from \"user\" where login = %s", login);
		if (!status && user)
			status = add_for(asking, id, user, occurrence, due, text);
	}
	return status;
}

/* Whoever looks after the database: the user whose login the file belongs to, else the first one. */
static enum status administrator(struct store *store, int64_t *out)
{
	struct stat file;
	const struct passwd *entry = stat(store->path, &file) == 0 ? getpwuid(file.st_uid) : NULL;
	enum status status = entry ? db_one(store->db, out, "select id from \"user\" where login = %s and active = 1", entry->pw_name) : STATUS_OK;

	return status || *out ? status : db_one(store->db, out, "select min(id) from \"user\" where active = 1");
}

enum status remind_recipients(struct asking *asking, int64_t id, int64_t owner, const char *occurrence, const char *due, const char *text)
{
	struct store *store = asking->run->store;
	const char *to = remind_text(asking->rule->to);
	enum status status = STATUS_OK;

	if (strcmp(to, "all") == 0)
		return add_for_all(asking, id, occurrence, due, text);
	if (strcmp(to, "administrator") == 0)
		status = administrator(store, &owner);
	else if (strcmp(to, "manager") == 0 && owner)
		status = db_one(store->db, &owner, "select coalesce(manager, id) from \"user\" where id = %jd", owner);
	else if (*to && strcmp(to, "owner") != 0)
		return add_for_logins(asking, id, occurrence, due, text);
	return status ? status : add_for(asking, id, owner, occurrence, due, text);
}

/* A reminder is no secret: of a record that is private it says no more than others see. */
static enum status is_private(struct asking *asking, int64_t id, bool *out)
{
	const struct record_type *type = asking->type->record;
	struct record *record = NULL;
	enum status status = type->privacy ? rule_load(asking->run->store, type, id, &asking->run->arena, &record) : STATUS_OK;

	*out = record && private_is(record);
	return status;
}

enum status remind_occurrence(struct asking *asking, int64_t id, const char *occurrence, const char *due)
{
	struct store *store = asking->run->store;
	struct text text = { 0 };
	int64_t owner = 0;
	size_t index;

	if (asking->at) {
		timestamp_local(&text, asking->at);
		text_add(&text, " ");
	}
	bool secret;
	enum status status = is_private(asking, id, &secret);
	if (!status && secret)
		text_add(&text, "busy");
	else if (!status && asking->text)
		status = merge_text(store, asking->text, id, &text);

	if (!status && type_field(asking->type, "owner", &index))
		status = db_one(store->db, &owner, "select owner from \"%s\" where id = %jd", asking->type->record->name, id);
	if (!status)
		status = remind_recipients(asking, id, owner, occurrence, due, text_string(&text));
	text_free(&text);
	return status;
}

enum status remind_recently(struct asking *asking, int64_t id, bool *recently)
{
	const char *rest = remind_text(asking->rule->every), *prefix = asking->type ? asking->type->record->prefix : "";
	struct remind_span every;
	int64_t there = 0;
	char oldest[DATE_SIZE];

	*recently = false;
	if (!remind_next_span(&rest, &every))
		return STATUS_OK;
	date_from_number(date_number(asking->run->today) - every.count + 1, oldest);
	enum status status = db_one(asking->run->store->db, &there, "select 1 from reminder where key >= %s and key < %s limit 1",
		arena_printf(&asking->run->arena, "%s|%s%lld|%s", asking->rule->name, prefix, (long long)id, oldest),
		arena_printf(&asking->run->arena, "%s|%s%lld|9999-99-99~", asking->rule->name, prefix, (long long)id));
	*recently = there != 0;
	return status;
}
