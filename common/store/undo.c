#include "store/undo.h"

#include "base/date.h"
#include "base/sentence.h"
#include "store/compact.h"
#include "store/dependents.h"
#include "store/forget.h"
#include "store/rules.h"
#include "store/save_parts.h"
#include "store/schema_change.h"
#include "store/undo_check.h"
#include <string.h>

enum status undo_newest(struct store *store, bool redo, int64_t before, int64_t *change)
{
	if (redo)
		return db_one(store->db, change,
		              "select max(c.id) from change c join change b on b.id = c.undoes where c.who = %jd and c.id < %jd and c.undone_by is null and b.undoes is null",
		              store->user, before);
	return db_one(store->db, change, "select max(id) from change where who = %jd and id < %jd and undoes is null and undone_by is null", store->user, before);
}

static void by_whom(struct store *store, int64_t change, struct text *out)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select u.login, c.at from change c left join \"user\" u on u.id = c.who where c.id = %jd", change);

	text_printf(out, "ch%lld", (long long)change);
	if (db_next(statement, &status)) {
		text_printf(out, " of %s at ", db_text(statement, 0) ? db_text(statement, 0) : "unknown");
		timestamp_local(out, db_text(statement, 1));
	}
	db_done(statement);
}

static enum status conflict(struct store *store, const struct entry *entry, const struct record *now, const char *field, int64_t later)
{
	struct text whom = { 0 };
	int64_t id = now->id;
	enum status status = rules_conflict(store, now, entry->change);

	if (status)
		return status;
	by_whom(store, later, &whom);
	error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: %s of %s%lld was since changed by %s; undo that first", (long long)entry->change,
	          field ? field : "something", entry->record->prefix, (long long)id, whom.data);
	text_free(&whom);
	return STATUS_REFUSED;
}

/* The entries of a record after the given one, from the oldest on or from the newest. The caller is done with the statement by db_done. */
static enum status later_entries(struct store *store, const struct entry *entry, int64_t id, bool newest, struct statement **statement)
{
	return db_ask(store->db, statement, "select %-s from entry e where e.type = %d and e.record = %jd and e.id > %jd order by e.id%-s", journal_columns,
	              entry->record->number, id, entry->id, newest ? " desc" : "");
}

/* The newest other change that wrote the field. */
static enum status find_last_writer(struct store *store, const struct entry *entry, const struct record *now, size_t field, struct arena *arena, int64_t *change)
{
	struct record *earlier = record_new(arena, now->type);
	struct statement *statement;
	struct entry later;
	bool *seen = arena_alloc(arena, now->type->count * sizeof *seen);
	enum status status = later_entries(store, entry, now->id, true, &statement);

	*change = 0;
	if (status)
		return status;
	while (!*change && journal_next(statement, &later, &status)) {
		if (later.change == store->change.id || later.change == entry->change)
			continue;
		journal_read(later.before, earlier, seen, arena);
		if (seen[field])
			*change = later.change;
	}
	db_done(statement);
	return status;
}

/* Reads on until every wanted field has its value after the entry: known, in `after`. The first later entry that names a field has that value as its
 * before-value; without one it is still today's. A change may have written a record twice: its own later entries, which are undone already, hold the
 * value in between. Most changes of a record write a field that the next ones write too, so that few entries are read. */
static enum status find_after(struct store *store, const struct entry *entry, const bool *wanted, size_t count, struct record *after, bool *known, struct arena *arena)
{
	const struct type *type = after->type;
	struct arena scratch = { 0 };
	struct statement *statement;
	struct entry later;
	bool *seen = arena_alloc(arena, type->count * sizeof *seen);
	enum status status = later_entries(store, entry, after->id, false, &statement);

	if (status)
		return status;
	while (count && journal_next(statement, &later, &status)) {
		if (later.change == store->change.id)
			continue;
		arena_reset(&scratch);
		memset(seen, 0, type->count * sizeof *seen);
		struct record *earlier = record_new(&scratch, type);
		journal_read(later.before, earlier, seen, &scratch);
		for (size_t i = 0; i < type->count; i++) {
			if (!seen[i] || known[i])
				continue;
			known[i] = true;
			count -= !wanted || wanted[i];
			after->values[i] = earlier->values[i];
			if (earlier->values[i].type == VALUE_TEXT)
				after->values[i].text = arena_copy(arena, earlier->values[i].text, earlier->values[i].length);
		}
	}
	db_done(statement);
	arena_free(&scratch);
	return status;
}

static bool is_amount(const struct field *field)
{
	return field_stored(field) && !field->computed && field_is_amount(field);
}

/* An amount and the currency that it was written in are one: what one of them was before means nothing beside the other that came since. */
static bool *watched_fields(const struct type *type, const bool *touched, struct arena *arena)
{
	bool *watched = arena_alloc(arena, type->count * sizeof *watched), amounts = false, denominations = false;

	for (size_t i = 0; i < type->count; i++) {
		amounts = amounts || (touched[i] && is_amount(type->fields[i]));
		denominations = denominations || (touched[i] && field_denominates(type->fields[i]));
	}
	for (size_t i = 0; i < type->count; i++)
		watched[i] = touched[i] || (denominations && is_amount(type->fields[i])) || (amounts && field_denominates(type->fields[i]));
	return watched;
}

/* A field conflicts when its value today is not what the entry left behind. Bookkeeping that was written since stays as it is: it is touched no more.
 * touched NULL: all fields. */
static enum status find_conflicts(struct store *store, const struct entry *entry, bool *touched, const struct record *now, struct arena *arena)
{
	const struct type *type = store_type(store, entry->record);
	struct record *after = record_copy(arena, now);
	bool *known = arena_alloc(arena, type->count * sizeof *known);
	const bool *watched = touched ? watched_fields(type, touched, arena) : NULL;
	size_t count = 0;

	for (size_t i = 0; i < type->count; i++)
		count += !watched || watched[i];
	enum status status = find_after(store, entry, watched, count, after, known, arena);
	for (size_t i = 0; !status && i < type->count; i++) {
		int64_t change;
		if ((watched && !watched[i]) || !known[i] || value_equal(&after->values[i], &now->values[i]))
			continue;
		if (!type->fields[i]->bookkeeping) {
			status = find_last_writer(store, entry, now, i, arena, &change);
			if (!status)
				status = conflict(store, entry, now, type->fields[i]->name, change);
		} else if (touched) {
			touched[i] = false;
		}
	}
	return status;
}

static enum status gone(struct store *store, const struct entry *entry, int64_t id)
{
	return error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: %s%lld no longer exists; undo its removal first",
	                 (long long)entry->change, entry->record->prefix, (long long)id);
}

/* Why the table did not take the row back. */
static enum status taken(struct store *store, const struct entry *entry, const struct record *then, enum status status)
{
	if (status != STATUS_REFUSED)
		return status;
	status = save_taken(store, then);
	error_prefix(store->error, "ch%lld cannot be undone: %s%lld: ", (long long)entry->change, entry->record->prefix, (long long)then->id);
	return status;
}

static enum status undo_update(struct store *store, const struct entry *entry, struct arena *arena)
{
	const struct type *type = store_type(store, entry->record);
	struct record *now, *then;
	bool *touched = arena_alloc(arena, type->count * sizeof *touched);
	enum status status = row_load(store, type, entry->first, arena, &now);

	if (status)
		return status;
	if (!now)
		return gone(store, entry, entry->first);
	then = record_copy(arena, now);
	journal_read(entry->before, then, touched, arena);
	status = find_conflicts(store, entry, touched, now, arena);
	for (size_t i = 0; !status && i < type->count; i++)
		if (!touched[i])
			then->values[i] = now->values[i];
	if (!status)
		status = rules_undone(store, now, then, entry->change);
	if (status)
		return status;
	status = row_update(store, dialect_main, then, touched);
	return status ? taken(store, entry, then, status) : journal_updated(store, now, touched);
}

static enum status undo_each_creation(struct store *store, const struct entry *entry)
{
	const struct type *type = store_type(store, entry->record);
	struct arena arena = { 0 };
	enum status status = STATUS_OK;

	for (int64_t id = entry->last; !status && id >= entry->first; id--) {
		struct record *now;
		arena_reset(&arena);
		status = row_load(store, type, id, &arena, &now);
		if (!status && !now)
			status = gone(store, entry, id);
		if (!status)
			status = find_conflicts(store, entry, NULL, now, &arena);
		if (!status)
			status = rules_undone(store, now, NULL, entry->change);
		if (!status)
			status = row_delete(store, dialect_main, type, id);
		if (!status)
			status = journal_removed(store, now);
	}
	arena_free(&arena);
	return status;
}

static enum status journal_each(void *context, const struct record *record)
{
	return journal_removed(context, record);
}

/* A run that nobody touched since, as of an import, goes at once. */
static enum status undo_create(struct store *store, const struct entry *entry)
{
	const struct type *type = store_type(store, entry->record);
	int64_t deleted, touched;

	if (entry->record == &record_user && store->user >= entry->first && store->user <= entry->last)
		return error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: it created u%lld, the acting user, who could not revert it; let another user do it",
		                 (long long)entry->change, (long long)store->user);
	if (entry->first == entry->last)
		return undo_each_creation(store, entry);
	enum status status = db_one(store->db, &touched, "select 1 from entry where type = %d and record between %jd and %jd and change > %jd and change < %jd limit 1",
	                            entry->record->number, entry->first, entry->last, entry->change, store->change.id);
	if (status || touched)
		return status ? status : undo_each_creation(store, entry);
	status = row_run(store, type, entry->first, entry->last, journal_each, store);
	if (!status)
		status = row_delete_run(store, type, entry->first, entry->last, &deleted);
	if (!status && deleted != entry->last - entry->first + 1)
		return gone(store, entry, entry->first);
	return status;
}

/* Another undo brought it back. */
static enum status there_again(struct store *store, const struct entry *entry)
{
	struct text whom = { 0 };
	int64_t change;
	enum status status = journal_version(store, entry->record, entry->first, &change);

	if (!status)
		by_whom(store, change, &whom);
	if (!status)
		status = error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: %s%lld is there again since %s", (long long)entry->change, entry->record->prefix,
		                   (long long)entry->first, text_string(&whom));
	text_free(&whom);
	return status;
}

static enum status undo_remove(struct store *store, const struct entry *entry, struct arena *arena)
{
	bool there;

	struct record *then = record_new(arena, store_type(store, entry->record));

	then->id = entry->first;
	journal_read(entry->before, then, NULL, arena);
	enum status status = row_insert(store, dialect_main, then);
	if (status == STATUS_REFUSED && !row_exists(store, entry->record, then->id, &there) && there)
		return there_again(store, entry);
	return status ? taken(store, entry, then, status) : journal_created(store, entry->record, then->id);
}

struct left {
	struct store *store;
	const struct entry *entry;
};

static enum status refuse_left(void *context, const struct type *type, const struct field *field, int64_t id)
{
	struct left *left = context;

	return error_set(left->store->error, STATUS_REFUSED, "ch%lld cannot be undone: %s%lld, created since, refers by %s to %s %s that would be removed",
	                 (long long)left->entry->change, type->record->prefix, (long long)id, field->name, sentence_a(left->entry->record->name), left->entry->record->name);
}

static enum status each_entry(struct store *store, int64_t change, bool backwards, enum status (*each)(struct store *, const struct entry *, struct arena *))
{
	struct statement *statement;
	struct arena arena = { 0 };
	struct entry entry;
	enum status status = db_ask(store->db, &statement,
		"select %-s from entry e join change c on c.id = %jd where e.id between c.first_entry and c.last_entry order by e.id%-s", journal_columns,
	                            change, backwards ? " desc" : "");
	while (journal_next(statement, &entry, &status)) {
		arena_reset(&arena);
		if (entry.record)
			status = each(store, &entry, &arena);
	}
	db_done(statement);
	arena_free(&arena);
	return status;
}

static enum status reverse(struct store *store, const struct entry *entry, struct arena *arena)
{
	if (forget_is_mark(entry->before))
		return error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: %s%lld was forgotten, and what it was is not known any more",
		                 (long long)entry->change, entry->record->prefix, (long long)entry->first);
	switch (entry->operation) {
	case OPERATION_CREATE: return undo_create(store, entry);
	case OPERATION_UPDATE: return undo_update(store, entry, arena);
	case OPERATION_REMOVE: return undo_remove(store, entry, arena);
	}
	return STATUS_OK;
}

/* Any-references have no foreign key to stop us, and SQLite names nobody. */
static enum status refuse_dangling(struct store *store, const struct entry *entry, struct arena *arena)
{
	(void)arena;
	if (entry->operation != OPERATION_CREATE)
		return STATUS_OK;
	return dependents_each(store, entry->record, entry->first, entry->last, refuse_left, &(struct left){ store, entry });
}

static enum status mark_undone(struct store *store, int64_t change)
{
	enum status status = db_execute(store->db, "update change set undone_by = %jd where id = %jd", store->change.id, change);

	if (status)
		return status;
	/* Undoing an undo restores what it undid: one change, or several of `--last`. No other change has undone anything. */
	int64_t undid;
	if ((status = db_one(store->db, &undid, "select undoes from change where id = %jd", change)) || !undid)
		return status;
	return db_execute(store->db, "update change set undone_by = null where undone_by = %jd", change);
}

static enum status no_change(struct store *store, int64_t change)
{
	int64_t oldest;
	enum status status = compact_oldest(store, &oldest);

	if (!status && change > 0 && change < oldest)
		status = error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: the journal was compacted, and begins with ch%lld", (long long)change, (long long)oldest);
	return status ? status : error_set(store->error, STATUS_REFUSED, "there is no change ch%lld", (long long)change);
}

enum status undo_change(struct store *store, int64_t change, bool *schema)
{
	int64_t exists, undone;
	enum status status = db_one(store->db, &exists, "select 1 from change where id = %jd", change);

	if (!status)
		status = db_one(store->db, &undone, "select undone_by from change where id = %jd", change);
	if (status)
		return status;
	if (!exists)
		return no_change(store, change);
	if (undone)
		return error_set(store->error, STATUS_REFUSED, "ch%lld was already undone, by ch%lld; crm-redo makes it again", (long long)change, (long long)undone);
	struct undo_check *check;
	store->change.undoes = change;
	status = undo_check_begin(store, change, &check);
	*schema = undo_check_schema(check);
	if (!status)
		status = each_entry(store, change, true, reverse);
	if (!status && *schema && (status = schema_changed(store)) == STATUS_REFUSED)
		error_prefix(store->error, "ch%lld cannot be undone: ", (long long)change);
	if (!status)
		status = each_entry(store, change, false, refuse_dangling);
	if (!status)
		status = undo_check_end(check);
	undo_check_free(check);
	return status ? status : mark_undone(store, change);
}
