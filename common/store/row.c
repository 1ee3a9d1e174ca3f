#include "store/row.h"

#include "base/money.h"
#include "store/insertion.h"
#include "store/search.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What was put together once for one type. */
struct row_cache {
	char *select; /* up to the where */
	struct statement *one; /* prepared from that, for row_load */
	struct statement *children; /* the same, for row_children */
	bool links; /* whether it has fields of KIND_REFS */
	struct insertion *main, *temp;
};

struct record *record_new(struct arena *arena, const struct type *type)
{
	struct record *record = arena_alloc(arena, sizeof *record);

	record->type = type;
	record->values = arena_alloc(arena, (type->count + 1) * sizeof *record->values);
	return record;
}

struct record *record_copy(struct arena *arena, const struct record *record)
{
	struct record *copy = record_new(arena, record->type);

	copy->id = record->id;
	memcpy(copy->values, record->values, record->type->count * sizeof *copy->values);
	return copy;
}

bool record_differs(const struct record *old, const struct record *record, bool *changed)
{
	bool any = false;

	for (size_t i = 0; i < record->type->count; i++) {
		changed[i] = !value_equal(&old->values[i], &record->values[i]);
		any |= changed[i];
	}
	return any;
}

struct value *record_value(const struct record *record, const char *field)
{
	return &record->values[type_index(record->type, field)];
}

const char *record_text(const struct record *record, const char *field)
{
	const struct value *value = record_value(record, field);

	return value->type == VALUE_TEXT ? value->text : "";
}

int64_t record_integer(const struct record *record, const char *field)
{
	const struct value *value = record_value(record, field);

	return value->type == VALUE_INTEGER ? value->integer : 0;
}

int record_digits(const struct record *record)
{
	size_t index;

	if (!type_field(record->type, "currency", &index) || record->values[index].type != VALUE_TEXT)
		return 2;
	int digits = currency_digits(record->values[index].text);
	return digits < 0 ? 2 : digits;
}

bool record_has_amounts(const struct record *record)
{
	for (size_t i = 0; i < record->type->count; i++)
		if (field_is_amount(record->type->fields[i]) && !record->type->fields[i]->derived && record->values[i].type != VALUE_NULL)
			return true;
	return false;
}

enum status row_derived(struct store *store, const struct record_type *record, const char *field, int64_t id, int64_t *out)
{
	struct text expression = { 0 };

	row_expression(&expression, record, type_field(store_type(store, record), field, NULL), "t");
	enum status status = db_one(store->db, out, "select %-s from \"%s\" as t where t.id = %jd", expression.data, record->name, id);
	text_free(&expression);
	return status;
}

enum status row_exists(struct store *store, const struct record_type *record, int64_t id, bool *there)
{
	int64_t found;
	enum status status = db_one(store->db, &found, "select 1 from \"%s\" where id = %jd", record->name, id);

	*there = found != 0;
	return status;
}

static struct row_cache *cache_of(struct store *store, const struct type *type)
{
	struct row_cache **slot = &store->prepared[type->index].row;

	if (*slot)
		return *slot;
	struct row_cache *cache = memory_alloc(sizeof *cache);
	struct text select = { 0 };
	*cache = (struct row_cache){ .main = insertion_new(type, dialect_main), .temp = insertion_new(type, dialect_temp) };
	text_add(&select, "select id");
	for (size_t i = 0; i < type->count; i++) {
		const struct field *field = type->fields[i];
		cache->links |= field->kind == KIND_REFS;
		if (field->kind != KIND_REFS && !field_stored(field))
			continue;
		text_add(&select, ", ");
		if (field->kind == KIND_REFS) {
			row_expression(&select, type->record, field, "t");
		} else {
			text_add(&select, "t.\"");
			text_add(&select, field_column(field));
			text_byte(&select, '"');
		}
	}
	text_printf(&select, " from \"%s\" t", type->record->name);
	cache->select = select.data;
	return *slot = cache;
}

void row_release(struct store *store)
{
	for (size_t i = 0, count = record_count(); i < count; i++) {
		struct row_cache *cache = store->prepared[i].row;
		if (!cache)
			continue;
		db_done(cache->one);
		db_done(cache->children);
		insertion_free(cache->main);
		insertion_free(cache->temp);
		free(cache->select);
		free(cache);
		store->prepared[i].row = NULL;
	}
}

/* The record in the row that a statement of prepare stands on. */
static struct record *read_record(struct statement *statement, const struct type *type, struct arena *arena)
{
	struct record *record = record_new(arena, type);
	int column = 1;

	record->id = db_integer(statement, 0);
	for (size_t i = 0; i < type->count; i++) {
		if (type->fields[i]->kind != KIND_REFS && !field_stored(type->fields[i]))
			continue;
		struct value value = db_value_as(statement, column++, kind_value_type(type->fields[i]->kind));
		if (value.type == VALUE_TEXT)
			value.text = arena_copy(arena, value.text, value.length);
		record->values[i] = value;
	}
	return record;
}

static enum status prepare(struct store *store, const struct row_cache *cache, const char *which, struct statement **statement)
{
	struct text sql = { 0 };

	text_printf(&sql, "%s %s", cache->select, which);
	enum status status = db_prepare(store->db, sql.data, statement);
	text_free(&sql);
	return status;
}

static const char by_id[] = "where id between ? and ? order by id";

enum status row_load(struct store *store, const struct type *type, int64_t id, struct arena *arena, struct record **out)
{
	struct row_cache *cache = cache_of(store, type);
	enum status status = cache->one ? STATUS_OK : prepare(store, cache, by_id, &cache->one);

	*out = NULL;
	if (status)
		return status;
	db_bind_integer(cache->one, 1, id);
	db_bind_integer(cache->one, 2, id);
	if (db_next(cache->one, &status))
		*out = read_record(cache->one, type, arena);
	db_reset(cache->one);
	return status;
}

enum status row_require(struct store *store, const struct type *type, int64_t id, struct arena *arena, struct record **out)
{
	enum status status = row_load(store, type, id, arena, out);

	return status || *out ? status : store_missing(store, type->record, id);
}

enum status row_children(struct store *store, const struct type *type, int64_t parent, struct arena *arena, struct record ***out, size_t *count)
{
	struct row_cache *cache = cache_of(store, type);
	enum status status = STATUS_OK;

	*out = array_grow(arena, NULL, 0, sizeof **out);
	*count = 0;
	if (!cache->children)
		status = prepare(store, cache, type_field(type, "position", NULL) ? "where parent = ? order by position, number" : "where parent = ? order by number", &cache->children);
	if (status)
		return status;
	db_bind_integer(cache->children, 1, parent);
	while (db_next(cache->children, &status)) {
		*out = array_grow(arena, *out, *count, sizeof **out);
		(*out)[(*count)++] = read_record(cache->children, type, arena);
	}
	db_reset(cache->children);
	return status;
}

enum status row_run(struct store *store, const struct type *type, int64_t first, int64_t last,
                    enum status (*each)(void *context, const struct record *record), void *context)
{
	struct statement *statement;
	struct arena arena = { 0 };
	enum status status = prepare(store, cache_of(store, type), by_id, &statement);

	if (status)
		return status;
	db_bind_integer(statement, 1, first);
	db_bind_integer(statement, 2, last);
	while (db_next(statement, &status)) {
		arena_reset(&arena);
		status = each(context, read_record(statement, type, &arena));
	}
	db_done(statement);
	arena_free(&arena);
	return status;
}

bool row_next_link(const char **text, int64_t *id, char role[40])
{
	const char *p = *text;

	role[0] = '\0';
	if (!p || !*p)
		return false;
	p += strspn(p, "abcdefghijklmnopqrstuvwxyz");
	*id = strtoll(p, NULL, 10);
	p += strspn(p, "0123456789");
	if (*p == ':') {
		size_t length = strcspn(++p, ",");
		snprintf(role, 40, "%.*s", (int)length, p);
		p += length;
	}
	*text = *p ? p + 1 : p;
	return true;
}

static enum status write_links(struct store *store, const char *schema, const struct record *record, size_t index, bool fresh)
{
	const struct field *field = record->type->fields[index];
	const char *rest = record->values[index].type == VALUE_TEXT ? record->values[index].text : NULL;
	const char *own = record->type->record->name, *other = field->target->name;
	struct text table = { 0 };
	enum status status = STATUS_OK;
	int64_t id;
	char role[40];

	row_link_table(&table, record->type->record, field);
	if (!fresh)
		status = db_execute(store->db, "delete from \"%s\".\"%s\" where \"%s\" = %jd", schema, table.data, own, record->id);
	while (!status && row_next_link(&rest, &id, role)) {
		if (field->roles)
			status = db_execute(store->db, "insert into \"%s\".\"%s\" (\"%s\", \"%s\", role) values (%jd, %jd, %s)", schema, table.data, own, other,
			                    record->id, id, *role ? role : NULL);
		else
			status = db_execute(store->db, "insert into \"%s\".\"%s\" (\"%s\", \"%s\") values (%jd, %jd)", schema, table.data, own, other, record->id, id);
	}
	text_free(&table);
	return status;
}

enum status row_insert(struct store *store, const char *schema, const struct record *record)
{
	const struct type *type = record->type;
	bool temporary = schema == dialect_temp;
	const struct row_cache *cache = cache_of(store, type);
	enum status status = insertion_run(store->db, temporary ? cache->temp : cache->main, record);

	for (size_t i = 0; !status && cache->links && i < type->count; i++)
		if (type->fields[i]->kind == KIND_REFS && record->values[i].type == VALUE_TEXT)
			status = write_links(store, schema, record, i, true);
	/* The words of today's rows follow them; the past has none. */
	if (!status && !temporary)
		status = search_created(store, type->record, record->id);
	return status;
}

/* Writes the columns of changed fields into the rows first … last. */
static enum status update_columns(struct store *store, const char *schema, const struct record *values, const bool *changed, int64_t first, int64_t last)
{
	const struct type *type = values->type;
	struct text sql = { 0 };
	struct statement *statement;
	enum status status = STATUS_OK;
	size_t columns = 0;

	text_add(&sql, "update ");
	text_add(&sql, schema);
	text_add(&sql, ".\"");
	text_add(&sql, type->record->name);
	for (size_t i = 0; i < type->count; i++) {
		if (!changed[i] || !field_stored(type->fields[i]))
			continue;
		text_add(&sql, columns++ ? " = ?, \"" : "\" set \"");
		text_add(&sql, field_column(type->fields[i]));
		text_byte(&sql, '"');
	}
	text_add(&sql, last > first ? " = ? where id between ? and ?" : " = ? where id = ?");
	if (columns && !(status = db_ask(store->db, &statement, "%-s", sql.data))) {
		int parameter = 1;
		for (size_t i = 0; i < type->count; i++)
			if (changed[i] && field_stored(type->fields[i]))
				db_bind(statement, parameter++, &values->values[i]);
		db_bind_integer(statement, parameter, first);
		if (last > first)
			db_bind_integer(statement, parameter + 1, last);
		db_next(statement, &status);
		db_done(statement);
	}
	text_free(&sql);
	return status;
}

enum status row_update(struct store *store, const char *schema, const struct record *record, const bool *changed)
{
	const struct type *type = record->type;
	bool searched = schema == dialect_main;
	enum status status = searched ? search_changing(store, type, record->id, changed) : STATUS_OK;

	if (!status)
		status = update_columns(store, schema, record, changed, record->id, record->id);
	for (size_t i = 0; !status && i < type->count; i++)
		if (changed[i] && type->fields[i]->kind == KIND_REFS)
			status = write_links(store, schema, record, i, false);
	if (!status && searched)
		status = search_changed(store, type, record->id, changed);
	return status;
}

enum status row_update_run(struct store *store, const struct record *values, const bool *changed, int64_t first, int64_t last)
{
	return update_columns(store, dialect_main, values, changed, first, last);
}

enum status row_delete(struct store *store, const char *schema, const struct type *type, int64_t id)
{
	enum status status = schema == dialect_main ? search_changing(store, type, id, NULL) : STATUS_OK;

	store->change.types[type->index].there = 0;
	for (size_t i = 0; !status && i < type->count; i++) {
		if (type->fields[i]->kind != KIND_REFS)
			continue;
		struct record empty = { .type = type, .id = id };
		struct arena scratch = { 0 };
		empty.values = record_new(&scratch, type)->values;
		status = write_links(store, schema, &empty, i, false);
		arena_free(&scratch);
	}
	return status ? status : db_execute(store->db, "delete from \"%s\".\"%s\" where id = %jd", schema, type->record->name, id);
}

enum status row_delete_run(struct store *store, const struct type *type, int64_t first, int64_t last, int64_t *deleted)
{
	enum status status = search_removing_run(store, type, first, last);

	store->change.types[type->index].there = 0;
	*deleted = 0;
	for (size_t i = 0; !status && i <= type->count; i++) {
		struct text table = { 0 };
		bool links = i < type->count;
		if (links && type->fields[i]->kind != KIND_REFS)
			continue;
		if (links)
			row_link_table(&table, type->record, type->fields[i]);
		else
			text_add(&table, type->record->name);
		status = db_execute(store->db, "delete from \"%s\".\"%s\" where \"%s\" between %jd and %jd", dialect_main, table.data, links ? type->record->name : "id", first, last);
		text_free(&table);
		if (!links)
			*deleted = db_changes(store->db);
	}
	return status;
}
