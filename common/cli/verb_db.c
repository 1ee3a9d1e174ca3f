/* crm-db: the database itself. */
#include "cli/verbs.h"

#include "base/date.h"
#include "base/sentence.h"
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
		return error_set(&session->error, STATUS_USAGE, "'%s': only one path can be given", session->operands[1]);
	return STATUS_OK;
}

#define INIT_NAME "crm-db init"

/* Words like currency=EUR after the path. */
struct init_words {
	struct session *session;
	size_t first; /* of them among the operands */
};

/* They become the first schema. */
static enum status set_conventions(void *context, const char *path)
{
	const struct init_words *words = context;
	struct session *session = words->session;
	struct store_options options = { .mode = DB_WRITE, .now = session->common.now ? session->common.now : getenv("CRM_NOW") };
	struct text yaml = { 0 };
	struct yaml_node *documents;
	struct schema_plan plan = { 0 };

	for (size_t i = words->first; i < session->operand_count; i++) {
		const char *word = session->operands[i], *equals = strchr(word, '=');
		text_printf(&yaml, "%.*s: ", (int)(equals - word), word);
		yaml_scalar(&yaml, equals + 1, strlen(equals + 1), 0);
		text_byte(&yaml, '\n');
	}
	enum status status = yaml_parse(&session->arena, INIT_NAME, text_string(&yaml), yaml.length, &documents, &session->error);
	text_free(&yaml);
	if (!status)
		status = store_open(&session->store, path, &options, &session->error);
	if (!status)
		status = change_open(session->store, session->line);
	if (!status)
		status = schema_plan(session->store, INIT_NAME, documents, false, &plan);
	if (!status)
		status = schema_apply(session->store, &plan);
	schema_plan_free(&plan);
	if (!status)
		status = change_commit(session->store);
	store_close(session->store);
	session->store = NULL;
	if (status)
		error_unplace(&session->error); /* the settings were typed: nobody has use for their line and column */
	return status;
}

struct init_options {
	const char *group;
};

/* To a person: what was taken from the locale is not always what is wanted, and easily changed at once. */
static enum status report_made(struct session *session, const char *path)
{
	struct store_options options = { .mode = DB_READ, .now = session->common.now ? session->common.now : getenv("CRM_NOW") };
	enum status status = store_open(&session->store, path, &options, &session->error);

	if (status)
		return status;
	const struct conventions *conventions = &session->store->conventions;
	const char *language = strcmp(conventions->language, "zh") == 0 ? "zh (Chinese labels)" : "en (English labels)";
	struct arena *arena = &session->arena;
	session_print_line(session, arena_printf(arena, "database  %s", path));
	session_print_line(session, arena_printf(arena, "currency  %s", conventions->currency));
	session_print_line(session, arena_printf(arena, "zone      %s", conventions->zone));
	session_print_line(session, arena_printf(arena, "country   +%s", conventions->country));
	session_print_line(session, arena_printf(arena, "language  %s", language));
	session_print_line(session, "To change one of them: echo 'currency: EUR' | crm-db schema apply -");
	return STATUS_OK;
}

static enum status init(struct session *session, void *context)
{
	const struct init_options *options = context;
	size_t first = session->operand_count && !operand_is_assignment(session, session->operands[0]);
	const char *path = first ? session->operands[0] : session_database(session);

	for (size_t i = first; i < session->operand_count; i++)
		if (!operand_is_assignment(session, session->operands[i]))
			return error_set(&session->error, STATUS_USAGE, "'%s': give one path, then settings like currency=EUR zone=Europe/Berlin", session->operands[i]);
	struct init_words words = { session, first };
	const struct store_furnishing furnishing = { set_conventions, &words };
	enum status status = store_create(path, options->group, session->common.now ? session->common.now : getenv("CRM_NOW"),
	                                  first < session->operand_count ? &furnishing : NULL, &session->error);
	return status || session_terminal(session) < 0 ? status : report_made(session, path);
}

static enum status open_any_version(struct session *session, enum db_mode mode)
{
	struct store_options options = { .mode = mode, .now = session->common.now ? session->common.now : getenv("CRM_NOW"), .acting = getenv("CRM_USER"),
		                         .any_version = true };

	return store_open(&session->store, session_database(session), &options, &session->error);
}

static enum status describe(struct session *session, void *context)
{
	static const struct out_column columns[] = { { "what", "What", OUT_STRING }, { "value", "Value", OUT_STRING } };
	struct out_options options;
	struct stat found;
	int64_t version, changes;
	enum status status = open_any_version(session, DB_READ);

	(void)context;
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
static void print_line(const char *line)
{
	struct text visible = { 0 };

	utf8_visible(&visible, line, strlen(line));
	printf("%s\n", text_string(&visible));
	text_free(&visible);
}

static void print_finding(void *context, const struct finding *finding)
{
	(void)context;
	print_line(finding->line);
}

/* What is wrong with a schema keeps no record from being looked at. */
static void check_schema(struct session *session, int64_t *found)
{
	if (!schema_check(session->store))
		return;
	print_line(arena_printf(&session->arena, "schema: %s", session->error.message));
	++*found;
}

struct check_options {
	bool fix;
};

static enum status check(struct session *session, void *context)
{
	const struct check_options *asked = context;
	struct store_options options = { .mode = asked->fix ? DB_WRITE : DB_READ, .acting = getenv("CRM_USER"),
		                         .now = session->common.now ? session->common.now : getenv("CRM_NOW") };
	int64_t found = 0, fixed = 0;
	enum status status = store_open(&session->store, session_database(session), &options, &session->error);

	if (!status)
		status = store_check(session->store, asked->fix, print_finding, NULL, &found, &fixed);
	if (status)
		return status;
	check_schema(session, &found);
	if (found > fixed)
		return error_set(&session->error, STATUS_REFUSED, sentence_plural(found, "%lld finding, %lld fixed", "%lld findings, %lld fixed"), (long long)found,
		                 (long long)fixed);
	return STATUS_OK;
}

struct backup_options {
	int64_t keep;
};

static enum status backup(struct session *session, void *context)
{
	const struct backup_options *options = context;
	const char *target;
	struct text made = { 0 };
	int64_t missing = 0;
	enum status status = one_operand(session, &target);

	if (!status)
		status = backup_make(session->store, target, options->keep < 0 ? 0 : options->keep, &made, &missing);
	if (!status) {
		backup_note(session->store, text_string(&made));
		session_print_line(session, text_string(&made));
	}
	if (!status && missing)
		session_report(session, arena_printf(&session->arena, sentence_plural(missing, "the content of %lld file is missing or damaged, and not in the backup; crm-db check names it",
		                                     "the content of %lld files is missing or damaged, and not in the backup; crm-db check names them"), (long long)missing));
	text_free(&made);
	return status;
}

struct restore_options {
	bool force;
};

static enum status restore(struct session *session, void *context)
{
	const struct restore_options *options = context;
	const char *file;
	enum status status = one_operand(session, &file);

	if (!status && !file)
		status = error_set(&session->error, STATUS_USAGE, "name the backup: crm-db restore FILE");
	return status ? status : backup_restore(file, session_database(session), options->force, &session->error);
}

static enum status migrate(struct session *session, void *options)
{
	enum status status = open_any_version(session, DB_WRITE);
	int64_t version;

	(void)options;
	if (!status)
		status = migrate_version(session->store->db, &version);
	if (!status && version > SCHEMA_VERSION)
		status = error_set(&session->error, STATUS_CONFIG, "the database has schema version %lld; this program supports %d: install the newer crm", (long long)version,
		                   SCHEMA_VERSION);
	if (!status)
		status = migrate_run(session->store, migrations, SCHEMA_VERSION);
	if (!status)
		printf("%d\n", SCHEMA_VERSION);
	return status;
}

static const struct opt init_rows[] = {
	{ .name = "group", .arg = "GROUP", .kind = OPT_TEXT, .help = "share with the members of a group: mode 0660 in a setgid directory", .target = offsetof(struct init_options, group) },
	{ 0 },
};
static const struct opt_group init_groups[] = { { init_rows, 0, sizeof(struct init_options), FRAME_NONE }, { 0 } };

static const struct opt check_rows[] = {
	{ .name = "fix", .kind = OPT_FLAG, .help = "fix what can be fixed without guessing", .target = offsetof(struct check_options, fix) },
	{ 0 },
};
static const struct opt_group check_groups[] = { { check_rows, 0, sizeof(struct check_options), FRAME_NONE }, { 0 } };

static const struct opt backup_rows[] = {
	{ .name = "keep", .arg = "N", .kind = OPT_NUMBER, .help = "keep only the N most recent backups in the directory", .target = offsetof(struct backup_options, keep) },
	{ 0 },
};
static const struct opt_group backup_groups[] = { { backup_rows, 0, sizeof(struct backup_options), FRAME_NONE }, { 0 } };

static const struct opt restore_rows[] = {
	{ .name = "force", .kind = OPT_FLAG, .help = "replace even another database, and the copy left by an earlier restore", .target = offsetof(struct restore_options, force) },
	{ 0 },
};
static const struct opt_group restore_groups[] = { { restore_rows, 0, sizeof(struct restore_options), FRAME_NONE }, { 0 } };

static const struct verb init_verb = {
	.name = "init", .synopsis = "[PATH] [SETTING=VALUE…]", .help = "create a database; you become its first user",
	.access = ACCESS_NONE, .operands = OPERANDS_FILE, .options = init_groups, .options_size = sizeof(struct init_options), .run = init,
};

static const struct verb status_verb = {
	.name = "status", .synopsis = "", .help = "print path, version, size and counts",
	.access = ACCESS_NONE, .operands = OPERANDS_NONE, .options = output_groups, .options_size = sizeof(struct output_options), .run = describe,
};

static const struct verb check_verb = {
	.name = "check", .synopsis = "", .help = "check file, records, references and journal",
	.access = ACCESS_NONE, .operands = OPERANDS_NONE, .options = check_groups, .options_size = sizeof(struct check_options), .run = check,
};

static const struct verb backup_verb = {
	.name = "backup", .synopsis = "[DIRECTORY|FILE]", .help = "copy the database while it is in use, and verify the copy",
	.access = ACCESS_READ, .operands = OPERANDS_FILE, .options = backup_groups, .options_size = sizeof(struct backup_options), .run = backup,
};

static const struct verb restore_verb = {
	.name = "restore", .synopsis = "FILE", .help = "replace the database with a backup",
	.access = ACCESS_NONE, .operands = OPERANDS_FILE, .options = restore_groups, .options_size = sizeof(struct restore_options), .run = restore,
};

static const struct verb migrate_verb = {
	.name = "migrate", .synopsis = "", .help = "bring a database of an older version up to date, after a backup",
	.access = ACCESS_NONE, .operands = OPERANDS_NONE, .run = migrate,
};

const struct verb *const database_verbs[] = {
	&init_verb, &status_verb, &check_verb, &backup_verb, &restore_verb, &database_export_verb, &database_import_verb, &database_diff_verb, &database_schema_verb, &database_field_verb,
	&database_pick_verb, &migrate_verb, &database_forget_verb, &database_compact_verb, NULL,
};
