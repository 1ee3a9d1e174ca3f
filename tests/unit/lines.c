/* The lines of documents: their order, and what becomes of them in the editor while others work. */
#include "database.h"

#include "cli/document.h"
#include "selling/selling.h"
#include "store/children.h"

static const struct type *quotes, *lines;

static struct value text_value(const char *text)
{
	return value_text(arena_string(&arena, text));
}

static int64_t add_line(int64_t quote, const char *description, int64_t quantity)
{
	struct record *line;

	ok(children_new(store, &record_quote_line, quote, &arena, &line));
	*record_value(line, "description") = text_value(description);
	*record_value(line, "qty") = value_integer(quantity * 1000000);
	*record_value(line, "price") = value_integer(10 * 1000000);
	ok(save_add(store, line, &arena));
	return line->id;
}

/* A quote in a currency of its own, of three lines. */
static int64_t add_quote(const char *currency)
{
	struct record *customer, *quote;

	quotes = store_type(store, &record_quote);
	lines = store_type(store, &record_quote_line);
	ok(change_begin(store, "test"));
	customer = record_new(&arena, store_type(store, &record_customer));
	*record_value(customer, "name") = text_value("Acme");
	ok(save_add(store, customer, &arena));
	quote = record_new(&arena, quotes);
	*record_value(quote, "customer") = value_integer(customer->id);
	*record_value(quote, "subject") = text_value("Station");
	*record_value(quote, "currency") = text_value(currency);
	ok(save_add(store, quote, &arena));
	add_line(quote->id, "a", 1);
	add_line(quote->id, "b", 2);
	add_line(quote->id, "c", 3);
	ok(change_commit(store));
	return quote->id;
}

static void set_line(int64_t id, const char *field, struct value value)
{
	struct record *old, *record;

	ok(change_begin(store, "test"));
	ok(row_load(store, lines, id, &arena, &old));
	record = record_copy(&arena, old);
	*record_value(record, field) = value;
	ok(save_set(store, old, record, &arena));
	ok(change_commit(store));
}

/* What the lines say, in their order: "1a 2b 3c". */
static void reads(int64_t quote, const char *expected)
{
	struct text text = { 0 };
	struct record **found;
	size_t count;

	ok(children_load(store, &record_quote_line, quote, &arena, &found, &count));
	for (size_t i = 0; i < count; i++)
		text_printf(&text, "%s%lld%s", i ? " " : "", (long long)record_integer(found[i], "number"), record_text(found[i], "description"));
	assert_string_equal(text_string(&text), expected);
	text_free(&text);
}

static void places(void **state)
{
	struct record **found, *order[3];
	size_t count;
	int64_t quote = add_quote("CNY");

	(void)state;
	ok(children_load(store, &record_quote_line, quote, &arena, &found, &count));
	assert_int_equal(count, 3);
	ok(change_begin(store, "test"));
	ok(children_place(store, found, count, &arena));
	assert_true(change_is_empty(store));
	order[0] = found[2], order[1] = found[0], order[2] = found[1];
	ok(children_place(store, order, count, &arena));
	ok(change_commit(store));
	reads(quote, "3c 1a 2b");
	assert_string_equal(children_field(&record_quote)->name, "lines");
	assert_null(children_field(&record_customer));
}

static void the_currency_is_that_of_the_document(void **state)
{
	struct record *line;
	int64_t quote = add_quote("JPY");

	(void)state;
	ok(children_new(store, &record_quote_line, quote, &arena, &line));
	assert_string_equal(record_text(line, "currency"), "JPY");
	*record_value(line, "description") = text_value("d");
	*record_value(line, "currency") = text_value("EUR");
	ok(change_begin(store, "test"));
	assert_int_equal(save_add(store, line, &arena), STATUS_DATA);
	assert_non_null(strstr(error.message, "EUR"));
	change_rollback(store);
}

static struct document loaded(int64_t quote)
{
	struct document document;

	ok(edited_load(store, quotes, quote, &arena, &document));
	document.line_type = lines;
	return document;
}

/* Reads the document back with one piece of its text replaced, and saves its lines. */
static enum status saved(struct document *document, const char *piece, const char *other)
{
	struct text text = { 0 }, changed = { 0 };

	document_write(document, &text);
	const char *at = strstr(text.data, piece);
	if (!at)
		fail_msg("%s is not in\n%s", piece, text.data);
	text_append(&changed, text.data, (size_t)(at - text.data));
	text_add(&changed, other);
	text_add(&changed, at + strlen(piece));
	enum status status = document_read(document_name, changed.data, changed.length, quotes, document, 1, &arena, &error);
	text_free(&text);
	text_free(&changed);
	if (status)
		return status;
	ok(change_begin(store, "test"));
	status = document_save_lines(store, document, &arena);
	if (status) {
		change_rollback(store);
		return status;
	}
	ok(change_commit(store));
	return STATUS_OK;
}

static void others_work_meanwhile(void **state)
{
	int64_t quote = add_quote("CNY");
	struct document document = loaded(quote);
	int64_t first = document.lines[0].id, second = document.lines[1].id;

	(void)state;
	/* Another field of the same line goes together. */
	set_line(first, "qty", value_integer(7000000));
	ok(saved(&document, "description: a", "description: A"));
	reads(quote, "1A 2b 3c");
	struct record *line;
	ok(row_load(store, lines, first, &arena, &line));
	assert_int_equal(record_integer(line, "qty"), 7000000);
	/* The same one does not. */
	document = loaded(quote);
	set_line(first, "description", text_value("x"));
	assert_int_equal(saved(&document, "description: A", "description: y"), STATUS_REFUSED);
	assert_non_null(strstr(error.message, "q1.1"));
	/* What somebody else changed is not removed without a word. */
	document = loaded(quote);
	set_line(second, "qty", value_integer(9000000));
	struct text gone = { 0 };
	struct text whole = { 0 };
	document_write(&document, &whole);
	const char *begin = strstr(whole.data, "  - number: 2"), *end = strstr(whole.data, "  - number: 3");
	text_append(&gone, begin, (size_t)(end - begin));
	assert_int_equal(saved(&document, gone.data, ""), STATUS_REFUSED);
	assert_non_null(strstr(error.message, "qty was changed"));
	document = loaded(quote);
	text_clear(&gone);
	text_clear(&whole);
	document_write(&document, &whole);
	begin = strstr(whole.data, "  - number: 2"), end = strstr(whole.data, "  - number: 3");
	text_append(&gone, begin, (size_t)(end - begin));
	ok(saved(&document, gone.data, ""));
	reads(quote, "1x 3c");
	/* A line that came meanwhile stands behind the others. */
	document = loaded(quote);
	ok(change_begin(store, "test"));
	add_line(quote, "e", 1);
	ok(change_commit(store));
	ok(saved(&document, "lines:\n", "lines:\n  - description: new\n    price: 5\n"));
	reads(quote, "5new 1x 3c 4e");
	text_free(&gone);
	text_free(&whole);
}

static void amounts_are_in_the_currency_of_the_document(void **state)
{
	int64_t quote = add_quote("JPY");
	struct document document = loaded(quote);
	struct record **found;
	size_t count;

	(void)state;
	ok(saved(&document, "lines:\n", "lines:\n  - description: new\n    price: 500\n    discount_amount: 30\n"));
	ok(children_load(store, &record_quote_line, quote, &arena, &found, &count));
	assert_int_equal(record_integer(found[0], "discount_amount"), 30);
	assert_int_equal(record_integer(found[0], "amount"), 470);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(places, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(the_currency_is_that_of_the_document, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(others_work_meanwhile, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(amounts_are_in_the_currency_of_the_document, database_setup, database_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
