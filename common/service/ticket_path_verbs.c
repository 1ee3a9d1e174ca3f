/* crm-ticket path: where a ticket was, and for how many working hours. */
#include "service/service.h"
#include "service/ticket_reports.h"
#include "cli/verbs.h"

#include "base/date.h"
#include "base/decimal.h"
#include "service/ticket_sections.h"
#include "service/working_time.h"
#include <string.h>

enum { COLUMNS = 9, HOUR = 3600, SCALE = 1000000 };

/* A stay: what the ticket was like until the next move. */
struct stay {
	const char *at, *desk, *status, *kind, *why;
	int64_t worker, who;
};

struct path {
	struct session *session;
	struct out *out;
	struct arena arena; /* of a ticket */
	int unknown_year;
};

static struct out_cell cell_text(const char *text)
{
	return (struct out_cell){ text ? text : "", text ? strlen(text) : 0 };
}

static enum status cell_user(struct path *path, int64_t id, struct out_cell *cell)
{
	struct record *user = NULL;
	struct store *store = path->session->store;
	enum status status = id ? row_load(store, store_type(store, &record_user), id, &path->arena, &user) : STATUS_OK;

	*cell = cell_text(user ? record_text(user, "login") : "");
	return status;
}

/* Hours of the desk's calendar, with two digits. */
static enum status cell_hours(struct path *path, const struct stay *stay, const char *until, struct out_cell *cell)
{
	struct store *store = path->session->store;
	const struct desk *desk = schema_entry(store->schema, &section_desks, stay->desk);
	struct working_time working;
	enum status status = working_time_open(&working, store, desk ? desk->calendar : NULL);

	if (status)
		return status;
	int64_t seconds = working_time_between(&working, timestamp_seconds(stay->at), timestamp_seconds(until));
	if (working.unknown_year)
		path->unknown_year = working.unknown_year;
	*cell = cell_text(arena_printf(&path->arena, "%lld.%02lld", (long long)(seconds / HOUR), (long long)(seconds % HOUR * 100 / HOUR)));
	return STATUS_OK;
}

static const char *copy(struct path *path, struct statement *statement, int column)
{
	const char *text = db_text(statement, column);

	return arena_string(&path->arena, text ? text : "");
}

/* The first stay is what the first move left, or what the ticket still is. */
static enum status load(struct path *path, const struct record *ticket, struct stay **stays, size_t *count)
{
	struct statement *statement;
	struct db *db = path->session->store->db;
	enum status status = db_ask(db, &statement, "select at, kind, why, who, from_desk, to_desk, from_status, to_status, from_worker, to_worker from ticket_move"
	                            " where ticket = %jd order by at, id", ticket->id);

	*stays = array_grow(&path->arena, NULL, 0, sizeof **stays);
	(*stays)[0] = (struct stay){ .at = record_text(ticket, "opened_at"), .desk = record_text(ticket, "desk"), .status = record_text(ticket, "status"), .kind = "opening",
		                     .why = "", .worker = record_integer(ticket, "worker"), .who = record_integer(ticket, "owner") };
	*count = 1;
	while (db_next(statement, &status)) {
		if (*count == 1) {
			(*stays)[0].desk = copy(path, statement, 4);
			(*stays)[0].status = copy(path, statement, 6);
			(*stays)[0].worker = db_integer(statement, 8);
		}
		*stays = array_grow(&path->arena, *stays, *count, sizeof **stays);
		(*stays)[(*count)++] = (struct stay){ .at = copy(path, statement, 0), .kind = copy(path, statement, 1), .why = copy(path, statement, 2), .who = db_integer(statement, 3),
			                              .desk = copy(path, statement, 5), .status = copy(path, statement, 7), .worker = db_integer(statement, 9) };
	}
	db_done(statement);
	return status;
}

static enum status print(struct path *path, int64_t id)
{
	struct session *session = path->session;
	struct text reference = { 0 };
	struct record *ticket;
	struct stay *stays;
	size_t count = 0;
	char now[TIMESTAMP_SIZE];
	enum status status = row_load(session->store, session->type, id, &path->arena, &ticket);

	if (!status && ticket)
		status = load(path, ticket, &stays, &count);
	timestamp_now(&session->store->conventions, now);
	reference_format(&reference, &record_ticket, id);
	for (size_t i = 0; !status && i < count; i++) {
		struct out_cell cells[COLUMNS] = { cell_text(reference.data), cell_text(stays[i].at), cell_text(stays[i].kind), cell_text(stays[i].desk), cell_text(""),
			                           cell_text(stays[i].status), cell_text(""), cell_text(""), cell_text(stays[i].why) };
		bool ended = i + 1 == count && strcmp(stays[i].status, "closed") == 0;
		struct text local = { 0 };
		if (session_is_human(session, session_format(session))) {
			timestamp_local(&local, stays[i].at);
			cells[1] = cell_text(text_take(&local, &path->arena));
		}
		status = cell_user(path, stays[i].worker, &cells[4]);
		if (!status && !ended && strcmp(stays[i].status, "closed") != 0)
			status = cell_hours(path, &stays[i], i + 1 < count ? stays[i + 1].at : now, &cells[6]);
		if (!status)
			status = cell_user(path, stays[i].who, &cells[7]);
		if (!status)
			out_row(path->out, cells);
		text_free(&local);
	}
	text_free(&reference);
	return status;
}

static enum status path_run(struct session *session, void *options)
{
	static const struct out_column columns[] = {
		{ "ref", "Ref", OUT_STRING },       { "at", "At", OUT_TIME },           { "kind", "Kind", OUT_STRING },
		{ "desk", "Desk", OUT_STRING },     { "worker", "Worker", OUT_STRING }, { "status", "Status", OUT_STRING },
		{ "hours", "Hours", OUT_AMOUNT },   { "who", "Who", OUT_STRING },       { "why", "Why", OUT_STRING },
	};
	struct targets tickets = { 0 };
	struct out_options how;
	enum status missing = STATUS_OK, status;

	(void)options;
	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name the ticket: crm-ticket path tk1");
	status = operands_read(session, session->operands, session->operand_count, &record_ticket, &tickets, &missing);
	if (status)
		return status;
	out_options_of(session, &how);
	struct path path = { .session = session, .out = out_open(&how, columns, sizeof columns / sizeof *columns) };
	for (size_t i = 0; !status && i < tickets.count; i++) {
		arena_reset(&path.arena);
		status = print(&path, tickets.items[i].id);
	}
	arena_free(&path.arena);
	status = session_close_out(session, path.out, status);
	if (!status && path.unknown_year)
		session_report(session, "the public holidays of a year in it are not known to this program; add them to the calendar as days:");
	return status ? status : missing;
}

const struct verb ticket_path_verb = {
	.name = "path", .synopsis = "REF…|-", .help = "show where tickets were, from desk to desk, and for how many working hours",
	.access = ACCESS_READ, .operands = OPERANDS_REFERENCES, .options = output_groups, .options_size = sizeof(struct output_options), .run = path_run,
};
