/* Why a filter found nothing: values that differ from the one that was asked for in case, accents or width alone. */
#ifndef CRM_QUERY_NEARLY_H
#define CRM_QUERY_NEARLY_H

#include "query/filter.h"
#include "store/row.h"

/* Of the terms that must all hold, looks at each `text=value`, and appends a sentence for the first whose field has other values of the same letters: "city=leeds finds
 * nothing: 3 have Leeds; city~leeds finds them". It reads the whole column, so it is for people who wait for an answer. */
enum status nearly_explain(struct store *store, const struct type *type, const struct expr *expr, struct text *sentence);

#endif
