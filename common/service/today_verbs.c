/* crm-today: what a user has to look at today. */
#include "service/screen_verbs.h"

#include "base/calendar.h"
#include "base/date.h"
#include "people/occurrence.h"
#include "service/service.h"
#include "store/private.h"
#include <stdio.h>
#include <string.h>

/* One list each; a filter is of what concerns the user who asks. */
static const struct {
	struct screen_list list;
	const char *what, *filter;
} parts[] = {
	{ { &record_task, "subject,due_on,status,priority,about", "due_on,-priority", 50 }, "task", "owner=me not status=done due_on=..today" },
	{ { &record_ticket, "title,status,priority,due_at,customer", "due_at", 50 }, "ticket", "not status=closed [ owner=me or worker=me or watchers=me ]" },
	{ { &record_ticket, "title,callback_on,customer,contact", "callback_on", 50 }, "callback", "status=closed callback_on=..today callback_score= [ owner=me or worker=me ]" },
	{ { &record_deal, "name,stage,amount,currency,close_on,customer", "close_on", 50 }, "deal", "owner=me not stage=won,lost close_on=..today" },
	{ { &record_lead, "name,company,source,phone,created_at", "created_at", 50 }, "lead", "owner=me status=new" },
	{ { &record_quote, "number,subject,customer,total,currency,valid_until", "valid_until", 50 }, "quote", "owner=me stage=issued,reviewed valid_until=..+3d" },
	{ { &record_order, "number,subject,customer,due_on,delivered", "due_on", 50 }, "order", "owner=me status=approved not delivered=yes due_on=..today" },
	{ { &record_invoice, "number,customer,balance,currency,due_on", "due_on", 50 }, "invoice", "owner=me overdue=yes" },
	{ { &record_contact, "name,customer,birthday,phone,mobile", "birthday", 50 }, "birthday", "owner=me birthday=today..+7d not archived=yes" },
	{ { &record_customer, "name,birthday,phone", "birthday", 50 }, "birthday", "owner=me birthday=today..+7d not archived=yes" },
};

/* For programs: a line for each, what it is first. */
static const struct out_column columns[] = {
	{ "ref", "Ref", OUT_STRING }, { "what", "What", OUT_STRING }, { "title", "Title", OUT_STRING }, { "when", "When", OUT_TIME },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* The events of today, those that repeat too, as rows of `columns`. */
static enum status print_events(struct session *session, struct out *out, size_t *count)
{
	struct store *store = session->store;
	int64_t me = anyref_pack(&record_user, store->user);
	struct occurrence_people people = { .people = &me, .count = 1 };
	struct occurrence *list;
	char day[DATE_SIZE], at[TIMESTAMP_SIZE];
	struct text reference = { 0 }, local = { 0 };

	date_today(&store->conventions, day);
	int64_t first = calendar_instant(date_number(day), 0), last = calendar_instant(date_number(day) + 1, 0);
	enum status status = occurrence_between(store, &people, first, last, &session->arena, &list, count);
	for (size_t i = 0; !status && out && i < *count; i++) {
		const char *subject = record_text(list[i].event, "subject");
		text_clear(&reference);
		text_clear(&local);
		timestamp_from_seconds(list[i].at, at);
		if (session_is_human(session, session_format(session)))
			timestamp_local(&local, at);
		else
			text_add(&local, at);
		reference_format(&reference, &record_event, list[i].event->id);
		if (private_hides(store, list[i].event))
			subject = "";
		struct out_cell cells[COLUMNS] = { { reference.data, reference.length }, { "event", 5 }, { subject, strlen(subject) }, { local.data, local.length } };
		out_row(out, cells);
	}
	text_free(&reference);
	text_free(&local);
	return status;
}

static enum status show_events(struct session *session, const struct out_options *options)
{
	size_t count = 0;
	enum status status = print_events(session, NULL, &count);

	if (status || !count)
		return status;
	printf("\n%s: %zu\n", strcmp(session->store->conventions.language, "zh") == 0 ? record_event.zh : record_event.plural, count);
	fflush(stdout);
	struct out *out = out_open(options, columns, COLUMNS);
	return session_close_out(session, out, print_events(session, out, &count));
}


static enum status print_part(struct session *session, struct out *out, size_t part)
{
	const struct record_type *record = parts[part].list.record;
	struct text reference = { 0 }, title = { 0 }, when = { 0 };
	struct query query;
	struct expr *expr;
	bool row = true;

	query_init(&query, session->store, store_type(session->store, record));
	enum status status = query_columns(&query, arena_printf(&query.arena, "%s,%s", record->title, *parts[part].list.sort == '-' ? parts[part].list.sort + 1 :
	                                                        arena_copy(&query.arena, parts[part].list.sort, strcspn(parts[part].list.sort, ","))));
	if (!status)
		status = query_sort(&query, parts[part].list.sort);
	if (!status)
		status = filter_parse_string(&query.arena, session->store->schema, record, parts[part].filter, &expr, &session->error);
	if (!status)
		status = query_filter(&query, expr);
	if (!status)
		status = query_open(&query);
	while (!status && !out_broken(out) && !(status = query_next(&query, NULL, &row)) && row) {
		struct out_cell cells[COLUMNS] = { [1] = { parts[part].what, strlen(parts[part].what) } };
		query_cell(&query, &query.columns[0], &reference, &cells[0].text, &cells[0].length);
		query_cell(&query, &query.columns[1], &title, &cells[2].text, &cells[2].length);
		query_cell(&query, &query.columns[2], &when, &cells[3].text, &cells[3].length);
		out_row(out, cells);
	}
	text_free(&reference);
	text_free(&title);
	text_free(&when);
	query_free(&query);
	return status;
}

static enum status today(struct session *session, void *context)
{
	struct out_options options;
	enum status status = STATUS_OK;
	size_t count;

	(void)context;
	if (session->operand_count)
		return error_set(&session->error, STATUS_USAGE, "crm-today takes no operands; filters such as crm-task list @today select what is due");
	out_options_of(session, &options);
	private_acting(session->store);
	if (options.format == OUT_TABLE) {
		status = show_events(session, &options);
		for (size_t i = 0; !status && i < sizeof parts / sizeof *parts; i++)
			status = screen_list(session, &parts[i].list, parts[i].filter);
		return status;
	}
	struct out *out = out_open(&options, columns, COLUMNS);
	status = print_events(session, out, &count);
	for (size_t i = 0; !status && i < sizeof parts / sizeof *parts; i++)
		status = print_part(session, out, i);
	return session_close_out(session, out, status);
}

static const struct verb today_verb = {
	.name = NULL, .synopsis = "", .help = "List what waits for you today: events, tasks, tickets, call-backs, deals, quotes, orders, overdue invoices, birthdays.", .access = ACCESS_READ,
	.operands = OPERANDS_NONE, .options = output_groups, .options_size = sizeof(struct output_options), .run = today,
};

const struct verb *const today_verbs[] = { &today_verb, NULL };
