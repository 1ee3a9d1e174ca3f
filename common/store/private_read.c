#include "store/private.h"

#include "db/function.h"
#include "store/journal.h"

void private_acting(struct store *store)
{
	struct error before = *store->error;

	if (!store->login && store_acting(store))
		*store->error = before;
}

/* Where the journal cannot be read, nothing is shown. */
static void change_is_private(struct db_call *call)
{
	bool hidden = true;

	if (private_change(db_call_context(call), db_call_value(call, 0).integer, &hidden))
		hidden = true;
	struct value result = value_integer(hidden);
	db_return(call, &result);
}

static void add_condition(struct store *store, const struct record_type *record, const char *alias, struct text *sql)
{
	text_printf(sql, "(coalesce(%s.\"%s\", '') = 'private' and coalesce(%s.\"owner\", %lld) <> %lld)", alias, record->privacy, alias, (long long)store->user,
	            (long long)store->user);
}

void private_condition(struct store *store, const struct record_type *record, const char *alias, struct text *sql)
{
	private_acting(store);
	if (record == &record_change) {
		/* What cannot be prepared without it is shown to nobody. */
		if (!store->private_known)
			store->private_known = db_function(store->db, "private_change", 1, true, change_is_private, store) == STATUS_OK;
		text_printf(sql, "private_change(%s.id)", alias);
		return;
	}
	if (!store->past) {
		add_condition(store, record, alias, sql);
		return;
	}
	/* What was everybody's then and is private now is not shown either. */
	text_byte(sql, '(');
	add_condition(store, record, alias, sql);
	text_printf(sql, " or exists (select 1 from %s.\"%s\" as present where present.id = %s.id and ", dialect_main, record->name, alias);
	add_condition(store, record, "present", sql);
	text_add(sql, "))");
}

void private_exclude(struct store *store, const struct record_type *record, const char *alias, struct text *sql)
{
	if (!record->privacy)
		return;
	text_add(sql, " and not ");
	private_condition(store, record, alias, sql);
}

enum status private_hides_id(struct store *store, const struct record_type *record, int64_t id, bool *hidden)
{
	struct text condition = { 0 };
	int64_t found = 0;
	enum status status = STATUS_OK;

	if (record->privacy) {
		private_condition(store, record, "asked", &condition);
		status = db_one(store->db, &found, "select 1 from \"%s\" as asked where asked.id = %jd and %-s", record->name, id, condition.data);
		text_free(&condition);
	}
	*hidden = found;
	return status;
}

/* Whether a record was hidden at some time from the entry on: as it is, and back through what the journal says of it. */
static enum status was_hidden(struct store *store, const struct record_type *record, int64_t id, int64_t from, bool *hidden)
{
	struct arena arena = { 0 };
	struct record *known;
	struct statement *statement = NULL;
	struct entry entry;
	enum status status = row_load(store, store_type(store, record), id, &arena, &known);

	if (!status)
		status = db_ask(store->db, &statement, "select %-s from entry e where e.type = %d and e.record = %jd and e.id >= %jd order by e.id desc", journal_columns,
		                record->number, id, from);
	if (!status && !known)
		known = record_new(&arena, store_type(store, record));
	*hidden = !status && private_hides(store, known);
	while (!*hidden && statement && journal_next(statement, &entry, &status)) {
		if (entry.operation != OPERATION_CREATE)
			journal_read(entry.before, known, NULL, &arena);
		*hidden = private_hides(store, known);
	}
	db_done(statement);
	arena_free(&arena);
	return status;
}

/* Rows of a run first … last that are there, then what was changed or removed since. */
static enum status hides_run(struct store *store, const struct record_type *record, int64_t entry, int64_t first, int64_t last, bool *hidden)
{
	struct text condition = { 0 };
	struct arena arena = { 0 };
	int64_t found = 0, *ids = NULL;
	size_t count = 0;

	private_condition(store, record, "written", &condition);
	enum status status = db_one(store->db, &found, "select 1 from \"%s\" as written where written.id between %jd and %jd and %-s limit 1", record->name, first, last,
	                            condition.data);
	text_free(&condition);
	*hidden = found;
	if (!status && !found)
		status = db_integers(store->db, &arena, &ids, &count, "select distinct record from entry where type = %d and record between %jd and %jd and id >= %jd"
		                     " and operation <> %d", record->number, first, last, entry, OPERATION_CREATE);
	for (size_t i = 0; !status && !*hidden && i < count; i++)
		status = was_hidden(store, record, ids[i], entry, hidden);
	arena_free(&arena);
	return status;
}

static enum status hides_entries(struct store *store, const struct record_type *record, int64_t change, bool *hidden)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select e.id, e.record, coalesce(e.last, e.record) from change as c join entry as e"
	                            " on e.id between c.first_entry and c.last_entry where c.id = %jd and e.type = %d order by e.id", change, record->number);

	while (!*hidden && db_next(statement, &status))
		status = hides_run(store, record, db_integer(statement, 0), db_integer(statement, 1), db_integer(statement, 2), hidden);
	db_done(statement);
	return status;
}

enum status private_change(struct store *store, int64_t change, bool *hidden)
{
	int64_t who = 0;
	enum status status = db_one(store->db, &who, "select who from change where id = %jd", change);

	private_acting(store);
	*hidden = false;
	if (status || (who && who == store->user))
		return status;
	for (struct record_walk walk = record_walk(); !status && !*hidden && walk.record; record_step(&walk))
		if (walk.record->privacy)
			status = hides_entries(store, walk.record, change, hidden);
	return status;
}
