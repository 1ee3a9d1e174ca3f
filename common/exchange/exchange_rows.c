/* The lines of a file into the rows of a table. Rules do not see them: what they wrote is in the files already. */
#include "exchange/exchange_parts.h"

#include "base/decimal.h"
#include "base/sentence.h"
#include "store/journal.h"
#include <stdlib.h>
#include <string.h>

struct reader {
	struct store *store;
	const struct type *type;
	struct sheet *sheet;
	const struct sheet_row *row;
	const char **keys;  /* by field index; NULL where a file holds none */
	size_t currency;    /* index of the field, SIZE_MAX: none */
	const char *wrong;  /* key of the cell that is wrong, or NULL */
	int64_t last;       /* the id of the line before */
	struct arena memory, arena; /* arena: reset per line */
};

static enum status with_place(struct reader *reader, enum status status)
{
	struct error *error = reader->store->error;

	/* The sheet says itself where it fails; a full disk is no line's fault. */
	if (status != STATUS_DATA && status != STATUS_REFUSED && status != STATUS_USAGE)
		return status;
	error_place(error, sheet_name(reader->sheet), reader->row->line, exchange_column(reader->row, reader->wrong));
	return error->status = STATUS_DATA;
}

/* Files keep the order of the fields, so that the next key is mostly that of the next field. */
static bool find_field(const struct reader *reader, const char *key, size_t *next)
{
	size_t count = reader->type->count;

	for (size_t steps = 0; steps < count; steps++) {
		size_t index = *next + steps < count ? *next + steps : *next + steps - count;
		if (reader->keys[index] && strcmp(reader->keys[index], key) == 0) {
			*next = index;
			return true;
		}
	}
	return false;
}

static enum status read_reference(struct reader *reader, const char *text, int64_t *id)
{
	const struct record_type *record = reader->type->record;
	struct error *error = reader->store->error;
	struct reference reference;

	if (!reference_like(text) || reference_parse(text, &reference, error) || reference.type != record || reference.child)
		return error_set(error, STATUS_DATA, "'%s' is not a reference of %s %s (%s1)", text, sentence_a(record->name), record->name, record->prefix);
	if (reference.id <= reader->last)
		return error_set(error, STATUS_DATA, "%s comes after %s%lld; lines must be in the order of their numbers, each only once", text, record->prefix,
		                 (long long)reader->last);
	*id = reader->last = reference.id;
	return STATUS_OK;
}

static enum status read_cells(struct reader *reader, struct record *record, bool amounts)
{
	const struct sheet_row *row = reader->row;
	int digits = amounts ? exchange_digits(record) : 0;
	enum status status = STATUS_OK;
	size_t next = 0;

	for (size_t i = 0; !status && i < row->count; i++) {
		const struct sheet_cell *cell = &row->cells[i];
		reader->wrong = cell->name;
		if (strcmp(cell->name, "ref") == 0) {
			status = amounts ? STATUS_OK : read_reference(reader, cell->text, &record->id);
			continue;
		}
		if (!find_field(reader, cell->name, &next))
			return error_set(reader->store->error, STATUS_DATA, "%s %s has no field '%s'", sentence_a(reader->type->record->name), reader->type->record->name, cell->name);
		const struct field *field = reader->type->fields[next];
		if ((field->kind == KIND_MONEY) == amounts && (status = exchange_decode(field, cell, digits, &reader->arena, &record->values[next],
		                                                                         reader->store->error)))
			error_prefix(reader->store->error, "%s: ", cell->name);
		next++;
	}
	return status;
}

static enum status check_whole(struct reader *reader, const struct record *record)
{
	reader->wrong = NULL;
	if (!record->id)
		return error_set(reader->store->error, STATUS_DATA, "\"ref\" is missing");
	for (size_t i = 0; i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		if (field->required && !field->column && record->values[i].type == VALUE_NULL)
			return error_set(reader->store->error, STATUS_DATA, "\"%s\" is missing, which every %s has", field->name, record->type->record->name);
	}
	return STATUS_OK;
}

/* Amounts come second: their digits are those of the currency, wherever in the line it stands. */
static enum status read_row(struct reader *reader, bool journal)
{
	struct record *record = record_new(&reader->arena, reader->type);
	enum status status = read_cells(reader, record, false);

	if (!status && reader->currency != SIZE_MAX)
		status = read_cells(reader, record, true);
	if (!status)
		status = check_whole(reader, record);
	if (!status)
		status = row_insert(reader->store, dialect_main, record);
	if (status)
		return with_place(reader, status);
	return journal ? journal_created(reader->store, record->type->record, record->id) : STATUS_OK;
}

static void prepare(struct reader *reader)
{
	const struct type *type = reader->type;

	reader->keys = arena_alloc(&reader->memory, (type->count + 1) * sizeof *reader->keys);
	reader->currency = SIZE_MAX;
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		struct text key = { 0 };
		if (!exchange_has(field))
			continue;
		exchange_key(field, &key);
		reader->keys[i] = text_take(&key, &reader->memory);
		if (strcmp(field->name, "currency") == 0 && !field->column)
			reader->currency = i;
	}
}

static enum status open_sheet(const char *directory, const char *name, struct sheet **sheet, struct error *error)
{
	struct text path = { 0 };

	exchange_path(&path, directory, name);
	enum status status = sheet_open(sheet, path.data, SHEET_NDJSON, "UTF-8", NULL, error);
	text_free(&path);
	return status;
}

enum status exchange_rows(struct store *store, const char *directory, const struct record_type *record, bool journal)
{
	struct reader reader = { .store = store, .type = store_type(store, record) };
	enum status status = open_sheet(directory, record->name, &reader.sheet, store->error);

	if (status)
		return status;
	prepare(&reader);
	while (!status && !(status = sheet_next(reader.sheet, &reader.row, store->error)) && reader.row) {
		arena_reset(&reader.arena);
		status = read_row(&reader, journal);
	}
	sheet_close(reader.sheet);
	arena_free(&reader.arena);
	arena_free(&reader.memory);
	return status;
}

/* A table that is no record type: its columns, which of them are texts, and which must be there. */
struct table {
	const char *name, *insert;
	size_t count;
	const char *columns[8];
	bool text[8], required[8];
};

static enum status read_plain(struct reader *reader, const struct table *table, struct statement *statement)
{
	bool given[8] = { false };

	for (size_t i = 0; i < reader->row->count; i++) {
		const struct sheet_cell *cell = &reader->row->cells[i];
		size_t column = 0;
		reader->wrong = cell->name;
		while (column < table->count && strcmp(table->columns[column], cell->name) != 0)
			column++;
		if (column == table->count)
			return error_set(reader->store->error, STATUS_DATA, "there is no '%s' in %s %s", cell->name, sentence_a(table->name), table->name);
		/* A text of no length is one: the before-values of a record that had none. */
		struct value value = { .type = VALUE_TEXT, .text = cell->text, .length = cell->length };
		enum status status = STATUS_OK;
		if (!table->text[column])
			status = integer_parse(cell->text, &value.integer, reader->store->error), value.type = VALUE_INTEGER;
		if (status)
			return error_prefix(reader->store->error, "%s: ", cell->name);
		db_bind(statement, (int)column + 1, &value);
		given[column] = true;
	}
	reader->wrong = NULL;
	for (size_t i = 0; i < table->count; i++)
		if (table->required[i] && !given[i])
			return error_set(reader->store->error, STATUS_DATA, "\"%s\" is missing", table->columns[i]);
	return db_finish(statement);
}

static enum status read_table(struct store *store, const char *directory, const struct table *table)
{
	struct reader reader = { .store = store };
	struct statement *statement = NULL;
	enum status status = open_sheet(directory, table->name, &reader.sheet, store->error);

	if (status)
		return status;
	status = db_ask(store->db, &statement, "%-s", table->insert);
	while (!status && !(status = sheet_next(reader.sheet, &reader.row, store->error)) && reader.row) {
		if ((status = read_plain(&reader, table, statement)))
			status = with_place(&reader, status);
	}
	db_done(statement);
	sheet_close(reader.sheet);
	return status;
}

/* A type that people may name, or the numbers of children: `quote_line.12` (store/child_number.h). */
static bool is_counter(const char *name)
{
	const struct record_type *record = record_named(name, strcspn(name, "."));
	const char *dot = strchr(name, '.');

	if (!record || !dot)
		return record;
	return record->parent && dot[1] >= '1' && dot[1] <= '9' && strlen(dot + 1) <= 18 && dot[1 + strspn(dot + 1, "0123456789")] == '\0';
}

/* Counters of types that this program does not know would never be looked at: they are refused like any unknown name. */
static enum status check_names(struct store *store, const char *directory)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select name from counter");

	while (db_next(statement, &status)) {
		const char *name = db_text(statement, 0);
		if (is_counter(name))
			continue;
		status = error_set(store->error, STATUS_DATA, "'%s' is not a record type", name);
		exchange_place(store->error, directory, exchange_counter, "name", name, "name");
	}
	db_done(statement);
	return status;
}

enum status exchange_counters(struct store *store, const char *directory)
{
	static const struct table table = { .name = "counter", .insert = "insert into counter (name, value) values (?, ?)", .count = 2,
		                            .columns = { "name", "value" }, .text = { true, false }, .required = { true, true } };
	enum status status = read_table(store, directory, &table);

	return status ? status : check_names(store, directory);
}

enum status exchange_entries(struct store *store, const char *directory)
{
	static const struct table table = {
		.name = "entry",
		.insert = "insert into entry (id, change, type, record, last, operation, before) values (?, ?, ?, ?, ?, ?, ?)",
		.count = 7,
		.columns = { "id", "change", "type", "record", "last", "operation", "before" },
		.text = { [6] = true },
		.required = { true, true, true, true, false, true, false },
	};

	return read_table(store, directory, &table);
}
