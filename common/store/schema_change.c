#include "store/schema_change.h"

#include "base/date.h"
#include "record/section.h"
#include "store/ddl.h"
#include "store/search.h"
#include <string.h>

/* The fields whose words are kept, and what telephone numbers are completed with, as text to compare. */
static void searched_fields(struct store *store, struct text *out)
{
	text_printf(out, "%s %s ", store->conventions.country, store->conventions.area);
	for (struct record_walk walk = record_walk(); walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		for (size_t f = 0; f < type->count; f++)
			if (type->fields[f]->search)
				text_printf(out, "%s.%d ", type->record->name, type->fields[f]->id);
	}
}

/* The entries or fields of a section from which something follows, as text to compare. */
static void section_values(struct store *store, const struct schema_section *section, struct text *out)
{
	const void *entry;

	if (!section->changed)
		return;
	for (size_t i = 0; section->form.size && (entry = schema_entry_at(store->schema, section, i)); i++) {
		text_printf(out, "%s\n", section_entry_name(entry));
		section_write(out, section, entry);
	}
	for (const struct form_field *field = section->form.fields; !section->form.size && field->kind; field++)
		text_printf(out, "%s=%s\n", field->name, schema_field_value(store->schema, section, field));
}

static void all_section_values(struct store *store, struct text *out)
{
	const struct schema_section *section;

	/* Hours are those of a zone, and holidays those of a country. */
	text_printf(out, "%s %s\n", store->conventions.zone, store->conventions.country);
	for (size_t i = 0; (section = section_at(i)); i++)
		section_values(store, section, out);
}

static enum status sections_changed(struct store *store, const char *before)
{
	const struct schema_section *section;
	struct text after = { 0 };
	enum status status = STATUS_OK;

	all_section_values(store, &after);
	for (size_t i = 0; !status && strcmp(before, text_string(&after)) != 0 && (section = section_at(i)); i++)
		status = section->changed ? section->changed(store) : STATUS_OK;
	text_free(&after);
	return status;
}

static enum status add_columns(struct store *store)
{
	enum status status = STATUS_OK;

	for (struct record_walk walk = record_walk(); !status && walk.record; record_step(&walk)) {
		const struct type *type = store_type(store, walk.record);
		for (size_t f = 0; !status && f < type->count; f++)
			if (type->fields[f]->column)
				status = ddl_add_column(store->db, type->record, type->fields[f]);
	}
	return status;
}

/* When other fields are searched than before, the words of all records are made anew. */
enum status schema_changed(struct store *store)
{
	struct text before = { 0 }, after = { 0 }, values = { 0 };
	enum status status = search_flush(store);

	searched_fields(store, &before);
	all_section_values(store, &values);
	if (!status)
		status = store_reload(store);
	if (!status)
		status = add_columns(store);
	if (!status) {
		searched_fields(store, &after);
		if (strcmp(text_string(&before), text_string(&after)) != 0)
			status = search_rebuild(store);
	}
	if (!status)
		status = sections_changed(store, text_string(&values));
	text_free(&before);
	text_free(&after);
	text_free(&values);
	return status ? status : date_zone(store->conventions.zone, store->error);
}
