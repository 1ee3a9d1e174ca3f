/* What an import brought, looked at as crm-db check does; the first finding is told with its place in the files. */
#include "exchange/exchange_parts.h"

#include "store/check_parts.h"
#include <stdlib.h>
#include <string.h>

static void keep_first(void *context, const char *finding)
{
	struct text *first = context;

	if (!first->length)
		text_add(first, finding);
}

struct place {
	const char *file, *key;
	struct text value, field;
	const char *message; /* what of the finding is left */
};

/* "c12: bill_city: …" */
static bool place_of_record(struct store *store, const char *finding, struct place *place)
{
	struct text name = { 0 };
	struct reference reference;
	const char *colon = strstr(finding, ": ");
	int64_t id = 0;

	text_append(&name, finding, colon ? (size_t)(colon - finding) : 0);
	bool found = colon && reference_like(text_string(&name)) && !reference_parse(name.data, &reference, &(struct error){ 0 });
	text_free(&name);
	if (found)
		found = !reference.child || !store_find(store, &reference, &id);
	if (!found)
		return false;
	place->file = reference.type->name;
	place->key = "ref";
	reference_format(&place->value, reference.type, id ? id : reference.id);
	place->message = colon + 2;
	size_t length = strcspn(place->message, ": ");
	text_append(&place->field, place->message, length);
	return true;
}

/* "counter customer: …" and "journal entry 12…" */
static bool place_of_table(const char *finding, struct place *place)
{
	static const char counter[] = "counter ", entry[] = "journal entry ";

	place->message = finding;
	if (strncmp(finding, counter, strlen(counter)) == 0) {
		finding += strlen(counter);
		place->file = exchange_counter;
		place->key = "name";
		text_append(&place->value, finding, strcspn(finding, ":"));
		text_add(&place->field, "value");
		return true;
	}
	if (strncmp(finding, entry, strlen(entry)) != 0)
		return false;
	finding += strlen(entry);
	place->file = exchange_entry;
	place->key = "id";
	text_append(&place->value, finding, strspn(finding, "0123456789"));
	return true;
}

static enum status tell(struct store *store, const char *directory, const char *finding)
{
	struct place place = { 0 };
	struct text path = { 0 };
	size_t line = 0, column = 0;

	if (place_of_record(store, finding, &place) || place_of_table(finding, &place)) {
		exchange_path(&path, directory, place.file);
		exchange_place(path.data, place.key, text_string(&place.value), place.field.length ? place.field.data : NULL, &line, &column);
	}
	if (line)
		error_set(store->error, STATUS_DATA, "%s:%zu:%zu: %s", path.data, line, column, place.message);
	else
		error_set(store->error, STATUS_DATA, "%s: %s", directory, finding);
	text_free(&path);
	text_free(&place.value);
	text_free(&place.field);
	return STATUS_DATA;
}

enum status exchange_check(struct store *store, const char *directory)
{
	struct text first = { 0 };
	struct checker checker = { .store = store, .report = keep_first, .context = &first };
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && !checker.found && walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		status = check_values(&checker, type);
		if (!status && check_is_constrained(type->record))
			status = check_references(&checker, type);
	}
	/* Totals and ledgers are worked out of records that must be sound by themselves. */
	for (struct record_walk walk = record_walk(); !status && !checker.found && walk.record; record_step(&walk))
		status = check_rules(&checker, store_type(store, walk.record));
	if (!status && !checker.found)
		status = check_aliases(&checker);
	if (!status && !checker.found)
		status = check_counters(&checker);
	if (!status && !checker.found)
		status = check_journal(&checker);
	if (!status && checker.found)
		status = tell(store, directory, text_string(&first));
	text_free(&first);
	text_free(&checker.line);
	text_free(&checker.foreign);
	arena_free(&checker.arena);
	return status;
}
