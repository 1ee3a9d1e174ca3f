/* What a run is given: parameters and members by NAME=VALUE, put into the text of a definition (the rules are in report.h). */
#include "reporting/parameters.h"

#include <stdlib.h>
#include <string.h>

enum { PARAMETER_ROUNDS = 4 }; /* a section may choose another one */

static const struct report_member *member_named(const char *name)
{
	const struct report_member *member = report_members;

	while (member->name && strcmp(member->name, name) != 0)
		member++;
	return member->name ? member : NULL;
}

/* Whether an item of the comma-joined list is this one. */
static bool has_item(const char *list, const char *item)
{
	size_t length = strlen(item);

	for (const char *p = list; p && *p; p = strchr(p, ',') ? strchr(p, ',') + 1 : NULL)
		if (strncmp(p, item, length) == 0 && (p[length] == ',' || !p[length]))
			return true;
	return false;
}

/* One line of the member `parameters`: key and value, cut apart. */
struct line {
	char *key, *value;
	char sign; /* '=' a default, ':' choices, '[' a section */
};

static char *trim(char *text)
{
	text += strspn(text, " \t\r");
	for (size_t length = strlen(text); length && strchr(" \t\r", text[length - 1]);)
		text[--length] = '\0';
	return text;
}

static bool next_line(char **rest, struct line *line)
{
	while (*rest && **rest) {
		char *text = *rest, *end = strchr(text, '\n');
		*rest = end ? end + 1 : NULL;
		if (end)
			*end = '\0';
		text = trim(text);
		if (!*text || *text == '#')
			continue;
		*line = (struct line){ .key = text, .sign = *text == '[' ? '[' : '\0' };
		if (line->sign) {
			line->key = text + 1;
			line->key[strcspn(line->key, "]")] = '\0';
			text = line->key;
		}
		char *sign = text + strcspn(text, "=:");
		if (!line->sign)
			line->sign = *sign ? *sign : '?';
		line->value = *sign ? sign + 1 : sign;
		*sign = '\0';
		line->key = trim(line->key);
		line->value = trim(line->value);
		return true;
	}
	return false;
}

static enum status bad_line(struct report *report, const struct line *line)
{
	return error_set(report->store->error, STATUS_USAGE, "parameters: '%s' is not NAME=DEFAULT, NAME: VALUES, NAME.VALUE=TEXT or [NAME=VALUE]", line->key);
}

/* The lines before the first section: which parameters there are. */
static enum status declare(struct report *report, const char *text)
{
	struct parameters *parameters = report->parameters;
	char *rest = arena_string(&report->arena, text);
	struct line line;

	while (next_line(&rest, &line) && line.sign != '[') {
		char *dot = strchr(line.key, '.');
		if (line.sign == '?')
			return bad_line(report, &line);
		if (dot) {
			struct stand_in *stand_in = arena_alloc(&report->arena, sizeof *stand_in);
			*dot = '\0';
			*stand_in = (struct stand_in){ line.key, dot + 1, line.value, parameters->stand_ins };
			parameters->stand_ins = stand_in;
		} else if (line.sign == ':') {
			parameters_add(parameters, line.key, NULL)->choices = line.value;
		} else {
			parameters_add(parameters, line.key, line.value);
		}
	}
	return STATUS_OK;
}

/* What a section sets, where what it asks is so: members and parameters that the run did not give. */
static void apply_section(struct report *report, const struct line *line, const char *const *given)
{
	const struct report_member *member = member_named(line->key);
	size_t length = strlen(line->key);

	for (size_t i = 0; given && given[i]; i++)
		if (strncmp(given[i], line->key, length) == 0 && given[i][length] == '=')
			return;
	if (member && !parameters_find(report->parameters, line->key))
		*report_member(&report->definition, member) = line->value;
	else
		parameters_add(report->parameters, line->key, line->value);
}

static void apply_sections(struct report *report, const char *text, const char *const *given)
{
	char *rest = arena_string(&report->arena, text);
	bool within = false;
	struct line line;

	while (next_line(&rest, &line)) {
		if (line.sign == '[') {
			const char *value = parameters_value(report->parameters, line.key);
			within = value && (has_item(value, line.value) || strcmp(value, line.value) == 0);
		} else if (within) {
			apply_section(report, &line, given);
		}
	}
}

static enum status give(struct report *report, const char *word)
{
	size_t length = strcspn(word, "=");
	const char *name = arena_copy(&report->arena, word, length), *value = word[length] ? word + length + 1 : "";
	const struct report_member *member = member_named(name);
	struct parameter *parameter = parameters_find(report->parameters, name);

	if (parameter) {
		parameter->value = value;
	} else if (strcmp(name, "by") == 0) {
		report->definition.group = value;
	} else if (strcmp(name, "top") == 0) {
		char *end;
		report->definition.top = strtoll(value, &end, 10);
		if (*end || report->definition.top < 0)
			return error_set(report->store->error, STATUS_USAGE, "top: '%s' is not a whole number", value);
	} else if (member) {
		*report_member(&report->definition, member) = *value ? value : NULL;
	} else {
		return parameters_unknown(report, name);
	}
	return STATUS_OK;
}

/* Only the values that there are. */
static enum status check_choices(struct report *report, const struct parameter *parameter)
{
	char *items = parameter->choices && parameter->value && *parameter->value ? arena_string(&report->arena, parameter->value) : NULL;

	for (char *item = items, *next; item; item = next) {
		next = strchr(item, ',');
		if (next)
			*next++ = '\0';
		size_t length = strlen(item);
		const char *choice = parameter->choices;
		while (*choice && (strncmp(choice, item, length) != 0 || (choice[length] && choice[length] != ' '))) {
			choice += strcspn(choice, " ");
			choice += strspn(choice, " ");
		}
		if (!*choice)
			return error_set(report->store->error, STATUS_USAGE, "%s: '%s' is not one of %s", parameter->name, item, parameter->choices);
	}
	return STATUS_OK;
}

enum status parameters_resolve(struct report *report, const struct report_definition *definition, const char *const *given)
{
	struct parameters *parameters = arena_alloc(&report->arena, sizeof *parameters);
	const char *text = definition->parameters ? definition->parameters : "";

	*parameters = (struct parameters){ .arena = &report->arena };
	report->parameters = parameters;
	report->definition = *definition;
	parameters_add(parameters, "on", "");
	parameters_add(parameters, "rate_on", "");
	enum status status = declare(report, text);
	for (size_t i = 0; !status && given && given[i]; i++)
		status = give(report, given[i]);
	for (const struct parameter *parameter = parameters->first; !status && parameter; parameter = parameter->next)
		status = check_choices(report, parameter);
	for (int round = 0; !status && round < PARAMETER_ROUNDS; round++)
		apply_sections(report, text, given);
	if (!status)
		status = parameters_days(report);
	for (const struct report_member *member = report_members; !status && member->name; member++)
		status = parameters_fill(report, member);
	return status;
}
