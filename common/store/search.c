#include "store/search.h"

#include <string.h>

const char search_ddl[] = "create virtual table search using fts5 (words, content='', detail=none, tokenize='ascii');\n"
                          "insert into search (search, rank) values ('hashsize', 16777216);\n";

/* The words of one row, from its fields for search. */
static void words_of(struct store *store, const struct record *record, struct text *out)
{
	for (size_t i = 0; i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		const struct value *value = &record->values[i];
		if (!field->search || value->type != VALUE_TEXT)
			continue;
		search_field_words(&store->conventions, field, value, out);
	}
}

static bool is_searched(const struct type *type)
{
	for (size_t i = 0; i < type->count; i++)
		if (type->fields[i]->search)
			return true;
	return false;
}

enum { MANY = 10000 }; /* records */

static const char add_sql[] = "insert into search (rowid, words) values (?, ?)";
static const char remove_sql[] = "insert into search (search, rowid, words) values ('delete', ?, ?)";

static enum status write_words(struct store *store, const char *sql, int64_t rowid, const char *words)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "%-s", sql);

	if (status)
		return status;
	db_bind_integer(statement, 1, rowid);
	db_bind_text(statement, 2, words);
	db_next(statement, &status);
	db_done(statement);
	return status;
}

static enum status row_words(struct store *store, const struct type *type, int64_t id, bool remove)
{
	struct arena arena = { 0 };
	struct text words = { 0 };
	struct record *record;
	enum status status = row_load(store, type, id, &arena, &record);

	if (!status && record) {
		words_of(store, record, &words);
		if (words.length)
			status = write_words(store, remove ? remove_sql : add_sql,
			                     anyref_pack(type->record, id), words.data);
	}
	text_free(&words);
	arena_free(&arena);
	return status;
}

/* The select of the fields that are searched, over a range of ids. */
static void run_sql(struct text *sql, const struct type *type)
{
	text_add(sql, "select id");
	for (size_t i = 0; i < type->count; i++)
		if (type->fields[i]->search)
			text_printf(sql, ", \"%s\"", field_column(type->fields[i]));
}

static void words_of_row(struct store *store, struct statement *statement, const struct type *type, struct text *words)
{
	int column = 1;

	text_clear(words);
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (!field->search)
			continue;
		struct value value = db_value(statement, column++);
		if (value.type != VALUE_TEXT)
			continue;
		search_field_words(&store->conventions, field, &value, words);
	}
}

static enum status each_of_run(struct store *store, const struct type *type, int64_t first, int64_t last,
                               enum status (*each)(void *context, int64_t rowid, const char *words), void *context)
{
	struct text sql = { 0 }, words = { 0 };
	struct statement *statement;

	run_sql(&sql, type);
	enum status status = db_ask(store->db, &statement, "%-s from \"%s\" where id between %jd and %jd order by id", sql.data, type->record->name, first, last);
	text_free(&sql);
	while (db_next(statement, &status)) {
		words_of_row(store, statement, type, &words);
		if (words.length)
			status = each(context, anyref_pack(type->record, db_integer(statement, 0)), words.data);
	}
	db_done(statement);
	text_free(&words);
	return status;
}

enum status search_each(struct store *store, enum status (*each)(void *context, int64_t rowid, const char *words), void *context)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		if (!walk.record->internal && is_searched(type))
			status = each_of_run(store, type, 1, INT64_MAX / RECORD_TYPE_LIMIT - 1, each, context);
	}
	return status;
}

enum status search_terms(struct store *store, struct statement **out)
{
	enum status status = db_run(store->db, "create virtual table if not exists temp.search_words using fts5vocab (main, search, instance)");

	*out = NULL;
	return status ? status : db_ask(store->db, out, "select term, doc from temp.search_words");
}

enum status search_ask(struct store *store, const char *expression, bool backwards, struct statement **out)
{
	enum status status = db_ask(store->db, out, "select rowid from search(?) order by rowid%-s", backwards ? " desc" : "");

	if (!status)
		db_bind_text(*out, 1, expression);
	return status;
}

static enum status add_words(void *store, int64_t rowid, const char *words)
{
	return write_words(store, add_sql, rowid, words);
}

/* Many words at once: they are sorted in pieces that stay in the processor's cache, and the pieces are merged at the end rather than again and again.
 * What FTS5 keeps of its configuration goes with the transaction. */
static enum status gather_begin(struct store *store)
{
	return db_run(store->db, "insert into search (search, rank) values ('hashsize', 4194304);\n"
	                         "insert into search (search, rank) values ('automerge', 0);\n"
	                         "insert into search (search, rank) values ('crisismerge', 1900)");
}

/* The default values of FTS5 again. At a savepoint it writes the last piece, finds that there are too many, and merges all. */
static enum status gather_end(struct store *store)
{
	return db_run(store->db, "insert into search (search, rank) values ('automerge', 4);\n"
	                         "insert into search (search, rank) values ('crisismerge', 16);\n"
	                         "savepoint gathered;\nrelease gathered");
}

static enum status remove_words(void *store, int64_t rowid, const char *words)
{
	return write_words(store, remove_sql, rowid, words);
}

static enum status flush_type(struct store *store, const struct record_type *record)
{
	struct change_type *type = change_type(store, record);
	int64_t first = type->unsearched_first, last = type->unsearched_last;

	if (!first)
		return STATUS_OK;
	type->unsearched_first = 0;
	bool many = last - first >= MANY;
	enum status status = many ? gather_begin(store) : STATUS_OK;
	if (!status)
		status = each_of_run(store, store_type(store, record), first, last, add_words, store);
	return status || !many ? status : gather_end(store);
}

enum status search_flush(struct store *store)
{
	enum status status = STATUS_OK;

	if (store->change.search_anew)
		return search_rebuild(store);
	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk))
		status = flush_type(store, walk.record);
	return status;
}

enum { RUN_TO_COUNT = 1000 };

/* Whether fewer records stay than go, so that it is cheaper to begin anew. */
static enum status mostly_goes(struct store *store, int64_t going, bool *mostly)
{
	enum status status = STATUS_OK;
	int64_t all = 0;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		int64_t count = 0;
		if (walk.record->internal)
			continue;
		status = db_one(store->db, &count, "select count(*) from \"%s\".\"%s\"", dialect_main, walk.record->name);
		all += count;
	}
	*mostly = all - going < going;
	return status;
}

enum status search_removing_run(struct store *store, const struct type *type, int64_t first, int64_t last)
{
	bool mostly = false;

	if (type->record->internal || !is_searched(type) || store->change.search_anew)
		return STATUS_OK;
	enum status status = flush_type(store, type->record);
	if (!status && last - first >= RUN_TO_COUNT)
		status = mostly_goes(store, last - first + 1, &mostly);
	if (!status && mostly) {
		store->change.search_anew = true;
		return STATUS_OK;
	}
	return status ? status : each_of_run(store, type, first, last, remove_words, store);
}

enum status search_created(struct store *store, const struct record_type *record, int64_t id)
{
	struct change_type *type = change_type(store, record);

	if (record->internal || store->change.search_anew || !is_searched(store_type(store, record)))
		return STATUS_OK;
	if (type->unsearched_first && type->unsearched_last + 1 == id) {
		type->unsearched_last = id;
		return STATUS_OK;
	}
	if (type->unsearched_first == id + 1) {
		type->unsearched_first = id;
		return STATUS_OK;
	}
	enum status status = flush_type(store, record);
	type->unsearched_first = type->unsearched_last = id;
	return status;
}

bool search_pending(const struct store *store, const struct record_type *record, int64_t *first, int64_t *last)
{
	const struct change_type *type = &store->change.types[schema_index(store->schema, record)];

	*first = type->unsearched_first;
	*last = type->unsearched_last;
	return *first > 0;
}

static bool touches_words(const struct type *type, const bool *changed)
{
	for (size_t i = 0; i < type->count; i++)
		if (type->fields[i]->search && (!changed || changed[i]))
			return true;
	return false;
}

enum status search_changing(struct store *store, const struct type *type, int64_t id, const bool *changed)
{
	if (type->record->internal || store->change.search_anew || !touches_words(type, changed))
		return STATUS_OK;
	enum status status = flush_type(store, type->record);
	return status ? status : row_words(store, type, id, true);
}

enum status search_changed(struct store *store, const struct type *type, int64_t id, const bool *changed)
{
	if (type->record->internal || store->change.search_anew || !touches_words(type, changed))
		return STATUS_OK;
	return row_words(store, type, id, false);
}

enum status search_rebuild(struct store *store)
{
	enum status status = db_run(store->db, "insert into search (search) values ('delete-all')");

	for (size_t i = 0, count = record_count(); i < count; i++)
		store->change.types[i].unsearched_first = 0;
	store->change.search_anew = false;
	if (!status)
		status = gather_begin(store);
	if (!status)
		status = search_each(store, add_words, store);
	return status ? status : gather_end(store);
}

enum status search_tidy(struct store *store)
{
	return db_run(store->db, "insert into search (search) values ('optimize')");
}
