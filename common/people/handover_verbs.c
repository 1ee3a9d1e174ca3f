/* crm-user handover: the work of one user goes to another. */
#include "people/people.h"
#include "cli/verbs.h"

#include "query/resolve.h"
#include "people/handover.h"
#include "store/rules.h"
#include <stdio.h>
#include <string.h>

/* --only: the filter is asked of every type that knows its words. */
static enum status find_only(struct session *session, const char *only, struct handover *handover)
{
	int64_t *all = NULL;
	size_t count = 0, matched = 0;

	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		if (!rules_finish_something(session->store, walk.record))
			continue;
		struct query query;
		struct expr *expr;
		int64_t *ids;
		size_t found = 0;
		query_init(&query, session->store, store_type(session->store, walk.record));
		enum status status = filter_parse_string(&query.arena, session->store->schema, walk.record, only, &expr, &session->error);
		if (!status)
			status = query_filter(&query, expr);
		if (!status) {
			matched++;
			status = query_ids(&query, &ids, &found);
		} else if (status == STATUS_USAGE) {
			status = STATUS_OK; /* the type has no such field: nothing of it is meant */
		}
		for (size_t n = 0; !status && n < found; n++) {
			all = array_grow(&session->arena, all, count, sizeof *all);
			all[count++] = anyref_pack(walk.record, ids[n]);
		}
		query_free(&query);
		if (status)
			return status;
	}
	if (!matched)
		return session->error.status = STATUS_USAGE;
	handover->only = all;
	handover->only_count = count;
	return STATUS_OK;
}

struct handover_options {
	const char *only;
	bool open_only;
	struct write_options write;
};

static enum status hand_over(struct session *session, void *context)
{
	const struct handover_options *options = context;
	struct handover handover = { .open_only = options->open_only };
	struct targets touched = { 0 };
	int64_t *moved = arena_alloc(&session->arena, record_count() * sizeof *moved);
	const char *to = NULL;

	if (session->operand_count == 2 && strncmp(session->operands[1], "to=", 3) == 0)
		to = session->operands[1] + 3;
	if (!to || !*to)
		return error_set(&session->error, STATUS_USAGE, "say from whom and to whom: crm-user handover wang mei");
	enum status status = writer_begin(session);
	if (status)
		return status;
	status = resolve_one(session->store, &record_user, session->operands[0], &handover.from);
	if (!status)
		status = resolve_one(session->store, &record_user, to, &handover.to);
	if (!status && options->only)
		status = find_only(session, options->only, &handover);
	if (!status)
		status = handover_run(session->store, &handover, moved);
	if (!status) {
		targets_add(session, &touched, &record_user, handover.from);
		targets_add(session, &touched, &record_user, handover.to);
	}
	status = writer_end(session, status, &touched);
	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk))
		if (moved[walk.index])
			fprintf(stderr, "%s: %lld %s\n", session->command->name, (long long)moved[walk.index], moved[walk.index] == 1 ? walk.record->name : walk.record->plural);
	return status;
}

static const struct opt handover_rows[] = {
	{ .name = "only", .arg = "FILTER", .kind = OPT_TEXT, .help = "hand over only what the filter matches", .target = offsetof(struct handover_options, only) },
	{ .name = "open-only", .kind = OPT_FLAG, .help = "do not transfer what is archived, lost or over", .target = offsetof(struct handover_options, open_only) },
	{ 0 },
};

static const struct opt_group handover_groups[] = {
	{ handover_rows, 0, sizeof(struct handover_options), FRAME_NONE },
	{ options_write, offsetof(struct handover_options, write), sizeof(struct write_options), FRAME_WRITE },
	{ 0 },
};

static const struct verb handover_verb = {
	.name = "handover", .synopsis = "USER to=USER", .help = "make one user the owner of another's customers and open work",
	.value = "to", .access = ACCESS_WRITE, .operands = OPERANDS_REFERENCES_ASSIGNMENTS, .options = handover_groups, .options_size = sizeof(struct handover_options), .run = hand_over,
};

const struct verb *const user_verbs[] = { &handover_verb, NULL };
