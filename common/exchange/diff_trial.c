/* A copy of the first side, on which each command is tried before it is written: so the script holds those only that the rules agree to, in an order in which
 * they do, and what differs at its end is known. */
#include "exchange/diff_parts.h"

#include "base/date.h"
#include "store/merge_records.h"
#include "store/remove.h"
#include "store/save.h"
#include "store/settle.h"

static void turn_to(struct diff *diff, struct store *from)
{
	diff->from = from;
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++)
		if (diff->types[i].from)
			diff->types[i].from = store_type(from, diff->types[i].from->record);
}

void diff_trial_end(struct diff *diff, struct store *from, struct exchange_side *side)
{
	if (diff->commands)
		fclose(diff->commands);
	diff->commands = NULL;
	if (!side->store)
		return;
	turn_to(diff, from);
	change_rollback(side->store);
	exchange_close(side);
	*side = (struct exchange_side){ 0 };
}

enum status diff_trial_begin(struct diff *diff, struct exchange_side *side)
{
	char now[TIMESTAMP_SIZE];
	struct error ignored = *diff->from->error;

	timestamp_now(&diff->from->conventions, now);
	enum status status = exchange_copy(side, diff->from, diff->from->pinned ? now : NULL);
	if (status)
		return status;
	turn_to(diff, side->store);
	/* Whoever compares need not be a user of the first side. */
	if (store_acting(diff->from))
		*diff->from->error = ignored;
	return change_open(diff->from, "crm-db diff");
}

/* The ids are those of the second side, so that references mean the same on both; but those of children, which nobody sees. */
static enum status add(struct store *store, const struct diff_write *write, struct arena *arena)
{
	const struct record_type *record = write->type->record;
	int64_t *counter = &change_type(store, record)->counter, last = *counter, number = 0;
	enum status status = last < 0 ? db_one(store->db, &last, "select value from counter where name = %s", record->name) : STATUS_OK;

	if (status)
		return status;
	if (record->parent)
		number = record_integer(write->record, "number");
	if (record->parent && write->number == DIFF_ANY_NUMBER)
		status = db_one(store->db, &number, "select max(number) from \"%s\" where parent = %jd", record->name, record_integer(write->record, "parent")), number++;
	if (record->parent)
		*record_value(write->record, "number") = write->number == DIFF_NUMBER ? (struct value){ 0 } : value_integer(number);
	if (!record->parent)
		*counter = write->id - 1;
	if (!status)
		status = save_add(store, write->record, arena);
	if (*counter < last)
		*counter = last;
	if (!status && record->parent && record_integer(write->record, "number") != number)
		status = error_set(store->error, STATUS_REFUSED, "it gets another number");
	return status;
}

static enum status set(struct store *store, const struct diff_write *write, struct arena *arena)
{
	struct record *old;
	enum status status = row_require(store, write->type, write->id, arena, &old);

	return status ? status : save_set(store, old, write->record, arena);
}

static enum status perform(struct store *store, const struct diff_write *write, struct arena *arena)
{
	switch (write->what) {
	case DIFF_ADD: return add(store, write, arena);
	case DIFF_SET: return set(store, write, arena);
	case DIFF_REMOVE: return remove_record(store, write->type, write->id, false, arena);
	case DIFF_MERGE: return merge_records(store, write->type, write->id, write->other, false, arena);
	}
	return STATUS_INTERNAL;
}

static enum status take_back(struct store *store, struct change_mark *mark)
{
	enum status status = db_execute(store->db, "rollback to attempt");

	if (!status)
		status = db_execute(store->db, "release attempt");
	change_recall(store, mark);
	return status;
}

static bool is_refusal(enum status status)
{
	return status == STATUS_REFUSED || status == STATUS_DATA;
}

enum status diff_try(struct diff *diff, struct diff_write *writes, size_t count, struct arena *arena, bool *done)
{
	struct store *store = diff->from;
	struct change_mark mark = { 0 };
	struct error before = *store->error;
	enum status status = db_execute(store->db, "savepoint attempt");

	*done = false;
	if (status)
		return status;
	change_mark(store, &mark);
	for (size_t i = 0; !status && i < count; i++)
		status = perform(store, &writes[i], arena);
	if (!status)
		status = settle_run(store);
	if (!status)
		status = store_still_acting(store);
	if (!status) {
		status = db_execute(store->db, "release attempt");
		*done = true;
		diff->tried++;
		text_byte(&diff->line, '\n');
		fwrite(diff->line.data, 1, diff->line.length, diff->commands);
	} else if (is_refusal(status)) {
		status = take_back(store, &mark);
		*store->error = before;
	}
	text_clear(&diff->line);
	change_mark_free(&mark);
	return status;
}
