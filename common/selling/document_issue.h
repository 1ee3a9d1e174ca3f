/* Issuing a document: what it must be, its day, rate and number. */
#ifndef CRM_SELLING_DOCUMENT_ISSUE_H
#define CRM_SELLING_DOCUMENT_ISSUE_H

#include "selling/documents.h"

/* In the before-rule of a document that is issued; new: it has no lines yet. STATUS_REFUSED names what it lacks, and how to go on. */
enum status document_issue(struct store *store, const struct document_kind *kind, struct record *document, bool new, struct arena *arena);

#endif
