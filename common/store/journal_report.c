/* Entries of the journal field by field, with the values on both sides. An entry holds the values before it alone; those after it come from the later
 * entries of its record, and from the row for what none of them changed. So the entries of a record are read once, backwards, and reported forwards. */
#include "store/journal.h"

#include "store/private.h"
#include <stdlib.h>
#include <string.h>

/* What an entry did to one field. */
struct step {
	const struct field *field;
	struct value before, after;
};

/* What an entry did to its record. */
struct moment {
	struct moment *later;
	int64_t entry;
	struct step *steps;
	size_t count;
	int digits_before, digits_after; /* of the record's currency */
	int64_t parent, number;          /* of a child */
	bool hidden;                     /* the record was private to somebody else then, or since */
};

/* The entries of one record that are still to be reported, the earliest first. */
struct history {
	const struct record_type *record;
	int64_t id;
	struct moment *next;
	bool hidden; /* so far, backwards */
	struct arena arena;
};

struct report {
	struct store *store;
	int64_t first, last;     /* the changes that are reported; 0: those of one record, all of them */
	struct history *several; /* the records with more than one entry in these changes, by type and id: read once each */
	size_t several_count;
	struct history single;   /* any other record */
	int64_t change;          /* the last one that was asked for, and whether its command is not to be seen */
	bool private;
	enum status (*each)(void *context, const struct reported *reported);
	void *context;
};

static const char of_changes[] = "e.change between ?1 and ?2 and e.id between (select min(first_entry) from change where id between ?1 and ?2) "
                                 "and (select max(last_entry) from change where id between ?1 and ?2)";
/* A creation may stand for a run of records. */
static const char of_record[] = "e.id in (select id from entry where type = ?1 and record = ?2 union "
                                "select id from entry where last is not null and type = ?1 and record <= ?2 and last >= ?2)";

static bool is_reported(const struct field *field)
{
	return strcmp(field->name, "updated_at") != 0 && (!field->derived || field_stored(field));
}

/* Walks the record back over the entry; what the entry did becomes a moment. `after` and `seen` are scratch memory of the size of the record. */
static struct moment *step_back(const struct store *store, struct history *history, const struct entry *entry, struct record *record, struct record *after, bool *seen)
{
	const struct type *type = record->type;
	struct moment *moment = arena_alloc(&history->arena, sizeof *moment);
	bool update = entry->operation == OPERATION_UPDATE;
	size_t count = 0;

	memset(seen, 0, type->count * sizeof *seen);
	if (entry->operation == OPERATION_REMOVE)
		memset(after->values, 0, type->count * sizeof *after->values);
	else
		memcpy(after->values, record->values, type->count * sizeof *after->values);
	if (!update)
		memset(record->values, 0, type->count * sizeof *record->values);
	if (entry->operation != OPERATION_CREATE)
		journal_read(entry->before, record, seen, &history->arena);
	history->hidden = history->hidden || private_hides(store, record);
	moment->hidden = history->hidden;
	for (size_t i = 0; i < type->count; i++) {
		if (!update)
			seen[i] = record->values[i].type != VALUE_NULL || after->values[i].type != VALUE_NULL;
		seen[i] = seen[i] && is_reported(type->fields[i]) && !(moment->hidden && private_masks(type->record, type->fields[i]));
		count += seen[i];
	}
	moment->steps = arena_alloc(&history->arena, count * sizeof *moment->steps);
	for (size_t i = 0; i < type->count; i++)
		if (seen[i])
			moment->steps[moment->count++] = (struct step){ type->fields[i], record->values[i], after->values[i] };
	moment->entry = entry->id;
	moment->digits_before = record_digits(record);
	moment->digits_after = record_digits(after);
	if (entry->record->parent) {
		const struct record *known = entry->operation == OPERATION_REMOVE ? record : after;
		moment->parent = record_integer(known, "parent");
		moment->number = record_integer(known, "number");
	}
	return moment;
}

/* Reads what happened to the record from the entry on. */
static enum status read_history(struct report *report, const struct entry *entry, int64_t id, struct history *history)
{
	const struct type *type = store_type(report->store, entry->record);
	struct record *record, *after = record_new(&history->arena, type);
	bool *seen = arena_alloc(&history->arena, type->count * sizeof *seen);
	struct statement *statement = NULL;
	struct entry later;
	enum status status = row_load(report->store, type, id, &history->arena, &record);

	if (!status)
		status = db_ask(report->store->db, &statement, "select %-s from entry e where %-s and e.id > ?3 order by e.id desc", journal_columns,
		                report->first ? "e.type = ?1 and e.record = ?2" : of_record);
	if (status)
		return status;
	if (!record)
		record = record_new(&history->arena, type);
	history->record = entry->record;
	history->id = id;
	history->next = NULL;
	history->hidden = private_hides(report->store, record);
	db_bind_integer(statement, 1, entry->record->number);
	db_bind_integer(statement, 2, id);
	db_bind_integer(statement, 3, entry->id);
	while (journal_next(statement, &later, &status)) {
		struct moment *moment = step_back(report->store, history, &later, record, after, seen);
		if (report->first && later.change > report->last)
			continue;
		moment->later = history->next;
		history->next = moment;
	}
	db_done(statement);
	struct moment *moment = step_back(report->store, history, entry, record, after, seen);
	moment->later = history->next;
	history->next = moment;
	return status;
}

static enum status report_moment(struct report *report, const struct moment *moment, struct reported *reported)
{
	struct text before = { 0 }, after = { 0 };
	enum status status = STATUS_OK;

	reported->parent = moment->parent;
	reported->number = moment->number;
	for (size_t i = 0; !status && i < moment->count; i++) {
		const struct step *step = &moment->steps[i];
		text_clear(&before);
		text_clear(&after);
		field_format(step->field, &step->before, moment->digits_before, &before);
		field_format(step->field, &step->after, moment->digits_after, &after);
		reported->field = step->field;
		reported->before = text_string(&before);
		reported->after = text_string(&after);
		status = report->each(report->context, reported);
	}
	if (!moment->count && reported->operation != OPERATION_UPDATE) {
		reported->before = reported->after = "";
		status = report->each(report->context, reported);
	}
	text_free(&before);
	text_free(&after);
	return status;
}

static int compare(const void *a, const void *b)
{
	const struct history *left = a, *right = b;

	if (left->record != right->record)
		return left->record->number < right->record->number ? -1 : 1;
	return left->id < right->id ? -1 : left->id > right->id;
}

/* Entries of a change follow each other. */
static enum status find_private(struct report *report, int64_t change)
{
	if (report->change == change)
		return STATUS_OK;
	report->change = change;
	return private_change(report->store, change, &report->private);
}

static enum status report_entry(struct report *report, struct statement *head, const struct entry *entry, int64_t id)
{
	struct history wanted = { .record = entry->record, .id = id };
	struct history *history = report->several_count ? bsearch(&wanted, report->several, report->several_count, sizeof wanted, compare) : NULL;
	struct reported reported = { .change = entry->change, .at = db_text(head, 7), .who = db_text(head, 8), .command = db_text(head, 9),
		             .record = entry->record, .id = id, .operation = entry->operation };
	enum status status = STATUS_OK;

	status = find_private(report, entry->change);
	if (status)
		return status;
	if (report->private)
		reported.command = "";
	if (!history)
		history = &report->single;
	if (!history->next || compare(history, &wanted) != 0 || history->next->entry != entry->id) {
		arena_reset(&history->arena);
		status = read_history(report, entry, id, history);
	}
	if (status)
		return status;
	status = report_moment(report, history->next, &reported);
	history->next = history->next->later;
	if (!history->next && history != &report->single)
		arena_free(&history->arena);
	return status;
}

static enum status find_several(struct report *report, struct arena *arena)
{
	struct statement *statement;
	enum status status = db_ask(report->store->db, &statement,
	                            "select e.type, e.record from entry e where %-s group by e.type, e.record having count(*) > 1 order by e.type, e.record", of_changes);

	if (status)
		return status;
	db_bind_integer(statement, 1, report->first);
	db_bind_integer(statement, 2, report->last);
	while (db_next(statement, &status)) {
		struct history history = { .record = record_by_number((int)db_integer(statement, 0)), .id = db_integer(statement, 1) };
		if (!history.record)
			continue;
		report->several = array_grow(arena, report->several, report->several_count, sizeof history);
		report->several[report->several_count++] = history;
	}
	db_done(statement);
	return status;
}

/* The entries that the condition names, the oldest first. */
static enum status run(struct report *report, const char *condition, int64_t first, int64_t second)
{
	struct statement *statement;
	struct entry entry;

	private_acting(report->store);
	enum status status = db_ask(report->store->db, &statement, "select %-s, c.at, case when c.via is null then u.login else coalesce(u.login, '') || ' via ' || c.via end, c.command "
	                  "from entry e left join change c on c.id = e.change left join \"user\" u on u.id = c.who where %-s order by e.id",
	                            journal_columns, condition);

	if (status)
		return status;
	db_bind_integer(statement, 1, first);
	db_bind_integer(statement, 2, second);
	while (journal_next(statement, &entry, &status)) {
		if (!entry.record)
			continue;
		for (int64_t id = report->first ? entry.first : second; !status && id <= (report->first ? entry.last : second); id++)
			status = report_entry(report, statement, &entry, id);
	}
	db_done(statement);
	for (size_t i = 0; i < report->several_count; i++)
		arena_free(&report->several[i].arena);
	arena_free(&report->single.arena);
	return status;
}

enum status journal_report(struct store *store, int64_t first, int64_t last, enum status (*each)(void *context, const struct reported *reported), void *context)
{
	struct report report = { .store = store, .first = first, .last = last, .each = each, .context = context };
	struct arena arena = { 0 };
	enum status status = find_several(&report, &arena);

	if (!status)
		status = run(&report, of_changes, first, last);
	arena_free(&arena);
	return status;
}

enum status journal_report_record(struct store *store, const struct record_type *record, int64_t id,
                                enum status (*each)(void *context, const struct reported *reported), void *context)
{
	return run(&(struct report){ .store = store, .each = each, .context = context }, of_record, record->number, id);
}
