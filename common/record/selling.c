#include "record/selling.h"

#include <stdio.h>
#include <string.h>

enum { SETTING_NAME = 160 };

#define RATE(percent) .periods = &(const struct tax_period){ .rate = (percent) * 10000 }, .count = 1

/* The rates of Chinese VAT. A firm elsewhere removes them. */
static const struct tax built_in_taxes[] = {
	{ .name = "vat13", .en = "VAT 13%", .zh = "增值税13%", RATE(13) }, { .name = "vat9", .en = "VAT 9%", .zh = "增值税9%", RATE(9) },
	{ .name = "vat6", .en = "VAT 6%", .zh = "增值税6%", RATE(6) },     { .name = "vat3", .en = "VAT 3%", .zh = "增值税3%", RATE(3) },
	{ .name = "vat0", .en = "VAT 0%", .zh = "增值税0%", RATE(0) },     { .name = "exempt", .en = "Exempt", .zh = "免税", RATE(0) },
};

enum { BUILT_IN_TAXES = sizeof built_in_taxes / sizeof *built_in_taxes };

static const struct {
	const char *type, *pattern;
} built_in_numbering[] = {
	{ "quote", "Q-{year}-{number:4}" },     { "order", "SO-{year}-{number:4}" },    { "delivery", "DN-{year}-{number:4}" },
	{ "purchase", "PO-{year}-{number:4}" }, { "invoice", "INV-{year}-{number:4}" }, { "credit-note", "CN-{year}-{number:4}" },
};

static const char *const company_fields[] = {
	"name", "name_en", "street", "city", "state", "code", "country", "address_en", "phone", "fax", "email", "website", "tax_name", "tax_number",
	"bank", "bank_account", "terms", "footer",
};

const struct tax *tax_built_in(size_t i)
{
	return i < BUILT_IN_TAXES ? &built_in_taxes[i] : NULL;
}

const struct tax *tax_built_in_named(const char *name)
{
	for (size_t i = 0; i < BUILT_IN_TAXES; i++)
		if (strcmp(built_in_taxes[i].name, name) == 0)
			return &built_in_taxes[i];
	return NULL;
}

const struct tax *schema_tax_all(const struct schema *schema, const char *name)
{
	const struct tax *set = schema_setting_tax(schema, name);

	if (!set)
		return tax_built_in_named(name);
	return set->removed ? NULL : set;
}

static const struct tax_period *period_of(const struct tax *tax, const char *day)
{
	for (size_t i = tax->count; i > 0; i--) {
		const struct tax_period *period = &tax->periods[i - 1];
		if (!day || (strcmp(period->from, day) <= 0 && (!*period->until || strcmp(day, period->until) <= 0)))
			return period;
	}
	return NULL;
}

bool schema_tax(const struct schema *schema, const char *name, const char *day, struct tax_rate *out)
{
	const struct tax *tax = schema_tax_all(schema, name);
	const struct tax_period *period = tax ? period_of(tax, day) : NULL;

	if (!period)
		return false;
	*out = (struct tax_rate){ .name = tax->name, .en = tax->en, .zh = tax->zh, .rate = period->rate };
	return true;
}

const char *schema_tax_name(const struct schema *schema, size_t wanted)
{
	const char *name;

	for (size_t i = 0; i < BUILT_IN_TAXES; i++)
		if (schema_tax_all(schema, built_in_taxes[i].name) && wanted-- == 0)
			return built_in_taxes[i].name;
	for (size_t i = 0; (name = schema_settings(schema, "tax.", i)); i++)
		if (!tax_built_in_named(name) && schema_tax_all(schema, name) && wanted-- == 0)
			return name;
	return NULL;
}

struct tax_walk {
	const struct schema *schema;
	size_t next;
};

static const char *next_tax(void *state)
{
	struct tax_walk *walk = state;

	return schema_tax_name(walk->schema, walk->next++);
}

enum status schema_tax_unknown(const struct schema *schema, const char *name, const char *day, struct error *error)
{
	struct tax_walk walk = { .schema = schema };
	struct text all = { 0 };
	const char *each;

	if (day && schema_tax_all(schema, name))
		return error_set(error, STATUS_DATA, "the tax %s has no rate on %s; crm-schema(5) tells how it gets one", name, day);
	const char *nearest = error_nearest(name, next_tax, &walk);
	if (nearest)
		return error_set(error, STATUS_DATA, "unknown tax '%s'; did you mean '%s'?", name, nearest);
	for (size_t i = 0; (each = schema_tax_name(schema, i)); i++)
		text_printf(&all, "%s%s", i ? ", " : "", each);
	error_set(error, STATUS_DATA, all.length ? "unknown tax '%s'; there are %s" : "unknown tax '%s'; there are none; crm-schema(5) tells how to add one", name,
	          all.data);
	text_free(&all);
	return STATUS_DATA;
}

bool field_holds_taxes(const struct field *field)
{
	return field->kind == KIND_TAGS && !field->column && (strcmp(field->name, "tax") == 0 || strcmp(field->name, "shipping_tax") == 0);
}

const char *numbering_built_in(const char *type)
{
	for (size_t i = 0; i < sizeof built_in_numbering / sizeof *built_in_numbering; i++)
		if (strcmp(built_in_numbering[i].type, type) == 0)
			return built_in_numbering[i].pattern;
	return NULL;
}

const char *schema_numbering(const struct schema *schema, const char *type)
{
	const char *standard = numbering_built_in(type), *pattern = NULL;
	char setting[SETTING_NAME];

	if (standard) {
		snprintf(setting, sizeof setting, "numbering.%s", type);
		pattern = schema_value(schema, setting);
	}
	return pattern ? pattern : standard;
}

const char *schema_numbering_type(size_t i)
{
	return i < sizeof built_in_numbering / sizeof *built_in_numbering ? built_in_numbering[i].type : NULL;
}

const char *schema_rounding(const struct schema *schema)
{
	const char *value = schema_value(schema, "rounding");

	return value ? value : "half-up";
}

const char *schema_negative_stock(const struct schema *schema)
{
	const char *value = schema_value(schema, "negative-stock");

	return value ? value : "refuse";
}

bool schema_half_even(const struct schema *schema)
{
	return strcmp(schema_rounding(schema), "half-even") == 0;
}

bool schema_negative_stock_warns(const struct schema *schema)
{
	return strcmp(schema_negative_stock(schema), "warn") == 0;
}

const char *schema_company(const struct schema *schema, const char *field)
{
	char setting[SETTING_NAME];

	snprintf(setting, sizeof setting, "company.%s", field);
	const char *value = schema_value(schema, setting);
	return value ? value : "";
}

const char *schema_company_field(size_t i)
{
	return i < sizeof company_fields / sizeof *company_fields ? company_fields[i] : NULL;
}
