/* What is owed: by age, and how long it takes until it is paid. */
#include "reporting/passes.h"

#include "base/date.h"
#include "base/wide.h"
#include "reporting/reporting.h"
#include "selling/documents.h"
#include <string.h>

enum { NOT_DUE, DAYS_30, DAYS_60, DAYS_90, OLDER, AGES };

/* What is owed of one currency by, or to, one party. */
struct debt {
	int64_t party;
	const char *currency;
	int64_t ages[AGES];
};

/* Claims of a kind: invoices of customers, bills of suppliers. */
struct claims {
	const struct record_type *record, *party;
	const char *where; /* of what is in force */
};

static int age_of(const char *due, const char *on)
{
	int64_t days = due ? date_number(on) - date_number(due) : 0;

	return days <= 0 ? NOT_DUE : days <= 30 ? DAYS_30 : days <= 60 ? DAYS_60 : days <= 90 ? DAYS_90 : OLDER;
}

/* The open amount of a claim with parts: what is paid pays the first of them, so that what is open is of the last. */
static enum status age_parts(struct report_making *making, const struct claims *claims, int64_t claim, int64_t open, struct debt *debt)
{
	struct statement *statement;
	const char *due = NULL;
	struct text first = { 0 };
	enum status status = db_ask(making->store->db, &statement, "select amount, due_on from due_part where \"%s\" = %jd order by due_on is not null, due_on desc, number desc",
	                            claims->record->name, claim);

	while (open > 0 && db_next(statement, &status)) {
		int64_t amount = db_integer(statement, 0);
		if (amount > open)
			amount = open;
		text_clear(&first);
		text_add(&first, db_text(statement, 1) ? db_text(statement, 1) : "");
		debt->ages[age_of(first.length ? first.data : NULL, making->on)] += amount;
		open -= amount;
	}
	db_done(statement);
	if (first.length)
		due = first.data;
	debt->ages[age_of(due, making->on)] += open; /* beyond all parts; below zero: a credit */
	text_free(&first);
	return status;
}

static void debt_row(struct pass *pass, const struct claims *claims, const struct debt *debt)
{
	struct value values[AGES + 2] = { value_integer(debt->party) };
	struct text words = { 0 };
	int64_t sum = 0;

	for (int i = 0; i < AGES; i++) {
		values[i + 1] = value_integer(debt->ages[i]);
		sum += debt->ages[i];
	}
	values[AGES + 1] = value_integer(sum);
	text_printf(&words, "%s=", claims->party->name);
	reference_format(&words, claims->party, debt->party);
	text_printf(&words, " currency=%s %s not balance=0", debt->currency, claims->where);
	pass_row(pass, values, debt->currency, text_string(&words));
	text_free(&words);
}

/* One row after another, by party and currency. */
static enum status read_claims(struct pass *pass, const struct claims *claims)
{
	struct report_making *making = pass->making;
	const struct type *type = store_type(making->store, claims->record);
	struct text balance = { 0 };
	struct statement *statement;
	struct debt debt = { 0 };

	row_expression(&balance, claims->record, type_field(type, "balance", NULL), "t");
	enum status status = db_ask(making->store->db, &statement,
	                            "select party, currency, id, due_on, parts, open from (select t.\"%s\" as party, t.currency as currency, t.id as id, t.due_on as due_on,"
	                            " exists (select 1 from due_part where \"%s\" = t.id) as parts, %-s as open from \"%s\" t where t.status = %s) as claim"
	                            " where open <> 0 order by party, currency, id",
	                            claims->party->name, claims->record->name, balance.data, claims->record->name, document_kind(claims->record)->owed);
	text_free(&balance);
	if (statement)
		text_add(making->sql, db_sql(statement));
	while (db_next(statement, &status)) {
		int64_t party = db_integer(statement, 0);
		const char *currency = db_text(statement, 1) ? db_text(statement, 1) : "";
		if (debt.party && (debt.party != party || strcmp(debt.currency, currency) != 0))
			debt_row(pass, claims, &debt);
		if (debt.party != party || strcmp(debt.currency, currency) != 0)
			debt = (struct debt){ .party = party, .currency = arena_string(making->arena, currency) };
		if (db_integer(statement, 4) && db_integer(statement, 5) > 0)
			status = age_parts(making, claims, db_integer(statement, 2), db_integer(statement, 5), &debt);
		else
			debt.ages[age_of(db_text(statement, 3), making->on)] += db_integer(statement, 5);
	}
	if (debt.party && !status)
		debt_row(pass, claims, &debt);
	db_done(statement);
	return status;
}

static enum status aged(struct report_making *making, const struct claims *claims)
{
	const struct pass_column columns[] = {
		{ "ref", claims->party->en, claims->party->zh, .kind = PASS_RECORD, .record = claims->party, .group = true }, { "not_due", "Not due", "未到期", .kind = PASS_MONEY, .total = true },
		{ "days_30", "1–30 days", "1–30天", .kind = PASS_MONEY, .total = true }, { "days_60", "31–60 days", "31–60天", .kind = PASS_MONEY, .total = true },
		{ "days_90", "61–90 days", "61–90天", .kind = PASS_MONEY, .total = true }, { "older", "Over 90 days", "90天以上", .kind = PASS_MONEY, .total = true },
		{ "total", "Total", "合计", .kind = PASS_MONEY, .total = true }, { 0 },
	};
	struct pass pass;

	pass_begin(&pass, making, columns);
	return pass_end(&pass, read_claims(&pass, claims));
}

enum status pass_invoices_aged(struct report_making *making)
{
	return aged(making, &(struct claims){ &record_invoice, &record_customer, "status=issued" });
}

enum status pass_bills_aged(struct report_making *making)
{
	return aged(making, &(struct claims){ &record_bill, &record_supplier, "status=open" });
}

/* What is receivable and what was invoiced, in one currency. */
struct turnover {
	const char *currency;
	wide receivable, invoiced;
};

struct turnovers {
	struct turnover *items; /* by currency */
	size_t count;
};

static struct turnover *turnover_of(struct report_making *making, struct turnovers *turnovers, const char *currency)
{
	size_t at = 0;

	while (at < turnovers->count && strcmp(turnovers->items[at].currency, currency) < 0)
		at++;
	if (at < turnovers->count && strcmp(turnovers->items[at].currency, currency) == 0)
		return &turnovers->items[at];
	turnovers->items = array_grow(making->arena, turnovers->items, turnovers->count, sizeof *turnovers->items);
	memmove(&turnovers->items[at + 1], &turnovers->items[at], (turnovers->count++ - at) * sizeof *turnovers->items);
	turnovers->items[at] = (struct turnover){ .currency = arena_string(making->arena, currency) };
	return &turnovers->items[at];
}

/* Summed here: a group of SQLite's would sort all invoices. */
static enum status read_turnovers(struct report_making *making, const char *first, struct turnovers *turnovers)
{
	const struct type *type = store_type(making->store, &record_invoice);
	struct text balance = { 0 }, revenue = { 0 };
	struct statement *statement;

	row_expression(&balance, &record_invoice, type_field(type, "balance", NULL), "t");
	row_expression(&revenue, &record_invoice, type_field(type, "revenue", NULL), "t");
	enum status status = db_ask(making->store->db, &statement,
	                            "select shown, case when %s is null then open else in_currency(open, currency, %s, rate, issued_on) end,"
	                            " case when issued_on between %s and %s and kind <> 'opening' then case when %s is null then claimed else in_currency(claimed, currency, %s, rate, issued_on) end end"
	                            " from (select coalesce(%s, t.currency) as shown, t.currency as currency, t.rate as rate, t.issued_on as issued_on, t.kind as kind, %-s as open, %-s as claimed"
	                            " from \"invoice\" t where t.status = 'issued') as claim",
	                            making->currency, making->currency, first, making->on, making->currency, making->currency, making->currency, balance.data, revenue.data);
	text_free(&balance), text_free(&revenue);
	while (db_next(statement, &status)) {
		struct turnover *turnover = turnover_of(making, turnovers, db_text(statement, 0));
		turnover->receivable += db_integer(statement, 1);
		turnover->invoiced += db_integer(statement, 2);
	}
	db_done(statement);
	return status;
}

enum status pass_sales_outstanding(struct report_making *making)
{
	static const struct pass_column columns[] = {
		{ "receivable", "Receivable", "应收", .kind = PASS_MONEY },
		{ "invoiced", "Invoiced", "开票", .kind = PASS_MONEY }, { "days", "Days sales outstanding", "应收周转天数", .kind = PASS_DECIMAL }, { 0 },
	};
	struct turnovers turnovers = { 0 };
	struct pass pass;
	char first[DATE_SIZE];
	int64_t days;

	pass_begin(&pass, making, columns);
	enum status status = pass_number(making, "days", 1, 3660, &days);
	if (status)
		return status;
	date_from_number(date_number(making->on) - days + 1, first);
	status = read_turnovers(making, first, &turnovers);
	for (size_t i = 0; !status && i < turnovers.count; i++) {
		int64_t receivable, invoiced, out;
		if (!int64_from_wide(turnovers.items[i].receivable, &receivable) || !int64_from_wide(turnovers.items[i].invoiced, &invoiced))
			return error_set(making->store->error, STATUS_REFUSED, "%s: the sum is beyond what can be counted", turnovers.items[i].currency);
		const struct value values[] = {
			value_integer(receivable), value_integer(invoiced),
			invoiced > 0 && wide_ratio(receivable, days * 10, invoiced, ROUNDING_HALF_UP, &out) ? value_integer(out * 100000) : (struct value){ 0 },
		};
		pass_row(&pass, values, turnovers.items[i].currency, NULL);
	}
	return pass_end(&pass, status);
}
