/* From records to the description of a page: which words, which facts, which lines a document of ours shows. */
#ifndef CRM_SELLING_PRINTED_H
#define CRM_SELLING_PRINTED_H

#include "base/date.h"
#include "page/page.h"
#include "store/row.h"

/* Describes a document as one of the pages of its kind (documents.h; as NULL: as the first that fits); everything lives in the arena. language: NULL is that of the layout
 * (print_layout.h), else that in which the customer wants to be written to, else that of the database. Logo and seal are the caller's to set.
 * STATUS_USAGE for a type that has no page, or a kind that the type cannot be printed as. */
enum status printed_document(struct store *store, const struct record_type *type, int64_t id, const char *as, const enum page_language *language,
                             struct arena *arena, struct page_document *out);

/* Describes the statement of account of a customer over a period: what was open before, each claim and payment with the balance after it. */
enum status printed_statement(struct store *store, int64_t customer, const struct period *period, const enum page_language *language, struct arena *arena,
                              struct page_document *out);

/* The language in which a customer (0: nobody) wants to be written to, else that of the database. */
enum status printed_language(struct store *store, int64_t customer, enum page_language *out);

#endif
