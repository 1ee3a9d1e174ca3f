/* set: what assignments say, in records that are there. */
#include "cli/verbs.h"

#include "store/private.h"
#include "store/save.h"
#include "store/update.h"

void release_assignments(struct assignment *assignments, size_t count)
{
	for (size_t i = 0; i < count; i++)
		merge_release(assignments[i].merge);
}

enum status set_one(struct session *session, const struct target *target, const struct assignment *assignments, size_t count, const struct adjustment *adjustment,
                    struct arena *arena)
{
	struct record *old;
	enum status status = row_require(session->store, session->type, target->id, arena, &old);

	if (status)
		return status;
	if ((status = private_refuse(session->store, old)))
		return locate_refusal(session, status, target);
	struct record *record = record_copy(arena, old);
	status = assign_apply(session->store, assignments, count, record, target->id, arena);
	if (!status && adjustment)
		adjustment->apply(adjustment->context, record);
	if (!status)
		status = save_set(session->store, old, record, arena);
	return locate_refusal(session, status, target);
}

static enum status set_target(struct writing *writing, const struct target *target)
{
	return set_one(writing->session, target, writing->assignments, writing->count, writing->adjustment, &writing->arena);
}

static enum status set_without_rules(void *context, struct record *record, struct arena *arena)
{
	struct writing *writing = context;

	return assign_apply(writing->session->store, writing->assignments, writing->count, record, record->id, arena);
}

static enum status refused_plain(void *context, int64_t id, enum status status)
{
	struct writing *writing = context;

	return locate_refusal(writing->session, status, &(struct target){ .record = writing->session->type->record, .id = id });
}

/* What is merged from other records may be what was written just before. */
static bool is_plain(struct session *session, const struct assignment *assignment)
{
	return !assignment->merge && update_is_plain(session->store, session->type, assignment->field);
}

static enum status set_all(struct writing *writing, const struct targets *targets)
{
	struct session *session = writing->session;
	bool plain = !writing->adjustment, *touched = arena_alloc(&session->arena, session->type->count * sizeof *touched);
	int64_t *ids = arena_alloc(&session->arena, targets->count * sizeof *ids);

	writing->touched = *targets;
	assign_fix(session->store, session->type, writing->assignments, writing->count, &session->arena);
	for (size_t i = 0; i < writing->count; i++) {
		touched[writing->assignments[i].index] = true;
		plain &= is_plain(session, &writing->assignments[i]);
	}
	if (!plain)
		return write_in_turn(writing, targets);
	for (size_t i = 0; i < targets->count; i++)
		ids[i] = targets->items[i].id;
	struct update update = { .type = session->type, .touched = touched, .set = set_without_rules, .refused = refused_plain, .context = writing };
	return update_each(session->store, &update, ids, targets->count);
}

enum status set_run(struct session *session, const struct set_options *options, const struct adjustment *adjustment)
{
	struct writing writing = { .session = session, .options = options, .files = &options->files.files, .adjustment = adjustment, .each = set_target };

	operands_children(session);
	if (options->batch.count)
		return set_batch(session, &options->batch);
	return write_all(&writing, "set", " field=value, or - for standard input", adjustment ? ASSIGNS_ANYTHING : ASSIGNS_SOMETHING, set_all);
}

const struct opt set_rows[] = {
	{ .name = "batch", .arg = "FILE", .kind = OPT_LIST, .help = "read lines of ref and field=value, or columns under a #ref header; - for standard input",
	  .target = offsetof(struct set_options, batch) },
	{ 0 },
};

const struct opt_group set_groups[] = {
	{ options_file, offsetof(struct set_options, files), sizeof(struct file_options), FRAME_NONE },
	{ set_rows, 0, sizeof(struct set_options), FRAME_NONE },
	{ options_write, offsetof(struct set_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static enum status set(struct session *session, void *options)
{
	return set_run(session, options, NULL);
}

const struct verb set_verb = {
	.name = "set", .synopsis = "REF…|- FIELD=VALUE…", .help = "change fields of records", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS,
	.options = set_groups, .options_size = sizeof(struct set_options), .run = set,
};
