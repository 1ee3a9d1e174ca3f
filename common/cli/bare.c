#include "cli/bare.h"

#include "base/sentence.h"
#include "query/resolve.h"
#include <string.h>

struct reading {
	struct session *session;
	struct bare *bare;
	const struct record_type *record;
	const char *as;            /* of --as; NULL: not given */
	const struct field *title; /* NULL: the type has none */
	const char *said;          /* the title as written; NULL: none yet */
	const char **operands;     /* what stays: assignments */
	size_t count;
};

enum status bare_field(struct session *session, const char *as, const struct record_type *from, const struct field **field, size_t *index)
{
	if (as) {
		*field = type_written(session->type, as, index);
		if (!*field)
			return type_unknown(session->type, as, &session->error);
		if ((*field)->kind != KIND_ANYREF && (*field)->target != from)
			return error_set(&session->error, STATUS_USAGE, "--as=%s: the field cannot hold %s %s", as, sentence_a(from->name), from->name);
		return STATUS_OK;
	}
	enum status status = resolve_way(session->store, session->type->record, from, field);
	if (status)
		return error_set(&session->error, STATUS_REFUSED, "there is no single field of %s %s that can hold %s %s; name it with --as FIELD", sentence_a(session->type->record->name), session->type->record->name, sentence_a(from->name), from->name);
	type_field_id(session->type, (*field)->id, index);
	return STATUS_OK;
}

/* The operands but for one, as one would type them again. */
static const char *others(struct session *session, size_t but)
{
	struct text words = { 0 };

	for (size_t i = 0; i < session->operand_count; i++) {
		const char *word = session->operands[i];
		bool plain = *word && !strpbrk(word, " \t\n'\"$`\\&|;<>()*?[]{}#!~");
		if (i != but && !(plain && strchr(word, '=')))
			text_printf(&words, plain ? " %s" : " '%s'", word);
	}
	return text_take(&words, &session->arena);
}

/* due:fri, as other programs have it. A single title may hold a colon; who writes a second one means a field. */
static bool colon_field(struct session *session, const char *word, const struct field **field, const char **value)
{
	const char *operator;
	size_t length = filter_wide_operator(word, &operator, value);

	*field = length && *operator == ':' && **value ? type_written(session->type, arena_copy(&session->arena, word, length), NULL) : NULL;
	return *field != NULL;
}

static enum status take_title(struct reading *reading, const char *word, size_t at)
{
	struct session *session = reading->session;
	const char *tool = session->command->name, *value;
	const struct field *field;

	if (!reading->title)
		return error_set(&session->error, STATUS_USAGE, "'%s' is neither field=value nor a reference, and %s %s has no title that can be given as a bare word: write %s %s FIELD=…", word,
		                 sentence_a(reading->record->name), reading->record->name, tool, session->verb->name);
	const struct verb *verb = at < session->literal_at ? verb_find(session->command, word) : NULL;
	if (verb && verb->name)
		return error_set(&session->error, STATUS_USAGE, "'%s' is a verb: write %s %s%s, or %s=%s", word, tool, word, others(session, at), reading->title->name, word);
	if (!reading->said) {
		reading->said = word;
		return STATUS_OK;
	}
	if (at < session->literal_at && (colon_field(session, reading->said, &field, &value) || colon_field(session, word, &field, &value)))
		return error_set(&session->error, STATUS_USAGE, "a field is followed by =, not by a colon: write %s=%s", field->name, value);
	if (at < session->literal_at)
		return error_set(&session->error, STATUS_USAGE, "'%s' and '%s' cannot both be the %s: put a title of several words in quotes, and write references like %s12", reading->said, word,
		                 reading->title->name, reading->record->prefix);
	reading->said = arena_printf(&session->arena, "%s %s", reading->said, word);
	return STATUS_OK;
}

static enum status take_reference(struct reading *reading, const char *word)
{
	struct session *session = reading->session;
	struct bare *bare = reading->bare;
	const struct field *field;
	struct reference reference;
	size_t index;

	for (size_t i = 0; i < bare->references.count; i++)
		if (strcmp(bare->references.words[i], word) == 0)
			return STATUS_OK;
	enum status status = reference_parse(word, &reference, &session->error);
	if (!status)
		status = bare_field(session, reading->as, reference.type, &field, &index);
	if (status && reading->title && !reading->as)
		return error_suffix(&session->error, "; to use it as text, write %s=%s", reading->title->name, word);
	for (size_t i = 0; !status && i < bare->references.count; i++)
		if (bare->fields[i] == field && !kinds[field->kind].list)
			status = error_set(&session->error, STATUS_USAGE, "%s holds one record, not both %s and %s; to make %s %s for each of them: printf '%%s\\n' %s %s | %s %s -", field->name,
			                   bare->references.words[i], word, sentence_a(reading->record->name), reading->record->name, bare->references.words[i], word, session->command->name, session->verb->name);
	if (status)
		return status;
	bare->references.words[bare->references.count] = word;
	bare->fields[bare->references.count++] = field;
	return STATUS_OK;
}

static bool is_range(const struct session *session, const char *word)
{
	const char *dots = strstr(word, "..");

	return dots && reference_like(arena_copy((struct arena *)&session->arena, word, (size_t)(dots - word))) && reference_like(dots + 2);
}

static enum status take_word(struct reading *reading, size_t at)
{
	struct session *session = reading->session;
	const char *word = session->operands[at];

	if (at >= session->literal_at)
		return take_title(reading, word, at);
	if (strcmp(word, "-") == 0) {
		reading->bare->piped = true;
		return STATUS_OK;
	}
	if (operand_is_assignment(session, word)) {
		reading->operands[reading->count++] = word;
		return STATUS_OK;
	}
	if (is_range(session, word))
		return error_set(&session->error, STATUS_USAGE, "%s names several records; to make %s %s for each of them, pipe the output of list to %s %s -", word, sentence_a(reading->record->name), reading->record->name,
		                 session->command->name, session->verb->name);
	size_t length = filter_path_length(word);
	if (length && (word[length] == '~' || strncmp(word + length, "!=", 2) == 0))
		return error_set(&session->error, STATUS_USAGE, "'%s' is a term of a filter; a new %s takes field=value%s%s%s%s", word, reading->record->name, reading->title ? ": " : "",
		                 reading->title ? reading->title->name : "", reading->title ? "=" : "", reading->title ? word : "");
	const char *operator, *value;
	size_t wide = filter_wide_operator(word, &operator, &value);
	if (wide && *operator != ':' && type_written(session->type, arena_copy(&session->arena, word, wide), NULL))
		return error_set(&session->error, STATUS_USAGE, "'%s': write %.*s%s%s; to use it as text, write it after --", word, (int)wide, word, operator, value);
	return reference_like(word) ? take_reference(reading, word) : take_title(reading, word, at);
}

/* What a bare word says is not to be said by an assignment too. */
static enum status add_assignment(struct reading *reading, const struct field *field, const char *value)
{
	struct session *session = reading->session;
	const struct words *files = operands_files(session);

	for (size_t i = 0; i < reading->count + (files ? files->count : 0); i++) {
		const char *word = i < reading->count ? reading->operands[i] : files->words[i - reading->count];
		if (operand_assigns(session, word, field->name) && !kinds[field->kind].list)
			return error_set(&session->error, STATUS_USAGE, "%s is given twice: by '%s' and by '%s'", field->name, word, value);
	}
	reading->operands[reading->count++] = arena_printf(&session->arena, kinds[field->kind].list ? "%s+=%s" : "%s=%s", field->name, value);
	return STATUS_OK;
}

enum status bare_read(struct session *session, const char *as, struct bare *out)
{
	const struct record_type *record = session->type->record;
	size_t room = session->operand_count + 1;
	struct reading reading = { .session = session, .bare = out, .record = record, .as = as };
	enum status status = STATUS_OK;

	*out = (struct bare){ .references.words = arena_alloc(&session->arena, room * sizeof *out->references.words),
		              .fields = arena_alloc(&session->arena, room * sizeof *out->fields) };
	reading.title = record->bare_word ? type_field(session->type, record->bare_word, NULL) : NULL;
	reading.operands = arena_alloc(&session->arena, (room + 1) * sizeof *reading.operands);
	for (size_t i = 0; !status && i < session->operand_count; i++)
		status = take_word(&reading, i);
	if (!status && reading.said)
		status = add_assignment(&reading, reading.title, reading.said);
	size_t written = reading.count;
	for (size_t i = 0; !status && i < out->references.count; i++) {
		reading.count = written + i;
		status = add_assignment(&reading, out->fields[i], out->references.words[i]);
	}
	session->operands = reading.operands;
	session->operand_count = session->literal_at = reading.count;
	return status;
}
