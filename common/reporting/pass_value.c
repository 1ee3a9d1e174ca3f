/* Customers by what they are worth: ABC by their share of the whole, and quintiles of recency, frequency and money. One pass over the documents by customer and
 * day, the rest is sorting; window functions take several times as long. */
#include "reporting/passes.h"

#include "base/date.h"
#include "base/order.h"
#include "base/wide.h"
#include "reporting/measure.h"
#include "reporting/reporting.h"
#include <stdlib.h>
#include <string.h>

/* What is known of a customer. `rank` is what the list is sorted by at the time. */
struct worth {
	int64_t rank, customer, money;
	int32_t days; /* purchase days */
	char last[DATE_SIZE];
	unsigned char recency, frequency, monetary; /* quintiles, 5 is best */
};

struct worths {
	struct worth *items;
	size_t count;
	const char *currency;
};

/* The greatest first, of equals the first customer. */
static int by_rank_falling(const void *a, const void *b)
{
	const struct worth *left = a, *right = b;

	return left->rank != right->rank ? order_integers(&right->rank, &left->rank) : order_integers(&left->customer, &right->customer);
}

static int by_rank(const void *a, const void *b)
{
	const struct worth *left = a, *right = b;

	return left->rank != right->rank ? order_integers(&left->rank, &right->rank) : order_integers(&left->customer, &right->customer);
}

static struct worth *worth_of(struct worths *worths, struct arena *arena, int64_t customer)
{
	if (worths->count && worths->items[worths->count - 1].customer == customer)
		return &worths->items[worths->count - 1];
	worths->items = array_grow(arena, worths->items, worths->count, sizeof *worths->items);
	worths->items[worths->count] = (struct worth){ .customer = customer };
	return &worths->items[worths->count++];
}

/* Rows of customer, amount, currency, rate and day, by customer and day. */
static enum status read_worths(struct report_making *making, struct statement *statement, enum status status, struct worths *worths)
{
	*worths = (struct worths){ .currency = making->currency ? making->currency : making->store->conventions.currency };
	if (statement)
		text_add(making->sql, db_sql(statement));
	while (db_next(statement, &status)) {
		const char *currency = db_text(statement, 2), *day = db_text(statement, 4);
		struct worth *worth = worth_of(worths, making->arena, db_integer(statement, 0));
		struct amount amount = { db_integer(statement, 1), currency ? currency : worths->currency, db_integer(statement, 3), day };
		int64_t minor = amount.minor;
		if (strcmp(amount.currency, worths->currency) != 0)
			status = amount_in(making->store, &amount, worths->currency, &minor);
		worth->money += minor;
		if (strncmp(day, worth->last, sizeof worth->last) != 0) {
			memcpy(worth->last, day, sizeof worth->last - 1);
			worth->days++;
		}
	}
	db_done(statement);
	return status;
}

static void sort(struct worths *worths, int (*compare)(const void *, const void *))
{
	if (worths->count)
		qsort(worths->items, worths->count, sizeof *worths->items, compare);
}

static enum status ask_documents(struct report_making *making, const char *measure, struct statement **out)
{
	struct db *db = making->store->db;
	const char *first = pass_first(making), *last = pass_last(making);
	const struct type *type = store_type(making->store, &record_invoice);
	struct text amount = { 0 };

	if (strcmp(measure, "received") == 0)
		return db_ask(db, out,
		              "select customer, case kind when 'refund' then -amount else amount end, currency, null, paid_on from payment"
		              " where kind in ('receipt', 'refund') and customer is not null and paid_on between %s and %s order by customer, paid_on",
		              first, last);
	if (strcmp(measure, "revenue") == 0)
		return db_ask(db, out,
		              "select customer, total, currency, rate, ordered_on from \"order\" where status in ('approved', 'closed') and ordered_on between %s and %s"
		              " order by customer, ordered_on",
		              first, last);
	row_expression(&amount, &record_invoice, type_field(type, "profit", NULL), "t");
	enum status status = db_ask(db, out,
	                            "select t.customer, %-s, t.currency, t.rate, t.issued_on from invoice t where t.status = 'issued' and t.kind <> 'opening'"
	                            " and t.issued_on between %s and %s order by t.customer, t.issued_on",
	                            amount.data, first, last);
	text_free(&amount);
	return status;
}

enum { CLASS_A = 80, CLASS_B = 95 };

/* By what those before it come to: the customer with whom the share is reached is of the class. */
static const char *class_of(wide before, wide whole)
{
	return before * 100 < whole * CLASS_A ? "A" : before * 100 < whole * CLASS_B ? "B" : "C";
}

enum status pass_abc(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Customer", "客户", .kind = PASS_RECORD, .record = &record_customer, .group = true }, { "amount", "Amount", "金额", .kind = PASS_MONEY, .total = true },
		{ "share", "Share", "占比", .kind = PASS_PERCENT }, { "cumulated", "Cumulated", "累计占比", .kind = PASS_PERCENT }, { "class", "Class", "级别", .kind = PASS_TEXT }, { 0 },
	};
	struct worths worths;
	struct statement *statement;
	struct pass pass;
	wide whole = 0, before = 0;

	pass_begin(&pass, making, columns);
	enum status status = ask_documents(making, report_parameter(making, "measure"), &statement);
	status = read_worths(making, statement, status, &worths);
	for (size_t i = 0; i < worths.count; i++) {
		worths.items[i].rank = worths.items[i].money;
		whole += worths.items[i].money;
	}
	sort(&worths, by_rank_falling);
	for (size_t i = 0; !status && i < worths.count; i++) {
		const struct worth *worth = &worths.items[i];
		const struct value values[] = { value_integer(worth->customer), value_integer(worth->money), pass_share(worth->money, (int64_t)whole),
		                                pass_share((int64_t)(before + worth->money), (int64_t)whole), value_text(class_of(before, whole)) };
		pass_row(&pass, values, worths.currency, NULL);
		before += worth->money;
	}
	return pass_end(&pass, status);
}

/* Which fifth a place is in, as ntile(5) has it: the first ones have one more where it does not come out even. */
static unsigned char fifth(size_t place, size_t count)
{
	size_t size = count / 5, more = count % 5, first = more * (size + 1);

	return (unsigned char)(place < first ? place / (size + 1) + 1 : more + (place - first) / (size ? size : 1) + 1);
}

static void score(struct worths *worths)
{
	for (size_t i = 0; i < worths->count; i++)
		worths->items[i].rank = worths->items[i].days;
	sort(worths, by_rank);
	for (size_t i = 0; i < worths->count; i++) {
		worths->items[i].frequency = fifth(i, worths->count);
		worths->items[i].rank = worths->items[i].money;
	}
	sort(worths, by_rank);
	for (size_t i = 0; i < worths->count; i++) {
		worths->items[i].monetary = fifth(i, worths->count);
		worths->items[i].rank = date_number(worths->items[i].last);
	}
	sort(worths, by_rank);
	for (size_t i = 0; i < worths->count; i++) {
		struct worth *worth = &worths->items[i];
		worth->recency = fifth(i, worths->count);
		worth->rank = worth->recency * 100 + worth->frequency * 10 + worth->monetary;
	}
	sort(worths, by_rank_falling);
}

enum status pass_rfm(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Customer", "客户", .kind = PASS_RECORD, .record = &record_customer, .group = true }, { "last_purchase", "Last purchase", "最近购买", .kind = PASS_TEXT },
		{ "purchase_days", "Purchase days", "购买天数", .kind = PASS_COUNT }, { "amount", "Amount", "金额", .kind = PASS_MONEY },
		{ "recency", "Recency", "近度", .kind = PASS_COUNT }, { "frequency", "Frequency", "频度", .kind = PASS_COUNT },
		{ "monetary", "Money", "额度", .kind = PASS_COUNT }, { "score", "Score", "得分", .kind = PASS_COUNT }, { 0 },
	};
	struct worths worths;
	struct statement *statement;
	struct pass pass;

	pass_begin(&pass, making, columns);
	enum status status = ask_documents(making, "revenue", &statement);
	status = read_worths(making, statement, status, &worths);
	score(&worths);
	for (size_t i = 0; !status && i < worths.count; i++) {
		const struct worth *worth = &worths.items[i];
		const struct value values[] = {
			value_integer(worth->customer), value_text(worth->last), value_integer(worth->days), value_integer(worth->money),
			value_integer(worth->recency), value_integer(worth->frequency), value_integer(worth->monetary), value_integer(worth->rank),
		};
		pass_row(&pass, values, worths.currency, NULL);
	}
	return pass_end(&pass, status);
}
