#include "store/rules.h"

#include <stdlib.h>

static const struct rule *const *find_rules(struct store *store, const struct record_type *record)
{
	const struct rule ***slot = &store->rules[record->number];
	size_t count = 0;

	for (size_t i = 0; domains[i]; i++)
		for (const struct rule *rule = domains[i]->rules; rule && rule->type; rule++)
			count += rule->type == record;
	*slot = memory_alloc((count + 1) * sizeof **slot);
	count = 0;
	for (size_t i = 0; domains[i]; i++)
		for (const struct rule *rule = domains[i]->rules; rule && rule->type; rule++)
			if (rule->type == record)
				(*slot)[count++] = rule;
	(*slot)[count] = NULL;
	return *slot;
}

const struct rule *const *rules_of(struct store *store, const struct record_type *record)
{
	static const struct rule *const none[] = { NULL };

	if (store->unruled)
		return none;
	return store->rules[record->number] ? store->rules[record->number] : find_rules(store, record);
}

void rules_release(struct store *store)
{
	for (size_t i = 0; i < RECORD_TYPE_LIMIT; i++) {
		free(store->rules[i]);
		store->rules[i] = NULL;
	}
}

bool rules_check_something(struct store *store, const struct record_type *record)
{
	for (const struct rule *const *rule = rules_of(store, record); *rule; rule++)
		if ((*rule)->check)
			return true;
	return false;
}

bool rules_settle_something(struct store *store, const struct record_type *record)
{
	for (const struct rule *const *rule = rules_of(store, record); *rule; rule++)
		if ((*rule)->settle)
			return true;
	return false;
}

enum status rules_initial(struct store *store, struct record *record, struct arena *arena)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, record->type->record); !status && *rule; rule++)
		if ((*rule)->initial)
			status = (*rule)->initial(store, record, arena);
	return status;
}

enum status rules_before(struct store *store, const struct type *type, const struct record *old, struct record *record, struct arena *arena)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, type->record); !status && *rule; rule++)
		if ((*rule)->before)
			status = (*rule)->before(store, old, record, arena);
	return status;
}

enum status rules_after(struct store *store, const struct type *type, const struct record *old, const struct record *record, struct arena *arena)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, type->record); !status && *rule; rule++)
		if ((*rule)->after)
			status = (*rule)->after(store, old, record, arena);
	return status;
}

enum status rules_settle(struct store *store, struct record *record, struct arena *arena)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, record->type->record); !status && *rule; rule++)
		if ((*rule)->settle)
			status = (*rule)->settle(store, record, arena);
	return status;
}

enum status rules_fixed(struct store *store, const struct record *record, struct arena *arena, struct text *out)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, record->type->record); !status && *rule; rule++)
		if ((*rule)->fixed)
			status = (*rule)->fixed(store, record, arena, out);
	return status;
}

enum status rules_check(struct store *store, const struct record *record, struct arena *arena, struct text *findings)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, record->type->record); !status && *rule; rule++)
		if ((*rule)->check)
			status = (*rule)->check(store, record, arena, findings);
	return status;
}

enum status rules_conflict(struct store *store, const struct record *record, int64_t change)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, record->type->record); !status && *rule; rule++)
		if ((*rule)->conflict)
			status = (*rule)->conflict(store, record, change);
	return status;
}

bool rules_finish_something(struct store *store, const struct record_type *record)
{
	for (const struct rule *const *rule = rules_of(store, record); *rule; rule++)
		if ((*rule)->finished)
			return true;
	return false;
}

enum status rules_finished(struct store *store, const struct record *record, bool open_only, bool *out)
{
	enum status status = STATUS_OK;

	*out = false;
	for (const struct rule *const *rule = rules_of(store, record->type->record); !status && !*out && *rule; rule++)
		if ((*rule)->finished)
			status = (*rule)->finished(store, record, open_only, out);
	return status;
}
