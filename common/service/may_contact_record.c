/* What a database knows of a person for the gate: fields, touches, limits, quiet hours, the clock. */
#include "service/may_contact.h"

#include "base/calendar.h"
#include "base/date.h"
#include "record/section.h"
#include "service/sections.h"
#include "service/service.h"

enum { TOUCH_LIMIT = 200 /* newest ones that are looked at: more than any limit counts */ };

static const struct value *value_of(const struct record *record, const char *name)
{
	static const struct value none = { 0 };
	size_t index;

	return type_field(record->type, name, &index) ? &record->values[index] : &none;
}

static const char *text_of(const struct record *record, const char *name)
{
	const struct value *value = value_of(record, name);

	return value->type == VALUE_TEXT ? value->text : "";
}

/* Sent mail of a marketing purpose, the newest first. */
static enum status read_touches(struct store *store, const struct record *person, struct arena *arena, struct contact_touch **out, size_t *count)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select sent_at, channel, purpose from mail where recipient = %jd and status || '' = 'sent' and purpose is not null"
	                            " order by sent_at desc limit %d", anyref_pack(person->type->record, person->id), TOUCH_LIMIT);

	while (db_next(statement, &status)) {
		struct contact_touch touch = { arena_alloc(arena, DATE_SIZE), arena_string(arena, db_text(statement, 1) ? db_text(statement, 1) : "email"),
		                               arena_string(arena, db_text(statement, 2)) };
		timestamp_day(db_text(statement, 0) ? db_text(statement, 0) : "", (char *)touch.day);
		if (!contact_is_marketing(touch.purpose))
			continue;
		*out = array_grow(arena, *out, *count, sizeof **out);
		(*out)[(*count)++] = touch;
	}
	db_done(statement);
	return status;
}

enum status may_contact_record(struct store *store, const struct record *person, const char *channel, const char *purpose, bool service, bool *allowed,
                               struct contact_refusal *out)
{
	const struct contact_person known = {
		.archived = value_of(person, "archived")->integer, .do_not_call = value_of(person, "do_not_call")->integer,
		.do_not_email = value_of(person, "do_not_email")->integer, .channel = text_of(person, "channel"), .declined = text_of(person, "declined"),
		.every = text_of(person, "contact_every"), .bounces = value_of(person, "email_bounces")->integer,
	};
	struct arena arena = { 0 };
	struct contact_touch *touches = NULL;
	const struct contact_limit **limits = NULL;
	size_t count = 0, limit_count = 0;
	char day[DATE_SIZE];
	int second;

	calendar_local(store->conventions.now, &second);
	date_today(&store->conventions, day);
	for (const struct contact_limit *limit; (limit = schema_entry_at(store->schema, &section_contact_limits, limit_count)); limit_count++) {
		limits = array_grow(&arena, limits, limit_count, sizeof *limits);
		limits[limit_count] = limit;
	}
	const struct contact_question question = { .channel = channel, .purpose = purpose, .day = day, .minute = second / 60, .service = service };
	enum status status = read_touches(store, person, &arena, &touches, &count);
	if (!status)
		*allowed = may_contact(&known, &question, touches, count, limits, limit_count, schema_entry(store->schema, &section_quiet_hours, channel), out);
	arena_free(&arena);
	return status;
}
