/* Operands of the form field=value, and the one value of a verb that may stand without its name. */
#include "cli/session.h"

#include "cli/verbs.h"
#include <string.h>

/* The length of the name before =, += or -=; 0 when the word is no assignment. */
static size_t assigned_length(const struct session *session, const char *word)
{
	size_t length = strcspn(word, "=");

	if (!word[length] || length == 0)
		return 0;
	if (length > 1 && (word[length - 1] == '+' || word[length - 1] == '-'))
		length--;
	if (filter_path_length(word) == length)
		return length;
	char *name = arena_copy((struct arena *)&session->arena, word, length), *dot = strrchr(name, '.');
	for (struct record_walk walk = record_walk(); session->store && walk.record; record_step(&walk))
		if (type_written(store_type(session->store, walk.record), dot ? dot + 1 : name, NULL))
			return length;
	return 0;
}

bool operand_is_assignment(const struct session *session, const char *word)
{
	return assigned_length(session, word) > 0;
}

const char *operand_assigns(const struct session *session, const char *word, const char *field)
{
	size_t length = assigned_length(session, word);

	if (!length || word[length] != '=')
		return NULL;
	const struct field *written = type_written(session->type, arena_copy((struct arena *)&session->arena, word, length), NULL);
	return written && strcmp(written->name, field) == 0 ? word + length + 1 : NULL;
}

const char *operand_take(struct session *session, const char *word)
{
	const char *value = NULL, *given;
	size_t length = strlen(word), kept = 0;

	for (size_t i = 0; i < session->operand_count; i++) {
		const char *operand = session->operands[i];
		given = strncmp(operand, word, length) == 0 && operand[length] == '=' ? operand + length + 1 : NULL;
		if (!given && session->type)
			given = operand_assigns(session, operand, word);
		if (given)
			value = given;
		else
			session->operands[kept++] = operand;
	}
	session->operands[session->operand_count = kept] = NULL;
	return value;
}

const struct words *operands_files(const struct session *session)
{
	for (const struct opt_group *group = session->verb->options; group && group->rows; group++)
		if (group->rows == options_file)
			return &((const struct file_options *)(const void *)((const char *)session->options + group->offset))->files;
	return NULL;
}

/* Whether a word gives the value by name. The value of a verb need not be a field. */
static bool gives_value(const struct session *session, const char *word)
{
	const char *value = session->verb->value;
	size_t length = strlen(value);

	return (strncmp(word, value, length) == 0 && word[length] == '=') || (session->type && operand_assigns(session, word, value));
}

enum status operands_value(struct session *session)
{
	const char *value = session->verb->value;
	size_t last = 0, named = 0;
	struct reference reference;

	const struct words *files = operands_files(session);

	for (size_t i = 0; files && i < files->count; i++)
		if (gives_value(session, files->words[i]))
			return STATUS_OK;
	for (size_t i = 0; i < session->operand_count; i++) {
		bool literal = i >= session->literal_at;
		if (!literal && gives_value(session, session->operands[i]))
			return STATUS_OK;
		if (!literal && operand_is_assignment(session, session->operands[i]))
			continue;
		last = i;
		named++;
	}
	/* What is missing is reported by the verb. */
	if (named < 2 || strcmp(session->operands[last], "-") == 0)
		return STATUS_OK;
	const char *word = session->operands[last];
	const struct field *field = session->type ? type_field(session->type, value, NULL) : NULL;
	if (field && (field->kind == KIND_TEXT || field->kind == KIND_LONGTEXT) && reference_like(word) && reference_parse(word, &reference, NULL) == STATUS_OK && reference.type == session->type->record)
		return error_set(&session->error, STATUS_USAGE, "%s may be another %s; to use %s as the value, write it as %s=%s", word, reference.type->name, value, value, word);
	memmove(&session->operands[last], &session->operands[last + 1], (session->operand_count - last - 1) * sizeof *session->operands);
	session->operands[session->operand_count - 1] = arena_printf(&session->arena, "%s=%s", value, word);
	session->literal_at = session->operand_count;
	return STATUS_OK;
}

enum status split_operands(struct session *session, size_t *references)
{
	size_t count = 0;

	while (count < session->operand_count && !operand_is_assignment(session, session->operands[count]))
		count++;
	*references = count;
	for (size_t i = count; i < session->operand_count; i++) {
		if (operand_is_assignment(session, session->operands[i]))
			continue;
		return error_set(&session->error, STATUS_USAGE, "'%s' is not an assignment; references come first, then field=value", session->operands[i]);
	}
	return STATUS_OK;
}
