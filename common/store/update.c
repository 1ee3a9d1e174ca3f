#include "store/update.h"

#include "base/date.h"
#include "store/journal.h"
#include "store/rules.h"
#include "store/save.h"
#include <string.h>

enum {
	STRETCH_RECORDS = 512,       /* what is read before it is written: a statement that writes a table is not run while one reads it */
	STRETCH_BYTES = 1024 * 1024, /* of texts in it */
	STRETCH_GAP = 8,             /* to step over so many rows costs about what another search costs */
};

/* A run of records whose new values are the same. */
struct run {
	int64_t first, last; /* first 0: none */
	bool *changed;       /* by the type's fields */
	struct record *values;
};

struct updating {
	struct store *store;
	const struct update *update;
	const struct type *type;
	size_t *reads, read_count; /* the fields that are read */
	size_t updated;            /* place of updated_at; the count of the fields where there is none */
	struct value now;
	struct statement *select;
	struct arena arena;        /* of the whole update */
	struct arena stretch;      /* of the values of one stretch, old and new */
	struct value *values;      /* read_count for each record of the stretch */
	bool *there;
	struct record *old, *new;
	bool *changed;
	struct run run;
};

bool update_is_plain(struct store *store, const struct type *type, const struct field *field)
{
	if (field->unique || field->search || !field_stored(field) || field->kind == KIND_ANYREF || rules_look_at(store, type, field) || type->record->privacy)
		return false;
	return field->kind != KIND_REF || field->target != type->record;
}

static enum status open_update(struct updating *updating)
{
	const struct type *type = updating->type;
	char now[TIMESTAMP_SIZE];
	struct text sql = { 0 };

	timestamp_now(&updating->store->conventions, now);
	updating->now = value_text(arena_string(&updating->arena, now));
	updating->updated = type->count;
	updating->reads = arena_alloc(&updating->arena, type->count * sizeof *updating->reads);
	text_add(&sql, "select id");
	for (size_t i = 0; i < type->count; i++) {
		const char *name = type->fields[i]->name;
		if (strcmp(name, "updated_at") == 0)
			updating->updated = i;
		if (!updating->update->touched[i] && updating->updated != i && strcmp(name, "currency") != 0)
			continue;
		updating->reads[updating->read_count++] = i;
		text_printf(&sql, ", \"%s\"", field_column(type->fields[i]));
	}
	text_printf(&sql, " from %s.\"%s\" where id between ? and ? order by id", dialect_main, type->record->name);
	enum status status = db_prepare(updating->store->db, sql.data, &updating->select);
	text_free(&sql);
	updating->values = arena_alloc(&updating->arena, STRETCH_RECORDS * updating->read_count * sizeof *updating->values);
	updating->there = arena_alloc(&updating->arena, STRETCH_RECORDS * sizeof *updating->there);
	updating->old = record_new(&updating->arena, type);
	updating->new = record_new(&updating->arena, type);
	updating->changed = arena_alloc(&updating->arena, type->count * sizeof *updating->changed);
	updating->run.changed = arena_alloc(&updating->arena, type->count * sizeof *updating->run.changed);
	updating->run.values = record_new(&updating->arena, type);
	return status;
}

/* How many of the ids rise closely enough to be read at once. */
static size_t stretch_of(const int64_t *ids, size_t count)
{
	size_t length = 1;

	while (length < count && length < STRETCH_RECORDS && ids[length] > ids[length - 1] && ids[length] - ids[length - 1] <= STRETCH_GAP)
		length++;
	return length;
}

static size_t read_row(struct updating *updating, size_t at)
{
	struct value *values = updating->values + at * updating->read_count;
	size_t bytes = 0;

	for (size_t i = 0; i < updating->read_count; i++) {
		const struct field *field = updating->type->fields[updating->reads[i]];
		values[i] = db_value_as(updating->select, (int)i + 1, kind_value_type(field->kind));
		if (values[i].type != VALUE_TEXT)
			continue;
		values[i].text = arena_copy(&updating->stretch, values[i].text, values[i].length);
		bytes += values[i].length;
	}
	updating->there[at] = true;
	return bytes;
}

/* Reads the records of a stretch; *count becomes smaller where texts are large. */
static enum status read_stretch(struct updating *updating, const int64_t *ids, size_t *count)
{
	enum status status = STATUS_OK;
	size_t at = 0, bytes = 0;

	memset(updating->there, 0, *count * sizeof *updating->there);
	db_bind_integer(updating->select, 1, ids[0]);
	db_bind_integer(updating->select, 2, ids[*count - 1]);
	while (at < *count && db_next(updating->select, &status)) {
		int64_t id = db_integer(updating->select, 0);
		while (at < *count && ids[at] < id)
			at++;
		if (at == *count || ids[at] != id)
			continue;
		bytes += read_row(updating, at++);
		if (bytes > STRETCH_BYTES)
			*count = at;
	}
	db_reset(updating->select);
	return status;
}

static enum status end_run(struct updating *updating)
{
	struct run *run = &updating->run;
	int64_t first = run->first;

	run->first = 0;
	return first ? row_update_run(updating->store, run->values, run->changed, first, run->last) : STATUS_OK;
}

static bool continues_run(const struct updating *updating)
{
	const struct run *run = &updating->run;

	if (!run->first || updating->new->id != run->last + 1)
		return false;
	for (size_t i = 0; i < updating->read_count; i++) {
		size_t field = updating->reads[i];
		if (updating->changed[field] != run->changed[field])
			return false;
		if (run->changed[field] && !value_equal(&updating->new->values[field], &run->values->values[field]))
			return false;
	}
	return true;
}

static enum status write_record(struct updating *updating)
{
	struct run *run = &updating->run;
	enum status status = journal_updated(updating->store, updating->old, updating->changed);

	if (!status && !continues_run(updating)) {
		status = end_run(updating);
		run->first = updating->new->id;
		for (size_t i = 0; i < updating->read_count; i++) {
			size_t field = updating->reads[i];
			run->changed[field] = updating->changed[field];
			run->values->values[field] = updating->new->values[field];
		}
	}
	run->last = updating->new->id;
	return status;
}

/* No rule looks at what is set here: asked all the same, on the whole record, none has anything to say. */
static enum status prove_rules(struct updating *updating)
{
	struct record *old, *record;
	enum status status = row_load(updating->store, updating->type, updating->new->id, &updating->stretch, &old);

	if (status || !old)
		return status;
	record = record_copy(&updating->stretch, old);
	for (size_t i = 0; i < updating->read_count; i++)
		record->values[updating->reads[i]] = updating->new->values[updating->reads[i]];
	rules_prove(updating->store, old, record, &updating->stretch);
	return STATUS_OK;
}

/* As save_set does: what did not change is not looked at, and leaves no trace. */
static enum status set_record(struct updating *updating, const struct value *values, int64_t id)
{
	const struct update *update = updating->update;
	struct record *old = updating->old, *new = updating->new;
	bool any = false;

	old->id = new->id = id;
	for (size_t i = 0; i < updating->read_count; i++)
		old->values[updating->reads[i]] = new->values[updating->reads[i]] = values[i];
	enum status status = update->set(update->context, new, &updating->stretch);
	if (status)
		return status;
	for (size_t i = 0; i < updating->read_count; i++) {
		size_t field = updating->reads[i];
		updating->changed[field] = update->touched[field] && !value_equal(&old->values[field], &new->values[field]);
		any |= updating->changed[field];
	}
	if (!any)
		return STATUS_OK;
	for (size_t i = 0; !status && i < updating->read_count; i++)
		if (updating->changed[updating->reads[i]])
			status = save_check_field(updating->store, new, updating->reads[i]);
	if (!status && updating->store->proves_rules)
		status = prove_rules(updating);
	if (updating->updated < updating->type->count) {
		new->values[updating->updated] = updating->now;
		updating->changed[updating->updated] = !value_equal(&old->values[updating->updated], &updating->now);
	}
	return status ? status : write_record(updating);
}

static enum status set_stretch(struct updating *updating, const int64_t *ids, size_t count)
{
	const struct update *update = updating->update;
	const struct record_type *record = updating->type->record;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < count; i++) {
		if (!updating->there[i])
			return store_missing(updating->store, record, ids[i]);
		status = set_record(updating, updating->values + i * updating->read_count, ids[i]);
		if (status)
			status = update->refused(update->context, ids[i], status);
	}
	/* The values of the run go with the stretch. */
	return status ? status : end_run(updating);
}

enum status update_each(struct store *store, const struct update *update, const int64_t *ids, size_t count)
{
	struct updating updating = { .store = store, .update = update, .type = update->type };
	enum status status = open_update(&updating);

	while (!status && count) {
		size_t length = stretch_of(ids, count);
		status = read_stretch(&updating, ids, &length);
		if (!status)
			status = set_stretch(&updating, ids, length);
		arena_reset(&updating.stretch);
		ids += length;
		count -= length;
	}
	db_done(updating.select);
	arena_free(&updating.stretch);
	arena_free(&updating.arena);
	return status;
}
