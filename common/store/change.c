/* One change: a transaction with its head in the journal. */
#include "store/store.h"

#include "base/date.h"
#include "base/utf8.h"
#include "store/child_number.h"
#include "store/content_file.h"
#include "store/search.h"
#include "store/settle.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COMMAND_LIMIT = 500 };

enum status change_begin(struct store *store, const char *command)
{
	enum status status = store_acting(store);

	return status ? status : change_open(store, command);
}

/* The state of a change that nothing was written in yet, within the transaction. */
static enum status start(struct store *store, const char *command)
{
	struct change *change = &store->change;
	enum status status;

	arena_free(&change->memory);
	*change = (struct change){ .command = command, .warned = store->warnings.length, .types = change->types };
	for (size_t i = 0, count = record_count(); i < count; i++)
		change->types[i] = (struct change_type){ .counter = -1 };
	status = db_one(store->db, &change->id, "select max(id) from change");
	change->id++;
	if (!status)
		status = db_one(store->db, &change->first_entry, "select max(id) from entry");
	change->next_entry = ++change->first_entry;
	if (status)
		change_rollback(store);
	return status;
}

/* Between the opening of the database and the lock lies the reading of standard input, which may take long. What is written by a schema that somebody
 * changed meanwhile would break its rules, and take words out of the full-text table that are not in it. */
static enum status check_schema(struct store *store)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select name, value from setting");
	bool same = true;
	size_t count = 0;

	if (status)
		return status;
	while (db_next(statement, &status)) {
		const char *known = schema_value(store->schema, db_text(statement, 0)), *value = db_text(statement, 1);
		same &= known && strcmp(known, value ? value : "") == 0;
		count++;
	}
	db_done(statement);
	if (!status && (!same || count != schema_count(store->schema)))
		status = error_mark(store->error, error_set(store->error, STATUS_BUSY, "the schema of the database was changed while this program waited; run it again"),
		                    ERROR_STALE);
	return status;
}

enum status change_open(struct store *store, const char *command)
{
	enum status status = db_begin(store->db);

	text_clear(&store->warnings);
	if (!status && (status = check_schema(store)))
		change_rollback(store);

	/* Who waited for the lock writes after those who had it. */
	if (!store->pinned)
		store->conventions.now = (int64_t)time(NULL);
	return status ? status : start(store, command);
}

enum status change_next(struct store *store)
{
	enum status status = change_is_empty(store) ? STATUS_OK : change_seal(store);

	return status ? status : start(store, store->change.command);
}

bool change_is_empty(const struct store *store)
{
	return !store->change.creations && store->change.next_entry == store->change.first_entry;
}

/* The journal is exported as text, and the words of a command may be names of files in any encoding. */
static void storable(struct text *out, const char *text)
{
	utf8_repair(out, text, strlen(text));
	if (out->length <= COMMAND_LIMIT)
		return;
	for (out->length = COMMAND_LIMIT; ((unsigned char)out->data[out->length] & 0xC0) == 0x80; out->length--)
		;
	out->data[out->length] = '\0';
}

static enum status write_head(struct store *store)
{
	struct change *change = &store->change;
	char at[TIMESTAMP_SIZE];
	struct text command = { 0 }, via = { 0 };

	timestamp_now(&store->conventions, at);
	storable(&command, change->command);
	if (store->via)
		storable(&via, store->via);
	enum status status = db_execute(store->db, "insert into change (id, at, who, via, command, undoes, first_entry, last_entry)"
	                                " values (%jd, %s, nullif(%jd, 0), %s, %s, nullif(%jd, 0), %jd, %jd)", change->id, at, store->user, via.data, command.data,
	                                change->undoes, change->first_entry, change->next_entry - 1);
	text_free(&command);
	text_free(&via);
	return status;
}

/* One text of a head that other programs wrote. */
static enum status fix_text(struct store *store, struct statement *row, int column, const char *name, int64_t *fixed)
{
	struct text text = { 0 };
	enum status status = STATUS_OK;

	if (db_text(row, column))
		storable(&text, db_text(row, column));
	if (text.length && strcmp(text.data, db_text(row, column)) != 0) {
		status = db_execute(store->db, "update change set %-s = %s where id = %jd", name, text.data, db_integer(row, 0));
		++*fixed;
	}
	text_free(&text);
	return status;
}

enum status change_fix_heads(struct store *store, int64_t *fixed)
{
	struct statement *heads;
	enum status status = db_begin(store->db);

	if (status)
		return status;
	status = db_ask(store->db, &heads, "select id, command, via from change");
	while (db_next(heads, &status)) {
		status = fix_text(store, heads, 1, "command", fixed);
		if (!status)
			status = fix_text(store, heads, 2, "via", fixed);
	}
	db_done(heads);
	if (!status)
		status = db_commit(store->db);
	db_rollback(store->db);
	return status;
}

static enum status write_counters(struct store *store)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		int64_t counter = store->change.types[walk.index].counter;
		if (counter >= 0)
			status = db_execute(store->db, "insert into counter (name, value) values (%s, %jd) on conflict (name) do update set value = excluded.value",
			                    walk.record->name, counter);
	}
	return status;
}

enum status change_seal(struct store *store)
{
	enum status status = settle_run(store);

	if (!status)
		status = store_still_acting(store);
	if (!status)
		status = change_flush(store);
	if (!status)
		status = child_numbers_seal(store);
	if (!status)
		status = search_flush(store);
	if (!status)
		status = write_head(store);
	return status ? status : write_counters(store);
}

enum status change_commit(struct store *store)
{
	/* What change_next sealed before stays, though the last one may be empty. */
	enum status status = change_is_empty(store) ? STATUS_OK : change_seal(store);
	if (!status)
		status = db_commit(store->db);
	if (status)
		change_rollback(store);
	store->change.placed = NULL;
	arena_free(&store->change.memory);
	store->change.id = 0;
	return status;
}

void change_warn(struct store *store, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(&store->warnings, format, arguments);
	va_end(arguments);
	text_byte(&store->warnings, '\n');
	store->change.warned = store->warnings.length;
}

void change_rollback(struct store *store)
{
	text_clear(&store->warnings);
	content_take_back(&store->change);
	db_rollback(store->db);
	arena_free(&store->change.memory);
	store->change.id = 0;
}

void change_mark(struct store *store, struct change_mark *mark)
{
	size_t size = record_count() * sizeof *mark->types;

	if (!mark->types)
		mark->types = memory_alloc(size);
	mark->change = store->change;
	memcpy(mark->types, store->change.types, size);
}

void change_recall(struct store *store, const struct change_mark *mark)
{
	struct change *change = &store->change;
	struct change_type *types = change->types;
	struct arena memory = change->memory;

	/* What grew in the memory since then stays there until the end; what rules remembered may be of records that are gone. */
	*change = mark->change;
	change->types = types;
	change->memory = memory;
	for (size_t i = 0, count = record_count(); i < count; i++) {
		types[i] = mark->types[i];
		types[i].cache = NULL;
	}
	if (store->warnings.length > change->warned) {
		store->warnings.length = change->warned;
		store->warnings.data[change->warned] = '\0';
	}
}

void change_mark_free(struct change_mark *mark)
{
	free(mark->types);
}
