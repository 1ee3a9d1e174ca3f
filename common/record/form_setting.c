/* Structs that a form describes as the text of a setting, and back. */
#include "record/form.h"

#include "base/date.h"
#include "base/decimal.h"
#include <string.h>

/* The value as it is stored. */
static void add_stored(struct text *out, const struct form_field *field, const void *entry)
{
	const char *text = form_member(field) == FORM_NUMBER ? "" : form_text(field, entry);

	if (form_member(field) == FORM_NUMBER)
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
	if (form_member(field) == FORM_FLAG)
		number = strcmp(stored, "yes") == 0;
	else if (form_member(field) == FORM_NUMBER && integer_parse(stored, &number, NULL))
		return false;
	if (form_member(field) != FORM_TEXT)
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

/* A line `item⇥…` is of the list whose items are called so, or of a list in the last item of one. */
static enum status take_line(struct arena *arena, const struct form *form, void *entry, const char *name, char *row, struct error *error)
{
	for (const struct form_field *field = form->fields; field->kind; field++) {
		if (field->kind != KIND_LINES) {
			if (strcmp(field->name, name) == 0 && !take_value(field, entry, next_column(&row)))
				return error_set(error, STATUS_CONFIG, "the %s of the %s is not valid", name, form->item);
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
		items = array_grow(arena, items, count, size);
		if (!take_item(field->items, items + count * size, row))
			return error_set(error, STATUS_CONFIG, "%s %s of the %s is not valid", form_article(name), name, form->item);
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
		items = array_grow(arena, items, *count, form->size);
		void *item = items + *count * form->size;
		bool read = take_item(form, item, row);
		for (const struct form_field *field = form->fields; field->kind; field++)
			if (!read || (field->required && !form_is_set(field, item)))
				return error_set(error, STATUS_CONFIG, "a value lacks its %s", field->name);
		++*count;
	}
	/* What lies behind the last one is empty: a list of picks ends so. */
	*rows = array_grow(arena, items, *count, form->size);
	memset((char *)*rows + *count * form->size, 0, form->size);
	return STATUS_OK;
}
