/* crm-customer balance. */
#include "selling/document_verbs.h"

#include "base/money.h"
#include "selling/credit.h"
#include <string.h>

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
	int64_t open = 0, ordered = 0;
	enum status status = row_load(session->store, session->type, id, &session->arena, &customer);

	if (!status && customer)
		status = credit_balance(session->store, id, &open, &ordered);
	if (status || !customer)
		return status;
	reference_format(&reference, &record_customer, id);
	const char *known[] = { reference.data, record_text(customer, "name"), record_text(customer, "currency") };
	for (size_t i = 0; i < 3; i++)
		cells[i] = (struct out_cell){ known[i], strlen(known[i]) };
	cell_money(customer, open, &texts[0], &cells[3]);
	cell_money(customer, ordered, &texts[1], &cells[4]);
	if (record_value(customer, "credit_limit")->type == VALUE_INTEGER) {
		cell_money(customer, record_integer(customer, "credit_limit"), &texts[2], &cells[5]);
		cell_money(customer, record_integer(customer, "credit_limit") - open - ordered, &texts[3], &cells[6]);
	}
	out_row(out, cells);
	for (size_t i = 0; i < 4; i++)
		text_free(&texts[i]);
	text_free(&reference);
	return STATUS_OK;
}

static enum status balance(struct session *session, void *context)
{
	static const struct out_column columns[] = {
		{ "ref", "Ref", OUT_STRING },        { "name", "Name", OUT_STRING },      { "currency", "Currency", OUT_STRING },
		{ "balance", "Balance", OUT_AMOUNT }, { "ordered", "Ordered", OUT_AMOUNT }, { "credit_limit", "Credit limit", OUT_AMOUNT },
		{ "left", "Left", OUT_AMOUNT },
	};
	struct targets customers = { 0 };
	struct out_options options;
	enum status missing = STATUS_OK, status;

	(void)context;
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

static const struct verb balance_verb = {
	.name = "balance", .synopsis = "REF…", .help = "what customers owe, have ordered, and may owe",
	.access = ACCESS_READ, .operands = OPERANDS_REFERENCES, .options = output_groups, .options_size = sizeof(struct output_options), .run = balance,
};

const struct verb *const customer_verbs[] = { &balance_verb, NULL };
