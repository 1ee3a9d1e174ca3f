#include "store/save.h"

#include "base/date.h"
#include "store/dependents.h"
#include "store/journal.h"
#include "store/rules.h"
#include "store/save_parts.h"
#include <stdlib.h>
#include <string.h>

/* What a new record of one type asks for, found out once. */
struct save_cache {
	size_t *initial, initial_count; /* indexes of the fields that it may get a value in, though nobody says one */
	size_t *checked, checked_count; /* and of those that save_check_alone has a question about */
};

static enum status next_id(struct store *store, const struct record_type *record, int64_t *id)
{
	int64_t *counter = &change_type(store, record)->counter;

	if (*counter < 0) {
		enum status status = db_one(store->db, counter, "select value from counter where name = %s", record->name);
		if (status)
			return status;
	}
	*id = ++*counter;
	return STATUS_OK;
}

/* Most names differ in their first letter. */
static bool is_called(const struct field *field, const char *name)
{
	return field->name[0] == name[0] && strcmp(field->name, name) == 0;
}

/* The pick that a new record gets, NULL when its field stays empty. */
static const struct pick *initial_pick(const struct field *field)
{
	const struct pick *initial = field->initial ? pick_find(field->picks, field->initial) : pick_initial(field->picks);

	return pick_is_empty(initial) ? NULL : initial;
}

static bool is_filled(const struct field *field)
{
	if (field->hidden || !save_keeps(field))
		return false;
	if (field->kind == KIND_PICK)
		return initial_pick(field);
	return field->initial || (field->kind == KIND_TEXT && is_called(field, "currency")) || is_called(field, "owner") || is_called(field, "created_at") ||
	       is_called(field, "updated_at");
}

static bool is_checked(const struct field *field)
{
	return save_keeps(field) && ((field->required && !field->hidden) || field->bound || field->from || field->kind == KIND_REF || field->kind == KIND_ANYREF || field->kind == KIND_REFS);
}

static const struct save_cache *cache_of(struct store *store, const struct type *type)
{
	struct save_cache **slot = &store->prepared[type->index].save;

	if (*slot)
		return *slot;
	struct save_cache *cache = memory_alloc(sizeof *cache);
	*cache = (struct save_cache){ .initial = memory_alloc(type->count * sizeof *cache->initial), .checked = memory_alloc(type->count * sizeof *cache->checked) };
	for (size_t i = 0; i < type->count; i++) {
		if (is_filled(type->fields[i]))
			cache->initial[cache->initial_count++] = i;
		if (is_checked(type->fields[i]))
			cache->checked[cache->checked_count++] = i;
	}
	return *slot = cache;
}

bool save_fills(struct store *store, const struct type *type, size_t index)
{
	const struct save_cache *cache = cache_of(store, type);

	for (size_t i = 0; i < cache->initial_count; i++)
		if (cache->initial[i] == index)
			return true;
	return false;
}

void save_release(struct store *store)
{
	for (size_t i = 0, count = record_count(); i < count; i++) {
		struct save_cache *cache = store->prepared[i].save;
		if (!cache)
			continue;
		free(cache->initial);
		free(cache->checked);
		free(cache);
		store->prepared[i].save = NULL;
	}
}

/* What a new record has before anyone says otherwise. */
static enum status fill_initial(struct store *store, struct record *record, struct arena *arena)
{
	const struct type *type = record->type;
	const struct save_cache *cache = cache_of(store, type);
	char now[TIMESTAMP_SIZE];

	timestamp_now(&store->conventions, now);
	for (size_t k = 0; k < cache->initial_count; k++) {
		size_t i = cache->initial[k];
		const struct field *field = type->fields[i];
		struct value *value = &record->values[i];
		if (value->type != VALUE_NULL || (record->given && record->given[i] && !field->required))
			continue;
		if (field->kind == KIND_PICK) {
			*value = value_text(initial_pick(field)->key);
		} else if (field->initial) {
			char currency[4];
			memcpy(currency, store->conventions.currency, sizeof currency);
			enum status status = field_parse(&store->conventions, field, field->initial, arena, currency, value, store->error);
			if (status)
				return status;
		} else if (field->kind == KIND_TEXT && is_called(field, "currency")) {
			*value = value_text(store->conventions.currency);
		} else if (store->user && is_called(field, "owner")) {
			*value = value_integer(store->user);
		} else if (is_called(field, "created_at") || is_called(field, "updated_at")) {
			*value = value_text(arena_string(arena, now));
		}
	}
	return STATUS_OK;
}

/* The table keeps unique values apart by itself; only when it refuses a row is it asked which value is taken, and by whom. */
static enum status insert(struct store *store, const struct record *record)
{
	const struct save_cache *cache = cache_of(store, record->type);
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < cache->checked_count; i++)
		status = save_check_alone(store, record, cache->checked[i]);
	if (status)
		return status;
	status = row_insert(store, dialect_main, record);
	return status == STATUS_REFUSED ? save_taken(store, record) : status;
}

/* Rules calculate with what is given, so that its bounds are asked before them; what they make of it is checked with the rest. */
static enum status check_bounds(struct store *store, const struct record *record, const bool *changed)
{
	const struct save_cache *cache = cache_of(store, record->type);
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && i < cache->checked_count; i++) {
		size_t index = cache->checked[i];
		const struct field *field = record->type->fields[index];
		if (field->bound && (!changed || changed[index]))
			status = field_bound(field, &record->values[index], store->error);
	}
	return status;
}

enum status save_add(struct store *store, struct record *record, struct arena *arena)
{
	enum status status = next_id(store, record->type->record, &record->id);

	if (!status)
		status = rules_initial(store, record, arena);
	if (!status)
		status = fill_initial(store, record, arena);
	if (!status)
		status = check_bounds(store, record, NULL);
	if (!status)
		status = rules_before(store, NULL, record, NULL, arena);
	if (!status)
		status = insert(store, record);
	if (!status)
		status = journal_created(store, record->type->record, record->id);
	return status ? status : rules_after(store, NULL, record, NULL, arena);
}

static enum status write_changes(struct store *store, const struct record *old, struct record *record, bool by_rules, struct arena *arena)
{
	const struct type *type = record->type;
	bool *changed = arena_alloc(arena, type->count * sizeof *changed);
	enum status status = STATUS_OK;
	size_t updated;

	if (!record_differs(old, record, changed))
		return STATUS_OK;
	if (by_rules)
		status = check_bounds(store, record, changed);
	if (!status && by_rules)
		status = rules_before(store, old, record, changed, arena);
	if (status || !memchr(changed, true, type->count))
		return status;
	if (type_field(type, "updated_at", &updated)) {
		char now[TIMESTAMP_SIZE];
		timestamp_now(&store->conventions, now);
		record->values[updated] = value_text(arena_string(arena, now));
		changed[updated] = !value_equal(&old->values[updated], &record->values[updated]);
	}
	status = save_check(store, record, changed);
	if (!status)
		status = row_update(store, dialect_main, record, changed);
	if (!status)
		status = journal_updated(store, old, changed);
	return status || !by_rules ? status : rules_after(store, old, record, changed, arena);
}

enum status save_set(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	return write_changes(store, old, record, true, arena);
}

enum status save_redirected(struct store *store, const struct record *old, struct record *record, struct arena *arena)
{
	return write_changes(store, old, record, false, arena);
}

enum status save_may_remove(struct store *store, const struct record *old, struct arena *arena)
{
	return rules_before(store, old, NULL, NULL, arena);
}

enum status save_remove(struct store *store, const struct record *old, struct arena *arena)
{
	enum status status = rules_before(store, old, NULL, NULL, arena);

	if (!status)
		status = row_delete(store, dialect_main, old->type, old->id);
	if (!status)
		status = journal_removed(store, old);
	return status ? status : rules_after(store, old, NULL, NULL, arena);
}
