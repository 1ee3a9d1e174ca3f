/* Instalments of orders: the day on which one comes due is known once what it waits for has happened. */
#include "service/remind_parts.h"

#include "base/date.h"
#include "base/money.h"
#include "selling/document_convert.h"
#include "selling/due_event.h"
#include "selling/selling.h"
#include "store/rule.h"
#include <string.h>

/* The day of an instalment; "" while it waits, and for one that counts from its invoice, which may be made at any time. */
static enum status due_day(struct store *store, const struct record *order, const struct instalment *instalment, struct arena *arena, char due[DATE_SIZE])
{
	struct terms terms;
	char from[DATE_SIZE] = "";
	enum status status = terms_parse(arena_printf(arena, "100%% %s", instalment->due), &terms, store->error);

	*due = '\0';
	if (!status && terms.parts[0].when == TERM_DAY)
		memcpy(due, terms.parts[0].day, DATE_SIZE);
	else if (!status && term_waits(terms.parts[0].when))
		status = due_event_of_order(store, order, terms.parts[0].when, from);
	return status || !*from ? status : term_due(&terms.parts[0], from, due, store->error);
}

static enum status add_instalment(struct asking *asking, const struct record *order, const struct record *customer, const struct instalment *instalment, const char *due)
{
	struct arena *arena = &asking->run->arena;
	const char *currency = record_text(order, "currency"), *rest = remind_text(asking->rule->before);
	struct text amount = { 0 };
	struct remind_span span;
	char since[DATE_SIZE], at[DATE_SIZE];
	enum status status = STATUS_OK;

	timestamp_day(asking->since, since);
	money_format(&amount, instalment->amount, currency_digits(currency));
	const char *text = arena_printf(arena, "%s %s: instalment %lld (%s), %s %s, due %s, is not invoiced", record_text(order, "number"), customer ? record_text(customer, "name") : "",
	                                (long long)instalment->number, instalment->due, text_string(&amount), currency, due);
	text_free(&amount);
	while (!status && remind_next_span(&rest, &span)) {
		date_from_number(date_number(due) - (span.days ? span.count : 0), at);
		/* What waits for a delivery may be due as soon as that is entered, and is no news later: the days since the rule was asked are looked at. */
		if (strcmp(at, since) > 0 && strcmp(at, asking->run->today) <= 0)
			status = remind_recipients(asking, order->id, record_integer(order, "owner"), arena_printf(arena, "%lld-%s-%lld", (long long)instalment->number, due, (long long)span.count), at, text);
	}
	return status;
}

static enum status look_at(struct asking *asking, int64_t id)
{
	struct store *store = asking->run->store;
	struct arena *arena = &asking->run->arena;
	struct record *order, *customer = NULL;
	struct instalment *list;
	size_t count = 0;
	char due[DATE_SIZE];
	enum status status = rule_load(store, &record_order, id, arena, &order);

	if (!status && order)
		status = rule_load(store, &record_customer, record_integer(order, "customer"), arena, &customer);
	if (!status && order)
		status = order_instalments(store, order, arena, &list, &count);
	for (size_t i = 0; !status && i < count; i++) {
		if (list[i].invoiced)
			continue;
		status = due_day(store, order, &list[i], arena, due);
		if (!status && *due)
			status = add_instalment(asking, order, customer, &list[i], due);
	}
	return status;
}

enum status remind_instalments(struct asking *asking)
{
	struct asking own = *asking;
	int64_t *orders;
	size_t count;
	enum status status = db_integers(asking->run->store->db, &asking->run->arena, &orders, &count,
	                                 "select distinct so.id from instalment join \"order\" as so on so.id = instalment.\"order\" where so.status = 'approved' order by so.id");

	own.type = store_type(asking->run->store, &record_order);
	for (size_t i = 0; !status && i < count; i++)
		status = look_at(&own, orders[i]);
	return status;
}
