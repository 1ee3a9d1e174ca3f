/* What a document has on paper of other records: its customer or supplier, the person it is for, its owner, the firm. Of a draft it is what they are now, of
 * an issued one what they were then, which is in its fields record_printed (document.h). */
#ifndef CRM_SELLING_DOCUMENT_PAPER_H
#define CRM_SELLING_DOCUMENT_PAPER_H

#include "selling/documents.h"

/* None is NULL. */
struct document_paper {
	const char *name;                 /* of the customer or supplier */
	const char *address, *tax_number; /* of a supplier; of a delivery that has no address of its own that of its order */
	const char *contact, *phone, *email;
	const char *owner;
	const char *payment;              /* payment terms as they are stored, of a document that has no field for its own */
	const char *terms, *terms_en;     /* of the firm, for a document without: in Chinese, or as they are, and in English */
};

/* In the arena. party: the customer or supplier. */
enum status document_paper(struct store *store, const struct document_kind *kind, const struct record *document, const struct record *party, struct arena *arena,
                           struct document_paper *out);
/* Puts it into a document that is being issued. */
enum status document_paper_freeze(struct store *store, const struct document_kind *kind, struct record *document, struct arena *arena);

/* The address in fields of a record that begin with prefix: bill_, ship_ or "". Lines with newlines between them, in the arena. */
const char *document_address(struct store *store, const struct record *record, const char *prefix, struct arena *arena);

#endif
