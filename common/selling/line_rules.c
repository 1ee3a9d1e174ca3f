/* The rules of the lines of documents. */
#include "selling/selling.h"
#include "store/rule.h"

#include "base/decimal.h"
#include "selling/document_part.h"
#include "selling/line_links.h"
#include "selling/price.h"
#include "store/settle.h"
#include <string.h>

static void take(struct record *line, const char *field, const struct record *from, const char *of)
{
	if (rule_open(line, field))
		*record_value(line, field) = *record_value(from, of);
}

/* A line that is copied from another document brings its frozen rates: it is agreed, whatever became of the product since. */
static bool is_agreed(const struct record *line)
{
	return line->given && line->given[type_index(line->type, "tax_rates")];
}

static enum status find_product(struct store *store, const struct record *line, struct arena *arena, struct record **product)
{
	int64_t id = record_integer(line, "product");

	*product = NULL;
	return id ? row_load(store, store_type(store, &record_product), id, arena, product) : STATUS_OK;
}

static enum status wrong_price(struct store *store, const char *from, const char *to)
{
	return error_set(store->error, STATUS_DATA, "price: it cannot be converted from %s to %s; give the price", from, to);
}

/* A price that contains the taxes, from one that does not, or the other way; to six decimals. */
static enum status convert_price(struct store *store, bool has_tax, bool wants_tax, const char *rates, int64_t *price)
{
	int64_t sum = WIDE_WHOLE + document_rates_sum(rates);
	bool done = true;

	if (has_tax && !wants_tax)
		done = wide_ratio(*price, WIDE_WHOLE, sum, ROUNDING_HALF_UP, price);
	else if (!has_tax && wants_tax)
		done = wide_ratio(*price, sum, WIDE_WHOLE, ROUNDING_HALF_UP, price);
	return done ? STATUS_OK : wrong_price(store, has_tax ? "with tax" : "without tax", wants_tax ? "with tax" : "without tax");
}

/* The price of a product for a quantity of the line, with the document's taxes or without them; source PRICE_NONE when it has none. */
static enum status find_price(struct store *store, const struct document_context *context, const struct record *line, int64_t quantity, const struct record *product,
                              struct arena *arena, struct price *price)
{
	struct price_request request = {
		.product = product->id, .record = product, .customer = document_sells(context->kind) ? record_integer(context->document, "customer") : 0,
		.quantity = quantity, .currency = record_text(context->document, "currency"), .day = context->day,
	};
	struct value rates;
	enum status status = price_find(store, &request, price, NULL);

	if (status || price->source == PRICE_NONE)
		return status;
	status = document_rates(store, record_value(line, "tax"), context->day, arena, &rates);
	if (!status)
		status = convert_price(store, record_integer(product, "price_includes_tax") != 0, record_integer(context->document, "prices_include_tax") != 0,
		                       rates.type == VALUE_TEXT ? rates.text : "", &price->price);
	return status;
}

static enum status take_price(struct store *store, const struct document_context *context, struct record *line, const struct record *product, struct arena *arena)
{
	struct price price = { 0 };
	enum status status = find_price(store, context, line, record_integer(line, "qty"), product, arena, &price);

	if (status || price.source == PRICE_NONE)
		return status;
	*record_value(line, "price") = value_integer(price.price);
	*record_value(line, "priced_by") = value_text(arena_string(arena, price.by));
	return STATUS_OK;
}

/* A price that comes with a new line, as from a file, and is that of a rule. Where none can be found, it was simply given. */
static enum status name_price(struct store *store, const struct document_context *context, struct record *line, const struct record *product, struct arena *arena)
{
	struct price price = { 0 };
	enum status status = find_price(store, context, line, record_integer(line, "qty"), product, arena, &price);

	if (!status && price.source != PRICE_NONE && price.price == record_integer(line, "price"))
		*record_value(line, "priced_by") = value_text(arena_string(arena, price.by));
	return status == STATUS_REFUSED || status == STATUS_DATA ? error_silence(store->error, STATUS_OK) : status;
}

static enum status ask_price(struct store *store, const struct document_context *context, const struct record *line, const struct price *price)
{
	const char *prefix = context->kind->record->prefix;
	struct text quantity = { 0 }, new = { 0 }, old = { 0 };
	long long number = record_integer(line, "number");

	decimal_format(&quantity, record_integer(line, "qty"), DECIMAL_QUANTITY);
	decimal_format(&new, price->price, DECIMAL_QUANTITY);
	decimal_format(&old, record_integer(line, "price"), DECIMAL_QUANTITY);
	error_set(store->error, STATUS_REFUSED, "qty: for %s the price is %s by %s, and the line has %s by %s; crm-%s line %s%lld set %lld qty=%s --reprice takes the new one, price=%s keeps the old one",
	          quantity.data, new.data, price->by, old.data, record_text(line, "priced_by"), context->kind->record->name, prefix, (long long)context->id, number,
	          quantity.data, old.data);
	text_free(&quantity);
	text_free(&new);
	text_free(&old);
	return STATUS_REFUSED;
}

/* A quantity that crosses a price break. What the price is today for the old quantity says whether it does: a price list that changed since is none of its business. */
static enum status check_break(struct store *store, const struct document_context *context, const struct record *old, struct record *line, struct arena *arena)
{
	struct price was = { 0 }, is = { 0 };
	struct record *product;

	if (rule_concerns(old, line, (const char *const[]){ "price", "product", "currency", NULL }) && !rule_changed(old, line, "priced_by"))
		*record_value(line, "priced_by") = (struct value){ 0 };
	if (!rule_changed(old, line, "qty") || !*record_text(line, "priced_by"))
		return STATUS_OK;
	enum status status = find_product(store, line, arena, &product);
	if (status || !product)
		return status;
	status = find_price(store, context, line, record_integer(old, "qty"), product, arena, &was);
	if (!status)
		status = find_price(store, context, line, record_integer(line, "qty"), product, arena, &is);
	if (status || is.source == PRICE_NONE || was.price == is.price)
		return status;
	if (!store->repricing)
		return ask_price(store, context, line, &is);
	*record_value(line, "price") = value_integer(is.price);
	*record_value(line, "priced_by") = value_text(arena_string(arena, is.by));
	return STATUS_OK;
}

static enum status fill_from_product(struct store *store, const struct document_context *context, struct record *line, struct arena *arena)
{
	struct record *product;
	enum status status = find_product(store, line, arena, &product);
	int64_t cost = -1;

	if (status || !product)
		return status;
	take(line, "description", product, "name");
	take(line, "specification", product, "specification");
	take(line, "unit", product, "unit");
	take(line, "tax", product, "tax");
	bool costs = rule_open(line, "cost"), unpriced = rule_open(line, "price");
	if (costs || (unpriced && !document_sells(context->kind)))
		status = cost_find(store, product, record_text(context->document, "currency"), context->day, &cost);
	/* What a supplier will ask for in his own currency may be open yet: the draft says nothing rather than nothing being drafted. */
	if (status == STATUS_REFUSED && !document_sells(context->kind)) {
		status = error_silence(store->error, STATUS_OK);
	}
	if (!status && costs && cost >= 0 && document_sells(context->kind))
		*record_value(line, "cost") = value_integer(cost);
	if (!status && unpriced && document_sells(context->kind))
		status = take_price(store, context, line, product, arena);
	else if (!status && document_sells(context->kind) && !is_agreed(line))
		status = name_price(store, context, line, product, arena);
	else if (!status && unpriced && cost >= 0)
		*record_value(line, "price") = value_integer(cost);
	return status;
}

enum status line_initial(struct store *store, struct record *line, struct arena *arena)
{
	const struct document_kind *kind = document_kind(line->type->record);
	struct document_context *context;
	int64_t parent = record_integer(line, "parent");

	if (!parent)
		return error_set(store->error, STATUS_DATA, "parent is required: a line belongs to a document");
	enum status status = document_context(store, kind, parent, &context);
	if (status)
		return status;
	if (record_value(line, "number")->type == VALUE_NULL)
		*record_value(line, "number") = value_integer(context->last_line + 1);
	if (record_integer(line, "number") > context->last_line)
		context->last_line = record_integer(line, "number");
	if (kind->line_initial)
		return kind->line_initial(store, line, arena);
	if (record_value(line, "qty")->type == VALUE_NULL)
		*record_value(line, "qty") = value_integer(WIDE_WHOLE);
	if (record_value(line, "position")->type == VALUE_NULL)
		*record_value(line, "position") = *record_value(line, "number");
	const struct value *own = record_value(line, "currency"), *currency = record_value(context->document, "currency");
	if (own->type == VALUE_TEXT && !value_equal(own, currency))
		return error_set(store->error, STATUS_DATA, "currency: an amount of the line is in %s, and the document in %s", own->text,
		                 record_text(context->document, "currency"));
	*record_value(line, "currency") = *currency;
	return fill_from_product(store, context, line, arena);
}

/* Whether it may be sold on the day; lines that stand already stay. */
static enum status check_product(struct store *store, const struct document_context *context, const struct record *line, struct arena *arena)
{
	struct record *product;
	enum status status = find_product(store, line, arena, &product);

	if (status || !product || !document_sells(context->kind))
		return status;
	const char *until = record_text(product, "sold_until"), *from = record_text(product, "sold_from"), *name = record_text(product, "name");
	if (record_value(product, "active")->type == VALUE_INTEGER && !record_integer(product, "active"))
		return error_set(store->error, STATUS_REFUSED, "product: pr%lld, %s, is no longer sold; crm-product set pr%lld active=yes puts it on sale again",
		                 (long long)product->id, name, (long long)product->id);
	if (*until && strcmp(until, context->day) < 0)
		return error_set(store->error, STATUS_REFUSED, "product: pr%lld, %s, was sold until %s; crm-product set pr%lld sold_until= puts it on sale again",
		                 (long long)product->id, name, until, (long long)product->id);
	if (*from && strcmp(from, context->day) > 0)
		return error_set(store->error, STATUS_REFUSED, "product: pr%lld, %s, is sold from %s only", (long long)product->id, name, from);
	return STATUS_OK;
}

static enum status check_figures(struct store *store, const struct record *old, const struct record *line)
{
	if (record_integer(line, "discount") && record_integer(line, "discount_amount"))
		return error_set(store->error, STATUS_DATA, "discount: percent or discount_amount, not both; clear one: discount=");
	enum status status = rule_quantity(store, old, line, "qty");
	return status || document_kind(line->type->record)->claim ? status : unit_quantity(store, "qty", record_text(line, "unit"), record_integer(line, "qty"));
}

/* Whether it lost its rates, to take those of the day of its document (document_rules.c). */
static bool is_rated_anew(const struct record *old, const struct record *line)
{
	return type_field(line->type, "tax_rates", NULL) && rule_changed(old, line, "tax_rates") && record_value(line, "tax_rates")->type == VALUE_NULL;
}

static enum status check_priced(struct store *store, const struct document_context *context, const struct record *old, struct record *line, struct arena *arena)
{
	static const char *const figures[] = { "qty", "price", "discount", "discount_amount", "tax", "tax_rates", "currency", "unit", NULL };
	enum status status = STATUS_OK;

	if (rule_changed(old, line, "product") && (old || !is_agreed(line)))
		status = check_product(store, context, line, arena);
	if (status || !rule_concerns(old, line, figures))
		return status;
	status = check_figures(store, old, line);
	if (!status && old && document_sells(context->kind))
		status = check_break(store, context, old, line, arena);
	if (!status && (old ? rule_changed(old, line, "tax") || is_rated_anew(old, line) : !is_agreed(line)))
		status = document_rates(store, record_value(line, "tax"), context->day, arena, record_value(line, "tax_rates"));
	if (!status && old && document_line_is_part(line))
		status = part_follow(store, context->kind, old, line, arena);
	if (!status && !document_line_is_part(line))
		status = document_line_amounts(store, line, record_integer(context->document, "prices_include_tax") != 0, context->digits);
	return status;
}

/* Lines of an issued document stay as they are: a customer has them on paper. */
static enum status check_open(struct store *store, const struct document_context *context)
{
	struct text reference = { 0 };

	if (document_is_draft(context->kind, context->document))
		return STATUS_OK;
	reference_format(&reference, context->kind->record, context->id);
	error_set(store->error, STATUS_REFUSED, "%s is %s, so its lines cannot be changed; %s", reference.data,
	          record_text(context->document, context->kind->state),
	          context->kind->correction);
	text_free(&reference);
	return STATUS_REFUSED;
}

static bool says_something_else(const struct record *old, const struct record *line)
{
	for (size_t i = 0; i < line->type->count; i++)
		if (!value_equal(&old->values[i], &line->values[i]) && document_line_says(line->type->fields[i]))
			return true;
	return false;
}

enum status line_before(struct store *store, const struct record *old, struct record *line, struct arena *arena)
{
	const struct record *known = line ? line : old;
	const struct document_kind *kind = document_kind(known->type->record);
	struct document_context *context;

	if (old && line && !says_something_else(old, line) && !is_rated_anew(old, line))
		return STATUS_OK;
	enum status status = document_context(store, kind, record_integer(known, "parent"), &context);
	bool merged = store->merging; /* the document of the line becomes one with another draft, behind whose lines it gets a number */
	if (!status && old && line && !merged && rule_changed(old, line, "parent"))
		status = error_set(store->error, STATUS_REFUSED, "parent: a line cannot be moved to another document; add it to the other one");
	if (!status && old && line && !merged && rule_changed(old, line, "number"))
		status = error_set(store->error, STATUS_REFUSED, "number: it is permanent; crm-%s line %s%lld move %lld changes the position of a line", kind->record->name,
		                   kind->record->prefix, (long long)context->id, (long long)record_integer(old, "number"));
	if (!status)
		status = kind->line_before ? kind->line_before(store, context->document, old, line, arena) : check_open(store, context);
	if (!status && kind->priced && line)
		status = check_priced(store, context, old, line, arena);
	return status ? status : line_links_before(store, context->document, old, line, arena);
}

enum status line_after(struct store *store, const struct record *old, const struct record *line, struct arena *arena)
{
	const struct record *known = line ? line : old;
	const struct document_kind *kind = document_kind(known->type->record);

	if (kind->line_added && !old) {
		struct document_context *context;
		enum status status = document_context(store, kind, record_integer(line, "parent"), &context);
		return status ? status : kind->line_added(store, context->document, line, arena);
	}
	settle_defer(store, kind->record, record_integer(known, "parent"));
	return STATUS_OK;
}
