#include "cli/manual.h"

#include "cli/config.h"
#include "cli/help.h"
#include "cli/options.h"
#include "record/schema.h"
#include "record/section.h"
#include <stdio.h>
#include <string.h>

/* Text that mdoc prints as it is: backslashes, quotes, and the dashes that a reader may want to copy. */
static void add_text(struct text *out, const char *string)
{
	for (const char *p = string; *p; p++) {
		if (*p == '\\')
			text_add(out, "\\e");
		else if (*p == '"')
			text_add(out, "\\(dq");
		else if (*p == '-' && (p == string || p[-1] == ' ' || p[-1] == '-' || p[-1] == '|'))
			text_add(out, "\\-");
		else
			text_byte(out, *p);
	}
}

/* The help of a row as a sentence on a line of its own. */
static void add_sentence(struct text *out, const char *help)
{
	struct text sentence = { 0 };
	size_t length = strlen(help);

	text_add(&sentence, help);
	if (*help >= 'a' && *help <= 'z' && !(help[1] >= 'A' && help[1] <= 'Z'))
		sentence.data[0] = (char)(*help - 'a' + 'A');
	if (length && help[length - 1] != '.')
		text_byte(&sentence, '.');
	if (*help == '.' || *help == '\'')
		text_add(out, "\\&");
	add_text(out, text_string(&sentence));
	text_byte(out, '\n');
	text_free(&sentence);
}

void manual_text(struct text *out, const char *text)
{
	add_text(out, text);
}

void manual_sentence(struct text *out, const char *text)
{
	add_sentence(out, text);
}

static size_t run_length(const char *p, char first, char last)
{
	size_t length = 0;

	while ((p[length] >= first && p[length] <= last) || (length && (p[length] == '_' || p[length] == '.') && p[length + 1] >= first && p[length + 1] <= last))
		length++;
	return length;
}

/* Operands as macro arguments: `REF…|- FIELD=VALUE…`: capitals stand for something, small letters for themselves. */
static void add_operands(struct text *out, const char *operands)
{
	bool glued = false;

	for (const char *p = operands; *p;) {
		struct text piece = { 0 };
		const char *macro = "Ar";
		size_t length = run_length(p, 'A', 'Z');
		if (*p == ' ') {
			glued = false;
			p++;
			continue;
		}
		if (!length) {
			macro = "Cm";
			length = run_length(p, 'a', 'z');
		}
		if (!length) {
			macro = "No";
			while (p[length] && p[length] != ' ' && !(p[length] >= 'A' && p[length] <= 'Z') && !(p[length] >= 'a' && p[length] <= 'z'))
				length++;
		}
		/* Alone, a bracket or bar would be a delimiter that the macro does not print. */
		text_append(&piece, p, length);
		text_printf(out, "%s %s ", glued ? " Ns" : "", macro);
		if (*macro == 'N')
			text_add(out, "\\&");
		add_text(out, piece.data);
		text_free(&piece);
		glued = true;
		p += length;
	}
}

static void add_synopsis(struct text *out, const struct command *of, const struct verb *verb)
{
	struct text operands = { 0 };

	help_synopsis(&operands, of, verb);
	add_operands(out, text_string(&operands));
	text_free(&operands);
}

/* A command with one verb and no word for it has no shared ones, whatever its type. */
static const struct verb *next_verb(const struct command *of, const struct verb *after)
{
	return after && !after->name ? NULL : verb_next(of, after);
}

static void list_synopsis(struct text *out, const struct command *of)
{
	for (const struct verb *verb = next_verb(of, NULL); verb; verb = next_verb(of, verb)) {
		text_add(out, ".Nm\n");
		if (verb->name)
			text_printf(out, ".Cm %s\n", verb->name);
		if (*verb->synopsis) {
			struct text operands = { 0 };
			add_synopsis(&operands, of, verb);
			text_printf(out, ".%s\n", operands.data + 1);
			text_free(&operands);
		}
		text_add(out, ".Op Fl -option No ...\n");
	}
}

static void add_option_names(struct text *out, const struct verb *verb)
{
	bool any = false;

	for (const struct opt_group *group = verb->options; group && group->rows; group++) {
		for (const struct opt *opt = group->rows; opt->name; opt++) {
			text_printf(out, "%s\n.Fl -%s", any ? " ," : "Options:", opt->name);
			any = true;
		}
	}
	if (any)
		text_add(out, " .\n");
}

static void list_verbs(struct text *out, const struct command *of)
{
	text_add(out, ".Bl -tag -width Ds\n");
	for (const struct verb *verb = next_verb(of, NULL); verb; verb = next_verb(of, verb)) {
		text_printf(out, verb->name ? ".It Cm %s" : ".It Nm %s", verb->name ? verb->name : of->name);
		add_synopsis(out, of, verb);
		text_byte(out, '\n');
		add_sentence(out, verb->help);
		add_option_names(out, verb);
	}
	text_add(out, ".El\n");
}

static bool is_common(const struct opt *opt)
{
	for (const struct opt *common = options_common; common->name; common++)
		if (common == opt)
			return true;
	return false;
}

/* The same option in another table of another verb. */
static bool is_same(const struct opt *a, const struct opt *b)
{
	return strcmp(a->name, b->name) == 0 && strcmp(a->help, b->help) == 0;
}

static bool takes(const struct verb *verb, const struct opt *wanted)
{
	const struct opt *opt;

	for (size_t i = 0; (opt = options_at(verb, i)); i++)
		if (is_same(opt, wanted))
			return true;
	return false;
}

static void add_choices(struct text *out, const char *choices)
{
	bool several = strchr(choices, '|') != NULL;

	text_add(out, several ? "One of\n" : "Only\n");
	while (choices) {
		size_t length = strcspn(choices, "|");
		text_printf(out, ".Cm %.*s%s\n", (int)length, choices, choices[length] ? " ," : several ? " ." : "\nis known.");
		choices = choices[length] ? choices + length + 1 : NULL;
	}
}

static void add_option(struct text *out, const struct command *of, const struct opt *opt)
{
	const char *between = "Verbs:";

	text_add(out, ".It");
	if (opt->letter)
		text_printf(out, " Fl %c ,", opt->letter);
	text_printf(out, " Fl -%s", opt->name);
	if (opt->arg) {
		text_add(out, opt->otherwise ? " Ns Oo = Ns" : " Ns = Ns");
		add_operands(out, opt->arg);
		text_add(out, opt->otherwise ? " Oc" : "");
	}
	text_byte(out, '\n');
	add_sentence(out, opt->help);
	if (opt->choices)
		add_choices(out, opt->choices);
	if (opt->kind == OPT_LIST || opt->kind == OPT_TYPE)
		text_add(out, "May be given several times.\n");
	if (is_common(opt) || !next_verb(of, NULL)->name)
		return;
	for (const struct verb *verb = next_verb(of, NULL); verb; verb = next_verb(of, verb)) {
		if (!takes(verb, opt))
			continue;
		text_printf(out, verb->name ? "%s\n.Cm %s" : "%s\nno verb", between, verb->name);
		between = " ,";
	}
	text_add(out, " .\n");
}

/* Every option once, in the order in which the verbs bring them; the common ones last. */
static void list_options(struct text *out, const struct command *of)
{
	text_add(out, ".Bl -tag -width Ds\n");
	for (const struct verb *verb = next_verb(of, NULL); verb; verb = next_verb(of, verb)) {
		const struct opt *opt;
		for (size_t i = 0; (opt = options_at(verb, i)) && !is_common(opt); i++) {
			bool known = false;
			for (const struct verb *before = next_verb(of, NULL); before != verb; before = next_verb(of, before))
				known |= takes(before, opt);
			if (!known)
				add_option(out, of, opt);
		}
	}
	for (const struct opt *opt = options_common; opt->name; opt++)
		add_option(out, of, opt);
	text_add(out, ".El\n");
}

static void add_picks(struct text *out, const char *what, const struct pick *picks)
{
	text_printf(out, "%s\n", what);
	for (const struct pick *pick = picks; pick->key; pick++)
		text_printf(out, ".Cm %s%s%s\n", pick->key, pick->initial ? " Pq initial" : "", pick[1].key ? " ," : " .");
}

static void add_field(struct text *out, const struct field *field)
{
	text_printf(out, ".It Cm %s\n.Em %s", field->name, kinds[field->kind].name);
	if (field->target)
		text_printf(out, "\nof\n.Em %s", field->target->name);
	text_printf(out, "%s%s%s .\n", field->required ? " , required" : "", field->unique ? " , unique" : "",
	            field->derived ? " , derived" : field->computed ? " , set by the program" : "");
	add_sentence(out, field->help);
	text_printf(out, "Label:\n.Dq \"\\&%s\" ,\n.Dq \"\\&%s\" .\n", field->en, field->zh);
	if (field->picks)
		add_picks(out, "Values:", field->picks);
	if (field->roles)
		add_picks(out, "Roles, as in p12:champion:", field->roles);
	if (field->initial)
		text_printf(out, "Initial value:\n.Cm %s .\n", field->initial);
}

static void list_fields(struct text *out, const struct command *of)
{
	struct schema *schema = schema_new();
	const struct type *type = schema_type(schema, of->type);

	text_add(out, ".Bl -tag -width Ds\n");
	for (size_t i = 0; i < type->count; i++)
		add_field(out, type->fields[i]);
	text_add(out, ".El\n");
	text_printf(out, ".Pp\nColumns of\n.Cm list ,\nafter the reference:\n.Cm %s .\n", of->type->list);
	schema_free(schema);
}

static void list_filters(struct text *out, const struct command *of)
{
	struct schema *schema = schema_new();
	const char *name;

	text_add(out, ".Bl -tag -width Ds\n");
	for (size_t i = 0; (name = schema_filters(schema, of->type, i)); i++) {
		text_printf(out, ".It Cm @%s\n.Ql ", name);
		add_text(out, schema_filter(schema, of->type, name));
		text_byte(out, '\n');
	}
	text_add(out, ".El\n");
	schema_free(schema);
}

static void list_type(struct text *out, const struct record_type *record)
{
	text_printf(out, ".It Cm %s12 Ta %s Ta %s Ta %s\n", record->prefix, record->name, record->plural, record->zh);
}

static void list_types(struct text *out, const struct command *of)
{
	(void)of;
	text_add(out, ".Bl -column \"cp12\" \"campaign\" \"stage_moves\" \"活动记录\"\n");
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		if (!walk.record->internal)
			list_type(out, walk.record);
	list_type(out, &record_change);
	text_add(out, ".El\n");
}

static void list_kinds(struct text *out, const struct command *of)
{
	(void)of;
	text_add(out, ".Bl -tag -width Ds\n");
	for (int kind = 1; kind <= KIND_LAST; kind++) {
		text_printf(out, ".It Em %s\n", kinds[kind].name);
		add_sentence(out, kinds[kind].help);
		if (kinds[kind].ordered)
			text_add(out, "Ordered.\n");
	}
	text_add(out, ".El\n");
}

/* What the sections of the schema hold that have a name: the keys of an entry, or of the section itself. */
static void list_sections(struct text *out, const struct command *of)
{
	const struct schema_section *section;

	(void)of;
	for (size_t i = 0; (section = section_at(i)); i++) {
		if (!section->name)
			continue;
		text_printf(out, ".Ss %s\n.Bl -tag -width Ds\n", section->name);
		for (const struct form_field *field = section->form.fields; field->kind; field++) {
			text_printf(out, ".It Cm %s\n", field->name);
			add_sentence(out, field->help);
			if (field->items)
				text_printf(out, "A list, each\n.Ql %s .\n", field->items->example);
			for (size_t n = 0; field->choices && field->choices[n]; n++)
				text_printf(out, ".Cm %s%s\n", field->choices[n], field->choices[n + 1] ? " ," : " .");
		}
		text_add(out, ".El\n");
	}
}

static void list_keys(struct text *out, const struct command *of)
{
	(void)of;
	text_add(out, ".Bl -tag -width Ds\n");
	for (const struct config_key *key = config_keys; key->name; key++) {
		text_printf(out, ".It Cm %s\n", key->name);
		add_sentence(out, key->help);
		if (key->choices)
			add_choices(out, key->choices);
		if (key->command)
			text_add(out, "It names a program, and cannot be set in\n.Pa ./crm.yaml .\n");
	}
	text_add(out, ".El\n");
}

/* A line for the table that the Makefile makes of all commands: place, name, type, what it does; tabs between them. */
static void list_command(struct text *out, const struct command *of)
{
	text_printf(out, "%d\t%s\t%s\t%s\n", of->place, of->name, of->type && !of->type->internal ? of->type->name : "",
	            of->summary ? of->summary : of->help ? of->help : of->type->help);
}

int manual_main(const struct command *of, int count, char **words)
{
	static const struct {
		const char *name;
		bool of_type;
		void (*write)(struct text *out, const struct command *of);
	} lists[] = {
		{ "synopsis", false, list_synopsis }, { "verbs", false, list_verbs }, { "options", false, list_options }, { "fields", true, list_fields },
		{ "filters", true, list_filters },    { "types", false, list_types }, { "kinds", false, list_kinds },     { "keys", false, list_keys },
		{ "sections", false, list_sections }, { "command", false, list_command },
	};
	struct text out = { 0 };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (count != 3 || strcmp(words[2], lists[i].name) != 0)
			continue;
		if (lists[i].of_type && !of->type)
			break;
		lists[i].write(&out, of);
		fputs(text_string(&out), stdout);
		text_free(&out);
		return fflush(stdout) == 0 && !ferror(stdout) ? STATUS_OK : STATUS_IO;
	}
	for (const struct manual_list *list = of->lists; count == 3 && list && list->name; list++)
		if (strcmp(words[2], list->name) == 0) {
			list->write(&out);
			fputs(text_string(&out), stdout);
			text_free(&out);
			return fflush(stdout) == 0 && !ferror(stdout) ? STATUS_OK : STATUS_IO;
		}
	fprintf(stderr, "%s: __man takes one of synopsis, verbs, options, fields, filters, types, kinds, keys, sections, command\n", of->name);
	return STATUS_USAGE;
}
