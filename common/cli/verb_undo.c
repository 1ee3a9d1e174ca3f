/* crm-history, crm-undo, crm-redo. */
#include "cli/verbs.h"

#include "io/schema_file.h"
#include "store/undo.h"
#include <stdlib.h>
#include <string.h>

/* since=X and until=X are what people say of the time of a change. */
static const char *spell_out(struct session *session, const char *word)
{
	if (strncmp(word, "since=", 6) == 0)
		return arena_printf(&session->arena, "at.ge=%s", word + 6);
	if (strncmp(word, "until=", 6) == 0)
		return arena_printf(&session->arena, "at.le=%s", word + 6);
	return word;
}

/* With references: the changes of those records, field by field; a change's own reference tells all that it changed. Else a list of changes. */
enum status verb_changes(struct session *session)
{
	struct targets records = { 0 };
	size_t rest = 0;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < session->operand_count; i++) {
		const char *word = spell_out(session, session->operands[i]);
		struct reference reference;
		if (!reference_like(word)) {
			session->operands[rest++] = word;
			continue;
		}
		status = reference_parse(word, &reference, &session->error);
		if (!status && reference.child)
			status = store_find(session->store, &reference, &reference.id);
		if (!status)
			targets_add(session, &records, reference.type, reference.id);
	}
	if (!status && records.count && rest)
		return error_set(&session->error, STATUS_USAGE, "'%s': a record's history takes no filter", session->operands[0]);
	session->operand_count = rest;
	if (!status && !records.count)
		return verb_list(session);
	for (size_t i = 0; !status && i < records.count; i++) {
		bool change = records.items[i].record == &record_change;
		status = print_changes(session, change ? records.items[i].id : 0, records.items[i].record, records.items[i].id);
	}
	return status;
}

static enum status reverse(struct session *session, const int64_t *changes, size_t count)
{
	struct targets done = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count; i++) {
		/* Each is a change of its own, so that each can be taken back alone. */
		status = change_begin(session->store, session->line);
		if (!status && !(status = undo_change(session->store, changes[i])))
			status = schema_settle(session->store);
		targets_add(session, &done, &record_change, changes[i]);
		if (status || session->arguments.dry_run || i + 1 == count)
			break;
		status = change_commit(session->store);
	}
	return writer_end(session, status, &done);
}

static enum status undo_or_redo(struct session *session, bool redo)
{
	int64_t last = session->arguments.last < 0 ? 1 : session->arguments.last;
	int64_t *changes = arena_alloc(&session->arena, (session->operand_count + 1) * sizeof *changes);
	enum status status = store_acting(session->store);

	if (status)
		return status;
	for (size_t i = 0; i < session->operand_count; i++) {
		struct reference reference;
		if ((status = reference_parse(session->operands[i], &reference, &session->error)))
			return status;
		if (reference.type != &record_change)
			return error_set(&session->error, STATUS_USAGE, "%s is no change; write one like ch42, as crm-history lists them", session->operands[i]);
		changes[i] = reference.id;
	}
	if (session->operand_count && !redo)
		return reverse(session, changes, session->operand_count);
	if (session->operand_count)
		return error_set(&session->error, STATUS_USAGE, "crm-redo takes back the newest undo; for another write crm-undo with the undo's own ch42");
	for (int64_t i = 0; !status && i < last; i++) {
		int64_t newest;
		status = undo_newest(session->store, redo, &newest);
		if (!status && !newest) {
			if (i > 0)
				return STATUS_OK;
			return error_set(&session->error, STATUS_REFUSED, redo ? "there is no undo of yours to take back" : "there is no change of yours to undo");
		}
		if (!status)
			status = reverse(session, &newest, 1);
	}
	return status;
}

enum status verb_undo(struct session *session)
{
	return undo_or_redo(session, false);
}

enum status verb_redo(struct session *session)
{
	return undo_or_redo(session, true);
}
