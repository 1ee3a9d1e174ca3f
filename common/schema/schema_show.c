#include "schema/schema_form.h"

#include <string.h>

static void scalar(struct text *out, const char *value)
{
	yaml_scalar(out, value ? value : "", value ? strlen(value) : 0, 2);
}

static void show_pick(struct text *out, const struct pick *pick)
{
	static const char *const names[] = { "key", "en", "zh", "probability", "outcome", "initial" };
	const char *before = "    - {";

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct form_field *field = form_find(&pick_form, names[i]);
		bool stage = i == 3 || i == 4;
		if ((stage && !pick->group) || (i > 3 && !form_is_set(field, pick)))
			continue;
		text_printf(out, "%s%s: ", before, names[i]);
		schema_form_show(out, field, pick, 0);
		before = ", ";
	}
	text_add(out, "}\n");
}

/* Pipelines in the order of their first stages. */
static void show_pipelines(struct store *store, struct text *out)
{
	const struct record_type *record = record_with_stages();
	const struct field *stage = type_field(store_type(store, record), record->stages, NULL);

	text_add(out, "\npipelines:\n");
	for (const struct pick *first = stage->picks; first->key; first++) {
		const struct pick *other = stage->picks;
		while (strcmp(other->group, first->group) != 0)
			other++;
		if (other != first)
			continue;
		text_printf(out, "  %s:\n", first->group);
		for (const struct pick *pick = first; pick->key; pick++)
			if (strcmp(pick->group, first->group) == 0)
				show_pick(out, pick);
	}
}

static void show_picks(struct store *store, struct text *out)
{
	text_add(out, "\npicks:\n");
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		for (size_t f = 0; f < type->count && !type->record->internal; f++) {
			const struct field *field = type->fields[f];
			if (field->kind != KIND_PICK || field->hidden || (field->picks->key && field->picks->group))
				continue;
			text_printf(out, "  %s.%s:\n", type->record->name, field->name);
			for (const struct pick *pick = field->picks; pick->key; pick++)
				show_pick(out, pick);
		}
	}
}

static void show_field(struct text *out, const struct field *field)
{
	text_printf(out, "    %s:\n      label: {en: ", field->name);
	scalar(out, field->en);
	text_add(out, ", zh: ");
	scalar(out, field->zh);
	text_add(out, "}\n");
	schema_form_block(out, &field_form, field, 6);
}

static void show_fields_of(const struct type *type, struct text *out)
{
	bool any = false;

	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		if (!field->column)
			continue;
		if (field->hidden) {
			text_printf(out, "  # hidden: %s.%s (%s); named below its type it comes back with its values\n", type->record->name, field->name,
				    kinds[field->kind].name);
			continue;
		}
		if (!any)
			text_printf(out, "  %s:\n", type->record->name);
		any = true;
		show_field(out, field);
	}
}

static void show_filters(struct store *store, struct text *out)
{
	text_add(out, "\nfilters:\n");
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		const char *name;
		for (size_t n = 0; (name = schema_filters(store->schema, walk.record, n)); n++) {
			if (n == 0)
				text_printf(out, "  %s:\n", walk.record->name);
			text_add(out, "    ");
			scalar(out, name);
			text_add(out, ": ");
			scalar(out, schema_filter(store->schema, walk.record, name));
			text_byte(out, '\n');
		}
	}
}

void schema_show(struct store *store, struct text *out)
{
	const struct schema_section *section;

	text_add(out, "# The schema of this database. Edit it, check it with `crm-db schema diff FILE`, then: crm-db schema apply FILE\n");
	for (size_t i = 0; (section = section_at(i)); i++)
		schema_show_section(store->schema, section, out);
	show_pipelines(store, out);
	show_picks(store, out);
	text_add(out, "\nfields:\n");
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		show_fields_of(store_type(store, walk.record), out);
	show_filters(store, out);
}
