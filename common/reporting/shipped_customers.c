/* Reports that ship: customers and contacts. */
#include "reporting/passes.h"
#include "reporting/shipped.h"

const struct report_definition shipped_customers[] = {
	{
		.name = "customers-silent", .en = "Customers without contact", .zh = "久未联系客户",
		.description = "Customers that are not archived and had no held event for so many days (days=90), those that never had one last; by the last contact, then "
			"by reference.",
		.from = "customer", .layout = "list", .where = "not archived=yes not last_contact=-${days}d..",
		.columns = "ref,name,class,last_contact,phone,owner", .sort = "last_contact", .parameters = "days=90",
	},
	{
		.name = "customers-new-lost", .en = "New and lost customers", .zh = "新增与流失客户",
		.description = "Months of the period: customers entered, customers whose first purchase day is in it (an order that is approved or closed), and customers "
			"lost in it: the 366th day after their last purchase day has come.",
		.from = "customer", .period = "12m", .chart = "bar", .pass = pass_new_lost,
	},
	{
		.name = "birthdays", .en = "Birthdays and anniversaries ahead", .zh = "生日与纪念日",
		.description = "Birthdays of contacts and customers, and the days on which customers were founded, in the coming days (days=30, today included), by day, "
			"then by reference. 29 February is kept on 28 February in other years.",
		.from = "contact", .parameters = "days=30", .pass = pass_birthdays,
	},
	{
		.name = "contacts-without-customer", .en = "Contacts without customer", .zh = "无客户联系人",
		.description = "Contacts that are not archived and belong to no customer.",
		.from = "contact", .layout = "list", .where = "customer= not archived=yes", .columns = "ref,name,phone,mobile,email,owner",
	},
	{
		.name = "abc", .en = "ABC analysis", .zh = "ABC 分类",
		.description = "Customers by what they brought in the period, the greatest first, ties by reference: amount, share = amount ÷ the whole, cumulated share, "
			"and class: A those with whom 80 % of the whole are reached, B those with whom 95 % are, C the others. measure=revenue are totals of orders "
			"that are approved or closed, received receipts less refunds, margin that of issued invoices less credit notes.",
		.from = "customer", .period = "12m", .parameters = "measure=revenue\n"
			"measure: revenue received margin", .chart = "bar", .pass = pass_abc,
	},
	{
		.name = "rfm", .en = "Recency, frequency, money", .zh = "RFM 分析",
		.description = "Customers who bought in the period: last purchase day, purchase days, totals of orders that are approved or closed, each with its fifth (5: "
			"the latest, the most, the highest; equals are divided by reference), and score, which has the three as digits; by score, the highest first, "
			"then by reference.",
		.from = "customer", .period = "12m", .pass = pass_rfm,
	},
	{
		.name = "cohorts", .en = "Cohorts and retention", .zh = "客户留存",
		.description = "Customers by the month of their first purchase: how many, and what share of them bought in the first to the twelfth month after it. Months "
			"that have not come are empty.",
		.from = "customer", .chart = "heatmap", .pass = pass_cohorts,
	},
	{
		.name = "churn-risk", .en = "Churn risk", .zh = "流失风险",
		.description = "Customers with at least so many purchase days (least=3) whose next one is overdue: ratio = days since the last one ÷ mean days between "
			"purchase days, from percent=150 of a ratio of 1 on; the greatest first, ties by reference.",
		.from = "customer", .parameters = "least=3\n"
			"percent=150", .pass = pass_churn,
	},
	{
		.name = "cross-selling", .en = "Cross-selling", .zh = "交叉销售",
		.description = "Pairs of products that the same customers bought: how many customers, their share of the buyers of the first, and lift = share ÷ share of "
			"all customers who bought the second. The most customers first, then the greatest lift, then by reference; n=50 rows.",
		.from = "product", .parameters = "n=50", .pass = pass_cross_selling,
	},
	{ 0 },
};
