/* The verbs of selling: tables for struct command, and what several of them are made of. */
#ifndef CRM_SELLING_DOCUMENT_VERBS_H
#define CRM_SELLING_DOCUMENT_VERBS_H

#include "cli/verbs.h"
#include "selling/selling.h"

struct document_request;

/* For .shared: of documents with prices and two addresses, and of those with prices alone. */
extern const struct verb *const *const document_tables[];
extern const struct verb *const *const priced_tables[];

/* For .verbs. */
extern const struct verb *const quote_verbs[], *const order_verbs[], *const delivery_verbs[], *const invoice_verbs[], *const purchase_verbs[], *const bill_verbs[],
	*const payment_verbs[], *const customer_verbs[], *const product_verbs[], *const pricebook_verbs[], *const recur_verbs[], *const print_verbs[];

/* Verbs that are in the tables of another file than their own. */
extern const struct verb line_verb, explain_verb, plan_verb, due_verb, stock_verb, stocktake_verb, reorder_verb, prices_verb;

/* Completion of a document's lines, and of payments with the invoices or bills that the first of them may pay, or pays. */
void complete_lines(struct completion *completion);
void complete_claims(struct completion *completion);

/* Groups of options. */
struct over_limit_options {
	const char *reason; /* to approve an order, or issue an invoice, beyond the credit limit; NULL: none */
};
struct leave_options {
	const char *reason; /* to close an order or a purchase although something that came of it is not claimed; NULL: none */
};
struct issue_options {
	bool issue;
};
struct number_options {
	bool out_of_order; /* the number may be later than that of a document of a later day */
};
extern const struct opt over_limit_rows[], issue_rows[], number_rows[], credit_rows[];

/* From state to state: issue, accept, approve, cancel and the like; the name of the verb says which (move_verbs.c). */
struct move_options {
	struct over_limit_options over_limit;
	struct number_options number;
	struct leave_options leave;
	struct write_options write;
};
extern const struct opt_group move_groups[], issue_groups[], approve_groups[], close_groups[]; /* alone, with number, with number and over_limit, with leave */
enum status document_move_run(struct session *session, void *options);

/* From one document to the next (conversion_verbs.c): `made` is the type of what convert makes of each document that the operands name; example, a
 * reference for the message when none is named. */
struct share_options {
	bool left; /* what came and is not claimed yet */
	int64_t instalment; /* -1: none */
	bool counted;       /* the verb takes these options */
};
struct credit_options {
	bool returned, rebill;
};
enum { CONVERSION_MADE = 2 }; /* records that one document is converted to, at most */
struct conversion_options {
	struct share_options share;
	struct credit_options credit;
	struct issue_options issue;
	struct over_limit_options over_limit;
	struct number_options number;
	struct write_options write;
};
extern const struct opt_group make_groups[], convert_groups[]; /* with and without issue */
/* made: room for CONVERSION_MADE ids, zeros; of what has movements of stock instead of a document, itself. */
typedef enum status document_conversion(struct store *store, int64_t id, const struct document_request *request, struct arena *arena, int64_t *made);
enum status convert_documents(struct session *session, const struct conversion_options *options, const struct record_type *made, document_conversion *convert,
                              const char *example);

#endif
