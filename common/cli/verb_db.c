/* crm-db: the database itself. */
#include "cli/verbs.h"

#include "base/date.h"
#include "base/utf8.h"
#include "schema/schema_file.h"
#include "store/backup.h"
#include "store/check.h"
#include "store/migrate.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The one operand that names a database or file; NULL when there is none. */
static enum status one_operand(struct session *session, const char **path)
{
	*path = session->operand_count ? session->operands[0] : NULL;
	if (session->operand_count > 1)
		return error_set(&session->error, STATUS_USAGE, "'%s': one path is enough", session->operands[1]);
	return STATUS_OK;
}

#define INIT_NAME "crm-db init"

/* Words like currency=EUR after the path become the first schema. */
static enum status set_conventions(struct session *session, const char *path, size_t first)
{
	struct store_options options = { .mode = DB_WRITE, .now = session->arguments.now ? session->arguments.now : getenv("CRM_NOW") };
	struct text yaml = { 0 };
	struct yaml_node *documents;
	struct schema_plan plan = { 0 };

	for (size_t i = first; i < session->operand_count; i++) {
		const char *word = session->operands[i], *equals = strchr(word, '=');
		text_printf(&yaml, "%.*s: ", (int)(equals - word), word);
		out_yaml_scalar(&yaml, equals + 1, strlen(equals + 1), 0);
		text_byte(&yaml, '\n');
	}
	enum status status = yaml_parse(&session->arena, INIT_NAME, text_string(&yaml), yaml.length, &documents, &session->error);
	text_free(&yaml);
	if (!status)
		status = store_open(&session->store, path, &options, &session->error);
	if (!status)
		status = change_open(session->store, session->line);
	if (!status)
		status = schema_plan(session->store, INIT_NAME, documents, &plan);
	if (!status)
		status = schema_apply(session->store, &plan);
	schema_plan_free(&plan);
	if (!status)
		status = change_commit(session->store);
	return status;
}

enum status verb_init(struct session *session)
{
	size_t first = session->operand_count && !operand_is_assignment(session->operands[0]);
	const char *path = first ? session->operands[0] : session_database(session);

	for (size_t i = first; i < session->operand_count; i++)
		if (!operand_is_assignment(session->operands[i]))
			return error_set(&session->error, STATUS_USAGE, "'%s': one path, then settings like currency=EUR zone=Europe/Berlin", session->operands[i]);
	enum status status = store_create(path, session->arguments.group, session->arguments.now ? session->arguments.now : getenv("CRM_NOW"), &session->error);
	if (status || first == session->operand_count)
		return status;
	if ((status = set_conventions(session, path, first))) {
		error_unplace(&session->error); /* the settings were typed: nobody has use for their line and column */
		store_close(session->store);
		session->store = NULL;
		remove(path);
		remove(arena_printf(&session->arena, "%s-wal", path));
		remove(arena_printf(&session->arena, "%s-shm", path));
	}
	return status;
}

static enum status open_any_version(struct session *session, enum db_mode mode)
{
	struct store_options options = { .mode = mode, .now = session->arguments.now ? session->arguments.now : getenv("CRM_NOW"), .acting = getenv("CRM_USER"),
		                         .any_version = true };

	return store_open(&session->store, session_database(session), &options, &session->error);
}

enum status verb_status(struct session *session)
{
	static const struct out_column columns[] = { { "what", "What", OUT_STRING }, { "value", "Value", OUT_STRING } };
	struct out_options options;
	struct stat found;
	int64_t version, changes;
	enum status status = open_any_version(session, DB_READ);

	if (!status)
		status = migrate_version(session->store->db, &version);
	if (!status)
		status = db_one(session->store->db, &changes, "select max(id) from change");
	if (status)
		return status;
	struct store *store = session->store;
	struct arena *arena = &session->arena;
	const char *rows[40][2];
	size_t count = 0;
	rows[count][0] = "database", rows[count++][1] = store->path;
	rows[count][0] = "uuid", rows[count++][1] = schema_value(store->schema, "uuid") ? schema_value(store->schema, "uuid") : "";
	rows[count][0] = "schema-version", rows[count++][1] = arena_printf(arena, "%lld", (long long)version);
	if (stat(store->path, &found) == 0) {
		rows[count][0] = "size", rows[count++][1] = arena_printf(arena, "%lld", (long long)found.st_size);
		rows[count][0] = "mode", rows[count++][1] = arena_printf(arena, "%04o", (unsigned)(found.st_mode & 07777));
	}
	rows[count][0] = "zone", rows[count++][1] = store->conventions.zone;
	rows[count][0] = "currency", rows[count++][1] = store->conventions.currency;
	rows[count][0] = "changes", rows[count++][1] = arena_printf(arena, "%lld", (long long)changes);
	for (struct record_walk walk = record_walk(); walk.record && count < 40; record_step(&walk)) {
		int64_t records = 0;
		if (walk.record->internal)
			continue;
		db_one(store->db, &records, "select count(*) from \"%s\"", walk.record->name);
		rows[count][0] = walk.record->plural, rows[count++][1] = arena_printf(arena, "%lld", (long long)records);
	}
	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, 2);
	for (size_t i = 0; i < count; i++)
		out_row(out, (struct out_cell[]){ { rows[i][0], strlen(rows[i][0]) }, { rows[i][1], strlen(rows[i][1]) } });
	return session_close_out(session, out, STATUS_OK);
}

/* Findings quote what is stored: control bytes are shown visibly. */
static void print_finding(void *context, const struct finding *finding)
{
	struct text visible = { 0 };

	(void)context;
	utf8_visible(&visible, finding->line, strlen(finding->line));
	printf("%s\n", text_string(&visible));
	text_free(&visible);
}

enum status verb_check(struct session *session)
{
	struct store_options options = { .mode = session->arguments.fix ? DB_WRITE : DB_READ, .acting = getenv("CRM_USER"),
		                         .now = session->arguments.now ? session->arguments.now : getenv("CRM_NOW") };
	int64_t found = 0, fixed = 0;
	enum status status = store_open(&session->store, session_database(session), &options, &session->error);

	if (!status)
		status = store_check(session->store, session->arguments.fix, print_finding, NULL, &found, &fixed);
	if (status)
		return status;
	if (found > fixed)
		return error_set(&session->error, STATUS_REFUSED, "%lld finding%s, %lld mended", (long long)found, found == 1 ? "" : "s", (long long)fixed);
	return STATUS_OK;
}

enum status verb_backup(struct session *session)
{
	const char *target;
	struct text made = { 0 };
	enum status status = one_operand(session, &target);

	if (!status)
		status = backup_make(session->store, target, session->arguments.keep < 0 ? 0 : session->arguments.keep, &made);
	if (!status)
		printf("%s\n", text_string(&made));
	text_free(&made);
	return status;
}

enum status verb_restore(struct session *session)
{
	const char *backup;
	enum status status = one_operand(session, &backup);

	if (!status && !backup)
		status = error_set(&session->error, STATUS_USAGE, "name the backup: crm-db restore FILE");
	return status ? status : backup_restore(backup, session_database(session), session->arguments.force, &session->error);
}

enum status verb_migrate(struct session *session)
{
	enum status status = open_any_version(session, DB_WRITE);
	int64_t version;

	if (!status)
		status = migrate_version(session->store->db, &version);
	if (!status && version > SCHEMA_VERSION)
		status = error_set(&session->error, STATUS_CONFIG, "the database has schema version %lld; this program knows %d: install the newer crm", (long long)version,
		                   SCHEMA_VERSION);
	if (!status)
		status = migrate_run(session->store->db, session->store->path, migrations, SCHEMA_VERSION);
	if (!status)
		printf("%d\n", SCHEMA_VERSION);
	return status;
}

static enum status show_schema(struct session *session)
{
	struct text yaml = { 0 };

	schema_show(session->store, &yaml);
	fwrite(text_string(&yaml), 1, yaml.length, stdout);
	text_free(&yaml);
	return STATUS_OK;
}

static enum status plan_schema(struct session *session, const char *file, bool apply)
{
	struct yaml_node *documents;
	struct schema_plan plan = { 0 };
	struct targets none = { 0 };
	enum status status = yaml_parse_file(&session->arena, file, &documents, &session->error);

	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = schema_plan(session->store, strcmp(file, "-") == 0 ? "standard input" : file, documents, &plan);
	if (!status && !apply)
		for (size_t i = 0; i < plan.line_count; i++)
			printf("%s\n", plan.lines[i]);
	if (!status && apply)
		status = schema_apply(session->store, &plan);
	schema_plan_free(&plan);
	if (status || !apply) {
		change_rollback(session->store);
		return status;
	}
	return writer_end(session, status, &none);
}

enum status verb_schema(struct session *session)
{
	const char *what = session->operand_count ? session->operands[0] : "show";
	bool show = strcmp(what, "show") == 0, apply = strcmp(what, "apply") == 0;

	if (!show && !apply && strcmp(what, "diff") != 0)
		return error_set(&session->error, STATUS_USAGE, "unknown word '%s'; crm-db schema takes show, diff FILE or apply FILE", what);
	if (show ? session->operand_count > 1 : session->operand_count != 2)
		return error_set(&session->error, STATUS_USAGE, show ? "crm-db schema show takes no file" : "name the file: crm-db schema %s FILE", what);
	/* Looking takes no lock; comparing is done as if it were applied. */
	struct store_options options = { .mode = show ? DB_READ : DB_WRITE, .acting = getenv("CRM_USER"),
		                         .now = session->arguments.now ? session->arguments.now : getenv("CRM_NOW") };
	enum status status = store_open(&session->store, session_database(session), &options, &session->error);
	if (status)
		return status;
	return show ? show_schema(session) : plan_schema(session, session->operands[1], apply);
}
