/* Lines that take from a line of another document: of a delivery or an invoice from the order, of a bill from the purchase, of a return from the delivery, of a
 * credit note from the invoice. The line that is taken from stands in the document that the header names, and no more is taken of it than it has, returns and
 * credit notes giving back. A write that
 * would break this is refused, and crm-db check finds where it is broken: both ask the same. */
#ifndef CRM_SELLING_LINE_LINKS_H
#define CRM_SELLING_LINE_LINKS_H

#include "selling/documents.h"

/* The before-rule of a line: old is NULL for a new one, line for one that goes. STATUS_REFUSED names what is wrong and how to go on. */
enum status line_links_before(struct store *store, const struct record *document, const struct record *old, const struct record *line, struct arena *arena);
/* Before a document changes: STATUS_REFUSED when one of these fields, ending with NULL, which say what it was made from, is not what it was, while lines of it, or
 * the instalment that it is, were taken from that. */
enum status line_links_keep(struct store *store, const struct record *old, const struct record *document, const char *const *fields);
/* Before a document is cancelled or removed: STATUS_REFUSED when more of a line would be invoiced than it has, or more be credited than is invoiced. */
enum status line_links_gone(struct store *store, const struct record *document, struct arena *arena);
/* Before a document changes in what its lines count: the same. */
enum status line_links_turn(struct store *store, const struct record *document, struct arena *arena);
/* Appends what is wrong with the lines of a document, and with what others take of them: a sentence per line. */
enum status line_links_check(struct store *store, const struct record *document, struct arena *arena, struct text *findings);

#endif
