/* What the files of document_convert.h share. */
#ifndef CRM_SELLING_DOCUMENT_CONVERT_PARTS_H
#define CRM_SELLING_DOCUMENT_CONVERT_PARTS_H

#include "selling/document_convert.h"
#include "selling/document_totals.h"

/* STATUS_REFUSED when it is not there. */
enum status document_load(struct store *store, const struct record_type *record, int64_t id, struct arena *arena, struct record **out);

/* A new record of which it is said which fields are given, so that no rule fills in others. */
struct record *document_new(struct store *store, const struct record_type *record, struct arena *arena);
/* Gives it a value. */
void document_give(struct record *record, const char *field, struct value value);
/* Gives it the value that another record has in that field, be it none. */
void document_carry(struct record *record, const struct record *from, const char *field);

/* The header of a document made from another: what both have of addresses, money and terms, whom it is for, owner, tags and custom fields.
 */
enum status document_head(struct store *store, const struct record *from, const struct record_type *record, struct arena *arena,
                          struct record **head);
/* A line made from a line, not yet saved, with its number; parent is the document that it goes into. */
struct record *document_line(struct store *store, const struct record *from, const struct record_type *record, int64_t parent,
                             struct arena *arena);
/* Copies all lines; field, when not NULL, gets the id of the line that each is made from. */
enum status document_copy_lines(struct store *store, const struct record_type *from, int64_t id, const struct record_type *record,
                                int64_t parent, const char *field, struct arena *arena);

/* Whether what is asked for has other terms than what it is made from, so that its lines are no parts of the lines there. */
bool document_own_terms(const struct document_request *request);
/* Puts what is asked for into a header that is made from a document. Its discount, or shipping, that was carried, or is a part, gives way to one that is given.
 * STATUS_REFUSED for prices with tax instead of without, or the other way, since the lines come from there. */
enum status document_assign_terms(struct store *store, const struct document_request *request, struct record *head, const struct record *from, struct arena *arena);

/* Approves an order or a purchase that is a draft; STATUS_REFUSED in another state than approved, or one of the other ones that are fine
 * (ending with NULL). */
enum status document_approve(struct store *store, const struct record_type *record, int64_t id, const struct document_request *request,
                             const char *const *fine, struct arena *arena, struct record **document);
/* Issues what was made when that is asked for; otherwise it keeps the reason to go beyond the credit limit until it is issued. */
enum status document_finish(struct store *store, const struct record_type *record, int64_t id, const struct document_request *request,
                            struct arena *arena);

/* How much of each line is taken: what the parts say, or what is open. STATUS_REFUSED when that is nothing, or a part names no line; what:
 * "delivered". */
struct taking {
	struct record **lines;
	size_t count;
	int64_t *before; /* taken by others already */
	int64_t *open; /* what may be taken */
	int64_t *now; /* what is taken */
	const char **serials;
};
enum status taking_lines(struct store *store, const struct record *document,
                         enum status (*taken)(struct store *, int64_t, int64_t, int64_t *), struct arena *arena, struct taking *out);
enum status taking_parts(struct store *store, const struct record *document, const struct document_request *request, const char *what,
                         struct taking *taking);
/* Of an invoice or a bill with its lines: what was returned of them and is not credited; rebill: the credit note says that it is claimed again. STATUS_REFUSED when
 * that is nothing. */
enum status taking_returned(struct store *store, const struct record_type *record, const struct record *document, bool rebill, struct taking *taking);
/* Serial numbers without a line belong to the only one that is taken; STATUS_USAGE when there are several. */
enum status taking_serials(struct store *store, const struct record *document, const struct document_request *request, const char *what,
                           struct taking *taking);

/* A document that claims a part of another one: an invoice of an order, a credit note of an invoice, a bill of a purchase. */
struct claim {
	const struct record_type *record;
	const char *line_field; /* of its lines: the line that each claims */
	const char *others; /* SQL with one parameter, the source: the ids of the documents that claim it already */
	bool extras; /* shipping and adjustment go along, as far as no other document has them */
	/* Set by claim_begin: */
	const struct record *source;
	const struct line_link *link;
	struct taking taking; /* nothing is taken yet */
	struct record *head; /* of what is made; saved by claim_make */
};
enum status claim_begin(struct store *store, struct claim *claim, const struct record *source, struct arena *arena);
enum status claim_make(struct store *store, struct claim *claim, const struct document_request *request, struct arena *arena,
                       int64_t *made);

#endif
