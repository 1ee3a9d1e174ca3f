/* crm-customer balance. */
#include "selling/document_verbs.h"

#include "base/money.h"
#include "selling/credit.h"
#include <string.h>

struct balancing {
	struct session *session;
	struct out *out;
	struct arena arena; /* of a customer */
	enum status missing; /* a rate is, without which it is not known what is left of a limit */
};

static void cell_text(struct out_cell *cell, const char *text)
{
	*cell = (struct out_cell){ text, strlen(text) };
}

static void cell_money(struct balancing *balancing, struct out_cell *cell, int64_t amount, int digits)
{
	struct text text = { 0 };

	money_format(&text, amount, digits);
	cell_text(cell, text_take(&text, &balancing->arena));
}

/* What is left of the limit, nothing where a rate is missing. */
static enum status limit_cells(struct balancing *balancing, struct out_cell *cells, const struct record *customer, const struct owed *owed, size_t count)
{
	int64_t limit = record_integer(customer, "credit_limit"), sum;

	if (record_value(customer, "credit_limit")->type != VALUE_INTEGER)
		return STATUS_OK;
	cell_money(balancing, &cells[0], limit, record_digits(customer));
	enum status status = credit_sum(balancing->session->store, customer, owed, count, &sum);
	if (!status)
		cell_money(balancing, &cells[1], limit - sum, record_digits(customer));
	if (status == STATUS_REFUSED)
		balancing->missing = status;
	return status == STATUS_REFUSED ? STATUS_OK : status;
}

/* A row for each currency: open balance, orders that will become claims; in the first the limit, and what is left of it. */
static enum status balance_rows(struct balancing *balancing, int64_t id)
{
	struct session *session = balancing->session;
	struct text reference = { 0 };
	struct record *customer;
	struct owed *owed;
	size_t count;
	enum status status = row_load(session->store, session->type, id, &balancing->arena, &customer);

	if (!status && customer)
		status = credit_owed(session->store, id, 0, &balancing->arena, &owed, &count);
	if (status || !customer)
		return status;
	reference_format(&reference, &record_customer, id);
	for (size_t i = 0; !status && i < count; i++) {
		struct out_cell cells[7] = { { 0 } };
		if (i && !owed[i].balance && !owed[i].ordered)
			continue;
		cell_text(&cells[0], reference.data);
		cell_text(&cells[1], record_text(customer, "name"));
		cell_text(&cells[2], owed[i].currency);
		cell_money(balancing, &cells[3], owed[i].balance, currency_digits(owed[i].currency));
		cell_money(balancing, &cells[4], owed[i].ordered, currency_digits(owed[i].currency));
		if (i == 0)
			status = limit_cells(balancing, &cells[5], customer, owed, count);
		if (!status)
			out_row(balancing->out, cells);
	}
	text_free(&reference);
	return status;
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
	struct balancing balancing = { .session = session, .out = out_open(&options, columns, sizeof columns / sizeof *columns) };
	for (size_t i = 0; !status && i < customers.count; i++) {
		arena_reset(&balancing.arena);
		status = balance_rows(&balancing, customers.items[i].id);
	}
	arena_free(&balancing.arena);
	status = session_close_out(session, balancing.out, status);
	return status ? status : balancing.missing ? balancing.missing : missing;
}

static const struct verb balance_verb = {
	.name = "balance", .synopsis = "REF…", .help = "what customers owe and have ordered, in each currency, and what they may still owe",
	.access = ACCESS_READ, .operands = OPERANDS_REFERENCES, .options = output_groups, .options_size = sizeof(struct output_options), .run = balance,
};

const struct verb *const customer_verbs[] = { &balance_verb, NULL };
