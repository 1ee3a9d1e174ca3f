#include "store/undo_check.h"

#include "store/check.h"
#include "store/rules.h"
#include <stdlib.h>
#include <string.h>

/* A record that a rule can check, as it was before the undo. */
struct snapshot {
	const struct record_type *record;
	int64_t id;
	const char *findings, *fixed;
};

/* A run of ids that the change made: they go, so that nothing is to be said of them. */
struct made {
	const struct record_type *record;
	int64_t first, last;
};

struct undo_check {
	struct store *store;
	int64_t change;
	struct arena arena;  /* what stays until the end */
	struct arena memory; /* one record at a time */
	struct snapshot *snapshots;
	size_t count;
	struct made *made;
	size_t made_count;
	bool merges; /* references follow a merged record: they mean what they meant */
};

/* Of a line the document. */
static const struct record_type *checked(const struct undo_check *check, const struct record_type *record)
{
	if (record && !rules_check_something(check->store, record))
		record = record->parent;
	return record && rules_check_something(check->store, record) ? record : NULL;
}

static bool concerns(const struct undo_check *check, const struct type *type)
{
	if (checked(check, type->record))
		return true;
	for (size_t i = 0; i < type->count; i++)
		if (type->fields[i]->kind == KIND_REF && checked(check, type->fields[i]->target))
			return true;
	return false;
}

static void add(struct undo_check *check, const struct record_type *record, int64_t id)
{
	struct snapshot *last = check->count ? &check->snapshots[check->count - 1] : NULL;

	if (last && last->record == record && last->id == id)
		return;
	check->snapshots = array_grow(&check->arena, check->snapshots, check->count, sizeof *check->snapshots);
	check->snapshots[check->count++] = (struct snapshot){ .record = record, .id = id };
}

/* The record itself, and what it refers to; of a line its document. */
static enum status note(void *context, const struct record *record)
{
	struct undo_check *check = context;
	enum status status = STATUS_OK;

	if (rules_check_something(check->store, record->type->record))
		add(check, record->type->record, record->id);
	for (size_t i = 0; !status && i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		const struct record_type *wanted = field->kind == KIND_REF ? checked(check, field->target) : NULL;
		int64_t id = record->values[i].type == VALUE_INTEGER ? record->values[i].integer : 0;
		if (!wanted || !id)
			continue;
		if (wanted != field->target) {
			struct record *line;
			status = row_load(check->store, store_type(check->store, field->target), id, &check->memory, &line);
			id = !status && line ? record_integer(line, "parent") : 0;
		}
		if (id)
			add(check, wanted, id);
	}
	return status;
}

static void note_made(struct undo_check *check, const struct entry *entry)
{
	check->made = array_grow(&check->arena, check->made, check->made_count, sizeof *check->made);
	check->made[check->made_count++] = (struct made){ entry->record, entry->first, entry->last };
}

/* The record as it is now, and as it was before the entry. */
static enum status note_entry(struct undo_check *check, const struct entry *entry)
{
	const struct type *type = store_type(check->store, entry->record);
	struct record *now = NULL, *then;

	check->merges |= entry->record == &record_alias;
	if (!concerns(check, type))
		return STATUS_OK;
	arena_reset(&check->memory);
	if (entry->operation == OPERATION_CREATE) {
		note_made(check, entry);
		return row_run(check->store, type, entry->first, entry->last, note, check);
	}
	enum status status = row_load(check->store, type, entry->first, &check->memory, &now);
	if (!status && now)
		status = note(check, now);
	if (status)
		return status;
	then = now ? record_copy(&check->memory, now) : record_new(&check->memory, type);
	then->id = entry->first;
	journal_read(entry->before, then, NULL, &check->memory);
	return note(check, then);
}

static int compare(const void *a, const void *b)
{
	const struct snapshot *left = a, *right = b;

	if (left->record != right->record)
		return left->record->number < right->record->number ? -1 : 1;
	return left->id < right->id ? -1 : left->id > right->id;
}

static bool is_made(const struct undo_check *check, const struct snapshot *snapshot)
{
	for (size_t i = 0; i < check->made_count; i++)
		if (check->made[i].record == snapshot->record && check->made[i].first <= snapshot->id && snapshot->id <= check->made[i].last)
			return true;
	return false;
}

/* Each of them once, without those that the change made. */
static void tidy(struct undo_check *check)
{
	size_t kept = 0;

	if (check->count)
		qsort(check->snapshots, check->count, sizeof *check->snapshots, compare);
	for (size_t i = 0; i < check->count; i++) {
		if ((kept && compare(&check->snapshots[kept - 1], &check->snapshots[i]) == 0) || is_made(check, &check->snapshots[i]))
			continue;
		check->snapshots[kept++] = check->snapshots[i];
	}
	check->count = kept;
}

/* Both texts are empty for a record that is not there. */
static enum status question(struct undo_check *check, const struct snapshot *snapshot, struct text *findings, struct text *fixed)
{
	struct record *record;

	arena_reset(&check->memory);
	enum status status = row_load(check->store, store_type(check->store, snapshot->record), snapshot->id, &check->memory, &record);
	if (!status && record)
		status = rules_check(check->store, record, &check->memory, findings);
	if (!status && record)
		status = rules_printed_content(check->store, record, &check->memory, fixed);
	return status;
}

enum status undo_check_begin(struct store *store, int64_t change, struct undo_check **out)
{
	struct statement *statement;
	struct entry entry;

	*out = NULL;
	if (store->unruled)
		return STATUS_OK;
	enum status status = db_ask(store->db, &statement, "select %-s from entry e join change c on c.id = %jd where e.id between c.first_entry and c.last_entry"
	                            " order by e.id", journal_columns, change);
	if (status)
		return status;
	struct undo_check *check = memory_alloc(sizeof *check);
	*check = (struct undo_check){ .store = store, .change = change };
	while (journal_next(statement, &entry, &status))
		if (entry.record)
			status = note_entry(check, &entry);
	db_done(statement);
	tidy(check);
	for (size_t i = 0; !status && i < check->count; i++) {
		struct text findings = { 0 }, fixed = { 0 };
		status = question(check, &check->snapshots[i], &findings, &fixed);
		check->snapshots[i].findings = arena_string(&check->arena, text_string(&findings));
		check->snapshots[i].fixed = arena_string(&check->arena, text_string(&fixed));
		text_free(&findings);
		text_free(&fixed);
	}
	*out = check;
	return status;
}

/* The first line that was not there before; NULL when there is none. */
static const char *new_line(const char *before, const char *after)
{
	for (const char *line = after; *line; line = strchr(line, '\n') + 1) {
		size_t length = strcspn(line, "\n") + 1;
		const char *old = before;
		while (*old && strncmp(old, line, length) != 0)
			old = strchr(old, '\n') + 1;
		if (!*old)
			return line;
	}
	return NULL;
}

static enum status compare_snapshots(struct undo_check *check, const struct snapshot *snapshot)
{
	struct text findings = { 0 }, fixed = { 0 };
	enum status status = question(check, snapshot, &findings, &fixed);
	const char *line = status ? NULL : new_line(snapshot->findings, text_string(&findings)), *field;

	if (line) {
		const char *sentence = finding_next(&line, &field, &check->arena);
		status = error_set(check->store->error, STATUS_REFUSED,
		                   "ch%lld cannot be undone: it would leave %s%lld wrong: %s; undo first what was made since", (long long)check->change,
		                   snapshot->record->prefix, (long long)snapshot->id, field ? arena_printf(&check->arena, "%s: %s", field, sentence) : sentence);
	}
	if (!status && !check->merges && *snapshot->fixed && fixed.length && strcmp(snapshot->fixed, fixed.data) != 0)
		status = error_set(check->store->error, STATUS_REFUSED, "ch%lld cannot be undone: it would change %s%lld, which was issued since; undo that first",
		                   (long long)check->change, snapshot->record->prefix, (long long)snapshot->id);
	text_free(&findings);
	text_free(&fixed);
	return status;
}

enum status undo_check_end(struct undo_check *check)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; check && !status && i < check->count; i++)
		status = compare_snapshots(check, &check->snapshots[i]);
	return status;
}

void undo_check_free(struct undo_check *check)
{
	if (!check)
		return;
	arena_free(&check->arena);
	arena_free(&check->memory);
	free(check);
}
