/* What an import brought, looked at as crm-db check does; the first finding is told with its place in the files. */
#include "exchange/exchange_parts.h"

#include "store/check_parts.h"

struct first {
	const char *directory;
	struct error error; /* STATUS_OK while there is none */
};

/* The line of the file that the finding is about, and the column of its value; line 0: it is in no file. */
static void find_place(const char *directory, const struct finding *finding, struct text *path, size_t *line, size_t *column)
{
	struct text reference = { 0 };

	*line = *column = 0;
	switch (finding->about) {
	case FINDING_RECORD:
		reference_format(&reference, finding->type, finding->id);
		exchange_path(path, directory, finding->type->name);
		exchange_place(path->data, "ref", reference.data, finding->field, line, column);
		break;
	case FINDING_COUNTER:
		exchange_path(path, directory, exchange_counter);
		exchange_place(path->data, "name", finding->type->name, "value", line, column);
		break;
	case FINDING_ENTRY:
		text_integer(&reference, finding->id);
		exchange_path(path, directory, exchange_entry);
		exchange_place(path->data, "id", reference.data, NULL, line, column);
		break;
	case FINDING_DATABASE: break;
	}
	text_free(&reference);
}

static void keep_first(void *context, const struct finding *finding)
{
	struct first *first = context;
	struct text path = { 0 };
	size_t line, column;

	if (first->error.status)
		return;
	find_place(first->directory, finding, &path, &line, &column);
	error_at(&first->error, STATUS_DATA, line ? path.data : first->directory, line, column, "%s", line ? finding->sentence : finding->line);
	text_free(&path);
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
