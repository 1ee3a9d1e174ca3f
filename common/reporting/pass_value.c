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

/* What is known of a customer. */
struct worth {
	int64_t customer, money;
	int32_t days, last; /* purchase days, and the day number of the last one */
	unsigned char recency, frequency, monetary; /* quintiles, 5 is best */
};

/* In the order of their ids. */
struct worths {
	struct worth *items;
	size_t count;
	const char *currency;
};

/* Sums by the id of the customer, which are dense; days as keys, since those of a customer come in any order. */
struct gathering {
	const char *currency;
	int64_t *money;
	uint64_t *bought; /* a bit for each */
	size_t room;
	uint64_t *days;   /* customer << 32 | day */
	size_t day_count, day_room;
};

/* One row: customer, amount, currency, rate, day. */
static enum status add_document(struct report_making *making, struct gathering *gathering, struct statement *statement, bool days)
{
	const char *currency = db_text(statement, 2), *day = db_text(statement, 4);
	int64_t customer = db_integer(statement, 0), minor = db_integer(statement, 1);

	if (customer < 0 || (size_t)customer >= gathering->room)
		return STATUS_OK; /* a reference that leads nowhere, which crm-db check reports */
	if (currency && strcmp(currency, gathering->currency) != 0) {
		struct amount amount = { minor, currency, db_integer(statement, 3), day };
		enum status status = amount_in(making->store, &amount, gathering->currency, &minor);
		if (status)
			return status;
	}
	gathering->bought[customer / 64] |= UINT64_C(1) << customer % 64;
	gathering->money[customer] += minor;
	if (days) {
		gathering->days = array_reserve(gathering->days, &gathering->day_room, gathering->day_count + 1, sizeof *gathering->days);
		gathering->days[gathering->day_count++] = (uint64_t)customer << 32 | (uint32_t)date_number(day);
	}
	return STATUS_OK;
}

static bool has_bought(const struct gathering *gathering, size_t id)
{
	return gathering->bought[id / 64] >> id % 64 & 1;
}

static void make_worths(struct gathering *gathering, struct arena *arena, struct worths *worths)
{
	size_t at = 0;

	order_by_number(gathering->days, gathering->day_count, sizeof *gathering->days);
	for (size_t id = 0; id < gathering->room; id++)
		worths->count += has_bought(gathering, id);
	worths->items = arena_alloc(arena, worths->count * sizeof *worths->items);
	worths->count = 0;
	for (size_t id = 0; id < gathering->room; id++) {
		if (!has_bought(gathering, id))
			continue;
		struct worth *worth = &worths->items[worths->count++];
		*worth = (struct worth){ .customer = (int64_t)id, .money = gathering->money[id] };
		for (uint64_t before = 0; at < gathering->day_count && gathering->days[at] >> 32 == id; before = gathering->days[at++]) {
			worth->days += gathering->days[at] != before;
			worth->last = (int32_t)(gathering->days[at] & UINT32_MAX);
		}
	}
}

static enum status read_worths(struct report_making *making, struct statement *statement, enum status status, bool days, struct worths *worths)
{
	struct gathering gathering = { .currency = making->currency ? making->currency : making->store->conventions.currency };
	int64_t last = 0;

	*worths = (struct worths){ .currency = gathering.currency };
	if (statement)
		text_add(making->sql, db_sql(statement));
	if (!status)
		status = db_one(making->store->db, &last, "select max(id) from customer");
	gathering.room = (size_t)last + 1;
	gathering.money = arena_alloc(making->arena, gathering.room * sizeof *gathering.money);
	gathering.bought = arena_alloc(making->arena, (gathering.room / 64 + 1) * sizeof *gathering.bought);
	while (db_next(statement, &status))
		status = add_document(making, &gathering, statement, days);
	db_done(statement);
	make_worths(&gathering, making->arena, worths);
	free(gathering.days);
	return status;
}

/* A place in the list of worths, by what is looked at: number first, for order_by_number. */
struct ranked {
	uint64_t number, place;
};

/* The places in the order of their numbers; of equals the first customer. */
static void rank(struct ranked *items, size_t count)
{
	order_by_number(items, count, sizeof *items);
	for (size_t first = 0, next; first < count; first = next) {
		uint64_t number = items[first].number;
		for (next = first; next < count && items[next].number == number; next++)
			items[next].number = items[next].place;
		order_by_number(items + first, next - first, sizeof *items);
		for (size_t i = first; i < next; i++)
			items[i] = (struct ranked){ .number = number, .place = items[i].number };
	}
}

/* A number that ascends with one that has a sign. */
static uint64_t ascending(int64_t number)
{
	return (uint64_t)number ^ (uint64_t)1 << 63;
}

/* Nearly all documents are of these states: an index of states would lead to one row of the table after the other in no order, and coalesce() keeps SQLite from taking it. */
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
		              "select customer, total, currency, rate, ordered_on from \"order\" where coalesce(status, '') in ('approved', 'closed') and ordered_on between %s and %s",
		              first, last);
	row_expression(&amount, &record_invoice, type_field(type, "profit", NULL), "t");
	enum status status = db_ask(db, out,
	                            "select t.customer, %-s, t.currency, t.rate, t.issued_on from invoice t where coalesce(t.status, '') = 'issued' and t.kind <> 'opening'"
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
	struct ranked *order;
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
	const struct worth *worth = &worths->items[showing->order[showing->at++].place];
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
	showing->order = arena_alloc(making->arena, worths->count * sizeof *showing->order);
	for (size_t i = 0; i < worths->count; i++) {
		showing->order[i] = (struct ranked){ .number = ~ascending(worths->items[i].money), .place = i };
		showing->whole += worths->items[i].money;
	}
	rank(showing->order, worths->count);
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

static int score_of(const struct worth *worth)
{
	return worth->recency * 100 + worth->frequency * 10 + worth->monetary;
}

/* The fifths of each, and the list by score, the best first. */
static void score(struct worths *worths, struct ranked *order)
{
	size_t count = worths->count;
	struct worth *items = worths->items;

	for (size_t i = 0; i < count; i++)
		order[i] = (struct ranked){ .number = (uint64_t)items[i].days, .place = i };
	rank(order, count);
	for (size_t i = 0; i < count; i++)
		items[order[i].place].frequency = fifth(i, count);
	for (size_t i = 0; i < count; i++)
		order[i] = (struct ranked){ .number = ascending(items[i].money), .place = i };
	rank(order, count);
	for (size_t i = 0; i < count; i++)
		items[order[i].place].monetary = fifth(i, count);
	for (size_t i = 0; i < count; i++)
		order[i] = (struct ranked){ .number = ascending(items[i].last), .place = i };
	rank(order, count);
	for (size_t i = 0; i < count; i++)
		items[order[i].place].recency = fifth(i, count);
	for (size_t i = 0; i < count; i++)
		order[i] = (struct ranked){ .number = ~(uint64_t)score_of(&items[i]), .place = i };
	rank(order, count);
}

static bool next_rfm(void *context, struct value *values, int *level, const char **currency)
{
	struct showing *showing = context;

	(void)level;
	*currency = showing->worths.currency;
	if (showing->at == showing->worths.count)
		return false;
	const struct worth *worth = &showing->worths.items[showing->order[showing->at++].place];
	date_from_number(worth->last, showing->last);
	const struct value made[] = {
		value_integer(worth->customer), value_text(showing->last), value_integer(worth->days), value_integer(worth->money), value_integer(worth->recency),
		value_integer(worth->frequency), value_integer(worth->monetary), value_integer(score_of(worth)), value_text(*currency),
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
	showing->order = arena_alloc(making->arena, showing->worths.count * sizeof *showing->order);
	score(&showing->worths, showing->order);
	if (!status)
		report_make_rows(making, next_rfm, showing);
	return status;
}
