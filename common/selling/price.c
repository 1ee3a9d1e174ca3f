#include "selling/price.h"

#include "base/decimal.h"
#include "selling/sections.h"
#include "selling/exchange_rate.h"
#include "selling/selling.h"
#include <stdio.h>
#include <string.h>

/* One search, by all its rules. */
struct search {
	struct store *store;
	const struct price_request *request;
	struct price *out;
	struct text *explanation; /* NULL: the search ends with the first rule that applies */
	struct arena arena;
	const struct record *product;
	bool found;
	char winner[PRICE_NAME_SIZE];          /* what is said to come before the rules behind it */
};

struct book {
	int64_t id, active;
	const char *name, *currency, *from, *until; /* "" where it is not set */
};

struct entry {
	int64_t id, number, price, min_qty, discount;
	bool priced;
};

static enum status apply(struct store *store, const struct rate *rate, int64_t number, int64_t discount, const char *what, int64_t *out)
{
	if (rate_apply(rate, number, discount, schema_half_even(store->schema) ? ROUNDING_HALF_EVEN : ROUNDING_HALF_UP, out))
		return STATUS_OK;
	return error_set(store->error, STATUS_DATA, "%s: it is too large", what);
}

enum status price_effective(struct store *store, const struct price_terms *terms, const char *currency, const char *day, int64_t *price)
{
	const struct rate same = { .times = 1, .over = 1 };
	struct rate rate;

	*price = -1;
	if (terms->price >= 0)
		return apply(store, &same, terms->price, terms->discount, "price", price);
	if (terms->list < 0)
		return STATUS_OK;
	enum status status = rate_ratio(store, terms->currency, currency, day, &rate);
	return status ? status : apply(store, &rate, terms->list, terms->discount, "price", price);
}

/* Appends a line of the explanation: rule, price or nothing, reason. */
static void explain(struct search *search, const char *rule, const int64_t *price, const char *reason)
{
	struct text *text = search->explanation;

	if (!text)
		return;
	text_printf(text, "%s\t", rule);
	if (price)
		decimal_format(text, *price, DECIMAL_QUANTITY);
	text_byte(text, '\t');
	text_escape(text, reason, strlen(reason));
	text_byte(text, '\n');
}

/* A price that a rule gives. The first one is the price; the others are reported of. name: of the rule, for those behind it. listed: it comes from the
 * product's price. */
static enum status give(struct search *search, const char *rule, const char *name, const struct price *price, bool listed, struct text *reason)
{
	const struct price_request *request = search->request;
	const char *currency = record_text(search->product, "currency");
	enum status status = STATUS_OK;

	if (search->found) {
		text_printf(reason, "; %s takes precedence", search->winner);
	} else {
		search->found = true;
		*search->out = *price;
		snprintf(search->winner, sizeof search->winner, "%s", name);
		if (listed && strcmp(currency, request->currency) != 0)
			status = rate_find(search->store, currency, request->currency, request->day, &search->out->rate);
	}
	explain(search, rule, &price->price, text_string(reason));
	return status;
}

/* A rule that would apply, were it not for something that is missing: refused where it is the first one, reported behind another one. */
static enum status stop(struct search *search, enum status status, const char *rule)
{
	if (status != STATUS_REFUSED)
		return status;
	explain(search, rule, NULL, search->store->error->message);
	return search->found ? STATUS_OK : status;
}

/* The price by an entry of a book, or of none: then it is the product's. -1 when there is none. */
static enum status work_out(struct search *search, const struct entry *entry, int64_t *price)
{
	const struct price_request *request = search->request;
	const struct value *list = record_value(search->product, "price");
	struct price_terms terms = { .price = entry && entry->priced ? entry->price : -1, .discount = entry ? entry->discount : 0,
		                     .list = list->type == VALUE_INTEGER ? list->integer : -1, .currency = record_text(search->product, "currency") };

	return price_effective(search->store, &terms, request->currency, request->day, price);
}

/* "100 USD at 7.2": the product's price, and how it is turned into the currency. */
static void report_list(struct search *search, struct text *reason)
{
	const char *currency = record_text(search->product, "currency");
	int64_t rate;

	text_add(reason, "list price ");
	decimal_format(reason, record_integer(search->product, "price"), DECIMAL_QUANTITY);
	if (strcmp(currency, search->request->currency) == 0 || rate_find(search->store, currency, search->request->currency, search->request->day, &rate))
		return;
	text_printf(reason, " %s at ", currency);
	decimal_format(reason, rate, DECIMAL_RATE);
}

static enum status use_entry(struct search *search, enum price_source source, const char *rule, const struct book *book, const struct entry *entry)
{
	struct price price = { .source = source, .entry = entry->id };
	struct text reason = { 0 };
	char name[sizeof search->winner];
	enum status status = work_out(search, entry, &price.price);

	snprintf(name, sizeof name, "pb%lld.%lld", (long long)book->id, (long long)entry->number);
	memcpy(price.by, name, sizeof price.by);
	if (status)
		return stop(search, status, rule);
	text_printf(&reason, "%s, %s", name, book->name);
	if (entry->min_qty > 0) {
		text_add(&reason, ", from ");
		decimal_format(&reason, entry->min_qty, DECIMAL_QUANTITY);
	}
	text_add(&reason, ": ");
	if (entry->priced)
		decimal_format(&reason, entry->price, DECIMAL_QUANTITY);
	else
		report_list(search, &reason);
	if (entry->discount) {
		text_add(&reason, " less ");
		decimal_format(&reason, entry->discount, DECIMAL_PERCENT);
		text_byte(&reason, '%');
	}
	status = give(search, rule, name, &price, !entry->priced, &reason);
	text_free(&reason);
	return status;
}

/* The entry of the product with the highest min_qty that the quantity reaches, id 0 when there is none. lowest: the quantity that would do, -1 when none does. */
static enum status find_entry(struct search *search, int64_t book, struct entry *entry, int64_t *lowest)
{
	struct statement *statement;
	enum status status = db_ask(search->store->db, &statement, "select id, number, price, coalesce(min_qty, 0), coalesce(discount, 0) from pricebook_entry"
	                            " where product = %jd and parent + 0 = %jd order by coalesce(min_qty, 0) desc, id", search->request->product, book);

	*entry = (struct entry){ 0 };
	*lowest = -1;
	while (db_next(statement, &status)) {
		*lowest = db_integer(statement, 3);
		if (*lowest > search->request->quantity)
			continue;
		*entry = (struct entry){ .id = db_integer(statement, 0), .number = db_integer(statement, 1), .price = db_integer(statement, 2),
			                 .min_qty = *lowest, .discount = db_integer(statement, 4), .priced = db_value(statement, 2).type == VALUE_INTEGER };
		break;
	}
	db_done(statement);
	return status;
}

/* Why a book does not hold at all; nothing when it does. */
static void report_book(const struct search *search, const struct book *book, struct text *reason)
{
	const struct price_request *request = search->request;

	if (!book->active)
		text_add(reason, "is not active");
	else if (*book->from && strcmp(book->from, request->day) > 0)
		text_printf(reason, "is valid from %s", book->from);
	else if (*book->until && strcmp(book->until, request->day) < 0)
		text_printf(reason, "was valid until %s", book->until);
	else if (strcmp(book->currency, request->currency) != 0)
		text_printf(reason, "is in %s, not in %s", book->currency, request->currency);
}

static enum status ask_book(struct search *search, enum price_source source, const char *rule, const struct book *book)
{
	struct text reason = { 0 };
	struct entry entry = { 0 };
	int64_t lowest = -1;
	enum status status = STATUS_OK;

	report_book(search, book, &reason);
	if (!reason.length && !(status = find_entry(search, book->id, &entry, &lowest)) && !entry.id) {
		if (lowest < 0) {
			text_add(&reason, "has no price for the product");
		} else {
			text_add(&reason, "has a price from ");
			decimal_format(&reason, lowest, DECIMAL_QUANTITY);
		}
	}
	if (entry.id && !entry.priced && record_value(search->product, "price")->type == VALUE_NULL)
		text_printf(&reason, "takes a discount off the list price, but there is none; crm-product set pr%lld price=… sets it",
		            (long long)search->product->id);
	if (!status && reason.length) {
		struct text named = { 0 };
		text_printf(&named, "pb%lld, %s, %s", (long long)book->id, book->name, reason.data);
		explain(search, rule, NULL, named.data);
		text_free(&named);
	} else if (!status) {
		status = use_entry(search, source, rule, book, &entry);
	}
	text_free(&reason);
	return status;
}

static const char *column(struct search *search, struct statement *statement, int index)
{
	const char *text = db_text(statement, index);

	return text ? arena_string(&search->arena, text) : "";
}

/* All books of the customer, or all standard ones: the one that began last first. */
static enum status find_books(struct search *search, const char *sql, struct book **books, size_t *count)
{
	struct statement *statement;
	enum status status = db_ask(search->store->db, &statement, "%-s", sql);

	*books = NULL;
	*count = 0;
	if (status)
		return status;
	db_bind_integer(statement, 1, search->request->customer);
	while (db_next(statement, &status)) {
		*books = array_grow(&search->arena, *books, *count, sizeof **books);
		(*books)[(*count)++] = (struct book){ .id = db_integer(statement, 0), .active = db_integer(statement, 1), .name = column(search, statement, 2),
			                              .currency = column(search, statement, 3), .from = column(search, statement, 4),
			                              .until = column(search, statement, 5) };
	}
	db_done(statement);
	return status;
}

static enum status ask_books(struct search *search, enum price_source source, const char *rule, const char *sql, const char *none)
{
	struct book *books;
	size_t count;
	enum status status = find_books(search, sql, &books, &count);

	if (!status && !count)
		explain(search, rule, NULL, none);
	for (size_t i = 0; !status && i < count && (search->explanation || !search->found); i++)
		status = ask_book(search, source, rule, &books[i]);
	return status;
}

#define BOOK "select b.id, coalesce(b.active, 0), b.name, b.currency, b.valid_from, b.valid_until from pricebook b "

static enum status ask_customer(struct search *search)
{
	static const char rule[] = "customer-book";

	if (!search->request->customer) {
		explain(search, rule, NULL, "no customer is given");
		return STATUS_OK;
	}
	return ask_books(search, PRICE_CUSTOMER_BOOK, rule, BOOK "join pricebook_customers k on k.pricebook = b.id where k.customer = ?"
	                 " order by coalesce(b.valid_from, '') desc, b.id desc", "there is no price book for the customer");
}

static enum status ask_standard(struct search *search)
{
	if (search->found && !search->explanation)
		return STATUS_OK;
	/* A standard book that names the customer was asked before. */
	return ask_books(search, PRICE_STANDARD_BOOK, "standard-book", BOOK "where b.standard = 1 and not exists"
	                 " (select 1 from pricebook_customers k where k.pricebook = b.id and k.customer = ?) order by coalesce(b.valid_from, '') desc, b.id desc",
	                 "there is no standard price book");
}

static enum status ask_product(struct search *search)
{
	static const char rule[] = "product";
	struct price price = { .source = PRICE_PRODUCT };
	struct text reason = { 0 };

	if (search->found && !search->explanation)
		return STATUS_OK;
	enum status status = work_out(search, NULL, &price.price);
	if (status)
		return stop(search, status, rule);
	if (price.price < 0) {
		text_printf(&reason, "it has no list price; crm-product set pr%lld price=… sets it", (long long)search->product->id);
		explain(search, rule, NULL, reason.data);
		text_free(&reason);
		return STATUS_OK;
	}
	snprintf(price.by, sizeof price.by, "pr%lld", (long long)search->product->id);
	report_list(search, &reason);
	status = give(search, rule, "the list price", &price, true, &reason);
	text_free(&reason);
	return status;
}

enum status price_find(struct store *store, const struct price_request *request, struct price *out, struct text *explanation)
{
	struct search search = { .store = store, .request = request, .out = out, .explanation = explanation };
	struct record *product = NULL;
	enum status status = request->record ? STATUS_OK : row_load(store, store_type(store, &record_product), request->product, &search.arena, &product);

	*out = (struct price){ 0 };
	search.product = request->record ? request->record : product;
	if (!status && !search.product)
		status = error_set(store->error, STATUS_REFUSED, "there is no product pr%lld", (long long)request->product);
	if (!status)
		status = ask_customer(&search);
	if (!status)
		status = ask_standard(&search);
	if (!status)
		status = ask_product(&search);
	arena_free(&search.arena);
	return status;
}

enum status cost_find(struct store *store, const struct record *product, const char *currency, const char *day, int64_t *cost)
{
	struct rate rate;

	*cost = -1;
	if (record_value(product, "cost")->type == VALUE_NULL)
		return STATUS_OK;
	enum status status = rate_ratio(store, record_text(product, "currency"), currency, day, &rate);
	return status ? status : apply(store, &rate, record_integer(product, "cost"), 0, "cost", cost);
}
