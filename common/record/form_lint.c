#include "record/form.h"

#include "base/pattern.h"
#include <string.h>

static bool is_name(const char *name)
{
	return name && *name && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

static bool is_known(enum kind_id kind)
{
	static const enum kind_id known[] = { KIND_TEXT, KIND_LONGTEXT, KIND_INT, KIND_DECIMAL, KIND_PERCENT, KIND_RATE, KIND_DATE, KIND_PICK, KIND_BOOL, KIND_LINES };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i] == kind)
			return true;
	return false;
}

static enum status lint_field(const struct form *form, const struct form_field *field, bool block, struct error *error)
{
	size_t width = form_member(field) == FORM_NUMBER ? sizeof(int64_t) : form_member(field) == FORM_FLAG ? sizeof(bool) : sizeof(char *);
	bool list = field->kind == KIND_LINES;
	const char *finding = NULL;

	if (!is_name(field->name) || form_find(form, field->name) != field)
		finding = "has no name of a-z, 0-9, _ and -, or one that is there twice";
	else if (!field->help || !*field->help)
		finding = "lacks its help";
	else if (!is_known(field->kind))
		finding = "has a kind that forms do not know";
	else if (!field->word != !field->take || (!field->word && form->size && field->at + width > form->size) || field->least > field->most)
		finding = "lies outside of its struct, or has but one half of its hooks or limits";
	else if (list != (field->items != NULL) || (list && (!field->items->size || !field->items->item || !field->items->example)))
		finding = "is a list without a form, an example or a name of its items, or no list with one";
	else if (field->kind == KIND_PICK && !field->choices && !field->word)
		finding = "lacks its choices";
	else if (field->pattern && (!field->example || pattern_check(field->pattern, error)))
		finding = "has a pattern that is none, or without an example";
	else if (field->filter_of ? !form_find(form, field->filter_of) : field->path)
		finding = "is a filter of records whose type no field names";
	else if (field->kind == KIND_LONGTEXT && form->size && !block)
		finding = "has several lines, for which there is no room on one";
	if (finding)
		return error_set(error, STATUS_INTERNAL, "%s of %s %s", field->name ? field->name : "a field", form->item ? form->item : "a list", finding);
	return list ? form_lint(field->items, false, error) : STATUS_OK;
}

enum status form_lint(const struct form *form, bool block, struct error *error)
{
	enum status status = STATUS_OK;

	if (form->dated && (!form_find(form, "from") || !form_find(form, "until")))
		return error_set(error, STATUS_INTERNAL, "%s is dated, but lacks from and until", form->item);
	for (const struct form_field *field = form->fields; !status && field->kind; field++)
		status = lint_field(form, field, block, error);
	return status;
}
