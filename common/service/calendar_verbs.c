/* crm-calendar: whose events are when. */
#include "service/calendar.h"
#include "cli/verbs.h"

#include "base/date.h"
#include "base/lunar.h"
#include "people/people.h"
#include "service/icalendar.h"
#include "service/service.h"
#include "store/private.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AGENDA_DAYS = 7, DEFAULT_WIDTH = 80, LEAST_WIDTH = 40 };

struct calendar_options {
	struct output_options output;
	bool lunar, exit_code;
};

/* A row for each: the reference first, as in every list. */
static enum status print_rows(struct session *session, const struct calendar_scope *scope, const struct occurrence *entries, size_t count, const struct out_options *options)
{
	static const struct out_column columns[] = {
		{ "ref", "Ref", OUT_STRING }, { "starts_at", "Starts", OUT_TIME }, { "ends_at", "Ends", OUT_TIME }, { "all_day", "All day", OUT_BOOL },
		{ "subject", "Subject", OUT_STRING }, { "location", "Location", OUT_STRING }, { "status", "Status", OUT_STRING }, { "owner", "Owner", OUT_STRING },
		{ "lunar", "Lunar", OUT_STRING },
	};
	enum { COLUMNS = sizeof columns / sizeof *columns };
	struct out *out = out_open(options, columns, COLUMNS - !scope->lunar);

	for (size_t i = 0; i < count && !out_broken(out); i++) {
		const struct record *event = entries[i].event;
		bool hidden = private_hides(session->store, event);
		struct text texts[COLUMNS] = { 0 };
		struct out_cell cells[COLUMNS];
		char stored[TIMESTAMP_SIZE];
		struct lunar_month month;
		int second, of_month;
		reference_format(&texts[0], &record_event, event->id);
		timestamp_from_seconds(entries[i].at, stored);
		text_add(&texts[1], stored);
		timestamp_from_seconds(entries[i].ends, stored);
		if (entries[i].ends > entries[i].at)
			text_add(&texts[2], stored);
		text_add(&texts[3], record_integer(event, "all_day") ? "yes" : "no");
		text_add(&texts[4], hidden ? "busy" : record_text(event, "subject"));
		text_add(&texts[5], hidden ? "" : record_text(event, "location"));
		text_add(&texts[6], hidden ? "" : record_text(event, "status"));
		if (record_integer(event, "owner"))
			reference_format(&texts[7], &record_user, record_integer(event, "owner"));
		if (lunar_day(calendar_local(entries[i].at, &second), &month, &of_month))
			lunar_words(&texts[8], &month, of_month);
		for (size_t n = 0; n < COLUMNS; n++)
			cells[n] = (struct out_cell){ text_string(&texts[n]), texts[n].length };
		out_row(out, cells);
		for (size_t n = 0; n < COLUMNS; n++)
			text_free(&texts[n]);
	}
	return session_close_out(session, out, STATUS_OK);
}

static enum status print_view(struct session *session, const struct calendar_scope *scope, const struct occurrence *entries, size_t count,
                              const struct out_options *options, void (*show)(struct calendar_view *view))
{
	struct working_time working;
	struct calendar_view view = { .store = session->store, .arena = &session->arena, .scope = scope, .entries = entries, .count = count, .colour = options->colour, .ascii = out_is_ascii() };
	enum status status = STATUS_OK;

	view.width = options->width ? options->width : DEFAULT_WIDTH;
	view.width = view.width < LEAST_WIDTH ? LEAST_WIDTH : view.width;
	if (!working_time_open(&working, session->store, NULL))
		view.working = &working;
	show(&view);
	if (fwrite(text_string(&view.out), 1, view.out.length, stdout) != view.out.length || fflush(stdout) != 0)
		status = error_set(&session->error, STATUS_IO, "cannot write standard output: %s", strerror(errno));
	text_free(&view.out);
	return status;
}

static enum status show(struct session *session, const struct calendar_options *asked, enum calendar_unit unit, int64_t days, void (*view)(struct calendar_view *view))
{
	struct calendar_scope scope = { .lunar = asked->lunar };
	struct out_options options;
	struct occurrence *entries;
	size_t count = 0;
	enum status status = calendar_scope_read(session->store, session->operands, session->operand_count, &session->arena, unit, days, &scope);

	if (!status && scope.length)
		status = error_set(&session->error, STATUS_USAGE, "for= is only for crm-calendar free");
	if (!status)
		status = calendar_entries(session->store, &session->arena, &scope, &entries, &count);
	if (status)
		return status;
	out_options_of(session, &options);
	if (session_is_human(session, (int)options.format))
		status = print_view(session, &scope, entries, count, &options, view);
	else
		status = print_rows(session, &scope, entries, count, &options);
	return !status && !count && asked->exit_code ? error_silence(&session->error, STATUS_REFUSED) : status;
}

static enum status agenda(struct session *session, void *options)
{
	return show(session, options, CALENDAR_DAY, AGENDA_DAYS, calendar_view_days);
}

static enum status day(struct session *session, void *options)
{
	return show(session, options, CALENDAR_DAY, 1, calendar_view_days);
}

static enum status week(struct session *session, void *options)
{
	return show(session, options, CALENDAR_WEEK, 7, calendar_view_week);
}

static enum status month(struct session *session, void *options)
{
	return show(session, options, CALENDAR_MONTH, 31, calendar_view_month);
}

static enum status year(struct session *session, void *options)
{
	return show(session, options, CALENDAR_YEAR, 366, calendar_view_year);
}

static void print_slot(struct session *session, struct out *out, const struct calendar_slot *slot)
{
	struct text texts[3] = { 0 };
	struct out_cell cells[3];
	char stored[TIMESTAMP_SIZE];

	for (int i = 0; i < 2; i++) {
		timestamp_from_seconds(i ? slot->last : slot->first, stored);
		if (session_is_human(session, session_format(session)))
			timestamp_local(&texts[i], stored);
		else
			text_add(&texts[i], stored);
	}
	text_printf(&texts[2], "%lld", (long long)((slot->last - slot->first) / 60));
	for (int i = 0; i < 3; i++)
		cells[i] = (struct out_cell){ text_string(&texts[i]), texts[i].length };
	out_row(out, cells);
	for (int i = 0; i < 3; i++)
		text_free(&texts[i]);
}

static enum status find_free(struct session *session, void *context)
{
	static const struct out_column columns[] = { { "starts_at", "From", OUT_TIME }, { "ends_at", "To", OUT_TIME }, { "minutes", "Minutes", OUT_NUMBER } };
	struct calendar_scope scope = { 0 };
	struct calendar_slot *slots;
	struct out_options options;
	size_t count;
	int unknown_year;
	enum status status = calendar_scope_read(session->store, session->operands, session->operand_count, &session->arena, CALENDAR_DAY, AGENDA_DAYS, &scope);

	(void)context;
	if (!status)
		status = calendar_free(session->store, &scope, &session->arena, &slots, &count, &unknown_year);
	if (status)
		return status;
	if (unknown_year)
		session_report(session, arena_printf(&session->arena, "the public holidays of %d are not known, and count as ordinary days", unknown_year));
	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < count; i++)
		print_slot(session, out, &slots[i]);
	return session_close_out(session, out, STATUS_OK);
}

static const struct opt calendar_rows[] = {
	{ .name = "lunar", .kind = OPT_FLAG, .help = "show the days of the Chinese calendar beside the others", .target = offsetof(struct calendar_options, lunar) },
	{ .name = "exit-code", .kind = OPT_FLAG, .help = "exit with status 1 if there is no event", .target = offsetof(struct calendar_options, exit_code) },
	{ 0 },
};

static const struct opt_group calendar_groups[] = {
	{ options_output, offsetof(struct calendar_options, output), sizeof(struct output_options), FRAME_OUTPUT },
	{ calendar_rows, 0, sizeof(struct calendar_options), FRAME_NONE },
	{ 0 },
};

static const struct verb agenda_verb = {
	.name = NULL, .synopsis = "[DAY] [user=USER,…] [team=TEAM] [from=DAY] [to=DAY]", .help = "Show the events of the next seven days.",
	.access = ACCESS_READ, .operands = OPERANDS_WORDS, .options = calendar_groups, .options_size = sizeof(struct calendar_options), .run = agenda,
};

static const struct verb day_verb = {
	.name = "day", .synopsis = "[DAY] [user=USER,…] [team=TEAM]", .help = "show the events of a day",
	.access = ACCESS_READ, .operands = OPERANDS_WORDS, .options = calendar_groups, .options_size = sizeof(struct calendar_options), .run = day,
};

static const struct verb week_verb = {
	.name = "week", .synopsis = "[DAY] [user=USER,…] [team=TEAM]", .help = "show the week around a day",
	.access = ACCESS_READ, .operands = OPERANDS_WORDS, .options = calendar_groups, .options_size = sizeof(struct calendar_options), .run = week,
};

static const struct verb month_verb = {
	.name = "month", .synopsis = "[DAY] [user=USER,…] [team=TEAM]", .help = "show the month around a day",
	.access = ACCESS_READ, .operands = OPERANDS_WORDS, .options = calendar_groups, .options_size = sizeof(struct calendar_options), .run = month,
};

static const struct verb year_verb = {
	.name = "year", .synopsis = "[DAY] [user=USER,…] [team=TEAM]", .help = "show the year around a day, and the days with events",
	.access = ACCESS_READ, .operands = OPERANDS_WORDS, .options = calendar_groups, .options_size = sizeof(struct calendar_options), .run = year,
};

static const struct verb free_verb = {
	.name = "free", .synopsis = "[user=USER,…] [team=TEAM] [for=LENGTH] [from=DAY] [to=DAY]", .help = "find when all of them have time, within their working hours",
	.access = ACCESS_READ, .operands = OPERANDS_WORDS, .options = output_groups, .options_size = sizeof(struct output_options), .run = find_free,
};

const struct verb *const calendar_verbs[] = { &day_verb, &week_verb, &month_verb, &year_verb, &free_verb, &calendar_export_verb, &calendar_import_verb, &agenda_verb, NULL };
