/* Custom fields and pick values as forms: the text of their settings, and what a schema file says of them. */
#include "record/schema.h"

#include <string.h>

enum { LONG = 65536 /* bytes of a text whose own check has a limit, or that has none */ };

static const char *kind_word(const void *entry)
{
	return kinds[((const struct field *)entry)->kind].name;
}

static bool take_kind(void *entry, const char *word)
{
	for (int kind = 1; kind <= KIND_LAST; kind++)
		if (strcmp(kinds[kind].name, word) == 0)
			((struct field *)entry)->kind = (enum kind_id)kind;
	return true;
}

static const char *target_word(const void *entry)
{
	const struct record_type *target = ((const struct field *)entry)->target;

	return target ? target->name : "";
}

static bool take_target(void *entry, const char *word)
{
	((struct field *)entry)->target = record_by_name(word);
	return true;
}

static const struct form_field field_fields[] = {
	{ .name = "name", .kind = KIND_TEXT, .at = offsetof(struct field, name), .apart = "", .help = "name" },
	{ .name = "kind", .kind = KIND_PICK, .word = kind_word, .take = take_kind, .help = "kind" },
	{ .name = "target", .kind = KIND_PICK, .word = target_word, .take = take_target, .help = "type that a ref leads to" },
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct field, en), .label = true, .initial = "", .apart = "label en", .help = "label in English" },
	{ .name = "zh", .kind = KIND_TEXT, .at = offsetof(struct field, zh), .label = true, .initial = "", .apart = "label zh", .help = "label in Chinese" },
	{ .name = "help", .kind = KIND_TEXT, .at = offsetof(struct field, help), .initial = "custom field", .most = LONG, .help = "one sentence" },
	{ .name = "required", .kind = KIND_BOOL, .at = offsetof(struct field, required), .help = "there must be a value" },
	{ .name = "unique", .kind = KIND_BOOL, .at = offsetof(struct field, unique), .help = "no two records can have the same value" },
	{ .name = "index", .kind = KIND_BOOL, .at = offsetof(struct field, index), .help = "it is looked up often" },
	{ .name = "search", .kind = KIND_BOOL, .at = offsetof(struct field, search), .help = "a bare word in a filter searches it" },
	{ .name = "hidden", .kind = KIND_BOOL, .at = offsetof(struct field, hidden), .apart = "", .help = "removed; its values are still there" },
	{ .name = "pattern", .kind = KIND_TEXT, .at = offsetof(struct field, pattern), .most = LONG, .help = "expression that a text must match" },
	{ .name = "initial", .kind = KIND_TEXT, .at = offsetof(struct field, initial), .most = LONG, .help = "what a new record gets" },
	{ 0 },
};

const struct form field_form = { .item = "field", .fields = field_fields, .size = sizeof(struct field) };

void field_write(struct text *out, const struct field *field)
{
	form_write(out, &field_form, field);
}

enum status field_read(struct arena *arena, const char *value, struct field *field, struct error *error)
{
	static const struct pick none[] = { { 0 } };

	form_clear(&field_form, field);
	enum status status = form_read(arena, &field_form, value, field, error);
	if (status)
		return status;
	if (!field->name || !field->kind)
		return error_set(error, STATUS_CONFIG, "the field lacks its name or kind");
	if (field->kind == KIND_PICK)
		field->picks = none;
	return STATUS_OK;
}

static const char *const outcomes[] = { [OUTCOME_OPEN] = "open", [OUTCOME_WON] = "won", [OUTCOME_LOST] = "lost", NULL };

static const char *outcome_word(const void *entry)
{
	enum outcome outcome = ((const struct pick *)entry)->outcome;

	return outcome == OUTCOME_OPEN ? "" : outcomes[outcome];
}

static bool take_outcome(void *entry, const char *word)
{
	((struct pick *)entry)->outcome = strcmp(word, "won") == 0 ? OUTCOME_WON : strcmp(word, "lost") == 0 ? OUTCOME_LOST : OUTCOME_OPEN;
	return true;
}

static const struct form_field pick_fields[] = {
	{ .name = "key", .kind = KIND_TEXT, .at = offsetof(struct pick, key), .required = true, .help = "what is stored" },
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct pick, en), .label = true, .initial = "", .help = "label in English" },
	{ .name = "zh", .kind = KIND_TEXT, .at = offsetof(struct pick, zh), .label = true, .initial = "", .help = "label in Chinese" },
	{ .name = "initial", .kind = KIND_BOOL, .at = offsetof(struct pick, initial), .help = "what a new record gets" },
	{ .name = "probability", .kind = KIND_PERCENT, .at = offsetof(struct pick, probability), .required = true, .most = 1000000, .help = "of a stage" },
	{ .name = "outcome", .kind = KIND_PICK, .choices = outcomes, .word = outcome_word, .take = take_outcome, .help = "of a stage" },
	{ .name = "group", .kind = KIND_TEXT, .at = offsetof(struct pick, group), .help = "pipeline of a stage" },
	{ 0 },
};

const struct form pick_form = { .fields = pick_fields, .size = sizeof(struct pick) };

void picks_write(struct text *out, const struct pick *picks)
{
	size_t count = 0;

	while (picks[count].key)
		count++;
	form_write_rows(out, &pick_form, picks, count);
}

enum status picks_read(struct arena *arena, const char *value, const struct pick **picks, struct error *error)
{
	void *rows = NULL;
	size_t count;
	enum status status = form_read_rows(arena, &pick_form, value, &rows, &count, error);

	*picks = rows;
	return status;
}
