/* rm and merge: fewer records than before. */
#include "cli/verbs.h"

#include "store/remove.h"
#include "store/unite.h"
#include <string.h>

static enum status remove_target(struct writing *writing, const struct target *target)
{
	struct session *session = writing->session;
	struct record *record;

	targets_add(session, &writing->touched, target->record, target->id);
	/* A cascade may have taken it already, and the same reference may be named twice. */
	enum status status = row_load(session->store, session->type, target->id, &writing->arena, &record);
	if (!status && record)
		status = remove_record(session->store, session->type, target->id, session->arguments.cascade, &writing->arena);
	return status;
}

enum status verb_remove(struct session *session)
{
	return write_each(session, "remove", "", ASSIGNS_NOTHING, remove_target);
}

/* References are looked up pair by pair: after c1 took c2, a pair c2 c3 means c1 and c3. */
static enum status unite_pair(struct session *session, const struct operand_pair *pair, bool from_input, struct targets *touched, struct arena *arena)
{
	const char *names[] = { pair->keep, pair->drop };
	struct words words = { names, 2 };
	struct targets found = { 0 };
	enum status status = operands_find(session, &words, session->type->record, from_input, &found);

	if (status)
		return status;
	if (found.count != 2)
		return error_set(&session->error, STATUS_USAGE, "%s and %s are not two records to merge", pair->keep, pair->drop);
	bool prefer_drop = session->arguments.prefer && strcmp(session->arguments.prefer, "drop") == 0;
	if (found.items[0].id != found.items[1].id)
		status = unite_records(session->store, session->type, found.items[0].id, found.items[1].id, prefer_drop, arena);
	if (!status && (touched->count == 0 || touched->items[touched->count - 1].id != found.items[0].id))
		targets_add(session, touched, found.items[0].record, found.items[0].id);
	return status;
}

enum status verb_merge(struct session *session)
{
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
			pairs[count - 1] = (struct operand_pair){ session->operands[0], session->operands[count] };
		count--;
	}
	if (!status)
		status = writer_begin(session);
	if (status)
		return status;
	for (size_t i = 0; !status && i < count; i++) {
		arena_reset(&arena);
		status = unite_pair(session, &pairs[i], from_input, &touched, &arena);
	}
	arena_free(&arena);
	return writer_end(session, status, &touched);
}
