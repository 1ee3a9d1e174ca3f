#include "service/duty_verbs.h"

#include "base/calendar.h"
#include "service/duty.h"
#include "service/may_contact.h"
#include "service/sections.h"
#include "service/service.h"
#include "store/rule.h"
#include <stdio.h>
#include <string.h>

enum { PLACES = 8 };

static const struct out_column columns[] = {
	{ "ref", "Ref", OUT_STRING }, { "login", "Login", OUT_STRING }, { "name", "Name", OUT_STRING }, { "phone", "Phone", OUT_STRING }, { "duty", "Duty", OUT_STRING },
	{ "until", "Until", OUT_STRING }, { "desk", "Desk", OUT_STRING }, { "regions", "Regions", OUT_STRING }, { "instead_of", "Instead of", OUT_STRING },
	{ "absent_until", "Absent until", OUT_STRING },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static bool is_chinese(const struct session *session)
{
	return strcmp(session->store->conventions.language, "zh") == 0;
}

static const char *set(const char *text)
{
	return text ? text : "";
}

static enum status print_row(struct session *session, struct out *out, const struct duty_row *row)
{
	struct record *user, *absent = NULL;
	struct out_cell cells[COLUMNS];
	struct text reference = { 0 };
	enum status status = rule_load(session->store, &record_user, row->user, &session->arena, &user);

	if (!status && row->instead_of)
		status = rule_load(session->store, &record_user, row->instead_of, &session->arena, &absent);
	if (status || !user)
		return status;
	reference_format(&reference, &record_user, row->user);
	const char *until = arena_printf(&session->arena, "%02d:%02d", row->until / 60, row->until % 60);
	const char *texts[COLUMNS] = { reference.data, record_text(user, "login"), record_text(user, "name"), *set(row->duty->phone) ? row->duty->phone : record_text(user, "phone"),
		                       is_chinese(session) ? row->duty->zh : row->duty->en, until, set(row->duty->desk), set(row->duty->regions),
		                       absent ? record_text(absent, "login") : "", row->absent_until };
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = (struct out_cell){ texts[i], strlen(texts[i]) };
	out_row(out, cells);
	text_free(&reference);
	return STATUS_OK;
}

/* A login that nobody has is not on duty, and whoever wrote it should know. */
static void report_unknown(struct session *session, const struct duty_row *row)
{
	session_report(session, arena_printf(&session->arena, "duty.%s: there is no active user '%s'", row->duty->name, row->login));
}

static enum status print_rows(struct session *session, const struct duty_row *rows, size_t count)
{
	struct out_options options;
	enum status status = STATUS_OK;

	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, COLUMNS);
	for (size_t i = 0; !status && i < count; i++) {
		if (rows[i].user)
			status = print_row(session, out, &rows[i]);
		else
			report_unknown(session, &rows[i]);
	}
	return session_close_out(session, out, status);
}

enum status duty_list(struct session *session, const char *place)
{
	struct duty_row *rows;
	size_t count;
	enum status status = duty_now(session->store, &place, place ? 1 : 0, &session->arena, &rows, &count);

	return status ? status : print_rows(session, rows, count);
}

/* Where a caller is: region, state and city of the customer, and of the record itself. */
static enum status add_places(struct session *session, const struct record_type *type, int64_t id, const char **places, size_t *count)
{
	static const char *const fields[] = { "region", "state", "city" }; /* of a customer, those of the billing address */
	size_t index;
	struct record *record = NULL;
	enum status status = id ? rule_load(session->store, type, id, &session->arena, &record) : STATUS_OK;

	for (size_t i = 0; !status && record && i < sizeof fields / sizeof *fields; i++)
		if (*count < PLACES && type_field(record->type, fields[i], &index) && record->values[index].type == VALUE_TEXT)
			places[(*count)++] = record->values[index].text;
	return status;
}

/* Calls to a customer are what quiet hours are about: who calls back later sees it. */
static void show_quiet(struct session *session)
{
	const struct quiet_hours *quiet = schema_entry(session->store->schema, &section_quiet_hours, "phone");
	const char *hours = quiet ? quiet->hours : "";
	int second, first, last;
	bool now = false;

	calendar_local(session->store->conventions.now, &second);
	while (*hours && quiet_next(&hours, &first, &last))
		now = now || (first < last ? second / 60 >= first && second / 60 < last : second / 60 >= first || second / 60 < last);
	if (quiet && is_chinese(session))
		session_print_line(session, arena_printf(&session->arena, "%s外呼免打扰时段：%s", now ? "现在是" : "", quiet->hours));
	else if (quiet)
		session_print_line(session, arena_printf(&session->arena, "Quiet hours for calls%s: %s", now ? ", now" : "", quiet->hours));
}

enum status duty_show(struct session *session, const struct record_type *record, int64_t id, int64_t customer)
{
	const char *places[PLACES];
	struct duty_row *rows;
	size_t count = 0, row_count;
	enum status status = record ? add_places(session, record, id, places, &count) : STATUS_OK;

	if (!status && record != &record_customer)
		status = add_places(session, &record_customer, customer, places, &count);
	if (!status)
		status = duty_now(session->store, places, count, &session->arena, &rows, &row_count);
	if (status)
		return status;
	bool any = schema_entry_at(session->store->schema, &section_duty, 0) != NULL;
	session_print_line(session, "");
	if (any && row_count)
		session_print_line(session, is_chinese(session) ? "当前值班" : "On duty");
	else if (any)
		session_print_line(session, is_chinese(session) ? "当前无人值班" : "Nobody is on duty");
	fflush(stdout);
	if (row_count)
		status = print_rows(session, rows, row_count);
	if (!status)
		show_quiet(session);
	return status;
}
