#include "cli/help.h"

#include "base/utf8.h"
#include "cli/options.h"
#include <string.h>

enum { TERM_WIDTH = 26 };

static void row(struct text *out, const char *term, const char *help)
{
	size_t width = utf8_width(term, strlen(term));

	text_printf(out, "  %s", term);
	if (width >= TERM_WIDTH) {
		text_byte(out, '\n');
		width = 0;
		text_add(out, "  ");
	}
	for (; width < TERM_WIDTH; width++)
		text_byte(out, ' ');
	text_printf(out, " %s\n", help);
}

static void option_row(struct text *out, const struct opt *opt)
{
	struct text term = { 0 };

	if (opt->letter)
		text_printf(&term, "-%c, ", opt->letter);
	text_printf(&term, "--%s", opt->name);
	if (opt->arg)
		text_printf(&term, "=%s", opt->arg);
	if (opt->choices) {
		struct text help = { 0 };
		text_printf(&help, "%s (%s)", opt->help, opt->choices);
		row(out, term.data, help.data);
		text_free(&help);
	} else {
		row(out, term.data, opt->help);
	}
	text_free(&term);
}

static void verb_row(struct text *out, const struct verb *verb)
{
	struct text term = { 0 };

	text_printf(&term, "%s%s%s", verb->name, *verb->synopsis ? " " : "", verb->synopsis);
	row(out, term.data, verb->help);
	text_free(&term);
}

/* What a command does when it is told so, besides what it does otherwise. */
static void named_verbs(struct text *out, const struct command *of)
{
	text_add(out, "\nverbs:\n");
	for (const struct verb *const *verb = of->verbs; (*verb)->name; verb++)
		verb_row(out, *verb);
	text_printf(out, "\n%s VERB --help tells the options of a verb.\n", of->name);
}

void help_verb(struct text *out, const struct command *of, const struct verb *verb)
{
	const struct opt *opt;

	text_printf(out, "usage: %s%s%s [--option…]%s%s\n\n%s%s\n\n", of->name, verb->name ? " " : "", verb->name ? verb->name : "", *verb->synopsis ? " " : "",
	            verb->synopsis, verb->name ? "" : "", verb->help);
	for (size_t i = 0; (opt = options_at(verb, i)); i++)
		option_row(out, opt);
	if (!verb->name && of->verbs[0]->name)
		named_verbs(out, of);
}

void help_command(struct text *out, const struct command *of)
{
	const struct verb *verb = verb_next(of, NULL);

	if (verb_nameless(of)) {
		help_verb(out, of, verb_nameless(of));
	} else {
		text_printf(out, "usage: %s VERB [operands] [--option…]\n\n%s\n\n", of->name, of->help ? of->help : of->type->help);
		for (; verb; verb = verb_next(of, verb))
			verb_row(out, verb);
		text_byte(out, '\n');
		for (const struct opt *opt = options_common; opt->name; opt++)
			option_row(out, opt);
		text_printf(out, "\n%s VERB --help tells the options of a verb; crm(7) tells what references and filters are.\n", of->name);
	}
}
