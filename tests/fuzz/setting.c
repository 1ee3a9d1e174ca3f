/* Settings as they may stand in a database that somebody else made: NAME, NUL, value. */
#include "fuzz.h"
#include "query/filter.h"
#include "record/section.h"
#include "selling/sections.h"

/* What was taken in can be used. */
static void sell(const struct schema *schema)
{
	struct text text = { 0 };
	struct tax_rate rate;
	const void *entry;

	for (size_t i = 0; section_at(i); i++) {
		const struct schema_section *section = section_at(i);
		for (size_t n = 0; section->form.size && (entry = schema_entry_at(schema, section, n)); n++)
			section_write(&text, section, entry);
		for (const struct form_field *field = section->form.fields; !section->form.size && field->kind; field++)
			MUST(schema_field_value(schema, section, field));
	}
	for (size_t i = 0; (entry = schema_entry_at(schema, &section_taxes, i)); i++) {
		const char *name = section_entry_name(entry);
		MUST(schema_tax(schema, name, NULL, &rate) && rate.rate >= 0 && rate.rate <= TAX_RATE_LIMIT);
		schema_tax(schema, name, "2026-11-22", &rate);
	}
	for (const struct form_field *field = section_numbering.form.fields; field->kind; field++) {
		numbering_write(&text, schema_numbering(schema, field->name), "2026-11-22", 7);
		numbering_series(&text, schema_numbering(schema, field->name), field->name, "2026-11-22");
	}
	text_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct schema *schema = schema_new();
	struct error error = { 0 };
	struct arena arena = { 0 };
	struct conventions conventions = fuzz_conventions();
	struct text text = { 0 };
	struct field field;
	const struct pick *picks;
	char *name = fuzz_string(data, size);
	size_t length = strlen(name) + 1;
	char *value = length < size ? fuzz_string(data + length, size - length) : memory_string("");

	if (!field_read(&arena, value, &field, &error))
		field_write(&text, &field);
	if (!picks_read(&arena, value, &picks, &error))
		picks_write(&text, picks);
	if (!schema_setting(schema, name, value, &error)) {
		schema_conventions(schema, &conventions);
		for (struct record_walk walk = record_walk(); walk.record; record_step(&walk))
			MUST(schema_type(schema, walk.record)->count);
		sell(schema);
	}
	text_free(&text);
	arena_free(&arena);
	schema_free(schema);
	free(name);
	free(value);
	return 0;
}
