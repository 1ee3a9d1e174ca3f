/* crm-history, crm-undo, crm-redo. */
#include "cli/verbs.h"

#include "base/date.h"
#include "schema/schema_file.h"
#include "store/private.h"
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

static enum status refuse_list_options(struct session *session, const struct read_options *options)
{
	const char *given = options->columns ? "columns" : options->sort ? "sort" : options->where ? "where" : options->collate ? "collate" : NULL;

	return given ? error_set(&session->error, STATUS_USAGE, "--%s does not go with references: a record's history has its own columns and order", given) : STATUS_OK;
}

/* With references: the changes of those records, field by field; a change's own reference lists all that it changed. Else a list of changes. */
static enum status changes(struct session *session, void *context)
{
	struct list_options *options = context;
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
	targets_distinct(session, &records);
	/* People look for what was done last; scripts have it at the end. */
	if (!records.count && !options->read.sort && session_format(session) == OUT_TABLE && session_terminal(session) >= 0)
		options->read.sort = "-ref";
	if (!status && !records.count)
		return reader_print(session, options, options->read.columns, NULL);
	if (!status)
		status = refuse_list_options(session, &options->read);
	if (status)
		return status;
	struct out *out = changes_open(session, STDOUT_FILENO);
	for (size_t i = 0; !status && i < records.count; i++) {
		const struct target *first = &records.items[i];
		bool change = first->record == &record_change;
		/* Changes that follow each other are read together. */
		while (change && i + 1 < records.count && records.items[i + 1].record == first->record && records.items[i + 1].id == records.items[i].id + 1)
			i++;
		status = changes_print(session, out, change ? first->id : 0, records.items[i].id, first->record, first->id, &options->read.limit);
	}
	return session_close_out(session, out, status);
}

static const struct opt_group change_groups[] = {
	{ options_read, offsetof(struct list_options, read), sizeof(struct read_options), FRAME_OUTPUT },
	{ 0 },
};

static const struct verb changes_verb = {
	.name = NULL, .synopsis = "[REF…|FILTER…]", .help = "List changes (who=me since=today), or those of records field by field.",
	.access = ACCESS_READ, .operands = OPERANDS_FILTER, .options = change_groups, .options_size = sizeof(struct list_options), .run = changes,
};

const struct verb *const history_verbs[] = { &changes_verb, NULL };

/* The change that an undo took back: what stands again when the undo is undone. */
static enum status is_redone(struct session *session, int64_t undo, int64_t *change)
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
	int64_t printed = change;
	bool schema = false, hidden;

	if (!status)
		status = private_change(session->store, change, &hidden);
	if (!status && hidden)
		return error_set(&session->error, STATUS_REFUSED, "ch%lld changed what is private to another user, who alone can undo it", (long long)change);
	if (!status)
		status = undo_change(session->store, change, &schema);
	if (!status && schema && (status = schema_check(session->store))) {
		if (status != STATUS_DATA && status != STATUS_REFUSED && status != STATUS_USAGE && status != STATUS_CONFIG)
			return status;
		error_prefix(&session->error, "ch%lld cannot be undone: the schema would not be valid: ", (long long)change);
		return session->error.status = STATUS_REFUSED;
	}
	if (!status && redo)
		status = is_redone(session, change, &printed);
	targets_add(session, done, &record_change, printed);
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
			status = error_set(&session->error, STATUS_USAGE, "%s is not a change; write one like ch42, as listed by crm-history", session->operands[i]);
		if (!status)
			changes[i] = reference.id;
	}
	if (!status)
		qsort(changes, session->operand_count, sizeof *changes, newest_first);
	for (size_t i = 0; !status && i < session->operand_count; i++)
		if (i == 0 || changes[i] != changes[i - 1])
			status = reverse_one(session, changes[i], false, done);
	return status;
}

static enum status reverse_newest(struct session *session, bool redo, int64_t last, struct targets *done)
{
	int64_t newest = INT64_MAX;
	enum status status = STATUS_OK;

	for (int64_t i = 0; !status && i < last; i++) {
		status = undo_newest(session->store, redo, newest, &newest);
		if (!status && !newest && i > 0)
			return STATUS_OK;
		if (!status && !newest)
			status = error_set(&session->error, STATUS_REFUSED, redo ? "there is no undo of yours to revert" : "there is no change of yours to undo");
		if (!status)
			status = reverse_one(session, newest, redo, done);
	}
	return status;
}

enum { REPORTED = 10 };

/* To a person: which command it was, of which time. */
static enum status report_reversed(struct session *session, const struct targets *done, bool redo)
{
	struct statement *statement;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < done->count && i < REPORTED; i++) {
		struct text at = { 0 };
		status = db_ask(session->store->db, &statement, "select at, command from change where id = %jd", done->items[i].id);
		if (db_next(statement, &status)) {
			timestamp_local(&at, db_text(statement, 0));
			session_report(session, arena_printf(&session->arena, redo ? "done again: ch%lld of %s, %s" : "undone: ch%lld of %s, %s", (long long)done->items[i].id,
			                                     text_string(&at), db_text(statement, 1)));
		}
		db_done(statement);
		text_free(&at);
	}
	if (!status && done->count > REPORTED)
		session_report(session, arena_printf(&session->arena, "and %zu more", done->count - REPORTED));
	return status;
}

struct undo_options {
	int64_t last;
	struct write_options write;
};

static enum status undo_or_redo(struct session *session, const struct undo_options *options, bool redo)
{
	struct targets done = { 0 };

	if (redo && session->operand_count)
		return error_set(&session->error, STATUS_USAGE, "crm-redo reverts the most recent undo; for another one, write crm-undo with the undo's own reference, like ch42");
	enum status status = writer_begin(session);
	if (status)
		return status;
	status = session->operand_count ? reverse_named(session, &done) : reverse_newest(session, redo, options->last < 0 ? 1 : options->last, &done);
	status = writer_end(session, status, &done);
	return status || options->write.dry_run || session_terminal(session) < 0 ? status : report_reversed(session, &done, redo);
}

static enum status undo(struct session *session, void *options)
{
	return undo_or_redo(session, options, false);
}

static enum status redo(struct session *session, void *options)
{
	return undo_or_redo(session, options, true);
}

static const struct opt undo_rows[] = {
	{ .name = "last", .arg = "N", .kind = OPT_NUMBER, .help = "undo your N most recent changes", .target = offsetof(struct undo_options, last) },
	{ 0 },
};

static const struct opt redo_rows[] = {
	{ .name = "last", .arg = "N", .kind = OPT_NUMBER, .help = "redo your N most recently undone changes", .target = offsetof(struct undo_options, last) },
	{ 0 },
};

static const struct opt_group undo_groups[] = {
	{ undo_rows, 0, sizeof(struct undo_options), FRAME_NONE },
	{ options_write, offsetof(struct undo_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct opt_group redo_groups[] = {
	{ redo_rows, 0, sizeof(struct undo_options), FRAME_NONE },
	{ options_write, offsetof(struct undo_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb undo_verb = {
	.name = NULL, .synopsis = "[CHANGE…]", .help = "Undo your most recent change, or the named ones (ch42).",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES, .options = undo_groups, .options_size = sizeof(struct undo_options), .run = undo,
};

static const struct verb redo_verb = {
	.name = NULL, .synopsis = "", .help = "Revert your most recent undo.",
	.access = ACCESS_WRITE, .operands = OPERANDS_NONE, .options = redo_groups, .options_size = sizeof(struct undo_options), .run = redo,
};

const struct verb *const undo_verbs[] = { &undo_verb, NULL };
const struct verb *const redo_verbs[] = { &redo_verb, NULL };
