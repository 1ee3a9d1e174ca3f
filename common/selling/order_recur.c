/* The invoices that an order with a repetition is due. */
#include "base/recurrence.h"
#include "selling/document_convert_parts.h"
#include "selling/selling.h"
#include "store/save.h"
#include <stdlib.h>
#include <string.h>

enum { RECUR_LIMIT = 4000 }; /* days of one run: ten years of working days and more */

static enum status check_repeats(struct store *store, const struct record *order)
{
	if (!*record_text(order, "repeat"))
		return error_set(store->error, STATUS_REFUSED, "so%lld is not a recurring order; crm-order set so%lld repeat=FREQ=MONTHLY makes it one",
		                 (long long)order->id, (long long)order->id);
	if (strcmp(record_text(order, "status"), "approved") != 0)
		return error_set(store->error, STATUS_REFUSED,
		                 "so%lld is %s; only an approved order is invoiced repeatedly: crm-order approve so%lld", (long long)order->id,
		                 record_text(order, "status"), (long long)order->id);
	return STATUS_OK;
}

static enum status make_invoice(struct store *store, const struct record *order, const char *day, struct arena *arena, int64_t *made)
{
	struct record *head;
	enum status status = document_head(store, order, &record_invoice, arena, &head);

	if (status)
		return status;
	document_give(head, "order", value_integer(order->id));
	document_give(head, "issued_on", value_text(day));
	status = save_add(store, head, arena);
	if (!status)
		status = document_copy_lines(store, &record_order, order->id, &record_invoice, head->id, NULL, arena);
	*made = head->id;
	return status;
}

enum status order_recur(struct store *store, int64_t id, const char *until, struct arena *arena, struct recurred **made, size_t *count)
{
	struct record *order, *record;
	char(*days)[DATE_SIZE];
	size_t found = 0;
	enum status status = document_load(store, &record_order, id, arena, &order);

	*count = 0;
	if (!status)
		status = check_repeats(store, order);
	if (status)
		return status;
	const char *last = record_text(order, "repeat_until");
	status = recurrence_days(record_text(order, "repeat"), record_text(order, "ordered_on"), record_text(order, "repeated_on"),
	                         *last && strcmp(last, until) < 0 ? last : until, RECUR_LIMIT, arena, &days, &found, store->error);
	if (status)
		return error_prefix(store->error, "so%lld: repeat: ", (long long)id);
	*made = arena_alloc(arena, (found + 1) * sizeof **made);
	for (; !status && *count < found; ++*count) {
		memcpy((*made)[*count].day, days[*count], DATE_SIZE);
		status = make_invoice(store, order, days[*count], arena, &(*made)[*count].invoice);
	}
	if (status || !found)
		return status;
	record = record_copy(arena, order);
	*record_value(record, "repeated_on") = value_text(days[found - 1]);
	return save_set(store, order, record, arena);
}

static int by_day(const void *a, const void *b)
{
	const struct recurred *left = a, *right = b;
	int order = strcmp(left->day, right->day);

	return order ? order : (left->invoice > right->invoice) - (left->invoice < right->invoice);
}

enum status order_recur_issue(struct store *store, struct recurred *made, size_t count, const char *over_limit)
{
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	if (count)
		qsort(made, count, sizeof *made, by_day);
	for (size_t i = 0; !status && i < count; i++) {
		arena_reset(&arena);
		status = document_change_state(store, document_kind(&record_invoice), made[i].invoice, "issued", over_limit, &arena);
	}
	arena_free(&arena);
	return status;
}
