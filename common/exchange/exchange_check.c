/* What an import brought, looked at as crm-db check does; the first finding is told with its place in the files. */
#include "exchange/exchange_parts.h"

#include "store/check_parts.h"

struct first {
	struct finding finding; /* its texts are in the arena */
	struct arena arena;
};

static void keep_first(void *context, const struct finding *finding)
{
	struct first *first = context;

	if (first->finding.line)
		return;
	first->finding = *finding;
	first->finding.line = arena_string(&first->arena, finding->line);
	first->finding.sentence = arena_string(&first->arena, finding->sentence);
	first->finding.field = finding->field ? arena_string(&first->arena, finding->field) : NULL;
}

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

static enum status tell(struct store *store, const char *directory, const struct finding *finding)
{
	struct text path = { 0 };
	size_t line, column;

	find_place(directory, finding, &path, &line, &column);
	error_at(store->error, STATUS_DATA, line ? path.data : directory, line, column, "%s", line ? finding->sentence : finding->line);
	text_free(&path);
	return STATUS_DATA;
}

enum status exchange_check(struct store *store, const char *directory)
{
	struct first first = { 0 };
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
		status = tell(store, directory, &first.finding);
	arena_free(&first.arena);
	text_free(&checker.line);
	text_free(&checker.foreign);
	arena_free(&checker.arena);
	return status;
}
