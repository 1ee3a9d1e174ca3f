/* crm-payment allocate, release, refund. */
#include "selling/document_verbs.h"

#include "base/money.h"
#include "query/resolve.h"
#include "selling/documents.h"
#include "selling/payments.h"
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
	if (!document_kind(*record) || !document_kind(*record)->claim)
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
		status = error_set(&session->error, STATUS_USAGE, "%s: an amount must be greater than zero", text);
	return status ? session->error.status = STATUS_USAGE : STATUS_OK;
}

/* What the verbs that take one payment share: `words` are what stands behind it. */
struct paying {
	struct session *session;
	struct record *payment;
	const char *const *words;
	size_t count;
	bool discount;        /* the discount for early payment is given when it is earned */
	struct targets named; /* the claims among the words so far */
	bool amounts;         /* one of them came with an amount */
};

static bool is_payment(const char *word)
{
	size_t length = strlen(record_payment.prefix);

	return strncmp(word, record_payment.prefix, length) == 0 && word[length] >= '0' && word[length] <= '9';
}

static enum status with_payments(struct session *session, const char *example, bool discount, enum status (*each)(struct paying *paying, struct targets *touched))
{
	struct targets payments = { 0 }, touched = { 0 };
	struct words words;
	size_t first = 0;

	/* The payments come first; claims follow, with or without amounts. Behind the first word only references are payments: a number may be that
	 * of an invoice. */
	while (first < session->operand_count && !operand_is_assignment(session, session->operands[first]) && (first == 0 || is_payment(session->operands[first])))
		first++;
	if (first == 0)
		return error_set(&session->error, STATUS_USAGE, "name the payment: %s", example);
	enum status status = operands_drain(session, session->operands, first, &words);
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = operands_find(session, &words, &record_payment, &payments);
	for (size_t i = 0; !status && i < payments.count; i++) {
		struct paying paying = { .session = session, .words = session->operands + first, .count = session->operand_count - first, .discount = discount };
		status = row_load(session->store, session->type, payments.items[i].id, &session->arena, &paying.payment);
		if (!status)
			status = locate_refusal(session, each(&paying, &touched), &payments.items[i]);
	}
	return writer_end(session, status, &touched);
}

/* A claim named twice is one claim, and has one amount. *again is set when it was named before. */
static enum status name_claim(struct paying *paying, const char *word, const struct record_type *record, int64_t id, bool *again)
{
	struct targets *named = &paying->named;

	*again = false;
	for (size_t i = 0; !*again && i < named->count; i++)
		*again = named->items[i].record == record && named->items[i].id == id;
	if (!*again)
		targets_add(paying->session, named, record, id);
	else if (strchr(word, '=') || paying->amounts)
		return error_set(&paying->session->error, STATUS_USAGE, "'%s': the claim was named before; name it once, with one amount", word);
	paying->amounts |= strchr(word, '=') != NULL;
	return STATUS_OK;
}

static enum status allocate_word(struct paying *paying, const char *word)
{
	struct session *session = paying->session;
	bool again = false;
	const char *equals = strchr(word, '=');
	const struct record_type *record;
	int64_t id, amount = 0;
	enum status status = find_claim(session, arena_copy(&session->arena, word, equals ? (size_t)(equals - word) : strlen(word)), &record, &id);

	if (!status)
		status = name_claim(paying, word, record, id, &again);
	if (!status && equals)
		status = parse_amount(session, paying->payment, equals + 1, &amount);
	return status || again ? status : payment_allocate(session->store, paying->payment->id, record, id, amount, paying->discount, &session->arena, NULL);
}

static enum status allocate(struct paying *paying, struct targets *touched)
{
	enum status status = STATUS_OK;

	if (paying->count == 0)
		status = payment_allocate_oldest(paying->session->store, paying->payment->id, paying->discount, &paying->session->arena);
	for (size_t i = 0; !status && i < paying->count; i++)
		status = allocate_word(paying, paying->words[i]);
	targets_add(paying->session, touched, &record_payment, paying->payment->id);
	return status;
}

struct discount_options {
	bool none;
};
struct allocate_options {
	struct discount_options discount;
	struct write_options write;
};

static const struct opt discount_rows[] = {
	{ .name = "no-discount", .kind = OPT_FLAG, .help = "leave open what is not paid, even if it is within the discount for early payment",
	  .target = offsetof(struct discount_options, none) },
	{ 0 },
};
static const struct opt_group allocate_groups[] = {
	{ discount_rows, offsetof(struct allocate_options, discount), sizeof(struct discount_options), FRAME_NONE },
	{ options_write, offsetof(struct allocate_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static enum status allocate_run(struct session *session, void *options)
{
	const struct allocate_options *chosen = options;

	return with_payments(session, "crm-payment allocate pay1 in3=20000", !chosen->discount.none, allocate);
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
		bool again = false;
		status = find_claim(session, paying->words[i], &record, &id);
		if (!status)
			status = name_claim(paying, paying->words[i], record, id, &again);
		if (!status && !again)
			status = payment_release(session->store, paying->payment->id, record, id, &session->arena);
	}
	targets_add(session, touched, &record_payment, paying->payment->id);
	return status;
}

static enum status release_run(struct session *session, void *options)
{
	(void)options;
	return with_payments(session, "crm-payment release pay1 in3", true, release);
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
		status = parse_assignments(session, session->type, session->type, session->operand_count - paying->count, NULL, &assignments, &count);
	if (!status)
		status = assign_apply(session->store, assignments, count, fresh, 0, &session->arena);
	if (!status && record_integer(fresh, "amount") == 0)
		status = error_set(&session->error, STATUS_REFUSED, "nothing is left of it to pay back; crm-payment release removes its allocations");
	if (!status)
		status = save_add(session->store, fresh, &session->arena);
	release_assignments(assignments, count);
	targets_add(session, touched, &record_payment, fresh->id);
	return status;
}

static enum status refund_run(struct session *session, void *options)
{
	(void)options;
	return with_payments(session, "crm-payment refund pay1 amount=500", true, refund);
}

static const struct verb allocate_verb = {
	.name = "allocate", .synopsis = "REF…|- [INVOICE[=AMOUNT]…]", .help = "pay invoices or bills with it; without any, the oldest open ones",
	.access = ACCESS_WRITE, .operands = OPERANDS_OWN, .complete = complete_claims, .options = allocate_groups, .options_size = sizeof(struct allocate_options), .run = allocate_run,
};

static const struct verb release_verb = {
	.name = "release", .synopsis = "REF…|- [INVOICE…]", .help = "remove its allocations: those to the given invoices or bills, or all",
	.access = ACCESS_WRITE, .operands = OPERANDS_OWN, .complete = complete_claims, .options = write_groups, .options_size = sizeof(struct write_options), .run = release_run,
};

static const struct verb refund_verb = {
	.name = "refund", .synopsis = "REF…|- [FIELD=VALUE…]", .help = "pay back what is left of it, or amount=…",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = write_groups, .options_size = sizeof(struct write_options), .run = refund_run,
};

const struct verb *const payment_verbs[] = { &allocate_verb, &release_verb, &refund_verb, NULL };
