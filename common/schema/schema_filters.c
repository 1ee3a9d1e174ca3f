/* Whether saved filters fit the schema as it is to be. */
#include "schema/schema_parts.h"

#include "query/compile.h"
#include "query/filter.h"
#include "record/section.h"
#include <stdio.h>
#include <string.h>

enum { SAVED_DEPTH = 20 };

struct filters {
	struct reader *reader;
	const struct yaml_node *root;
	struct schema *schema; /* with the edits of the plan */
	struct arena arena;
};

static const struct schema_edit *edit_of(const struct reader *reader, const char *setting)
{
	for (size_t i = reader->plan->edit_count; i > 0; i--)
		if (strcmp(reader->plan->edits[i - 1].setting, setting) == 0)
			return &reader->plan->edits[i - 1];
	return NULL;
}

enum status schema_planned(const struct reader *reader, struct schema **out)
{
	struct store *store = reader->store;
	const struct schema_plan *plan = reader->plan;
	struct statement *statement;
	enum status status = db_ask(store->db, &statement, "select name, value from setting");

	*out = NULL;
	if (status)
		return status;
	*out = schema_new();
	while (db_next(statement, &status))
		if (!edit_of(reader, db_text(statement, 0)))
			status = schema_setting(*out, db_text(statement, 0), db_text(statement, 1) ? db_text(statement, 1) : "", store->error);
	db_done(statement);
	for (size_t i = 0; !status && i < plan->edit_count; i++)
		if (plan->edits[i].value && edit_of(reader, plan->edits[i].setting) == &plan->edits[i])
			status = schema_setting(*out, plan->edits[i].setting, plan->edits[i].value, store->error);
	return status;
}

/* Where the file names a filter; else its section of filters or fields, whose change matters to it. */
static const struct yaml_node *node_of(const struct filters *filters, const struct record_type *record, const char *name)
{
	const struct yaml_node *section = yaml_get(filters->root, "filters");
	const struct yaml_node *type = section ? yaml_get(section, record->name) : NULL;
	const struct yaml_node *filter = type ? yaml_get(type, name) : NULL;

	if (filter)
		return filter;
	section = yaml_get(filters->root, "fields");
	return section ? section : filters->root;
}

static enum status fail(struct filters *filters, const struct record_type *record, const char *name, const char *message)
{
	return schema_fail(filters->reader, node_of(filters, record, name), AT_VALUE, STATUS_DATA, "filters.%s.%s: %s", record->name, name, message);
}

/* A filter that leads to itself by @names would have no end. */
static bool ends(const struct filters *filters, const struct record_type *record, const char *name, int depth)
{
	const char *string = schema_filter(filters->schema, record, name);

	if (depth > SAVED_DEPTH)
		return false;
	for (const char *p = string ? string : ""; *p;) {
		size_t length = strcspn(p, " []");
		char inner[64];
		if (*p == '@' && length > 1 && length < sizeof inner) {
			snprintf(inner, sizeof inner, "%.*s", (int)length - 1, p + 1);
			if (!ends(filters, record, inner, depth + 1))
				return false;
		}
		p += length + (p[length] != '\0');
	}
	return true;
}

static enum status check_paths(struct filters *filters, const struct type *type, const struct expr *expr)
{
	enum status status = STATUS_OK;

	if (expr->type == EXPR_TERM)
		status = path_find(filters->reader->store, type, expr->path, &(struct path_end){ 0 });
	for (const struct expr *child = expr->child; !status && child; child = child->next)
		status = check_paths(filters, type, child);
	return status;
}

static enum status check_filter(struct filters *filters, const struct record_type *record, const char *name)
{
	struct store *store = filters->reader->store;
	struct expr *expr = NULL;

	if (!ends(filters, record, name, 0))
		return fail(filters, record, name, "it leads to itself, or through too many others");
	enum status status = filter_parse_string(&filters->arena, filters->schema, record, schema_filter(filters->schema, record, name), &expr, store->error);
	if (!status && expr)
		status = check_paths(filters, schema_type(filters->schema, record), expr);
	if (status) {
		struct error error = *store->error;
		return fail(filters, record, name, error.message);
	}
	return STATUS_OK;
}

/* The node of a field of an entry, as far as the file has it; else its fields, whose change matters to it. */
static const struct yaml_node *node_of_entry(const struct filters *filters, const struct schema_section *section, const void *entry, const struct form_field *field)
{
	const struct yaml_node *all = yaml_get(filters->root, section->name), *own = all ? yaml_get(all, section_entry_name(entry)) : NULL;
	const struct yaml_node *value = own && own->type == YAML_MAPPING ? yaml_get(own, field->name) : NULL, *fields = yaml_get(filters->root, "fields");

	return value ? value : own ? own : fields ? fields : filters->root;
}

static enum status check_form_field(struct filters *filters, const struct schema_section *section, const void *entry, const struct form_field *field)
{
	struct store *store = filters->reader->store;
	const char *text = form_text(field, entry), *name = form_text(form_find(&section->form, field->filter_of), entry);
	const struct record_type *record = record_by_name(name);
	struct expr *expr = NULL;

	if (!*text || !record)
		return STATUS_OK;
	enum status status = filter_parse_string(&filters->arena, filters->schema, record, field->path ? arena_printf(&filters->arena, "%s=", text) : text, &expr, store->error);
	if (!status && expr)
		status = check_paths(filters, schema_type(filters->schema, record), expr);
	if (!status)
		return STATUS_OK;
	struct error error = *store->error;
	return schema_fail(filters->reader, node_of_entry(filters, section, entry, field), AT_VALUE, STATUS_DATA, "%s.%s.%s: %s", section->name, section_entry_name(entry), field->name,
	                   error.message);
}

/* Entries of sections that have filters. What is built in fits, until a field of it is renamed. */
static enum status check_entries(struct filters *filters)
{
	const struct schema_section *section;
	const void *entry;
	enum status status = STATUS_OK;

	for (size_t i = 0; !status && (section = section_at(i)); i++)
		for (const struct form_field *field = section->form.fields; !status && field->kind; field++)
			for (size_t n = 0; !status && field->filter_of && (entry = schema_entry_at(filters->schema, section, n)); n++)
				status = check_form_field(filters, section, entry, field);
	return status;
}

static bool has_filters(const struct schema_section *section)
{
	for (const struct form_field *field = section ? section->form.fields : NULL; field && field->kind; field++)
		if (field->filter_of)
			return true;
	return false;
}

/* Without an edit, the schema as it is may be in question. */
static bool may_break_filters(const struct schema_plan *plan)
{
	const char *rest;

	if (!plan->edit_count)
		return true;
	for (size_t i = 0; i < plan->edit_count; i++)
		if (strncmp(plan->edits[i].setting, "field.", 6) == 0 || strncmp(plan->edits[i].setting, "filter.", 7) == 0 ||
		    has_filters(section_of_setting(plan->edits[i].setting, &rest)))
			return true;
	return false;
}

enum status schema_check_filters(struct reader *reader, const struct yaml_node *root)
{
	struct filters filters = { .reader = reader, .root = root };
	struct store *store = reader->store;
	struct schema *present = store->schema;

	if (!may_break_filters(reader->plan))
		return STATUS_OK;
	enum status status = schema_planned(reader, &filters.schema);
	/* Paths are looked up in the schema of the store: for this while it has the one to come. */
	if (!status)
		store->schema = filters.schema;
	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const char *name;
		for (size_t n = 0; !status && (name = schema_filters(filters.schema, walk.record, n)); n++)
			status = check_filter(&filters, walk.record, name);
	}
	if (!status)
		status = check_entries(&filters);
	store->schema = present;
	schema_free(filters.schema);
	arena_free(&filters.arena);
	return status;
}
