/* The frame of every writer: begin, work, then commit and print the references, or each what would change and roll back. */
#include "cli/session.h"

#include "base/date.h"
#include "io/spool.h"
#include "store/journal.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum status writer_begin(struct session *session)
{
	enum status status = change_begin(session->store, session->line);

	session->first_change = session->store->change.id;
	return status;
}

struct printing {
	struct session *session;
	struct out *out;
	int64_t *limit; /* how many lines may still follow; NULL or below zero: all */
	bool human;
	struct text reference, change, at;
	struct arena *held; /* rows that are printed at the end, the newest change first; NULL: none are */
	struct held *newest;
};

enum { CHANGE_COLUMNS = 9 };

struct held {
	struct held *older;
	int64_t change;
	struct out_cell cells[CHANGE_COLUMNS];
};

/* Counts down what may still follow. */
static bool takes_one(int64_t *limit)
{
	if (limit && *limit == 0)
		return false;
	if (limit && *limit > 0)
		--*limit;
	return true;
}

static void hold(struct printing *printing, int64_t change, const struct out_cell *cells)
{
	struct held *row = arena_alloc(printing->held, sizeof *row);

	*row = (struct held){ .older = printing->newest, .change = change };
	for (size_t i = 0; i < CHANGE_COLUMNS; i++)
		row->cells[i] = (struct out_cell){ arena_copy(printing->held, cells[i].text, cells[i].length), cells[i].length };
	printing->newest = row;
}

static enum status print_reported(void *context, const struct reported *reported)
{
	static const char *const operations[] = { [OPERATION_CREATE] = "add", [OPERATION_UPDATE] = "set", [OPERATION_REMOVE] = "rm" };
	struct printing *printing = context;
	struct out_cell cells[CHANGE_COLUMNS];
	const char *texts[CHANGE_COLUMNS];

	if (!printing->held && !takes_one(printing->limit))
		return STATUS_OK;
	text_clear(&printing->reference);
	text_clear(&printing->change);
	text_clear(&printing->at);
	reference_format(&printing->reference, reported->parent ? reported->record->parent : reported->record, reported->parent ? reported->parent : reported->id);
	if (reported->parent)
		text_printf(&printing->reference, ".%lld", (long long)reported->number);
	text_printf(&printing->change, "ch%lld", (long long)reported->change);
	texts[0] = printing->change.data;
	if (printing->human)
		timestamp_local(&printing->at, reported->at);
	texts[1] = printing->human ? text_string(&printing->at) : reported->at;
	texts[2] = reported->who;
	texts[3] = printing->reference.data;
	texts[4] = operations[reported->operation];
	texts[5] = reported->field ? reported->field->name : "";
	texts[6] = reported->before;
	texts[7] = reported->after;
	texts[8] = reported->command;
	for (size_t i = 0; i < CHANGE_COLUMNS; i++)
		cells[i] = (struct out_cell){ texts[i] ? texts[i] : "", texts[i] ? strlen(texts[i]) : 0 };
	if (printing->held)
		hold(printing, reported->change, cells);
	else
		out_row(printing->out, cells);
	return STATUS_OK;
}

/* The changes are printed backwards, what each of them did forwards. */
static void release_held(struct printing *printing)
{
	const struct held *row = printing->newest;

	while (row) {
		const struct held *last = row;
		size_t count = 1;
		for (; last->older && last->older->change == row->change; last = last->older)
			count++;
		const struct held **rows = arena_alloc(printing->held, count * sizeof *rows);
		const struct held *next = last->older;
		for (size_t i = count; i-- > 0; row = row->older)
			rows[i] = row;
		for (size_t i = 0; i < count && takes_one(printing->limit); i++)
			out_row(printing->out, rows[i]->cells);
		row = next;
	}
}

struct out *changes_open(struct session *session, int fd)
{
	static const struct out_column columns[] = {
		{ "change", "Change", OUT_STRING }, { "at", "At", OUT_TIME }, { "who", "Who", OUT_STRING }, { "ref", "Ref", OUT_STRING },
		{ "operation", "Operation", OUT_STRING }, { "field", "Field", OUT_STRING }, { "before", "Before", OUT_STRING },
		{ "after", "After", OUT_STRING }, { "command", "Command", OUT_STRING },
	};
	/* What was changed says more than by which command, and who looks at one record knows its reference. */
	static const struct out_fit fits[CHANGE_COLUMNS] = { [0].whole = true, [2].rank = 1, [3] = { .rank = 3, .whole = true }, [4].rank = 2, [8].rank = 4 };
	struct out_options options;

	out_options_of(session, &options);
	options.fits = fits;
	options.fd = fd;
	return out_open(&options, columns, sizeof columns / sizeof *columns);
}

enum status changes_print(struct session *session, struct out *out, int64_t first, int64_t last, const struct record_type *record, int64_t id, int64_t *limit)
{
	struct arena held = { 0 };
	struct printing printing = { .session = session, .out = out, .limit = limit, .human = session_is_human(session, session_format(session)) };
	if (printing.human && session_terminal(session) >= 0 && session_reads(session))
		printing.held = &held;
	enum status status = first ? journal_report(session->store, first, last, print_reported, &printing)
	                           : journal_report_record(session->store, record, id, print_reported, &printing);
	release_held(&printing);
	arena_free(&held);
	text_free(&printing.reference);
	text_free(&printing.change);
	text_free(&printing.at);
	return status;
}

static enum status copy_out(struct session *session, int from)
{
	char buffer[16384];
	ssize_t got;

	if (lseek(from, 0, SEEK_SET) != 0)
		return error_set(&session->error, STATUS_IO, "cannot read a temporary file: %s", strerror(errno));
	while ((got = read(from, buffer, sizeof buffer)) > 0) {
		for (ssize_t at = 0; at < got;) {
			ssize_t written = write(STDOUT_FILENO, buffer + at, (size_t)(got - at));
			if (written < 0 && errno == EPIPE)
				return STATUS_OK;
			if (written < 0 && errno != EINTR)
				return error_set(&session->error, STATUS_IO, "cannot write standard output: %s", strerror(errno));
			at += written > 0 ? written : 0;
		}
	}
	return got == 0 ? STATUS_OK : error_set(&session->error, STATUS_IO, "cannot read a temporary file: %s", strerror(errno));
}

/* What would change is reported by the journal, which goes with the lock; who reads it may take his time, and must not make others wait. So it is written to a
 * file without a name first. */
enum status writer_report(struct session *session, int64_t first, int64_t last)
{
	FILE *kept;
	enum status status = spool_stream(&kept, &session->error);

	if (status) {
		change_rollback(session->store);
		return status;
	}
	struct out *out = changes_open(session, fileno(kept));
	status = session_close_out(session, out, changes_print(session, out, first, last, NULL, 0, NULL));
	change_rollback(session->store);
	if (!status)
		status = copy_out(session, fileno(kept));
	fclose(kept);
	return status;
}

/* Every operand has its reference, though two may have the same: where the records that operands name were written themselves, or one for each of them. */
static const struct named *every_operand(const struct session *session, const struct targets *touched)
{
	const struct named *named = session->named;

	if (!named || named->targets.count != touched->count)
		return NULL;
	for (size_t i = 0; i < touched->count && !touched->of_operands; i++)
		if (touched->items[i].record != named->targets.items[i].record || touched->items[i].id != named->targets.items[i].id)
			return NULL;
	return named;
}

static enum status print_references(struct session *session, const struct targets *touched)
{
	static const struct out_column columns[] = { { "ref", "Ref", OUT_STRING } };
	const struct named *named = every_operand(session, touched);
	struct out_options options = { .format = OUT_IDS, .fd = STDOUT_FILENO };
	struct text reference = { 0 };
	struct out *out = out_open(&options, columns, 1);
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < (named ? named->count : touched->count); i++) {
		const struct target *target = &touched->items[named ? named->items[i] : i];
		text_clear(&reference);
		if (target->record->parent)
			status = store_reference(session->store, target->record, target->id, &reference);
		else
			reference_format(&reference, target->record, target->id);
		out_row(out, &(struct out_cell){ text_string(&reference), reference.length });
	}
	text_free(&reference);
	return session_close_out(session, out, status);
}

/* What the rules allowed, but with a word of warning. */
static void report_warnings(struct session *session)
{
	const char *line = text_string(&session->store->warnings), *end;

	for (; (end = strchr(line, '\n')); line = end + 1)
		session_report(session, arena_copy(&session->arena, line, (size_t)(end - line)));
}

enum status writer_end(struct session *session, enum status status, const struct targets *touched)
{
	struct store *store = session->store;

	if (status) {
		change_rollback(store);
		return status;
	}
	if (session->write && session->write->dry_run) {
		int64_t last = store->change.id;
		if (change_is_empty(store))
			last--;
		else
			status = change_seal(store);
		if (!status) {
			report_warnings(session);
			return writer_report(session, session->first_change, last);
		}
		change_rollback(store);
		return status;
	}
	status = change_commit(store);
	if (!status)
		report_warnings(session);
	return status ? status : print_references(session, touched);
}
