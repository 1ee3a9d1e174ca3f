/* A printed document, whatever its content comes from, and its three forms: PDF, plain text, HTML.
 *
 * The caller fills the description and keeps it and all it points at until the writer returns. All text is UTF-8 of any
 * origin: what is not well-formed, control bytes and characters that reorder text are shown as <9B>, ^[ and <U+202E>; a
 * newline begins a line, a tab is a blank. NULL and "" are no text. An array may be NULL when its count is 0. */
#ifndef CRM_PAGE_PAGE_H
#define CRM_PAGE_PAGE_H

#include "base/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum page_language { PAGE_EN, PAGE_ZH, PAGE_BOTH }; /* both: Chinese first */

/* Words in two languages. Where one is missing the other stands for it; where both are equal they are shown once, so that
 * a date or an amount is given in either. */
struct page_words {
	const char *en, *zh;
};

/* What a page is made of below its head, in the order in which they are printed unless the document says otherwise. A paragraph says which of these it is. */
enum page_part {
	PAGE_TEXT, /* a paragraph of no other kind */
	PAGE_PARTIES,
	PAGE_SUBJECT,
	PAGE_REASON,
	PAGE_TABLE,
	PAGE_TOTALS,
	PAGE_TAXES,
	PAGE_IN_WORDS,
	PAGE_DELIVER_TO,
	PAGE_PAYMENT,
	PAGE_TERMS,
	PAGE_ACCOUNT,
	PAGE_NOTE,
	PAGE_SIGNATURES,
	PAGE_PARTS
};
/* PAGE_PARTS of them; PAGE_TEXT stands behind the amount in words. */
extern const enum page_part page_order[];

struct page_fact {
	struct page_words label; /* may be empty: the value alone */
	struct page_words value;
};

struct page_party {
	struct page_words label; /* Bill to */
	const char *const *lines; /* the first is the name */
	size_t line_count;
};

enum page_align { PAGE_LEFT, PAGE_RIGHT };

struct page_column {
	struct page_words label;
	enum page_align align;
	unsigned weight; /* its share of the width against those of the others; 0 counts as 1 */
	bool wraps;      /* false: as wide as its longest text, as far as the page allows */
};

struct page_cell {
	const char *text;
	const char *small; /* below it in small type: a comment, serial numbers */
};

struct page_row {
	const struct page_cell *cells; /* as many as there are columns */
	const char *carried;           /* the sum of the rows up to this one, for where a page ends behind it */
	bool strong;
};

struct page_total {
	struct page_words label;
	const char *value;
	bool strong;
};

struct page_paragraph {
	struct page_words label; /* may be empty */
	struct page_words text;
	enum page_part part;
};

/* What there is of a tax: it stands in a small table below the totals. */
struct page_tax {
	struct page_words label;
	const char *net, *tax;
};

struct page_signature {
	struct page_words label; /* who signs, and for whom */
	struct page_words below; /* below the line: name, date */
	bool seal; /* the seal is stamped here */
};

struct page_document {
	enum page_language language;
	int64_t created;         /* seconds since 1970, for the properties of the PDF: from the clock of the command */
	const char *font;        /* families by preference, with commas between; NULL: page_default_font */
	struct page_words title; /* Quotation */
	const char *name;        /* Q-2026-0001: in running heads and properties */
	struct page_words watermark; /* DRAFT */

	struct page_words company;
	const struct page_fact *company_lines; /* address, telephone, tax number, bank */
	size_t company_line_count;
	const char *logo, *seal; /* paths of PNG files, from the administrator's configuration only */

	const struct page_fact *facts; /* number, date, valid until */
	size_t fact_count;
	const struct page_party *parties;
	size_t party_count;

	const struct page_column *columns; /* none: no table */
	size_t column_count;
	const struct page_row *rows;
	size_t row_count;
	size_t carry_column; /* of PDF pages but the last: its sum so far stands at their foot, and at the head of the next, where rows have one; 0: none */
	const struct page_total *totals;
	size_t total_count;
	const struct page_tax *taxes;
	size_t tax_count;
	struct page_fact in_words; /* the amount */

	const struct page_paragraph *paragraphs;
	size_t paragraph_count;
	const struct page_signature *signatures; /* without one that has the seal, the seal stands over the company */
	size_t signature_count;
	struct page_words footer; /* at the foot of every page */

	const enum page_part *parts; /* those that are shown, in their order; NULL: all, in page_order */
	size_t part_count;
	bool repeats; /* the lines of the company stand on every page, not only the first */
};

extern const char page_default_font[];

/* What the caller may want to report of a PDF. */
struct page_report {
	size_t pages;
	size_t unknown;     /* characters for which no font has a shape: they are printed as boxes or blanks */
	uint32_t character; /* the first of them */
};

/* A4. The same description, fonts and library versions give the same bytes. STATUS_CONFIG when no font has Chinese characters
 * that the document needs or a picture cannot be read (nothing was written then), STATUS_IO when writing fails. report may be NULL.
 * page_pdf.c alone includes pango and cairo: only programs that call this link them. */
enum status page_pdf(const struct page_document *document, FILE *file, struct page_report *report, struct error *error);

enum { PAGE_TEXT_WIDTH = 80, PAGE_TEXT_LEAST = 40, PAGE_TEXT_MOST = 400 };

/* Plain text of width columns (brought between least and most); pictures are left out. STATUS_IO when writing fails. */
enum status page_text(const struct page_document *document, size_t width, FILE *file, struct error *error);

/* One file that needs no other. STATUS_CONFIG when a picture cannot be read (nothing was written then), STATUS_IO when writing fails. */
enum status page_html(const struct page_document *document, FILE *file, struct error *error);

#endif
