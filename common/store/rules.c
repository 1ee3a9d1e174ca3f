#include "store/rules.h"

#include "store/private.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct rule *const *find_rules(struct store *store, const struct record_type *record)
{
	const struct rule ***slot = &store->prepared[schema_index(store->schema, record)].rules;
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
	const struct rule **known = store->prepared[schema_index(store->schema, record)].rules;
	return known ? known : find_rules(store, record);
}

void rules_release(struct store *store)
{
	for (size_t i = 0, count = record_count(); i < count; i++) {
		free(store->prepared[i].rules);
		store->prepared[i].rules = NULL;
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

bool rules_print_something(struct store *store, const struct record_type *record)
{
	for (const struct rule *const *rule = rules_of(store, record); *rule; rule++)
		if ((*rule)->printed_content)
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

static bool names(const struct rule *rule, const struct field *field)
{
	for (const char *const *name = rule->fields; *name; name++)
		if (strcmp(*name, field->name) == 0)
			return true;
	return false;
}

bool rules_look_at(struct store *store, const struct type *type, const struct field *field)
{
	for (const struct rule *const *rule = rules_of(store, type->record); *rule; rule++)
		if ((*rule)->fields ? names(*rule, field) : (*rule)->before || (*rule)->after)
			return true;
	return false;
}

static bool is_asked(const struct rule *rule, const struct type *type, const bool *changed)
{
	if (!rule->fields || !changed)
		return true;
	for (size_t i = 0; i < type->count; i++)
		if (changed[i] && names(rule, type->fields[i]))
			return true;
	return false;
}

/* Rules write through save_add and save_set, or leave something to the end of the change. */
static bool has_written(const struct change *before, const struct change *now)
{
	return now->next_entry != before->next_entry || now->unsettled_count != before->unsettled_count || now->created != before->created;
}

/* Asks a rule that is passed over, on a copy. Only the first word of why it should have been asked is needed: it lists too few fields. */
static void prove(struct store *store, const struct rule *rule, const struct record *old, const struct record *record, bool after, struct arena *arena)
{
	struct change before = store->change;
	struct record *copy = record_copy(arena, record);
	enum status status = STATUS_OK;
	const char *does = NULL;

	if (after && rule->after)
		status = rule->after(store, old, copy, arena);
	else if (!after && rule->before)
		status = rule->before(store, old, copy, arena);
	if (status == STATUS_DATA || status == STATUS_REFUSED)
		does = store->error->message;
	for (size_t i = 0; !does && i < record->type->count; i++)
		if (!value_equal(&record->values[i], &copy->values[i]))
			does = record->type->fields[i]->name;
	if (!does && has_written(&before, &store->change))
		does = "it writes records";
	if (!does)
		return;
	fprintf(stderr, "crm: the rule of %s is not asked, and would do something: %s\n", record->type->record->name, does);
	abort();
}

void rules_prove(struct store *store, const struct record *old, const struct record *record, struct arena *arena)
{
	for (const struct rule *const *rule = rules_of(store, record->type->record); store->proves_rules && *rule; rule++) {
		prove(store, *rule, old, record, false, arena);
		prove(store, *rule, old, record, true, arena);
	}
}

enum status rules_before(struct store *store, const struct record *old, struct record *record, bool *changed, struct arena *arena)
{
	const struct type *type = (record ? record : old)->type;
	enum status status = old && !store->unruled ? private_refuse(store, old) : STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, type->record); !status && *rule; rule++) {
		bool asked = is_asked(*rule, type, changed);
		if (asked && (*rule)->before)
			status = (*rule)->before(store, old, record, arena);
		if (asked && changed)
			record_differs(old, record, changed);
		else if (!asked && store->proves_rules)
			prove(store, *rule, old, record, false, arena);
	}
	return status;
}

enum status rules_after(struct store *store, const struct record *old, const struct record *record, const bool *changed, struct arena *arena)
{
	const struct type *type = (record ? record : old)->type;
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, type->record); !status && *rule; rule++) {
		bool asked = is_asked(*rule, type, changed);
		if (asked && (*rule)->after)
			status = (*rule)->after(store, old, record, arena);
		else if (!asked && store->proves_rules)
			prove(store, *rule, old, record, true, arena);
	}
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

enum status rules_printed_content(struct store *store, const struct record *record, struct arena *arena, struct text *out)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, record->type->record); !status && *rule; rule++)
		if ((*rule)->printed_content)
			status = (*rule)->printed_content(store, record, arena, out);
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

enum status rules_merge(struct store *store, struct record *keep, struct record *drop, bool prefer_drop, struct arena *arena)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, keep->type->record); !status && *rule; rule++)
		if ((*rule)->merge)
			status = (*rule)->merge(store, keep, drop, prefer_drop, arena);
	return status;
}

enum status rules_copy(struct store *store, const struct record *from, const struct record *copy)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, from->type->record); !status && *rule; rule++)
		if ((*rule)->copy)
			status = (*rule)->copy(store, from, copy);
	return status;
}

enum status rules_undone(struct store *store, const struct record *now, const struct record *then, int64_t change)
{
	enum status status = STATUS_OK;

	for (const struct rule *const *rule = rules_of(store, now->type->record); !status && *rule; rule++)
		if ((*rule)->undone)
			status = (*rule)->undone(store, now, then, change);
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
