/* edit: records as YAML in the user's editor. The database is closed meanwhile, so that nobody waits for a person, and the clock and the schema are
 * those of the moment when the text comes back. What people wrote is never lost: whatever goes wrong, the file stays and is named. */
#include "cli/verbs.h"

#include "cli/document.h"
#include "cli/editor.h"
#include "store/children.h"
#include "store/save.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct edit {
	struct session *session;
	struct document *documents;
	struct document *loaded;  /* the same before a text was read */
	size_t count;
	struct text text; /* as it was written */
	struct editor_file file;
};

static enum status load_documents(struct edit *edit, const struct targets *targets)
{
	struct session *session = edit->session;
	enum status status = STATUS_OK;

	edit->documents = arena_alloc(&session->arena, targets->count * sizeof *edit->documents);
	for (size_t i = 0; !status && i < targets->count; i++)
		if (!(status = edited_load(session->store, session->type, targets->items[i].id, &session->arena, &edit->documents[i])))
			edit->count++;
	return status;
}

/* Reading a text marks documents and their lines: this sets them aside, and puts back what was set aside. */
static void copy_documents(struct edit *edit, const struct document *from, struct document **to)
{
	struct arena *arena = &edit->session->arena;

	*to = arena_alloc(arena, (edit->count + 1) * sizeof **to);
	for (size_t i = 0; i < edit->count; i++) {
		struct document *document = &(*to)[i];
		*document = from[i];
		document->lines = arena_alloc(arena, (document->line_count + 1) * sizeof *document->lines);
		if (document->line_count)
			memcpy(document->lines, from[i].lines, document->line_count * sizeof *document->lines);
	}
}

static enum status write_documents(struct edit *edit, const struct targets *targets)
{
	struct session *session = edit->session;
	enum status status = load_documents(edit, targets);

	for (size_t i = 0; !status && i < edit->count; i++) {
		text_add(&edit->text, i ? "---\n" : "");
		document_write(&edit->documents[i], &edit->text);
	}
	copy_documents(edit, edit->documents, &edit->loaded);
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

/* One run of the editor, and what becomes of its text. *again: the text is to be corrected, when the user wants to. */
static enum status take_back(struct edit *edit, const struct targets *targets, bool piped, bool *same, bool *again)
{
	struct session *session = edit->session;
	const char *text = NULL;
	size_t length = 0;

	session->only_once = true;
	enum status edited = editor_run(&session->arena, editor_command(session->configuration), edit->file.path, piped, &session->error);
	struct error failure = session->error;
	enum status status = read_file(session, edit->file.path, &text, &length);
	*same = !status && length == edit->text.length && memcmp(text, text_string(&edit->text), length) == 0;
	if (edited) {
		session->error = failure;
		status = edited;
	}
	if (!status)
		status = session_open(session);
	if (!status)
		take_line_types(edit);
	if (!status && !*same)
		status = document_read(document_name, text, length, session->type, edit->documents, edit->count, &session->arena, &session->error);
	if (!status)
		status = save_documents(edit, targets);
	*again = !edited && !*same && (status == STATUS_DATA || status == STATUS_REFUSED || status == STATUS_USAGE);
	return status;
}

/* Asks on a terminal; others get the message and the name of the file. */
static bool wants_again(struct edit *edit, bool piped)
{
	char answer[80];

	if (piped || !isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return false;
	session_report(edit->session, edit->session->error.message);
	fputs("Edit again? [Y/n] ", stderr);
	fflush(stderr);
	if (!fgets(answer, sizeof answer, stdin))
		return false;
	return *answer != 'n' && *answer != 'N';
}

static enum status edit_texts(struct edit *edit, const struct targets *targets, bool piped)
{
	struct session *session = edit->session;
	bool same, again;
	enum status status;

	for (;;) {
		store_close(session->store);
		session->store = NULL;
		status = take_back(edit, targets, piped, &same, &again);
		if (!again || !wants_again(edit, piped))
			break;
		session->error = (struct error){ 0 };
		copy_documents(edit, edit->loaded, &edit->documents);
	}
	if (status && !same)
		return keep_text(edit, status);
	editor_remove(&edit->file);
	return status;
}

/* A text that is there already: one that was saved when it could not be taken. Records without an operand are those that it names. */
static enum status take_file(struct edit *edit, const struct words *words, const char *path)
{
	struct session *session = edit->session;
	struct targets targets = { 0 };
	struct words named = { 0 };
	const char *text, **versions;
	size_t length;
	enum status status = read_file(session, path, &text, &length);

	if (!status)
		status = document_heads(path, text, length, &session->arena, &named.words, &versions, &named.count, &session->error);
	if (!status)
		status = operands_find(session, words->count ? words : &named, session->type->record, &targets);
	if (!status)
		status = load_documents(edit, &targets);
	for (size_t i = 0; !status && i < edit->count; i++)
		for (size_t k = 0; !status && k < named.count; k++)
			if (strcmp(named.words[k], edit->documents[i].reference) == 0)
				status = document_go_back(session->store, session->type, &edit->documents[i], versions[k], &session->arena);
	take_line_types(edit);
	if (!status)
		status = document_read(path, text, length, session->type, edit->documents, edit->count, &session->arena, &session->error);
	return status ? status : save_documents(edit, &targets);
}

struct edit_options {
	const char *file;
	struct write_options write;
};

static enum status edit_records(struct session *session, void *context)
{
	const struct edit_options *options = context;
	struct edit edit = { .session = session };
	struct targets targets = { 0 };
	struct words words = { 0 };

	if (session->operand_count == 0 && !options->file)
		return error_set(&session->error, STATUS_USAGE, "name what to edit: %s edit %s12", session->command->name, session->type->record->prefix);
	enum status status = operands_drain(session, session->operands, session->operand_count, &words);
	if (!status && options->file)
		return take_file(&edit, &words, options->file);
	if (!status)
		status = operands_find(session, &words, session->type->record, &targets);
	if (!status && targets.count)
		status = write_documents(&edit, &targets);
	if (!status && targets.count)
		status = edit_texts(&edit, &targets, words.from_input);
	text_free(&edit.text);
	return status;
}

static const struct opt edit_rows[] = {
	{ .name = "file", .arg = "PATH", .kind = OPT_FILE, .help = "take the text from a file instead of the editor, as when it has been saved; - for standard input",
	  .target = offsetof(struct edit_options, file) },
	{ 0 },
};

static const struct opt_group edit_groups[] = {
	{ edit_rows, 0, sizeof(struct edit_options), FRAME_NONE },
	{ options_write, offsetof(struct edit_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb edit_verb = {
	.name = "edit", .synopsis = "REF…|-", .help = "edit records as YAML in $VISUAL or $EDITOR", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES,
	.options = edit_groups, .options_size = sizeof(struct edit_options), .run = edit_records,
};
