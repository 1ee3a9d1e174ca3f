/* Candidates that the tables of the command give: verbs, options, arguments of options. */
#include "cli/complete_internal.h"

#include "cli/options.h"
#include "io/sheet.h"
#include "import/import_preset.h"
#include "query/assign.h"
#include <string.h>
#include <sys/stat.h>

void complete_verbs(struct completion *completion)
{
	const struct command *of = completion->session.command;

	for (const struct verb *verb = verb_next(of, NULL); verb; verb = verb_next(of, verb))
		if (verb->name)
			complete_offer(completion, verb->name, verb->help, false);
}

void complete_options(struct completion *completion, const bool *given)
{
	const struct opt *opt;

	for (size_t i = 0; (opt = options_at(completion->session.verb, i)); i++) {
		struct text name = { 0 };
		text_printf(&name, "--%s%s", opt->name, opt->kind == OPT_FLAG ? "" : "=");
		if (!given[i])
			complete_offer(completion, name.data, opt->help, opt->kind != OPT_FLAG);
		text_free(&name);
	}
}

static void offer_choices(struct completion *completion, const char *choices)
{
	while (choices) {
		size_t length = strcspn(choices, "|");
		complete_offer(completion, arena_copy(&completion->session.arena, choices, length), "", false);
		choices = choices[length] ? choices + length + 1 : NULL;
	}
}

static bool is_listed(const char *list, size_t length, const char *name)
{
	size_t size = strlen(name);

	for (const char *item = list; item < list + length;) {
		const char *start = item + strspn(item, "+-");
		size_t end = strcspn(item, ",");
		if (item + end == start + size && strncmp(start, name, size) == 0)
			return true;
		item += end + 1;
	}
	return false;
}

/* Fields of the type, one or joined by commas, each perhaps with a sign before it. */
static void offer_fields(struct completion *completion, const struct opt *opt)
{
	const struct type *type = complete_type(completion);
	const char *list = complete_piece(completion), *comma = strrchr(list, ',');
	bool many = strcmp(opt->arg, "LIST") == 0, columns = strcmp(opt->name, "columns") == 0;
	size_t before = many && comma ? (size_t)(comma + 1 - list) : 0;

	if (!type)
		return;
	completion->head += before;
	if (many && *complete_piece(completion) == (columns ? '+' : '-'))
		completion->head++;
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		bool leads = field->kind == KIND_REF || field->kind == KIND_REFS || field->kind == KIND_ANYREF;
		if (field->hidden || is_listed(list, before, field->name) || (strcmp(opt->name, "as") == 0 && !leads))
			continue;
		complete_offer(completion, field->name, complete_help(completion, field), false);
	}
	if (columns && before == 0)
		complete_offer(completion, "all", "every field", false);
}

void complete_types(struct completion *completion)
{
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		if (!walk.record->internal)
			complete_offer(completion, walk.record->name, walk.record->help, false);
}

/* FIELD=PATH: a field, then a file. */
static void offer_field_file(struct completion *completion)
{
	const struct type *type = complete_type(completion);
	const char *equals = strchr(complete_piece(completion), '=');

	if (equals) {
		completion->head = (size_t)(equals + 1 - completion->word);
		complete_files(completion);
		return;
	}
	for (size_t i = 0; type && i < type->count; i++) {
		const struct field *field = type->fields[i];
		struct text name = { 0 };
		text_printf(&name, "%s=", field->name);
		if (assign_is_writable(field))
			complete_offer(completion, name.data, complete_help(completion, field), true);
		text_free(&name);
	}
}

static void offer_presets(struct completion *completion)
{
	for (const struct import_preset *const *preset = completion->session.command->presets; preset && *preset; preset++)
		complete_offer(completion, (*preset)->name, (*preset)->help, false);
}

/* The headers of the sheet that is imported. */
static bool offer_headers(struct completion *completion)
{
	const struct session *session = &completion->session;
	const char *path = session->operand_count ? session->operands[0] : NULL;
	size_t before = completion->out.length;
	const struct sheet_row *header;
	struct sheet *sheet;
	struct stat found;

	if (!path || stat(path, &found) != 0 || !S_ISREG(found.st_mode) || sheet_open(&sheet, path, SHEET_AUTO, NULL, NULL, &completion->session.error))
		return false;
	sheet_header(sheet, &header);
	for (size_t i = 0; i < header->count && i < OFFER_LIMIT; i++)
		complete_offer(completion, arena_printf(&completion->session.arena, "%s=", header->cells[i].text), "", true);
	sheet_close(sheet);
	return completion->out.length > before;
}

/* Header=field, or a file of such pairs. */
static void offer_map(struct completion *completion)
{
	const struct type *type = complete_type(completion);
	const char *equals = strrchr(complete_piece(completion), '=');

	if (!equals) {
		if (!offer_headers(completion))
			complete_files(completion);
		return;
	}
	completion->head = (size_t)(equals + 1 - completion->word);
	for (size_t i = 0; type && i < type->count; i++)
		if (assign_is_writable(type->fields[i]))
			complete_offer(completion, type->fields[i]->name, complete_help(completion, type->fields[i]), false);
}

/* A filter in one string: its last word. */
static void offer_filter(struct completion *completion)
{
	const char *blank = strrchr(complete_piece(completion), ' ');

	if (blank)
		completion->head = (size_t)(blank + 1 - completion->word);
	completion->in_string = true;
	complete_term(completion);
}

void complete_argument(struct completion *completion, const struct opt *opt)
{
	switch (opt->kind) {
	case OPT_FLAG:
	case OPT_NUMBER: return;
	case OPT_CHOICE: offer_choices(completion, opt->choices); return;
	case OPT_FIELDS: offer_fields(completion, opt); return;
	case OPT_TYPE: complete_types(completion); return;
	case OPT_FILE: complete_files(completion); return;
	case OPT_LIST:
		if (strncmp(opt->arg, "FIELD=", 6) == 0)
			offer_field_file(completion);
		else if (strcmp(opt->arg, "MAP") == 0)
			offer_map(completion);
		else
			complete_files(completion);
		return;
	case OPT_TEXT: break;
	}
	if (strcmp(opt->name, "preset") == 0) {
		offer_presets(completion);
		return;
	}
	const struct record_type *record = record_by_name(opt->name);
	if (strcmp(opt->arg, "FILTER") == 0)
		offer_filter(completion);
	else if (strcmp(opt->arg, "DATE") == 0 || strcmp(opt->arg, "TIME") == 0)
		complete_days(completion);
	else if (strcmp(opt->arg, "REF") == 0)
		complete_records(completion, record, PLACE_ASSIGNMENT);
}
