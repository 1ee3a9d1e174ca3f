#include "selling/document_part.h"

#include "base/money.h"
#include "selling/line_links.h"
#include "store/check.h"
#include "store/rule.h"
#include <string.h>

void part_of_line(const struct document_totals *totals, size_t line, struct part *out)
{
	const struct totals_line_result *result = &totals->result.lines[line];
	const struct record *record = totals->records[line];
	size_t order[TOTALS_TAXES], count = document_tax_order(totals, record_text(record, "tax"), record_text(record, "tax_rates"), order);

	*out = (struct part){ .columns = { [PART_NET] = result->discounted_net, [PART_DISCOUNT] = result->share,
		                           [PART_NET_DISCOUNT] = result->net - result->discounted_net },
		              .count = PART_TAX + count };
	for (size_t t = 0; t < count; t++)
		out->columns[PART_TAX + t] = result->taxes[order[t]];
}

void part_of_shipping(const struct document_totals *totals, const struct record *document, struct part *out)
{
	size_t order[TOTALS_TAXES], count = document_tax_order(totals, record_text(document, "shipping_tax"), record_text(document, "shipping_rates"), order);

	*out = (struct part){ .columns = { [PART_NET] = totals->result.shipping_net }, .count = PART_TAX + count };
	for (size_t t = 0; t < count; t++)
		out->columns[PART_TAX + t] = totals->result.shipping.taxes[order[t]];
}

bool part_add(struct part *sum, const struct part *part)
{
	bool fits = true;

	for (size_t i = 0; fits && i < sum->count; i++)
		fits = int64_from_wide((wide)sum->columns[i] + part->columns[i], &sum->columns[i]);
	return fits;
}

static int64_t taxes_of(const struct part *part)
{
	int64_t sum = 0;

	for (size_t i = PART_TAX; i < part->count; i++)
		sum += part->columns[i];
	return sum;
}

bool part_total(const struct part *part, int64_t *total)
{
	wide sum = part->columns[PART_NET];

	for (size_t i = PART_TAX; i < part->count; i++)
		sum += part->columns[i];
	return int64_from_wide(sum, total);
}

bool part_between(const struct part *whole, int64_t from, int64_t to, int64_t of, enum rounding rounding, struct part *out)
{
	bool fits = true;

	*out = (struct part){ .count = whole->count };
	for (size_t i = 0; fits && i < whole->count; i++)
		fits = share_between(whole->columns[i], from, to, of, rounding, &out->columns[i]);
	return fits;
}

/* What a stored line has: a part what it was given, another one, whose price somebody changed or which an earlier version made, what its quantity is due alone. */
static bool part_of_stored(const struct record *line, const struct part *whole, int64_t quantity, bool prices_include_tax, enum rounding rounding, struct part *out)
{
	int64_t amount = record_integer(line, "amount"), net = record_integer(line, "net"), taxable = record_integer(line, "taxable");

	*out = (struct part){ .count = whole->count };
	size_t taxes = document_numbers_parse(record_text(line, "part"), out->columns + PART_TAX, TOTALS_TAXES);
	if (taxes != (whole->count > PART_TAX ? whole->count - PART_TAX : 1)) /* see part_give */
		return part_between(whole, 0, record_integer(line, "qty"), quantity, rounding, out);
	out->columns[PART_NET] = taxable;
	out->columns[PART_NET_DISCOUNT] = net - taxable;
	out->columns[PART_DISCOUNT] = amount - taxable - (prices_include_tax ? taxes_of(out) : 0);
	return true;
}

/* What lines in force have of a source line, besides one of them: *all_parts when each is a part. */
struct taken {
	struct part part;
	bool all_parts;
};

static enum status find_taken(struct store *store, const struct part_request *request, const struct part *whole, struct arena *arena, struct taken *out)
{
	const struct document_kind *kind = request->kind;
	const struct record *source = request->source->records[request->line];
	bool inclusive = request->source->document.prices_include_tax, fits = true;
	int64_t *ids;
	size_t count = 0;
	enum status status = db_integers(store->db, arena, &ids, &count, "select l.id from \"%s\" as l join \"%s\" as d on d.id = l.parent where l.\"%s\" = %jd"
	                                 " and l.id <> %jd and d.\"%s\" <> %s order by l.id", kind->line->name, kind->record->name, request->link->field, source->id,
	                                 request->besides, kind->state, kind->withdrawn);

	*out = (struct taken){ .part = { .count = whole->count }, .all_parts = true };
	for (size_t i = 0; !status && fits && i < count; i++) {
		struct record *line, *document;
		struct part part;
		status = rule_load(store, kind->line, ids[i], arena, &line);
		if (!status)
			status = rule_load(store, kind->record, record_integer(line, "parent"), arena, &document);
		if (status)
			break;
		int sign = request->link->sign ? request->link->sign(document) : 1;
		if (!sign)
			continue; /* what it takes back stays taken */
		fits = part_of_stored(line, whole, record_integer(source, "qty"), inclusive, request->source->document.rounding, &part);
		out->all_parts &= document_line_is_part(line);
		for (size_t c = 0; c < part.count; c++)
			part.columns[c] *= sign;
		fits = fits && part_add(&out->part, &part);
	}
	return status || fits ? status : error_set(store->error, STATUS_DATA, "its amounts are too large to be divided");
}

enum status part_take(struct store *store, const struct part_request *request, struct part *out)
{
	struct arena arena = { 0 };
	struct taken taken;
	struct part whole;
	int64_t to = request->before + request->quantity, of = record_integer(request->source->records[request->line], "qty");

	part_of_line(request->source, request->line, &whole);
	enum status status = find_taken(store, request, &whole, &arena, &taken);
	bool fits = true;
	*out = (struct part){ .count = whole.count };
	for (size_t i = 0; !status && fits && i < whole.count; i++)
		fits = share_next(whole.columns[i], to, of, taken.part.columns[i], request->source->document.rounding, &out->columns[i]);
	arena_free(&arena);
	return status || fits ? status : error_set(store->error, STATUS_DATA, "its amounts are too large to be divided");
}

static void put(struct record *record, const char *field, int64_t number)
{
	*record_value(record, field) = value_integer(number);
}

void part_give(const struct part *part, bool prices_include_tax, struct record *line, struct arena *arena)
{
	int64_t net = part->columns[PART_NET];

	put(line, "taxable", net);
	put(line, "net", net + part->columns[PART_NET_DISCOUNT]);
	put(line, "amount", net + part->columns[PART_DISCOUNT] + (prices_include_tax ? taxes_of(part) : 0));
	/* A part without taxes is one too: it has one of zero. */
	const int64_t none = 0;
	size_t count = part->count - PART_TAX;
	*record_value(line, "part") = value_text(document_numbers_format(count ? part->columns + PART_TAX : &none, count ? count : 1, arena));
}

void part_give_shipping(const struct part *part, bool prices_include_tax, struct record *document, struct arena *arena)
{
	int64_t shipping = part->columns[PART_NET] + (prices_include_tax ? taxes_of(part) : 0);
	size_t count = part->count - PART_TAX;

	*record_value(document, "shipping") = shipping ? value_integer(shipping) : (struct value){ 0 };
	*record_value(document, "shipping_part") = shipping && count ? value_text(document_numbers_format(part->columns + PART_TAX, count, arena)) : (struct value){ 0 };
}

/* The first link by which a line takes: a credit note takes from its invoice, not from the order. */
static const struct line_link *find_link(const struct document_kind *kind, const struct record *line)
{
	for (const struct line_link *link = kind->links; link && link->source; link++)
		if (record_integer(line, link->field))
			return link;
	return NULL;
}

/* The totals of the document of a source line, and its index there. */
static enum status find_source(struct store *store, const struct line_link *link, int64_t id, struct arena *arena, struct document_totals *totals, size_t *index)
{
	const struct document_kind *kind = document_kind(link->source);
	struct record *line, *document = NULL;
	enum status status = rule_load(store, link->source, id, arena, &line);

	if (!status && line)
		status = rule_load(store, kind->record, record_integer(line, "parent"), arena, &document);
	if (!status && !document)
		status = store_missing(store, link->source, id);
	if (!status)
		status = document_totals(store, kind, document, arena, totals);
	for (*index = 0; !status && *index + 1 < totals->count && totals->records[*index]->id != id; ++*index)
		;
	return status;
}

enum status part_follow(struct store *store, const struct document_kind *kind, const struct record *old, struct record *line, struct arena *arena)
{
	static const char *const terms[] = { "price", "discount", "discount_amount", "tax", "tax_rates", "currency", NULL };
	struct part_request request = { .kind = kind, .link = find_link(kind, line), .quantity = record_integer(line, "qty"), .besides = line->id };
	struct document_totals source;
	struct part part;
	bool quantity = rule_changed(old, line, "qty");

	if (rule_concerns(old, line, terms) || (quantity && !request.link))
		*record_value(line, "part") = *record_value(line, "taxable") = (struct value){ 0 };
	if (!document_line_is_part(line) || !quantity)
		return STATUS_OK;
	int64_t id = record_integer(line, request.link->field);
	enum status status = find_source(store, request.link, id, arena, &source, &request.line);
	request.source = &source;
	if (!status)
		status = request.link->taken(store, id, line->id, &request.before);
	if (!status)
		status = part_take(store, &request, &part);
	if (!status)
		part_give(&part, source.document.prices_include_tax, line, arena);
	return status;
}

static void report_difference(const struct document_totals *totals, size_t line, const struct part *taken, const struct part *whole, struct text *findings)
{
	struct text parts = { 0 }, all = { 0 };

	for (size_t i = 0; i < whole->count; i++) {
		money_format(&parts, taken->columns[i], totals->document.digits);
		money_format(&all, whole->columns[i], totals->document.digits);
		text_add(&parts, i + 1 < whole->count ? " " : "");
		text_add(&all, i + 1 < whole->count ? " " : "");
	}
	finding_add(findings, NULL, "line %lld: its parts sum to %s (net, discount, discount without tax, taxes), but it has %s",
	            (long long)record_integer(totals->records[line], "number"), parts.data, all.data);
	text_free(&parts);
	text_free(&all);
}

static bool sums_up(const struct part *taken, const struct part *whole, bool complete)
{
	for (size_t i = 0; i < whole->count; i++)
		if (complete ? taken->columns[i] != whole->columns[i] : taken->columns[i] < 0 || taken->columns[i] > whole->columns[i])
			return false;
	return true;
}

enum status part_check(struct store *store, const struct document_totals *totals, size_t line, struct arena *arena, struct text *findings)
{
	const struct record *source = totals->records[line];
	enum status status = STATUS_OK;
	struct part whole;

	part_of_line(totals, line, &whole);
	for (const struct document_kind *kind = NULL; !status && (kind = document_kind_next(kind));) {
		for (const struct line_link *link = kind->links; !status && kind->priced && link && link->source; link++) {
			struct part_request request = { .link = link, .kind = kind, .source = totals, .line = line };
			struct taken taken;
			int64_t quantity = 0;
			if (link->source != source->type->record || (status = link->taken(store, source->id, 0, &quantity)) || quantity <= 0 ||
			    quantity > record_integer(source, "qty")) /* line_links_check says so */
				continue;
			status = find_taken(store, &request, &whole, arena, &taken);
			if (!status && taken.all_parts && !sums_up(&taken.part, &whole, quantity == record_integer(source, "qty")))
				report_difference(totals, line, &taken.part, &whole, findings);
		}
	}
	return status;
}
