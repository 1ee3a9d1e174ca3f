/* Revisions of approved orders. What an order said is kept when it is changed: the rows of the order, of its lines and instalments, of what these name, and the
 * settings, so that the pages of today print it as it was printed then. */
#ifndef CRM_SELLING_ORDER_REVISIONS_H
#define CRM_SELLING_ORDER_REVISIONS_H

#include "store/row.h"

/* The revision that an order is of; the first is 1. */
int64_t order_revision(const struct record *order);

/* Lays the rows of that time over today's, for this connection, which can only read afterwards; the newest revision is as it is. STATUS_REFUSED when the order has
 * no such revision, naming those that it has, or when what it said was forgotten. */
enum status order_revision_open(struct store *store, int64_t order, int64_t revision);

/* Rules. What a change of the order leaves of an approved one; what may be changed while parts of it are delivered or invoiced; what crm-db check says. */
enum status order_revision_before(struct store *store, const struct record *old, struct record *order);
enum status order_revision_after(struct store *store, const struct record *old, const struct record *order, struct arena *arena);
enum status order_revision_line_before(struct store *store, const struct record *old, struct record *line, struct arena *arena);
/* Before a changed order is approved again: what is invoiced of its lines is still a part of them. */
enum status order_revision_approve(struct store *store, const struct record *order, struct arena *arena);
enum status order_revision_check(struct store *store, const struct record *revision, struct arena *arena, struct text *findings);
/* Before a change that revised an order is undone: STATUS_REFUSED when the order was changed since. */
enum status order_revision_undone(struct store *store, const struct record *revision, const struct record *then, int64_t change);

#endif
