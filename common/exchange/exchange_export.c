#include "exchange/exchange_parts.h"

#include "io/out.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *uuid_of(const struct store *store)
{
	const char *uuid = schema_value(store->schema, "uuid");

	return uuid ? uuid : "";
}

/* True when the directory holds anything but what begins with a dot. */
static bool is_used(DIR *open)
{
	struct dirent *entry;

	while ((entry = readdir(open)))
		if (entry->d_name[0] != '.')
			return true;
	return false;
}

static enum status check_directory(struct store *store, const char *directory)
{
	struct exchange_about about;
	struct text head = { 0 };
	DIR *open = opendir(directory);
	int cause = errno;
	enum status status = STATUS_OK;

	if (!open && cause == ENOENT && mkdir(directory, 0700) == 0)
		return STATUS_OK;
	if (!open)
		return error_set(store->error, cause == EACCES ? STATUS_PERMISSION : STATUS_CREATE, "cannot create the directory %s: %s", directory,
		                 strerror(cause == ENOENT ? errno : cause));
	exchange_path(&head, directory, exchange_head);
	bool used = is_used(open);
	closedir(open);
	if (used && access(head.data, F_OK) != 0)
		status = error_set(store->error, STATUS_REFUSED, "%s contains other files; name an empty directory, or one with an earlier export", directory);
	else if (used && !(status = exchange_read_about(directory, &about, store->error)) && strcmp(about.uuid, uuid_of(store)) != 0)
		status = error_set(store->error, STATUS_REFUSED, "%s contains the export of another database (%s); name another directory", directory, about.uuid);
	text_free(&head);
	return status;
}

static void add_key(struct text *out, const struct field *field)
{
	struct text key = { 0 };

	exchange_key(field, &key);
	text_byte(out, ',');
	out_json_string(out, key.data, key.length);
	text_byte(out, ':');
	text_free(&key);
}

static void write_record(struct text *out, const struct record *record, const struct text *keys)
{
	int digits = -1;

	text_add(out, "{\"ref\":\"");
	reference_format(out, record->type->record, record->id);
	text_byte(out, '"');
	for (size_t i = 0; i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		if (record->values[i].type == VALUE_NULL)
			continue;
		if (field->kind == KIND_MONEY && digits < 0)
			digits = exchange_digits(record);
		text_append(out, keys[i].data, keys[i].length);
		exchange_encode(field, &record->values[i], digits, out);
	}
	text_add(out, "}\n");
}

static enum status export_type(struct store *store, struct exchange_files *files, const struct record_type *type)
{
	struct arena arena = { 0 };
	struct record *record = record_new(&arena, store_type(store, type));
	size_t count = record->type->count;
	struct text *keys = arena_alloc(&arena, (count + 1) * sizeof *keys), sql = { 0 };
	struct statement *statement = NULL;

	for (size_t i = 0; i < count; i++)
		add_key(&keys[i], record->type->fields[i]);
	exchange_select(record->type, &sql);
	enum status status = exchange_files_begin(files, type->name);
	if (!status)
		status = db_ask(store->db, &statement, "%-s", sql.data);
	while (db_next(statement, &status)) {
		exchange_row(statement, record);
		write_record(exchange_files_buffer(files), record, keys);
		status = exchange_files_line(files);
	}
	db_done(statement);
	if (!status)
		status = exchange_files_end(files);
	for (size_t i = 0; i < count; i++)
		text_free(&keys[i]);
	text_free(&sql);
	arena_free(&arena);
	return status;
}

/* Rows of a table that is no record type, under the names of its columns; nulls are left out. */
static enum status export_table(struct store *store, struct exchange_files *files, const char *name, const char *sql, const char *const *columns)
{
	struct statement *statement = NULL;
	enum status status = exchange_files_begin(files, name);

	if (!status)
		status = db_ask(store->db, &statement, "%-s", sql);
	while (db_next(statement, &status)) {
		struct text *out = exchange_files_buffer(files);
		char before = '{';
		for (int i = 0; columns[i]; i++) {
			struct value value = db_value(statement, i);
			if (value.type == VALUE_NULL)
				continue;
			text_printf(out, "%c\"%s\":", before, columns[i]);
			if (value.type == VALUE_INTEGER)
				text_integer(out, value.integer);
			else
				out_json_string(out, value.text, value.length);
			before = ',';
		}
		text_add(out, "}\n");
		status = exchange_files_line(files);
	}
	db_done(statement);
	return status ? status : exchange_files_end(files);
}

static enum status export_head(struct store *store, struct exchange_files *files, const char *name, bool history)
{
	enum status status = exchange_files_begin(files, name);

	if (status)
		return status;
	struct text *out = exchange_files_buffer(files);
	text_printf(out, "{\"format\":\"crm-export\",\"version\":%d,\"schema\":%d,\"uuid\":", EXCHANGE_VERSION, SCHEMA_VERSION);
	out_json_string(out, uuid_of(store), strlen(uuid_of(store)));
	text_printf(out, ",\"history\":%s%s}\n", history ? "true" : "false", name == exchange_partial ? ",\"complete\":false" : "");
	return exchange_files_end(files);
}

static enum status export_all(struct store *store, struct exchange_files *files, bool history)
{
	static const char *const counter[] = { "name", "value", NULL };
	static const char *const entry[] = { "id", "change", "type", "record", "last", "operation", "before", NULL };
	enum status status = export_head(store, files, exchange_partial, history);

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk))
		if (history || walk.record != &record_change)
			status = export_type(store, files, walk.record);
	if (!status)
		status = export_table(store, files, exchange_counter, "select name, value from counter order by name", counter);
	if (!status && history)
		status = export_table(store, files, exchange_entry,
		                      "select id, change, type, record, last, operation, before from entry order by id", entry);
	/* Last in its place: who finds it finds a whole export. */
	return status ? status : export_head(store, files, exchange_head, history);
}

enum status exchange_export(struct store *store, const char *directory, bool history, int64_t *missing)
{
	/* An export without history must not lie beside the history of an earlier one. */
	const char *const journal[] = { record_change.name, exchange_entry, NULL };
	struct exchange_files *files = exchange_files_new(directory, store->error);
	enum status status = check_directory(store, directory);

	if (!status)
		status = db_begin_reading(store->db);
	if (!status)
		status = export_all(store, files, history);
	if (!status)
		status = exchange_attachments_export(store, directory, history, missing);
	db_rollback(store->db);
	if (!status)
		status = exchange_files_commit(files, history ? NULL : journal);
	exchange_files_free(files);
	return status;
}
