/* What follows from a document and is in force: as long as there is any, the document is not cancelled. */
#ifndef CRM_SELLING_ACTIVE_DEPENDENTS_H
#define CRM_SELLING_ACTIVE_DEPENDENTS_H

#include "selling/documents.h"

/* STATUS_REFUSED "so1: dn1, in2 are in force; cancel them first", when there is something. */
enum status active_dependents_refuse(struct store *store, const struct document_kind *kind, const struct record *document);

/* Appends a finding for crm-db check when the document is cancelled, or a draft, and something stands on it all the same. */
enum status active_dependents_check(struct store *store, const struct document_kind *kind, const struct record *document, struct text *findings);

/* The after-rule of whatever can depend on a document: STATUS_REFUSED when the write puts something in force that depends on one that is cancelled, or a draft.
 * Such a write names another document, or raises, cancels or removes what took a claim back. */
enum status active_dependents_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena);

/* Appends a finding for each cancelled document, or draft, that a record depends on all the same. */
enum status active_dependents_find(struct store *store, const struct record *record, struct arena *arena, struct text *findings);

/* Appends the references of the records of a type that a query with one parameter yields: "dn1, in2", the first six of them, and counts all. */
enum status active_dependents_list(struct store *store, const struct record_type *record, const char *sql, int64_t id, struct text *names, int64_t *count);

#endif
