/* The rule of templates: every field in them is one; and finding one by its name. */
#include "service/template.h"

#include "store/check.h"
#include "store/rule.h"
#include <string.h>

static const char *const texts[] = { "subject", "body", NULL };

enum status template_before(struct store *store, const struct record *old, struct record *template, struct arena *arena)
{
	enum status status = STATUS_OK;

	(void)arena;
	for (size_t i = 0; template && !status && texts[i]; i++)
		if (rule_changed(old, template, texts[i]) && (status = template_check_text(store, record_text(template, texts[i]))))
			error_prefix(store->error, "%s: ", texts[i]);
	if (!status && template && rule_changed(old, template, "subject") && strpbrk(record_text(template, "subject"), "\r\n"))
		status = error_set(store->error, STATUS_DATA, "subject: it has a line break, which a header of a mail cannot have");
	return status;
}

enum status template_check(struct store *store, const struct record *template, struct arena *arena, struct text *findings)
{
	(void)arena;
	for (size_t i = 0; texts[i]; i++)
		if (template_check_text(store, record_text(template, texts[i])))
			finding_add(findings, texts[i], "%s", error_sentence(store->error));
	return STATUS_OK;
}

static bool speaks(const char *template, const char *language)
{
	return strncmp(template, language, 2) == 0;
}

/* Of own templates one in the language, or in none; *other: the first one in another language. */
static enum status find_own(struct store *store, const char *name, const char *language, int64_t *fits, int64_t *other)
{
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select id, language from template where name = %s order by id", name);

	*fits = *other = 0;
	while (db_next(statement, &status)) {
		const char *spoken = db_text(statement, 1);
		if (!*fits && (!spoken || speaks(spoken, language)))
			*fits = db_integer(statement, 0);
		else if (!*other)
			*other = db_integer(statement, 0);
	}
	db_done(statement);
	return status;
}

static const struct template_text *find_built_in(const char *name, const char *language)
{
	for (const struct template_text *at = built_in_templates; at->name; at++)
		if (strcmp(at->name, name) == 0 && (!language || speaks(at->language, language)))
			return at;
	return NULL;
}

static enum status load(struct store *store, int64_t id, struct arena *arena, struct template_text *out)
{
	struct record *record;
	enum status status = row_load(store, store_type(store, &record_template), id, arena, &record);

	if (!status)
		*out = (struct template_text){ record_text(record, "name"), record_text(record, "purpose"), record_text(record, "language"), record_text(record, "subject"),
			                       record_text(record, "body"), record_text(record, "format"), record_text(record, "folder") };
	return status;
}

enum status template_find(struct store *store, const char *name, const char *language, struct arena *arena, struct template_text *out)
{
	int64_t fits, other;
	const struct template_text *built_in = find_built_in(name, language);
	enum status status = find_own(store, name, language, &fits, &other);

	if (status)
		return status;
	if (fits || (!built_in && other))
		return load(store, fits ? fits : other, arena, out);
	if (!built_in && !(built_in = find_built_in(name, NULL))) {
		const char *nearest = error_nearest_row(name, built_in_templates, sizeof *built_in_templates);
		return error_set(store->error, STATUS_REFUSED, nearest ? "there is no template called '%s'; did you mean '%s'?" : "there is no template called '%s'; crm-template builtin lists those that every database has",
		                 name, nearest);
	}
	*out = *built_in;
	return STATUS_OK;
}

enum status template_language(struct store *store, const struct record_type *type, int64_t id, const char **out)
{
	struct arena arena = { 0 };
	struct record *record = NULL, *customer = NULL;
	enum status status = type ? row_load(store, store_type(store, type), id, &arena, &record) : STATUS_OK;
	size_t index;

	*out = strncmp(store->conventions.language, "zh", 2) == 0 ? "zh" : "en";
	if (!status && record && type != &record_customer && type_field(record->type, "customer", &index))
		status = rule_load(store, &record_customer, record->values[index].integer, &arena, &customer);
	if (type == &record_customer)
		customer = record;
	if (customer && *record_text(customer, "language"))
		*out = strncmp(record_text(customer, "language"), "zh", 2) == 0 ? "zh" : "en";
	arena_free(&arena);
	return status;
}
