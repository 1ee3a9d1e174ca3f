/* crm-db forget, compact. */
#include "cli/verbs.h"

#include "base/date.h"
#include "base/sentence.h"
#include "base/utf8.h"
#include "store/backup.h"
#include "store/compact.h"
#include "store/forget.h"
#include <stddef.h>
#include <string.h>

/* References, also of what was removed. */
static enum status find(struct session *session, const struct words *words, struct targets *out)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < words->count; i++) {
		struct reference reference;
		int64_t id = 0;
		status = reference_parse(words->words[i], &reference, &session->error);
		if (!status && reference.child)
			status = error_set(&session->error, STATUS_USAGE, "%s is part of a record; forget that one", words->words[i]);
		if (!status)
			status = store_surviving(session->store, reference.type, reference.id, &id);
		if (!status)
			targets_add(session, out, reference.type, id);
	}
	targets_distinct(session, out);
	return status;
}

static void report_copies(struct session *session)
{
	struct text names = { 0 }, visible = { 0 };

	backup_beside(session->store, &names);
	utf8_visible(&visible, text_string(&names), names.length);
	if (names.length)
		session_report(session, arena_printf(&session->arena, "these copies still have it, as do backups and exports elsewhere: %s", text_string(&visible)));
	else
		session_report(session, "backups and exports that were made before still have it");
	text_free(&names);
	text_free(&visible);
}

static enum status forget(struct session *session, void *context)
{
	const struct write_options *options = context;
	struct words words = { 0 };
	struct targets targets = { 0 };
	enum status status = operands_drain(session, session->operands, session->operand_count, &words);

	if (!status)
		status = find(session, &words, &targets);
	if (!status && !targets.count)
		return session->operand_count ? STATUS_OK : error_set(&session->error, STATUS_USAGE, "whom? Give references, such as c12");
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	for (size_t i = 0; !status && i < targets.count; i++)
		status = forget_record(session->store, targets.items[i].record, targets.items[i].id);
	status = writer_end(session, status, &targets);
	if (status || options->dry_run)
		return status;
	status = forget_finish(session->store);
	if (status)
		return error_suffix(&session->error, "; it is forgotten, and crm-db compact finishes this");
	report_copies(session);
	return STATUS_OK;
}

struct compact_options {
	const char *before;
	struct write_options write;
};

static enum status compact(struct session *session, void *context)
{
	const struct compact_options *options = context;
	struct period period;
	int64_t count = 0;
	enum status status = STATUS_OK;

	if (options->before && timestamp_period(&session->store->conventions, options->before, &period, &session->error)) {
		error_prefix(&session->error, "--before: ");
		return session->error.status = STATUS_USAGE;
	}
	if (options->before) {
		status = change_begin(session->store, session->line);
		if (!status)
			status = compact_before(session->store, period.first, &count);
		if (!status && !options->write.dry_run)
			status = change_commit(session->store);
		else
			change_rollback(session->store);
		if (status)
			return status;
		session_report(session, arena_printf(&session->arena, sentence_plural(count, "%lld change was before that day", "%lld changes were before that day"),
		                                     (long long)count));
	}
	return options->write.dry_run ? STATUS_OK : forget_finish(session->store);
}

static const struct opt compact_rows[] = {
	{ .name = "before", .arg = "DATE", .kind = OPT_TEXT, .help = "remove the history before that day; it can no longer be undone or shown", .target = offsetof(struct compact_options, before) },
	{ 0 },
};
static const struct opt_group compact_groups[] = {
	{ compact_rows, 0, sizeof(struct compact_options), FRAME_NONE },
	{ options_write, offsetof(struct compact_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb database_forget_verb = {
	.name = "forget", .synopsis = "REF…|-", .help = "remove what is known of somebody, from the history too; cannot be undone",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES, .options = write_groups, .options_size = sizeof(struct write_options), .run = forget,
};

const struct verb database_compact_verb = {
	.name = "compact", .synopsis = "", .help = "write the file anew, without old history (--before) and empty space",
	.access = ACCESS_WRITE, .operands = OPERANDS_NONE, .options = compact_groups, .options_size = sizeof(struct compact_options), .run = compact,
};
