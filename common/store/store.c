#include "store/store.h"

#include "base/date.h"
#include "db/dialect.h"
#include "store/functions.h"
#include "store/ddl.h"
#include "store/migrate.h"
#include "store/row.h"
#include "store/rules.h"
#include "store/save.h"
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifndef STORE_PROVES_RULES
#define STORE_PROVES_RULES false
#endif

static const struct conventions default_conventions = {
	.zone = "UTC", .currency = "CNY", .country = "86", .area = "", .language = "en",
};

static enum status read_settings(struct store *store)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select name, value from setting");

	while (db_next(statement, &status)) {
		const char *value = db_text(statement, 1);
		if ((status = schema_setting(store->schema, db_text(statement, 0), value ? value : "", store->error)))
			break;
	}
	db_done(statement);
	return status;
}

enum status store_reload(struct store *store)
{
	row_release(store);
	save_release(store);
	rules_release(store);
	schema_free(store->schema);
	store->schema = schema_new();
	enum status status = read_settings(store);
	if (!status) {
		/* What is no longer set is as in a database that never set it. */
		struct conventions conventions = default_conventions;
		conventions.now = store->conventions.now;
		conventions.year = store->conventions.year;
		schema_conventions(store->schema, &conventions);
		store->conventions = conventions;
	}
	return status;
}

/* Whether the file is of a version that this program can work with; a writer brings it up to date, a reader gets stand-ins for what the version before lacks. */
static enum status check_version(struct store *store, const struct store_options *options, bool *stand_ins)
{
	int64_t application, version;
	enum status status = dialect_application(store->db, &application);

	*stand_ins = false;
	if (status)
		return status;
	if (application != APPLICATION_ID)
		return error_set(store->error, STATUS_DATA, "%s is a database, but not a crm database", store->path);
	if ((status = migrate_version(store->db, &version)) || options->any_version)
		return status;
	if (version > SCHEMA_VERSION)
		return error_set(store->error, STATUS_CONFIG, "%s has schema version %lld; this program supports %d: install the newer crm", store->path,
		                 (long long)version, SCHEMA_VERSION);
	*stand_ins = version == SCHEMA_VERSION - 1 && options->mode == DB_READ;
	if (version < SCHEMA_VERSION - 1 && options->mode == DB_READ)
		return error_set(store->error, STATUS_CONFIG, "%s has the older schema version %lld; run: crm-db migrate", store->path, (long long)version);
	return version < SCHEMA_VERSION && !*stand_ins ? migrate_run(store, migrations, SCHEMA_VERSION) : STATUS_OK;
}

/* The clock stands still for one command, so that all that it writes and compares agrees. */
static enum status set_clock(struct store *store, const char *pinned)
{
	store->conventions.now = (int64_t)time(NULL);
	if (!pinned || !*pinned)
		return STATUS_OK;
	char instant[TIMESTAMP_SIZE];
	if (timestamp_parse(&store->conventions, pinned, instant, store->error))
		return error_prefix(store->error, "--now: "), store->error->status = STATUS_USAGE;
	store->conventions.now = timestamp_seconds(instant);
	store->pinned = true;
	return STATUS_OK;
}

enum status store_open(struct store **out, const char *path, const struct store_options *options, struct error *error)
{
	struct db *db;
	enum status status = db_open(&db, path, options->mode, BUSY_SECONDS, error);

	*out = NULL;
	if (status)
		return status;
	struct store *store = memory_alloc(sizeof *store);
	*store = (struct store){ .db = db, .error = error, .path = memory_string(path), .conventions = default_conventions,
		                 .unruled = options->unruled, .proves_rules = options->proves_rules || STORE_PROVES_RULES, .acting = options->acting ? memory_string(options->acting) : NULL };
	store->prepared = memory_alloc(record_count() * sizeof *store->prepared);
	memset(store->prepared, 0, record_count() * sizeof *store->prepared);
	store->change.types = memory_alloc(record_count() * sizeof *store->change.types);
	memset(store->change.types, 0, record_count() * sizeof *store->change.types);
	status = check_version(store, options, &store->stand_ins);
	if (!status)
		status = store_reload(store);
	if (!status && store->stand_ins)
		status = ddl_stand_ins(store->db);
	if (!status)
		status = date_zone(store->conventions.zone, error);
	if (!status)
		status = set_clock(store, options->now);
	if (!status)
		status = functions_register(store);
	if (status)
		store_close(store);
	else
		*out = store;
	return status;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	db_rollback(store->db);
	row_release(store);
	save_release(store);
	rules_release(store);
	db_done(store->appending);
	schema_free(store->schema);
	db_close(store->db);
	text_free(&store->warnings);
	free(store->path);
	free(store->login);
	free(store->acting);
	free(store->via);
	free(store->prepared);
	arena_free(&store->change.memory);
	free(store->change.types);
	free(store);
}

const struct type *store_type(const struct store *store, const struct record_type *record)
{
	return schema_type(store->schema, record);
}

static enum status find_login(struct store *store, const char *login, int64_t *id)
{
	return db_one(store->db, id, "select id from \"user\" where login = %s and coalesce(active, 1) = 1", login);
}

struct passwd *store_account(void)
{
	errno = 0;
	struct passwd *entry = getpwuid(getuid());

	if (!entry && errno == ENOMEM)
		memory_exhausted();
	return entry;
}

void store_login(struct text *out)
{
	struct passwd *entry = store_account();

	if (entry)
		text_add(out, entry->pw_name);
	else
		text_printf(out, "uid%lld", (long long)getuid());
}

enum status store_acting(struct store *store)
{
	if (store->user)
		return STATUS_OK;
	struct text login = { 0 };
	int64_t own = 0;
	store_login(&login);
	const char *acting = store->acting && *store->acting ? store->acting : login.data;
	enum status status = find_login(store, acting, &store->user);
	/* Who may write to the file is not yet one of those who use it; root acts for others as a matter of course. */
	if (!status && store->user && getuid() != 0 && !(status = find_login(store, login.data, &own)) && !own) {
		store->user = 0;
		status = error_set(store->error, STATUS_PERMISSION, "%s is not an active user of this database, and cannot act for %s; a user can add it with: crm-user add login=%s name=%s",
		                   login.data, acting, login.data, login.data);
	}
	if (!status && !store->user)
		status = error_set(store->error, STATUS_PERMISSION, "%s is not an active user of this database; one who is can add it with: crm-user add login=%s name=%s",
		                   acting, acting, acting);
	if (!status) {
		store->login = memory_string(acting);
		if (strcmp(acting, login.data) != 0)
			store->via = memory_string(login.data);
	}
	text_free(&login);
	return status;
}

enum status store_still_acting(struct store *store)
{
	int64_t id = store->user;
	enum status status = store->login ? find_login(store, store->login, &id) : STATUS_OK;

	if (!status && id != store->user)
		status = error_set(store->error, STATUS_REFUSED, "u%lld, the acting user, would no longer be an active user with the login %s, and could not undo it; let another user do it",
		                   (long long)store->user, store->login);
	return status;
}

enum status store_surviving(struct store *store, const struct record_type *record, int64_t id, int64_t *kept)
{
	enum status status = STATUS_OK;

	*kept = id;
	for (int steps = 0; !status && steps < 1000; steps++) {
		int64_t next;
		status = db_one(store->db, &next, "select kept from alias where type = %d and record = %jd", record->number, *kept);
		if (!next)
			break;
		*kept = next;
	}
	return status;
}

enum status store_reference(struct store *store, const struct record_type *record, int64_t id, struct text *out)
{
	int64_t parent = 0, number = 0;
	enum status status = STATUS_OK;

	if (record->parent)
		status = db_one(store->db, &parent, "select parent from \"%s\" where id = %jd", record->name, id);
	if (record->parent && !status)
		status = db_one(store->db, &number, "select number from \"%s\" where id = %jd", record->name, id);
	/* A child that is gone has no parent any more. */
	if (!status && !parent) {
		reference_format(out, record, id);
	} else if (!status) {
		reference_format(out, record->parent, parent);
		text_printf(out, ".%lld", (long long)number);
	}
	return status;
}

static enum status missing(struct store *store, const struct reference *reference)
{
	const struct record_type *type = reference->type;

	if (!reference->child)
		return store_missing(store, type, reference->id);
	return error_mark(store->error,
	                  error_set(store->error, STATUS_REFUSED, "there is no %s %s%lld.%lld", type->name, type->parent->prefix, (long long)reference->id,
	                            (long long)reference->child),
	                  ERROR_NOT_FOUND);
}

enum status store_missing(struct store *store, const struct record_type *type, int64_t id)
{
	return error_mark(store->error, error_set(store->error, STATUS_REFUSED, "there is no %s %s%lld", type->name, type->prefix, (long long)id), ERROR_NOT_FOUND);
}

enum status store_find(struct store *store, const struct reference *reference, int64_t *id)
{
	const char *table = reference->type->name;
	int64_t kept;
	enum status status =
		reference->child ? db_one(store->db, id, "select id from \"%s\" where parent = %jd and number = %jd", table, reference->id, reference->child) :
				   db_one(store->db, id, "select id from \"%s\" where id = %jd", table, reference->id);

	if (!status && !*id && !reference->child) {
		status = store_surviving(store, reference->type, reference->id, &kept);
		if (!status && kept != reference->id)
			status = db_one(store->db, id, "select id from \"%s\" where id = %jd", table, kept);
	}
	return status || *id ? status : missing(store, reference);
}
