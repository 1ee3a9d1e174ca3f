/* Customers by what they are worth: ABC by their share of the whole, and quintiles of recency, frequency and money. One pass over the documents in the
 * order in which they are stored, the rest is sorting here; window functions take longer. */
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
	int32_t days, last; /* purchase days, and the day number of the last one */
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

/* Customers are found by their ids, which are dense; days are gathered as keys, since those of a customer come in any order: sorting them here takes a fraction of
 * what sorting rows does in the database. */
struct gathering {
	struct worths *worths;
	uint32_t *places; /* in worths, counted from 1, by id of the customer */
	size_t room;
	uint64_t *keys;   /* place << 32 | day */
	size_t count;
};

static struct worth *worth_of(struct gathering *gathering, struct arena *arena, int64_t customer)
{
	struct worths *worths = gathering->worths;
	uint32_t *place = &gathering->places[customer];

	if (!*place) {
		worths->items = array_grow(arena, worths->items, worths->count, sizeof *worths->items);
		worths->items[worths->count++] = (struct worth){ .customer = customer };
		*place = (uint32_t)worths->count;
	}
	return &worths->items[*place - 1];
}

static void count_days(struct gathering *gathering)
{
	if (gathering->count)
		qsort(gathering->keys, gathering->count, sizeof *gathering->keys, order_hashes);
	for (size_t i = 0; i < gathering->count; i++) {
		struct worth *worth = &gathering->worths->items[(gathering->keys[i] >> 32) - 1];
		worth->days += i == 0 || gathering->keys[i] != gathering->keys[i - 1];
		worth->last = (int32_t)(gathering->keys[i] & UINT32_MAX);
	}
}

/* One row: customer, amount, currency, rate, day. */
static enum status add_document(struct report_making *making, struct gathering *gathering, struct statement *statement, bool days)
{
	const char *currency = db_text(statement, 2), *day = db_text(statement, 4);
	int64_t customer = db_integer(statement, 0), minor = db_integer(statement, 1);

	if (customer < 0 || (size_t)customer >= gathering->room)
		return STATUS_OK; /* a reference that leads nowhere: crm-db check tells */
	struct worth *worth = worth_of(gathering, making->arena, customer);
	if (currency && strcmp(currency, gathering->worths->currency) != 0) {
		struct amount amount = { minor, currency, db_integer(statement, 3), day };
		enum status status = amount_in(making->store, &amount, gathering->worths->currency, &minor);
		if (status)
			return status;
	}
	worth->money += minor;
	if (days) {
		gathering->keys = array_grow(making->arena, gathering->keys, gathering->count, sizeof *gathering->keys);
		gathering->keys[gathering->count++] = (uint64_t)(worth - gathering->worths->items + 1) << 32 | (uint32_t)date_number(day);
	}
	return STATUS_OK;
}

static enum status read_worths(struct report_making *making, struct statement *statement, enum status status, bool days, struct worths *worths)
{
	struct gathering gathering = { .worths = worths };
	int64_t last = 0;

	*worths = (struct worths){ .currency = making->currency ? making->currency : making->store->conventions.currency };
	if (statement)
		text_add(making->sql, db_sql(statement));
	if (!status)
		status = db_one(making->store->db, &last, "select max(id) from customer");
	gathering.room = (size_t)last + 1;
	gathering.places = arena_alloc(making->arena, gathering.room * sizeof *gathering.places);
	while (db_next(statement, &status))
		status = add_document(making, &gathering, statement, days);
	db_done(statement);
	count_days(&gathering);
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
		              " where kind in ('receipt', 'refund') and customer is not null and paid_on between %s and %s",
		              first, last);
	if (strcmp(measure, "revenue") == 0)
		return db_ask(db, out,
		              "select customer, total, currency, rate, ordered_on from \"order\" where +status in ('approved', 'closed') and ordered_on between %s and %s",
		              first, last);
	row_expression(&amount, &record_invoice, type_field(type, "profit", NULL), "t");
	enum status status = db_ask(db, out,
	                            "select t.customer, %-s, t.currency, t.rate, t.issued_on from invoice t where +t.status = 'issued' and t.kind <> 'opening'"
	                            " and t.issued_on between %s and %s",
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

/* The list as it is shown: where it is, what is before it, what all come to. */
struct showing {
	struct worths worths;
	size_t at;
	wide before, whole;
	char last[DATE_SIZE];
};

static bool next_abc(void *context, struct value *values, int *level, const char **currency)
{
	struct showing *showing = context;
	const struct worths *worths = &showing->worths;

	*currency = worths->currency;
	values[5] = value_text(worths->currency);
	if (showing->at == worths->count && worths->count) {
		values[1] = value_integer((int64_t)showing->whole);
		*level = 0;
		return showing->at++, true;
	}
	if (showing->at >= worths->count)
		return false;
	const struct worth *worth = &worths->items[showing->at++];
	values[0] = value_integer(worth->customer);
	values[1] = value_integer(worth->money);
	values[2] = pass_share(worth->money, (int64_t)showing->whole);
	values[3] = pass_share((int64_t)(showing->before + worth->money), (int64_t)showing->whole);
	values[4] = value_text(class_of(showing->before, showing->whole));
	showing->before += worth->money;
	return true;
}

enum status pass_abc(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Customer", "客户", .kind = PASS_RECORD, .record = &record_customer, .group = true }, { "amount", "Amount", "金额", .kind = PASS_MONEY, .total = true },
		{ "share", "Share", "占比", .kind = PASS_PERCENT }, { "cumulated", "Cumulated", "累计占比", .kind = PASS_PERCENT }, { "class", "Class", "级别", .kind = PASS_TEXT }, { 0 },
	};
	struct showing *showing = arena_alloc(making->arena, sizeof *showing);
	struct worths *worths = &showing->worths;
	struct statement *statement;
	struct pass pass;

	pass_begin(&pass, making, columns);
	enum status status = ask_documents(making, report_parameter(making, "measure"), &statement);
	status = read_worths(making, statement, status, false, worths);
	for (size_t i = 0; i < worths->count; i++) {
		worths->items[i].rank = worths->items[i].money;
		showing->whole += worths->items[i].money;
	}
	sort(worths, by_rank_falling);
	if (!status)
		report_make_rows(making, next_abc, showing);
	return status;
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
		worths->items[i].rank = worths->items[i].last;
	}
	sort(worths, by_rank);
	for (size_t i = 0; i < worths->count; i++) {
		struct worth *worth = &worths->items[i];
		worth->recency = fifth(i, worths->count);
		worth->rank = worth->recency * 100 + worth->frequency * 10 + worth->monetary;
	}
	sort(worths, by_rank_falling);
}

static bool next_rfm(void *context, struct value *values, int *level, const char **currency)
{
	struct showing *showing = context;

	(void)level;
	*currency = showing->worths.currency;
	if (showing->at == showing->worths.count)
		return false;
	const struct worth *worth = &showing->worths.items[showing->at++];
	date_from_number(worth->last, showing->last);
	const struct value made[] = {
		value_integer(worth->customer), value_text(showing->last), value_integer(worth->days), value_integer(worth->money), value_integer(worth->recency),
		value_integer(worth->frequency), value_integer(worth->monetary), value_integer(worth->rank), value_text(*currency),
	};
	memcpy(values, made, sizeof made);
	return true;
}

enum status pass_rfm(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Customer", "客户", .kind = PASS_RECORD, .record = &record_customer, .group = true }, { "last_purchase", "Last purchase", "最近购买", .kind = PASS_TEXT },
		{ "purchase_days", "Purchase days", "购买天数", .kind = PASS_COUNT }, { "amount", "Amount", "金额", .kind = PASS_MONEY },
		{ "recency", "Recency", "近度", .kind = PASS_COUNT }, { "frequency", "Frequency", "频度", .kind = PASS_COUNT },
		{ "monetary", "Money", "额度", .kind = PASS_COUNT }, { "score", "Score", "得分", .kind = PASS_COUNT }, { 0 },
	};
	struct showing *showing = arena_alloc(making->arena, sizeof *showing);
	struct statement *statement;
	struct pass pass;

	pass_begin(&pass, making, columns);
	enum status status = ask_documents(making, "revenue", &statement);
	status = read_worths(making, statement, status, true, &showing->worths);
	score(&showing->worths);
	if (!status)
		report_make_rows(making, next_rfm, showing);
	return status;
}
