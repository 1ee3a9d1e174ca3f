/* fields: what there is to know of the fields of a type. */
#include "cli/verbs.h"

#include <string.h>

static const char *flags_of(struct session *session, const struct field *field)
{
	return arena_printf(&session->arena, "%s%s%s%s", field->required ? "required " : "", field->unique ? "unique " : "", field->derived ? "derived " : "",
	                    field->computed ? "computed " : "");
}

static const char *values_of(struct session *session, const struct field *field)
{
	struct text all = { 0 };

	if (field->target)
		text_printf(&all, "%s", field->target->name);
	for (const struct pick *pick = field->picks; pick && pick->key; pick++)
		text_printf(&all, "%s%s", pick == field->picks ? "" : ",", pick->key);
	return text_take(&all, &session->arena);
}

static enum status fields(struct session *session, void *context)
{
	static const struct out_column columns[] = {
		{ "field", "Field", OUT_STRING }, { "kind", "Kind", OUT_STRING }, { "label", "Label", OUT_STRING },
		{ "flags", "Flags", OUT_STRING }, { "values", "Values", OUT_STRING }, { "help", "Help", OUT_STRING },
	};
	struct out_options options;

	(void)context;
	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < session->type->count; i++) {
		const struct field *field = session->type->fields[i];
		const char *texts[] = { field->name, kinds[field->kind].name, field_label(field, session->store->conventions.language), flags_of(session, field),
			                values_of(session, field), field->help };
		struct out_cell cells[6];
		if (field->hidden)
			continue;
		for (size_t c = 0; c < 6; c++) {
			size_t length = texts[c] ? strlen(texts[c]) : 0;
			while (length && texts[c][length - 1] == ' ')
				length--;
			cells[c] = (struct out_cell){ texts[c] ? texts[c] : "", length };
		}
		out_row(out, cells);
	}
	return session_close_out(session, out, STATUS_OK);
}

const struct verb fields_verb = {
	.name = "fields", .synopsis = "", .help = "list the fields with their kinds and values", .access = ACCESS_READ, .operands = OPERANDS_NONE,
	.options = output_groups, .options_size = sizeof(struct output_options), .run = fields,
};
