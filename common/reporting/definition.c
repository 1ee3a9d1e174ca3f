#include "reporting/definition.h"

#include "reporting/report_parts.h"
#include "reporting/reporting.h"
#include "reporting/shipped.h"
#include "store/rule.h"
#include <string.h>

enum { PARTS_DEPTH = 4 };

static const char *text_of(const struct record *record, const char *field)
{
	const char *text = record_text(record, field);

	return *text ? text : NULL;
}

enum status definition_of(struct store *store, const struct record *record, struct arena *arena, struct report_definition *out)
{
	const struct report_definition *shipped = NULL;
	const char *analysis = text_of(record, "analysis");
	struct record *folder;

	*out = (struct report_definition){ .id = record->id, .name = record_text(record, "name"), .description = text_of(record, "description"),
		.parameters = text_of(record, "parameters"), .top = record_integer(record, "top"), .all_values = record_integer(record, "all_values") != 0,
		.recipients = text_of(record, "recipients"), .mail_to = text_of(record, "mail_to"), .mail_format = text_of(record, "mail_format"),
		.only_with_rows = record_integer(record, "only_with_rows") != 0, .analysis = analysis };
	out->en = out->zh = out->name;
	for (const struct report_member *member = report_members; member->name; member++)
		*report_member(out, member) = text_of(record, member->name);
	if (analysis) {
		shipped = shipped_find(analysis, NULL);
		if (!shipped || !shipped->pass)
			return error_set(store->error, STATUS_USAGE, "analysis: there is no analysis '%s'", analysis);
		out->pass = shipped->pass;
		out->chooses = shipped->chooses;
	}
	enum status status = rule_load(store, &record_folder, record_integer(record, "folder"), arena, &folder);
	if (!status && folder)
		out->folder = record_text(folder, "name");
	return status;
}

static void put(const struct record *record, const char *field, const char *text)
{
	*record_value(record, field) = value_text(text);
}

struct record *definition_record(struct store *store, const struct report_definition *definition, struct arena *arena)
{
	struct record *record = record_new(arena, store_type(store, &record_report));
	struct report_definition copy = *definition;

	put(record, "name", definition->name);
	put(record, "description", definition->description);
	put(record, "parameters", definition->parameters);
	put(record, "analysis", definition->pass ? definition->analysis ? definition->analysis : definition->name : NULL);
	for (const struct report_member *member = report_members; member->name; member++)
		put(record, member->name, *report_member(&copy, member));
	if (definition->top)
		*record_value(record, "top") = value_integer(definition->top);
	if (definition->all_values)
		*record_value(record, "all_values") = value_integer(1);
	return record;
}

/* An own report by reference or name; *record NULL: there is none. */
static enum status find_own(struct store *store, const char *word, struct arena *arena, struct record **record)
{
	struct reference reference;
	int64_t id = 0;
	enum status status = STATUS_OK;

	*record = NULL;
	if (reference_like(word)) {
		status = reference_parse(word, &reference, store->error);
		if (!status && reference.type != &record_report)
			return error_set(store->error, STATUS_USAGE, "%s is no report", word);
		if (!status)
			status = store_find(store, &reference, &id);
	} else {
		status = db_one(store->db, &id, "select id from report where name = %s", word);
	}
	return status || !id ? status : row_load(store, store_type(store, &record_report), id, arena, record);
}

/* The names that there are: own ones, then those that ship. */
struct names {
	struct statement *own;
	const struct report_definition *shipped;
	struct arena *arena;
};

static const char *next_name(void *context)
{
	struct names *names = context;
	enum status status = STATUS_OK;

	if (names->own && db_next(names->own, &status))
		return arena_string(names->arena, db_text(names->own, 0));
	db_done(names->own);
	names->own = NULL;
	names->shipped = shipped_next(names->shipped);
	return names->shipped ? names->shipped->name : NULL;
}

static enum status missing(struct store *store, const char *word)
{
	struct names names = { 0 };
	struct arena arena = { 0 };
	enum status status = db_ask(store->db, &names.own, "select name from report order by id");

	names.arena = &arena;
	const char *near = status ? NULL : error_nearest(word, next_name, &names);
	db_done(names.own);
	if (near)
		error_set(store->error, STATUS_REFUSED, "there is no report '%s'; did you mean '%s'?", word, near);
	else
		error_set(store->error, STATUS_REFUSED, "there is no report '%s'; crm-report list has them all", word);
	arena_free(&arena);
	return STATUS_REFUSED;
}

enum status definition_find(struct store *store, const char *word, struct arena *arena, struct report_definition *out)
{
	const struct report_definition *shipped;
	struct record *record;
	enum status status = find_own(store, word, arena, &record);

	if (status)
		return status;
	if (record)
		return definition_of(store, record, arena, out);
	shipped = shipped_find(word, NULL);
	if (!shipped)
		return missing(store, word);
	*out = *shipped;
	return STATUS_OK;
}

const char *report_next_word(char **rest)
{
	char *word = *rest ? *rest + strspn(*rest, " \t\n,") : NULL;

	if (!word || !*word)
		return NULL;
	char quote = *word == '\'' || *word == '"' ? *word++ : '\0';
	char *end = word + strcspn(word, quote ? (char[]){ quote, '\0' } : " \t\n");
	*rest = *end ? end + 1 : end;
	*end = '\0';
	return word;
}

/* The reports that were found so far. */
struct gathered {
	struct report_definition *items;
	size_t count;
	int64_t id; /* of the one that they are parts of */
};

static enum status gather(struct store *store, const struct report_definition *definition, int depth, struct arena *arena, struct gathered *gathered)
{
	char *rest = definition->parts ? arena_string(arena, definition->parts) : NULL;
	enum status status = STATUS_OK;

	if (!rest) {
		gathered->items = array_grow(arena, gathered->items, gathered->count, sizeof *gathered->items);
		gathered->items[gathered->count++] = *definition;
		return STATUS_OK;
	}
	if (depth == PARTS_DEPTH)
		return error_set(store->error, STATUS_USAGE, "parts: '%s' is more than %d parts deep", definition->name ? definition->name : "it", PARTS_DEPTH);
	for (const char *word; !status && (word = report_next_word(&rest));) {
		struct report_definition part;
		status = definition_find(store, word, arena, &part);
		if (status)
			error_prefix(store->error, "parts: ");
		else if (part.id && part.id == gathered->id)
			status = error_set(store->error, STATUS_USAGE, "parts: '%s' is a part of itself", part.name);
		else
			status = gather(store, &part, depth + 1, arena, gathered);
	}
	return status ? store->error->status = STATUS_USAGE : STATUS_OK;
}

enum status definition_parts(struct store *store, const struct report_definition *definition, struct arena *arena, struct report_definition **out, size_t *count)
{
	struct gathered gathered = { .id = definition->id };
	enum status status = gather(store, definition, 0, arena, &gathered);

	*out = gathered.items;
	*count = gathered.count;
	return status;
}
