/* crm-product price: the price of products, and by which rule. */
#include "selling/document_verbs.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/money.h"
#include "base/wide.h"
#include "query/resolve.h"
#include "selling/price.h"
#include "selling/selling.h"
#include <string.h>

struct asked {
	struct price_request request;
	const char *customer, *currency; /* as written; NULL when they are not */
	char day[DATE_SIZE];
	char code[4];                    /* of the currency */
};

/* None of these is a field of a product: they say for whom, how much, in what and when. */
static enum status read_asked(struct session *session, size_t first, struct asked *asked)
{
	const struct conventions *conventions = &session->store->conventions;
	enum status status = STATUS_OK;

	*asked = (struct asked){ .request = { .quantity = WIDE_WHOLE } };
	date_today(conventions, asked->day);
	for (size_t i = first; !status && i < session->operand_count; i++) {
		const char *word = session->operands[i];
		if (strncmp(word, "customer=", 9) == 0)
			asked->customer = word + 9;
		else if (strncmp(word, "currency=", 9) == 0)
			asked->currency = word + 9;
		else if (strncmp(word, "qty=", 4) == 0)
			status = decimal_parse(word + 4, DECIMAL_QUANTITY, &asked->request.quantity, &session->error);
		else if (strncmp(word, "on=", 3) == 0)
			status = date_parse(conventions, word + 3, asked->day, &session->error);
		else
			status = error_set(&session->error, STATUS_USAGE, "'%s': write customer=REF, qty=QUANTITY, currency=CODE or on=DAY", word);
		if (status && status != STATUS_USAGE)
			error_prefix(&session->error, "%.*s: ", (int)strcspn(word, "="), word);
	}
	if (!status && asked->request.quantity <= 0)
		status = error_set(&session->error, STATUS_USAGE, "qty: it must be greater than zero");
	return status ? session->error.status = STATUS_USAGE : STATUS_OK;
}

static enum status customer_currency(struct session *session, int64_t customer, char code[4])
{
	struct record *record;
	enum status status = row_load(session->store, store_type(session->store, &record_customer), customer, &session->arena, &record);

	if (!status && record && strlen(record_text(record, "currency")) == 3)
		memcpy(code, record_text(record, "currency"), 4);
	return status;
}

/* The currency is that which a document for the customer would have. */
static enum status find_asked(struct session *session, struct asked *asked)
{
	const struct type *type = store_type(session->store, &record_product);
	struct value code = { 0 };
	enum status status = STATUS_OK;

	memcpy(asked->code, session->store->conventions.currency, sizeof asked->code);
	if (asked->customer)
		status = resolve_one(session->store, &record_customer, asked->customer, &asked->request.customer);
	if (!status && asked->request.customer)
		status = customer_currency(session, asked->request.customer, asked->code);
	if (!status && asked->currency) {
		status = field_parse(&session->store->conventions, type_field(type, "currency", NULL), asked->currency, &session->arena, (char[4]){ "" }, &code,
		                     &session->error);
		if (!status && (code.type != VALUE_TEXT || currency_digits(code.text) < 0))
			status = error_set(&session->error, STATUS_DATA, "currency: %s is not an ISO 4217 currency; write a code like CNY, USD, EUR", asked->currency);
		if (!status)
			memcpy(asked->code, code.text, sizeof asked->code);
	}
	asked->request.currency = asked->code;
	asked->request.day = asked->day;
	return status;
}

/* A line for each rule. What has a price in the first of them is the price. */
static void print_rules(struct out *out, int64_t product, const char *currency, struct text *explanation)
{
	struct text reference = { 0 };

	reference_format(&reference, &record_product, product);
	for (char *line = explanation->data; line && *line;) {
		char *end = line + strcspn(line, "\n"), *price = line + strcspn(line, "\t"), *next = *end ? end + 1 : end;
		*end = '\0';
		*price++ = '\0';
		char *reason = price + strcspn(price, "\t");
		*reason++ = '\0';
		const char *texts[] = { reference.data, line, price, *price ? currency : "" };
		struct out_cell cells[5] = { [4] = { reason, text_unescape(reason, strlen(reason)) } };
		for (size_t i = 0; i < 4; i++)
			cells[i] = (struct out_cell){ texts[i], strlen(texts[i]) };
		out_row(out, cells);
		line = next;
	}
	text_free(&reference);
}

static enum status print_prices(struct session *session, struct asked *asked, const struct targets *products)
{
	static const struct out_column columns[] = {
		{ "ref", "Ref", OUT_STRING }, { "rule", "Rule", OUT_STRING }, { "price", "Price", OUT_AMOUNT }, { "currency", "Currency", OUT_STRING },
		{ "reason", "Reason", OUT_STRING },
	};
	struct out_options options;
	struct error first = { 0 };
	struct text explanation = { 0 };
	enum status status = STATUS_OK;

	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; !status && i < products->count && !out_broken(out); i++) {
		struct price found;
		asked->request.product = products->items[i].id;
		text_clear(&explanation);
		status = price_find(session->store, &asked->request, &found, &explanation);
		print_rules(out, products->items[i].id, asked->code, &explanation);
		if (status == STATUS_REFUSED) {
			/* The others may have their prices. */
			locate_refusal(session, status, &products->items[i]);
			if (!first.status)
				first = session->error;
			status = STATUS_OK;
		}
	}
	text_free(&explanation);
	status = session_close_out(session, out, status);
	if (!status && first.status) {
		session->error = first;
		status = first.status;
	}
	return status;
}

static enum status price(struct session *session, void *options)
{
	struct targets products = { 0 };
	enum status missing = STATUS_OK;
	struct asked asked;
	size_t first;
	enum status status = split_operands(session, &first);

	(void)options;
	if (!status && first == 0)
		status = error_set(&session->error, STATUS_USAGE, "name the product: crm-product price pr3 customer=c1 qty=10");
	if (!status)
		status = read_asked(session, first, &asked);
	if (!status)
		status = find_asked(session, &asked);
	if (!status)
		status = operands_read(session, session->operands, first, &record_product, &products, &missing);
	if (status)
		return status;
	struct error error = session->error;
	status = print_prices(session, &asked, &products);
	if (!status && missing) {
		session->error = error;
		status = missing;
	}
	return status;
}

static const struct verb price_verb = {
	.name = "price", .synopsis = "REF…|- [customer=CUSTOMER] [qty=N] [currency=CODE] [on=DAY]", .help = "show the price for a customer and quantity: one line for each rule; the first with a price applies, the others say why they do not",
	.access = ACCESS_READ, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = output_groups, .options_size = sizeof(struct output_options), .run = price,
};

const struct verb *const product_verbs[] = { &price_verb, &stock_verb, &stocktake_verb, NULL };
