/* explain: every step from the lines of a document to its total, with the rule that it follows. */
#include "selling/document_verbs.h"

#include "base/decimal.h"
#include "base/money.h"
#include "base/sentence.h"
#include "selling/document_totals.h"
#include "selling/due_plan.h"
#include <stdlib.h>
#include <string.h>

static const struct out_column columns[] = {
	{ "ref", "Ref", OUT_STRING }, { "step", "Step", OUT_STRING }, { "rule", "Rule", OUT_STRING }, { "numbers", "Numbers", OUT_STRING },
	{ "result", "Result", OUT_AMOUNT },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* One document while its steps are printed. */
struct explaining {
	struct out *out;
	const struct document_kind *kind;
	const struct document_totals *totals;
	const char *reference;
	struct text line; /* the reference of the line that a step is about */
};

static void print_step(struct explaining *explaining, const char *const texts[COLUMNS])
{
	struct out_cell cells[COLUMNS];

	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = (struct out_cell){ texts[i], strlen(texts[i]) };
	out_row(explaining->out, cells);
}

/* Steps count lines by their places; people know them by their numbers. */
static const char *reference_of(struct explaining *explaining, char *step)
{
	char *end;
	size_t place = strncmp(step, "line ", 5) == 0 ? (size_t)strtoull(step + 5, &end, 10) : 0;

	if (!place || *end || place > explaining->totals->count)
		return explaining->reference;
	step[4] = '\0';
	text_clear(&explaining->line);
	text_printf(&explaining->line, "%s.%lld", explaining->reference, (long long)record_integer(explaining->totals->records[place - 1], "number"));
	return explaining->line.data;
}

/* Which rule gave the prices that were not given by hand. */
static void print_prices(struct explaining *explaining)
{
	struct text price = { 0 };

	for (size_t i = 0; i < explaining->totals->count; i++) {
		const struct record *line = explaining->totals->records[i];
		if (!*record_text(line, "priced_by"))
			continue;
		text_clear(&price);
		text_clear(&explaining->line);
		decimal_format(&price, record_integer(line, "price"), DECIMAL_QUANTITY);
		text_printf(&explaining->line, "%s.%lld", explaining->reference, (long long)record_integer(line, "number"));
		print_step(explaining, (const char *const[]){ explaining->line.data, "line", "price of a price book or a product", record_text(line, "priced_by"), price.data });
	}
	text_free(&price);
}

/* The references of the lines that have no cost. */
static void print_uncosted(struct explaining *explaining, long long count)
{
	struct text rule = { 0 }, names = { 0 };

	text_printf(&rule, sentence_plural(count, "%lld line has no cost and is not counted", "%lld lines have no cost and are not counted"), count);
	for (size_t i = 0; i < explaining->totals->count; i++) {
		const struct record *line = explaining->totals->records[i];
		if (record_value(line, "cost")->type == VALUE_NULL)
			text_printf(&names, "%s%s.%lld", names.length ? " " : "", explaining->reference, (long long)record_integer(line, "number"));
	}
	print_step(explaining, (const char *const[]){ explaining->reference, "margin", rule.data, names.data, "" });
	text_free(&rule);
	text_free(&names);
}

/* The margin is that of the lines whose cost is known. */
static void print_margin(struct explaining *explaining)
{
	const struct document_totals *totals = explaining->totals;
	struct text numbers = { 0 }, result = { 0 };
	int64_t nets = 0, costs = 0;
	size_t counted = 0;

	for (size_t i = 0; i < totals->count; i++) {
		const struct record *line = totals->records[i];
		int64_t cost;
		if (record_value(line, "cost")->type == VALUE_NULL ||
		    wide_product(record_integer(line, "qty"), record_integer(line, "cost"), totals->document.digits, totals->document.rounding, &cost, NULL))
			continue;
		nets += totals->result.lines[i].discounted_net;
		costs += cost;
		counted++;
	}
	if (!counted || !document_sells(explaining->kind))
		return;
	money_format(&numbers, nets, totals->document.digits);
	text_add(&numbers, " - ");
	money_format(&numbers, costs, totals->document.digits);
	money_format(&result, nets - costs, totals->document.digits);
	print_step(explaining, (const char *const[]){ explaining->reference, "margin", "margin = discounted nets of the lines that have a cost - their cost", numbers.data, result.data });
	if (counted < totals->count)
		print_uncosted(explaining, (long long)(totals->count - counted));
	text_free(&numbers);
	text_free(&result);
}

/* The steps come as lines of TAB-parted texts. The last ones are those of the total. */
static void print_steps(struct explaining *explaining, char *steps)
{
	bool summed = false;

	for (char *line = steps, *next; *line; line = next) {
		const char *texts[COLUMNS] = { 0 };
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		for (size_t i = 1; i < COLUMNS; i++) {
			char *text = line;
			line += strcspn(line, "\t");
			if (*line)
				*line++ = '\0';
			text[text_unescape(text, strlen(text))] = '\0';
			texts[i] = text;
			if (i == 1)
				texts[0] = reference_of(explaining, text);
		}
		if (!summed && strcmp(texts[1], "total") == 0) {
			print_margin(explaining);
			summed = true;
		}
		print_step(explaining, texts);
	}
}

/* What was open on day one has no lines that say so. */
static void print_opening(struct explaining *explaining, const struct record *document)
{
	struct text numbers = { 0 }, result = { 0 };
	int64_t opening = document_opening(document), total = explaining->totals->result.total;

	if (!opening)
		return;
	money_format(&numbers, total, record_digits(document));
	text_add(&numbers, " + ");
	money_format(&numbers, opening, record_digits(document));
	money_format(&result, total + opening, record_digits(document));
	print_step(explaining, (const char *const[]){ explaining->reference, "total", "total = sum so far + opening_balance", numbers.data, result.data });
	text_free(&numbers);
	text_free(&result);
}

/* When which part of the total is due. */
static enum status print_plan(struct session *session, struct explaining *explaining, const struct record *claim, struct arena *arena)
{
	int digits = record_digits(claim);
	struct due_plan plan = { 0 };
	enum status status = document_kind(claim->type->record)->claim ? due_plan(session->store, claim, arena, &plan) : STATUS_OK;

	for (size_t i = 0; !status && i < plan.count; i++) {
		const struct due_part *part = &plan.parts[i];
		struct text rule = { 0 }, numbers = { 0 }, result = { 0 };
		text_printf(&rule, "part %zu: ", i + 1);
		decimal_format(&rule, part->percent, DECIMAL_PERCENT);
		text_printf(&rule, "%% %s", part->due);
		money_format(&numbers, record_integer(claim, "total"), digits);
		text_add(&numbers, " × ");
		decimal_format(&numbers, part->percent, DECIMAL_PERCENT);
		text_printf(&numbers, " %%, due %s", *part->day ? part->day : "later");
		money_format(&result, part->amount, digits);
		print_step(explaining, (const char *const[]){ explaining->reference, "due", rule.data, numbers.data, result.data });
		text_free(&rule), text_free(&numbers), text_free(&result);
	}
	return status;
}

static enum status explain_one(struct session *session, struct out *out, const struct target *target, struct arena *arena)
{
	const struct document_kind *kind = document_kind(target->record);
	struct text steps = { 0 }, reference = { 0 };
	struct document_totals totals;
	struct record *document;
	enum status status = row_require(session->store, session->type, target->id, arena, &document);

	if (!status)
		status = document_totals(session->store, kind, document, arena, &totals);
	if (status)
		return status;
	reference_format(&reference, target->record, target->id);
	totals_explain(&totals.document, totals.lines, totals.count, &totals.result, &steps);
	struct explaining explaining = { .out = out, .kind = kind, .totals = &totals, .reference = reference.data };
	print_prices(&explaining);
	print_steps(&explaining, arena_copy(arena, text_string(&steps), steps.length));
	print_opening(&explaining, document);
	status = print_plan(session, &explaining, document, arena);
	text_free(&explaining.line);
	text_free(&steps);
	text_free(&reference);
	return status;
}

static enum status explain(struct session *session, void *context)
{
	struct targets targets = { 0 };
	struct out_options options;
	struct arena arena = { 0 };
	enum status missing, status;

	(void)context;
	if (session->operand_count == 0)
		return error_set(&session->error, STATUS_USAGE, "name what to explain: %s explain %s12", session->command->name, session->type->record->prefix);
	status = operands_read(session, session->operands, session->operand_count, session->type->record, &targets, &missing);
	if (status)
		return status;
	struct error first_error = session->error;
	out_options_of(session, &options);
	struct out *out = out_open(&options, columns, COLUMNS);
	for (size_t i = 0; !status && i < targets.count; i++) {
		arena_reset(&arena);
		status = explain_one(session, out, &targets.items[i], &arena);
	}
	arena_free(&arena);
	status = session_close_out(session, out, status);
	if (status || !missing)
		return status;
	session->error = first_error;
	return missing;
}

const struct verb explain_verb = {
	.name = "explain", .synopsis = "REF…", .help = "show every step from the lines to the total",
	.access = ACCESS_READ, .operands = OPERANDS_REFERENCES, .options = output_groups, .options_size = sizeof(struct output_options), .run = explain,
};
