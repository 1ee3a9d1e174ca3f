/* The lines of a document as the rows of its table, and what they come to. */
#include "selling/printed_parts.h"

#include "base/wide.h"
#include "selling/sections.h"
#include "selling/amount_words.h"
#include "selling/payments.h"
#include "selling/selling.h"
#include "store/rule.h"
#include <string.h>

/* A pick as its label; free text stays. */
static const char *unit_label(struct sheet_of *sheet, const char *unit)
{
	const struct field *field = type_field(store_type(sheet->store, &record_product), "unit", NULL);
	const struct pick *pick = *unit ? pick_find(field->picks, unit) : NULL;

	if (!pick)
		return unit;
	return printed_words(sheet, pick->en, pick->zh);
}

static void put(struct page_cell *cells, const struct printed_columns *columns, enum print_column column, const char *text)
{
	if (columns->place[column] >= 0)
		cells[columns->place[column]].text = text;
}

static const char *line_discount(struct sheet_of *sheet, const struct record *line, int digits)
{
	if (record_integer(line, "discount"))
		return printed_percent(sheet->arena, record_integer(line, "discount"));
	return record_integer(line, "discount_amount") ? printed_money(sheet->arena, record_integer(line, "discount_amount"), digits) : NULL;
}

static const char *line_taxes(struct sheet_of *sheet, const struct totals_document *document, uint32_t bits)
{
	struct text text = { 0 };

	for (size_t i = 0; i < document->tax_count; i++)
		if (bits >> i & 1)
			text_printf(&text, "%s%s", text.length ? " + " : "", printed_percent(sheet->arena, document->taxes[i].rate));
	const char *out = text.length ? arena_string(sheet->arena, text.data) : NULL;
	text_free(&text);
	return out;
}

/* The code of the product, that of the supplier where we buy. */
static enum status product_code(struct sheet_of *sheet, const struct document_kind *kind, const struct record *line, const char **out)
{
	struct statement *statement;
	bool row;

	*out = "";
	if (!record_integer(line, "product"))
		return STATUS_OK;
	enum status status = db_ask(sheet->store->db, &statement, "select code, supplier_code from product where id = %jd", record_integer(line, "product"));
	row = db_next(statement, &status);
	const char *code = !status && row ? db_text(statement, !document_sells(kind) && db_text(statement, 1) ? 1 : 0) : NULL;
	if (code)
		*out = arena_string(sheet->arena, code);
	db_done(statement);
	return status;
}

/* In small type below the description: code, specification, and more, each on a line, unless the description says it already. */
static const char *below(struct sheet_of *sheet, const struct printed_columns *columns, const struct record *line, const char *code, const char *comment, const char *serials)
{
	const char *description = record_text(line, "description"), *specification = record_text(line, "specification");
	const char *const parts[] = {
		columns->below[COLUMN_CODE] && !strstr(description, code) ? code : "",
		columns->below[COLUMN_SPECIFICATION] && !strstr(description, specification) ? printed_labelled(sheet, "Specification", "规格型号", specification) : "",
		columns->below[COLUMN_COMMENT] ? comment : "",
		columns->below[COLUMN_SERIALS] && *serials ? arena_printf(sheet->arena, "%s %s", printed_words(sheet, "S/N", "序列号"), serials) : "",
	};
	const char *out = "";

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (*parts[i])
			out = *out ? arena_printf(sheet->arena, "%s\n%s", out, parts[i]) : parts[i];
	return out;
}

/* The serial numbers of a line of a delivery. */
static const char *serials_of(struct sheet_of *sheet, const struct record *line)
{
	const char *serials = type_field(line->type, "serials", NULL) ? record_text(line, "serials") : "";
	struct text text = { 0 };

	if (!*serials)
		return "";
	for (const char *p = serials + 1; *p; p++)
		if (p[1] || *p != ',')
			text_printf(&text, *p == ',' ? ", " : "%c", *p);
	return text_take(&text, sheet->arena);
}

static enum status put_custom(struct sheet_of *sheet, const struct printed_columns *columns, const struct record *line, struct page_cell *cells)
{
	struct record *product;
	enum status status = rule_load(sheet->store, &record_product, record_integer(line, "product"), sheet->arena, &product);

	for (size_t i = 0; !status && product && i < sheet->page->column_count; i++)
		if (columns->custom[i])
			cells[i].text = printed_value(sheet, product, columns->custom[i]);
	return status;
}

/* What every line has, with prices or without. */
static enum status put_line(struct sheet_of *sheet, const struct document_kind *kind, const struct printed_columns *columns, const struct record *line, size_t number,
                            const char *words, struct page_cell *cells)
{
	const char *code, *serials = serials_of(sheet, line), *comment = kind->priced ? record_text(line, "comment") : "";
	enum status status = product_code(sheet, kind, line, &code);

	if (status)
		return status;
	put(cells, columns, COLUMN_NUMBER, arena_printf(sheet->arena, "%zu", number));
	put(cells, columns, COLUMN_CODE, code);
	put(cells, columns, COLUMN_DESCRIPTION, words);
	if (columns->place[COLUMN_DESCRIPTION] >= 0)
		cells[columns->place[COLUMN_DESCRIPTION]].small = below(sheet, columns, line, code, comment, serials);
	put(cells, columns, COLUMN_SPECIFICATION, record_text(line, "specification"));
	put(cells, columns, COLUMN_QUANTITY, printed_quantity(sheet->arena, record_integer(line, "qty")));
	put(cells, columns, COLUMN_UNIT, unit_label(sheet, record_text(line, "unit")));
	put(cells, columns, COLUMN_COMMENT, comment);
	put(cells, columns, COLUMN_SERIALS, serials);
	return columns->has_custom ? put_custom(sheet, columns, line, cells) : STATUS_OK;
}

/* The end that names an instalment is written in the words of the page. */
static const char *description(struct sheet_of *sheet, const struct record *line, const struct printed_instalment *instalment)
{
	const char *text = record_text(line, "description");
	size_t length = strlen(text), end = strlen(instalment->stored);

	if (!end || length < end || strcmp(text + length - end, instalment->stored) != 0)
		return text;
	return arena_printf(sheet->arena, "%.*s%s", (int)(length - end), text, instalment->words);
}

static enum status priced_rows(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, const struct document_totals *totals)
{
	bool wanted[PRINT_COLUMNS] = { [COLUMN_NUMBER] = true, [COLUMN_DESCRIPTION] = true, [COLUMN_QUANTITY] = true, [COLUMN_PRICE] = true, [COLUMN_AMOUNT] = true };
	struct printed_columns columns;
	int digits = totals->document.digits;
	int64_t carried = 0;
	struct printed_instalment instalment;
	enum status status = printed_instalment(sheet, document, &instalment);

	for (size_t i = 0; i < totals->count; i++) {
		wanted[COLUMN_UNIT] |= *record_text(totals->records[i], "unit") != '\0';
		wanted[COLUMN_DISCOUNT] |= line_discount(sheet, totals->records[i], digits) != NULL;
		wanted[COLUMN_TAX] |= totals->lines[i].taxes != 0;
	}
	printed_choose_columns(sheet, kind, wanted, totals->document.prices_include_tax, &columns);
	sheet->page->carry_column = columns.place[COLUMN_AMOUNT] > 0 ? (size_t)columns.place[COLUMN_AMOUNT] : 0;
	for (size_t i = 0; !status && i < totals->count; i++) {
		const struct record *line = totals->records[i];
		struct page_cell *cells = printed_row(sheet);
		status = put_line(sheet, kind, &columns, line, i + 1, description(sheet, line, &instalment), cells);
		put(cells, &columns, COLUMN_PRICE, printed_price(sheet->arena, record_integer(line, "price"), digits));
		put(cells, &columns, COLUMN_DISCOUNT, line_discount(sheet, line, digits));
		put(cells, &columns, COLUMN_NET, printed_money(sheet->arena, totals->result.lines[i].net, digits));
		put(cells, &columns, COLUMN_TAX, line_taxes(sheet, &totals->document, totals->lines[i].taxes));
		put(cells, &columns, COLUMN_AMOUNT, printed_money(sheet->arena, totals->result.lines[i].amount, digits));
		carried += totals->result.lines[i].amount;
		printed_carried(sheet, printed_money(sheet->arena, carried, digits));
	}
	return status;
}

/* Many labels say the rate themselves. */
static const char *tax_label(struct sheet_of *sheet, const char *before, const char *label, int64_t rate)
{
	const char *percent = printed_percent(sheet->arena, rate), *number = arena_copy(sheet->arena, percent, strlen(percent) - 1);

	return arena_printf(sheet->arena, strstr(label, number) ? "%s%s" : "%s%s %s", before, label, percent);
}

/* Without an entry in the schema a tax stands under its own name. */
static void tax_rows(struct sheet_of *sheet, const struct document_totals *totals)
{
	bool inclusive = totals->document.prices_include_tax;

	for (size_t i = 0; i < totals->document.tax_count; i++) {
		const struct totals_tax *tax = &totals->document.taxes[i];
		struct tax_rate known;
		bool named = schema_tax(sheet->store->schema, tax->name, NULL, &known);
		printed_total(sheet, tax_label(sheet, inclusive ? "including " : "", named ? known.en : tax->name, tax->rate),
		              tax_label(sheet, inclusive ? "其中 " : "", named ? known.zh : tax->name, tax->rate),
		              printed_money(sheet->arena, totals->result.taxes[i].tax, totals->document.digits), false);
	}
}

static void tax_row(struct sheet_of *sheet, struct page_words label, int64_t net, int64_t tax, int digits)
{
	struct page_document *page = sheet->page;
	struct page_tax *taxes = array_grow(sheet->arena, page->taxes, page->tax_count, sizeof *taxes);

	taxes[page->tax_count++] = (struct page_tax){ label, printed_money(sheet->arena, net, digits), printed_money(sheet->arena, tax, digits) };
	page->taxes = taxes;
}

/* Net and tax of each tax: of what asks for money, or gives it back, always; of others where there are several. */
static void tax_summary(struct sheet_of *sheet, const struct document_kind *kind, const struct document_totals *totals)
{
	const struct totals_document *document = &totals->document;
	int64_t untaxed = document->shipping_taxes ? 0 : totals->result.shipping_net;
	bool any = untaxed != 0;

	for (size_t i = 0; i < totals->count; i++) {
		if (totals->lines[i].taxes)
			continue;
		untaxed += totals->result.lines[i].discounted_net;
		any = true;
	}
	if (document->tax_count + any < 2 && !(kind->claim && document->tax_count))
		return;
	for (size_t i = 0; i < document->tax_count; i++) {
		struct tax_rate known;
		bool named = schema_tax(sheet->store->schema, document->taxes[i].name, NULL, &known);
		const char *name = document->taxes[i].name;
		tax_row(sheet, (struct page_words){ tax_label(sheet, "", named ? known.en : name, document->taxes[i].rate), tax_label(sheet, "", named ? known.zh : name, document->taxes[i].rate) },
		        totals->result.taxes[i].base, totals->result.taxes[i].tax, document->digits);
	}
	if (any && document->tax_count)
		tax_row(sheet, (struct page_words){ "Without tax", "不计税" }, untaxed, 0, document->digits);
}

static void totals_rows(struct sheet_of *sheet, const struct record *document, const struct document_totals *totals)
{
	const struct totals *result = &totals->result;
	bool inclusive = totals->document.prices_include_tax;
	int digits = totals->document.digits;
	int64_t discount = inclusive ? result->discount : result->discount_total;
	const char *currency = record_text(document, "currency");
	struct text zh = { 0 }, en = { 0 };

	printed_total(sheet, inclusive ? "Subtotal with tax" : "Subtotal", inclusive ? "含税小计" : "小计",
	              printed_money(sheet->arena, inclusive ? result->amount : result->subtotal, digits), false);
	if (discount)
		printed_total(sheet, "Discount", "折扣", printed_money(sheet->arena, -discount, digits), false);
	if (totals->document.shipping)
		printed_total(sheet, "Shipping", "运费", printed_money(sheet->arena, inclusive ? totals->document.shipping : result->shipping_net, digits), false);
	if (!inclusive)
		tax_rows(sheet, totals);
	if (document_opening(document))
		printed_total(sheet, "Opening balance", "期初余额", printed_money(sheet->arena, document_opening(document), digits), false);
	if (totals->document.adjustment)
		printed_total(sheet, "Adjustment", "调整", printed_money(sheet->arena, totals->document.adjustment, digits), false);
	printed_total_in(sheet, "Total", "合计", currency, printed_money(sheet->arena, record_integer(document, "total"), digits));
	if (inclusive)
		tax_rows(sheet, totals);
	amount_chinese(&zh, record_integer(document, "total"), currency);
	amount_english(&en, record_integer(document, "total"), currency);
	sheet->page->in_words = (struct page_fact){ .label = { "In words", "合计（大写）" },
		                                    .value = { arena_string(sheet->arena, en.data), arena_string(sheet->arena, zh.data) } };
	text_free(&zh);
	text_free(&en);
}

/* What is settled of an issued claim already, deposits among it, and what is left of it: nothing where all of it is open. */
static enum status settled_rows(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document)
{
	int64_t paid = 0, balance = 0, total = record_integer(document, "total");
	const char *currency = record_text(document, "currency");
	int digits = record_digits(document);

	if (!kind->claim || document_gives_back(document) || !document_is_owed(document))
		return STATUS_OK;
	enum status status = db_one(sheet->store->db, &paid, "select coalesce(sum(amount), 0) from allocation where \"%s\" = %jd", kind->claim, document->id);
	if (!status)
		status = payment_balance(sheet->store, kind->record, document->id, &balance);
	if (status || balance == total)
		return status;
	if (paid)
		printed_total(sheet, "Paid", "已付", printed_money(sheet->arena, -paid, digits), false);
	if (total - paid != balance)
		printed_total(sheet, "Credit notes", "红字账单", printed_money(sheet->arena, balance + paid - total, digits), false);
	printed_total_in(sheet, "Balance due", "应付余额", currency, printed_money(sheet->arena, balance, digits));
	return STATUS_OK;
}

/* How much in all, where all lines count the same. */
static void quantity_total(struct sheet_of *sheet, struct record *const *lines, size_t count)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		if (strcmp(record_text(lines[i], "unit"), record_text(lines[0], "unit")) != 0 || !int64_from_wide((wide)sum + record_integer(lines[i], "qty"), &sum))
			return;
	if (count)
		printed_total(sheet, "Total quantity", "合计数量",
		              arena_printf(sheet->arena, "%s %s", printed_quantity(sheet->arena, sum), unit_label(sheet, record_text(lines[0], "unit"))), false);
}

enum status printed_delivered(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document)
{
	bool wanted[PRINT_COLUMNS] = { [COLUMN_NUMBER] = true, [COLUMN_DESCRIPTION] = true, [COLUMN_QUANTITY] = true, [COLUMN_UNIT] = true };
	struct printed_columns columns;
	struct record **lines;
	size_t count;
	enum status status = document_lines(sheet->store, kind, document->id, sheet->arena, &lines, &count);

	printed_choose_columns(sheet, kind, wanted, false, &columns);
	for (size_t i = 0; !status && i < count; i++)
		status = put_line(sheet, kind, &columns, lines[i], i + 1, record_text(lines[i], "description"), printed_row(sheet));
	if (!status)
		quantity_total(sheet, lines, count);
	return status;
}

enum status printed_priced(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, const struct document_totals *totals)
{
	enum status status = priced_rows(sheet, kind, document, totals);

	if (!status)
		totals_rows(sheet, document, totals);
	if (!status)
		tax_summary(sheet, kind, totals);
	return status ? status : settled_rows(sheet, kind, document);
}
