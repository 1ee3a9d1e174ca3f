/* What an import brought, looked at as crm-db check does; the first finding is reported with its place in the files. */
#include "exchange/exchange_parts.h"

#include "store/check_parts.h"

struct first {
	const char *directory;
	struct error error; /* STATUS_OK while there is none */
};

/* The line of the file that the finding is about, and the column of its value; false when it is in no file. */
static bool find_place(struct first *first, const struct finding *finding)
{
	struct text reference = { 0 };
	bool found = false;

	if (finding->about == FINDING_RECORD)
		reference_format(&reference, finding->type, finding->id);
	else if (finding->about == FINDING_ENTRY)
		text_integer(&reference, finding->id);
	switch (finding->about) {
	case FINDING_RECORD: found = exchange_place(&first->error, first->directory, finding->type->name, "ref", reference.data, finding->field); break;
	case FINDING_COUNTER: found = exchange_place(&first->error, first->directory, exchange_counter, "name", finding->type->name, "value"); break;
	case FINDING_ENTRY: found = exchange_place(&first->error, first->directory, exchange_entry, "id", reference.data, NULL); break;
	case FINDING_DATABASE: break;
	}
	text_free(&reference);
	return found;
}

static void keep_first(void *context, const struct finding *finding)
{
	struct first *first = context;

	if (first->error.status)
		return;
	error_set(&first->error, STATUS_DATA, "%s", finding->sentence);
	if (!find_place(first, finding))
		error_at(&first->error, STATUS_DATA, first->directory, 0, 0, "%s", finding->line);
}

enum status exchange_check(struct store *store, const char *directory)
{
	struct first first = { .directory = directory };
	struct checker checker = { .store = store, .report = keep_first, .context = &first };
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && !checker.found && walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		status = check_values(&checker, type);
		if (!status && check_is_constrained(type->record))
			status = check_references(&checker, type);
	}
	/* Totals and ledgers are worked out of records that must be sound by themselves. */
	for (struct record_walk walk = record_walk(); !status && !checker.found && walk.record; record_step(&walk))
		status = check_rules(&checker, store_type(store, walk.record));
	if (!status && !checker.found)
		status = check_aliases(&checker);
	if (!status && !checker.found)
		status = check_counters(&checker);
	if (!status && !checker.found)
		status = check_journal(&checker);
	if (!status && checker.found)
		status = (*store->error = first.error).status;
	text_free(&checker.line);
	text_free(&checker.foreign);
	arena_free(&checker.arena);
	return status;
}
