/* Who uses the system, and how complete the data is. */
#include "reporting/passes.h"

#include "reporting/reporting.h"

enum status pass_usage(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "User", "用户", .kind = PASS_RECORD, .record = &record_user, .group = true }, { "month", "Month", "月份", .kind = PASS_TEXT, .group = true },
		{ "changes", "Changes", "修改次数", .kind = PASS_COUNT, .total = true }, { "days", "Days", "使用天数", .kind = PASS_COUNT, .total = true }, { 0 },
	};
	struct statement *statement;
	enum status status = db_ask(making->store->db, &statement,
	                            "select who, substr(day, 1, 7) as month, count(*), count(distinct day) from (select who, local_day(at) as day from change where who is not null) as used"
	                            " where day between %s and %s group by who, substr(day, 1, 7) order by who, month",
	                            pass_first(making), pass_last(making));

	return pass_ask(making, columns, statement, status);
}

/* What should not be: records that a filter finds. */
static const struct {
	const struct record_type *type;
	const char *key, *where;
} checks[] = {
	{ &record_customer, "no-phone-or-email", "phone= email= not archived=yes" },
	{ &record_customer, "no-contact", "contacts= not archived=yes kind=company" },
	{ &record_customer, "no-owner", "owner= not archived=yes" },
	{ &record_customer, "no-class", "class= not archived=yes" },
	{ &record_customer, "not-verified-for-a-year", "not verified_on=-365d.. not archived=yes" },
	{ &record_contact, "no-customer", "customer= not archived=yes" },
	{ &record_contact, "no-phone-or-email", "phone= mobile= email= not archived=yes" },
	{ &record_lead, "no-source", "source= not status=converted,junk,lost" },
	{ &record_lead, "no-answer-for-a-week", "first_response_at= status=new created_at=..-7d" },
	{ &record_deal, "no-amount", "amount= not stage=won,lost" },
	{ &record_deal, "past-its-day", "close_on=..yesterday not stage=won,lost" },
	{ &record_product, "no-price", "price= active=yes" },
	{ &record_product, "no-cost", "cost= active=yes" },
	{ &record_order, "line-without-cost", "status=approved lines.cost=" },
};

enum { CHECKS = sizeof checks / sizeof *checks };

/* Asks all checks of a type, from the first of them to before `last`, in one pass over its records. */
static enum status count_found(struct report_making *making, size_t first, size_t last, int64_t *all, int64_t *found)
{
	const struct record_type *type = checks[first].type;
	struct expr *filters[CHECKS];
	struct query query;
	enum status status = STATUS_OK;

	query_init(&query, making->store, store_type(making->store, type));
	for (size_t i = first; !status && i < last; i++)
		status = filter_parse_string(&query.arena, making->store->schema, type, checks[i].where, &filters[i - first], making->store->error);
	if (!status)
		status = query_count_each(&query, (const struct expr *const *)filters, last - first, all, found);
	query_free(&query);
	return status;
}

enum status pass_data_quality(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "type", "Type", "类型", .kind = PASS_TEXT, .group = true }, { "what", "What", "问题", .kind = PASS_TEXT, .group = true },
		{ "found", "Found", "条数", .kind = PASS_COUNT }, { "of", "Of", "总数", .kind = PASS_COUNT }, { "share", "Share", "占比", .kind = PASS_PERCENT }, { 0 },
	};
	int64_t all, found[CHECKS];
	struct pass pass;
	enum status status = STATUS_OK;

	pass_begin(&pass, making, columns);
	for (size_t first = 0, last; !status && first < CHECKS; first = last) {
		for (last = first + 1; last < CHECKS && checks[last].type == checks[first].type; last++)
			continue;
		status = count_found(making, first, last, &all, found);
		for (size_t i = first; !status && i < last; i++) {
			int64_t count = found[i - first];
			const struct value values[] = { value_text(checks[i].type->name), value_text(checks[i].key), value_integer(count), value_integer(all), pass_percent(count, all) };
			pass_row(&pass, values, NULL, checks[i].where);
		}
	}
	return pass_end(&pass, status);
}
