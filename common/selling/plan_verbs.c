/* crm-order plan: the instalments of an order, planned or listed. */
#include "selling/document_verbs.h"

#include "base/decimal.h"
#include "base/money.h"
#include "query/resolve.h"
#include "selling/document_convert.h"
#include "selling/selling.h"
#include <string.h>

static bool only_reads(const struct session *session)
{
	return session->operand_count < 2;
}

static enum status find_order(struct session *session, int64_t *order)
{
	return resolve_one(session->store, &record_order, session->operands[0], order);
}

static enum status print_plan(struct session *session, const struct record *order, const struct instalment *list, size_t count)
{
	static const struct out_column columns[] = {
		{ "number", "Number", OUT_NUMBER }, { "percent", "Percent", OUT_AMOUNT },   { "due", "Due", OUT_STRING },
		{ "amount", "Amount", OUT_AMOUNT }, { "currency", "Currency", OUT_STRING }, { "invoiced", "Invoiced", OUT_BOOL },
	};
	enum { COLUMNS = sizeof columns / sizeof *columns };
	struct out_options options;
	struct text number = { 0 }, percent = { 0 }, amount = { 0 };

	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, COLUMNS);
	for (size_t i = 0; i < count; i++) {
		text_clear(&number), text_clear(&percent), text_clear(&amount);
		text_integer(&number, list[i].number);
		decimal_format(&percent, list[i].percent, DECIMAL_PERCENT);
		money_format(&amount, list[i].amount, record_digits(order));
		const char *texts[COLUMNS] = {
			number.data, percent.data, list[i].due, amount.data, record_text(order, "currency"), list[i].invoiced ? "yes" : "no"
		};
		struct out_cell cells[COLUMNS];
		for (size_t n = 0; n < COLUMNS; n++)
			cells[n] = (struct out_cell){ texts[n], strlen(texts[n]) };
		out_row(out, cells);
	}
	text_free(&number), text_free(&percent), text_free(&amount);
	return session_close_out(session, out, STATUS_OK);
}

static enum status list_plan(struct session *session)
{
	struct instalment *list;
	struct record *order;
	size_t count;
	int64_t id;
	enum status status = find_order(session, &id);

	if (!status)
		status = row_load(session->store, session->type, id, &session->arena, &order);
	if (!status)
		status = order_instalments(session->store, order, &session->arena, &list, &count);
	return status ? status : print_plan(session, order, list, count);
}

/* 30%=signing 70%=delivery is, as payment terms are written, 30% signing, 70% delivery. */
static enum status read_terms(struct session *session, struct terms *terms)
{
	struct text text = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 1; !status && i < session->operand_count; i++) {
		const char *word = session->operands[i], *equals = strchr(word, '=');
		if (!equals || equals == word || !equals[1])
			status = error_set(
				&session->error, STATUS_USAGE,
				"'%s': an instalment is written 30%%=signing, 60%%=delivery, 10%%=delivery+12mo or 100%%=2026-12-31", word);
		else
			text_printf(&text, "%s%.*s %s", text.length ? ", " : "", (int)(equals - word), word, equals + 1);
	}
	if (!status && (status = terms_parse(text_string(&text), terms, &session->error)))
		session->error.status = status = STATUS_USAGE;
	text_free(&text);
	return status;
}

struct plan_options {
	struct output_options output;
	struct write_options write;
};

static enum status plan(struct session *session, void *options)
{
	struct targets touched = { 0 };
	struct terms terms;
	int64_t order;

	(void)options;
	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name the order: crm-order plan so12 30%%=signing 70%%=delivery");
	if (only_reads(session))
		return list_plan(session);
	enum status status = read_terms(session, &terms);
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	status = find_order(session, &order);
	if (!status)
		status = order_plan(session->store, order, &terms, &session->arena);
	if (!status)
		targets_add(session, &touched, &record_order, order);
	return writer_end(session, status, &touched);
}

static const struct opt_group plan_groups[] = {
	{ options_output, offsetof(struct plan_options, output), sizeof(struct output_options), FRAME_OUTPUT },
	{ options_write, offsetof(struct plan_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb plan_verb = {
	.name = "plan", .synopsis = "REF [PERCENT=WHEN…]", .help = "plan its instalments, such as 30%=signing 60%=delivery 10%=delivery+12mo, or list them",
	.access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES, .only_reads = only_reads, .options = plan_groups, .options_size = sizeof(struct plan_options), .run = plan,
};
