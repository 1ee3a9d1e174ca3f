/* rm and merge: fewer records than before. */
#include "cli/verbs.h"

#include "store/remove.h"
#include "store/merge_records.h"
#include <string.h>

struct remove_options {
	bool cascade;
	struct write_options write;
};

static enum status remove_target(struct writing *writing, const struct target *target)
{
	const struct remove_options *options = writing->options;
	struct session *session = writing->session;
	struct record *record;

	targets_add(session, &writing->touched, target->record, target->id);
	/* A cascade may have taken it already. */
	enum status status = row_load(session->store, session->type, target->id, &writing->arena, &record);
	if (!status && record)
		status = remove_record(session->store, session->type, target->id, options->cascade, &writing->arena);
	return status;
}

static enum status remove_records(struct session *session, void *options)
{
	return write_each(session, options, "remove", "", ASSIGNS_NOTHING, remove_target);
}

static const struct opt remove_rows[] = {
	{ .name = "cascade", .kind = OPT_FLAG, .help = "also remove what belongs to the record, and clear other references to it", .target = offsetof(struct remove_options, cascade) },
	{ 0 },
};

static const struct opt_group remove_groups[] = {
	{ remove_rows, 0, sizeof(struct remove_options), FRAME_NONE },
	{ options_write, offsetof(struct remove_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb remove_verb = {
	.name = "rm", .synopsis = "REF…|-", .help = "remove records", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES, .own_only = true,
	.options = remove_groups, .options_size = sizeof(struct remove_options), .run = remove_records,
};

struct merge_options {
	const char *prefer;
	struct write_options write;
};

/* References are looked up pair by pair: after c1 took c2, a pair c2 c3 means c1 and c3. */
static enum status merge_pair(struct session *session, const struct operand_pair *pair, bool from_input, bool prefer_drop, struct targets *touched, struct arena *arena)
{
	struct targets keep = { 0 }, drop = { 0 };
	enum status status = operands_find(session, &(struct words){ .words = (const char *[]){ pair->keep }, .count = 1, .from_input = from_input }, session->type->record, &keep);

	if (!status)
		status = operands_find(session, &(struct words){ .words = (const char *[]){ pair->drop }, .count = 1, .from_input = from_input }, session->type->record, &drop);
	if (status)
		return status;
	if (keep.count != 1 || drop.count != 1)
		return error_set(&session->error, STATUS_USAGE, "%s and %s are not two records to merge", pair->keep, pair->drop);
	if (keep.items[0].id != drop.items[0].id)
		status = merge_records(session->store, session->type, keep.items[0].id, drop.items[0].id, prefer_drop, arena);
	if (!status && (touched->count == 0 || touched->items[touched->count - 1].id != keep.items[0].id))
		targets_add(session, touched, keep.items[0].record, keep.items[0].id);
	return status;
}

static enum status merge(struct session *session, void *context)
{
	const struct merge_options *options = context;
	bool prefer_drop = options->prefer && strcmp(options->prefer, "drop") == 0;
	struct targets touched = { 0 };
	struct arena arena = { 0 };
	struct operand_pair *pairs = NULL;
	size_t count = 0;
	bool from_input = session->operand_count == 1 && strcmp(session->operands[0], "-") == 0;
	enum status status = STATUS_OK;

	if (from_input) {
		status = operands_pairs(session, &pairs, &count);
	} else if (session->operand_count < 2) {
		status = error_set(&session->error, STATUS_USAGE, "name the record to keep, then those to drop: %s merge %s12 %s40", session->command->name,
		                   session->type->record->prefix, session->type->record->prefix);
	} else {
		pairs = arena_alloc(&session->arena, session->operand_count * sizeof *pairs);
		while (++count < session->operand_count)
			pairs[count - 1] = (struct operand_pair){ session->operands[0], session->operands[count], 0 };
		count--;
	}
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	for (size_t i = 0; !status && i < count; i++) {
		arena_reset(&arena);
		status = merge_pair(session, &pairs[i], from_input, prefer_drop, &touched, &arena);
		if (status && from_input)
			status = input_fault(session, pairs[i].line);
	}
	arena_free(&arena);
	return writer_end(session, status, &touched);
}

static const struct opt merge_rows[] = {
	{ .name = "prefer", .arg = "WHICH", .kind = OPT_CHOICE, .choices = "keep|drop", .help = "whose values to keep where both have one", .target = offsetof(struct merge_options, prefer) },
	{ 0 },
};

static const struct opt_group merge_groups[] = {
	{ merge_rows, 0, sizeof(struct merge_options), FRAME_NONE },
	{ options_write, offsetof(struct merge_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

const struct verb merge_verb = {
	.name = "merge", .synopsis = "KEEP DROP…|-", .help = "merge records into the first one", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES,
	.own_only = true, .options = merge_groups, .options_size = sizeof(struct merge_options), .run = merge,
};
