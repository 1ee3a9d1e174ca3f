#include "import/import_target.h"

#include "import/import_hook.h"
#include "import/import_preset.h"
#include "query/assign.h"
#include "store/children.h"
#include <string.h>

/* What stands behind a word that means the lines, and a separator. */
static const char *behind(const char *header, const char *word)
{
	static const char *const marks[] = { ".", ":", "：", "．", " " };
	size_t length = strlen(word);

	if (!length || strncmp(header, word, length) != 0)
		return NULL;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strncmp(header + length, marks[i], strlen(marks[i])) == 0 && header[length + strlen(marks[i])])
			return header + length + strlen(marks[i]);
	return NULL;
}

const char *import_header_of_line(const struct import_job *job, const char *header)
{
	const char *found = NULL;
	struct text word = { 0 };

	if (!job->child)
		return NULL;
	children_word(&word, job->lines);
	const char *const words[] = { job->lines->name, word.data, job->lines->en, job->lines->zh, "Line", "行" };
	for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
		found = behind(header, words[i]);
	text_free(&word);
	return found;
}

/* The text without the ending, as a new text; false where it does not end so, or is no more than that. */
static bool cut_ending(const char *normal, const char *ending, struct text *head)
{
	size_t length = strlen(normal), tail = strlen(ending);

	if (length <= tail || strcmp(normal + length - tail, ending) != 0)
		return false;
	text_append(head, normal, length - tail);
	return true;
}

bool import_target_linked(const struct type *type, const char *normal, size_t *index, bool *guessed)
{
	static const char *const endings[] = { ".externalid", ".外部编号", "externalid", "id" };
	struct text head = { 0 };
	bool found = false;

	for (size_t i = 0; i < sizeof endings / sizeof *endings && !found; i++) {
		text_clear(&head);
		if (!cut_ending(normal, endings[i], &head))
			continue;
		const struct field *field = type_written(type, head.data, index);
		found = field && field->kind == KIND_REF && assign_is_writable(field) && !field->target->no_common_fields;
		*guessed = found && endings[i][0] != '.';
	}
	text_free(&head);
	return found;
}

bool import_target_heading(const struct import_job *job, const char *normal, struct import_target *target)
{
	const struct import_hook *hook = job->options.hook;

	for (const struct import_heading *heading = hook ? hook->headings : NULL; heading && heading->header; heading++) {
		if (!import_preset_means(heading, normal))
			continue;
		target->role = heading->field ? COLUMN_FIELD : COLUMN_SLOT;
		target->index = heading->field ? type_index(job->type, heading->field) : (size_t)heading->slot;
		return true;
	}
	return false;
}

/* What else a record is called: Account, Opportunity. */
static bool is_title(const struct type *type, const char *normal)
{
	const struct field *field = type_written(type, normal, NULL);

	return field && strcmp(field->name, type->record->title) == 0 && strcmp(normal, "name") != 0;
}

bool import_target_own(const struct type *type, const char *normal, size_t *index)
{
	static const char *const endings[] = { "id", "编号", "编码", "代码" };
	const struct record_type *record = type->record;
	struct text head = { 0 };
	bool own = false;

	for (size_t i = 0; i < sizeof endings / sizeof *endings && !own; i++) {
		text_clear(&head);
		own = cut_ending(normal, endings[i], &head) &&
		      (label_listed(record->name, head.data) || label_listed(record->en, head.data) || label_listed(record->zh, head.data) || is_title(type, head.data));
	}
	text_free(&head);
	return own && type_field(type, "external_id", index);
}

bool import_target_part(const struct type *type, const char *normal, enum import_role *role)
{
	bool given = label_listed("First Name,First,Given Name,Forename,名", normal), family = label_listed("Last Name,Last,Family Name,Surname,姓", normal);

	if ((!given && !family) || strcmp(type->record->title, "name") != 0 || type_field(type, "given_name", NULL) || !type_field(type, "email", NULL))
		return false;
	*role = given ? COLUMN_GIVEN : COLUMN_FAMILY;
	return true;
}

bool import_target_takes(const struct field *field)
{
	return assign_is_writable(field) || strcmp(field->name, "created_at") == 0;
}

/* What is no field itself: a link by a key, or a word of the hook. */
static bool read_other(const struct import_job *job, const char *field, struct import_target *target)
{
	const struct type *type = target->child ? job->child : job->type;
	struct text normal = { 0 };
	bool guessed = false;

	label_normal(&normal, field);
	target->linked = import_target_linked(type, text_string(&normal), &target->index, &guessed);
	bool found = target->linked || (!target->child && import_target_heading(job, text_string(&normal), target)) ||
	             (!target->child && import_target_part(type, text_string(&normal), &target->role));
	text_free(&normal);
	return found;
}

enum status import_target_read(const struct import_job *job, const char *field, struct import_target *target)
{
	size_t length = strlen(field);
	const char *of_line = import_header_of_line(job, field), *name = of_line ? of_line : field;
	const struct type *type = of_line ? job->child : job->type;
	char exact[64];

	*target = (struct import_target){ .role = COLUMN_IGNORED, .child = of_line != NULL };
	target->lenient = !of_line && length && length < sizeof exact && field[length - 1] == '?';
	if (target->lenient) {
		memcpy(exact, field, length - 1);
		exact[length - 1] = '\0';
		name = exact;
	}
	if (!*field)
		return STATUS_OK;
	if (strcmp(field, "ref") == 0) {
		target->role = COLUMN_REFERENCE;
		return STATUS_OK;
	}
	target->role = COLUMN_FIELD;
	if (strcmp(field, "+notes") == 0 && type_field(job->type, "notes", &target->index)) {
		target->role = COLUMN_NOTE;
		return STATUS_OK;
	}
	const struct field *found = type_written(type, name, &target->index);
	if (!found)
		return read_other(job, name, target) ? STATUS_OK : type_unknown(type, name, job->store->error);
	if (import_target_takes(found))
		return STATUS_OK;
	return error_set(job->store->error, STATUS_USAGE, "%s is calculated by the program and takes no value", field);
}
