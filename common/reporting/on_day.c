#include "reporting/on_day.h"

#include "base/calendar.h"
#include "selling/documents.h"
#include "store/journal.h"
#include <string.h>

static const char states[] = "on_day_state"; /* type, id, state: of what was taken out of use later */

/* Tables besides documents that have a day. */
static const struct {
	const struct record_type *record;
	const char *day;
} dated[] = { { &record_payment, "paid_on" }, { &record_fapiao, "issued_on" }, { &record_stock_movement, "moved_on" } };

/* The state that a document had at the instant: what it was before the first change of it behind that. */
static enum status state_then(struct store *store, const struct document_kind *kind, int64_t id, const char *instant, struct arena *arena, const char **state)
{
	const struct type *type = store_type(store, kind->record);
	struct statement *statement;
	struct entry entry;
	bool found = false;
	enum status status = db_ask(store->db, &statement, "select %-s from entry e join change c on c.id = e.change where e.type = %d and e.record = %jd and c.at > %s order by e.id",
	                            journal_columns, kind->record->number, id, instant);

	*state = NULL;
	while (!found && journal_next(statement, &entry, &status)) {
		struct record *before = record_new(arena, type);
		bool *seen = arena_alloc(arena, type->count * sizeof *seen);
		size_t index = type_index(type, kind->state);
		if (entry.operation != OPERATION_UPDATE)
			continue;
		journal_read(entry.before, before, seen, arena);
		found = seen[index];
		if (found)
			*state = before->values[index].type == VALUE_TEXT ? before->values[index].text : "";
	}
	db_done(statement);
	return status;
}

/* Notes what was taken out of use after the day. *any: there is such a document of the kind. */
static enum status note_states(struct store *store, const struct document_kind *kind, const char *day, const char *instant, bool *any)
{
	struct arena arena = { 0 };
	int64_t *ids;
	size_t count;
	const char *state;
	enum status status = db_integers(store->db, &arena, &ids, &count, "select id from %-s.\"%s\" where \"%s\" = %s and \"%s\" <= %s", dialect_main, kind->record->name, kind->state,
	                                 kind->withdrawn, kind->day, day);

	*any = false;
	for (size_t i = 0; !status && i < count; i++) {
		status = state_then(store, kind, ids[i], instant, &arena, &state);
		if (status || !state || strcmp(state, kind->withdrawn) == 0)
			continue;
		*any = true;
		status = db_execute(store->db, "insert into \"%s\" (type, id, state) values (%d, %jd, %s)", states, kind->record->number, ids[i], state);
	}
	arena_free(&arena);
	return status;
}

/* A view with the rows that the condition leaves, and with their states of then. */
static enum status lay(struct store *store, const struct record_type *record, const char *state, const char *condition)
{
	struct statement *columns;
	struct text sql = { 0 };
	enum status status = dialect_columns(store->db, record->name, &columns);

	text_printf(&sql, "create temp view \"%s\" as select", record->name);
	for (bool first = true; db_next(columns, &status); first = false) {
		const char *column = db_text(columns, 0);
		text_add(&sql, first ? " " : ", ");
		if (state && strcmp(column, state) == 0)
			text_printf(&sql, "coalesce((select s.state from \"%s\" s where s.type = %d and s.id = t.id), t.\"%s\") as \"%s\"", states, record->number, column, column);
		else
			text_printf(&sql, "t.\"%s\"", column);
	}
	db_done(columns);
	text_printf(&sql, " from %s.\"%s\" t where %s", dialect_main, record->name, condition);
	if (!status)
		status = db_run(store->db, sql.data);
	text_free(&sql);
	return status;
}

/* --as-of has a table of the past there, which is a copy: what is of a later day is taken out of it. */
static enum status lay_over(struct store *store, const struct record_type *record, const char *state, const char *condition)
{
	struct text sql = { 0 };
	bool copied = false;
	enum status status = STATUS_OK;

	if (store->past) {
		text_printf(&sql, "delete from %s.\"%s\" as t where not (%s)", dialect_temp, record->name, condition);
		copied = db_run(store->db, sql.data) == STATUS_OK;
		text_free(&sql);
	}
	if (!copied)
		status = lay(store, record, state, condition);
	return status;
}

static enum status lay_documents(struct store *store, const char *day, const char *instant)
{
	enum status status = STATUS_OK;

	for (const struct document_kind *kind = document_kind_next(NULL); !status && kind; kind = document_kind_next(kind)) {
		struct text condition = { 0 };
		bool any;
		text_printf(&condition, "(t.\"%s\" is null or t.\"%s\" <= '%s')", kind->day, kind->day, day);
		status = note_states(store, kind, day, instant, &any);
		if (!status)
			status = lay_over(store, kind->record, any ? kind->state : NULL, condition.data);
		text_free(&condition);
	}
	return status;
}

static enum status lay_money(struct store *store, const char *day)
{
	struct text condition = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < sizeof dated / sizeof *dated; i++) {
		text_clear(&condition);
		text_printf(&condition, "(t.\"%s\" is null or t.\"%s\" <= '%s')", dated[i].day, dated[i].day, day);
		status = lay_over(store, dated[i].record, NULL, condition.data);
	}
	text_clear(&condition);
	text_add(&condition, "t.parent in (select id from payment) and (t.invoice is null or t.invoice in (select id from invoice)) and (t.bill is null or t.bill in (select id from bill))");
	if (!status)
		status = lay_over(store, &record_allocation, NULL, condition.data);
	text_free(&condition);
	return status;
}

void on_day_close(struct store *store, struct on_day *on_day)
{
	struct text sql = { 0 };

	if (!on_day->laid)
		return;
	store->conventions.now = on_day->now;
	for (const struct document_kind *kind = document_kind_next(NULL); kind; kind = document_kind_next(kind))
		text_printf(&sql, "drop view if exists %s.\"%s\";", dialect_temp, kind->record->name);
	for (size_t i = 0; i < sizeof dated / sizeof *dated; i++)
		text_printf(&sql, "drop view if exists %s.\"%s\";", dialect_temp, dated[i].record->name);
	text_printf(&sql, "drop view if exists %s.\"%s\"; drop table if exists %s.\"%s\";", dialect_temp, record_allocation.name, dialect_temp, states);
	db_run(store->db, sql.data);
	text_free(&sql);
	on_day->laid = false;
}

enum status on_day_open(struct store *store, const char *day, struct on_day *on_day)
{
	char today[DATE_SIZE], instant[TIMESTAMP_SIZE];
	int64_t now = calendar_instant(date_number(day) + 1, 0) - 1;

	*on_day = (struct on_day){ .now = store->conventions.now };
	date_today(&store->conventions, today);
	if (strcmp(day, today) == 0)
		return STATUS_OK;
	timestamp_from_seconds(now, instant);
	store->conventions.now = now;
	on_day->laid = true;
	enum status status = db_run(store->db, "create temp table \"on_day_state\" (type integer, id integer, state text, primary key (type, id))");
	if (!status)
		status = lay_documents(store, day, instant);
	return status ? status : lay_money(store, day);
}
