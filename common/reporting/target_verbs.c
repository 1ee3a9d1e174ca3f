/* crm-target split: a target in parts that sum to it. */
#include "reporting/reporting.h"
#include "cli/verbs.h"

#include "base/decimal.h"
#include "base/utf8.h"
#include "query/resolve.h"
#include "reporting/measure.h"
#include "reporting/split.h"
#include <string.h>

struct split_options {
	struct write_options write;
};

struct splitting {
	struct session *session;
	const char *by, *weights, *values, *months;
	struct record *whole;
	struct split_part *parts;
	size_t count;
	struct targets touched;
};

/* mei:3,lin:2 — who, and the weight or the value. */
static enum status read_part(struct splitting *splitting, const char *item, bool team)
{
	struct session *session = splitting->session;
	struct split_part part = { 0 };
	const char *colon = strrchr(item, ':');
	enum status status = STATUS_OK;

	if (!colon || colon == item || !colon[1])
		return error_set(&session->error, STATUS_USAGE, "'%s': a part is written %s", item, team ? "east:3" : "mei:3");
	char *who = arena_string(&session->arena, item);
	who[colon - item] = '\0';
	if (team)
		part.team = who;
	else
		status = resolve_one(session->store, &record_user, who, &part.person);
	if (!status)
		status = decimal_parse(colon + 1, splitting->values ? DECIMAL_QUANTITY : 0, splitting->values ? &part.value : &part.weight, &session->error);
	if (!status && (part.value < 0 || part.weight < 0))
		status = error_set(&session->error, STATUS_DATA, "'%s': a part is not below zero", item);
	splitting->parts = array_grow(&session->arena, splitting->parts, splitting->count, sizeof *splitting->parts);
	splitting->parts[splitting->count++] = part;
	return status;
}

static enum status read_parts(struct splitting *splitting)
{
	struct session *session = splitting->session;
	bool team = strcmp(splitting->by, "team") == 0;
	enum status status = STATUS_OK;

	for (char *rest = arena_string(&session->arena, splitting->values ? splitting->values : splitting->weights); !status && rest;)
		status = read_part(splitting, utf8_item(&rest), team);
	if (!status && !splitting->values)
		status = split_values(session->store, splitting->whole, splitting->parts, splitting->count, &session->arena);
	return status;
}

static enum status refuse(struct splitting *splitting)
{
	struct error *error = &splitting->session->error;
	const struct record *whole = splitting->whole;
	const struct measure *measure = measure_find(record_text(whole, "measure"));

	if (record_value(whole, "value")->type != VALUE_INTEGER)
		return error_set(error, STATUS_REFUSED, "tg%lld has no value to be split", (long long)whole->id);
	if (measure && measure->hours)
		return error_set(error, STATUS_REFUSED, "%s are a mean, which has no parts", measure->key);
	if (splitting->by && record_integer(whole, "person"))
		return error_set(error, STATUS_REFUSED, "tg%lld is of a person; split it by months: crm-target split tg%lld months=even", (long long)whole->id, (long long)whole->id);
	return STATUS_OK;
}

static enum status note(void *context, int64_t id)
{
	struct splitting *splitting = context;

	targets_add(splitting->session, &splitting->touched, &record_target, id);
	return STATUS_OK;
}

static enum status write_parts(struct splitting *splitting, int64_t id)
{
	struct session *session = splitting->session;
	enum status status = row_load(session->store, session->type, id, &session->arena, &splitting->whole);

	if (status || (status = refuse(splitting)))
		return status;
	if (splitting->by) {
		status = read_parts(splitting);
	} else {
		splitting->parts = arena_alloc(&session->arena, sizeof *splitting->parts);
		*splitting->parts = (struct split_part){ .value = record_integer(splitting->whole, "value") };
		splitting->count = 1;
	}
	if (!status && splitting->months)
		status = split_months(session->store, splitting->whole, splitting->parts, splitting->count, strcmp(splitting->months, "seasonal") == 0, &session->arena,
		                      &splitting->parts, &splitting->count);
	return status ? status : split_write(session->store, splitting->whole, splitting->parts, splitting->count, &session->arena, note, splitting);
}

static enum status check_words(struct splitting *splitting)
{
	struct error *error = &splitting->session->error;
	const char *by = splitting->by, *months = splitting->months;

	if (by && strcmp(by, "person") != 0 && strcmp(by, "team") != 0)
		return error_set(error, STATUS_USAGE, "by: '%s' is neither person nor team", by);
	if (months && strcmp(months, "even") != 0 && strcmp(months, "seasonal") != 0)
		return error_set(error, STATUS_USAGE, "months: '%s' is neither even nor seasonal", months);
	if (!by != !(splitting->weights || splitting->values) || (splitting->weights && splitting->values) || (!by && !months) || splitting->session->operand_count != 1)
		return error_set(error, STATUS_USAGE, "say by whom and how much, or months: crm-target split tg1 by=person weights=mei:3,lin:2");
	return STATUS_OK;
}

static enum status split(struct session *session, void *context)
{
	struct splitting splitting = { .session = session };
	int64_t id;

	(void)context;
	splitting.by = operand_take(session, "by");
	splitting.weights = operand_take(session, "weights");
	splitting.values = operand_take(session, "values");
	splitting.months = operand_take(session, "months");
	enum status status = check_words(&splitting);
	if (status || (status = writer_begin(session)))
		return status;
	status = resolve_one(session->store, &record_target, session->operands[0], &id);
	if (!status)
		status = write_parts(&splitting, id);
	return writer_end(session, status, &splitting.touched);
}

static const struct opt_group split_groups[] = {
	{ options_write, offsetof(struct split_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb split_verb = {
	.name = "split", .synopsis = "REF [by=person|team weights=NAME:WEIGHT,…|values=NAME:VALUE,…] [months=even|seasonal]",
	.help = "create targets that are its parts and sum to it, by person or team, by month, or both", .access = ACCESS_WRITE,
	.operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = split_groups, .options_size = sizeof(struct split_options), .run = split,
};

const struct verb *const target_verbs[] = { &split_verb, NULL };
