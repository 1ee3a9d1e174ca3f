/* crm-invoice plan, crm-bill plan: which part of a claim is due when. */
#include "selling/document_verbs.h"

#include "base/decimal.h"
#include "base/money.h"
#include "selling/documents.h"
#include "selling/due_plan.h"
#include <string.h>

static const struct out_column columns[] = {
	{ "ref", "Ref", OUT_STRING },       { "number", "Number", OUT_NUMBER }, { "percent", "Percent", OUT_AMOUNT },   { "due", "Due at", OUT_STRING },
	{ "due_on", "Due", OUT_STRING },    { "amount", "Amount", OUT_AMOUNT }, { "open", "Open", OUT_AMOUNT },         { "currency", "Currency", OUT_STRING },
	{ "agreed", "Agreed", OUT_BOOL },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void print_part(struct out *out, const struct record *claim, const struct due_part *part, int64_t number)
{
	int digits = record_digits(claim);
	struct text reference = { 0 }, count = { 0 }, percent = { 0 }, amount = { 0 }, open = { 0 };
	struct out_cell cells[COLUMNS];

	reference_format(&reference, claim->type->record, claim->id);
	text_integer(&count, number);
	decimal_format(&percent, part->percent, DECIMAL_PERCENT);
	money_format(&amount, part->amount, digits);
	money_format(&open, part->open, digits);
	const char *texts[COLUMNS] = { reference.data, count.data, percent.data, part->due, part->day, amount.data, open.data, record_text(claim, "currency"),
		                       part->agreed ? "yes" : "no" };
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = (struct out_cell){ texts[i], strlen(texts[i]) };
	out_row(out, cells);
	text_free(&reference), text_free(&count), text_free(&percent), text_free(&amount), text_free(&open);
}

static enum status print_plan(struct session *session, struct out *out, int64_t id)
{
	struct record *claim;
	struct due_plan plan = { 0 };
	enum status status = row_load(session->store, session->type, id, &session->arena, &claim);

	if (!status && claim)
		status = due_plan(session->store, claim, &session->arena, &plan);
	for (size_t i = 0; !status && i < plan.count; i++)
		print_part(out, claim, &plan.parts[i], (int64_t)i + 1);
	return status;
}

static enum status plan(struct session *session, void *context)
{
	struct targets claims = { 0 };
	struct out_options options;
	enum status missing = STATUS_OK, status;

	(void)context;
	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name what is due: %s plan %s12", session->command->name, session->type->record->prefix);
	status = operands_read(session, session->operands, session->operand_count, session->type->record, &claims, &missing);
	if (status)
		return status;
	struct error first_error = session->error;
	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, COLUMNS);
	for (size_t i = 0; !status && i < claims.count; i++)
		status = print_plan(session, out, claims.items[i].id);
	status = session_close_out(session, out, status);
	if (status || !missing)
		return status;
	session->error = first_error;
	return missing;
}

const struct verb due_verb = {
	.name = "plan", .synopsis = "REF…", .help = "list the parts that are due and their days, if its payment terms have parts",
	.access = ACCESS_READ, .operands = OPERANDS_REFERENCES, .options = output_groups, .options_size = sizeof(struct output_options), .run = plan,
};
