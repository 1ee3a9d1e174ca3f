/* Custom fields and pick values as the text of a setting, and back. */
#include "record/schema.h"

#include <stdlib.h>
#include <string.h>

static void line(struct text *out, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	text_printf(out, "%s\t", name);
	text_escape(out, value, strlen(value));
	text_byte(out, '\n');
}

void field_write(struct text *out, const struct field *field)
{
	line(out, "name", field->name);
	line(out, "kind", kinds[field->kind].name);
	line(out, "target", field->target ? field->target->name : NULL);
	line(out, "en", field->en);
	line(out, "zh", field->zh);
	line(out, "help", field->help);
	line(out, "required", field->required ? "yes" : NULL);
	line(out, "unique", field->unique ? "yes" : NULL);
	line(out, "index", field->index ? "yes" : NULL);
	line(out, "search", field->search ? "yes" : NULL);
	line(out, "hidden", field->hidden ? "yes" : NULL);
	line(out, "pattern", field->pattern);
	line(out, "initial", field->initial);
}

/* The next line of `attribute⇥value` cut in place; false at the end. */
static bool next_line(char **rest, char **line_out)
{
	char *start = *rest;

	if (!*start)
		return false;
	char *end = strchr(start, '\n');
	if (end)
		*end = '\0';
	*rest = end ? end + 1 : start + strlen(start);
	*line_out = start;
	return true;
}

static char *next_column(char **rest)
{
	char *start = *rest;

	if (!start)
		return "";
	char *tab = strchr(start, '\t');
	if (tab)
		*tab = '\0';
	*rest = tab ? tab + 1 : NULL;
	text_unescape(start, strlen(start));
	return start;
}

enum status field_read(struct arena *arena, const char *value, struct field *field, struct error *error)
{
	char *rest = arena_string(arena, value), *row;

	*field = (struct field){ .en = "", .zh = "", .help = "custom field" };
	while (next_line(&rest, &row)) {
		char *name = next_column(&row), *content = next_column(&row);
		bool yes = strcmp(content, "yes") == 0;
		if (strcmp(name, "name") == 0)
			field->name = content;
		else if (strcmp(name, "en") == 0)
			field->en = content;
		else if (strcmp(name, "zh") == 0)
			field->zh = content;
		else if (strcmp(name, "help") == 0)
			field->help = content;
		else if (strcmp(name, "required") == 0)
			field->required = yes;
		else if (strcmp(name, "unique") == 0)
			field->unique = yes;
		else if (strcmp(name, "index") == 0)
			field->index = yes;
		else if (strcmp(name, "search") == 0)
			field->search = yes;
		else if (strcmp(name, "hidden") == 0)
			field->hidden = yes;
		else if (strcmp(name, "pattern") == 0)
			field->pattern = content;
		else if (strcmp(name, "initial") == 0)
			field->initial = content;
		else if (strcmp(name, "target") == 0)
			field->target = record_by_name(content);
		else if (strcmp(name, "kind") == 0)
			for (int kind = 1; kind <= KIND_LAST; kind++)
				if (strcmp(kinds[kind].name, content) == 0)
					field->kind = (enum kind_id)kind;
	}
	if (!field->name || !field->kind)
		return error_set(error, STATUS_CONFIG, "the field lacks its name or kind");
	static const struct pick none[] = { { 0 } };
	if (field->kind == KIND_PICK)
		field->picks = none;
	return STATUS_OK;
}

void picks_write(struct text *out, const struct pick *picks)
{
	static const char *const outcomes[] = { [OUTCOME_OPEN] = "", [OUTCOME_WON] = "won", [OUTCOME_LOST] = "lost" };

	for (const struct pick *pick = picks; pick->key; pick++) {
		const char *columns[] = { pick->key, pick->en, pick->zh, pick->initial ? "yes" : "" };
		for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
			if (columns[i])
				text_escape(out, columns[i], strlen(columns[i]));
			text_byte(out, '\t');
		}
		text_integer(out, pick->probability);
		text_printf(out, "\t%s\t%s\n", outcomes[pick->outcome], pick->group ? pick->group : "");
	}
}

enum status picks_read(struct arena *arena, const char *value, const struct pick **picks, struct error *error)
{
	char *rest = arena_string(arena, value), *row;
	size_t count = 1;

	for (const char *p = value; *p; p++)
		count += *p == '\n';
	struct pick *list = arena_alloc(arena, (count + 1) * sizeof *list);
	count = 0;
	while (next_line(&rest, &row)) {
		struct pick *pick = &list[count++];
		pick->key = next_column(&row);
		pick->en = next_column(&row);
		pick->zh = next_column(&row);
		pick->initial = strcmp(next_column(&row), "yes") == 0;
		pick->probability = strtoll(next_column(&row), NULL, 10);
		const char *outcome = next_column(&row);
		pick->outcome = strcmp(outcome, "won") == 0 ? OUTCOME_WON : strcmp(outcome, "lost") == 0 ? OUTCOME_LOST : OUTCOME_OPEN;
		const char *group = next_column(&row);
		pick->group = *group ? group : NULL;
		if (!*pick->key)
			return error_set(error, STATUS_CONFIG, "a value lacks its key");
	}
	*picks = list;
	return STATUS_OK;
}
