/* crm-payment allocate, release, refund; crm-customer balance. */
#include "cli/verbs.h"

#include "base/money.h"
#include "query/resolve.h"
#include "selling/credit.h"
#include "selling/payments.h"
#include "selling/selling.h"
#include "store/save.h"
#include <string.h>

/* in3 or bl2, or the number of such a document. */
static enum status find_claim(struct session *session, const char *word, const struct record_type **record, int64_t *id)
{
	struct reference reference;

	*record = &record_invoice;
	if (reference_like(word)) {
		enum status status = reference_parse(word, &reference, &session->error);
		if (status)
			return status;
		*record = reference.type;
	}
	if (*record != &record_invoice && *record != &record_bill)
		return error_set(&session->error, STATUS_USAGE, "'%s': a payment pays invoices (in3) or bills (bl2)", word);
	return resolve_one(session->store, *record, word, id);
}

static enum status parse_amount(struct session *session, const struct record *payment, const char *text, int64_t *amount)
{
	char currency[4];

	memcpy(currency, record_text(payment, "currency"), sizeof currency);
	enum status status = money_parse(text, currency, amount, &session->error);
	if (!status && strcmp(currency, record_text(payment, "currency")) != 0)
		status = error_set(&session->error, STATUS_USAGE, "%s: the payment is in %s", text, record_text(payment, "currency"));
	if (!status && *amount <= 0)
		status = error_set(&session->error, STATUS_USAGE, "%s: an amount is above zero", text);
	return status ? session->error.status = STATUS_USAGE : STATUS_OK;
}

/* What the verbs that take one payment share: `words` are what stands behind it. */
struct paying {
	struct session *session;
	struct record *payment;
	const char *const *words;
	size_t count;
};

static bool is_payment(const char *word)
{
	size_t length = strlen(record_payment.prefix);

	return strncmp(word, record_payment.prefix, length) == 0 && word[length] >= '0' && word[length] <= '9';
}

static enum status with_payments(struct session *session, const char *example, enum status (*each)(struct paying *paying, struct targets *touched))
{
	struct targets payments = { 0 }, touched = { 0 };
	struct words words;
	bool from_input;
	size_t first = 0;

	/* The payments come first; claims follow, with or without amounts. Behind the first word only references are payments: a number may be that
	 * of an invoice. */
	while (first < session->operand_count && !operand_is_assignment(session->operands[first]) && (first == 0 || is_payment(session->operands[first])))
		first++;
	if (first == 0)
		return error_set(&session->error, STATUS_USAGE, "name the payment: %s", example);
	enum status status = operands_drain(session, session->operands, first, &words, &from_input);
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = operands_find(session, &words, &record_payment, from_input, &payments);
	for (size_t i = 0; !status && i < payments.count; i++) {
		struct paying paying = { .session = session, .words = session->operands + first, .count = session->operand_count - first };
		status = row_load(session->store, session->type, payments.items[i].id, &session->arena, &paying.payment);
		if (!status)
			status = locate_refusal(session, each(&paying, &touched), &payments.items[i]);
	}
	return writer_end(session, status, &touched);
}

static enum status allocate_word(struct paying *paying, const char *word)
{
	struct session *session = paying->session;
	const char *equals = strchr(word, '=');
	const struct record_type *record;
	int64_t id, amount = 0;
	enum status status = find_claim(session, arena_copy(&session->arena, word, equals ? (size_t)(equals - word) : strlen(word)), &record, &id);

	if (!status && equals)
		status = parse_amount(session, paying->payment, equals + 1, &amount);
	return status ? status : payment_allocate(session->store, paying->payment->id, record, id, amount, &session->arena, NULL);
}

static enum status allocate(struct paying *paying, struct targets *touched)
{
	enum status status = STATUS_OK;

	if (paying->count == 0)
		status = payment_allocate_oldest(paying->session->store, paying->payment->id, &paying->session->arena);
	for (size_t i = 0; !status && i < paying->count; i++)
		status = allocate_word(paying, paying->words[i]);
	targets_add(paying->session, touched, &record_payment, paying->payment->id);
	return status;
}

enum status verb_allocate(struct session *session)
{
	return with_payments(session, "crm-payment allocate pay1 in3=20000", allocate);
}

static enum status release(struct paying *paying, struct targets *touched)
{
	struct session *session = paying->session;
	enum status status = STATUS_OK;

	if (paying->count == 0)
		status = payment_release(session->store, paying->payment->id, NULL, 0, &session->arena);
	for (size_t i = 0; !status && i < paying->count; i++) {
		const struct record_type *record;
		int64_t id;
		status = find_claim(session, paying->words[i], &record, &id);
		if (!status)
			status = payment_release(session->store, paying->payment->id, record, id, &session->arena);
	}
	targets_add(session, touched, &record_payment, paying->payment->id);
	return status;
}

enum status verb_release(struct session *session)
{
	return with_payments(session, "crm-payment release pay1 in3", release);
}

/* A payment of its own that takes from what is left of the first one: all of it, unless an amount is given. */
static enum status refund(struct paying *paying, struct targets *touched)
{
	struct session *session = paying->session;
	struct record *fresh = record_new(&session->arena, session->type);
	struct assignment *assignments = NULL;
	size_t count = 0;
	int64_t advance = 0;
	enum status status = payment_advance(session->store, paying->payment->id, &advance);

	*record_value(fresh, "kind") = value_text("refund");
	*record_value(fresh, "original") = value_integer(paying->payment->id);
	*record_value(fresh, "currency") = *record_value(paying->payment, "currency");
	*record_value(fresh, "supplier") = *record_value(paying->payment, "supplier");
	*record_value(fresh, "method") = *record_value(paying->payment, "method");
	*record_value(fresh, "amount") = value_integer(advance);
	if (!status)
		status = parse_assignments(session, session->type, session->type, session->operand_count - paying->count, &assignments, &count);
	if (!status)
		status = assign_apply(session->store, assignments, count, fresh, 0, &session->arena);
	if (!status && record_integer(fresh, "amount") == 0)
		status = error_set(&session->error, STATUS_REFUSED, "nothing is left of it to pay back; crm-payment release takes back what it pays");
	if (!status)
		status = save_add(session->store, fresh, &session->arena);
	release_assignments(assignments, count);
	targets_add(session, touched, &record_payment, fresh->id);
	return status;
}

enum status verb_refund(struct session *session)
{
	return with_payments(session, "crm-payment refund pay1 amount=500", refund);
}

static void cell_money(const struct record *customer, int64_t amount, struct text *text, struct out_cell *cell)
{
	text_clear(text);
	money_format(text, amount, record_digits(customer));
	*cell = (struct out_cell){ text_string(text), text->length };
}

/* Open balance, orders that will become claims, the limit, and what is left of it. */
static enum status balance_row(struct session *session, struct out *out, int64_t id)
{
	struct text texts[4] = { { 0 } }, reference = { 0 };
	struct out_cell cells[7] = { { 0 } };
	struct record *customer;
	int64_t balance = 0, ordered = 0;
	enum status status = row_load(session->store, session->type, id, &session->arena, &customer);

	if (!status && customer)
		status = credit_balance(session->store, id, &balance, &ordered);
	if (status || !customer)
		return status;
	reference_format(&reference, &record_customer, id);
	const char *known[] = { reference.data, record_text(customer, "name"), record_text(customer, "currency") };
	for (size_t i = 0; i < 3; i++)
		cells[i] = (struct out_cell){ known[i], strlen(known[i]) };
	cell_money(customer, balance, &texts[0], &cells[3]);
	cell_money(customer, ordered, &texts[1], &cells[4]);
	if (record_value(customer, "credit_limit")->type == VALUE_INTEGER) {
		cell_money(customer, record_integer(customer, "credit_limit"), &texts[2], &cells[5]);
		cell_money(customer, record_integer(customer, "credit_limit") - balance - ordered, &texts[3], &cells[6]);
	}
	out_row(out, cells);
	for (size_t i = 0; i < 4; i++)
		text_free(&texts[i]);
	text_free(&reference);
	return STATUS_OK;
}

enum status verb_balance(struct session *session)
{
	static const struct out_column columns[] = {
		{ "ref", "Ref", OUT_STRING },        { "name", "Name", OUT_STRING },      { "currency", "Currency", OUT_STRING },
		{ "balance", "Balance", OUT_AMOUNT }, { "ordered", "Ordered", OUT_AMOUNT }, { "credit_limit", "Credit limit", OUT_AMOUNT },
		{ "left", "Left", OUT_AMOUNT },
	};
	struct targets customers = { 0 };
	struct out_options options;
	enum status missing = STATUS_OK, status;

	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name the customer: crm-customer balance c1");
	status = operands_read(session, session->operands, session->operand_count, &record_customer, &customers, &missing);
	if (status)
		return status;
	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; !status && i < customers.count; i++)
		status = balance_row(session, out, customers.items[i].id);
	status = session_close_out(session, out, status);
	return status ? status : missing;
}
