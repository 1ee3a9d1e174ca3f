#include "service/invite.h"

#include "base/calendar.h"
#include "base/date.h"
#include "people/occurrence.h"
#include "people/people.h"
#include "service/icalendar.h"
#include "service/mail.h"
#include "store/rule.h"
#include "store/save.h"
#include <string.h>

struct inviting {
	struct store *store;
	const struct record *event;
	struct arena *arena;
	const char *calendar; /* what is sent, with LF as mail has it */
	const char *subject, *body;
	bool cancelled;
};

/* The next line of a calendar that two mails of the same revision have alike, with its folds: not when it was written, nor who has answered what. */
static const char *next_line(const char **text, size_t *length)
{
	static const char *const own[] = { "DTSTAMP", "ATTENDEE" };

	while (**text) {
		const char *line = *text, *end = line;
		do {
			end += strcspn(end, "\n");
			end += *end == '\n';
		} while (*end == ' ');
		*text = end;
		*length = (size_t)(end - line);
		bool skip = false;
		for (size_t i = 0; i < sizeof own / sizeof *own; i++)
			skip = skip || strncmp(line, own[i], strlen(own[i])) == 0;
		if (!skip)
			return line;
	}
	return NULL;
}

static bool same_revision(const char *left, const char *right)
{
	size_t left_length = 0, right_length = 0;
	const char *a, *b;

	do {
		a = next_line(&left, &left_length);
		b = next_line(&right, &right_length);
	} while (a && b && left_length == right_length && memcmp(a, b, left_length) == 0);
	return !a && !b;
}

/* What was last sent to an address about the event, or is to be; NULL when nothing was. What failed did not arrive. */
static enum status find_last(const struct inviting *inviting, const char *address, const char **calendar)
{
	struct statement *statement;
	enum status status = db_ask(inviting->store->db, &statement, "select calendar from mail where about = %jd and calendar is not null and \"to\" = %s and coalesce(status, 'draft') <> 'failed'"
	                            " order by id desc limit 1", anyref_pack(&record_event, inviting->event->id), address);

	*calendar = NULL;
	if (db_next(statement, &status))
		*calendar = arena_string(inviting->arena, db_text(statement, 0));
	db_done(statement);
	return status;
}

static enum status queue(const struct inviting *inviting, const struct record_type *type, int64_t id, const char *address)
{
	struct record *mail = record_new(inviting->arena, store_type(inviting->store, &record_mail));
	size_t index;

	mail->given = arena_alloc(inviting->arena, mail->type->count * sizeof *mail->given);
	*record_value(mail, "subject") = value_text(inviting->subject);
	*record_value(mail, "body") = value_text(inviting->body);
	*record_value(mail, "to") = value_text(address);
	*record_value(mail, "about") = value_integer(anyref_pack(&record_event, inviting->event->id));
	if (type != &record_user)
		*record_value(mail, "recipient") = value_integer(anyref_pack(type, id));
	*record_value(mail, "status") = value_text("queued");
	*record_value(mail, "calendar") = value_text(inviting->calendar);
	if (record_integer(inviting->event, "owner") && type_field(mail->type, "owner", &index)) {
		mail->values[index] = *record_value(inviting->event, "owner");
		mail->given[index] = true;
	}
	return save_add(inviting->store, mail, inviting->arena);
}

static enum status invite_person(const struct inviting *inviting, const struct record_type *type, int64_t id)
{
	struct record *person;
	const char *last = NULL;
	enum status status = rule_load(inviting->store, type, id, inviting->arena, &person);
	const char *address = !status && person ? record_text(person, "email") : "";

	if (status || !person || (type == &record_user && id == record_integer(inviting->event, "owner")))
		return status;
	if (*address)
		status = find_last(inviting, address, &last);
	else if (!inviting->cancelled)
		change_warn(inviting->store, "%s%lld has no e-mail address, and is not invited by mail", type->prefix, (long long)id);
	bool due = *address && (last ? !same_revision(last, inviting->calendar) : !inviting->cancelled);
	return status || !due ? status : queue(inviting, type, id, address);
}

static enum status invite_people(const struct inviting *inviting)
{
	static const struct {
		const char *field;
		const struct record_type *type;
	} links[] = { { "attendees", &record_user }, { "contacts", &record_contact }, { "leads", &record_lead } };
	enum status status = STATUS_OK;
	char role[40];
	int64_t id;

	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		for (const char *rest = record_text(inviting->event, links[i].field); !status && row_next_link(&rest, &id, role);)
			status = invite_person(inviting, links[i].type, id);
	return status;
}

/* 2026-03-05 14:00 - 15:00 (Asia/Shanghai), on the clock of the zone of the event. */
static void add_when(struct text *out, const struct store *store, const struct record *event)
{
	const char *zone = *record_text(event, "timezone") ? record_text(event, "timezone") : store->conventions.zone;
	int64_t starts = timestamp_seconds(record_text(event, "starts_at")), length = occurrence_length(event);
	struct calendar_stay stay = { 0 };
	struct error ignored = { 0 };
	struct text first = { 0 }, last = { 0 };
	char at[TIMESTAMP_SIZE];
	bool entered = !calendar_enter(zone, &stay, &ignored), days = record_integer(event, "all_day");

	timestamp_from_seconds(starts, at);
	timestamp_local(&first, at);
	timestamp_from_seconds(starts + length, at);
	timestamp_local(&last, at);
	if (entered)
		calendar_leave(&stay);
	/* Of whole days the length is that to the beginning of the last one. */
	size_t width = days ? 10 : first.length;
	const char *end = text_string(&last);
	bool same_day = first.length > 11 && last.length > 11 && strncmp(text_string(&first), end, 10) == 0;
	text_printf(out, "%.*s", (int)width, text_string(&first));
	if (length && !(days && same_day))
		text_printf(out, " - %.*s", days ? 10 : (int)last.length, end + (same_day ? 11 : 0));
	if (!days)
		text_printf(out, " (%s)", zone);
	text_free(&first);
	text_free(&last);
}

static void add_line(struct text *out, const char *label, const char *value)
{
	if (*value)
		text_printf(out, "%s%s\n", label, value);
}

static void compose(struct inviting *inviting)
{
	static const char *const words[2][5] = { { "Invitation: ", "Updated invitation: ", "Cancelled: ", "When: ", "Where: " }, { "邀请：", "邀请更新：", "取消：", "时间：", "地点：" } };
	const struct record *event = inviting->event;
	const char *const *word = words[strcmp(inviting->store->conventions.language, "zh") == 0];
	struct text body = { 0 }, when = { 0 };

	inviting->subject = arena_printf(inviting->arena, "%s%s", word[inviting->cancelled ? 2 : record_integer(event, "sequence") > 0 ? 1 : 0], record_text(event, "subject"));
	add_when(&when, inviting->store, event);
	text_printf(&body, "%s\n\n", record_text(event, "subject"));
	add_line(&body, word[3], text_string(&when));
	add_line(&body, word[4], record_text(event, "location"));
	if (*record_text(event, "notes"))
		text_printf(&body, "\n%s\n", record_text(event, "notes"));
	inviting->body = text_take(&body, inviting->arena);
	text_free(&when);
}

enum status invite_queue(struct store *store, const struct record *event, struct arena *arena)
{
	struct inviting inviting = { .store = store, .event = event, .arena = arena, .cancelled = strcmp(record_text(event, "status"), "not-held") == 0 };
	struct text calendar = { 0 }, lines = { 0 };

	if (strcmp(record_text(event, "visibility"), "private") == 0) {
		change_warn(store, "e%lld is private, and mail is not: nobody is invited by mail; --print prints the invitation", (long long)event->id);
		return STATUS_OK;
	}
	enum status status = icalendar_request(store, event->id, arena, &calendar);
	for (size_t i = 0; i < calendar.length; i++)
		if (calendar.data[i] != '\r')
			text_byte(&lines, calendar.data[i]);
	inviting.calendar = text_take(&lines, arena);
	text_free(&calendar);
	if (status)
		return status;
	compose(&inviting);
	return invite_people(&inviting);
}
