/* export, import and diff of crm-db: the whole database as files, and as differences. */
#include "cli/verbs.h"

#include "exchange/exchange.h"
#include <stdio.h>
#include <stdlib.h>

enum status verb_export_all(struct session *session)
{
	if (session->operand_count != 1)
		return error_set(&session->error, STATUS_USAGE, "name one directory: crm-db export DIR");
	return exchange_export(session->store, session->operands[0], session->arguments.with_history);
}

/* What a dry run prints is every change of the journal that would be there. */
static enum status print_journal(struct session *session)
{
	int64_t last;
	enum status status = db_one(session->store->db, &last, "select max(id) from change");

	if (!status)
		return writer_tell(session, 1, last);
	change_rollback(session->store);
	return status;
}

enum status verb_import_all(struct session *session)
{
	if (session->operand_count != 1)
		return error_set(&session->error, STATUS_USAGE, "name one directory: crm-db import DIR");
	enum status status = exchange_import(session->store, session->operands[0], session->line);
	if (status)
		return status;
	if (!session->arguments.dry_run)
		return exchange_commit(session->store);
	return print_journal(session);
}

static void print(void *context, const char *data, size_t length)
{
	(void)context;
	fwrite(data, 1, length, stdout);
}

enum status verb_diff(struct session *session)
{
	struct store_options options = { .mode = DB_READ, .now = session->arguments.now ? session->arguments.now : getenv("CRM_NOW") };
	struct exchange_side from = { 0 }, to = { 0 };

	if (session->operand_count != 2)
		return error_set(&session->error, STATUS_USAGE, "name two databases or exports: crm-db diff FROM TO");
	enum status status = exchange_open(&from, session->operands[0], &options, &session->error);
	if (!status)
		status = exchange_open(&to, session->operands[1], &options, &session->error);
	if (!status)
		status = exchange_diff(from.store, to.store, print, NULL);
	exchange_close(&from);
	exchange_close(&to);
	return status;
}
