#include "store/undo_check.h"

#include "base/hash.h"
#include "base/map.h"
#include "record/section.h"
#include "store/check.h"
#include "store/rules.h"
#include "store/scope.h"
#include <stdlib.h>
#include <string.h>

/* What of a record is to stay as it is. */
struct printed {
	const struct record_type *record;
	int64_t id;
	const char *content;
};

struct undo_check {
	struct store *store;
	int64_t change;
	struct arena arena;  /* what stays until the end */
	struct arena memory; /* one record at a time */
	struct scope made;   /* what the change created: it goes, so that nothing is to be said of it but by what refers to it */
	struct scope scope;
	struct map findings; /* the lines of before, as hashes */
	struct printed *printed;
	size_t printed_count;
	bool merges; /* references follow a merged record: they mean what they meant */
	bool schema;
	bool refused;
};

/* Of a line the document. */
static const struct record_type *checked(const struct undo_check *check, const struct record_type *record)
{
	if (record && !rules_check_something(check->store, record))
		record = record->parent;
	return record && rules_check_something(check->store, record) ? record : NULL;
}

/* What a field of a record refers to, NULL where that is nothing. References of any type are those of rows that documents bring about, as a movement of stock follows
 * from a line of theirs: what people write about is not looked at. */
static const struct record_type *referred(const struct record *record, size_t i, int64_t *id)
{
	const struct field *field = record->type->fields[i];
	int64_t value = record->values[i].type == VALUE_INTEGER ? record->values[i].integer : 0;

	*id = value;
	if (!value || (field->kind != KIND_REF && (field->kind != KIND_ANYREF || !record->type->record->internal)))
		return NULL;
	return field->kind == KIND_REF ? field->target : anyref_unpack(value, id);
}

/* Whether rules have something to say of what its records refer to. */
static bool concerns(const struct undo_check *check, const struct type *type)
{
	for (size_t i = 0; i < type->count; i++)
		if ((type->fields[i]->kind == KIND_REF && checked(check, type->fields[i]->target)) || (type->fields[i]->kind == KIND_ANYREF && type->record->internal))
			return true;
	return false;
}

static void add(struct undo_check *check, const struct record_type *record, int64_t id)
{
	if (!scope_has(&check->made, record, id))
		scope_add(&check->scope, record, id, id);
}

/* What a record refers to; of a line its document. */
static enum status note(void *context, const struct record *record)
{
	struct undo_check *check = context;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < record->type->count; i++) {
		int64_t id;
		const struct record_type *target = referred(record, i, &id), *wanted = target ? checked(check, target) : NULL;
		if (!wanted || !id)
			continue;
		if (wanted != target) {
			struct record *line;
			status = row_load(check->store, store_type(check->store, target), id, &check->memory, &line);
			id = !status && line ? record_integer(line, "parent") : 0;
		}
		if (id)
			add(check, wanted, id);
	}
	return status;
}

/* The records that refer to one, of types that rules check; of a line its document: what was right while it belonged to one customer may not be with another. */
static enum status note_dependents(struct undo_check *check, const struct record_type *record, int64_t id)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct type *type = store_type(check->store, walk.record);
		const struct record_type *wanted = checked(check, walk.record);
		for (size_t i = 0; wanted && !status && i < type->count; i++) {
			const struct field *field = type->fields[i];
			struct text links = { 0 };
			int64_t *ids = NULL;
			size_t count = 0;
			if (field->target != record || (field->kind != KIND_REFS && (field->kind != KIND_REF || !field_stored(field))))
				continue;
			row_link_table(&links, walk.record, field);
			if (field->kind == KIND_REFS)
				status = db_integers(check->store->db, &check->memory, &ids, &count, "select \"%s\" from \"%s\" where \"%s\" = %jd", walk.record->name,
				                     links.data, record->name, id);
			else
				status = db_integers(check->store->db, &check->memory, &ids, &count, "select %-s from \"%s\" where \"%s\" = %jd",
				                     wanted == walk.record ? "id" : "parent", walk.record->name, field_column(field), id);
			text_free(&links);
			for (size_t n = 0; n < count; n++)
				add(check, wanted, ids[n]);
		}
	}
	return status;
}

static bool is_redirected(const struct record *now, const struct record *then)
{
	for (size_t i = 0; i < now->type->count; i++)
		if (now->type->fields[i]->kind == KIND_REF && !value_equal(&now->values[i], &then->values[i]))
			return true;
	return false;
}

/* Records hold names that the schema explains: those of a field or its picks, or of the entries of a section. */
static enum status note_setting(struct undo_check *check, const char *name)
{
	struct store *store = check->store;
	const char *rest, *dot = strchr(name, '.');
	const struct schema_section *section = section_of_setting(name, &rest);
	const struct schema_section *plain;
	const struct form_field *field = section_setting_field(name, &plain);
	bool values = strncmp(name, "field.", 6) == 0 || strncmp(name, "picks.", 6) == 0;

	check->schema = true;
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		size_t length = strlen(walk.record->name);
		bool held = values && strncmp(dot + 1, walk.record->name, length) == 0 && dot[1 + length] == '.';
		for (size_t i = 0; section && i < type->count; i++)
			held |= section_of_field(type->fields[i]) == section;
		if (held)
			scope_add_all(&check->scope, walk.record);
	}
	if (!field || !section_may_change(store, plain, field, store->error))
		return STATUS_OK;
	return error_prefix(store->error, "ch%lld cannot be undone: %s: ", (long long)check->change, field->name);
}

/* The record as it is now, and as it was before the entry. */
static enum status note_entry(struct undo_check *check, const struct entry *entry)
{
	const struct type *type = store_type(check->store, entry->record);
	struct record *now = NULL, *then;
	bool setting = entry->record == &record_setting;

	check->merges |= entry->record == &record_alias;
	if (entry->operation != OPERATION_CREATE)
		add(check, entry->record, entry->first);
	if (!setting && !concerns(check, type))
		return STATUS_OK;
	arena_reset(&check->memory);
	if (entry->operation == OPERATION_CREATE && !setting)
		return row_run(check->store, type, entry->first, entry->last, note, check);
	enum status status = row_load(check->store, type, entry->first, &check->memory, &now);
	if (!status && now)
		status = setting ? note_setting(check, record_text(now, "name")) : note(check, now);
	if (status || entry->operation == OPERATION_CREATE)
		return status;
	then = now ? record_copy(&check->memory, now) : record_new(&check->memory, type);
	then->id = entry->first;
	journal_read(entry->before, then, NULL, &check->memory);
	if (setting)
		return note_setting(check, record_text(then, "name"));
	status = note(check, then);
	return status || !now || !is_redirected(now, then) ? status : note_dependents(check, entry->record, entry->first);
}

static enum status note_made(struct undo_check *check, const struct entry *entry)
{
	if (entry->operation == OPERATION_CREATE)
		scope_add(&check->made, entry->record, entry->first, entry->last);
	return STATUS_OK;
}

static enum status each_entry(struct undo_check *check, enum status (*each)(struct undo_check *check, const struct entry *entry))
{
	struct statement *statement;
	struct entry entry;
	enum status status = db_ask(check->store->db, &statement, "select %-s from entry e join change c on c.id = %jd"
	                            " where e.id between c.first_entry and c.last_entry order by e.id", journal_columns, check->change);

	while (journal_next(statement, &entry, &status))
		if (entry.record)
			status = each(check, &entry);
	db_done(statement);
	return status;
}

static enum status note_printed(void *context, const struct record *record)
{
	struct undo_check *check = context;
	struct text content = { 0 };
	enum status status = rules_printed_content(check->store, record, &check->memory, &content);

	if (!status && content.length) {
		check->printed = array_grow(&check->arena, check->printed, check->printed_count, sizeof *check->printed);
		check->printed[check->printed_count++] = (struct printed){ record->type->record, record->id, arena_string(&check->arena, content.data) };
	}
	text_free(&content);
	arena_reset(&check->memory);
	return status;
}

static enum status note_all_printed(struct undo_check *check)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct scope_run *runs;
		size_t count = rules_print_something(check->store, walk.record) ? scope_runs(&check->scope, walk.record, &runs) : 0;
		for (size_t i = 0; !status && i < count; i++)
			status = row_run(check->store, store_type(check->store, walk.record), runs[i].first, runs[i].last, note_printed, check);
	}
	return status;
}

static uint64_t hash_of(const struct finding *finding)
{
	return hash_bytes(0, finding->line, strlen(finding->line));
}

static void remember(void *context, const struct finding *finding)
{
	struct undo_check *check = context;

	*map_at(&check->findings, hash_of(finding)) = 1;
}

enum status undo_check_begin(struct store *store, int64_t change, struct undo_check **out)
{
	struct undo_check *check = *out = memory_alloc(sizeof *check);

	*check = (struct undo_check){ .store = store, .change = change };
	scope_open(&check->made, store);
	scope_open(&check->scope, store);
	enum status status = each_entry(check, note_made);
	if (!status)
		status = each_entry(check, note_entry);
	if (!status)
		status = store_check_scope(store, &check->scope, remember, check);
	return status || check->merges ? status : note_all_printed(check);
}

bool undo_check_schema(const struct undo_check *check)
{
	return check->schema;
}

static void refuse_new(void *context, const struct finding *finding)
{
	struct undo_check *check = context;
	struct text reference = { 0 };

	if (check->refused || map_get(&check->findings, hash_of(finding)))
		return;
	check->refused = true;
	if (store_reference(check->store, finding->type, finding->id, &reference))
		reference_format(&reference, finding->type, finding->id);
	error_set(check->store->error, STATUS_REFUSED, "ch%lld cannot be undone: it would leave %s wrong: %s; undo first what was made since",
	          (long long)check->change, text_string(&reference), finding->sentence);
	text_free(&reference);
}

static enum status compare_printed(struct undo_check *check, const struct printed *printed)
{
	struct text content = { 0 };
	struct record *record;

	arena_reset(&check->memory);
	enum status status = row_load(check->store, store_type(check->store, printed->record), printed->id, &check->memory, &record);
	if (!status && record)
		status = rules_printed_content(check->store, record, &check->memory, &content);
	if (!status && content.length && strcmp(printed->content, content.data) != 0)
		status = error_set(check->store->error, STATUS_REFUSED, "ch%lld cannot be undone: it would change %s%lld, which was issued since; undo that first",
		                   (long long)check->change, printed->record->prefix, (long long)printed->id);
	text_free(&content);
	return status;
}

enum status undo_check_end(struct undo_check *check)
{
	const struct scope_run *runs;

	/* What is gone now: references that others were merged by may lead there. */
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
		for (size_t i = 0, count = scope_runs(&check->made, walk.record, &runs); i < count; i++)
			scope_add(&check->scope, walk.record, runs[i].first, runs[i].last);
	enum status status = store_check_scope(check->store, &check->scope, refuse_new, check);
	if (!status && check->refused)
		status = STATUS_REFUSED;
	for (size_t i = 0; !status && i < check->printed_count; i++)
		status = compare_printed(check, &check->printed[i]);
	return status;
}

void undo_check_free(struct undo_check *check)
{
	if (!check)
		return;
	scope_free(&check->made);
	scope_free(&check->scope);
	map_free(&check->findings);
	arena_free(&check->arena);
	arena_free(&check->memory);
	free(check);
}
