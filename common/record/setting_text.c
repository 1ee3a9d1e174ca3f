/* Custom fields, pick values and taxes as the text of a setting, and back. */
#include "record/selling.h"

#include "base/calendar.h"
#include "base/decimal.h"
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

bool tax_is_name(const char *name)
{
	size_t length = strlen(name);

	return length && length <= TAX_NAME_LIMIT && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static enum status check_period(const struct tax_period *period, struct error *error)
{
	int64_t number;

	if (period->rate < 0 || period->rate > TAX_RATE_LIMIT)
		return error_set(error, STATUS_DATA, "a rate is from 0 to 100 percent");
	if ((*period->from && !calendar_stored_day(period->from, &number)) || (*period->until && !calendar_stored_day(period->until, &number)))
		return error_set(error, STATUS_DATA, "a rate begins or ends on no day");
	if (*period->until && strcmp(period->until, period->from) < 0)
		return error_set(error, STATUS_DATA, "a rate ends on %s, before it begins on %s", period->until, period->from);
	return STATUS_OK;
}

enum status tax_check(const struct tax *tax, struct error *error)
{
	enum status status = STATUS_OK;

	if (tax->removed)
		return STATUS_OK;
	if (!tax->count || tax->count > TAX_PERIOD_LIMIT)
		return error_set(error, STATUS_DATA, "a tax has 1 to %d rates", TAX_PERIOD_LIMIT);
	for (size_t i = 0; !status && i < tax->count; i++) {
		const struct tax_period *period = &tax->periods[i], *before = i ? period - 1 : NULL;
		char last[DATE_SIZE] = "";
		status = check_period(period, error);
		if (status || !before)
			continue;
		if (*period->from)
			date_from_number(date_number(period->from) - 1, last);
		if (!*before->until && strcmp(before->from, period->from) < 0)
			return error_set(error, STATUS_DATA, "two rates overlap from %s; end the older one with until: %s", period->from, last);
		if (!*before->until || strcmp(before->until, period->from) >= 0)
			return error_set(error, STATUS_DATA, *period->from ? "two rates overlap on %s; each day has one" : "two rates overlap; each day has one", period->from);
	}
	return status;
}

void tax_write(struct text *out, const struct tax *tax)
{
	line(out, "removed", tax->removed ? "yes" : NULL);
	if (tax->removed)
		return;
	line(out, "en", tax->en);
	line(out, "zh", tax->zh);
	for (size_t i = 0; i < tax->count; i++) {
		const struct tax_period *period = &tax->periods[i];
		text_add(out, "rate\t");
		text_integer(out, period->rate);
		text_printf(out, "\t%s\t%s\n", period->from, period->until);
	}
}

static bool take_day(char to[DATE_SIZE], const char *day)
{
	size_t length = strlen(day);

	if (length >= DATE_SIZE)
		return false;
	memcpy(to, day, length + 1);
	return true;
}

enum status tax_read(struct arena *arena, const char *value, struct tax *tax, struct error *error)
{
	char *rest = arena_string(arena, value), *row;
	size_t lines = 1;

	for (const char *p = value; *p; p++)
		lines += *p == '\n';
	struct tax_period *periods = arena_alloc(arena, lines * sizeof *periods);
	*tax = (struct tax){ .en = "", .zh = "", .periods = periods };
	while (next_line(&rest, &row)) {
		const char *name = next_column(&row), *content = next_column(&row);
		struct tax_period *period = &periods[tax->count];
		if (strcmp(name, "en") == 0)
			tax->en = content;
		else if (strcmp(name, "zh") == 0)
			tax->zh = content;
		else if (strcmp(name, "removed") == 0)
			tax->removed = strcmp(content, "yes") == 0;
		if (strcmp(name, "rate") != 0)
			continue;
		*period = (struct tax_period){ 0 };
		if (integer_parse(content, &period->rate, NULL) || !take_day(period->from, next_column(&row)) || !take_day(period->until, next_column(&row)))
			return error_set(error, STATUS_CONFIG, "a rate of the tax is none");
		tax->count++;
	}
	if (!tax->removed && (!*tax->en || !*tax->zh))
		return error_set(error, STATUS_CONFIG, "the tax lacks its labels");
	return tax_check(tax, error);
}
