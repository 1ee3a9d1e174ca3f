/* The paragraphs of crm-report(1) on the reports that ship, from their table. */
#include "reporting/report_verbs.h"

#include "cli/manual.h"
#include "reporting/shipped.h"
#include <string.h>

/* The parameters that a definition declares, each with its default. */
static void add_parameters(struct text *out, const char *parameters)
{
	bool any = false;

	for (const char *line = parameters ? parameters : ""; *line && *line != '['; line += strcspn(line, "\n"), line += *line == '\n') {
		size_t length = strcspn(line, "=:.[\n");
		if (line[length] != '=')
			continue;
		struct text word = { 0 };
		text_append(&word, line, strcspn(line, "\n"));
		text_add(out, any ? " ,\n" : "Parameters:\n");
		text_add(out, ".Cm ");
		manual_text(out, word.data);
		text_free(&word);
		any = true;
	}
	if (any)
		text_add(out, " .\n");
}

/* Each sentence on a line of its own, as mdoc wants it. */
static void add_sentences(struct text *out, const char *description)
{
	for (const char *at = description; *at;) {
		const char *end = strstr(at, ". ");
		struct text sentence = { 0 };
		text_append(&sentence, at, end ? (size_t)(end + 1 - at) : strlen(at));
		manual_sentence(out, sentence.data);
		text_free(&sentence);
		at = end ? end + 2 : at + strlen(at);
	}
}

static void list_reports(struct text *out)
{
	for (const struct shipped_module *module = shipped_modules; module->en; module++) {
		if (!module->reports->name)
			continue;
		text_printf(out, ".Ss %s %s\n.Bl -tag -width Ds\n", module->en, module->zh);
		for (const struct report_definition *report = module->reports; report->name; report++) {
			text_printf(out, ".It Cm %s\n", report->name);
			text_printf(out, "%s, %s.\n", report->en, report->zh);
			add_sentences(out, report->description);
			add_parameters(out, report->parameters);
		}
		text_add(out, ".El\n");
	}
}

const struct manual_list report_lists[] = { { "reports", list_reports }, { 0 } };
