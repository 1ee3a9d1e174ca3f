#include "selling/document_totals.h"

#include "base/decimal.h"
#include "selling/sections.h"
#include "selling/selling.h"
#include "store/children.h"
#include "store/rule.h"
#include <stdlib.h>
#include <string.h>

enum status document_lines(struct store *store, const struct document_kind *kind, int64_t id, struct arena *arena, struct record ***lines, size_t *count)
{
	return children_load(store, kind->line, id, arena, lines, count);
}

enum status document_rates(struct store *store, const struct value *names, const char *day, struct arena *arena, struct value *rates)
{
	struct text text = { 0 }, name = { 0 };
	enum status status = STATUS_OK;

	*rates = (struct value){ 0 };
	if (names->type != VALUE_TEXT)
		return STATUS_OK;
	/* As stored: ",vat13,city," */
	for (const char *p = names->text + 1; !status && *p; p += name.length + 1) {
		struct tax_rate rate;
		text_clear(&name);
		text_append(&name, p, strcspn(p, ","));
		if (!schema_tax(store->schema, text_string(&name), day, &rate))
			status = schema_tax_unknown(store->schema, text_string(&name), day, store->error);
		else
			text_printf(&text, "%s%lld", text.length ? "," : "", (long long)rate.rate);
	}
	if (!status)
		*rates = value_text(text_take(&text, arena));
	text_free(&text);
	text_free(&name);
	return status;
}

int64_t document_rates_sum(const char *rates)
{
	int64_t sum = 0;

	for (const char *p = rates; *p; p += *p == ',') {
		char *end;
		sum += strtoll(p, &end, 10);
		if (end == p)
			break;
		p = end;
	}
	return sum;
}

/* Walks names of taxes with their rates: from { names, rates }, as they are stored. */
struct tax_walk {
	const char *names, *rates;
	const char *name;
	size_t length;
	int64_t rate;
};

static bool tax_step(struct tax_walk *walk)
{
	char *end;

	walk->name = walk->names + (*walk->names != '\0');
	walk->length = strcspn(walk->name, ",");
	if (!walk->length)
		return false;
	walk->names = walk->name + walk->length;
	walk->rate = strtoll(walk->rates, &end, 10);
	walk->rates = *end == ',' ? end + 1 : end;
	return true;
}

static size_t find_tax(const struct document_totals *totals, const struct tax_walk *walk)
{
	size_t i = 0;

	while (i < totals->document.tax_count && (strncmp(totals->taxes[i].name, walk->name, walk->length) != 0 || totals->taxes[i].name[walk->length] ||
	                                          totals->taxes[i].rate != walk->rate))
		i++;
	return i;
}

/* The taxes of these names and rates among those of the document: a rate that changed makes another one. */
static enum status take_taxes(struct store *store, struct document_totals *out, const char *names, const char *rates, struct arena *arena, uint32_t *bits)
{
	for (struct tax_walk walk = { .names = names, .rates = rates }; tax_step(&walk);) {
		size_t i = find_tax(out, &walk);
		if (i == TOTALS_TAXES)
			return error_set(store->error, STATUS_DATA, "more than %d different taxes in one document", TOTALS_TAXES);
		if (i == out->document.tax_count)
			out->taxes[out->document.tax_count++] = (struct totals_tax){ .name = arena_copy(arena, walk.name, walk.length), .rate = walk.rate };
		*bits |= (uint32_t)1 << i;
	}
	return STATUS_OK;
}

size_t document_tax_order(const struct document_totals *totals, const char *names, const char *rates, size_t order[TOTALS_TAXES])
{
	size_t count = 0;

	for (struct tax_walk walk = { .names = names, .rates = rates }; count < TOTALS_TAXES && tax_step(&walk);) {
		size_t i = find_tax(totals, &walk);
		if (i < totals->document.tax_count)
			order[count++] = i;
	}
	return count;
}

const char *document_numbers_format(const int64_t *numbers, size_t count, struct arena *arena)
{
	struct text text = { 0 };

	for (size_t i = 0; i < count; i++)
		text_printf(&text, "%s%lld", i ? "," : "", (long long)numbers[i]);
	return text_take(&text, arena);
}

size_t document_numbers_parse(const char *text, int64_t *numbers, size_t limit)
{
	size_t count = 0;
	char *end;

	for (const char *p = text; *p && count < limit; p = *end == ',' ? end + 1 : "") {
		int64_t number = strtoll(p, &end, 10);
		if (end == p)
			break;
		numbers[count++] = number;
	}
	return count;
}

bool document_line_is_part(const struct record *line)
{
	return record_value(line, "part")->type == VALUE_TEXT;
}

/* What is stored of the taxes of a part, put in the order of the document's. */
static const int64_t *stored_taxes(const struct document_totals *totals, const char *names, const char *rates, const char *stored, struct arena *arena)
{
	int64_t numbers[TOTALS_TAXES] = { 0 }, *taxes = arena_alloc(arena, TOTALS_TAXES * sizeof *taxes);
	size_t order[TOTALS_TAXES], count = document_tax_order(totals, names, rates, order);

	document_numbers_parse(stored, numbers, TOTALS_TAXES);
	for (size_t i = 0; i < count; i++)
		taxes[order[i]] = numbers[i];
	return taxes;
}

/* Once all taxes of the document are known. */
static void take_parts(struct document_totals *out, const struct record *document, struct arena *arena)
{
	for (size_t i = 0; i < out->count; i++) {
		const struct record *line = out->records[i];
		if (!document_line_is_part(line))
			continue;
		struct totals_part *part = arena_alloc(arena, sizeof *part);
		*part = (struct totals_part){ .amount = record_integer(line, "amount"), .net = record_integer(line, "net"),
			                      .discounted_net = record_integer(line, "taxable"),
			                      .taxes = stored_taxes(out, record_text(line, "tax"), record_text(line, "tax_rates"), record_text(line, "part"), arena) };
		out->lines[i].part = part;
	}
	if (record_value(document, "shipping_part")->type == VALUE_TEXT)
		out->document.shipping_part = stored_taxes(out, record_text(document, "shipping_tax"), record_text(document, "shipping_rates"),
		                                           record_text(document, "shipping_part"), arena);
}

/* Where there is a discount of the document, or tax by group, each line says what it has of it, unless it is from before. */
static bool is_old(const struct document_totals *totals)
{
	if (!totals->document.group_tax && !totals->document.discount_percent && !totals->document.discount_amount)
		return false;
	for (size_t i = 0; i < totals->count; i++)
		if (record_value(totals->records[i], "taxable")->type == VALUE_NULL)
			return true;
	return false;
}

static struct totals_line line_of(const struct record *record)
{
	return (struct totals_line){ .quantity = record_integer(record, "qty"), .price = record_integer(record, "price"),
		                     .discount_percent = record_integer(record, "discount"), .discount_amount = record_integer(record, "discount_amount"),
		                     .number = record_integer(record, "number") };
}

static enum rounding rounding_of(const struct store *store)
{
	return schema_half_even(store->schema) ? ROUNDING_HALF_EVEN : ROUNDING_HALF_UP;
}

static enum status name_document(struct store *store, enum status status, const struct document_kind *kind, int64_t id)
{
	return status ? error_prefix(store->error, "%s%lld: ", kind->record->prefix, (long long)id) : status;
}

static enum status compute(struct store *store, const struct document_kind *kind, const struct record *document, bool anew, struct arena *arena,
                           struct document_totals *out)
{
	*out = (struct document_totals){ 0 };
	out->document = (struct totals_document){
		.digits = record_digits(document), .rounding = rounding_of(store), .prices_include_tax = record_integer(document, "prices_include_tax") != 0,
		.group_tax = strcmp(record_text(document, "tax_mode"), "group") == 0, .discount_percent = record_integer(document, "discount"),
		.discount_amount = record_integer(document, "discount_amount"), .shipping = record_integer(document, "shipping"),
		.adjustment = record_integer(document, "adjustment"), .taxes = out->taxes, .incomplete = document_is_draft(kind, document) || document_is_withdrawn(document),
	};
	enum status status = document_lines(store, kind, document->id, arena, &out->records, &out->count);
	/* What was open on day one has no lines. */
	if (!status && !out->count)
		out->document.discount_amount = 0;
	out->lines = arena_alloc(arena, (out->count + 1) * sizeof *out->lines);
	for (size_t i = 0; !status && i < out->count; i++) {
		const struct record *line = out->records[i];
		out->lines[i] = line_of(line);
		status = take_taxes(store, out, record_text(line, "tax"), record_text(line, "tax_rates"), arena, &out->lines[i].taxes);
	}
	if (!status)
		status = take_taxes(store, out, record_text(document, "shipping_tax"), record_text(document, "shipping_rates"), arena, &out->document.shipping_taxes);
	if (!status) {
		take_parts(out, document, arena);
		out->old = out->document.to_largest = !anew && is_old(out);
		status = totals_compute(&out->document, out->lines, out->count, arena, &out->result, store->error);
	}
	return name_document(store, status, kind, document->id);
}

enum status document_totals(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena,
                            struct document_totals *out)
{
	return compute(store, kind, document, false, arena, out);
}

enum status document_totals_anew(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena,
                                 struct document_totals *out)
{
	return compute(store, kind, document, true, arena, out);
}

static bool exceeds(int64_t amount)
{
	return amount > RULE_AMOUNT_LIMIT || amount < -RULE_AMOUNT_LIMIT;
}

enum status document_totals_limit(struct store *store, const struct record *old, const struct totals *result)
{
	/* Of a document that is so already, the rest can still be changed. */
	bool same = record_integer(old, "total") == result->total && record_integer(old, "subtotal") == result->subtotal;

	if (same || !(exceeds(result->subtotal) || exceeds(result->discount_total) || exceeds(result->tax_total) || exceeds(result->shipping_net) ||
	              exceeds(result->total)))
		return STATUS_OK;
	return error_set(store->error, STATUS_DATA, "%s%lld: the amounts are too large to be summed up; check quantities and prices", old->type->record->prefix,
	                 (long long)old->id);
}

int64_t document_opening(const struct record *document)
{
	const struct document_kind *kind = document_kind(document->type->record);

	return kind->opening ? kind->opening(document) : 0;
}

/* One line, computed as a document of its own without discount: the rule is the same. */
enum status document_line_amounts(struct store *store, struct record *line, bool prices_include_tax, int digits)
{
	struct arena arena = { 0 };
	struct totals result;
	struct totals_tax tax = { .name = "", .rate = document_rates_sum(record_text(line, "tax_rates")) };
	struct totals_line one = line_of(line);
	struct totals_document document = { .digits = digits, .rounding = rounding_of(store), .prices_include_tax = prices_include_tax, .taxes = &tax, .tax_count = 1 };

	one.taxes = 1;
	enum status status = totals_compute(&document, &one, 1, &arena, &result, store->error);
	if (!status && result.lines[0].gross > RULE_AMOUNT_LIMIT)
		status = error_set(store->error, STATUS_DATA, "price: quantity × price is too large to be summed; check both");
	if (!status) {
		*record_value(line, "amount") = value_integer(result.lines[0].amount);
		*record_value(line, "net") = value_integer(result.lines[0].net);
	}
	arena_free(&arena);
	return status;
}
