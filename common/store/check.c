#include "store/check.h"

#include "db/backup.h"
#include "store/check_parts.h"
#include "store/content.h"
#include "store/save.h"
#include "store/search.h"
#include <stdarg.h>
#include <string.h>

static void report(struct checker *checker, struct finding finding, const char *format, va_list arguments)
{
	struct text *line = &checker->line;

	checker->found++;
	text_clear(line);
	if (finding.about == FINDING_RECORD) {
		if (store_reference(checker->store, finding.type, finding.id, line))
			reference_format(line, finding.type, finding.id);
		text_add(line, ": ");
	}
	size_t sentence = line->length;
	if (finding.field)
		text_printf(line, "%s: ", finding.field);
	text_vprintf(line, format, arguments);
	finding.line = text_string(line);
	finding.sentence = finding.line + sentence;
	if (checker->report)
		checker->report(checker->context, &finding);
}

void check_report(struct checker *checker, const struct record_type *type, int64_t id, const char *field, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(checker, (struct finding){ .about = FINDING_RECORD, .type = type, .id = id, .field = field }, format, arguments);
	va_end(arguments);
}

void check_report_of(struct checker *checker, struct finding about, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(checker, about, format, arguments);
	va_end(arguments);
}

void check_broken(struct checker *checker, const struct type *type, int64_t id)
{
	checker->broken = array_grow(&checker->arena, checker->broken, checker->broken_count, sizeof *checker->broken);
	checker->broken[checker->broken_count++] = (struct broken){ type, id };
}

enum status check_each(struct checker *checker, const struct type *type, enum status asked, struct statement *statement,
		       enum status (*each)(void *context, struct statement *statement), void *context)
{
	const struct scope_run *runs;
	size_t count = asked ? 0 : scope_runs(checker->scope, type->record, &runs);
	enum status status = asked;

	for (size_t i = 0; !status && i < count; i++) {
		db_bind_integer(statement, 1, runs[i].first);
		db_bind_integer(statement, 2, runs[i].last);
		while (db_next(statement, &status))
			status = each(context, statement);
		db_reset(statement);
	}
	db_done(statement);
	return status;
}

bool check_is_constrained(const struct record_type *record)
{
	return !record->no_common_fields || record->parent;
}

static void report_file(void *context, const char *finding)
{
	check_report_of(context, (struct finding){ .about = FINDING_DATABASE }, "%s", finding);
}

/* SQLite names table and row of a broken foreign key, but not the field. What check_references finds is reported better, so that these lines wait
 * and are only reported where they know more. */
static void take_foreign(void *context, const char *finding)
{
	struct checker *checker = context;

	text_printf(&checker->foreign, "%s\n", finding);
	checker->foreign_count++;
}

static void report_foreign(struct checker *checker)
{
	if (checker->foreign_count <= checker->dangling)
		return;
	for (const char *line = text_string(&checker->foreign); *line; line = strchr(line, '\n') + 1)
		check_report_of(checker, (struct finding){ .about = FINDING_DATABASE }, "%.*s", (int)strcspn(line, "\n"), line);
}

/* All that there is to say about records, by themselves and with each other. */
static enum status find_in_records(struct checker *checker)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < record_count(); i++) {
		const struct type *type = store_type(checker->store, record_at((i + checker->first) % record_count()));
		status = check_values(checker, type);
		if (!status && check_is_constrained(type->record))
			status = check_references(checker, type);
		if (!status)
			status = check_rules(checker, type);
	}
	return status ? status : check_aliases(checker);
}

enum status store_check_scope(struct store *store, struct scope *scope, void (*report)(void *context, const struct finding *finding), void *context)
{
	struct checker checker = { .store = store, .scope = scope, .report = report, .context = context };
	enum status status = find_in_records(&checker);

	text_free(&checker.line);
	arena_free(&checker.arena);
	return status;
}

static enum status find_all(struct checker *checker)
{
	struct store *store = checker->store;
	enum status status = db_verify(store->db, checker->quick, report_file, take_foreign, checker);

	if (!status)
		status = find_in_records(checker);
	report_foreign(checker);
	if (!status)
		status = check_counters(checker);
	if (!status)
		status = check_journal(checker);
	if (!status && !checker->quick)
		status = check_content(checker);
	return status || checker->quick ? status : check_words(checker);
}

/* The links that lead somewhere, in the form they are stored in. */
static enum status keep_links(struct checker *checker, const struct field *field, struct value *value, struct arena *arena)
{
	const char *rest = value->text;
	struct text kept = { 0 };
	enum status status = STATUS_OK;
	int64_t id, gone = 0;
	char role[40];

	while (!status && row_next_link(&rest, &id, role)) {
		bool there;
		status = row_exists(checker->store, field->target, id, &there);
		if (!there) {
			gone++;
			continue;
		}
		if (kept.length)
			text_byte(&kept, ',');
		reference_format(&kept, field->target, id);
		if (*role)
			text_printf(&kept, ":%s", role);
	}
	if (!status && gone) {
		*value = value_text(arena_string(arena, text_string(&kept)));
		checker->fixed += gone;
	}
	text_free(&kept);
	return status;
}

static enum status fix_field(struct checker *checker, const struct field *field, struct value *value, struct arena *arena)
{
	if (value->type == VALUE_NULL || (field->required && !field->column))
		return STATUS_OK;
	if (field->kind == KIND_REFS)
		return keep_links(checker, field, value, arena);
	if ((field->kind != KIND_REF && field->kind != KIND_ANYREF) || !field_stored(field) || field->outlives)
		return STATUS_OK;
	int64_t id = value->integer;
	const struct record_type *target = field->kind == KIND_REF ? field->target : anyref_unpack(value->integer, &id);
	bool there = false;
	enum status status = target ? row_exists(checker->store, target, id, &there) : STATUS_OK;
	if (!status && !there) {
		*value = (struct value){ 0 };
		checker->fixed++;
	}
	return status;
}

static enum status fix_record(struct checker *checker, const struct broken *broken, struct arena *arena)
{
	struct record *old, *record;
	enum status status = row_load(checker->store, broken->type, broken->id, arena, &old);

	if (status || !old)
		return status;
	record = record_copy(arena, old);
	for (size_t i = 0; !status && i < record->type->count; i++)
		status = fix_field(checker, record->type->fields[i], &record->values[i], arena);
	return status ? status : save_set(checker->store, old, record, arena);
}

static enum status fix_records(struct checker *checker)
{
	struct arena arena = { 0 };

	if (!checker->broken_count && !checker->unsettled_count)
		return STATUS_OK;
	enum status status = change_begin(checker->store, "crm-db check --fix");
	if (status)
		return status;
	for (size_t i = 0; !status && i < checker->broken_count; i++) {
		arena_reset(&arena);
		status = fix_record(checker, &checker->broken[i], &arena);
	}
	arena_free(&arena);
	if (!status)
		status = check_settle(checker);
	if (!status)
		return change_commit(checker->store);
	change_rollback(checker->store);
	return status;
}

/* Counters are no records: the journal does not know them, and raising one twice does no harm. */
static enum status raise_counters(struct checker *checker)
{
	struct db *db = checker->store->db;
	enum status status = db_begin(db);
	int64_t raised = 0;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		if (!checker->counters[walk.record->number])
			continue;
		status = db_execute(db, "insert into counter (name, value) values (%s, %jd) on conflict (name) do update set value = excluded.value"
		                    " where excluded.value > counter.value", walk.record->name, checker->counters[walk.record->number]);
		raised++;
	}
	if (!status)
		status = db_commit(db);
	if (!status)
		checker->fixed += raised;
	db_rollback(db);
	return status;
}

/* Words are made from the rows: the journal does not know them either. */
static enum status fix_words(struct checker *checker)
{
	struct store *store = checker->store;

	if (!checker->stale_words)
		return STATUS_OK;
	enum status status = db_begin(store->db);
	if (!status)
		status = search_rebuild(store);
	if (!status)
		status = db_commit(store->db);
	if (!status)
		checker->fixed += checker->stale_words;
	db_rollback(store->db);
	return status;
}

/* Nor does it know what lies beside the database. */
static enum status fix_content(struct checker *checker)
{
	int64_t removed = 0;
	enum status status = checker->stray_content ? content_sweep(checker->store, &removed) : STATUS_OK;

	checker->fixed += removed;
	return status;
}

enum status store_check(struct store *store, bool fix, void (*report)(void *context, const struct finding *finding), void *context, int64_t *found, int64_t *fixed)
{
	struct checker checker = { .store = store, .report = report, .context = context };

	*found = *fixed = 0;
	/* One transaction to read in: a writer between two statements would look like damage. */
	enum status status = db_begin_reading(store->db);
	if (!status)
		status = find_all(&checker);
	db_rollback(store->db);
	if (!status && fix && checker.found)
		status = raise_counters(&checker);
	if (!status && fix)
		status = fix_records(&checker);
	if (!status && fix)
		status = fix_words(&checker);
	if (!status && fix)
		status = fix_content(&checker);
	if (!status && fix && checker.found)
		status = change_fix_heads(store, &checker.fixed);
	*found = checker.found;
	*fixed = status ? 0 : checker.fixed;
	text_free(&checker.line);
	text_free(&checker.foreign);
	arena_free(&checker.arena);
	return status;
}

enum status store_check_quick(struct store *store, int seconds, size_t first, int64_t *found, bool *all)
{
	struct checker checker = { .store = store, .quick = true, .first = first };

	db_limit(store->db, seconds);
	enum status status = db_begin_reading(store->db);
	if (!status)
		status = find_all(&checker);
	*all = !db_late(store->db);
	db_limit(store->db, 0);
	db_rollback(store->db);
	*found = checker.found;
	text_free(&checker.line);
	text_free(&checker.foreign);
	arena_free(&checker.arena);
	return *all ? status : error_silence(store->error, STATUS_OK);
}
