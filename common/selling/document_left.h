/* What came of a document and is not claimed yet: delivered and not invoiced, received and not billed. Closing it ends what is open, and names that. */
#ifndef CRM_SELLING_DOCUMENT_LEFT_H
#define CRM_SELLING_DOCUMENT_LEFT_H

#include "selling/document_convert_parts.h"

/* Before a document of a kind that is closed changes. When it becomes closed, something of it is left, and it does not say why that is (leave_reason): STATUS_REFUSED
 * where it is ours to claim, else a warning. */
enum status document_left_before(struct store *store, const struct record *old, struct record *document, struct arena *arena);

/* Takes of each line what is left of it. STATUS_REFUSED when that is nothing. */
enum status taking_left(struct store *store, const struct record *document, struct taking *taking);

#endif
