#include "schema/schema_file.h"

#include "base/decimal.h"
#include "io/out.h"
#include "record/selling.h"
#include <string.h>

static void scalar(struct text *out, const char *value)
{
	out_yaml_scalar(out, value ? value : "", value ? strlen(value) : 0, 2);
}

static void plain(struct text *out, const char *name, const char *value)
{
	text_printf(out, "%s: ", name);
	scalar(out, value);
	text_byte(out, '\n');
}

static void show_company(const struct schema *schema, struct text *out)
{
	const char *field;

	text_add(out, "\ncompany:\n");
	for (size_t i = 0; (field = schema_company_field(i)); i++) {
		const char *value = schema_company(schema, field);
		text_printf(out, "  %s: ", field);
		if (*value)
			out_yaml_scalar(out, value, strlen(value), 4);
		else
			text_byte(out, '~');
		text_byte(out, '\n');
	}
}

static void show_tax(const struct tax *tax, struct text *out)
{
	const struct tax_period *period = tax->periods;

	text_printf(out, "  %s: {en: ", tax->name);
	scalar(out, tax->en);
	text_add(out, ", zh: ");
	scalar(out, tax->zh);
	if (tax->count == 1 && !*period->from && !*period->until) {
		text_add(out, ", rate: ");
		decimal_format(out, period->rate, DECIMAL_PERCENT);
		text_add(out, "}\n");
		return;
	}
	text_add(out, ", rates: [");
	for (; period < tax->periods + tax->count; period++) {
		text_add(out, period == tax->periods ? "{rate: " : ", {rate: ");
		decimal_format(out, period->rate, DECIMAL_PERCENT);
		if (*period->from)
			text_printf(out, ", from: %s", period->from);
		if (*period->until)
			text_printf(out, ", until: %s", period->until);
		text_byte(out, '}');
	}
	text_add(out, "]}\n");
}

/* A built-in tax that was removed is named, so that the file removes it from another database too. */
static void show_taxes(const struct schema *schema, struct text *out)
{
	const struct tax *tax;
	const char *name;

	text_add(out, "\ntaxes:\n");
	for (size_t i = 0; (name = schema_tax_name(schema, i)); i++)
		show_tax(schema_tax_all(schema, name), out);
	for (size_t i = 0; (tax = tax_built_in(i)); i++)
		if (!schema_tax_all(schema, tax->name))
			text_printf(out, "  %s: ~\n", tax->name);
}

static void show_numbering(const struct schema *schema, struct text *out)
{
	const char *type;

	text_add(out, "\nnumbering:\n");
	for (size_t i = 0; (type = schema_numbering_type(i)); i++) {
		text_add(out, "  ");
		plain(out, type, schema_numbering(schema, type));
	}
}

static void show_pick(struct text *out, const struct pick *pick)
{
	text_add(out, "    - {key: ");
	scalar(out, pick->key);
	text_add(out, ", en: ");
	scalar(out, pick->en);
	text_add(out, ", zh: ");
	scalar(out, pick->zh);
	if (pick->group) {
		text_add(out, ", probability: ");
		decimal_format(out, pick->probability, DECIMAL_PERCENT);
		if (pick->outcome != OUTCOME_OPEN)
			text_printf(out, ", outcome: %s", pick->outcome == OUTCOME_WON ? "won" : "lost");
	}
	text_printf(out, "%s}\n", pick->initial ? ", initial: yes" : "");
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

static void attribute(struct text *out, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	text_printf(out, "      %s: ", name);
	scalar(out, value);
	text_byte(out, '\n');
}

static void flag(struct text *out, const char *name, bool set)
{
	if (set)
		text_printf(out, "      %s: yes\n", name);
}

static void show_field(struct text *out, const struct field *field)
{
	text_printf(out, "    %s:\n      label: {en: ", field->name);
	scalar(out, field->en);
	text_add(out, ", zh: ");
	scalar(out, field->zh);
	text_add(out, "}\n");
	attribute(out, "kind", kinds[field->kind].name);
	attribute(out, "target", field->target ? field->target->name : NULL);
	attribute(out, "help", field->help);
	flag(out, "required", field->required);
	flag(out, "unique", field->unique);
	flag(out, "index", field->index);
	flag(out, "search", field->search);
	attribute(out, "pattern", field->pattern);
	attribute(out, "initial", field->initial);
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
	const struct conventions *conventions = &store->conventions;

	text_add(out, "# The schema of this database. Edit it, look at `crm-db schema diff FILE`, then: crm-db schema apply FILE\n");
	plain(out, "currency", conventions->currency);
	plain(out, "zone", conventions->zone);
	plain(out, "country", conventions->country);
	plain(out, "area", conventions->area);
	plain(out, "language", conventions->language);
	plain(out, "rounding", schema_rounding(store->schema));
	plain(out, "negative-stock", schema_negative_stock(store->schema));
	show_company(store->schema, out);
	show_taxes(store->schema, out);
	show_numbering(store->schema, out);
	show_pipelines(store, out);
	show_picks(store, out);
	text_add(out, "\nfields:\n");
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		show_fields_of(store_type(store, walk.record), out);
	show_filters(store, out);
}
