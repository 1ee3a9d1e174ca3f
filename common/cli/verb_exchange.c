/* export, import and diff of crm-db: the whole database as files, and as differences. */
#include "cli/verbs.h"

#include "base/sentence.h"
#include "exchange/exchange.h"
#include <stdio.h>
#include <stdlib.h>

struct export_options {
	bool with_history;
};

static enum status export_all(struct session *session, void *context)
{
	const struct export_options *options = context;

	if (session->operand_count != 1)
		return error_set(&session->error, STATUS_USAGE, "name one directory: crm-db export DIR");
	int64_t missing = 0;
	enum status status = exchange_export(session->store, session->operands[0], options->with_history, &missing);
	if (!status && missing)
		session_report(session, arena_printf(&session->arena, sentence_plural(missing, "the content of %lld file is missing or damaged, and not in the export; crm-db check names it",
		                                     "the content of %lld files is missing or damaged, and not in the export; crm-db check names them"), (long long)missing));
	return status;
}

/* What a dry run prints is every change of the journal that would be there. */
static enum status print_journal(struct session *session)
{
	int64_t last;
	enum status status = db_one(session->store->db, &last, "select max(id) from change");

	if (!status)
		return writer_report(session, 1, last);
	change_rollback(session->store);
	return status;
}

static enum status import_all(struct session *session, void *context)
{
	const struct write_options *options = context;

	if (session->operand_count != 1)
		return error_set(&session->error, STATUS_USAGE, "name one directory: crm-db import DIR");
	enum status status = exchange_import(session->store, session->operands[0], session->line);
	if (status)
		return status;
	if (!options->dry_run)
		return exchange_commit(session->store);
	return print_journal(session);
}

static void print(void *context, const char *data, size_t length)
{
	(void)context;
	fwrite(data, 1, length, stdout);
}

static enum status diff(struct session *session, void *options)
{
	struct store_options opening = { .mode = DB_READ, .now = session->common.now ? session->common.now : getenv("CRM_NOW"),
	                                 .acting = getenv("CRM_USER") };
	struct exchange_side from = { 0 }, to = { 0 };

	(void)options;
	if (session->operand_count != 2)
		return error_set(&session->error, STATUS_USAGE, "name two databases or exports: crm-db diff FROM TO");
	enum status status = exchange_open(&from, session->operands[0], &opening, &session->error);
	if (!status)
		status = exchange_open(&to, session->operands[1], &opening, &session->error);
	if (!status)
		status = exchange_diff(from.store, to.store, session->command->differences, print, NULL);
	exchange_close(&from);
	exchange_close(&to);
	return status;
}

static const struct opt export_rows[] = {
	{ .name = "with-history", .kind = OPT_FLAG, .help = "export the journal too, so that an import has the same history", .target = offsetof(struct export_options, with_history) },
	{ 0 },
};

static const struct opt_group export_groups[] = {
	{ export_rows, 0, sizeof(struct export_options), FRAME_NONE },
	{ 0 },
};

const struct verb database_export_verb = {
	.name = "export", .synopsis = "DIRECTORY", .help = "write everything as text files, suitable for version control", .access = ACCESS_READ, .operands = OPERANDS_FILE,
	.options = export_groups, .options_size = sizeof(struct export_options), .run = export_all,
};

const struct verb database_import_verb = {
	.name = "import", .synopsis = "DIRECTORY", .help = "read an export into a new database, exactly as it was", .access = ACCESS_WRITE,
	.operands = OPERANDS_FILE, .options = write_groups, .options_size = sizeof(struct write_options), .run = import_all,
};

const struct verb database_diff_verb = {
	.name = "diff", .synopsis = "FROM TO", .help = "print the commands that make the contents of one database or export equal to another's", .access = ACCESS_NONE,
	.operands = OPERANDS_FILE, .run = diff,
};
