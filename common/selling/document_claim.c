/* Documents that claim a part of another one: how much of each line, and what of its sums. */
#include "selling/document_convert_parts.h"

#include "base/decimal.h"
#include "selling/selling.h"
#include "selling/shares.h"
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

/* What the documents that claim the source already have of it. */
struct claimed {
	int64_t lines, shipping, adjustment, total;
};

static enum status find_claimed(struct store *store, const struct claim *claim, struct claimed *out)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "%-s", claim->others);

	*out = (struct claimed){ 0 };
	if (status)
		return status;
	db_bind_integer(statement, 1, claim->source->id);
	if (db_next(statement, &status))
		*out = (struct claimed){ db_integer(statement, 0), db_integer(statement, 1), db_integer(statement, 2),
			                 db_integer(statement, 3) };
	db_done(statement);
	return status;
}

static enum status too_large(struct store *store, const struct claim *claim)
{
	return error_set(store->error, STATUS_DATA, "%s%lld: its amounts are too large to be divided", claim->source->type->record->prefix,
	                 (long long)claim->source->id);
}

static enum rounding rounding_of(const struct document_totals *totals)
{
	return totals->document.rounding;
}

/* One line of the claim; of a discount that is an amount, what the quantity has of it. */
static enum status make_line(struct store *store, const struct claim *claim, size_t i, enum rounding rounding, struct arena *arena,
                             int64_t *amount)
{
	const struct taking *taking = &claim->taking;
	const struct record *from = taking->lines[i];
	struct record *line = document_line(store, from, document_kind(claim->record)->line, claim->head->id, arena);
	int64_t whole = record_integer(from, "qty"), part;

	document_give(line, claim->line_field, value_integer(from->id));
	/* A credit note gives back to the order what the invoice took of it. */
	if (claim->link->same)
		document_carry(line, from, claim->link->same);
	document_give(line, "qty", value_integer(taking->now[i]));
	if (record_integer(from, "discount_amount")) {
		if (!share_between(record_integer(from, "discount_amount"), taking->before[i], taking->before[i] + taking->now[i], whole,
		                   rounding, &part))
			return too_large(store, claim);
		document_give(line, "discount_amount", part ? value_integer(part) : (struct value){ 0 });
	}
	enum status status = save_add(store, line, arena);
	*amount = record_integer(line, "amount");
	return status;
}

/* The document's discount as an amount: what the lines taken so far, and those taken now, have of it by their amounts. */
static enum status share_discount(struct store *store, const struct claim *claim, enum rounding rounding, int64_t most, struct record *head)
{
	const struct taking *taking = &claim->taking;
	int64_t discount = record_integer(claim->source, "discount_amount"), whole = 0, before = 0, after = 0, part = 0;
	bool fits = true;

	if (!discount)
		return STATUS_OK;
	for (size_t i = 0; fits && i < taking->count; i++) {
		int64_t amount = record_integer(taking->lines[i], "amount"), quantity = record_integer(taking->lines[i], "qty"), had, has;
		fits = wide_ratio(amount, taking->before[i], quantity, rounding, &had) &&
		       wide_ratio(amount, taking->before[i] + taking->now[i], quantity, rounding, &has) &&
		       int64_from_wide((wide)whole + amount, &whole) && int64_from_wide((wide)before + had, &before) &&
		       int64_from_wide((wide)after + has, &after);
	}
	if (!fits || whole <= 0 || !share_between(discount, before, after, whole, rounding, &part))
		return too_large(store, claim);
	if (part > most)
		part = most;
	*record_value(head, "discount_amount") = part ? value_integer(part) : (struct value){ 0 };
	return STATUS_OK;
}

static bool is_complete(const struct taking *taking)
{
	for (size_t i = 0; i < taking->count; i++)
		if (taking->before[i] + taking->now[i] < record_integer(taking->lines[i], "qty"))
			return false;
	return true;
}

static bool gives(const struct document_request *request, const char *field)
{
	for (size_t i = 0; i < request->field_count; i++)
		if (strcmp(request->fields[i].field->name, field) == 0)
			return true;
	return false;
}

static bool gives_sums(const struct document_request *request)
{
	return gives(request, "discount") || gives(request, "discount_amount") || gives(request, "shipping") ||
	       gives(request, "adjustment") || gives(request, "prices_include_tax") || gives(request, "tax_mode") ||
	       gives(request, "currency");
}

/* The claim that completes the source brings their sum to its total. */
static enum status even_out(struct store *store, const struct claim *claim, const struct claimed *claimed,
                            const struct document_totals *source, struct record *head, struct arena *arena)
{
	struct document_totals totals;
	wide target = record_integer(claim->source, "total"), difference;
	enum status status = document_totals(store, document_kind(claim->record), head, arena, &totals);

	if (status)
		return status;
	if (!claim->extras)
		target -= (wide)source->result.shipping_net + source->result.shipping_tax + source->document.adjustment;
	difference = target - claimed->total - totals.result.total;
	int64_t most = share_tolerance(claimed->lines + (int64_t)totals.count), adjustment;
	if (difference == 0 || difference > most || difference < -most)
		return STATUS_OK;
	if (!int64_from_wide(record_integer(head, "adjustment") + difference, &adjustment))
		return too_large(store, claim);
	*record_value(head, "adjustment") = adjustment ? value_integer(adjustment) : (struct value){ 0 };
	return STATUS_OK;
}

static void give_rest(struct record *head, const char *field, int64_t rest)
{
	document_give(head, field, rest ? value_integer(rest) : (struct value){ 0 });
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
	struct claimed claimed;
	int64_t sum = 0, amount = 0;
	enum status status = settle_run(store);

	if (!status)
		status = find_claimed(store, claim, &claimed);
	if (!status)
		status = document_totals(store, document_kind(claim->source->type->record), claim->source, arena, &source);
	if (status)
		return status;
	int64_t shipping = record_integer(claim->source, "shipping") - claimed.shipping;
	give_rest(claim->head, "shipping", claim->extras && shipping > 0 ? shipping : 0);
	give_rest(claim->head, "adjustment", claim->extras ? record_integer(claim->source, "adjustment") - claimed.adjustment : 0);
	document_give(claim->head, "discount_amount", (struct value){ 0 });
	status = assign_apply(store, request->fields, request->field_count, claim->head, claim->source->id, arena);
	if (!status)
		status = save_add(store, claim->head, arena);
	for (size_t i = 0; !status && i < claim->taking.count; i++) {
		if (!claim->taking.now[i])
			continue;
		status = make_line(store, claim, i, rounding_of(&source), arena, &amount);
		if (!status && !int64_from_wide((wide)sum + amount, &sum))
			status = too_large(store, claim);
	}
	struct record *head = record_copy(arena, claim->head);
	if (!status && !gives(request, "discount") && !gives(request, "discount_amount"))
		status = share_discount(store, claim, rounding_of(&source), sum, head);
	if (!status && !gives_sums(request) && is_complete(&claim->taking))
		status = even_out(store, claim, &claimed, &source, head, arena);
	if (!status)
		status = save_set(store, claim->head, head, arena);
	*made = claim->head->id;
	return status ? status : document_finish(store, claim->record, *made, request, arena);
}
