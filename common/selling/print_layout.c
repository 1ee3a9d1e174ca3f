#include "selling/print_layout.h"

#include "record/schema.h"
#include "selling/documents.h"
#include <string.h>

static const char *const columns[PRINT_COLUMNS] = {
	[COLUMN_NUMBER] = "number",     [COLUMN_CODE] = "code",         [COLUMN_DESCRIPTION] = "description", [COLUMN_SPECIFICATION] = "specification",
	[COLUMN_QUANTITY] = "quantity", [COLUMN_UNIT] = "unit",         [COLUMN_PRICE] = "price",             [COLUMN_DISCOUNT] = "discount",
	[COLUMN_NET] = "net",           [COLUMN_TAX] = "tax",           [COLUMN_AMOUNT] = "amount",           [COLUMN_COMMENT] = "comment",
	[COLUMN_SERIALS] = "serials",
};

/* What stands in the head has no part: its place is the same on all pages. */
static const struct {
	const char *name;
	enum page_part part;
} blocks[] = {
	{ "company", PAGE_PARTS },     { "facts", PAGE_PARTS },       { "salesperson", PAGE_PARTS },     { "footer", PAGE_PARTS },         { "parties", PAGE_PARTIES },
	{ "subject", PAGE_SUBJECT },   { "reason", PAGE_REASON },     { "table", PAGE_TABLE },           { "totals", PAGE_TOTALS },        { "taxes", PAGE_TAXES },
	{ "words", PAGE_IN_WORDS },    { "deliver", PAGE_DELIVER_TO }, { "payment", PAGE_PAYMENT },      { "terms", PAGE_TERMS },          { "account", PAGE_ACCOUNT },
	{ "note", PAGE_NOTE },         { "signatures", PAGE_SIGNATURES },
};

enum { BLOCKS = sizeof blocks / sizeof *blocks, WORDS = 32 };

bool print_layout_word(const char **list, char word[SECTION_NAME_LIMIT + 1])
{
	const char *at = *list + strspn(*list, ", ");
	size_t length = strcspn(at, ","), kept;

	*list = at + length;
	while (length && at[length - 1] == ' ')
		length--;
	kept = length < SECTION_NAME_LIMIT ? length : SECTION_NAME_LIMIT;
	memcpy(word, at, kept);
	word[kept] = '\0';
	return length > 0;
}

enum print_column print_layout_column(const char *word)
{
	size_t i = 0;

	while (i < PRINT_COLUMNS && strcmp(columns[i], word) != 0)
		i++;
	return (enum print_column)i;
}

static size_t block_at(const char *word)
{
	size_t i = 0;

	while (i < BLOCKS && strcmp(blocks[i].name, word) != 0)
		i++;
	return i;
}

/* Each word is one that there is, and stands once. */
static enum status check_words(const char *list, const char *what, bool (*known)(const char *), const char *(*name)(size_t), struct error *error)
{
	char word[SECTION_NAME_LIMIT + 1], seen[WORDS][SECTION_NAME_LIMIT + 1];
	size_t count = 0;
	struct text all = { 0 };

	while (print_layout_word(&list, word)) {
		for (size_t i = 0; i < count; i++)
			if (strcmp(seen[i], word) == 0)
				return error_set(error, STATUS_DATA, "'%s' is listed twice", word);
		if (known(word) && count < WORDS) {
			memcpy(seen[count++], word, sizeof word);
			continue;
		}
		for (size_t i = 0; name(i); i++)
			text_printf(&all, "%s%s", i ? ", " : "", name(i));
		error_set(error, STATUS_DATA, "unknown %s '%s'; there are %s", what, word, text_string(&all));
		text_free(&all);
		return STATUS_DATA;
	}
	return STATUS_OK;
}

static bool is_column(const char *word)
{
	return print_layout_column(word) != PRINT_COLUMNS || (strncmp(word, "x_", 2) == 0 && word[2]);
}

static const char *column_name(size_t i)
{
	return i < PRINT_COLUMNS ? columns[i] : i == PRINT_COLUMNS ? "x_… for a custom field of the products" : NULL;
}

static enum status check_columns(const char *value, struct error *error)
{
	return check_words(value, "column", is_column, column_name, error);
}

static const char *below_name(size_t i)
{
	static const char *const names[] = { "code", "specification", "comment", "serials", "none", NULL };

	return names[i];
}

static bool is_below(const char *word)
{
	for (size_t i = 0; below_name(i); i++)
		if (strcmp(below_name(i), word) == 0)
			return true;
	return false;
}

static enum status check_below(const char *value, struct error *error)
{
	return check_words(value, "word", is_below, below_name, error);
}

static bool is_block(const char *word)
{
	return block_at(word) < BLOCKS;
}

static const char *block_name(size_t i)
{
	return i < BLOCKS ? blocks[i].name : NULL;
}

static enum status check_blocks(const char *value, struct error *error)
{
	return check_words(value, "block", is_block, block_name, error);
}

static enum status check_language(const char *value, struct error *error)
{
	if (!*value || strcmp(value, "zh_CN") == 0 || strcmp(value, "en") == 0 || strcmp(value, "both") == 0)
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "'%s' is not one of zh_CN, en, both", value);
}

static const struct form_field fields[] = {
	{ .name = "columns", .kind = KIND_TEXT, .at = offsetof(struct print_layout, columns), .initial = "", .check = check_columns, .help = "columns of the table, in their order" },
	{ .name = "below", .kind = KIND_TEXT, .at = offsetof(struct print_layout, below), .initial = "", .check = check_below, .help = "what is printed below the description, or none" },
	{ .name = "blocks", .kind = KIND_TEXT, .at = offsetof(struct print_layout, blocks), .initial = "", .check = check_blocks, .help = "blocks of the page, in their order" },
	{ .name = "language", .kind = KIND_TEXT, .at = offsetof(struct print_layout, language), .initial = "", .check = check_language, .help = "language, whatever that of the customer is" },
	{ .name = "repeat", .kind = KIND_BOOL, .at = offsetof(struct print_layout, repeat), .help = "whether the data of the company are printed on every page" },
	{ .name = "title_en", .kind = KIND_TEXT, .at = offsetof(struct print_layout, title_en), .initial = "", .help = "heading in English" },
	{ .name = "title_zh", .kind = KIND_TEXT, .at = offsetof(struct print_layout, title_zh), .initial = "", .help = "heading in Chinese" },
	{ .name = "note_en", .kind = KIND_LONGTEXT, .at = offsetof(struct print_layout, note_en), .initial = "", .help = "note at the end in English" },
	{ .name = "note_zh", .kind = KIND_LONGTEXT, .at = offsetof(struct print_layout, note_zh), .initial = "", .help = "note at the end in Chinese" },
	{ .name = "terms_en", .kind = KIND_LONGTEXT, .at = offsetof(struct print_layout, terms_en), .initial = "", .help = "terms in English, of documents without their own" },
	{ .name = "terms_zh", .kind = KIND_LONGTEXT, .at = offsetof(struct print_layout, terms_zh), .initial = "", .help = "terms in Chinese, of documents without their own" },
	{ .name = "footer_en", .kind = KIND_LONGTEXT, .at = offsetof(struct print_layout, footer_en), .initial = "", .help = "text at the bottom of every page in English" },
	{ .name = "footer_zh", .kind = KIND_LONGTEXT, .at = offsetof(struct print_layout, footer_zh), .initial = "", .help = "text at the bottom of every page in Chinese" },
	{ 0 },
};

/* The kind of document that is printed as this page; NULL for statements and default. */
static const struct document_kind *kind_of(const char *name, bool *known)
{
	*known = strcmp(name, "default") == 0 || strcmp(name, "statement") == 0;
	for (const struct document_kind *kind = NULL; !*known && (kind = document_kind_next(kind));)
		for (const struct document_page *page = kind->pages; page && page->name; page++)
			if (strcmp(page->name, name) == 0) {
				*known = true;
				return kind;
			}
	return NULL;
}

static enum status no_page(const char *name, struct error *error)
{
	struct text all = { 0 };

	for (const struct document_kind *kind = NULL; (kind = document_kind_next(kind));)
		for (const struct document_page *page = kind->pages; page && page->name; page++) {
			bool again = strstr(text_string(&all), page->name) != NULL; /* a quote and an order are printed as proforma */
			if (!again)
				text_printf(&all, ", %s", page->name);
		}
	error_set(error, STATUS_DATA, "there is no page '%s'; there are default%s and statement", name, text_string(&all));
	text_free(&all);
	return STATUS_DATA;
}

/* Deliveries have no prices, statements entries instead of lines. */
static enum status check_entry(const struct print_layout *layout, struct error *error)
{
	static const enum print_column priced[] = { COLUMN_PRICE, COLUMN_DISCOUNT, COLUMN_NET, COLUMN_TAX, COLUMN_AMOUNT, COLUMN_COMMENT };
	char word[SECTION_NAME_LIMIT + 1];
	const char *list = layout->columns;
	bool known;
	const struct document_kind *kind = kind_of(layout->name, &known);

	if (!known)
		return no_page(layout->name, error);
	if (strcmp(layout->name, "statement") == 0 && (*layout->columns || *layout->below))
		return error_set(error, STATUS_DATA, "statement: its columns are always the same; leave columns: and below: out");
	while (kind && !kind->priced && print_layout_word(&list, word))
		for (size_t i = 0; i < sizeof priced / sizeof *priced; i++)
			if (strcmp(columns[priced[i]], word) == 0)
				return error_set(error, STATUS_DATA, "%s: it has no prices, and so no column %s", layout->name, word);
	return STATUS_OK;
}

static enum status check(const struct schema *schema, struct error *error)
{
	const struct print_layout *layout;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && (layout = schema_entry_at(schema, &section_print, i)); i++)
		status = check_entry(layout, error);
	return status;
}

const struct schema_section section_print = {
	.name = "print", .setting = "print", .block = true, .check = check,
	.form = { .item = "layout", .example = "{columns: 'number, description, quantity, amount'}", .fields = fields, .size = sizeof(struct print_layout) },
};

struct print_layout print_layout(const struct schema *schema, const char *page)
{
	const struct print_layout *own = schema_entry(schema, &section_print, page), *all = schema_entry(schema, &section_print, "default");
	struct print_layout out;

	form_clear(&section_print.form, &out);
	out.name = page;
	for (const struct form_field *field = fields; field->kind; field++) {
		const struct print_layout *from = own && form_is_set(field, own) ? own : all;
		if (from && field->kind == KIND_BOOL)
			form_set_number(field, &out, form_number(field, from));
		else if (from)
			form_set_text(field, &out, form_text(field, from));
	}
	/* A page without lines of its own has none that others have. */
	if (strcmp(page, "statement") == 0)
		out.columns = "";
	return out;
}

struct page_words print_layout_words(const char *en, const char *zh)
{
	return (struct page_words){ *en ? en : zh, *zh ? zh : en };
}

bool print_layout_shows(const struct print_layout *layout, const char *block)
{
	const char *list = layout->blocks;
	char word[SECTION_NAME_LIMIT + 1];

	while (print_layout_word(&list, word))
		if (strcmp(word, block) == 0)
			return true;
	return !*layout->blocks;
}

void print_layout_parts(const struct print_layout *layout, struct arena *arena, struct page_document *page)
{
	enum page_part *parts = arena_alloc(arena, (BLOCKS + 1) * sizeof *parts);
	const char *list = layout->blocks;
	char word[SECTION_NAME_LIMIT + 1];

	if (!*layout->blocks)
		return;
	page->parts = parts;
	while (print_layout_word(&list, word))
		if (block_at(word) < BLOCKS && blocks[block_at(word)].part != PAGE_PARTS && page->part_count < BLOCKS)
			parts[page->part_count++] = blocks[block_at(word)].part;
}
