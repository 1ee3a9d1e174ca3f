/* How the pages of a firm look: the section `print` of the schema. An entry is named after a page, or `default` for what the others do not say. */
#ifndef CRM_SELLING_PRINT_LAYOUT_H
#define CRM_SELLING_PRINT_LAYOUT_H

#include "page/page.h"
#include "record/section.h"

/* In the order in which they stand unless the layout says otherwise. */
enum print_column {
	COLUMN_NUMBER,
	COLUMN_CODE,
	COLUMN_DESCRIPTION,
	COLUMN_SPECIFICATION,
	COLUMN_QUANTITY,
	COLUMN_UNIT,
	COLUMN_PRICE,
	COLUMN_DISCOUNT,
	COLUMN_NET,
	COLUMN_TAX,
	COLUMN_AMOUNT,
	COLUMN_COMMENT,
	COLUMN_SERIALS,
	PRINT_COLUMNS
};

/* No text is NULL; "" is what the page has without a layout. */
struct print_layout {
	const char *name;
	const char *columns, *below, *blocks; /* words with commas between them */
	const char *language;                 /* zh_CN, en, both */
	bool repeat;                          /* the lines of the company stand on every page */
	const char *title_en, *title_zh, *note_en, *note_zh, *terms_en, *terms_zh, *footer_en, *footer_zh;
};

extern const struct schema_section section_print;

/* The layout of a page, each of its fields that is not set being that of `default`. Its texts live as long as the schema. */
struct print_layout print_layout(const struct schema *schema, const char *page);
/* Words in both languages; one that is missing is the other. */
struct page_words print_layout_words(const char *en, const char *zh);
/* Takes a word off a list with commas; false behind the last. */
bool print_layout_word(const char **list, char word[SECTION_NAME_LIMIT + 1]);
/* The column of this name; PRINT_COLUMNS for x_…, a custom field of the product. */
enum print_column print_layout_column(const char *word);
/* Whether a list of blocks, "" being all, has this one. */
bool print_layout_shows(const struct print_layout *layout, const char *block);
/* Puts the parts of the page into a document, in the order of the blocks; nothing for "". */
void print_layout_parts(const struct print_layout *layout, struct arena *arena, struct page_document *page);

#endif
