/* crm-ticket statistics: open, closed and all tickets by priority, category, owner and status. */
#include "service/service.h"
#include "service/ticket_reports.h"
#include "cli/verbs.h"

#include <string.h>

/* A row: the tickets that have this value in the field. */
struct tally {
	const char *by, *value; /* value: as a column shows it; "" for none */
	const char *key, *label;
	int64_t open, closed;
};

struct statistics {
	struct session *session;
	struct tally *tallies;
	size_t count;
};

static const char *const fields[] = { "priority", "category", "owner", "status" };

enum { FIELDS = sizeof fields / sizeof *fields };

static void add(struct statistics *statistics, const struct tally *tally)
{
	statistics->tallies = array_grow(&statistics->session->arena, statistics->tallies, statistics->count, sizeof *statistics->tallies);
	statistics->tallies[statistics->count++] = *tally;
}

static void add_picks(struct statistics *statistics, const char *field)
{
	const struct session *session = statistics->session;
	bool chinese = strcmp(session->store->conventions.language, "zh") == 0;

	for (const struct pick *pick = type_field(session->type, field, NULL)->picks; pick->key; pick++)
		add(statistics, &(struct tally){ .by = field, .value = pick->key, .key = pick->key, .label = chinese ? pick->zh : pick->en });
}

/* Active users have a row whatever they own; those who left, while they own something. */
static enum status add_owners(struct statistics *statistics)
{
	struct session *session = statistics->session;
	struct statement *statement;
	enum status status = db_ask(session->store->db, &statement,
	                            "select id, login, name from \"user\" where coalesce(active, 1) = 1 or id in (select owner from ticket) order by id");

	while (db_next(statement, &status)) {
		struct text reference = { 0 };
		reference_format(&reference, &record_user, db_integer(statement, 0));
		add(statistics, &(struct tally){ .by = "owner", .value = text_take(&reference, &session->arena), .key = arena_string(&session->arena, db_text(statement, 1)),
		                                 .label = arena_string(&session->arena, db_text(statement, 2)) });
	}
	db_done(statement);
	add(statistics, &(struct tally){ .by = "owner", .value = "", .key = "", .label = "" });
	return status;
}

static void count(struct statistics *statistics, const char *field, const char *value, size_t length, bool closed)
{
	for (size_t i = 0; i < statistics->count; i++) {
		struct tally *tally = &statistics->tallies[i];
		if (strcmp(tally->by, field) != 0 || strlen(tally->value) != length || memcmp(tally->value, value, length) != 0)
			continue;
		*(closed ? &tally->closed : &tally->open) += 1;
		return;
	}
}

static enum status count_rows(struct statistics *statistics, struct query *query)
{
	struct text scratch = { 0 };
	bool row = true;
	int64_t id;
	enum status status = query_open(query);

	while (!status && !(status = query_next(query, &id, &row)) && row) {
		const char *text;
		size_t length;
		query_cell(query, &query->columns[FIELDS], &scratch, &text, &length);
		bool closed = length == strlen("closed") && memcmp(text, "closed", length) == 0;
		count(statistics, "all", "", 0, closed);
		for (size_t i = 0; i < FIELDS; i++) {
			query_cell(query, &query->columns[i + 1], &scratch, &text, &length);
			count(statistics, fields[i], text, length, closed);
		}
	}
	text_free(&scratch);
	return status;
}

static void print(struct out *out, const struct tally *tally, struct arena *arena)
{
	const char *texts[] = { tally->by, tally->key, tally->label, arena_printf(arena, "%lld", (long long)tally->open),
		                arena_printf(arena, "%lld", (long long)tally->closed), arena_printf(arena, "%lld", (long long)(tally->open + tally->closed)) };
	struct out_cell cells[sizeof texts / sizeof *texts];

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cells[i] = (struct out_cell){ texts[i], strlen(texts[i]) };
	out_row(out, cells);
}

static enum status statistics_run(struct session *session, void *options)
{
	static const struct out_column columns[] = {
		{ "by", "By", OUT_STRING },     { "key", "Key", OUT_STRING },       { "label", "Label", OUT_STRING },
		{ "open", "Open", OUT_NUMBER }, { "closed", "Closed", OUT_NUMBER }, { "total", "Total", OUT_NUMBER },
	};
	struct statistics statistics = { .session = session };
	struct out_options how;
	struct query query;

	(void)options;
	add(&statistics, &(struct tally){ .by = "all", .value = "", .key = "", .label = "" });
	add_picks(&statistics, "priority");
	add_picks(&statistics, "category");
	enum status status = add_owners(&statistics);
	add_picks(&statistics, "status");
	query_init(&query, session->store, session->type);
	if (!status)
		status = query_columns(&query, "priority,category,owner,status");
	if (!status)
		status = session_filter(session, &query, session->operands, session->operand_count, NULL);
	if (!status)
		status = count_rows(&statistics, &query);
	query_free(&query);
	if (status)
		return status;
	out_options_of(session, &how);
	struct out *out = out_open(&how, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < statistics.count; i++)
		if (*statistics.tallies[i].value || i == 0 || statistics.tallies[i].open + statistics.tallies[i].closed)
			print(out, &statistics.tallies[i], &session->arena);
	return session_close_out(session, out, STATUS_OK);
}

const struct verb ticket_statistics_verb = {
	.name = "statistics", .synopsis = "[FILTER…]", .help = "count open, closed and all tickets by priority, category, owner and status",
	.access = ACCESS_READ, .operands = OPERANDS_FILTER, .options = output_groups, .options_size = sizeof(struct output_options), .run = statistics_run,
};
