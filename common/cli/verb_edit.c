/* edit: records as YAML in the user's editor. The database is closed meanwhile, so that nobody waits for a person, and the clock and the schema are
 * those of the moment when the text comes back. What people wrote is never lost: whatever goes wrong, the file stays and is named. */
#include "cli/verbs.h"

#include "cli/document.h"
#include "cli/editor.h"
#include "store/children.h"
#include "store/save.h"
#include <string.h>
#include <unistd.h>

struct edit {
	struct session *session;
	struct document *documents;
	size_t count;
	struct text text; /* as it was written */
	struct editor_file file;
};

static enum status write_documents(struct edit *edit, const struct targets *targets)
{
	struct session *session = edit->session;
	enum status status = STATUS_OK;

	edit->documents = arena_alloc(&session->arena, targets->count * sizeof *edit->documents);
	for (size_t i = 0; !status && i < targets->count; i++) {
		struct document *document = &edit->documents[edit->count];
		status = edited_load(session->store, session->type, targets->items[i].id, &session->arena, document);
		if (status)
			break;
		text_add(&edit->text, edit->count++ ? "---\n" : "");
		document_write(document, &edit->text);
	}
	return status ? status : editor_create(&session->arena, text_string(&edit->text), edit->text.length, &edit->file, &session->error);
}

static enum status save_one(struct edit *edit, const struct document *document, struct arena *arena)
{
	struct store *store = edit->session->store;
	struct record *now, *record;
	enum status status = row_load(store, edit->session->type, document->id, arena, &now);

	if (!status && !now)
		status = error_set(store->error, STATUS_REFUSED, "%s no longer exists", document->reference);
	if (!status)
		status = document_merge(store, document, now, arena, &record);
	if (status)
		return status;
	status = save_set(store, now, record, arena);
	if (status == STATUS_DATA || status == STATUS_REFUSED)
		error_prefix(store->error, "%s: ", document->reference);
	return status ? status : document_save_lines(store, document, arena);
}

/* The schema may have changed while people edited. */
static void take_line_types(struct edit *edit)
{
	const struct field *lines = children_field(edit->session->type->record);

	for (size_t i = 0; lines && i < edit->count; i++)
		edit->documents[i].line_type = store_type(edit->session->store, lines->target);
}

static enum status save_documents(struct edit *edit, const struct targets *targets)
{
	struct arena arena = { 0 };
	enum status status = writer_begin(edit->session);

	if (status)
		return status;
	for (size_t i = 0; !status && i < edit->count; i++) {
		arena_reset(&arena);
		if (edit->documents[i].present)
			status = save_one(edit, &edit->documents[i], &arena);
	}
	arena_free(&arena);
	return writer_end(edit->session, status, targets);
}

/* Tells where the text is. */
static enum status keep_text(struct edit *edit, enum status status)
{
	if (access(edit->file.path, F_OK) != 0) {
		editor_remove(&edit->file);
		return status;
	}
	error_suffix(&edit->session->error, "; your text has been saved in %s", edit->file.path);
	return status;
}

static enum status take_back(struct edit *edit, const struct targets *targets, bool piped)
{
	struct session *session = edit->session;
	const char *text = NULL;
	size_t length = 0;

	session->only_once = true;
	enum status edited = editor_run(&session->arena, editor_command(session->configuration), edit->file.path, piped, &session->error);
	struct error failure = session->error;
	enum status status = read_file(session, edit->file.path, &text, &length);
	bool same = !status && length == edit->text.length && memcmp(text, text_string(&edit->text), length) == 0;
	if (edited) {
		session->error = failure;
		status = edited;
	}
	if (!status)
		status = session_open(session);
	if (!status)
		take_line_types(edit);
	if (!status && !same)
		status = document_read(text, length, session->type, edit->documents, edit->count, &session->arena, &session->error);
	if (!status)
		status = save_documents(edit, targets);
	if (status && !same)
		return keep_text(edit, status);
	editor_remove(&edit->file);
	return status;
}

static enum status edit_records(struct session *session, void *options)
{
	struct edit edit = { .session = session };
	struct targets targets = { 0 };
	struct words words;

	(void)options;
	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name what to edit: %s edit %s12", session->command->name, session->type->record->prefix);
	enum status status = operands_drain(session, session->operands, session->operand_count, &words);
	if (!status)
		status = operands_find(session, &words, session->type->record, &targets);
	if (!status && targets.count)
		status = write_documents(&edit, &targets);
	if (!status && targets.count) {
		store_close(session->store);
		session->store = NULL;
		status = take_back(&edit, &targets, words.from_input);
	}
	text_free(&edit.text);
	return status;
}

const struct verb edit_verb = {
	.name = "edit", .synopsis = "REF…|-", .help = "edit records as YAML in $VISUAL or $EDITOR", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES,
	.options = write_groups, .options_size = sizeof(struct write_options), .run = edit_records,
};
