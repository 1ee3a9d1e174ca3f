#include "people/people.h"
#include "store/child_number.h"
#include "store/rule.h"

#include "store/save.h"
#include <string.h>

static const struct pick *stages_of(struct store *store)
{
	return type_field(store_type(store, &record_deal), "stage", NULL)->picks;
}

static bool in_pipeline(const struct pick *stage, const char *pipeline)
{
	return !stage->group || strcmp(stage->group, pipeline) == 0;
}

/* The names of all pipelines, or the stages of one. */
static void list(struct store *store, const char *pipeline, struct text *out)
{
	const struct pick *stages = stages_of(store);

	for (const struct pick *stage = stages; stage->key; stage++) {
		if (pipeline && in_pipeline(stage, pipeline))
			text_printf(out, "%s%s", out->length ? ", " : "", stage->key);
		const struct pick *first = stages;
		while (!pipeline && first != stage && strcmp(first->group, stage->group) != 0)
			first++;
		if (!pipeline && first == stage)
			text_printf(out, "%s%s", out->length ? ", " : "", stage->group);
	}
}

static enum status refuse(struct store *store, const struct record *record, bool no_pipeline)
{
	const char *pipeline = record_text(record, "pipeline"), *stage = record_text(record, "stage");
	struct text known = { 0 };

	list(store, no_pipeline ? NULL : pipeline, &known);
	if (no_pipeline)
		error_set(store->error, STATUS_DATA, "pipeline: there is no pipeline '%s'; there are: %s", pipeline, text_string(&known));
	else if (!*stage)
		error_set(store->error, STATUS_DATA, "stage: a deal is always in a stage: %s", text_string(&known));
	else
		error_set(store->error, STATUS_DATA, "stage: %s is not a stage of the pipeline %s: %s", stage, pipeline, text_string(&known));
	text_free(&known);
	return STATUS_DATA;
}

static enum status check_stage(struct store *store, const struct record *old, struct record *record)
{
	const char *pipeline = record_text(record, "pipeline"), *stage = record_text(record, "stage");
	const struct pick *first = stages_of(store), *initial = pick_initial(first);

	while (first->key && !in_pipeline(first, pipeline))
		first++;
	if (!first->key)
		return refuse(store, record, true);
	if (*stage && schema_stage(store->schema, pipeline, stage))
		return STATUS_OK;
	/* The initial stage was filled in before anyone looked at the pipeline. */
	if (!old && (!*stage || (initial && strcmp(stage, initial->key) == 0))) {
		*record_value(record, "stage") = value_text(first->key);
		return STATUS_OK;
	}
	return refuse(store, record, false);
}

static enum outcome outcome_of(struct store *store, const struct record *record)
{
	const struct pick *stage = schema_stage(store->schema, record_text(record, "pipeline"), record_text(record, "stage"));

	return stage ? stage->outcome : OUTCOME_OPEN;
}

/* A time of closing that was given with the change stays: a merged deal brings its own. */
static void close_or_reopen(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	struct value *closed = record_value(record, "closed_at");
	enum outcome outcome = outcome_of(store, record);

	if (outcome == OUTCOME_OPEN)
		*closed = (struct value){ 0 };
	else if (closed->type == VALUE_NULL || (old && outcome_of(store, old) != outcome && !rule_changed(old, record, "closed_at")))
		*closed = rule_now(store, arena);
}

enum status deal_before(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	if (!record)
		return STATUS_OK;
	bool moved = !old || rule_changed(old, record, "stage") || rule_changed(old, record, "pipeline");
	enum status status = rule_currency(store, old, record);
	if (!status && moved)
		status = check_stage(store, old, record);
	if (status)
		return status;
	if (moved || rule_changed(old, record, "closed_at"))
		close_or_reopen(store, old, record, arena);
	if (old && rule_changed(old, record, "stage") && !rule_changed(old, record, "probability"))
		*record_value(record, "probability") = (struct value){ 0 };
	return STATUS_OK;
}

enum status deal_after(struct store *store, const struct record *old, const struct record *record, struct arena *arena)
{
	if (!record || !rule_changed(old, record, "stage"))
		return STATUS_OK;
	int64_t number = 0;
	enum status status = STATUS_OK;
	if (old)
		status = child_number_last(store, &record_stage_move, record->id, &number);
	if (status)
		return status;
	struct record *move = record_new(arena, store_type(store, &record_stage_move));
	*record_value(move, "parent") = value_integer(record->id);
	*record_value(move, "number") = value_integer(number + 1);
	if (old)
		*record_value(move, "from_stage") = *record_value(old, "stage");
	*record_value(move, "to_stage") = *record_value(record, "stage");
	*record_value(move, "at") = rule_now(store, arena);
	if (store->user)
		*record_value(move, "who") = value_integer(store->user);
	return save_add(store, move, arena);
}
