/* The ledger of stock: movements follow from documents, and are never edited. */
#ifndef CRM_SELLING_STOCK_H
#define CRM_SELLING_STOCK_H

#include "selling/document_totals.h"

/* After the state has changed: an approved order reserves what it has not delivered, a cancelled or closed one lets go; a cancelled delivery brings everything
 * back, and what a cancelled return brought leaves again: STATUS_REFUSED when it is there no more. */
enum status stock_order_moved(struct store *store, const struct record *order, struct arena *arena);
enum status stock_delivery_moved(struct store *store, const struct record *delivery, struct arena *arena);

/* In the after-rule of a new delivery line: it issues from stock what its order line had reserved, and makes assets of serial numbers; of a return the other way.
 * STATUS_REFUSED when there is too little, unless the schema only warns. */
enum status stock_delivery_line(struct store *store, const struct record *delivery, const struct record *line, struct arena *arena);

/* What the movements from a line come to: those that reserve, or all others. */
enum status stock_of_line(struct store *store, const struct record *line, bool reserved, int64_t *sum);

/* One movement: quantity in 10^-6, signed. source: packed any-reference to the line it follows from, or 0. reason may be NULL.
 * STATUS_REFUSED when stock would become negative, unless the schema only warns. */
enum status stock_move(struct store *store, int64_t product, const char *kind, int64_t quantity, const char *day, int64_t source, const char *reason,
                       struct arena *arena);

/* Receives quantity (10^-6) of a purchase line; below zero: it goes back to the supplier. reason may be NULL. */
enum status stock_receive(struct store *store, const struct record *line, int64_t quantity, const char *day, const char *reason, struct arena *arena);

/* Brings what was on hand at the end of a day to a counted quantity by a movement of the difference, which may be 0: an opening for the reason "opening", else an
 * adjustment. What moved after that day stays on top of it, and what is entered later for an earlier day does not move it. */
enum status stock_count(struct store *store, int64_t product, int64_t quantity, const char *day, const char *reason, struct arena *arena);

/* What was on hand once the movement with this number on this day, a count, was made, with what was taken back for it since. */
enum status stock_at_count(struct store *store, int64_t product, const char *day, int64_t number, int64_t *sum);

/* How much of a product is to be bought: what is reserved and the reorder level, if any, less what is on hand and on purchases that are not cancelled, drafts
 * too; 0 when nothing lacks. Drafts count so that a daily job orders once. */
enum status stock_lacking(struct store *store, int64_t product, int64_t *quantity);

#endif
