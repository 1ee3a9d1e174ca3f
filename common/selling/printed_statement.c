#include "selling/printed_parts.h"

#include "base/money.h"
#include "base/wide.h"
#include "people/people.h"
#include "selling/due_plan.h"
#include "store/rule.h"
#include <string.h>

/* Claims and payments of a customer in a currency, in the order of days. amount: above zero is owed. */
static const char entries_sql[] =
	"select day, type, number, words, due, amount, invoice from ("
	"select issued_on as day, kind as type, id as id, case kind when 'opening' then external_id else number end as number, subject as words, case kind when 'credit-note' then null else due_on end as due,"
	" case kind when 'credit-note' then -total else total end as amount, id as invoice"
	" from invoice where customer = %jd and status = 'issued' and currency = %s"
	" union all"
	" select paid_on, kind, id, reference, payer_name, null, case kind when 'refund' then amount else -amount end, null"
	" from payment where customer = %jd and currency = %s) as moved where day <= %s order by day, amount < 0, type, id";

/* His own currency first. */
static const char currencies_sql[] =
	"select currency from (select currency from invoice where customer = %jd and status = 'issued' and issued_on <= %s"
	" union select currency from payment where customer = %jd and paid_on <= %s) as used where currency <> %s order by currency";

enum { ENTRY_DAY, ENTRY_WHAT, ENTRY_NUMBER, ENTRY_CURRENCY, ENTRY_CHARGED, ENTRY_PAID, ENTRY_BALANCE, ENTRY_COLUMNS };

static const struct page_column all_columns[ENTRY_COLUMNS] = {
	[ENTRY_DAY] = { .label = { "Date", "日期" } },
	[ENTRY_WHAT] = { .label = { "Entry", "摘要" }, .weight = 10, .wraps = true },
	[ENTRY_NUMBER] = { .label = { "Number", "单号" } },
	[ENTRY_CURRENCY] = { .label = { "Currency", "币种" } },
	[ENTRY_CHARGED] = { .label = { "Charged", "应收" }, .align = PAGE_RIGHT },
	[ENTRY_PAID] = { .label = { "Paid, credited", "已收、冲减" }, .align = PAGE_RIGHT },
	[ENTRY_BALANCE] = { .label = { "Balance", "余额" }, .align = PAGE_RIGHT },
};

struct account {
	struct sheet_of *sheet;
	const struct record *customer;
	const struct period *period;
	bool several;         /* currencies: each entry says its own */
	const char *currency; /* of the part at hand */
	int digits;
	int64_t balance, charged, paid; /* the latter two in the period */
};

static const char *words_of(const struct account *account, const char *type)
{
	static const char *const words[][3] = {
		{ "invoice", "Invoice", "账单" }, { "opening", "Opening balance", "期初应收" }, { "credit-note", "Credit note", "红字账单" },
		{ "receipt", "Payment", "收款" }, { "refund", "Refund", "退款" },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i][0], type) == 0)
			return printed_words(account->sheet, words[i][1], words[i][2]);
	return arena_string(account->sheet->arena, type);
}

static enum status add(struct account *account, int64_t *sum, int64_t amount)
{
	if (int64_from_wide((wide)*sum + amount, sum))
		return STATUS_OK;
	return error_set(account->sheet->store->error, STATUS_DATA, "c%lld: the balance is too large", (long long)account->customer->id);
}

/* The cell of a column: behind the number stands the currency only where there are several. */
static struct page_cell *cell(const struct account *account, struct page_cell *cells, size_t column)
{
	return &cells[column > ENTRY_CURRENCY && !account->several ? column - 1 : column];
}

static struct page_cell *begin_row(struct account *account, const char *day, const char *entry)
{
	struct page_cell *cells = printed_row(account->sheet);

	cells[ENTRY_DAY].text = arena_string(account->sheet->arena, day);
	cells[ENTRY_WHAT].text = entry;
	if (account->several)
		cells[ENTRY_CURRENCY].text = account->currency;
	cell(account, cells, ENTRY_BALANCE)->text = printed_money(account->sheet->arena, account->balance, account->digits);
	return cells;
}

static void brought_forward(struct account *account)
{
	begin_row(account, account->period->first, printed_words(account->sheet, "Brought forward", "上期结转"));
}

/* When which amount of a claim is due; *words stays as it is when it has no due plan. */
static enum status parts_of(struct account *account, const struct record *claim, const char **words)
{
	struct sheet_of *sheet = account->sheet;
	struct due_plan plan;
	struct text text = { 0 };
	enum status status = due_plan(sheet->store, claim, sheet->arena, &plan);

	if (status || !plan.count)
		return status;
	for (size_t i = 0; i < plan.count; i++) {
		const char *day = *plan.parts[i].day ? plan.parts[i].day : printed_words(sheet, "later", "待定");
		text_printf(&text, "%s%s", i ? "\n" : "", printed_labelled(sheet, "due", "到期日", day));
		text_printf(&text, "  %s", printed_money(sheet->arena, plan.parts[i].amount, account->digits));
	}
	*words = text_take(&text, sheet->arena);
	return status;
}

/* What it is about, and when it, or each part of it, is due. A payer of the customer's own name tells nothing. */
static enum status details(struct account *account, const char *words, const char *due, int64_t invoice, const char **out)
{
	struct arena *arena = account->sheet->arena;
	const struct record *customer = account->customer;
	bool own = words && (strcmp(words, record_text(customer, "name")) == 0 || strcmp(words, record_text(customer, "tax_name")) == 0);
	const char *about = words && !own ? arena_string(arena, words) : "";
	const char *by = printed_labelled(account->sheet, "due", "到期日", due ? arena_string(arena, due) : "");
	struct record *claim;
	enum status status = rule_load(account->sheet->store, &record_invoice, invoice, arena, &claim);

	if (!status && claim)
		status = parts_of(account, claim, &by);
	*out = *about && *by ? arena_printf(arena, "%s\n%s", about, by) : *about ? about : by;
	return status;
}

static enum status entry_row(struct account *account, struct statement *statement)
{
	int64_t amount = db_integer(statement, 5);
	enum status status = add(account, &account->balance, amount);

	if (!status)
		status = amount < 0 ? add(account, &account->paid, -amount) : add(account, &account->charged, amount);
	if (status)
		return status;
	struct page_cell *cells = begin_row(account, db_text(statement, 0), words_of(account, db_text(statement, 1)));
	status = details(account, db_text(statement, 3), db_text(statement, 4), db_integer(statement, 6), &cells[ENTRY_WHAT].small);
	cells[ENTRY_NUMBER].text = db_text(statement, 2) ? arena_string(account->sheet->arena, db_text(statement, 2)) : NULL;
	cell(account, cells, amount < 0 ? ENTRY_PAID : ENTRY_CHARGED)->text = printed_money(account->sheet->arena, amount < 0 ? -amount : amount, account->digits);
	return status;
}

static enum status entries(struct account *account)
{
	struct statement *statement;
	bool begun = false;
	int64_t customer = account->customer->id;
	enum status status = db_ask(account->sheet->store->db, &statement, entries_sql, customer, account->currency, customer, account->currency, account->period->last);

	while (db_next(statement, &status)) {
		bool before = strcmp(db_text(statement, 0), account->period->first) < 0;
		if (!before && !begun)
			brought_forward(account);
		begun |= !before;
		status = before ? add(account, &account->balance, db_integer(statement, 5)) : entry_row(account, statement);
	}
	db_done(statement);
	if (!status && !begun)
		brought_forward(account);
	return status;
}

/* The entries in one currency, and what they come to. */
static enum status part(struct account *account, const char *currency)
{
	struct sheet_of *sheet = account->sheet;

	account->currency = currency;
	account->digits = currency_digits(currency);
	account->balance = account->charged = account->paid = 0;
	enum status status = entries(account);
	if (status)
		return status;
	if (!account->several) {
		printed_total(sheet, "Charged in the period", "本期应收", printed_money(sheet->arena, account->charged, account->digits), false);
		printed_total(sheet, "Paid and credited", "本期已收、冲减", printed_money(sheet->arena, account->paid, account->digits), false);
	}
	printed_total_in(sheet, "Balance", "期末余额", currency, printed_money(sheet->arena, account->balance, account->digits));
	return STATUS_OK;
}

static enum status other_currencies(struct account *account, const char ***out, size_t *count)
{
	struct store *store = account->sheet->store;
	struct statement *statement;
	const char **list = NULL;
	const struct record *customer = account->customer;
	const char *last = account->period->last;
	enum status status = db_ask(store->db, &statement, currencies_sql, customer->id, last, customer->id, last, record_text(customer, "currency"));

	*count = 0;
	while (db_next(statement, &status)) {
		list = array_grow(account->sheet->arena, list, *count, sizeof *list);
		list[(*count)++] = arena_string(account->sheet->arena, db_text(statement, 0));
	}
	db_done(statement);
	*out = list;
	return status;
}

static void head(struct account *account)
{
	struct sheet_of *sheet = account->sheet;
	char today[DATE_SIZE];

	printed_company(sheet);
	sheet->page->name = arena_printf(sheet->arena, "%s – %s", account->period->first, account->period->last);
	date_today(&sheet->store->conventions, today);
	printed_fact(sheet, "Date", "日期", arena_string(sheet->arena, today));
	printed_fact(sheet, "Period", "期间", sheet->page->name);
	printed_customer(sheet, account->customer);
}

static void columns(struct account *account)
{
	struct page_document *page = account->sheet->page;
	struct page_column *chosen = arena_alloc(account->sheet->arena, sizeof all_columns);

	for (size_t i = 0; i < ENTRY_COLUMNS; i++)
		if (i != ENTRY_CURRENCY || account->several)
			chosen[page->column_count++] = all_columns[i];
	page->columns = chosen;
}

static enum status fill(struct account *account)
{
	static const struct page_signature signatures[] = {
		{ .label = { "Issued by", "出具方（盖章）" }, .below = { "Date", "日期" }, .seal = true },
		{ .label = { "Confirmed by the customer", "客户确认（盖章）" }, .below = { "Date", "日期" } },
	};
	struct sheet_of *sheet = account->sheet;
	const char **others;
	size_t count;
	enum status status = other_currencies(account, &others, &count);

	if (status)
		return status;
	account->several = count > 0;
	head(account);
	columns(account);
	if (!account->several)
		printed_field(sheet, "Currency", "币种", account->customer, "currency");
	status = part(account, record_text(account->customer, "currency"));
	for (size_t i = 0; !status && i < count; i++)
		status = part(account, others[i]);
	printed_account(sheet);
	struct page_words note = print_layout_words(sheet->layout.note_en, sheet->layout.note_zh);
	if (!*note.en)
		note = (struct page_words){ "Please compare this statement with your books, and tell us of any difference.", "请核对以上往来账目，核对无误后签章回传；如有差异，请及时与我方联系。" };
	printed_paragraph_words(sheet, PAGE_NOTE, "Note", "说明", note);
	sheet->page->signatures = signatures;
	sheet->page->signature_count = sizeof signatures / sizeof *signatures;
	return status;
}

enum status printed_statement(struct store *store, int64_t customer, const struct period *period, const enum page_language *language, struct arena *arena,
                              struct page_document *out)
{
	struct sheet_of sheet = { .store = store, .arena = arena, .page = out };
	struct record *record;
	enum status status = row_load(store, store_type(store, &record_customer), customer, arena, &record);

	*out = (struct page_document){ .title = { "Statement of account", "对账单" } };
	if (!status && !record)
		status = error_set(store->error, STATUS_REFUSED, "there is no customer c%lld", (long long)customer);
	sheet.layout = print_layout(store->schema, "statement");
	if (!status)
		status = printed_choose_language(&sheet, language, customer);
	if (!status)
		status = fill(&(struct account){ .sheet = &sheet, .customer = record, .period = period });
	if (!status)
		printed_lay_out(&sheet);
	return status;
}
