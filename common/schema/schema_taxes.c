/* Taxes in a schema file: their labels and dated rates, and which may go. */
#include "schema/schema_parts.h"

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/sentence.h"
#include "record/selling.h"
#include <string.h>

struct tax_reader {
	struct reader *reader;
	const struct yaml_node *node; /* of the tax */
	const char *path; /* "taxes.vat13" */
	const struct tax *old; /* as it is; NULL: it is new */
	struct tax tax; /* as it is to be */
};

static enum status read_day(struct tax_reader *taxes, const struct yaml_node *node, char day[DATE_SIZE])
{
	const char *text;
	int64_t number;
	enum status status = schema_line(taxes->reader, node, &text);

	if (status)
		return status;
	if (*text && !calendar_stored_day(text, &number))
		return schema_fail(taxes->reader, node, AT_VALUE, STATUS_DATA, "%s: %s: '%s' is no day; write it as 2019-04-01", taxes->path, node->key, text);
	memcpy(day, text, strlen(text) + 1);
	return STATUS_OK;
}

/* `{rate: 13, from: 2019-04-01, until: …}`. */
static enum status read_period(struct tax_reader *taxes, const struct yaml_node *node, struct tax_period *period)
{
	static const char *const keys[] = { "rate", "from", "until", NULL };
	enum status status = STATUS_OK;

	if (node->type != YAML_MAPPING || !yaml_get(node, "rate"))
		return schema_fail(taxes->reader, node, AT_VALUE, STATUS_DATA, "%s: a line `- {rate: 13, from: 2019-04-01}` is wanted here", taxes->path);
	for (const struct yaml_node *child = node->child; !status && child; child = child->next) {
		if (strcmp(child->key, "rate") == 0)
			status = schema_percent(taxes->reader, child, taxes->path, &period->rate);
		else if (strcmp(child->key, "from") == 0)
			status = read_day(taxes, child, period->from);
		else if (strcmp(child->key, "until") == 0)
			status = read_day(taxes, child, period->until);
		else
			status = schema_unknown(taxes->reader, child, "key of a rate", keys);
	}
	return status;
}

/* Puts the last one in its place among those before it. */
static void sort_in(struct tax_period *periods, size_t last)
{
	struct tax_period period = periods[last];
	size_t at = last;

	for (; at > 0 && strcmp(periods[at - 1].from, period.from) > 0; at--)
		periods[at] = periods[at - 1];
	periods[at] = period;
}

static enum status read_rates(struct tax_reader *taxes, const struct yaml_node *node)
{
	struct reader *reader = taxes->reader;
	size_t count = 0;
	enum status status = STATUS_OK;

	if (node->type != YAML_SEQUENCE || !node->count || node->count > TAX_PERIOD_LIMIT)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: rates: a list of 1 to %d rates is wanted, each `- {rate: 13, from: 2019-04-01}`",
				   taxes->path, TAX_PERIOD_LIMIT);
	struct tax_period *periods = arena_alloc(&reader->plan->arena, node->count * sizeof *periods);
	for (const struct yaml_node *child = node->child; !status && child; child = child->next) {
		status = read_period(taxes, child, &periods[count]);
		sort_in(periods, count++);
	}
	taxes->tax.periods = periods;
	taxes->tax.count = count;
	return status;
}

static enum status read_rate(struct tax_reader *taxes, const struct yaml_node *node)
{
	struct tax_period *period = arena_alloc(&taxes->reader->plan->arena, sizeof *period);

	taxes->tax.periods = period;
	taxes->tax.count = 1;
	return schema_percent(taxes->reader, node, taxes->path, &period->rate);
}

static enum status read_attribute(struct tax_reader *taxes, const struct yaml_node *node)
{
	static const char *const keys[] = { "en", "zh", "rate", "rates", NULL };

	if (strcmp(node->key, "en") == 0)
		return schema_label(taxes->reader, node, taxes->path, &taxes->tax.en);
	if (strcmp(node->key, "zh") == 0)
		return schema_label(taxes->reader, node, taxes->path, &taxes->tax.zh);
	if (strcmp(node->key, "rate") == 0)
		return read_rate(taxes, node);
	if (strcmp(node->key, "rates") == 0)
		return read_rates(taxes, node);
	return schema_unknown(taxes->reader, node, "key of a tax", keys);
}

static enum status check(struct tax_reader *taxes)
{
	const struct yaml_node *rates = yaml_get(taxes->node, "rates"), *rate = yaml_get(taxes->node, "rate");
	struct error error = { 0 };
	struct tax *tax = &taxes->tax;

	if (rates && rate)
		return schema_fail(taxes->reader, rates, AT_KEY, STATUS_DATA, "%s: there is rate: and rates:; write one of them", taxes->path);
	if (!tax->count)
		return schema_fail(taxes->reader, taxes->node, AT_KEY, STATUS_DATA, "%s: a new tax needs its rate: in percent, or rates: with dates", taxes->path);
	if (tax_check(tax, &error))
		return schema_fail(taxes->reader, rates ? rates : taxes->node, AT_VALUE, STATUS_DATA, "%s: %s", taxes->path, error.message);
	if (!tax->en)
		tax->en = tax->zh ? tax->zh : tax->name;
	if (!tax->zh)
		tax->zh = tax->en;
	return STATUS_OK;
}

/* 16 from 2018-05-01 until 2019-03-31, 13 from 2019-04-01 */
static void add_rates(struct text *out, const struct tax *tax)
{
	for (size_t i = 0; i < tax->count; i++) {
		const struct tax_period *period = &tax->periods[i];
		text_add(out, i ? ", " : "");
		decimal_format(out, period->rate, DECIMAL_PERCENT);
		if (*period->from)
			text_printf(out, " from %s", period->from);
		if (*period->until)
			text_printf(out, " until %s", period->until);
	}
}

static void tell_tax(struct tax_reader *taxes)
{
	const struct tax *old = taxes->old, *tax = &taxes->tax;
	struct text before = { 0 }, after = { 0 };

	add_rates(&after, tax);
	if (!old) {
		schema_tell(taxes->reader, "taxes: + %s: %s", tax->name, after.data);
	} else {
		add_rates(&before, old);
		if (strcmp(old->en, tax->en) != 0)
			schema_tell(taxes->reader, "%s: en %s → %s", taxes->path, old->en, tax->en);
		if (strcmp(old->zh, tax->zh) != 0)
			schema_tell(taxes->reader, "%s: zh %s → %s", taxes->path, old->zh, tax->zh);
		if (strcmp(before.data, after.data) != 0)
			schema_tell(taxes->reader, "%s: rate %s → %s", taxes->path, before.data, after.data);
	}
	text_free(&before);
	text_free(&after);
}

static void write_tax(struct reader *reader, const char *name, const struct tax *old, const struct tax *tax)
{
	struct text setting = { 0 }, value = { 0 }, before = { 0 }, standard = { 0 };
	const struct tax *built_in = tax_built_in_named(name);

	text_printf(&setting, "tax.%s", name);
	if (tax)
		tax_write(&value, tax);
	if (old)
		tax_write(&before, old);
	if (built_in)
		tax_write(&standard, built_in);
	if (!tax && built_in)
		tax_write(&value, &(struct tax){ .removed = true });
	if (strcmp(text_string(&before), text_string(&value)) != 0)
		schema_edit(reader, setting.data, strcmp(text_string(&value), text_string(&standard)) == 0 ? NULL : value.data);
	text_free(&setting);
	text_free(&value);
	text_free(&before);
	text_free(&standard);
}

/* The taxes of a field are stored between commas. */
static enum status count_uses(struct reader *reader, const struct type *type, const struct field *field, const char *name, int64_t *count)
{
	struct text pattern = { 0 };
	int64_t uses;

	text_printf(&pattern, ",%s,", name);
	enum status status = db_one(reader->store->db, &uses, "select count(*) from \"%s\" where replace(\"%s\", %s, '') <> \"%s\"", type->record->name,
	                            field_column(field), pattern.data, field_column(field));
	*count += uses;
	text_free(&pattern);
	return status;
}

/* "3 products, 12 quote lines" */
static void add_count(struct text *out, const struct record_type *record, int64_t count)
{
	text_printf(out, "%s%lld ", out->length ? ", " : "", (long long)count);
	for (const char *p = sentence_plural(count, record->name, record->plural); *p; p++)
		text_byte(out, *p == '_' ? ' ' : *p);
}

static enum status check_unused(struct reader *reader, const struct yaml_node *node)
{
	struct text uses = { 0 };
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct type *type = store_type(reader->store, walk.record);
		int64_t count = 0;
		for (size_t f = 0; !status && f < type->count; f++)
			if (field_holds_taxes(type->fields[f]))
				status = count_uses(reader, type, type->fields[f], node->key, &count);
		if (count)
			add_count(&uses, walk.record, count);
	}
	if (!status && uses.length)
		status = schema_fail(reader, node, AT_KEY, STATUS_REFUSED,
				     "taxes.%s cannot be removed: it is in %s; give them another, or end its last rate with until:", node->key, uses.data);
	text_free(&uses);
	return status;
}

static enum status remove_tax(struct reader *reader, const struct yaml_node *node)
{
	const struct tax *old = schema_tax_all(reader->store->schema, node->key);

	if (!old)
		return STATUS_OK;
	enum status status = check_unused(reader, node);
	if (status)
		return status;
	schema_tell(reader, "taxes: - %s", node->key);
	write_tax(reader, node->key, old, NULL);
	return STATUS_OK;
}

static enum status read_tax(struct reader *reader, const struct yaml_node *node, size_t *count)
{
	struct tax_reader taxes = { .reader = reader, .node = node };

	if (!tax_is_name(node->key))
		return schema_fail(reader, node, AT_KEY, STATUS_DATA, "'%s' is no name of a tax; write up to %d letters a-z, digits and -", node->key,
				   TAX_NAME_LIMIT);
	if (node->type == YAML_SCALAR && node->null)
		return remove_tax(reader, node);
	taxes.path = arena_printf(&reader->plan->arena, "taxes.%s", node->key);
	if (node->type != YAML_MAPPING)
		return schema_fail(reader, node, AT_VALUE, STATUS_DATA, "%s: {rate: 13, en: …, zh: …} is wanted here", taxes.path);
	taxes.old = schema_tax_all(reader->store->schema, node->key);
	const struct tax *base = taxes.old ? taxes.old : tax_built_in_named(node->key);
	taxes.tax = base ? *base : (struct tax){ .name = node->key };
	enum status status = STATUS_OK;
	for (const struct yaml_node *child = node->child; !status && child; child = child->next)
		status = read_attribute(&taxes, child);
	if (!status)
		status = check(&taxes);
	if (!status && !taxes.old && ++*count > TAX_LIMIT)
		status = schema_fail(reader, node, AT_KEY, STATUS_REFUSED, "a database has at most %d taxes; remove some first", TAX_LIMIT);
	if (status)
		return status;
	tell_tax(&taxes);
	write_tax(reader, node->key, taxes.old, &taxes.tax);
	return STATUS_OK;
}

enum status schema_read_taxes(struct reader *reader, const struct yaml_node *section)
{
	enum status status = schema_mapping(reader, section, "taxes");
	size_t count = 0;

	while (schema_tax_name(reader->store->schema, count))
		count++;
	for (const struct yaml_node *node = section->child; !status && node; node = node->next)
		status = read_tax(reader, node, &count);
	return status;
}
