/* Lines that take a part of a line of another document, and what they have of it: net, tax and discount, each for itself, so that the parts sum to the whole in every
 * column, in whichever order they are made (domain rule "parts of a whole": shares.h). A part is made once and stored in the line: its amount and net, `taxable`
 * and `part`. An issued part stays as it is, whatever becomes of the others; the next one takes what is due after it less what they have. */
#ifndef CRM_SELLING_DOCUMENT_PART_H
#define CRM_SELLING_DOCUMENT_PART_H

#include "selling/document_totals.h"
#include "selling/shares.h"

/* What is divided, each column for itself: none of them is below zero, and all others of a line are sums of them. */
enum { PART_NET, PART_DISCOUNT, PART_NET_DISCOUNT, PART_TAX, PART_COLUMNS = PART_TAX + TOTALS_TAXES };
struct part {
	int64_t columns[PART_COLUMNS]; /* discounted net; share of the document's discount as taken off the amount, and of it without tax; each tax of the line, in the
	                                  order of their names */
	size_t count;                  /* of columns */
};

/* What a line of a document has in all; and its shipping, without the discounts. */
void part_of_line(const struct document_totals *totals, size_t line, struct part *out);
void part_of_shipping(const struct document_totals *totals, const struct record *document, struct part *out);
/* Adds a part with as many columns. False when something is beyond 64 bits. */
bool part_add(struct part *sum, const struct part *part);
/* What it comes to with its taxes. False when that is beyond 64 bits. */
bool part_total(const struct part *part, int64_t *total);

/* The part of each column between two marks, as share_between. */
bool part_between(const struct part *whole, int64_t from, int64_t to, int64_t of, enum rounding rounding, struct part *out);

/* A quantity of a line: the part that it has, after what other lines in force have of the same line.
 *
 * link     by which the line takes
 * source   totals of the document that it takes from; line: its index there
 * before   quantity that others have; quantity: that it takes
 * besides  the line itself, which is not counted; 0 for a new one */
struct part_request {
	const struct line_link *link;
	const struct document_kind *kind; /* of the document of the new line */
	const struct document_totals *source;
	size_t line;
	int64_t before, quantity, besides;
};
/* STATUS_DATA when the amounts are too large to be divided. */
enum status part_take(struct store *store, const struct part_request *request, struct part *out);

/* Puts a part into a line whose price, tax and discounts are those of what it takes from, or of its document into its shipping. */
void part_give(const struct part *part, bool prices_include_tax, struct record *line, struct arena *arena);
void part_give_shipping(const struct part *part, bool prices_include_tax, struct record *document, struct arena *arena);

/* Before a line that is a part is written with another quantity, price, discount or tax: the part of the new quantity; with another price it is no part. */
enum status part_follow(struct store *store, const struct document_kind *kind, const struct record *old, struct record *line, struct arena *arena);

/* Of a line that others take parts of, appends the finding that they do not sum to it once all is taken, or are more than it before. */
enum status part_check(struct store *store, const struct document_totals *totals, size_t line, struct arena *arena, struct text *findings);

#endif
