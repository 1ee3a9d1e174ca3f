/* Groups of fields that the documents of selling share; their ids are the same in every type. */
#ifndef CRM_SELLING_DOCUMENT_H
#define CRM_SELLING_DOCUMENT_H

#include "record/record.h"

extern const struct field record_address[]; /* 400–409: where bills and goods go */
extern const struct field record_tax_data[]; /* 410–419: of whoever pays */
extern const struct field record_money[];   /* 420–439: currency, discount, shipping, totals */
extern const struct field record_printed[]; /* 470–479: what a document has on paper of others, as it was when it was issued (document_paper.h) */
extern const struct field record_line[];    /* 440–459: of a line of a document */

/* The expressions of derived fields that several types have in the same words. */
/* Of the lines that have a cost. A line of before version 4 of the schema does not say what it has of the document's discount. */
#define DOCUMENT_MARGIN(line) \
	"(select sum(coalesce(sold.taxable, sold.net - share_of(sold.net, $.discount_total, $.subtotal), sold.net)" \
	" - amount_of(sold.qty, sold.cost, sold.currency)) from " line " as sold where sold.parent = $.id)"

#endif
