#include "database.h"

#include "selling/price.h"
#include "selling/exchange_rate.h"
#include "selling/selling.h"

enum { ONE = 1000000 };

static const char day[] = "2026-03-05";

/* The price of a product as text: "80 pb1", "99.5 pb2", "100 list", "none", or the message. quantity in whole units. */
static const char *price_at(int64_t product, int64_t customer, int64_t quantity, const char *currency, const char *on)
{
	const struct price_request request = { .product = product, .customer = customer, .quantity = quantity * ONE, .currency = currency, .day = on };
	struct price price;
	struct text text = { 0 };

	if (price_find(store, &request, &price, NULL))
		return error.message;
	if (price.source == PRICE_NONE)
		return "none";
	struct value value = value_integer(price.price);
	field_format(&(struct field){ .kind = KIND_DECIMAL }, &value, 0, &text);
	assert_true((price.entry != 0) == (price.source != PRICE_PRODUCT));
	if (price.entry)
		text_printf(&text, " pb%lld", (long long)record_integer(load(&record_pricebook_entry, price.entry), "parent"));
	else
		text_add(&text, " list");
	const char *found = arena_string(&arena, text.data);
	text_free(&text);
	return found;
}

static const char *price_of(int64_t product, int64_t customer, int64_t quantity)
{
	return price_at(product, customer, quantity, "CNY", day);
}

static const char *explained(int64_t product, int64_t customer, int64_t quantity, const char *currency)
{
	const struct price_request request = { .product = product, .customer = customer, .quantity = quantity * ONE, .currency = currency, .day = day };
	struct price price;
	struct text text = { 0 };
	enum status status = price_find(store, &request, &price, &text);

	if (status)
		text_printf(&text, "= %s\n", error.message);
	const char *found = arena_string(&arena, text_string(&text));
	text_free(&text);
	return found;
}

static int64_t put(const char *book, const char *product, const char *price, const char *discount, const char *min_qty)
{
	return add(&record_pricebook_entry, "parent", book, "product", product, "price", price, "discount", discount, "min_qty", min_qty, NULL);
}

static const char *rate_on(const char *from, const char *to, const char *on)
{
	struct text text = { 0 };
	int64_t rate;

	if (rate_find(store, from, to, on, &rate))
		return error.message;
	struct value value = value_integer(rate);
	field_format(&(struct field){ .kind = KIND_RATE }, &value, 0, &text);
	const char *found = arena_string(&arena, text.data);
	text_free(&text);
	return found;
}

static int64_t rate(const char *currency, const char *to, const char *units, const char *from)
{
	return add(&record_rate, "currency", currency, "to_currency", to, "rate", units, "valid_from", from, NULL);
}

/* pr1 100 CNY, pr2 without a price, pr3 100 USD, pr4 0.035 CNY; c1 has pb1, all have pb2. */
static void shop(void)
{
	begin();
	add(&record_customer, "name", "Acme", NULL);
	add(&record_customer, "name", "Bolt", NULL);
	add(&record_product, "name", "Pump", "price", "100", NULL);
	add(&record_product, "name", "Bespoke", NULL);
	add(&record_product, "name", "Import", "price", "100", "currency", "USD", NULL);
	add(&record_product, "name", "Washer", "price", "0.035", NULL);
	add(&record_pricebook, "name", "Agents", "customers", "c1", "valid_from", "2026-01-01", "valid_until", "2026-12-31", NULL);
	add(&record_pricebook, "name", "Everybody", "standard", "yes", NULL);
	commit();
}

static void breaks(void **state)
{
	(void)state;
	shop();
	begin();
	put("pb1", "pr1", "90", "", "");
	put("pb1", "pr1", "80", "", "10");
	put("pb1", "pr1", "70.5", "", "100");
	put("pb2", "pr1", "95", "", "5");
	commit();
	assert_string_equal(price_of(1, 1, 1), "90 pb1");
	assert_string_equal(price_of(1, 1, 9), "90 pb1");
	assert_string_equal(price_of(1, 1, 10), "80 pb1");
	assert_string_equal(price_of(1, 1, 99), "80 pb1");
	assert_string_equal(price_of(1, 1, 100), "70.5 pb1");
	assert_string_equal(price_of(1, 2, 10), "95 pb2");
	assert_string_equal(price_of(1, 2, 4), "100 list");
	assert_string_equal(price_of(1, 0, 5), "95 pb2");
	assert_string_equal(price_of(2, 1, 1), "none");
	assert_string_equal(price_of(99, 1, 1), "there is no product pr99");
	struct price_request request = { .product = 1, .customer = 1, .quantity = 10 * ONE - 1, .currency = "CNY", .day = day };
	struct price price;
	ok(price_find(store, &request, &price, NULL));
	assert_int_equal(price.price, 90 * ONE);
	assert_int_equal(price.source, PRICE_CUSTOMER_BOOK);
	assert_int_equal(price.rate, 0);
}

static void days(void **state)
{
	(void)state;
	shop();
	begin();
	put("pb1", "pr1", "90", "", "");
	add(&record_pricebook, "name", "Spring", "standard", "yes", "valid_from", "2026-03-01", "valid_until", "2026-03-31", NULL);
	put("pb3", "pr1", "97", "", "");
	put("pb2", "pr1", "98", "", "");
	put("pb2", "pr4", "0.034", "", "");
	commit();
	assert_string_equal(price_at(1, 1, 1, "CNY", "2025-12-31"), "98 pb2");
	assert_string_equal(price_at(1, 1, 1, "CNY", "2026-01-01"), "90 pb1");
	assert_string_equal(price_at(1, 1, 1, "CNY", "2026-12-31"), "90 pb1");
	assert_string_equal(price_at(1, 1, 1, "CNY", "2027-01-01"), "98 pb2");
	/* Of two standard books the one that began last comes first; what it does not have the older one has. */
	assert_string_equal(price_at(1, 2, 1, "CNY", "2026-02-28"), "98 pb2");
	assert_string_equal(price_at(1, 2, 1, "CNY", "2026-03-01"), "97 pb3");
	assert_string_equal(price_at(1, 2, 1, "CNY", "2026-03-31"), "97 pb3");
	assert_string_equal(price_at(1, 2, 1, "CNY", "2026-04-01"), "98 pb2");
	assert_string_equal(price_of(4, 2, 1), "0.034 pb2");
	begin();
	ok(set(&record_pricebook, 3, "active", "no", NULL));
	commit();
	assert_string_equal(price_of(1, 2, 1), "98 pb2");
}

static void several_books(void **state)
{
	(void)state;
	shop();
	begin();
	add(&record_pricebook, "name", "Project", "customers", "c1,c2", "valid_from", "2026-02-01", NULL);
	add(&record_pricebook, "name", "Exports", "customers", "c1", "currency", "USD", NULL);
	put("pb1", "pr1", "90", "", "");
	put("pb3", "pr1", "85", "", "10");
	put("pb4", "pr1", "13", "", "");
	commit();
	assert_string_equal(price_of(1, 1, 1), "90 pb1");
	assert_string_equal(price_of(1, 1, 10), "85 pb3");
	assert_string_equal(price_of(1, 2, 10), "85 pb3");
	assert_string_equal(price_of(1, 2, 9), "100 list");
	assert_string_equal(price_at(1, 1, 10, "USD", day), "13 pb4");
}

static void discounts(void **state)
{
	(void)state;
	shop();
	begin();
	put("pb1", "pr1", "", "15", "");
	put("pb1", "pr2", "", "15", "");
	put("pb1", "pr3", "50", "10", "");
	put("pb1", "pr4", "", "33.3333", "");
	put("pb2", "pr2", "70", "", "");
	put("pb2", "pr4", "", "100", "");
	commit();
	assert_string_equal(price_of(1, 1, 1), "85 pb1");
	/* There is no list price to take it off. */
	assert_string_equal(price_of(2, 1, 1), "70 pb2");
	assert_string_equal(price_of(3, 1, 1), "45 pb1");
	/* 0.035 × 0.666667 = 0.023333345 */
	assert_string_equal(price_of(4, 1, 1), "0.023333 pb1");
	assert_string_equal(price_of(4, 2, 1), "0 pb2");
}

static void rates(void **state)
{
	(void)state;
	shop();
	assert_string_equal(rate_on("CNY", "CNY", day), "1");
	assert_string_equal(rate_on("USD", "CNY", day), "there is no rate from USD to CNY on 2026-03-05: crm-rate add currency=USD rate=… valid_from=2026-03-05");
	assert_string_equal(rate_on("CNY", "USD", day), "there is no rate from CNY to USD on 2026-03-05: crm-rate add currency=USD rate=… valid_from=2026-03-05");
	begin();
	rate("USD", "", "7", "2026-01-01");
	rate("USD", "", "7.2", "2026-03-01");
	rate("USD", "", "7.3", "2026-03-06");
	commit();
	is(&record_rate, 1, "to_currency", "CNY");
	assert_string_equal(rate_on("USD", "CNY", "2026-02-28"), "7");
	assert_string_equal(rate_on("USD", "CNY", day), "7.2");
	assert_string_equal(rate_on("USD", "CNY", "2026-03-06"), "7.3");
	assert_string_equal(rate_on("USD", "CNY", "2025-12-31"),
	                    "there is no rate from USD to CNY on 2025-12-31: crm-rate add currency=USD rate=… valid_from=2025-12-31");
	assert_string_equal(rate_on("CNY", "USD", day), "0.1388888889");
	assert_string_equal(rate_on("EUR", "USD", day), "there is no rate from EUR to CNY on 2026-03-05: crm-rate add currency=EUR rate=… valid_from=2026-03-05");
	begin();
	rate("EUR", "", "7.8", "2026-01-01");
	commit();
	/* 7.8 ÷ 7.2 */
	assert_string_equal(rate_on("EUR", "USD", day), "1.0833333333");
	assert_string_equal(rate_on("USD", "EUR", day), "0.9230769231");
	begin();
	rate("EUR", "USD", "1.1", "2026-02-01");
	rate("CNY", "USD", "0.14", "2026-03-02");
	commit();
	assert_string_equal(rate_on("EUR", "USD", day), "1.1");
	/* Within a change too, a new rate holds at once. */
	begin();
	assert_string_equal(rate_on("GBP", "EUR", day), "there is no rate from GBP to CNY on 2026-03-05: crm-rate add currency=GBP rate=… valid_from=2026-03-05");
	int64_t pound = rate("GBP", "", "9", "2026-03-01");
	assert_string_equal(rate_on("GBP", "CNY", day), "9");
	assert_string_equal(rate_on("GBP", "CNY", day), "9");
	ok(set(&record_rate, pound, "rate", "9.1", NULL));
	assert_string_equal(rate_on("GBP", "CNY", day), "9.1");
	ok(save_remove(store, load(&record_rate, pound), &arena));
	assert_non_null(strstr(rate_on("GBP", "CNY", day), "there is no rate"));
	commit();
	/* The inverse of a newer rate comes before an older one. */
	assert_string_equal(rate_on("USD", "CNY", day), "7.1428571429");
	assert_string_equal(rate_on("USD", "CNY", "2026-03-01"), "7.2");
}

static void currencies(void **state)
{
	struct price_request request = { .product = 3, .quantity = ONE, .currency = "CNY", .day = day };
	struct price price;
	int64_t cost;

	(void)state;
	shop();
	assert_non_null(strstr(price_of(3, 0, 1), "there is no rate from USD to CNY"));
	begin();
	put("pb2", "pr3", "710", "", "");
	put("pb1", "pr3", "", "15", "");
	commit();
	assert_string_equal(price_of(3, 0, 1), "710 pb2");
	/* The customer's own book would give the price: another one is not taken instead. */
	assert_non_null(strstr(price_of(3, 1, 1), "there is no rate from USD to CNY"));
	begin();
	rate("USD", "", "7.2", "2026-03-01");
	ok(set(&record_product, 3, "cost", "60.5", NULL));
	commit();
	assert_string_equal(price_of(3, 1, 1), "612 pb1");
	assert_string_equal(price_at(3, 1, 1, "USD", day), "100 list");
	request.day = "2026-03-09";
	begin();
	ok(set(&record_pricebook, 2, "active", "no", NULL));
	commit();
	ok(price_find(store, &request, &price, NULL));
	assert_int_equal(price.source, PRICE_PRODUCT);
	assert_int_equal(price.price, 720 * ONE);
	assert_int_equal(price.rate, INT64_C(72000000000));
	ok(cost_find(store, load(&record_product, 3), "CNY", day, &cost));
	assert_int_equal(cost, INT64_C(435600000));
	ok(cost_find(store, load(&record_product, 1), "CNY", day, &cost));
	assert_int_equal(cost, -1);
	refused(cost_find(store, load(&record_product, 3), "EUR", day, &cost), "there is no rate from CNY to EUR");
}

/* Through the ratio, not through its ten decimals: 720,000 CNY at 7.2 are 100,000 USD to the last decimal. */
static void exact(void **state)
{
	struct rate ratio;
	int64_t out;

	(void)state;
	begin();
	add(&record_product, "name", "Line", "price", "720000", NULL);
	rate("USD", "", "7.2", "2026-01-01");
	rate("EUR", "", "7.8654321098", "2026-01-01");
	commit();
	assert_string_equal(price_at(1, 0, 1, "USD", day), "100000 list");
	/* 720000 ÷ 7.8654321098 = 91539.78954352807… by bc */
	assert_string_equal(price_at(1, 0, 1, "EUR", day), "91539.789544 list");
	/* Through two rates, and a discount: 9000000000000000 × 7.8654321098 ÷ 7.2 × 0.666667 = 6554530035430045.75 by bc, and 150 bits in between. */
	ok(rate_ratio(store, "EUR", "USD", day, &ratio));
	assert_true(rate_apply(&ratio, INT64_C(9000000000000000), 333333, ROUNDING_HALF_UP, &out));
	assert_int_equal(out, INT64_C(6554530035430046));
	/* Ties. */
	ratio = (struct rate){ .times = 1, .over = 2 };
	assert_true(rate_apply(&ratio, 5, 0, ROUNDING_HALF_UP, &out) && out == 3);
	assert_true(rate_apply(&ratio, 5, 0, ROUNDING_HALF_EVEN, &out) && out == 2);
	assert_true(rate_apply(&ratio, 7, 0, ROUNDING_HALF_EVEN, &out) && out == 4);
	assert_true(rate_apply(&ratio, -5, 0, ROUNDING_HALF_UP, &out) && out == -3);
	assert_true(rate_apply(&ratio, 3, 500000, ROUNDING_HALF_UP, &out) && out == 1);
	ratio = (struct rate){ .times = 1, .over = 3 };
	assert_true(rate_apply(&ratio, 3, 500000, ROUNDING_HALF_EVEN, &out) && out == 0);
	assert_true(rate_apply(&ratio, 4, 500000, ROUNDING_HALF_EVEN, &out) && out == 1);
	ratio = (struct rate){ .times = 1, .over = 1 };
	assert_true(rate_apply(&ratio, INT64_MAX, 0, ROUNDING_HALF_UP, &out) && out == INT64_MAX);
	ratio.times = 2;
	assert_false(rate_apply(&ratio, INT64_MAX, 0, ROUNDING_HALF_UP, &out));
	ratio.times = (wide)INT64_MAX * INT64_MAX;
	assert_false(rate_apply(&ratio, INT64_MAX, 0, ROUNDING_HALF_UP, &out));
	assert_false(rate_value(&ratio, &out));
}

static void explanations(void **state)
{
	(void)state;
	shop();
	begin();
	put("pb1", "pr1", "80", "2.5", "10");
	put("pb2", "pr1", "", "5", "");
	put("pb1", "pr2", "", "5", "");
	add(&record_pricebook, "name", "Later", "customers", "c1", "valid_from", "2026-04-01", NULL);
	add(&record_pricebook, "name", "Exports", "customers", "c1", "currency", "USD", NULL);
	add(&record_pricebook, "name", "Old", "customers", "c1", "valid_until", "2026-03-04", NULL);
	add(&record_pricebook, "name", "Asleep", "customers", "c1", "active", "no", NULL);
	commit();
	assert_string_equal(explained(1, 1, 10, "CNY"), "customer-book\t\tpb3, Later, is valid from 2026-04-01\n"
	                                                "customer-book\t78\tpb1.1, Agents, from 10: 80 less 2.5%\n"
	                                                "customer-book\t\tpb6, Asleep, is not active\n"
	                                                "customer-book\t\tpb5, Old, was valid until 2026-03-04\n"
	                                                "customer-book\t\tpb4, Exports, is in USD, not in CNY\n"
	                                                "standard-book\t95\tpb2.1, Everybody: list price 100 less 5%; pb1.1 takes precedence\n"
	                                                "product\t100\tlist price 100; pb1.1 takes precedence\n");
	assert_non_null(strstr(explained(1, 1, 9, "CNY"), "customer-book\t\tpb1, Agents, has a price from 10\n"));
	assert_string_equal(explained(2, 2, 1, "CNY"), "customer-book\t\tthere is no price book for the customer\n"
	                                               "standard-book\t\tpb2, Everybody, has no price for the product\n"
	                                               "product\t\tit has no list price; crm-product set pr2 price=… sets it\n");
	assert_non_null(strstr(explained(2, 1, 1, "CNY"),
	                       "pb1, Agents, takes a discount off the list price, but there is none; crm-product set pr2 price=… sets it\n"));
	assert_string_equal(explained(3, 0, 1, "CNY"), "customer-book\t\tno customer is given\n"
	                                               "standard-book\t\tpb2, Everybody, has no price for the product\n"
	                                               "product\t\tthere is no rate from USD to CNY on 2026-03-05: crm-rate add currency=USD rate=… valid_from=2026-03-05\n"
	                                               "= there is no rate from USD to CNY on 2026-03-05: crm-rate add currency=USD rate=… valid_from=2026-03-05\n");
	begin();
	put("pb2", "pr3", "700", "", "");
	commit();
	assert_string_equal(explained(3, 0, 1, "CNY"), "customer-book\t\tno customer is given\n"
	                                               "standard-book\t700\tpb2.2, Everybody: 700\n"
	                                               "product\t\tthere is no rate from USD to CNY on 2026-03-05: crm-rate add currency=USD rate=… valid_from=2026-03-05\n");
	begin();
	rate("USD", "", "7.2", "2026-03-01");
	commit();
	assert_non_null(strstr(explained(3, 0, 1, "CNY"), "product\t720\tlist price 100 USD at 7.2; pb2.2 takes precedence\n"));
}

static void rules(void **state)
{
	(void)state;
	shop();
	begin();
	put("pb1", "pr1", "80", "", "10");
	refused(set(&record_pricebook_entry, 1, "price", "", NULL), "price=… or discount=…");
	refused(set(&record_pricebook_entry, 1, "price", "-1", NULL), "price: it must not be negative");
	refused(set(&record_pricebook_entry, 1, "min_qty", "-1", NULL), "min_qty: it must not be negative");
	refused(set(&record_pricebook_entry, 1, "discount", "100.1", NULL), "100.1% is not from 0% to 100%");
	assert_int_equal(put("pb1", "pr1", "70", "", "10"), 0);
	refused(STATUS_REFUSED, "pb1.1 is already the price of pr1 from quantity 10;");
	int64_t second = put("pb1", "pr1", "85", "", "");
	is(&record_pricebook_entry, second, "number", "2");
	is(&record_pricebook_entry, second, "min_qty", "0");
	assert_int_equal(put("pb1", "pr1", "70", "", "0"), 0);
	refused(set(&record_pricebook_entry, second, "min_qty", "10.000000", NULL), "pb1.1 is already the price");
	commit();
	/* A number is not given out twice, even that of the last one. */
	begin();
	ok(save_remove(store, load(&record_pricebook_entry, second), &arena));
	commit();
	begin();
	int64_t third = put("pb1", "pr4", "1", "", "");
	commit();
	is(&record_pricebook_entry, third, "number", "3");
	is(&record_pricebook, 1, "last_entry", "3");

	begin();
	assert_int_equal(add(&record_pricebook, "name", "x", "standard", "yes", NULL), 0);
	refused(STATUS_REFUSED, "pb2, Everybody, is a standard price book in CNY from the same day on");
	assert_true(add(&record_pricebook, "name", "x", "standard", "yes", "currency", "USD", NULL) > 0);
	assert_true(add(&record_pricebook, "name", "x", "standard", "yes", "valid_from", "2026-01-01", NULL) > 0);
	int64_t asleep = add(&record_pricebook, "name", "x", "standard", "yes", "active", "no", NULL);
	refused(set(&record_pricebook, asleep, "active", "yes", NULL), "pb2, Everybody");
	refused(set(&record_pricebook, 1, "valid_until", "2025-12-31", NULL), "valid_until: 2025-12-31 is before valid_from, 2026-01-01");
	refused(set(&record_pricebook, 1, "currency", "XXQ", NULL), "XXQ is not an ISO 4217 currency");
	commit();

	begin();
	assert_int_equal(rate("USD", "", "7", "2026-01-01"), 1);
	assert_int_equal(rate("USD", "CNY", "7.1", "2026-01-01"), 0);
	refused(STATUS_REFUSED, "fx1 is already the rate from USD to CNY on 2026-01-01;");
	assert_int_equal(rate("CNY", "", "7.1", "2026-01-01"), 0);
	refused(STATUS_REFUSED, "between two currencies, not from CNY to CNY");
	refused(set(&record_rate, 1, "rate", "0", NULL), "rate: it must be greater than zero");
	refused(set(&record_rate, 1, "to_currency", "USD", NULL), "not from USD to USD");
	assert_true(rate("CNY", "USD", "0.14", "2026-01-01") > 0);
	commit();

	begin();
	refused(set(&record_product, 1, "tax", "vat13,vat31", NULL), "tax: unknown tax 'vat31'; did you mean 'vat13'?");
	refused(set(&record_product, 1, "cost", "-0.000001", NULL), "cost: it must not be negative");
	refused(set(&record_product, 1, "sold_from", "2026-02-01", "sold_until", "2026-01-31", NULL), "sold_until: 2026-01-31 is before sold_from");
	ok(set(&record_product, 1, "tax", "vat13,exempt", "code", "P-1", NULL));
	refused(set(&record_product, 2, "code", "P-1", NULL), "code: P-1 is taken by pr1");
	assert_int_equal(add(&record_supplier, "name", "s", "tax_number", "91320508MA1MYYYY1X", NULL), 0);
	refused(STATUS_REFUSED, "tax_number: ");
	int64_t s = add(&record_supplier, "name", "s", "payment_terms", "net30", NULL);
	is(&record_supplier, s, "payment_terms", "net 30");
	refused(set(&record_supplier, s, "payment_terms", "soon", NULL), "payment_terms: ");
	commit();
}

static void undone(void **state)
{
	(void)state;
	shop();
	const char *before = everything();
	begin();
	put("pb1", "pr1", "80", "", "10");
	put("pb1", "pr1", "90", "", "");
	ok(set(&record_pricebook_entry, 1, "price", "81", NULL));
	undo_gives(commit(), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(breaks, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(days, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(several_books, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(discounts, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(rates, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(currencies, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(exact, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(explanations, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(rules, database_setup, database_teardown),
		cmocka_unit_test_setup_teardown(undone, database_setup, database_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
