/* Candidates behind allocate and release: payments, then what the first of them may pay, with what is open, or pays. */
#include "cli/complete_internal.h"

#include "base/money.h"
#include "query/resolve.h"
#include "selling/documents.h"
#include "selling/payments.h"
#include <string.h>

static void offer_claim(struct completion *completion, const struct record_type *record, int64_t id, int64_t amount, const struct record *payment)
{
	struct text reference = { 0 }, description = { 0 };
	struct record *claim;
	struct store *store = complete_store(completion);

	if (row_load(store, store_type(store, record), id, &completion->session.arena, &claim) || !claim)
		return;
	reference_format(&reference, record, id);
	money_format(&description, amount, record_digits(payment));
	text_printf(&description, " %s %s", record_text(payment, "currency"), record_text(claim, document_kind(record)->claim_number));
	if (*record_text(claim, "due_on"))
		text_printf(&description, " %s", record_text(claim, "due_on"));
	complete_offer(completion, reference.data, description.data, false);
	text_free(&reference);
	text_free(&description);
}

static void offer_open(struct completion *completion, const struct record *payment)
{
	const struct record_type *record = payment_claim_type(payment);
	struct store *store = complete_store(completion);
	int64_t *ids, open;
	size_t count, offered = 0;

	if (payment_claims(store, payment, &completion->session.arena, &ids, &count))
		return;
	for (size_t i = 0; i < count && offered < OFFER_LIMIT; i++) {
		if (payment_open(store, record, ids[i], &open) || open <= 0)
			continue;
		offer_claim(completion, record, ids[i], open, payment);
		offered++;
	}
}

static void offer_paid(struct completion *completion, const struct record *payment)
{
	struct { int64_t invoice, bill, amount; } paid[OFFER_LIMIT];
	struct statement *statement;
	size_t count = 0;
	enum status status = db_ask(complete_store(completion)->db, &statement, "select invoice, bill, sum(amount) from allocation where parent = %jd"
	                            " group by invoice, bill order by min(id)", payment->id);

	while (count < OFFER_LIMIT && db_next(statement, &status)) {
		paid[count].invoice = db_integer(statement, 0);
		paid[count].bill = db_integer(statement, 1);
		paid[count++].amount = db_integer(statement, 2);
	}
	db_done(statement);
	for (size_t i = 0; i < count; i++)
		offer_claim(completion, paid[i].bill ? &record_bill : &record_invoice, paid[i].bill ? paid[i].bill : paid[i].invoice, paid[i].amount, payment);
}

void complete_claims(struct completion *completion)
{
	const struct session *session = &completion->session;
	struct store *store = complete_store(completion);
	struct record *payment;
	int64_t id;

	if (session->operand_count == 0) {
		complete_records(completion, session->command->type, PLACE_OPERAND);
		return;
	}
	if (!completion->stored || strchr(completion->word, '=') || resolve_one(store, session->command->type, session->operands[0], &id) ||
	    row_load(store, store_type(store, session->command->type), id, &completion->session.arena, &payment) || !payment)
		return;
	if (strcmp(session->verb->name, "release") == 0)
		offer_paid(completion, payment);
	else
		offer_open(completion, payment);
}
