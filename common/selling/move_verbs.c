/* From state to state: crm-quote issue, crm-order approve, crm-invoice cancel and the like. They are `set` of the state, and of some fields
 * with it. */
#include "selling/document_verbs.h"

#include "base/date.h"
#include "selling/document_convert.h"
#include "selling/selling.h"
#include "store/save.h"
#include <string.h>

/* The first step that a verb makes. */
static const struct move *move_of(const struct session *session)
{
	const struct move *move = document_kind(session->type->record)->moves;

	while (move->from && !(move->verb && strcmp(move->verb, session->verb->name) == 0))
		move++;
	return move;
}

/* Whether the verb leads from the state of the document to several. */
static bool is_led(const struct document_kind *kind, const struct move *move, const struct record *document)
{
	bool other = false;

	for (const struct move *row = kind->moves; row->from && kind->leads; row++)
		other |= row != move && row->verb && strcmp(row->verb, move->verb) == 0 && strcmp(row->from, move->from) == 0 && strcmp(row->to, move->to) != 0;
	return other && strcmp(record_text(document, kind->state), move->from) == 0;
}

/* What was received was taken by somebody, today unless it is said otherwise. */
static enum status complete(struct session *session, const struct move *move, struct record *record, struct arena *arena)
{
	char today[DATE_SIZE];

	if (move->by && !*record_text(record, move->by))
		return error_set(&session->error, STATUS_DATA, "say who received it: %s=…", move->by);
	date_today(&session->store->conventions, today);
	if (move->on && !*record_text(record, move->on))
		*record_value(record, move->on) = value_text(arena_string(arena, today));
	return STATUS_OK;
}

static enum status move_target(struct writing *writing, const struct target *target)
{
	const struct move_options *options = writing->options;
	struct session *session = writing->session;
	struct arena *arena = &writing->arena;
	const struct document_kind *kind = document_kind(session->type->record);
	const struct move *move = move_of(session);
	const char *state = move->to;
	struct record *old;
	enum status status = row_require(session->store, session->type, target->id, arena, &old);

	targets_add(session, &writing->touched, target->record, target->id);
	if (status)
		return status;
	if (is_led(kind, move, old) && (status = kind->leads(session->store, old, &state)))
		return status;
	struct record *record = record_copy(arena, old);
	*record_value(record, kind->state) = value_text(state);
	if (options->over_limit.reason)
		*record_value(record, "over_limit") = value_text(options->over_limit.reason);
	if (options->leave.reason)
		*record_value(record, "leave_reason") = value_text(options->leave.reason);
	status = assign_apply(session->store, writing->assignments, writing->count, record, target->id, arena);
	if (!status)
		status = complete(session, move, record, arena);
	if (!status)
		status = save_set(session->store, old, record, arena);
	return locate_refusal(session, status, target);
}

/* reject q1 reason='too dear': the field is reject_reason, since a quote may have other reasons. */
static void spell_reason(struct session *session, const char *field)
{
	enum { LENGTH = sizeof "reason" - 1 };

	for (size_t i = 0; i < session->operand_count; i++)
		if (strncmp(session->operands[i], "reason=", LENGTH + 1) == 0)
			session->operands[i] = arena_printf(&session->arena, "%s%s", field, session->operands[i] + LENGTH);
}

enum status document_move_run(struct session *session, void *options)
{
	const struct move_options *given = options;
	const char *reason = move_of(session)->reason;

	session->store->out_of_order = given->number.out_of_order;
	if (reason)
		spell_reason(session, reason);
	return write_each(session, options, session->verb->name, "", ASSIGNS_ANYTHING, move_target);
}

const struct opt over_limit_rows[] = {
	{ .name = "over-limit", .arg = "REASON", .kind = OPT_TEXT, .help = "approve or issue it although it exceeds the customer's credit limit",
	  .target = offsetof(struct over_limit_options, reason) },
	{ 0 },
};

const struct opt number_rows[] = {
	{ .name = "out-of-order", .kind = OPT_FLAG, .help = "assign the number although a document of a later day has an earlier one",
	  .target = offsetof(struct number_options, out_of_order) },
	{ 0 },
};

const struct opt_group issue_groups[] = {
	{ number_rows, offsetof(struct move_options, number), sizeof(struct number_options), FRAME_NONE },
	{ options_write, offsetof(struct move_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct opt_group move_groups[] = {
	{ options_write, offsetof(struct move_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct opt_group approve_groups[] = {
	{ over_limit_rows, offsetof(struct move_options, over_limit), sizeof(struct over_limit_options), FRAME_NONE },
	{ number_rows, offsetof(struct move_options, number), sizeof(struct number_options), FRAME_NONE },
	{ options_write, offsetof(struct move_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct opt leave_rows[] = {
	{ .name = "leave", .arg = "REASON", .kind = OPT_TEXT, .help = "close it although something that was delivered is not invoiced, or received and not billed",
	  .target = offsetof(struct leave_options, reason) },
	{ 0 },
};

const struct opt_group close_groups[] = {
	{ leave_rows, offsetof(struct move_options, leave), sizeof(struct leave_options), FRAME_NONE },
	{ options_write, offsetof(struct move_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};
