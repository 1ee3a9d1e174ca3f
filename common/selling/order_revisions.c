#include "selling/order_revisions.h"

#include "base/date.h"
#include "base/money.h"
#include "base/wide.h"
#include "io/rows_json.h"
#include "selling/document_totals.h"
#include "store/check.h"
#include "store/rule.h"
#include "store/save.h"
#include "store/undo.h"
#include <string.h>

int64_t order_revision(const struct record *order)
{
	int64_t number = record_integer(order, "revision");

	return number ? number : 1;
}

/* The records that an order names, each once. */
struct named {
	const struct record_type *record;
	int64_t id;
};
struct naming {
	struct arena *arena;
	struct named *items;
	size_t count;
};

static void add_named(struct naming *naming, const struct record_type *record, int64_t id)
{
	for (size_t i = 0; i < naming->count; i++)
		if (naming->items[i].record == record && naming->items[i].id == id)
			return;
	naming->items = array_grow(naming->arena, naming->items, naming->count, sizeof *naming->items);
	naming->items[naming->count++] = (struct named){ record, id };
}

static void name_references(struct naming *naming, const struct record *record)
{
	for (size_t i = 0; i < record->type->count; i++) {
		const struct field *field = record->type->fields[i];
		if (field->kind == KIND_REF && field_stored(field) && record->values[i].type == VALUE_INTEGER && field->target != &record_order)
			add_named(naming, field->target, record->values[i].integer);
	}
}

/* When it was written last says nothing of what it was. */
static bool is_told(const struct field *field)
{
	return field_stored(field) && field->kind != KIND_REFS && strcmp(field->name, "updated_at") != 0;
}

static void add_row(struct rows_json *rows, const struct record *record)
{
	rows_json_row(rows, record->id);
	for (size_t i = 0; i < record->type->count; i++)
		if (is_told(record->type->fields[i]))
			rows_json_value(rows, record->type->fields[i]->name, &record->values[i]);
	rows_json_row_end(rows);
}

static enum status add_loaded(struct store *store, struct rows_json *rows, const struct record_type *record, int64_t id, struct arena *arena)
{
	struct record *loaded;
	enum status status = row_load(store, store_type(store, record), id, arena, &loaded);

	if (!status && loaded)
		add_row(rows, loaded);
	return status;
}

static enum status add_table(struct store *store, struct rows_json *rows, const struct record_type *record, const int64_t *ids, size_t count, struct arena *arena)
{
	enum status status = STATUS_OK;

	if (count)
		rows_json_table(rows, record->name);
	for (size_t i = 0; !status && i < count; i++)
		status = add_loaded(store, rows, record, ids[i], arena);
	return status;
}

/* The records that are named, type by type. */
static enum status add_all_named(struct store *store, struct rows_json *rows, const struct naming *naming, struct arena *arena)
{
	int64_t *ids = arena_alloc(arena, (naming->count + 1) * sizeof *ids);
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		size_t count = 0;
		for (size_t i = 0; i < naming->count; i++)
			if (naming->items[i].record == walk.record)
				ids[count++] = naming->items[i].id;
		status = add_table(store, rows, walk.record, ids, count, arena);
	}
	return status;
}

static enum status write_content(struct store *store, const struct record *order, struct arena *arena, struct text *out)
{
	struct rows_json rows = { .out = out };
	struct naming naming = { .arena = arena };
	struct record **lines;
	int64_t *ids;
	size_t count = 0;
	enum status status = document_lines(store, document_kind(&record_order), order->id, arena, &lines, &count);

	if (status)
		return status;
	name_references(&naming, order);
	rows_json_table(&rows, record_order.name);
	add_row(&rows, order);
	rows_json_table(&rows, record_order_line.name);
	for (size_t i = 0; i < count; i++) {
		name_references(&naming, lines[i]);
		add_row(&rows, lines[i]);
	}
	status = add_all_named(store, &rows, &naming, arena);
	if (!status)
		status = db_integers(store->db, arena, &ids, &count, "select id from instalment where \"order\" = %jd order by number, id", order->id);
	if (!status)
		status = add_table(store, &rows, &record_instalment, ids, count, arena);
	if (!status)
		status = db_integers(store->db, arena, &ids, &count, "select id from setting order by id");
	if (!status)
		status = add_table(store, &rows, &record_setting, ids, count, arena);
	rows_json_end(&rows);
	return status;
}

static bool is_state(const struct record *order, const char *state)
{
	return rule_pick(order, "status", state);
}

/* The state that an order leaves when it is changed. */
static bool is_revised(const struct record *old, const struct record *order)
{
	return old && order && is_state(old, "approved") && is_state(order, "draft");
}

enum status order_revision_after(struct store *store, const struct record *old, const struct record *order, struct arena *arena)
{
	struct text content = { 0 };
	char today[DATE_SIZE];

	if (!is_revised(old, order))
		return STATUS_OK;
	struct record *revision = record_new(arena, store_type(store, &record_order_revision));
	enum status status = write_content(store, old, arena, &content);
	date_today(&store->conventions, today);
	*record_value(revision, "order") = value_integer(order->id);
	*record_value(revision, "number") = value_integer(order_revision(old));
	*record_value(revision, "ordered_on") = *record_value(old, "ordered_on");
	*record_value(revision, "revised_on") = value_text(arena_string(arena, today));
	*record_value(revision, "contact") = *record_value(old, "contact");
	*record_value(revision, "content") = value_text(text_take(&content, arena));
	return status ? status : save_add(store, revision, arena);
}

/* A reader of a content: its rows go into records of today's types. */
struct reading {
	struct store *store;
	struct arena *arena;
	const struct record_type *table; /* of the last row */
	enum status (*each)(struct reading *reading, const struct record *record);
	/* What the readers below count. */
	wide nets;
	int64_t subtotal, lines;
	bool differs;
};

/* Tables and fields that there are no more are passed over. */
static enum status read_row(void *context, const char *table, int64_t id, const struct rows_json_cell *cells, size_t count)
{
	struct reading *reading = context;
	const struct record_type *type = record_by_name(table);
	struct record *record = type ? record_new(reading->arena, store_type(reading->store, type)) : NULL;

	if (!record)
		return STATUS_OK;
	record->id = id;
	for (size_t i = 0; i < count; i++) {
		size_t index;
		const struct field *field = type_field(record->type, cells[i].field, &index);
		if (!field || !is_told(field) || kind_value_type(field->kind) != cells[i].value.type)
			continue;
		record->values[index] = cells[i].value;
		if (cells[i].value.type == VALUE_TEXT)
			record->values[index] = value_text(arena_string(reading->arena, cells[i].value.text));
	}
	return reading->each(reading, record);
}

static enum status read_content(struct reading *reading, const char *content)
{
	return rows_json_read(content, read_row, reading, reading->store->error);
}

static enum status lay(struct reading *reading, const struct record *record)
{
	enum status status = STATUS_OK;

	if (reading->table != record->type->record)
		status = asof_empty(reading->store, record->type->record->name);
	reading->table = record->type->record;
	return status ? status : row_insert(reading->store, dialect_temp, record);
}

static enum status no_such(struct store *store, int64_t order, int64_t newest, int64_t revision)
{
	return error_set(store->error, STATUS_REFUSED,
	                 newest == 1 ? "--revision: so%lld was not changed: it has revision %lld alone, not %lld" : "--revision: so%lld has the revisions 1 to %lld, not %lld",
	                 (long long)order, (long long)newest, (long long)revision);
}

enum status order_revision_open(struct store *store, int64_t id, int64_t number)
{
	struct arena arena = { 0 };
	struct reading reading = { .store = store, .arena = &arena, .each = lay };
	struct record *order, *revision = NULL;
	int64_t kept = 0;
	enum status status = row_require(store, store_type(store, &record_order), id, &arena, &order);

	if (!status && number != order_revision(order))
		status = db_one(store->db, &kept, "select id from order_revision where \"order\" = %jd and number = %jd", id, number);
	if (!status && kept)
		status = row_load(store, store_type(store, &record_order_revision), kept, &arena, &revision);
	if (!status && !kept && number != order_revision(order))
		status = no_such(store, id, order_revision(order), number);
	else if (!status && revision && !*record_text(revision, "content"))
		status = error_set(store->error, STATUS_REFUSED, "--revision: what so%lld said then was forgotten with whom it was for", (long long)id);
	else if (!status && revision)
		status = read_content(&reading, record_text(revision, "content"));
	if (!status && revision)
		status = store_reload(store);
	arena_free(&arena);
	return status;
}

static enum status add_up(struct reading *reading, const struct record *record)
{
	if (record->type->record == &record_order)
		reading->subtotal = record_integer(record, "subtotal");
	if (record->type->record == &record_order_line)
		reading->nets += record_integer(record, "net");
	return STATUS_OK;
}

enum status order_revision_check(struct store *store, const struct record *revision, struct arena *arena, struct text *findings)
{
	struct reading reading = { .store = store, .arena = arena, .each = add_up };
	int64_t newest = 0;

	if (!*record_text(revision, "content"))
		return STATUS_OK;
	enum status status = read_content(&reading, record_text(revision, "content"));
	if (status == STATUS_DATA) {
		finding_add(findings, "content", "%s", store->error->message);
		return error_silence(store->error, STATUS_OK);
	}
	if (!status && reading.nets != reading.subtotal)
		finding_add(findings, "content", "its lines do not sum to its subtotal");
	if (!status)
		status = db_one(store->db, &newest, "select coalesce(revision, 1) from \"order\" where id = %jd", record_integer(revision, "order"));
	if (!status && record_integer(revision, "number") >= newest)
		finding_add(findings, "number", "so%lld has the revision %lld only", (long long)record_integer(revision, "order"), (long long)newest);
	return status;
}

/* What revising itself changes. */
static bool is_of_revising(const char *field)
{
	static const char *const changed[] = { "status", "revision", "revise_reason", "over_limit" };

	for (size_t i = 0; i < sizeof changed / sizeof *changed; i++)
		if (strcmp(field, changed[i]) == 0)
			return true;
	return false;
}

/* Whether the order, or a line of it, is today what it was. */
static enum status compare(struct reading *reading, const struct record *record)
{
	struct record *now;

	if (record->type->record != &record_order && record->type->record != &record_order_line)
		return STATUS_OK;
	enum status status = row_load(reading->store, record->type, record->id, reading->arena, &now);
	reading->lines += record->type->record == &record_order_line;
	reading->differs |= !status && !now;
	for (size_t i = 0; !status && now && i < record->type->count; i++)
		if (is_told(record->type->fields[i]) && !is_of_revising(record->type->fields[i]->name))
			reading->differs |= !value_equal(&now->values[i], &record->values[i]);
	return status;
}

enum status order_revision_undone(struct store *store, const struct record *revision, const struct record *then, int64_t change)
{
	struct arena arena = { 0 };
	struct reading reading = { .store = store, .arena = &arena, .each = compare };
	int64_t order = record_integer(revision, "order"), lines = 0;
	enum status status = then || !*record_text(revision, "content") ? STATUS_OK : read_content(&reading, record_text(revision, "content"));

	if (!status && !then)
		status = db_one(store->db, &lines, "select count(*) from order_line where parent = %jd", order);
	if (!status && !then && *record_text(revision, "content") && (reading.differs || lines != reading.lines))
		status = error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: so%lld was changed since; undo that first", (long long)change, (long long)order);
	arena_free(&arena);
	return status;
}
