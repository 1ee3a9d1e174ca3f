#include "record/form.h"

#include "base/calendar.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/pattern.h"
#include <stdlib.h>
#include <string.h>

enum member { MEMBER_TEXT, MEMBER_NUMBER, MEMBER_FLAG, MEMBER_LIST };

static enum member member(const struct form_field *field)
{
	switch (field->kind) {
	case KIND_LINES: return MEMBER_LIST;
	case KIND_BOOL: return MEMBER_FLAG;
	case KIND_INT:
	case KIND_DECIMAL:
	case KIND_PERCENT:
	case KIND_RATE: return MEMBER_NUMBER;
	default: return MEMBER_TEXT;
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
	else if (member(field) == MEMBER_FLAG)
		text = *(const bool *)place(field, entry) ? "yes" : "";
	else
		text = *(const char *const *)place(field, entry);
	return text ? text : "";
}

void form_set_text(const struct form_field *field, void *entry, const char *text)
{
	*(const char **)((char *)entry + field->at) = *text ? text : field->initial;
}

int64_t form_number(const struct form_field *field, const void *entry)
{
	return member(field) == MEMBER_FLAG ? *(const bool *)place(field, entry) : *(const int64_t *)place(field, entry);
}

void form_set_number(const struct form_field *field, void *entry, int64_t number)
{
	if (member(field) == MEMBER_FLAG)
		*(bool *)((char *)entry + field->at) = number != 0;
	else
		*(int64_t *)((char *)entry + field->at) = number;
}

size_t form_count(const struct form_field *field, const void *entry)
{
	return *(const size_t *)((const char *)entry + field->count_at);
}

/* The member is a pointer to the type of the items, which is not known here. */
const void *form_item(const struct form_field *field, const void *entry, size_t i)
{
	const char *items;

	memcpy(&items, place(field, entry), sizeof items);
	return items + i * field->items->size;
}

void form_set_list(const struct form_field *field, void *entry, void *items, size_t count)
{
	memcpy((char *)entry + field->at, &items, sizeof items);
	*(size_t *)((char *)entry + field->count_at) = count;
}

bool form_is_set(const struct form_field *field, const void *entry)
{
	switch (member(field)) {
	case MEMBER_LIST: return form_count(field, entry) > 0;
	case MEMBER_NUMBER: return field->required || form_number(field, entry) != 0;
	default: return *form_text(field, entry) != '\0';
	}
}

void form_format(const struct form_field *field, const void *entry, struct text *out)
{
	const struct value value = { .type = VALUE_INTEGER, .integer = member(field) == MEMBER_NUMBER ? form_number(field, entry) : 0 };

	if (member(field) == MEMBER_NUMBER)
		kinds[field->kind].format(NULL, &value, 0, out);
	else if (member(field) == MEMBER_FLAG)
		text_add(out, form_number(field, entry) ? "yes" : "no");
	else
		text_add(out, form_text(field, entry));
}

void form_clear(const struct form *form, void *entry)
{
	memset(entry, 0, form->size);
	for (const struct form_field *field = form->fields; field->kind; field++)
		if (member(field) == MEMBER_TEXT && !field->take && field->initial)
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
		return error_set(error, STATUS_DATA, "%s %s begins or ends on no day", form_article(form->item), form->item);
	return error_set(error, STATUS_DATA, "%s: '%s' is no day", field->name, day);
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
		else if (member(field) == MEMBER_NUMBER)
			status = form_check_number(field, form_number(field, entry), NULL, error);
		else if (field->kind == KIND_DATE)
			status = check_day(form, field, form_text(field, entry), error);
	}
	return status;
}

/* The value as it is stored. */
static void add_stored(struct text *out, const struct form_field *field, const void *entry)
{
	const char *text = member(field) == MEMBER_NUMBER ? "" : form_text(field, entry);

	if (member(field) == MEMBER_NUMBER)
		text_integer(out, form_number(field, entry));
	else
		text_escape(out, text, strlen(text));
}

static void write_lists(struct text *out, const struct form *form, const void *entry);

static void write_item(struct text *out, const struct form *form, const void *item)
{
	const char *before = "";

	if (form->item) {
		text_add(out, form->item);
		before = "\t";
	}
	for (const struct form_field *field = form->fields; field->kind; field++) {
		if (field->kind == KIND_LINES)
			continue;
		text_add(out, before);
		add_stored(out, field, item);
		before = "\t";
	}
	text_byte(out, '\n');
	write_lists(out, form, item);
}

static void write_lists(struct text *out, const struct form *form, const void *entry)
{
	for (const struct form_field *field = form->fields; field->kind; field++)
		for (size_t i = 0; field->kind == KIND_LINES && i < form_count(field, entry); i++)
			write_item(out, field->items, form_item(field, entry, i));
}

void form_write(struct text *out, const struct form *form, const void *entry)
{
	for (const struct form_field *field = form->fields; field->kind; field++) {
		if (field->kind == KIND_LINES || !form_is_set(field, entry))
			continue;
		text_printf(out, "%s\t", field->name);
		add_stored(out, field, entry);
		text_byte(out, '\n');
	}
	write_lists(out, form, entry);
}

void form_write_rows(struct text *out, const struct form *form, const void *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		write_item(out, form, (const char *)rows + i * form->size);
}

/* The next line, cut off in place; NULL at the end. */
static char *next_line(char **rest)
{
	char *start = *rest, *end = strchr(start, '\n');

	if (!*start)
		return NULL;
	if (end)
		*end = '\0';
	*rest = end ? end + 1 : start + strlen(start);
	return start;
}

static char *next_column(char **rest)
{
	char *start = *rest, *tab = start ? strchr(start, '\t') : NULL;

	if (!start)
		return "";
	if (tab)
		*tab = '\0';
	*rest = tab ? tab + 1 : NULL;
	text_unescape(start, strlen(start));
	return start;
}

static bool take_value(const struct form_field *field, void *entry, const char *stored)
{
	int64_t number = 0;

	if (field->take)
		return field->take(entry, stored);
	if (member(field) == MEMBER_FLAG)
		number = strcmp(stored, "yes") == 0;
	else if (member(field) == MEMBER_NUMBER && integer_parse(stored, &number, NULL))
		return false;
	if (member(field) != MEMBER_TEXT)
		return form_set_number(field, entry, number), true;
	if (field->kind == KIND_DATE && strlen(stored) >= DATE_SIZE)
		return false;
	return form_set_text(field, entry, stored), true;
}

static bool take_item(const struct form *form, void *item, char *row)
{
	form_clear(form, item);
	for (const struct form_field *field = form->fields; field->kind; field++)
		if (field->kind != KIND_LINES && !take_value(field, item, next_column(&row)))
			return false;
	return true;
}

/* Room for one more, doubled as the count reaches a power of two. */
static void *add_item(struct arena *arena, const struct form *form, void *items, size_t count)
{
	if ((count & (count - 1)) == 0)
		items = arena_grow(arena, items, count * form->size, (count ? count * 2 : 1) * form->size);
	return items;
}

/* A line `item⇥…` is of the list whose items are called so, or of a list in the last item of one. */
static enum status take_line(struct arena *arena, const struct form *form, void *entry, const char *name, char *row, struct error *error)
{
	for (const struct form_field *field = form->fields; field->kind; field++) {
		if (field->kind != KIND_LINES) {
			if (strcmp(field->name, name) == 0 && !take_value(field, entry, next_column(&row)))
				return error_set(error, STATUS_CONFIG, "the %s of the %s is none", name, form->item);
			continue;
		}
		size_t count = form_count(field, entry), size = field->items->size;
		char *items = (char *)form_item(field, entry, 0);
		if (strcmp(field->items->item, name) != 0) {
			enum status status = count ? take_line(arena, field->items, items + (count - 1) * size, name, row, error) : STATUS_OK;
			if (status)
				return status;
			continue;
		}
		items = add_item(arena, field->items, items, count);
		if (!take_item(field->items, items + count * size, row))
			return error_set(error, STATUS_CONFIG, "%s %s of the %s is none", form_article(name), name, form->item);
		form_set_list(field, entry, items, count + 1);
	}
	return STATUS_OK;
}

enum status form_read(struct arena *arena, const struct form *form, const char *value, void *entry, struct error *error)
{
	char *rest = arena_string(arena, value), *row;
	enum status status = STATUS_OK;

	while (!status && (row = next_line(&rest))) {
		const char *name = next_column(&row);
		status = take_line(arena, form, entry, name, row, error);
	}
	for (const struct form_field *field = form->fields; !status && field->kind; field++)
		if (field->required && field->kind != KIND_LINES && !form_is_set(field, entry))
			status = error_set(error, STATUS_CONFIG, "the %s lacks its %s", form->item, field->label ? "labels" : field->name);
	return status;
}

enum status form_read_rows(struct arena *arena, const struct form *form, const char *value, void **rows, size_t *count, struct error *error)
{
	char *rest = arena_string(arena, value), *row, *items = NULL;

	*count = 0;
	while ((row = next_line(&rest))) {
		items = add_item(arena, form, items, *count);
		void *item = items + *count * form->size;
		bool read = take_item(form, item, row);
		for (const struct form_field *field = form->fields; field->kind; field++)
			if (!read || (field->required && !form_is_set(field, item)))
				return error_set(error, STATUS_CONFIG, "a value lacks its %s", field->name);
		++*count;
	}
	/* What lies behind the last one is empty: a list of picks ends so. */
	*rows = arena_grow(arena, items, *count * form->size, (*count + 1) * form->size);
	memset((char *)*rows + *count * form->size, 0, form->size);
	return STATUS_OK;
}

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
	size_t width = member(field) == MEMBER_NUMBER ? sizeof(int64_t) : member(field) == MEMBER_FLAG ? sizeof(bool) : sizeof(char *);
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
