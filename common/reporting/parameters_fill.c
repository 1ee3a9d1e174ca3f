/* The values of parameters put in the place of ${NAME}. */
#include "reporting/parameters.h"

#include "base/calendar.h"
#include <string.h>

#define MEMBER(name) { #name, offsetof(struct report_definition, name) }

const struct report_member report_members[] = {
	MEMBER(from), MEMBER(with), MEMBER(layout), MEMBER(columns), MEMBER(compute), MEMBER(where), MEMBER(date), MEMBER(period), MEMBER(group), MEMBER(pivot),
	MEMBER(having), MEMBER(sort), MEMBER(join), MEMBER(parts), MEMBER(chart), MEMBER(in_currency), { 0 },
};

struct parameter *parameters_find(const struct parameters *parameters, const char *name)
{
	struct parameter *parameter = parameters->first;

	while (parameter && strcmp(parameter->name, name) != 0)
		parameter = parameter->next;
	return parameter;
}

const char *parameters_value(const struct parameters *parameters, const char *name)
{
	const struct parameter *parameter = parameters_find(parameters, name);

	return parameter ? parameter->value : NULL;
}

struct parameter *parameters_add(struct parameters *parameters, const char *name, const char *value)
{
	struct parameter **last = &parameters->first;

	while (*last && strcmp((*last)->name, name) != 0)
		last = &(*last)->next;
	if (!*last) {
		*last = arena_alloc(parameters->arena, sizeof **last);
		(*last)->name = name;
	}
	if (value)
		(*last)->value = value;
	return *last;
}

/* What can be said of a run, for the nearest name. */
struct names {
	const struct parameter *parameter;
	const struct report_member *member;
};

static const char *next_name(void *context)
{
	struct names *names = context;

	if (names->parameter) {
		const char *name = names->parameter->name;
		names->parameter = names->parameter->next;
		return name;
	}
	return names->member->name ? names->member++->name : NULL;
}

enum status parameters_unknown(struct report *report, const char *name)
{
	struct names names = { report->parameters->first, report_members };
	const char *near = error_nearest(name, next_name, &names);
	struct text list = { 0 };

	for (const struct parameter *parameter = report->parameters->first; parameter; parameter = parameter->next)
		text_printf(&list, "%s%s", list.length ? ", " : "", parameter->name);
	if (near)
		error_set(report->store->error, STATUS_USAGE, "there is no parameter '%s'; did you mean '%s'?", name, near);
	else
		error_set(report->store->error, STATUS_USAGE, "there is no parameter '%s'; there are %s", name, text_string(&list));
	text_free(&list);
	return STATUS_USAGE;
}

/* An item that stands for something else. */
static const char *stands_for(const struct parameters *parameters, const char *name, const char *item, size_t length)
{
	for (const struct stand_in *stand_in = parameters->stand_ins; stand_in; stand_in = stand_in->next)
		if (strcmp(stand_in->name, name) == 0 && strlen(stand_in->item) == length && strncmp(stand_in->item, item, length) == 0)
			return stand_in->text;
	return NULL;
}

static void add_value(const struct parameters *parameters, const char *name, const char *value, struct text *out)
{
	for (const char *item = value; *item;) {
		size_t length = strcspn(item, ",");
		const char *text = stands_for(parameters, name, item, length);
		if (text)
			text_add(out, text);
		else
			text_append(out, item, length);
		item += length;
		if (*item == ',')
			text_byte(out, *item++);
	}
}

/* Puts the values in the place of ${NAME}. *empty: one of them has none. */
static enum status fill(struct report *report, const char *member, const char *text, size_t length, struct text *out, bool *empty)
{
	const char *end = text + length;

	*empty = false;
	while (text < end) {
		const char *close = text[0] == '$' && text[1] == '{' ? memchr(text, '}', (size_t)(end - text)) : NULL;
		if (!close) {
			text_byte(out, *text++);
			continue;
		}
		const char *name = arena_copy(&report->arena, text + 2, (size_t)(close - text - 2));
		const char *value = parameters_value(report->parameters, name);
		if (!value && !parameters_find(report->parameters, name)) {
			parameters_unknown(report, name);
			return error_prefix(report->store->error, "%s: ", member);
		}
		if (!value || !*value)
			*empty = true;
		else
			add_value(report->parameters, name, value, out);
		text = close + 1;
	}
	return STATUS_OK;
}

/* Words of a filter whose parameter has no value ask nothing. */
static enum status fill_words(struct report *report, const char *member, const char *text, struct text *out)
{
	enum status status = STATUS_OK;
	struct text word = { 0 };

	while (!status && *text) {
		size_t length = 0;
		bool quoted = false, empty;
		text += strspn(text, " \t\n");
		while (text[length] && (quoted || !strchr(" \t\n", text[length])))
			quoted ^= text[length++] == '"';
		text_clear(&word);
		status = fill(report, member, text, length, &word, &empty);
		if (!empty && word.length)
			text_printf(out, "%s%s", out->length ? " " : "", word.data);
		text += length;
	}
	text_free(&word);
	return status;
}

enum status parameters_fill(struct report *report, const struct report_member *member)
{
	const char **text = report_member(&report->definition, member);
	struct text out = { 0 };
	enum status status;
	bool empty;

	if (!*text || !strstr(*text, "${"))
		return STATUS_OK;
	if (member->offset == offsetof(struct report_definition, where))
		status = fill_words(report, member->name, *text, &out);
	else
		status = fill(report, member->name, *text, strlen(*text), &out, &empty);
	*text = out.length ? text_take(&out, &report->arena) : NULL;
	text_free(&out);
	return status;
}

/* The days of the run: what the definition may name too. */
enum status parameters_days(struct report *report)
{
	struct parameters *parameters = report->parameters;
	struct conventions then = report->store->conventions, *conventions = &then;
	struct error *error = report->store->error;
	const char *on = parameters_value(parameters, "on"), *rate_on = parameters_value(parameters, "rate_on");
	char today[DATE_SIZE];
	enum status status = STATUS_OK;

	date_today(conventions, today);
	memcpy(report->on, today, sizeof today);
	if (on && *on && (status = date_parse(conventions, on, report->on, error)))
		error_prefix(error, "on: ");
	memcpy(report->rate_on, report->on, sizeof report->rate_on);
	if (!status && rate_on && *rate_on && (status = date_parse(conventions, rate_on, report->rate_on, error)))
		error_prefix(error, "rate_on: ");
	/* Words such as this-month are of that day. */
	then.now = strcmp(report->on, today) == 0 ? then.now : calendar_instant(date_number(report->on) + 1, 0) - 1;
	if (!status && report->definition.period && *report->definition.period) {
		struct text text = { 0 };
		bool empty;
		status = fill(report, "period", report->definition.period, strlen(report->definition.period), &text, &empty);
		if (!status && text.length) {
			status = report_period(conventions, text.data, &report->period, error);
			if (status)
				error_prefix(error, "period: ");
			report->has_period = !status;
		}
		text_free(&text);
	}
	parameters_add(parameters, "on", report->on);
	parameters_add(parameters, "rate_on", report->rate_on);
	parameters_add(parameters, "first", report->has_period ? report->period.first : "");
	parameters_add(parameters, "last", report->has_period ? report->period.last : "");
	return status ? error->status = STATUS_USAGE : STATUS_OK;
}
