/* Completion of reports: their names, and what may be said of the one that is named. */
#include "reporting/report_verbs.h"

#include "cli/complete_internal.h"
#include "reporting/definition.h"
#include "reporting/report_parts.h"
#include "reporting/reporting.h"
#include "reporting/shipped.h"
#include <string.h>

static void offer_names(struct completion *completion)
{
	bool chinese = strncmp(complete_store(completion)->conventions.language, "zh", 2) == 0;

	for (const struct report_definition *report = shipped_next(NULL); report; report = shipped_next(report))
		complete_offer(completion, report->name, chinese ? report->zh : report->en, false);
	complete_names(completion, &record_report, PLACE_OPERAND);
}

static void offer_word(struct completion *completion, const char *name, size_t length, const char *description)
{
	complete_offer(completion, arena_printf(&completion->session.arena, "%.*s=", (int)length, name), description, true);
}

/* The parameters that a definition declares, each with its default. */
static void offer_parameters(struct completion *completion, const struct report_definition *definition)
{
	const char *line = definition->parameters ? definition->parameters : "";

	for (; *line && *line != '['; line += strcspn(line, "\n"), line += *line == '\n') {
		size_t length = strcspn(line, "=:.[\n");
		if (line[length] == '=')
			offer_word(completion, line, length, arena_copy(&completion->session.arena, line + length + 1, strcspn(line + length + 1, "\n")));
	}
}

static const struct report_definition *named(struct completion *completion)
{
	struct report_definition *definition = arena_alloc(&completion->session.arena, sizeof *definition);

	for (size_t i = 0; i < completion->session.operand_count; i++)
		if (!strchr(completion->session.operands[i], '=') &&
		    definition_find(complete_store(completion), completion->session.operands[i], &completion->session.arena, definition) == STATUS_OK)
			return definition;
	return NULL;
}

static void offer_values(struct completion *completion, const char *word, const char *equals)
{
	static const char *const periods[] = { "this-month", "last-month", "this-quarter", "last-quarter", "this-year", "last-year", "this-week", "last-week", "12m", NULL };

	completion->head = (size_t)(equals + 1 - completion->word);
	if (strncmp(word, "from=", 5) == 0)
		complete_types(completion);
	else if (strncmp(word, "period=", 7) == 0)
		for (size_t i = 0; periods[i]; i++)
			complete_offer(completion, periods[i], "", false);
	else if (strncmp(word, "on=", 3) == 0 || strncmp(word, "rate_on=", 8) == 0)
		complete_days(completion);
}

void report_complete(struct completion *completion)
{
	const char *equals = strchr(completion->word, '=');
	const struct report_definition *definition = equals ? NULL : named(completion);

	if (equals) {
		offer_values(completion, completion->word, equals);
		return;
	}
	offer_names(completion);
	if (definition)
		offer_parameters(completion, definition);
	for (const struct report_member *member = report_members; member->name; member++)
		offer_word(completion, member->name, strlen(member->name), "");
	offer_word(completion, "on", 2, "");
}
