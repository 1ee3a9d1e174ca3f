/* The frame of every writer: begin, work, then commit and print the references, or tell what would change and roll back. */
#include "cli/session.h"

#include "store/journal.h"
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
	struct text reference, change;
};

static enum status print_told(void *context, const struct told *told)
{
	static const char *const operations[] = { [OPERATION_CREATE] = "add", [OPERATION_UPDATE] = "set", [OPERATION_REMOVE] = "rm" };
	struct printing *printing = context;
	struct out_cell cells[9];
	const char *texts[9];

	text_clear(&printing->reference);
	text_clear(&printing->change);
	/* The stage moves of a deal that is gone have no parent to name them by. */
	if (told->record->parent && told->operation == OPERATION_REMOVE)
		reference_format(&printing->reference, told->record, told->id);
	else
		store_reference(printing->session->store, told->record, told->id, &printing->reference);
	text_printf(&printing->change, "ch%lld", (long long)told->change);
	texts[0] = printing->change.data;
	texts[1] = told->at;
	texts[2] = told->who;
	texts[3] = printing->reference.data;
	texts[4] = operations[told->operation];
	texts[5] = told->field ? told->field->name : "";
	texts[6] = told->before;
	texts[7] = told->after;
	texts[8] = told->command;
	for (size_t i = 0; i < 9; i++)
		cells[i] = (struct out_cell){ texts[i] ? texts[i] : "", texts[i] ? strlen(texts[i]) : 0 };
	out_row(printing->out, cells);
	return STATUS_OK;
}

enum status print_changes(struct session *session, int64_t change, const struct record_type *record, int64_t id)
{
	static const struct out_column columns[] = {
		{ "change", "Change", OUT_STRING }, { "at", "At", OUT_STRING }, { "who", "Who", OUT_STRING }, { "ref", "Ref", OUT_STRING },
		{ "operation", "Operation", OUT_STRING }, { "field", "Field", OUT_STRING }, { "before", "Before", OUT_STRING },
		{ "after", "After", OUT_STRING }, { "command", "Command", OUT_STRING },
	};
	struct out_options options;

	out_options_of(session, &options);
	struct printing printing = { .session = session, .out = out_open(&options, columns, sizeof columns / sizeof *columns) };
	enum status status = journal_tell(session->store, change, record, id, print_told, &printing);
	text_free(&printing.reference);
	text_free(&printing.change);
	return session_close_out(session, printing.out, status);
}

static enum status print_references(struct session *session, const struct targets *touched)
{
	static const struct out_column columns[] = { { "ref", "Ref", OUT_STRING } };
	struct out_options options = { .format = OUT_IDS, .fd = STDOUT_FILENO };
	struct text reference = { 0 };
	struct out *out = out_open(&options, columns, 1);
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < touched->count; i++) {
		text_clear(&reference);
		if (touched->items[i].record->parent)
			status = store_reference(session->store, touched->items[i].record, touched->items[i].id, &reference);
		else
			reference_format(&reference, touched->items[i].record, touched->items[i].id);
		out_row(out, &(struct out_cell){ text_string(&reference), reference.length });
	}
	text_free(&reference);
	return session_close_out(session, out, status);
}

enum status writer_end(struct session *session, enum status status, const struct targets *touched)
{
	struct store *store = session->store;

	if (status) {
		change_rollback(store);
		return status;
	}
	if (session->arguments.dry_run) {
		int64_t last = store->change.id;
		if (change_is_empty(store))
			last--;
		else
			status = change_seal(store);
		for (int64_t change = session->first_change; !status && change <= last; change++)
			status = print_changes(session, change, NULL, 0);
		change_rollback(store);
		return status;
	}
	status = change_commit(store);
	return status ? status : print_references(session, touched);
}
