/* One change: a transaction with its head in the journal. */
#include "store/store.h"

#include "base/date.h"
#include "store/search.h"
#include "store/settle.h"
#include <stdarg.h>
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
	*change = (struct change){ .command = command, .warned = store->warnings.length };
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++)
		change->counters[i] = -1;
	status = db_one(store->db, "select max(id) from change", 0, 0, 0, &change->id);
	change->id++;
	if (!status)
		status = db_one(store->db, "select max(id) from entry", 0, 0, 0, &change->first_entry);
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
	enum status status = db_cached(store->db, "select name, value from setting", &statement);
	bool same = true, row;
	size_t count = 0;

	if (status)
		return status;
	while (!(status = db_step(statement, &row)) && row) {
		const char *known = schema_value(store->schema, db_text(statement, 0)), *value = db_text(statement, 1);
		same &= known && strcmp(known, value ? value : "") == 0;
		count++;
	}
	db_reset(statement);
	if (!status && (!same || count != schema_count(store->schema)))
		status = error_set(store->error, STATUS_BUSY, "the schema of the database was changed while this program waited; run it again");
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
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++)
		if (store->change.created_first[i])
			return false;
	return store->change.next_entry == store->change.first_entry;
}

static enum status write_head(struct store *store)
{
	struct change *change = &store->change;
	struct statement *statement;
	char at[TIMESTAMP_SIZE];
	struct text command = { 0 };
	enum status status = db_cached(store->db, "insert into change (id, at, who, via, command, undoes, first_entry, last_entry) values (?, ?, ?, ?, ?, ?, ?, ?)", &statement);

	if (status)
		return status;
	timestamp_now(&store->conventions, at);
	size_t length = strlen(change->command);
	if (length > COMMAND_LIMIT)
		for (length = COMMAND_LIMIT; ((unsigned char)change->command[length] & 0xC0) == 0x80; length--)
			;
	text_append(&command, change->command, length);
	db_bind_integer(statement, 1, change->id);
	db_bind_text(statement, 2, at);
	if (store->user)
		db_bind_integer(statement, 3, store->user);
	db_bind_text(statement, 4, store->via);
	db_bind_text(statement, 5, command.data);
	if (change->undoes)
		db_bind_integer(statement, 6, change->undoes);
	db_bind_integer(statement, 7, change->first_entry);
	db_bind_integer(statement, 8, change->next_entry - 1);
	status = db_finish(statement);
	text_free(&command);
	return status;
}

static enum status write_counters(struct store *store)
{
	enum status status = STATUS_OK;

	for (int number = 1; !status && number < RECORD_TYPE_LIMIT; number++) {
		struct statement *statement;
		if (store->change.counters[number] < 0)
			continue;
		status = db_cached(store->db, "insert into counter (name, value) values (?, ?) on conflict (name) do update set value = excluded.value", &statement);
		if (status)
			break;
		db_bind_text(statement, 1, record_by_number(number)->name);
		db_bind_integer(statement, 2, store->change.counters[number]);
		status = db_finish(statement);
	}
	return status;
}

enum status change_seal(struct store *store)
{
	enum status status = settle_run(store);

	if (!status)
		status = change_flush(store);
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
	db_rollback(store->db);
	arena_free(&store->change.memory);
	store->change.id = 0;
}

void change_recall(struct store *store, const struct change *mark)
{
	struct change *change = &store->change;
	struct arena memory = change->memory;

	/* What grew in the memory since then stays there until the end; what rules remembered may be of records that are gone. */
	*change = *mark;
	change->memory = memory;
	memset(change->kept, 0, sizeof change->kept);
	if (store->warnings.length > change->warned) {
		store->warnings.length = change->warned;
		store->warnings.data[change->warned] = '\0';
	}
}
