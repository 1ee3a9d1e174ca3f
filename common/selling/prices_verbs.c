/* crm-pricebook prices: the entries of a book, and what they come to. */
#include "selling/document_verbs.h"

#include "base/date.h"
#include "base/decimal.h"
#include "selling/price.h"
#include "selling/selling.h"
#include <string.h>

/* The listing of one or more books. */
struct listing {
	struct session *session;
	char day[DATE_SIZE];
	struct out *out;
	struct error first; /* of the prices that there are not */
};

enum { CELLS = 9 };

static void number_cell(struct text *text, struct statement *statement, int column, int scale)
{
	struct value value = db_value(statement, column);

	if (value.type == VALUE_INTEGER)
		decimal_format(text, value.integer, scale);
}

static int64_t amount(struct statement *statement, int column)
{
	struct value value = db_value(statement, column);

	return value.type == VALUE_INTEGER ? value.integer : -1;
}

/* Columns of the statement: number, product, name, min_qty, list price, its currency, price, discount, currency of the book. */
static enum status print_entry(struct listing *listing, int64_t book, struct statement *statement)
{
	struct store *store = listing->session->store;
	const struct price_terms terms = { .price = amount(statement, 6), .list = amount(statement, 4), .currency = db_text(statement, 5),
		                           .discount = db_integer(statement, 7) };
	const char *currency = db_text(statement, 8), *name = db_text(statement, 2);
	struct text texts[CELLS] = { 0 };
	struct out_cell cells[CELLS];
	int64_t price;
	enum status status = price_effective(store, &terms, currency, listing->day, &price);

	text_printf(&texts[0], "pb%lld.%lld", (long long)book, (long long)db_integer(statement, 0));
	reference_format(&texts[1], &record_product, db_integer(statement, 1));
	text_add(&texts[2], name ? name : "");
	number_cell(&texts[3], statement, 3, DECIMAL_QUANTITY);
	number_cell(&texts[4], statement, 4, DECIMAL_QUANTITY);
	if (texts[4].length && strcmp(terms.currency, currency) != 0)
		text_printf(&texts[4], " %s", terms.currency);
	number_cell(&texts[5], statement, 6, DECIMAL_QUANTITY);
	number_cell(&texts[6], statement, 7, DECIMAL_PERCENT);
	if (!status && price >= 0)
		decimal_format(&texts[7], price, DECIMAL_QUANTITY);
	text_add(&texts[8], currency);
	for (size_t i = 0; i < CELLS; i++)
		cells[i] = (struct out_cell){ text_string(&texts[i]), texts[i].length };
	out_row(listing->out, cells);
	if (status == STATUS_REFUSED) {
		/* The others may have their prices. */
		if (!listing->first.status) {
			error_prefix(store->error, "%s: ", texts[0].data);
			listing->first = *store->error;
		}
		status = STATUS_OK;
	}
	for (size_t i = 0; i < CELLS; i++)
		text_free(&texts[i]);
	return status;
}

static enum status print_book(struct listing *listing, int64_t book)
{
	struct statement *statement;
	enum status status = db_ask(listing->session->store->db, &statement,
	                            "select e.number, e.product, p.name, coalesce(e.min_qty, 0), p.price, p.currency, e.price,"
	                            " e.discount, b.currency from pricebook_entry e join product p on p.id = e.product"
	                            " join pricebook b on b.id = e.parent where e.parent = %jd order by e.number", book);

	while (db_next(statement, &status) && !out_broken(listing->out))
		if ((status = print_entry(listing, book, statement)))
			break;
	db_done(statement);
	return status;
}

static enum status read_day(struct session *session, size_t first, char day[DATE_SIZE])
{
	const struct conventions *conventions = &session->store->conventions;
	enum status status = STATUS_OK;

	date_today(conventions, day);
	for (size_t i = first; !status && i < session->operand_count; i++) {
		if (strncmp(session->operands[i], "on=", 3) != 0)
			return error_set(&session->error, STATUS_USAGE, "'%s': write on=DAY for the rates of another day than today", session->operands[i]);
		if ((status = date_parse(conventions, session->operands[i] + 3, day, &session->error)))
			error_prefix(&session->error, "on: ");
	}
	return status ? session->error.status = STATUS_USAGE : STATUS_OK;
}

static enum status prices(struct session *session, void *context)
{
	static const struct out_column columns[CELLS] = {
		{ "ref", "Ref", OUT_STRING }, { "product", "Product", OUT_STRING }, { "name", "Name", OUT_STRING }, { "min_qty", "From quantity", OUT_AMOUNT },
		{ "list_price", "List price", OUT_AMOUNT }, { "price", "Price", OUT_AMOUNT }, { "discount", "Discount", OUT_AMOUNT },
		{ "effective", "Effective", OUT_AMOUNT }, { "currency", "Currency", OUT_STRING },
	};
	struct listing listing = { .session = session };
	struct targets books = { 0 };
	struct out_options options;
	enum status missing = STATUS_OK;
	size_t first;
	enum status status = split_operands(session, &first);

	(void)context;
	if (!status && first == 0)
		status = error_set(&session->error, STATUS_USAGE, "name the price book: crm-pricebook prices pb1");
	if (!status)
		status = read_day(session, first, listing.day);
	if (!status)
		status = operands_read(session, session->operands, first, &record_pricebook, &books, &missing);
	if (status)
		return status;
	if (missing)
		listing.first = session->error;
	out_options_of(session, &options);
	listing.out = out_open(&options, columns, CELLS);
	for (size_t i = 0; !status && i < books.count; i++)
		status = print_book(&listing, books.items[i].id);
	status = session_close_out(session, listing.out, status);
	if (!status && listing.first.status) {
		session->error = listing.first;
		status = listing.first.status;
	}
	return status;
}

const struct verb prices_verb = {
	.name = "prices", .synopsis = "REF…|- [on=DAY]", .help = "list the entries of a book with the list prices and the resulting prices",
	.access = ACCESS_READ, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = output_groups, .options_size = sizeof(struct output_options), .run = prices,
};
