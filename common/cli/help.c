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
		text_printf(&term, opt->otherwise ? "[=%s]" : "=%s", opt->arg);
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

void help_synopsis(struct text *out, const struct command *of, const struct verb *verb)
{
	static const char title[] = "[TITLE] ";
	const char *word = of->type ? of->type->bare_word : NULL;

	for (const char *p = verb->synopsis; *p;) {
		size_t length = strcspn(p, " ") + 1;
		bool last = !p[length - 1], value = verb->value && strncmp(p, verb->value, strlen(verb->value)) == 0 && p[strlen(verb->value)] == '=';
		length -= last;
		if (value) {
			text_printf(out, "[%s=]", verb->value);
			text_append(out, p + strlen(verb->value) + 1, length - strlen(verb->value) - 1);
		} else if (strncmp(p, title, strlen(title)) != 0) {
			text_append(out, p, length);
		} else if (word) {
			text_byte(out, '[');
			for (const char *c = word; *c; c++)
				text_byte(out, *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c);
			text_add(out, "] ");
		}
		p += length;
	}
}

static void verb_row(struct text *out, const struct command *of, const struct verb *verb)
{
	struct text term = { 0 };

	text_printf(&term, "%s%s", verb->name, *verb->synopsis ? " " : "");
	help_synopsis(&term, of, verb);
	row(out, term.data, verb->help);
	text_free(&term);
}

/* What a command does when it is reported so, besides what it does otherwise. */
static void named_verbs(struct text *out, const struct command *of)
{
	text_add(out, "\nverbs:\n");
	for (const struct verb *const *verb = of->verbs; (*verb)->name; verb++)
		verb_row(out, of, *verb);
	text_printf(out, "\n%s VERB --help lists the options of a verb.\n", of->name);
}

void help_verb(struct text *out, const struct command *of, const struct verb *verb)
{
	const struct opt *opt;

	text_printf(out, "usage: %s%s%s [--option…]%s", of->name, verb->name ? " " : "", verb->name ? verb->name : "", *verb->synopsis ? " " : "");
	help_synopsis(out, of, verb);
	text_printf(out, "\n\n%s\n\n", verb->help);
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
			verb_row(out, of, verb);
		text_byte(out, '\n');
		for (const struct opt *opt = options_common; opt->name; opt++)
			option_row(out, opt);
		text_printf(out, "\n%s VERB --help lists the options of a verb; crm(7) explains references and filters.\n", of->name);
	}
}
