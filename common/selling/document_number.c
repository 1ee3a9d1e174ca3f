/* The numbers of documents: a series counts those of a type and period without a gap, in a row that is journalled like any other, so that taking back an
 * issue gives its number back, and can be done only from the newest on. */
#include "selling/documents.h"
#include "selling/selling.h"
#include "store/rule.h"

#include "selling/sections.h"
#include "store/check.h"
#include "store/save.h"
#include <string.h>

struct series {
	int64_t id, last; /* id 0: none was given out yet */
	const char *name, *pattern;
	const char *last_on; /* the latest day that has a number; "" while that is not known */
};

static enum status find_series(struct store *store, const char *type, const char *day, struct arena *arena, struct series *out)
{
	struct text name = { 0 };
	struct statement *statement;

	*out = (struct series){ .pattern = schema_numbering(store->schema, type), .last_on = "" };
	if (!out->pattern)
		return error_set(store->error, STATUS_INTERNAL, "documents of type %s have no numbers", type);
	numbering_series(&name, out->pattern, type, day);
	out->name = text_take(&name, arena);
	enum status status = db_ask(store->db, &statement, "select id, last, last_on from series where name = %s", out->name);
	if (db_next(statement, &status)) {
		out->id = db_integer(statement, 0);
		out->last = db_integer(statement, 1);
		if (db_text(statement, 2))
			out->last_on = arena_string(arena, db_text(statement, 2));
	}
	db_done(statement);
	return status;
}

enum status document_number_next(struct store *store, const char *type, const char *day, struct arena *arena, const char **number)
{
	struct series series;
	struct text text = { 0 };
	enum status status = find_series(store, type, day, arena, &series);

	if (status)
		return status;
	if (strcmp(day, series.last_on) < 0 && !store->out_of_order)
		return error_set(store->error, STATUS_REFUSED, "%s is before %s, which has a number of the series already; write that day or a later one, or number it --out-of-order",
		                 day, series.last_on);
	numbering_write(&text, series.pattern, day, series.last + 1);
	*number = text_take(&text, arena);
	return STATUS_OK;
}

enum status document_number_taken(struct store *store, const char *type, const char *day, struct arena *arena)
{
	const struct type *table = store_type(store, &record_series);
	struct record *old, *record;
	struct series series;
	enum status status = find_series(store, type, day, arena, &series);

	if (status)
		return status;
	if (!series.id) {
		record = record_new(arena, table);
		*record_value(record, "name") = value_text(series.name);
		*record_value(record, "last") = value_integer(1);
		*record_value(record, "last_on") = value_text(day);
		return save_add(store, record, arena);
	}
	status = row_load(store, table, series.id, arena, &old);
	if (status)
		return status;
	record = record_copy(arena, old);
	*record_value(record, "last") = value_integer(series.last + 1);
	if (strcmp(day, series.last_on) > 0)
		*record_value(record, "last_on") = value_text(day);
	return save_set(store, old, record, arena);
}

/* The kind that counts in a series such as invoice-2026, and what its row says of it; NULL when there is none. */
static const struct document_kind *counting_kind(const char *name, const struct document_series **out)
{
	for (const struct document_kind *kind = NULL; (kind = document_kind_next(kind));) {
		for (size_t i = 0; i < DOCUMENT_SERIES_LIMIT && kind->numbers[i].name; i++) {
			size_t length = strlen(kind->numbers[i].name);
			*out = &kind->numbers[i];
			if (strncmp(name, (*out)->name, length) == 0 && (!name[length] || name[length] == '-'))
				return kind;
		}
	}
	return NULL;
}

/* Whether a numbered document of a later day is of the series; looked at in the order of days, of which each period of a pattern has a run. */
static enum status find_later(struct store *store, const struct document_kind *kind, const struct document_series *numbers, const struct record *series,
                              struct arena *arena, struct record **out)
{
	int64_t *ids;
	size_t count = 0;
	struct text name = { 0 };
	enum status status = db_integers(store->db, arena, &ids, &count, "select id from \"%s\" where number is not null and %-s > %s order by %-s, id", kind->record->name,
	                                 kind->day, record_text(series, "last_on"), kind->day);

	*out = NULL;
	for (size_t i = 0; !status && !*out && i < count; i++) {
		struct record *document;
		status = rule_load(store, kind->record, ids[i], arena, &document);
		const char *of = !status && document ? document_series_of(kind, document) : NULL;
		if (!of || strcmp(of, numbers->name) != 0)
			continue;
		text_clear(&name);
		numbering_series(&name, schema_numbering(store->schema, of), of, record_text(document, kind->day));
		if (strcmp(text_string(&name), record_text(series, "name")) != 0)
			break;
		*out = document;
	}
	text_free(&name);
	return status;
}

enum status series_check(struct store *store, const struct record *series, struct arena *arena, struct text *findings)
{
	const struct document_series *numbers;
	const struct document_kind *kind = *record_text(series, "last_on") ? counting_kind(record_text(series, "name"), &numbers) : NULL;
	struct record *document = NULL;
	enum status status = kind ? find_later(store, kind, numbers, series, arena, &document) : STATUS_OK;

	if (document)
		finding_add(findings, "last_on", "%s is of %s, a later day", record_text(document, "number"), record_text(document, kind->day));
	return status;
}

/* The newest document of the series that the change numbered: its id, 0 when there is none. */
static enum status find_numbered(struct store *store, int64_t change, const struct record_type *record, int64_t *id)
{
	return db_one(store->db, id, "select max(coalesce(e.last, e.record)) from entry as e where e.change = %jd and e.type = %d", change, record->number);
}

/* A number in the middle of a series cannot be given back: what to do instead is reported by the document that has it. */
enum status series_conflict(struct store *store, const struct record *series, int64_t change)
{
	const struct document_series *numbers;
	const struct document_kind *kind = counting_kind(record_text(series, "name"), &numbers);
	struct arena arena = { 0 };
	struct record *document = NULL;
	int64_t id = 0;
	enum status status = kind ? find_numbered(store, change, kind->record, &id) : STATUS_OK;

	if (!status && id)
		status = row_load(store, store_type(store, kind->record), id, &arena, &document);
	if (!status && document)
		status = error_set(store->error, STATUS_REFUSED, "ch%lld cannot be undone: %s is not the latest of its series; %s %s%lld", (long long)change,
		                   record_text(document, "number"), numbers->remedy, kind->record->prefix, (long long)id);
	arena_free(&arena);
	return status;
}
