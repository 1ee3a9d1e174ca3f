/* What campaigns brought. */
#include "reporting/passes.h"

#include "reporting/reporting.h"

enum status pass_campaigns(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "ref", "Campaign", "市场活动", .kind = PASS_RECORD, .record = &record_campaign, .group = true }, { "leads", "Leads", "线索数", .kind = PASS_COUNT, .total = true },
		{ "converted", "Converted", "已转化", .kind = PASS_COUNT, .total = true }, { "deals", "Deals", "商机数", .kind = PASS_COUNT, .total = true },
		{ "budget", "Budget", "预算", .kind = PASS_MONEY, .total = true }, { "cost", "Cost", "实际成本", .kind = PASS_MONEY, .total = true },
		{ "expected", "Expected", "预期收入", .kind = PASS_MONEY, .total = true }, { "won", "Won", "成交额", .kind = PASS_MONEY, .total = true },
		{ "lead_cost", "Cost per lead", "单条线索成本", .kind = PASS_MONEY }, { "return", "Return", "回报率", .kind = PASS_PERCENT }, { 0 },
	};
	struct statement *statement;
	struct pass pass;

	pass_begin(&pass, making, columns);
	enum status status = db_ask(making->store->db, &statement,
	                            "select c.id, (select count(*) from lead l where l.campaign = c.id) as leads,"
	                            " (select count(*) from lead l where l.campaign = c.id and l.status || '' = 'converted'), (select count(*) from deal d where d.campaign = c.id),"
	                            " c.budget, c.actual_cost, c.expected_revenue, coalesce((select sum(in_currency(d.amount, d.currency, c.currency, null, local_day(d.closed_at)))"
	                            " from deal d where d.campaign = c.id and stage_outcome(d.pipeline, d.stage) = 1), 0), c.currency from campaign c"
	                            " where c.starts_on is null or c.starts_on between %s and %s order by c.starts_on is null, c.starts_on, c.id",
	                            pass_first(making), pass_last(making));
	if (statement)
		text_add(making->sql, db_sql(statement));
	while (db_next(statement, &status)) {
		struct value values[10] = { { 0 } }, cost = db_value(statement, 5), won = db_value(statement, 7);
		for (int i = 0; i < 8; i++)
			values[i] = db_value(statement, i);
		if (cost.type == VALUE_INTEGER) {
			values[8] = pass_mean(cost.integer, values[1].integer);
			if (values[8].type == VALUE_INTEGER)
				values[8] = value_integer((cost.integer * 2 + values[1].integer) / (2 * values[1].integer));
			values[9] = pass_percent(won.integer - cost.integer, cost.integer);
		}
		pass_row(&pass, values, db_text(statement, 8), NULL);
	}
	db_done(statement);
	return pass_end(&pass, status);
}
