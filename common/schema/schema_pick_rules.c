/* What becomes of pick values when a list changes: which may go, what labels may say, and how it is reported. */
#include "schema/schema_form.h"
#include "schema/schema_list.h"

#include "base/sentence.h"
#include <string.h>

/* Values that rules and built-in filters rely on: they may be relabelled and moved, not removed. */
static const struct {
	const char *field, *key;
} relied_on[] = {
	{ "customer.kind", "company" },	  { "customer.kind", "person" },  { "lead.status", "new" },	    { "lead.status", "lost" },
	{ "lead.status", "junk" },	  { "lead.status", "converted" }, { "deal.stage", "won" },	    { "deal.stage", "lost" },
	{ "task.status", "not-started" }, { "task.status", "done" },	  { "event.status", "planned" },    { "event.status", "held" },
	{ "event.status", "not-held" },	  { "event.kind", "meeting" },	  { "event.kind", "call" },	    { "event.kind", "message" },
	{ "event.direction", "out" },	  { "event.direction", "in" },	  { "event.visibility", "public" }, { "event.visibility", "private" },
};

enum { NAMED = 5 }; /* of the values that a list leaves out */

const char schema_first_pipeline[] = "sales";

static bool in_group(const struct pick *pick, const char *group)
{
	return !group || (pick->group && strcmp(pick->group, group) == 0);
}

const struct pick *schema_pick(const struct pick *picks, const char *key, const char *group)
{
	for (const struct pick *pick = picks; pick && pick->key; pick++)
		if (in_group(pick, group) && strcmp(pick->key, key) == 0)
			return pick;
	return NULL;
}

enum status schema_list_labels(struct schema_list *list, const struct pick *whole)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct pick *pick = &list->fresh[i];
		const char *const labels[] = { pick->en, pick->zh };
		for (size_t n = 0; n < 2; n++) {
			const struct pick *meant = pick_find(whole, labels[n]);
			if (meant && strcmp(meant->key, pick->key) != 0)
				return schema_fail(list->reader, list->nodes[i], AT_VALUE, STATUS_DATA, "%s: the label '%s' of %s already means %s", list->path,
						   labels[n], pick->key, meant->key);
		}
	}
	return STATUS_OK;
}

static enum status count_uses(struct schema_list *list, const char *key, int64_t *count)
{
	struct db *db = list->reader->store->db;
	const char *table = list->record->name, *column = field_column(list->field);

	*count = 0;
	if (!list->stored)
		return STATUS_OK;
	if (list->group)
		return db_one(db, count, "select count(*) from \"%s\" where \"%s\" = %s and pipeline = %s", table, column, key, list->group);
	return db_one(db, count, "select count(*) from \"%s\" where \"%s\" = %s", table, column, key);
}

/* what: what the key cannot. */
static enum status used(struct schema_list *list, const struct yaml_node *node, const char *key, int64_t count, const char *what)
{
	struct text filter = { 0 };
	const char *name = list->record->name;

	if (list->group)
		text_printf(&filter, "pipeline=%s ", list->group);
	text_printf(&filter, "%s=%s", list->field->name, key);
	schema_fail(list->reader, node, AT_VALUE, STATUS_REFUSED,
		    sentence_plural(count, "%s: %s %s: %lld record still has it; change it first: crm-%s list %s | crm-%s set - %s=…",
		                    "%s: %s %s: %lld records still have it; change them first: crm-%s list %s | crm-%s set - %s=…"),
		    list->path, key, what, (long long)count, name, filter.data, name, list->field->name);
	text_free(&filter);
	return STATUS_REFUSED;
}

enum status schema_list_removed(struct schema_list *list, const struct yaml_node *node, const struct pick *pick)
{
	int64_t count;

	for (size_t i = 0; i < sizeof relied_on / sizeof *relied_on; i++)
		if (strcmp(relied_on[i].field, list->name) == 0 && strcmp(relied_on[i].key, pick->key) == 0 &&
		    (!list->group || strcmp(list->group, schema_first_pipeline) == 0))
			return schema_fail(list->reader, node, AT_VALUE, STATUS_REFUSED, "%s: %s is needed by the program; it can be relabelled, but not removed",
					   list->path, pick->key);
	enum status status = count_uses(list, pick->key, &count);
	return status || !count ? status : used(list, node, pick->key, count, "cannot be removed");
}

/* What is stored as a word cannot become what is stored as nothing. */
static enum status check_emptied(struct schema_list *list, size_t i)
{
	const struct pick *pick = &list->fresh[i], *old = schema_pick(list->old, pick->key, list->group);
	int64_t count;

	if (!pick_is_empty(pick) || !old || pick_is_empty(old))
		return STATUS_OK;
	enum status status = count_uses(list, pick->key, &count);
	return status || !count ? status : used(list, list->nodes[i], pick->key, count, "cannot be the initial value, which is stored empty");
}

static void report_changes(struct schema_list *list, const struct pick *old, const struct pick *pick)
{
	static const char *const names[] = { "en", "zh", "initial", "outcome", "probability" };
	const char *path = arena_printf(&list->reader->plan->arena, "%s: %s", list->path, pick->key);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		schema_form_compare_field(list->reader, path, form_find(&pick_form, names[i]), old, pick);
}

/* A list that names some values would drop the others: where it says so itself, that is no accident. */
static enum status check_dropped(struct schema_list *list, const struct yaml_node *node, size_t dropped, const char *names)
{
	if (!dropped || list->changes || list->reader->drop)
		return STATUS_OK;
	return schema_fail(list->reader, node, AT_VALUE, STATUS_REFUSED, "%s: the list leaves out %s; name them too, write {add: […]} to keep them, or say --drop", list->path,
			   names);
}

/* Removals first, so that a refusal comes before anything else is reported. */
enum status schema_list_compare(struct schema_list *list, const struct yaml_node *node)
{
	size_t at = 0, dropped = 0;
	bool moved = false;
	struct text names = { 0 };
	enum status status = STATUS_OK;
	const struct pick *last = NULL;

	for (const struct pick *old = list->old; !status && old && old->key; old++) {
		if (!in_group(old, list->group) || schema_pick(list->fresh, old->key, list->group))
			continue;
		status = schema_list_removed(list, node, old);
		schema_report(list->reader, "%s: - %s", list->path, old->key);
		if (dropped++ < NAMED)
			text_printf(&names, "%s%s", names.length ? ", " : "", old->key);
	}
	if (dropped > NAMED)
		text_printf(&names, " and %zu more", dropped - NAMED);
	if (!status)
		status = check_dropped(list, node, dropped, text_string(&names));
	text_free(&names);
	for (at = 0; !status && at < list->count; at++) {
		const struct pick *old = schema_pick(list->old, list->fresh[at].key, list->group);
		status = check_emptied(list, at);
		if (!old) {
			schema_report(list->reader, "%s: + %s", list->path, list->fresh[at].key);
			continue;
		}
		moved |= last && old < last;
		last = old;
		report_changes(list, old, &list->fresh[at]);
	}
	if (!status && moved)
		schema_report(list->reader, "%s: in another order", list->path);
	return status;
}

void schema_list_write(struct reader *reader, const struct record_type *record, const struct field *field, const struct pick *picks)
{
	struct text setting = { 0 }, value = { 0 }, old = { 0 };

	text_printf(&setting, "picks.%s.%d", record->name, field->id);
	picks_write(&value, picks);
	if (field->picks)
		picks_write(&old, field->picks);
	if (strcmp(text_string(&old), text_string(&value)) != 0)
		schema_edit(reader, setting.data, value.data);
	text_free(&setting);
	text_free(&value);
	text_free(&old);
}
