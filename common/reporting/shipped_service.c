/* Reports that ship: tickets and units sold. */
#include "reporting/passes.h"
#include "reporting/shipped.h"

const struct report_definition shipped_service[] = {
	{
		.name = "tickets", .en = "Tickets", .zh = "服务单",
		.description = "Tickets opened in the period by status, or by=priority, category, customer, product, owner, month: how many.",
		.from = "ticket", .date = "opened_at", .period = "12m", .group = "${by}", .columns = "count,share:count", .parameters = "by=status",
		.chart = "bar", .all_values = true,
	},
	{
		.name = "ticket-times", .en = "Response and solution times", .zh = "响应与解决时间",
		.description = "Tickets opened in the period by priority, or by=category, customer, owner, level: how many, how many were answered and closed, the mean of "
			"the working hours to the first response and to the solution (those in which the clock ran: it stands still while the customer is waited "
			"for), in the calendar of the ticket, and how many responses and solutions came after their time or are late.",
		.from = "ticket", .period = "12m", .parameters = "by=priority", .pass = pass_ticket_times, .chooses = true,
	},
	{
		.name = "callback-scores", .en = "Call-back scores", .zh = "回访评分",
		.description = "Tickets opened in the period by owner, or by=product, category, month: how many have a score, and its mean, lowest and highest.",
		.from = "ticket", .where = "not callback_score=", .date = "opened_at", .period = "12m", .group = "${by}",
		.columns = "count,avg:callback_score,min:callback_score,max:callback_score", .parameters = "by=owner",
	},
	{
		.name = "complaints-repeated", .en = "Who complained repeatedly", .zh = "多次投诉客户",
		.description = "Customers with at least two complaints in the period: how many. The most first, ties by reference.",
		.from = "ticket", .where = "category=complaint not customer=", .date = "opened_at", .period = "last-year", .group = "customer",
		.columns = "count", .having = "count=2..", .sort = "-count",
	},
	{
		.name = "warranty-ends", .en = "Warranties that end", .zh = "质保到期",
		.description = "Units whose warranty ends within so many days (days=60, today included), by day.",
		.from = "asset", .layout = "list", .where = "warranty_until=today..+${days}d", .columns = "ref,serial,product,customer,warranty_until,owner",
		.sort = "warranty_until", .parameters = "days=60",
	},
	{
		.name = "contract-ends", .en = "Contracts that end", .zh = "合同到期",
		.description = "Approved orders that repeat and end within so many days (days=60, today included), by day.",
		.from = "order", .layout = "list", .where = "status=approved repeat_until=today..+${days}d",
		.columns = "ref,number,customer,repeat,repeat_until,total,currency,owner", .sort = "repeat_until", .parameters = "days=60",
	},
	{ 0 },
};
