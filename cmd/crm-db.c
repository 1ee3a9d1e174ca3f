/* crm-db: makes, checks, copies and describes a database. */
#include "cli/verbs.h"

static const struct opt init_rows[] = {
	{ .name = "group", .arg = "GROUP", .kind = OPT_TEXT, .help = "share with the members of a group: mode 0660 in a setgid directory", .target = offsetof(struct arguments, group) },
	{ 0 },
};

static const struct opt check_rows[] = {
	{ .name = "fix", .kind = OPT_FLAG, .help = "mend what can be mended without guessing", .target = offsetof(struct arguments, fix) },
	{ 0 },
};

static const struct opt backup_rows[] = {
	{ .name = "keep", .arg = "N", .kind = OPT_NUMBER, .help = "keep the N newest backups in the directory", .target = offsetof(struct arguments, keep) },
	{ 0 },
};

static const struct opt restore_rows[] = {
	{ .name = "force", .kind = OPT_FLAG, .help = "also over another database, and over what an earlier restore kept", .target = offsetof(struct arguments, force) },
	{ 0 },
};

static const struct opt export_rows[] = {
	{ .name = "with-history", .kind = OPT_FLAG, .help = "export the journal too, so that an import can be undone and asked as here", .target = offsetof(struct arguments, with_history) },
	{ 0 },
};

static const struct opt *const init_options[] = { init_rows, NULL };
static const struct opt *const status_options[] = { options_table, NULL };
static const struct opt *const check_options[] = { check_rows, NULL };
static const struct opt *const backup_options[] = { backup_rows, NULL };
static const struct opt *const restore_options[] = { restore_rows, NULL };
static const struct opt *const export_options[] = { export_rows, NULL };
static const struct opt *const import_options[] = { options_write, NULL };
static const struct opt *const schema_options[] = { options_write, NULL };

static const struct verb verbs[] = {
	{ .name = "init", .synopsis = "[PATH] [SETTING=VALUE…]", .help = "make a database; you become its first user", .access = ACCESS_NONE, .operands = OPERANDS_FILE,
	  .options = init_options, .run = verb_init },
	{ .name = "status", .synopsis = "", .help = "tell path, version, size and counts", .access = ACCESS_NONE, .operands = OPERANDS_NONE,
	  .options = status_options, .run = verb_status },
	{ .name = "check", .synopsis = "", .help = "check file, records, references and journal", .access = ACCESS_NONE, .operands = OPERANDS_NONE,
	  .options = check_options, .run = verb_check },
	{ .name = "backup", .synopsis = "[DIRECTORY|FILE]", .help = "copy the database while it is in use, and verify the copy", .access = ACCESS_READ,
	  .operands = OPERANDS_FILE, .options = backup_options, .run = verb_backup },
	{ .name = "restore", .synopsis = "FILE", .help = "put a backup in the place of the database", .access = ACCESS_NONE, .operands = OPERANDS_FILE,
	  .options = restore_options, .run = verb_restore },
	{ .name = "export", .synopsis = "DIRECTORY", .help = "write everything as text files, made for version control", .access = ACCESS_READ, .operands = OPERANDS_FILE,
	  .options = export_options, .run = verb_export_all },
	{ .name = "import", .synopsis = "DIRECTORY", .help = "read an export into a new database, exactly as it was", .access = ACCESS_WRITE,
	  .operands = OPERANDS_FILE, .options = import_options, .run = verb_import_all },
	{ .name = "diff", .synopsis = "FROM TO", .help = "print the commands that make one database or export hold what another holds", .access = ACCESS_NONE,
	  .operands = OPERANDS_FILE, .options = NULL, .run = verb_diff },
	{ .name = "schema", .synopsis = "show | diff FILE | apply FILE", .help = "show, compare or change custom fields, pick values, pipelines and conventions",
	  .access = ACCESS_NONE, .operands = OPERANDS_WORDS, .options = schema_options, .run = verb_schema },
	{ .name = "migrate", .synopsis = "", .help = "bring a database of an older version up to date, after a backup", .access = ACCESS_NONE,
	  .operands = OPERANDS_NONE, .options = NULL, .run = verb_migrate },
	{ 0 },
};

const struct command command = { .name = "crm-db", .help = "Makes, checks, copies and describes a database.", .verbs = verbs };
