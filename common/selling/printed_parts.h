/* What the pages share. Everything lives in the arena of the sheet. */
#ifndef CRM_SELLING_PRINTED_PARTS_H
#define CRM_SELLING_PRINTED_PARTS_H

#include "selling/printed.h"
#include "selling/document_paper.h"
#include "selling/print_layout.h"
#include "selling/document_totals.h"

/* A page while it is being filled: its arrays grow in the arena. */
struct sheet_of {
	struct store *store;
	struct arena *arena;
	struct page_document *page;
	struct document_paper paper; /* of a document */
	struct print_layout layout;
};

/* The words in the language of the page: one, or the Chinese and the English with a blank between; for texts that are put together of several. */
const char *printed_words(const struct sheet_of *sheet, const char *en, const char *zh);
/* "Phone: 021-…" in the language of the page; "" for an empty value. */
const char *printed_labelled(const struct sheet_of *sheet, const char *en, const char *zh, const char *value);

/* Each does nothing for an empty value. */
/* A field as people read it; "" when it is not set. */
const char *printed_value(const struct sheet_of *sheet, const struct record *record, const struct field *field);
/* The heading, the footer and the other texts of the layout, and its blocks, for a page that is filled. */
void printed_lay_out(struct sheet_of *sheet);
/* The language of a page: chosen unless NULL, else that of the layout, else that of the customer. */
enum status printed_choose_language(struct sheet_of *sheet, const enum page_language *chosen, int64_t customer);
void printed_fact(struct sheet_of *sheet, const char *en, const char *zh, const char *value);
void printed_field(struct sheet_of *sheet, const char *en, const char *zh, const struct record *record, const char *field);
void printed_paragraph(struct sheet_of *sheet, enum page_part part, const char *en, const char *zh, const char *text);
void printed_paragraph_words(struct sheet_of *sheet, enum page_part part, const char *en, const char *zh, struct page_words text);
void printed_total(struct sheet_of *sheet, const char *en, const char *zh, const char *value, bool strong);
/* A strong total, the currency behind its label. */
void printed_total_in(struct sheet_of *sheet, const char *en, const char *zh, const char *currency, const char *value);
/* The row's cells, all empty yet. */
struct page_cell *printed_row(struct sheet_of *sheet);
/* What the rows so far come to. */
void printed_carried(struct sheet_of *sheet, const char *sum);
/* A party of these lines, empty ones left out; nothing when all are. */
void printed_party(struct sheet_of *sheet, const char *en, const char *zh, const char *const *lines, size_t count);

/* The firm of the schema at the head, its lines, the footer, the clock. */
void printed_company(struct sheet_of *sheet);
/* Where money goes to, as a paragraph; nothing when the schema has no account. */
void printed_account(struct sheet_of *sheet);
/* The lines of the firm as a party of a contract or as where goods come to; no more than PRINTED_LINES. Returns their count. */
enum { PRINTED_LINES = 8 };
size_t printed_own_lines(struct sheet_of *sheet, bool contract, const char **lines);
/* Who the document is for, and where the goods go. */
void printed_parties(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, const struct document_page *printed);
/* The lines of a customer as a party. */
void printed_customer(struct sheet_of *sheet, const struct record *customer);
/* document_address (document_paper.h). */
const char *printed_address(struct sheet_of *sheet, const struct record *record, const char *prefix);

/* When a document is to be paid, as people say it: the plan of an order, else its payment terms, else those of its party unless it has terms of its own. */
enum status printed_payment(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document);

/* What the instalment that an invoice claims is called at the end of its lines, as it is stored (30% signing) and in the words of the page; both "" without one.
 * Its number becomes a fact. */
struct printed_instalment {
	const char *stored, *words;
};
enum status printed_instalment(struct sheet_of *sheet, const struct record *document, struct printed_instalment *out);

/* The due plan of a claim, a line for each part: when it is due, or what it waits for. *words stays as it is when there is none. */
enum status printed_due_plan(struct sheet_of *sheet, const struct record *claim, const char **words);

enum { CUSTOM_COLUMNS = 8 };
/* The columns of a table: place[i] is where column i went, or -1; a custom field of the products stands at the place where custom has it. */
struct printed_columns {
	int place[PRINT_COLUMNS];
	const struct field *custom[PRINT_COLUMNS + CUSTOM_COLUMNS];
	bool has_custom;
	bool below[PRINT_COLUMNS]; /* whether it stands below the description */
};
/* wanted: those that have something to show; the tax among them tells prices with tax from those without. */
void printed_choose_columns(struct sheet_of *sheet, const struct document_kind *kind, const bool *wanted, bool inclusive, struct printed_columns *out);

/* Table and totals of a document with prices; table of one without. */
enum status printed_priced(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document, const struct document_totals *totals);
enum status printed_delivered(struct sheet_of *sheet, const struct document_kind *kind, const struct record *document);

/* 12,345.60: for people, with separators. */
const char *printed_money(struct arena *arena, int64_t minor, int digits);
/* A price to at least the digits of the currency: 1,200.00, 0.035. */
const char *printed_price(struct arena *arena, int64_t price, int digits);
const char *printed_quantity(struct arena *arena, int64_t quantity);
const char *printed_percent(struct arena *arena, int64_t percent);

#endif
