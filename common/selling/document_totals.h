/* A document's lines as the totals module wants them, and what they come to. */
#ifndef CRM_SELLING_DOCUMENT_TOTALS_H
#define CRM_SELLING_DOCUMENT_TOTALS_H

#include "selling/documents.h"
#include "selling/totals.h"

struct document_totals {
	struct totals_document document;
	struct totals_tax taxes[TOTALS_TAXES];
	struct record **records;   /* the lines by position */
	struct totals_line *lines; /* the same ones */
	size_t count;
	bool old; /* its amounts are those of before version 4 of the schema, whose remainders went to the largest line */
	struct totals result;
};

/* The lines of a document by position, in the arena. */
enum status document_lines(struct store *store, const struct document_kind *kind, int64_t id, struct arena *arena, struct record ***lines, size_t *count);

/* Reads the lines of a priced document and computes. STATUS_DATA names the document. */
enum status document_totals(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena,
                            struct document_totals *out);
/* The same by the rules of today, whatever its lines have from before. */
enum status document_totals_anew(struct store *store, const struct document_kind *kind, const struct record *document, struct arena *arena,
                                 struct document_totals *out);

/* The taxes of a line of these totals, or of its shipping with the fields shipping_tax and shipping_rates, in the order of their names: which of the taxes of the
 * document each of them is. Returns how many there are. */
size_t document_tax_order(const struct document_totals *totals, const char *names, const char *rates, size_t order[TOTALS_TAXES]);
/* Numbers as text: "1305,-600"; and back, at most limit of them. */
const char *document_numbers_format(const int64_t *numbers, size_t count, struct arena *arena);
size_t document_numbers_parse(const char *text, int64_t *numbers, size_t limit);

/* Whether a line takes a part of another one, and so is given what it has (document_part.h). */
bool document_line_is_part(const struct record *line);

/* STATUS_DATA for totals that are new, compared with those in old, and beyond RULE_AMOUNT_LIMIT. */
enum status document_totals_limit(struct store *store, const struct record *old, const struct totals *result);

/* What its total has besides its lines: what was open of an invoice on day one; 0 for all others. */
int64_t document_opening(const struct record *document);

/* The rates of a field with names of taxes as text to be frozen beside them: "130000,60000", in the order of the names. STATUS_DATA for a tax that is not
 * known on that day. The null value when there are no taxes. */
enum status document_rates(struct store *store, const struct value *names, const char *day, struct arena *arena, struct value *rates);
/* Their sum in 10^-4 percent. */
int64_t document_rates_sum(const char *rates);

/* Puts amount and net into a line, by itself. The currency has that many digits. */
enum status document_line_amounts(struct store *store, struct record *line, bool prices_include_tax, int digits);

#endif
