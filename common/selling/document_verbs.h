/* Tables of verbs for struct command.shared. */
#ifndef CRM_SELLING_DOCUMENT_VERBS_H
#define CRM_SELLING_DOCUMENT_VERBS_H

#include "cli/verbs.h"
#include "selling/selling.h"

/* Of documents with prices: with two addresses, and without. */
extern const struct verb *const document_groups[];
extern const struct verb *const priced_groups[];

/* Completion of a document's lines, and of payments with the invoices or bills that the first of them may pay, or pays. */
void complete_lines(struct completion *completion);
void complete_claims(struct completion *completion);

#endif
