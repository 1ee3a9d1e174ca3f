/* Which products are bought by the same customers. */
#include "reporting/passes.h"

#include "base/map.h"
#include "base/order.h"
#include "base/wide.h"
#include "reporting/reporting.h"
#include <stdlib.h>

/* A pair of products: who bought the first, and the second too. */
struct both {
	int64_t lift, customers; /* in hundredths: what they are ordered by */
	int64_t product, other;
};

struct baskets {
	struct map buyers, pairs; /* of a product; of two, the smaller place first */
	int64_t *products;        /* of one customer */
	size_t count, customers;
};

enum { BASKET_LIMIT = 500 }; /* different products of one customer that are looked at */

/* The products of one customer are complete. */
static void end_basket(struct baskets *baskets)
{
	for (size_t i = 0; i < baskets->count; i++) {
		++*map_at(&baskets->buyers, (uint64_t)baskets->products[i]);
		for (size_t j = i + 1; j < baskets->count && j < BASKET_LIMIT; j++)
			++*map_at(&baskets->pairs, (uint64_t)baskets->products[i] << 32 | (uint64_t)baskets->products[j]);
	}
	baskets->customers += baskets->count > 0;
	baskets->count = 0;
}

static enum status read_baskets(struct report_making *making, struct baskets *baskets)
{
	struct statement *statement;
	int64_t customer = 0;
	enum status status = db_ask(making->store->db, &statement,
	                            "select distinct o.customer, l.product from \"order\" o join order_line l on l.parent = o.id where o.status in ('approved', 'closed')"
	                            " and l.product is not null and o.ordered_on between %s and %s order by 1, 2",
	                            pass_first(making), pass_last(making));

	while (db_next(statement, &status)) {
		if (customer != db_integer(statement, 0))
			end_basket(baskets);
		customer = db_integer(statement, 0);
		baskets->products = array_grow(making->arena, baskets->products, baskets->count, sizeof *baskets->products);
		baskets->products[baskets->count++] = db_integer(statement, 1);
	}
	end_basket(baskets);
	db_done(statement);
	return status;
}

/* The most customers first, of equals the greatest lift, then the first products. */
static int by_customers(const void *a, const void *b)
{
	const struct both *left = a, *right = b;

	if (left->customers != right->customers)
		return order_integers(&right->customers, &left->customers);
	if (left->lift != right->lift)
		return order_integers(&right->lift, &left->lift);
	return left->product != right->product ? order_integers(&left->product, &right->product) : order_integers(&left->other, &right->other);
}

/* Both ways: who bought the one, and the other too. */
static struct both *list_pairs(struct report_making *making, const struct baskets *baskets)
{
	struct both *list = arena_alloc(making->arena, (baskets->pairs.count * 2 + 1) * sizeof *list);

	for (size_t i = 0; i < baskets->pairs.count; i++) {
		const struct map_entry *entry = &baskets->pairs.entries[i];
		int64_t first = (int64_t)(entry->key >> 32), second = (int64_t)(entry->key & UINT32_MAX);
		wide over = (wide)map_get(&baskets->buyers, (uint64_t)first) * map_get(&baskets->buyers, (uint64_t)second);
		int64_t lift = (int64_t)wide_round((wide)entry->value * (int64_t)baskets->customers * 100, over, ROUNDING_HALF_UP);
		list[2 * i] = (struct both){ lift, entry->value, first, second };
		list[2 * i + 1] = (struct both){ lift, entry->value, second, first };
	}
	if (baskets->pairs.count)
		qsort(list, baskets->pairs.count * 2, sizeof *list, by_customers);
	return list;
}

enum status pass_cross_selling(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Product", "产品", .kind = PASS_RECORD, .record = &record_product, .group = true },
		{ "other", "Bought too", "同时购买", .kind = PASS_RECORD, .record = &record_product, .group = true }, { "customers", "Customers", "客户数", .kind = PASS_COUNT },
		{ "share", "Of its buyers", "占买家比例", .kind = PASS_PERCENT }, { "lift", "Lift", "提升度", .kind = PASS_DECIMAL }, { 0 },
	};
	struct baskets baskets = { 0 };
	struct pass pass;
	int64_t top;

	pass_begin(&pass, making, columns);
	enum status status = pass_number(making, "n", 1, 1000000, &top);
	if (!status)
		status = read_baskets(making, &baskets);
	const struct both *list = list_pairs(making, &baskets);
	for (size_t i = 0; !status && i < baskets.pairs.count * 2 && i < (size_t)top; i++) {
		const struct value values[] = { value_integer(list[i].product), value_integer(list[i].other), value_integer(list[i].customers),
		                                pass_percent(list[i].customers, map_get(&baskets.buyers, (uint64_t)list[i].product)), value_integer(list[i].lift * 10000) };
		pass_row(&pass, values, NULL, NULL);
	}
	map_free(&baskets.buyers), map_free(&baskets.pairs);
	return pass_end(&pass, status);
}
