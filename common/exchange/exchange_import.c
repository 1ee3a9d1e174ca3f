#include "exchange/exchange_parts.h"

#include "base/date.h"
#include "store/ddl.h"
#include "store/search.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status read_head(const struct sheet_row *row, const char *name, struct exchange_about *about, struct error *error)
{
	int64_t version = 0;
	bool ours = false;

	for (size_t i = 0; i < row->count; i++) {
		const struct sheet_cell *cell = &row->cells[i];
		if (strcmp(cell->name, "format") == 0)
			ours = strcmp(cell->text, "crm-export") == 0;
		else if (strcmp(cell->name, "version") == 0)
			version = strtoll(cell->text, NULL, 10);
		else if (strcmp(cell->name, "schema") == 0)
			about->schema = strtoll(cell->text, NULL, 10);
		else if (strcmp(cell->name, "uuid") == 0)
			snprintf(about->uuid, sizeof about->uuid, "%s", cell->text);
		else if (strcmp(cell->name, "history") == 0)
			about->history = strcmp(cell->text, "yes") == 0;
		else if (strcmp(cell->name, "complete") == 0)
			about->partial = strcmp(cell->text, "no") == 0;
	}
	if (!ours)
		return error_at(error, STATUS_DATA, name, row->line, 1, "this is not the first line of an export by crm-db");
	if (version != EXCHANGE_VERSION || about->schema > SCHEMA_VERSION || about->schema < EXCHANGE_SCHEMA)
		return error_at(error, version > EXCHANGE_VERSION || about->schema > SCHEMA_VERSION ? STATUS_CONFIG : STATUS_DATA, name, row->line, 1,
		                "an export of version %lld with schema version %lld; this program reads version %d with schema versions %d to %d", (long long)version,
		                (long long)about->schema, EXCHANGE_VERSION, EXCHANGE_SCHEMA, SCHEMA_VERSION);
	return STATUS_OK;
}

enum status exchange_read_about(const char *directory, struct exchange_about *about, struct error *error)
{
	struct text path = { 0 };
	struct sheet *sheet = NULL;
	const struct sheet_row *row = NULL;

	*about = (struct exchange_about){ 0 };
	exchange_path(&path, directory, exchange_head);
	enum status status = sheet_open(&sheet, path.data, SHEET_NDJSON, "UTF-8", NULL, error);
	if (status)
		error_prefix(error, "%s is not an export of crm-db: ", directory);
	else if (!(status = sheet_next(sheet, &row, error)))
		status = row ? read_head(row, path.data, about, error) : error_set(error, STATUS_DATA, "%s is empty", path.data);
	sheet_close(sheet);
	text_free(&path);
	return status;
}

/* As crm-db init made it: its first user, its settings, and never any other record or custom field. */
static enum status is_fresh(struct store *store, bool *fresh)
{
	int64_t used = 0;
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && !used && walk.record; record_step(&walk)) {
		const struct record_type *record = walk.record;
		if (record == &record_setting || record == &record_change)
			continue;
		status = db_one(store->db, &used, "select value from counter where name = %s", record->name);
		if (record == &record_user)
			used = used > 1;
		if (!status && !used && record != &record_user)
			status = db_one(store->db, &used, "select max(id) from \"%s\"", record->name);
		if (!status && !used)
			status = ddl_last_custom(store->db, record, &used);
	}
	*fresh = !used;
	return status;
}

static enum status check_fresh(struct store *store, const struct exchange_about *about)
{
	const char *uuid = schema_value(store->schema, "uuid");
	bool fresh;
	enum status status = is_fresh(store, &fresh);

	if (status || fresh)
		return status;
	if (uuid && strcmp(uuid, about->uuid) == 0)
		return error_set(store->error, STATUS_REFUSED,
		                 "the export is of this same database (%s), which has records; it can only be imported into a new one: crm-db init PATH. crm-db diff shows what differs",
		                 uuid);
	return error_set(store->error, STATUS_REFUSED, "the database has or had records; import the export into a new one: crm-db init PATH");
}

static enum status empty(struct store *store)
{
	enum status status = db_run(store->db, "delete from setting; delete from \"user\"; delete from change; delete from entry; delete from counter");

	store->change.id = 1;
	store->change.first_entry = store->change.next_entry = 1;
	return status ? status : search_rebuild(store);
}

/* Who acts is one of the users that came. Somebody else may import too, since whoever may write the file may: the journal then
 * has his login alone. Only a user who was asked for by name must be there. */
static enum status find_actor(struct store *store)
{
	struct error *error = store->error;
	enum status status = store_acting(store);

	if (status != STATUS_PERMISSION || (store->acting && *store->acting))
		return status;
	struct text login = { 0 };
	store_login(&login);
	store->via = login.data;
	*error = (struct error){ 0 };
	return STATUS_OK;
}

/* Users are others before and after. */
static void forget_actor(struct store *store)
{
	free(store->login);
	free(store->via);
	store->login = store->via = NULL;
	store->user = 0;
}

static enum status import_schema(struct store *store, const char *directory, const struct exchange_about *about, bool journal)
{
	enum status status = exchange_rows(store, directory, &record_setting, journal);

	if (!status)
		status = exchange_schema(store, directory);
	const char *uuid = status ? NULL : schema_value(store->schema, "uuid");
	if (!status && (!uuid || strcmp(uuid, about->uuid) != 0))
		status = error_set(store->error, STATUS_DATA, "%s: the UUID in database.ndjson differs from that in setting.ndjson (%s)", directory, uuid ? uuid : "none");
	return status;
}

static enum status import_records(struct store *store, const char *directory, bool journal)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk))
		if (walk.record != &record_setting && walk.record != &record_user && walk.record != &record_change)
			status = exchange_rows(store, directory, walk.record, journal);
	return status;
}

/* The journal begins anew: what makes the database usable is nobody's change, as after crm-db init, so that undoing the import
 * leaves that. */
static enum status import_alone(struct store *store, const char *directory, const struct exchange_about *about)
{
	enum status status = import_schema(store, directory, about, true);
	if (!status)
		status = exchange_rows(store, directory, &record_user, true);
	if (!status)
		status = change_next(store);
	if (!status)
		status = find_actor(store);
	if (!status)
		status = import_records(store, directory, true);
	if (!status)
		status = exchange_counters(store, directory);
	return status || change_is_empty(store) ? status : change_seal(store);
}

static enum status import_with_history(struct store *store, const char *directory, const struct exchange_about *about)
{
	enum status status = import_schema(store, directory, about, false);

	if (!status)
		status = exchange_rows(store, directory, &record_user, false);
	if (!status)
		status = import_records(store, directory, false);
	if (!status)
		status = exchange_counters(store, directory);
	if (!status)
		status = exchange_rows(store, directory, &record_change, false);
	return status ? status : exchange_entries(store, directory);
}

enum status exchange_import(struct store *store, const char *directory, const char *command)
{
	struct exchange_about about;
	enum status status = exchange_read_about(directory, &about, store->error);

	if (!status && about.partial)
		status = error_set(store->error, STATUS_DATA, "%s: an export was interrupted there, and its files may be of different times; export again", directory);
	if (!status)
		status = change_open(store, command);
	if (status)
		return status;
	forget_actor(store);
	status = check_fresh(store, &about);
	if (!status)
		status = empty(store);
	if (!status)
		status = about.history ? import_with_history(store, directory, &about) : import_alone(store, directory, &about);
	/* What came since says of the records what a migration would. */
	if (!status)
		status = ddl_fill_earlier(store->db, about.schema);
	if (!status)
		status = exchange_attachments_import(store, directory, about.history);
	if (!status)
		status = search_flush(store);
	if (!status)
		status = exchange_check(store, directory);
	forget_actor(store);
	if (status) {
		/* The message is that of the import. */
		struct error first = *store->error;
		change_rollback(store);
		if (!store_reload(store))
			date_zone(store->conventions.zone, store->error);
		*store->error = first;
	}
	return status;
}

enum status exchange_commit(struct store *store)
{
	enum status status = db_commit(store->db);

	if (status)
		change_rollback(store);
	store->change.id = 0;
	return status;
}
