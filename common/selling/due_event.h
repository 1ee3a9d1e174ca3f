/* When something happened that a part of a claim waits for. */
#ifndef CRM_SELLING_DUE_EVENT_H
#define CRM_SELLING_DUE_EVENT_H

#include "base/date.h"
#include "base/terms.h"
#include "store/row.h"

/* The day from which a part of a claim counts; "" while it did not come. Of an order: the day of its contract, and that of the delivery, or its receipt,
 * that completed what the claim and those before it take of the lines of the order; an instalment takes all of them. A bill likewise has the days of its
 * purchase and of the goods that came for it. A claim without order or purchase, or of an order that repeats, is all that there is: everything counts
 * from its own day. */
enum status due_event_day(struct store *store, const struct record *claim, enum term_when when, struct arena *arena, char day[DATE_SIZE]);

/* What the kinds of claims have as event_day. */
enum status due_event_of_invoice(struct store *store, const struct record *invoice, enum term_when when, struct arena *arena, char day[DATE_SIZE]);
enum status due_event_of_bill(struct store *store, const struct record *bill, enum term_when when, struct arena *arena, char day[DATE_SIZE]);

/* The same of all of an order, whatever claims it. */
enum status due_event_of_order(struct store *store, const struct record *order, enum term_when when, char day[DATE_SIZE]);

#endif
