/* The hooks of the kinds of documents (struct document_kind), each in the file that has the rules of its kind. */
#ifndef CRM_SELLING_DOCUMENT_KINDS_H
#define CRM_SELLING_DOCUMENT_KINDS_H

#include "selling/credit.h"
#include "selling/due_plan.h"
#include "selling/fulfilment.h"
#include "selling/stock.h"

/* initial   fills in a new one before its initial values: days, parties, numbers of revisions.
 * before    refuses what does not fit this kind, or sets what follows from other fields.
 * issue     the same when it leaves the state of a draft.
 * move      refuses a change of state. settle: what follows once lines and totals are there. merge: whether two drafts may become one. */
enum status quote_initial(struct store *store, struct record *quote, struct arena *arena);
enum status quote_issue(struct store *store, struct record *quote, struct arena *arena);
enum status quote_move(struct store *store, const struct record *quote);
enum status quote_merge(struct store *store, const struct record *keep, const struct record *drop);

enum status order_before(struct store *store, const struct record *old, struct record *order, struct arena *arena);
enum status order_issue(struct store *store, struct record *order, struct arena *arena);
enum status order_merge(struct store *store, const struct record *keep, const struct record *drop);

enum status delivery_initial(struct store *store, struct record *delivery, struct arena *arena);
enum status delivery_before(struct store *store, const struct record *old, struct record *delivery, struct arena *arena);
enum status delivery_settle(struct store *store, const struct record *delivery);
enum status delivery_line_initial(struct store *store, struct record *line, struct arena *arena);
enum status delivery_line_before(struct store *store, const struct record *delivery, const struct record *old, const struct record *line, struct arena *arena);

/* What is wrong with a line of a return, in the arena: which line and units it takes back; NULL when nothing is. */
enum status delivery_return_fault(struct store *store, const struct record *line, struct arena *arena, const char **fault);

enum status purchase_initial(struct store *store, struct record *purchase, struct arena *arena);

enum status bill_initial(struct store *store, struct record *bill, struct arena *arena);
enum status bill_before(struct store *store, const struct record *old, struct record *bill, struct arena *arena);

enum status invoice_before(struct store *store, const struct record *old, struct record *invoice, struct arena *arena);
/* What credit notes in force take back of an invoice or a bill. */
enum status claim_credited(struct store *store, const struct record *claim, int64_t *credited);
enum status invoice_issue(struct store *store, struct record *invoice, struct arena *arena);
enum status invoice_withdraw(struct store *store, const struct record *invoice, struct arena *arena);

#endif
