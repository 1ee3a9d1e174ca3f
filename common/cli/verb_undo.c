/* crm-history, crm-undo, crm-redo. */
#include "cli/verbs.h"

#include "schema/schema_file.h"
#include "store/undo.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* since=X and until=X are what people say of the time of a change. */
static const char *spell_out(struct session *session, const char *word)
{
	if (strncmp(word, "since=", 6) == 0)
		return arena_printf(&session->arena, "at.ge=%s", word + 6);
	if (strncmp(word, "until=", 6) == 0)
		return arena_printf(&session->arena, "at.le=%s", word + 6);
	return word;
}

static enum status refuse_list_options(struct session *session)
{
	const struct arguments *arguments = &session->arguments;
	const char *given = arguments->columns ? "columns" : arguments->sort ? "sort" : arguments->where ? "where" : arguments->collate ? "collate" : NULL;

	return given ? error_set(&session->error, STATUS_USAGE, "--%s does not go with references: a record's history has its own columns and order", given) : STATUS_OK;
}

/* With references: the changes of those records, field by field; a change's own reference tells all that it changed. Else a list of changes. */
enum status verb_changes(struct session *session)
{
	struct targets records = { 0 };
	size_t rest = 0;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < session->operand_count; i++) {
		const char *word = spell_out(session, session->operands[i]);
		struct reference reference = { 0 };
		if (!reference_like(word)) {
			session->operands[rest++] = word;
			continue;
		}
		status = reference_parse(word, &reference, &session->error);
		int64_t id = reference.id;
		if (!status && reference.child)
			status = store_find(session->store, &reference, &id);
		if (!status)
			targets_add(session, &records, reference.type, id);
	}
	if (!status && records.count && rest)
		return error_set(&session->error, STATUS_USAGE, "'%s': a record's history takes no filter", session->operands[0]);
	session->operand_count = rest;
	if (!status && !records.count)
		return verb_list(session);
	if (!status)
		status = refuse_list_options(session);
	if (status)
		return status;
	struct out *out = changes_open(session, STDOUT_FILENO);
	for (size_t i = 0; !status && i < records.count; i++) {
		bool change = records.items[i].record == &record_change;
		status = changes_print(session, out, change ? records.items[i].id : 0, records.items[i].record, records.items[i].id);
	}
	return session_close_out(session, out, status);
}

/* The change that an undo took back: what stands again when the undo is undone. */
static enum status stands_again(struct session *session, int64_t undo, int64_t *change)
{
	enum status status = db_one(session->store->db, change, "select undoes from change where id = %jd", undo);

	if (!*change)
		*change = undo;
	return status;
}

/* Each undo is a change of its own, so that each can be taken back alone; all stand or fall in one transaction. */
static enum status reverse_one(struct session *session, int64_t change, bool redo, struct targets *done)
{
	enum status status = done->count ? change_next(session->store) : STATUS_OK;
	int64_t told = change;

	if (!status)
		status = undo_change(session->store, change);
	if (!status)
		status = schema_settle(session->store);
	if (!status && redo)
		status = stands_again(session, change, &told);
	targets_add(session, done, &record_change, told);
	return status;
}

static int newest_first(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return left > right ? -1 : left < right;
}

/* The newest goes first, whatever the order of the words: a later change may stand on an earlier one. */
static enum status reverse_named(struct session *session, struct targets *done)
{
	int64_t *changes = arena_alloc(&session->arena, session->operand_count * sizeof *changes);
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < session->operand_count; i++) {
		struct reference reference;
		status = reference_parse(session->operands[i], &reference, &session->error);
		if (!status && reference.type != &record_change)
			status = error_set(&session->error, STATUS_USAGE, "%s is no change; write one like ch42, as crm-history lists them", session->operands[i]);
		if (!status)
			changes[i] = reference.id;
	}
	if (!status)
		qsort(changes, session->operand_count, sizeof *changes, newest_first);
	for (size_t i = 0; !status && i < session->operand_count; i++)
		status = reverse_one(session, changes[i], false, done);
	return status;
}

static enum status reverse_newest(struct session *session, bool redo, struct targets *done)
{
	int64_t last = session->arguments.last < 0 ? 1 : session->arguments.last;
	enum status status = STATUS_OK;

	for (int64_t i = 0; !status && i < last; i++) {
		int64_t newest;
		status = undo_newest(session->store, redo, &newest);
		if (!status && !newest && i > 0)
			return STATUS_OK;
		if (!status && !newest)
			status = error_set(&session->error, STATUS_REFUSED, redo ? "there is no undo of yours to take back" : "there is no change of yours to undo");
		if (!status)
			status = reverse_one(session, newest, redo, done);
	}
	return status;
}

static enum status undo_or_redo(struct session *session, bool redo)
{
	struct targets done = { 0 };

	if (redo && session->operand_count)
		return error_set(&session->error, STATUS_USAGE, "crm-redo takes back the newest undo; for another write crm-undo with the undo's own ch42");
	enum status status = writer_begin(session);
	if (status)
		return status;
	status = session->operand_count ? reverse_named(session, &done) : reverse_newest(session, redo, &done);
	return writer_end(session, status, &done);
}

enum status verb_undo(struct session *session)
{
	return undo_or_redo(session, false);
}

enum status verb_redo(struct session *session)
{
	return undo_or_redo(session, true);
}
