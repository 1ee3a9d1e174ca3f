#include "record/form.h"

#include "base/calendar.h"
#include "base/date.h"
#include <stdlib.h>
#include <string.h>

enum form_member form_member(const struct form_field *field)
{
	switch (field->kind) {
	case KIND_LINES: return FORM_LIST;
	case KIND_BOOL: return FORM_FLAG;
	case KIND_INT:
	case KIND_DECIMAL:
	case KIND_PERCENT:
	case KIND_RATE: return FORM_NUMBER;
	default: return FORM_TEXT;
	}
}

static const void *place(const struct form_field *field, const void *entry)
{
	return (const char *)entry + field->at;
}

const struct form_field *form_find(const struct form *form, const char *name)
{
	for (const struct form_field *field = form->fields; field->kind; field++)
		if (strcmp(field->name, name) == 0)
			return field;
	return NULL;
}

const char *form_text(const struct form_field *field, const void *entry)
{
	const char *text;

	if (field->word)
		text = field->word(entry);
	else if (form_member(field) == FORM_FLAG)
		text = *(const bool *)place(field, entry) ? "yes" : "";
	else
		text = *(const char *const *)place(field, entry);
	return text ? text : "";
}

void form_set_text(const struct form_field *field, void *entry, const char *text)
{
	if (field->take)
		field->take(entry, text);
	else
		*(const char **)((char *)entry + field->at) = *text ? text : field->initial;
}

int64_t form_number(const struct form_field *field, const void *entry)
{
	return form_member(field) == FORM_FLAG ? *(const bool *)place(field, entry) : *(const int64_t *)place(field, entry);
}

void form_set_number(const struct form_field *field, void *entry, int64_t number)
{
	if (form_member(field) == FORM_FLAG)
		*(bool *)((char *)entry + field->at) = number != 0;
	else
		*(int64_t *)((char *)entry + field->at) = number;
}

size_t form_count(const struct form_field *field, const void *entry)
{
	return *(const size_t *)((const char *)entry + field->count_at);
}

/* The member is a pointer to the type of the items, which is not known here; NULL for an empty list. */
const void *form_item(const struct form_field *field, const void *entry, size_t i)
{
	const char *items;

	memcpy(&items, place(field, entry), sizeof items);
	return items ? items + i * field->items->size : NULL;
}

void form_set_list(const struct form_field *field, void *entry, void *items, size_t count)
{
	memcpy((char *)entry + field->at, &items, sizeof items);
	*(size_t *)((char *)entry + field->count_at) = count;
}

bool form_is_set(const struct form_field *field, const void *entry)
{
	switch (form_member(field)) {
	case FORM_LIST: return form_count(field, entry) > 0;
	case FORM_NUMBER: return field->required || form_number(field, entry) != 0;
	default: return *form_text(field, entry) != '\0';
	}
}

void form_format(const struct form_field *field, const void *entry, struct text *out)
{
	const struct value value = { .type = VALUE_INTEGER, .integer = form_member(field) == FORM_NUMBER ? form_number(field, entry) : 0 };

	if (form_member(field) == FORM_NUMBER)
		kinds[field->kind].format(NULL, &value, 0, out);
	else if (form_member(field) == FORM_FLAG)
		text_add(out, form_number(field, entry) ? "yes" : "no");
	else if (field->word && field->choices && !form_is_set(field, entry))
		text_add(out, field->choices[0]);
	else
		text_add(out, form_text(field, entry));
}

void form_clear(const struct form *form, void *entry)
{
	memset(entry, 0, form->size);
	for (const struct form_field *field = form->fields; field->kind; field++)
		if (form_member(field) == FORM_TEXT && !field->take && field->initial)
			form_set_text(field, entry, "");
}

const char *form_article(const char *word)
{
	return *word && strchr("aeiou", *word) ? "an" : "a";
}

void form_sort(const struct form_field *list, void *items, size_t count)
{
	const struct form_field *from = form_find(list->items, "from");
	size_t size = list->items->size;
	char *first = items, *moved = memory_alloc(size);

	for (size_t i = 1; list->items->dated && i < count; i++) {
		size_t at = i;
		memcpy(moved, first + i * size, size);
		while (at > 0 && strcmp(form_text(from, first + (at - 1) * size), form_text(from, moved)) > 0)
			at--;
		memmove(first + (at + 1) * size, first + at * size, (i - at) * size);
		memcpy(first + at * size, moved, size);
	}
	free(moved);
}

const void *form_on(const struct form_field *list, const void *entry, const char *day)
{
	const struct form_field *from = form_find(list->items, "from"), *until = form_find(list->items, "until");

	for (size_t i = form_count(list, entry); i > 0; i--) {
		const void *item = form_item(list, entry, i - 1);
		const char *last = form_text(until, item);
		if (!day || (strcmp(form_text(from, item), day) <= 0 && (!*last || strcmp(day, last) <= 0)))
			return item;
	}
	return NULL;
}

/* "0 to 100 percent" */
static void add_range(struct text *out, const struct form_field *field)
{
	const struct value least = value_integer(field->least), most = value_integer(field->most);

	kinds[field->kind].format(NULL, &least, 0, out);
	text_add(out, " to ");
	kinds[field->kind].format(NULL, &most, 0, out);
	text_add(out, field->kind == KIND_PERCENT ? " percent" : "");
}

enum status form_check_number(const struct form_field *field, int64_t number, const char *what, struct error *error)
{
	struct text range = { 0 };

	if ((!field->least && !field->most) || (number >= field->least && number <= field->most))
		return STATUS_OK;
	add_range(&range, field);
	if (what)
		error_set(error, STATUS_DATA, "%s is beyond %s", what, range.data);
	else
		error_set(error, STATUS_DATA, "%s %s is from %s", form_article(field->name), field->name, range.data);
	text_free(&range);
	return STATUS_DATA;
}

static enum status check_day(const struct form *form, const struct form_field *field, const char *day, struct error *error)
{
	int64_t number;

	if (!*day || calendar_stored_day(day, &number))
		return STATUS_OK;
	if (form->dated && (strcmp(field->name, "from") == 0 || strcmp(field->name, "until") == 0))
		return error_set(error, STATUS_DATA, "%s %s has neither a first nor a last day", form_article(form->item), form->item);
	return error_set(error, STATUS_DATA, "%s: '%s' is not a day", field->name, day);
}

static enum status check_period(const struct form *form, const void *item, const void *before, const char *items, struct error *error)
{
	const struct form_field *begin = form_find(form, "from"), *end = form_find(form, "until");
	const char *from = form_text(begin, item), *until = form_text(end, item);
	char last[DATE_SIZE] = "";

	if (*until && strcmp(until, from) < 0)
		return error_set(error, STATUS_DATA, "%s %s ends on %s, before it begins on %s", form_article(form->item), form->item, until, from);
	if (!before)
		return STATUS_OK;
	const char *earlier = form_text(begin, before), *ended = form_text(end, before);
	if (*from)
		date_from_number(date_number(from) - 1, last);
	if (!*ended && strcmp(earlier, from) < 0)
		return error_set(error, STATUS_DATA, "two %s overlap from %s; end the older one with until: %s", items, from, last);
	if (!*ended || strcmp(ended, from) >= 0)
		return error_set(error, STATUS_DATA, "two %s overlap%s%s; each day has one", items, *from ? " on " : "", from);
	return STATUS_OK;
}

size_t form_list_limit(const struct form_field *list)
{
	return list->most ? (size_t)list->most : FORM_LIST_LIMIT;
}

static enum status check_list(const struct form *form, const struct form_field *list, const void *entry, struct error *error)
{
	size_t count = form_count(list, entry);
	enum status status = STATUS_OK;

	if ((list->required && !count) || count > form_list_limit(list))
		return error_set(error, STATUS_DATA, "%s %s has %d to %zu %s", form_article(form->item), form->item, list->required, form_list_limit(list),
				 list->name);
	for (size_t i = 0; !status && i < count; i++) {
		const void *item = form_item(list, entry, i);
		status = form_check(list->items, item, error);
		if (!status && list->items->dated)
			status = check_period(list->items, item, i ? form_item(list, entry, i - 1) : NULL, list->name, error);
	}
	return status;
}

enum status form_check(const struct form *form, const void *entry, struct error *error)
{
	enum status status = STATUS_OK;

	for (const struct form_field *field = form->fields; !status && field->kind; field++) {
		if (field->kind == KIND_LINES)
			status = check_list(form, field, entry, error);
		else if (form_member(field) == FORM_NUMBER)
			status = form_check_number(field, form_number(field, entry), NULL, error);
		else if (field->kind == KIND_DATE)
			status = check_day(form, field, form_text(field, entry), error);
	}
	return status;
}
