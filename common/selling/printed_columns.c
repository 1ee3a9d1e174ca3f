/* The columns of the table of lines: those that have something to show, or those of the layout. */
#include "selling/printed_parts.h"

#include "selling/selling.h"
#include <string.h>

static const struct page_column all_columns[PRINT_COLUMNS] = {
	[COLUMN_NUMBER] = { .label = { "No.", "序号" }, .align = PAGE_RIGHT },
	[COLUMN_CODE] = { .label = { "Code", "产品编码" } },
	[COLUMN_DESCRIPTION] = { .label = { "Description", "名称及规格" }, .weight = 10, .wraps = true },
	[COLUMN_SPECIFICATION] = { .label = { "Specification", "规格型号" }, .weight = 4, .wraps = true },
	[COLUMN_QUANTITY] = { .label = { "Quantity", "数量" }, .align = PAGE_RIGHT },
	[COLUMN_UNIT] = { .label = { "Unit", "单位" } },
	[COLUMN_PRICE] = { .label = { "Price", "单价" }, .align = PAGE_RIGHT },
	[COLUMN_DISCOUNT] = { .label = { "Discount", "折扣" }, .align = PAGE_RIGHT },
	[COLUMN_NET] = { .label = { "Net", "未税金额" }, .align = PAGE_RIGHT },
	[COLUMN_TAX] = { .label = { "Tax", "税率" }, .align = PAGE_RIGHT },
	[COLUMN_AMOUNT] = { .label = { "Amount", "金额" }, .align = PAGE_RIGHT },
	[COLUMN_COMMENT] = { .label = { "Comment", "说明" }, .weight = 5, .wraps = true },
	[COLUMN_SERIALS] = { .label = { "Serial numbers", "序列号" }, .weight = 4, .wraps = true },
};

/* With or without tax: who compares two offers asks this first. */
static struct page_words column_label(size_t column, bool taxed, bool inclusive)
{
	if (column == COLUMN_PRICE && inclusive)
		return (struct page_words){ "Price incl. tax", "含税单价" };
	if (column == COLUMN_PRICE && taxed)
		return (struct page_words){ "Net price", "未税单价" };
	if (column == COLUMN_AMOUNT && inclusive)
		return (struct page_words){ "Amount incl. tax", "含税金额" };
	if (column == COLUMN_AMOUNT && taxed)
		return (struct page_words){ "Net amount", "未税金额" };
	return all_columns[column].label;
}

static void add_column(struct sheet_of *sheet, struct page_column *columns, enum print_column column, struct page_words label, struct printed_columns *out)
{
	out->place[column] = (int)sheet->page->column_count;
	columns[sheet->page->column_count] = all_columns[column];
	columns[sheet->page->column_count++].label = label;
}

/* Those that the layout names. What has no prices has none of their columns, and a custom field that there is no more is left out. */
static void lay_out_columns(struct sheet_of *sheet, const struct document_kind *kind, struct page_column *columns, const bool *wanted, bool inclusive, struct printed_columns *out)
{
	const char *list = sheet->layout.columns;
	char word[SECTION_NAME_LIMIT + 1];
	const struct type *products = store_type(sheet->store, &record_product);

	while (sheet->page->column_count < PRINT_COLUMNS + CUSTOM_COLUMNS && print_layout_word(&list, word)) {
		enum print_column column = print_layout_column(word);
		const struct field *custom = column == PRINT_COLUMNS ? type_field(products, word, NULL) : NULL;
		bool money = column == COLUMN_PRICE || column == COLUMN_DISCOUNT || column == COLUMN_NET || column == COLUMN_TAX || column == COLUMN_AMOUNT;
		if (column != PRINT_COLUMNS && out->place[column] < 0 && (kind->priced || !money))
			add_column(sheet, columns, column, column_label(column, wanted[COLUMN_TAX], inclusive), out);
		else if (custom) {
			out->custom[sheet->page->column_count] = custom;
			out->has_custom = true;
			columns[sheet->page->column_count++] = (struct page_column){ .label = { field_label(custom, "en"), field_label(custom, "zh") } };
		}
	}
}

/* Below the description stands what has no column, if the layout does not say what. */
static void choose_below(struct sheet_of *sheet, struct printed_columns *out)
{
	static const enum print_column may[] = { COLUMN_CODE, COLUMN_SPECIFICATION, COLUMN_COMMENT, COLUMN_SERIALS };
	const char *list = sheet->layout.below;
	char word[SECTION_NAME_LIMIT + 1];

	for (size_t i = 0; !*list && i < sizeof may / sizeof *may; i++)
		out->below[may[i]] = out->place[may[i]] < 0;
	while (print_layout_word(&list, word))
		if (print_layout_column(word) != PRINT_COLUMNS)
			out->below[print_layout_column(word)] = true;
}

/* Without a layout those that have something to show. */
void printed_choose_columns(struct sheet_of *sheet, const struct document_kind *kind, const bool *wanted, bool inclusive, struct printed_columns *out)
{
	struct page_column *columns = arena_alloc(sheet->arena, (PRINT_COLUMNS + CUSTOM_COLUMNS) * sizeof *columns);

	*out = (struct printed_columns){ 0 };
	for (size_t i = 0; i < PRINT_COLUMNS; i++)
		out->place[i] = -1;
	if (*sheet->layout.columns)
		lay_out_columns(sheet, kind, columns, wanted, inclusive, out);
	for (size_t i = 0; !*sheet->layout.columns && i < PRINT_COLUMNS; i++)
		if (wanted[i])
			add_column(sheet, columns, (enum print_column)i, column_label(i, wanted[COLUMN_TAX], inclusive), out);
	choose_below(sheet, out);
	sheet->page->columns = columns;
}
