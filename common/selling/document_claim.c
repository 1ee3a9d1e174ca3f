/* Documents that claim a part of another one: how much of each line, and what of its sums. */
#include "selling/document_convert_parts.h"

#include "base/decimal.h"
#include "selling/document_part.h"
#include "selling/selling.h"
#include "store/save.h"
#include "store/settle.h"
#include <string.h>

enum status taking_lines(struct store *store, const struct record *document,
                         enum status (*taken)(struct store *, int64_t, int64_t, int64_t *), struct arena *arena, struct taking *out)
{
	enum status status = document_lines(store, document_kind(document->type->record), document->id, arena, &out->lines, &out->count);
	size_t count = out->count + 1;

	out->before = arena_alloc(arena, count * sizeof *out->before);
	out->open = arena_alloc(arena, count * sizeof *out->open);
	out->now = arena_alloc(arena, count * sizeof *out->now);
	out->serials = arena_alloc(arena, count * sizeof *out->serials);
	for (size_t i = 0; !status && i < out->count; i++) {
		status = taken(store, out->lines[i]->id, 0, &out->before[i]);
		out->open[i] = record_integer(out->lines[i], "qty") - out->before[i];
		if (out->open[i] < 0)
			out->open[i] = 0;
	}
	return status;
}

static enum status take_part(struct store *store, const struct record *document, const struct document_part *part, const char *what,
                             struct taking *taking)
{
	const char *prefix = document->type->record->prefix;
	struct text wanted = { 0 }, open = { 0 };
	enum status status = STATUS_OK;
	size_t i = 0;

	while (i < taking->count && record_integer(taking->lines[i], "number") != part->line)
		i++;
	if (i == taking->count)
		return error_set(store->error, STATUS_REFUSED, "%s%lld has no line %s%lld.%lld", prefix, (long long)document->id, prefix,
		                 (long long)document->id, (long long)part->line);
	int64_t quantity = part->counted ? part->quantity : taking->open[i];
	if (!part->counted && !quantity)
		return error_set(store->error, STATUS_REFUSED, "%s%lld.%lld: nothing is left to be %s", prefix, (long long)document->id,
		                 (long long)part->line, what);
	decimal_format(&wanted, quantity, DECIMAL_QUANTITY);
	decimal_format(&open, taking->open[i], DECIMAL_QUANTITY);
	if (quantity <= 0)
		status = error_set(store->error, STATUS_DATA, "%s%lld.%lld: %s is not greater than zero", prefix, (long long)document->id,
		                   (long long)part->line, wanted.data);
	else if (quantity > taking->open[i])
		status = error_set(store->error, STATUS_REFUSED, "%s%lld.%lld: %s is more than the %s that %s still to be %s", prefix,
		                   (long long)document->id, (long long)part->line, wanted.data, open.data,
		                   taking->open[i] == WIDE_WHOLE ? "is" : "are", what);
	taking->now[i] = quantity;
	taking->serials[i] = part->serials;
	text_free(&wanted);
	text_free(&open);
	return status;
}

enum status taking_parts(struct store *store, const struct record *document, const struct document_request *request, const char *what,
                         struct taking *taking)
{
	enum status status = STATUS_OK;
	bool any = false;

	for (size_t i = 0; !status && i < request->part_count; i++)
		status = take_part(store, document, &request->parts[i], what, taking);
	for (size_t i = 0; i < taking->count; i++) {
		if (!request->part_count)
			taking->now[i] = taking->open[i];
		any |= taking->now[i] > 0;
	}
	if (!status && !any)
		status = error_set(store->error, STATUS_REFUSED, "%s%lld: nothing is left to be %s", document->type->record->prefix,
		                   (long long)document->id, what);
	return status;
}

enum status taking_serials(struct store *store, const struct record *document, const struct document_request *request, const char *what, struct taking *taking)
{
	const char *prefix = document->type->record->prefix;
	size_t only = taking->count;

	if (!request->serials)
		return STATUS_OK;
	for (size_t i = 0; i < taking->count; i++) {
		if (!taking->now[i])
			continue;
		if (only < taking->count)
			return error_set(store->error, STATUS_USAGE, "serial: several lines are %s; write %s%lld.%lld.serial=…", what, prefix, (long long)document->id,
			                 (long long)record_integer(taking->lines[only], "number"));
		only = i;
	}
	taking->serials[only] = request->serials;
	return STATUS_OK;
}

/* What the documents that claim the source already have of what stands in its head. */
struct claimed {
	struct part shipping;
	int64_t adjustment;
};

static enum status too_large(struct store *store, const struct claim *claim)
{
	return error_set(store->error, STATUS_DATA, "%s%lld: its amounts are too large to be divided", claim->source->type->record->prefix,
	                 (long long)claim->source->id);
}

static enum status add_claimed(struct store *store, const struct claim *claim, int64_t id, struct arena *arena, struct claimed *sum)
{
	struct document_totals totals;
	struct record *document;
	struct part shipping;
	enum status status = document_load(store, claim->record, id, arena, &document);

	if (!status)
		status = document_totals(store, document_kind(claim->record), document, arena, &totals);
	if (status)
		return status;
	/* A credit note of an invoice takes of it; to an order it may give back what the invoice took. */
	int64_t sign = claim->link->sign ? claim->link->sign(document) : 1;
	part_of_shipping(&totals, document, &shipping);
	for (size_t i = 0; i < shipping.count; i++)
		shipping.columns[i] *= sign;
	bool fits = int64_from_wide((wide)sum->adjustment + (wide)record_integer(document, "adjustment") * sign, &sum->adjustment) && part_add(&sum->shipping, &shipping);
	return fits ? STATUS_OK : too_large(store, claim);
}

static enum status find_claimed(struct store *store, const struct claim *claim, struct arena *arena, struct claimed *out)
{
	struct statement *statement;
	int64_t *ids = NULL;
	size_t count = 0;
	enum status status = db_ask(store->db, &statement, "%-s", claim->others);

	if (status)
		return status;
	db_bind_integer(statement, 1, claim->source->id);
	while (db_next(statement, &status)) {
		ids = array_grow(arena, ids, count, sizeof *ids);
		ids[count++] = db_integer(statement, 0);
	}
	db_done(statement);
	for (size_t i = 0; !status && i < count; i++)
		status = add_claimed(store, claim, ids[i], arena, out);
	return status;
}

static void give_rest(struct record *head, const char *field, int64_t rest)
{
	document_give(head, field, rest ? value_integer(rest) : (struct value){ 0 });
}

/* Shipping and adjustment go along with the first claim, as far as no other has them. */
static enum status give_extras(struct store *store, const struct claim *claim, const struct document_totals *source, struct arena *arena)
{
	struct record *head = claim->head;
	struct claimed claimed = { 0 };
	struct part rest;

	document_give(head, "shipping_part", (struct value){ 0 });
	give_rest(head, "shipping", 0);
	give_rest(head, "adjustment", 0);
	if (!claim->extras)
		return STATUS_OK;
	part_of_shipping(source, claim->source, &rest);
	claimed.shipping.count = rest.count;
	enum status status = find_claimed(store, claim, arena, &claimed);
	bool fits = !status;
	for (size_t i = 0; fits && i < rest.count; i++)
		fits = share_next(rest.columns[i], 1, 1, claimed.shipping.columns[i], source->document.rounding, &rest.columns[i]);
	if (!status && !fits)
		status = too_large(store, claim);
	if (status)
		return status;
	part_give_shipping(&rest, source->document.prices_include_tax, head, arena);
	give_rest(head, "adjustment", source->document.adjustment - claimed.adjustment);
	return STATUS_OK;
}

/* What is taken of each line, and of the document's discount with it. */
static enum status find_parts(struct store *store, const struct claim *claim, const struct document_totals *source, struct part *parts, int64_t *discount)
{
	const struct taking *taking = &claim->taking;
	enum status status = STATUS_OK;

	*discount = 0;
	for (size_t i = 0; !status && i < taking->count; i++) {
		if (!taking->now[i])
			continue;
		const struct part_request request = { .link = claim->link, .kind = document_kind(claim->record), .source = source, .line = i,
			                              .before = taking->before[i], .quantity = taking->now[i] };
		status = part_take(store, &request, &parts[i]);
		if (!status && !int64_from_wide((wide)*discount + parts[i].columns[PART_DISCOUNT], discount))
			status = too_large(store, claim);
	}
	return status == STATUS_DATA ? too_large(store, claim) : status;
}

/* One line of the claim: a part, unless its document has terms of its own. Of a discount of the line that is an amount, what the quantity has of it. */
static enum status make_line(struct store *store, const struct claim *claim, size_t i, const struct document_totals *source, const struct part *part, struct arena *arena)
{
	const struct taking *taking = &claim->taking;
	const struct record *from = taking->lines[i];
	struct record *line = document_line(store, from, document_kind(claim->record)->line, claim->head->id, arena);
	int64_t whole = record_integer(from, "qty"), off;

	document_give(line, claim->line_field, value_integer(from->id));
	/* A credit note gives back to the order what the invoice took of it. */
	if (claim->link->same)
		document_carry(line, from, claim->link->same);
	document_give(line, "qty", value_integer(taking->now[i]));
	if (record_integer(from, "discount_amount")) {
		if (!share_between(record_integer(from, "discount_amount"), taking->before[i], taking->before[i] + taking->now[i], whole,
		                   source->document.rounding, &off))
			return too_large(store, claim);
		give_rest(line, "discount_amount", off);
	}
	if (part)
		part_give(part, source->document.prices_include_tax, line, arena);
	return save_add(store, line, arena);
}

enum status claim_begin(struct store *store, struct claim *claim, const struct record *source, struct arena *arena)
{
	claim->source = source;
	claim->link = document_kind(claim->record)->links;
	while (strcmp(claim->link->field, claim->line_field) != 0)
		claim->link++;
	enum status status = taking_lines(store, source, claim->link->taken, arena, &claim->taking);
	if (!status)
		status = document_head(store, source, claim->record, arena, &claim->head);
	if (!status)
		document_give(claim->head, claim->link->header, value_integer(source->id));
	return status;
}

enum status claim_make(struct store *store, struct claim *claim, const struct document_request *request, struct arena *arena, int64_t *made)
{
	struct document_totals source;
	struct part *parts = arena_alloc(arena, (claim->taking.count + 1) * sizeof *parts);
	bool own = document_own_terms(request);
	int64_t discount = 0;
	enum status status = settle_run(store);

	if (!status)
		status = document_totals(store, document_kind(claim->source->type->record), claim->source, arena, &source);
	if (!status)
		status = give_extras(store, claim, &source, arena);
	if (!status)
		status = find_parts(store, claim, &source, parts, &discount);
	if (status)
		return status;
	give_rest(claim->head, "discount_amount", source.document.discount_percent ? 0 : discount);
	status = document_assign_terms(store, request, claim->head, claim->source, arena);
	if (!status)
		status = save_add(store, claim->head, arena);
	for (size_t i = 0; !status && i < claim->taking.count; i++)
		if (claim->taking.now[i])
			status = make_line(store, claim, i, &source, own ? NULL : &parts[i], arena);
	*made = claim->head->id;
	return status ? status : document_finish(store, claim->record, *made, request, arena);
}
