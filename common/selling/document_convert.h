/* From one document to the next: quote → order → delivery → invoice, credit notes, purchases and their bills.
 *
 * All of it within change_begin …. What is made is a draft, deliveries excepted, that has the header, addresses, terms, lines, frozen rates
 * and costs of what it is made from; lines keep their permanent numbers. States, numbers, stock and credit limits follow from the rules. */
#ifndef CRM_SELLING_DOCUMENT_CONVERT_H
#define CRM_SELLING_DOCUMENT_CONVERT_H

#include "query/assign.h"
#include "selling/documents.h"
#include "base/date.h"
#include "base/terms.h"

/* So much of one line of the document that is converted. */
struct document_part {
	int64_t line; /* its permanent number in the document */
	int64_t quantity; /* 10^-6 */
	const char *serials; /* as written, joined with commas; NULL: none */
	const char *new_serials; /* of what is delivered instead; NULL: none */
	bool counted; /* a quantity was given; else all that is open of the line */
};

struct document_request {
	const struct assignment *fields; /* put over what comes from the document; {{…}} names fields of it */
	size_t field_count;
	const struct document_part *parts; /* none: all that is open */
	size_t part_count;
	const char *serials; /* of the only line that is delivered, or of units that come back; NULL: none */
	const char *new_serials; /* of the only line that is exchanged: of what is delivered instead; NULL: none */
	const char *over_limit; /* why an order or invoice may go beyond the credit limit; NULL */
	bool left; /* invoice what was delivered, bill what was received */
	const char *reason, *on; /* why, and the day on which, something goes back; NULL: not said, and today */
	bool returned; /* credit what came back */
	bool rebill; /* what is credited is to be invoiced again */
	bool issue; /* issue what was made */
	int64_t instalment; /* invoice this one; 0: none */
};

/* A new revision of a quote that was issued; the old one expires, since it is no longer what is offered: it was neither rejected nor lost.
 */
enum status quote_revise(struct store *store, int64_t quote, const struct document_request *request, struct arena *arena, int64_t *made);
/* Accept the quote, which is issued by that if it was a draft. STATUS_REFUSED for one that has expired, was rejected, or was ordered or
 * invoiced already. */
enum status quote_order(struct store *store, int64_t quote, const struct document_request *request, struct arena *arena, int64_t *made);
enum status quote_invoice(struct store *store, int64_t quote, const struct document_request *request, struct arena *arena, int64_t *made);

/* Approves a draft. STATUS_REFUSED when nothing is open. */
enum status order_deliver(struct store *store, int64_t order, const struct document_request *request, struct arena *arena, int64_t *made);
/* A return of what is still out of a delivery, or of the parts, which serial numbers may name too. STATUS_REFUSED for a return, or a cancelled one, and when
 * nothing is out; STATUS_DATA without a reason. */
enum status delivery_return(struct store *store, int64_t delivery, const struct document_request *request, struct arena *arena, int64_t *made);
/* The same, and a delivery of as much of the same lines of the order; made has room for both, the return first. */
enum status delivery_exchange(struct store *store, int64_t delivery, const struct document_request *request, struct arena *arena, int64_t *made);
/* Approves a draft. The parts of an order sum to its total to the minor unit: what is spread over several invoices is counted cumulatively,
 * shipping and adjustment stand on the first one, and what rounding leaves over is in the adjustment of the one that completes the order.
 */
enum status order_invoice(struct store *store, int64_t order, const struct document_request *request, struct arena *arena, int64_t *made);

/* The instalments of an order, by number. Replacing them is refused once one is invoiced. */
struct instalment {
	int64_t id, number, percent; /* 10^-4 of a percent */
	const char *due;
	int64_t amount; /* minor units: all of them sum to the total of the order */
	bool invoiced;
};
enum status order_plan(struct store *store, int64_t order, const struct terms *terms, struct arena *arena);
enum status order_instalments(struct store *store, const struct record *order, struct arena *arena, struct instalment **out, size_t *count);

/* Makes a draft invoice for each day of the order's repetition after repeated_on, up to the day until (YYYY-MM-DD) and repeat_until. */
struct recurred {
	int64_t invoice;
	char day[DATE_SIZE];
};
enum status order_recur(struct store *store, int64_t order, const char *until, struct arena *arena, struct recurred **made, size_t *count);
/* Issues the invoices of all orders in the order of their days, as their numbers ascend; over_limit as above. */
enum status order_recur_issue(struct store *store, struct recurred *made, size_t count, const char *over_limit);

/* A draft credit note over what an issued invoice still claims; without parts its shipping and adjustment too. returned: over what came back of its lines and is not
 * credited yet; of what several invoices claim, the first one with something left has it. STATUS_REFUSED when that is nothing. */
enum status invoice_credit(struct store *store, int64_t invoice, const struct document_request *request, struct arena *arena,
                           int64_t *made);

/* Receives what is open, or the parts; approves a draft, and moves the purchase on to part-received or received. *made is the purchase
 * itself. */
enum status purchase_receive(struct store *store, int64_t purchase, const struct document_request *request, struct arena *arena,
                             int64_t *made);
/* Takes the parts, or all that was received, out of stock again: it goes back to the supplier. A purchase that is not closed awaits it anew, in the state that
 * follows. STATUS_REFUSED beyond what was received and did not go back, and beyond what is on hand. */
enum status purchase_return(struct store *store, int64_t purchase, const struct document_request *request, struct arena *arena, int64_t *made);
/* A bill over what is not billed yet. */
enum status purchase_bill(struct store *store, int64_t purchase, const struct document_request *request, struct arena *arena,
                          int64_t *made);

/* The credit note of the supplier over what a bill still claims, or the parts, or what went back and is not credited yet (returned). */
enum status bill_credit(struct store *store, int64_t bill, const struct document_request *request, struct arena *arena, int64_t *made);

/* Changes the state of a document, as the rules allow; over_limit as above. */
enum status document_change_state(struct store *store, const struct document_kind *kind, int64_t id, const char *state,
                                  const char *over_limit, struct arena *arena);

/* Copies the shipping address of a document over its billing address, or the other way. */
void document_copy_address(struct record *document, bool bill_from_ship);

#endif
