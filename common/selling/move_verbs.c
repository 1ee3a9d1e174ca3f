/* From state to state: crm-quote issue, crm-order approve, crm-invoice cancel and the like. They are `set` of the state, and of some fields
 * with it. */
#include "selling/document_verbs.h"

#include "base/date.h"
#include "selling/document_convert.h"
#include "selling/selling.h"
#include "store/save.h"
#include <string.h>

/* The state that a verb leads to. */
static const char *state_of(const struct document_kind *kind, const char *verb)
{
	const struct move *move = kind->moves;

	while (move->from && !(move->verb && strcmp(move->verb, verb) == 0))
		move++;
	return move->to;
}

/* What was received was taken by somebody, today unless it is said otherwise. */
static enum status complete(struct session *session, struct record *record, struct arena *arena)
{
	char today[DATE_SIZE];

	if (session->type->record != &record_delivery || strcmp(session->verb->name, "receive") != 0)
		return STATUS_OK;
	if (!*record_text(record, "received_by"))
		return error_set(&session->error, STATUS_DATA, "say who took it: received_by=…");
	date_today(&session->store->conventions, today);
	if (!*record_text(record, "received_on"))
		*record_value(record, "received_on") = value_text(arena_string(arena, today));
	return STATUS_OK;
}

static enum status move_target(struct writing *writing, const struct target *target)
{
	const struct move_options *options = writing->options;
	struct session *session = writing->session;
	struct arena *arena = &writing->arena;
	const struct document_kind *kind = document_kind(session->type->record);
	struct record *old;
	enum status status = row_load(session->store, session->type, target->id, arena, &old);

	targets_add(session, &writing->touched, target->record, target->id);
	if (!status && !old)
		status = store_missing(session->store, target->record, target->id);
	if (status)
		return status;
	struct record *record = record_copy(arena, old);
	*record_value(record, kind->state) = value_text(state_of(kind, session->verb->name));
	if (options->over_limit.reason)
		*record_value(record, "over_limit") = value_text(options->over_limit.reason);
	status = assign_apply(session->store, writing->assignments, writing->count, record, target->id, arena);
	if (!status)
		status = complete(session, record, arena);
	if (!status)
		status = save_set(session->store, old, record, arena);
	return locate_refusal(session, status, target);
}

/* reject q1 reason='too dear': the field is reject_reason, since a quote may have other reasons. */
static void spell_reason(struct session *session)
{
	for (size_t i = 0; i < session->operand_count; i++)
		if (strncmp(session->operands[i], "reason=", strlen("reason=")) == 0)
			session->operands[i] = arena_printf(&session->arena, "reject_%s", session->operands[i]);
}

enum status document_move_run(struct session *session, void *options)
{
	if (session->type->record == &record_quote && strcmp(session->verb->name, "reject") == 0)
		spell_reason(session);
	return write_each(session, options, session->verb->name, "", ASSIGNS_ANYTHING, move_target);
}

const struct opt over_limit_rows[] = {
	{ .name = "over-limit", .arg = "REASON", .kind = OPT_TEXT, .help = "approve the order though it goes beyond the customer's credit limit",
	  .target = offsetof(struct over_limit_options, reason) },
	{ 0 },
};

const struct opt_group move_groups[] = {
	{ options_write, offsetof(struct move_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct opt_group approve_groups[] = {
	{ over_limit_rows, offsetof(struct move_options, over_limit), sizeof(struct over_limit_options), FRAME_NONE },
	{ options_write, offsetof(struct move_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};
