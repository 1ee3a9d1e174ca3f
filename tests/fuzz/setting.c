/* Settings as they may stand in a database that somebody else made: NAME, NUL, value. */
#include "fuzz.h"
#include "query/filter.h"
#include "record/selling.h"

/* What was taken in can be used. */
static void sell(const struct schema *schema)
{
	struct text text = { 0 };
	struct tax_rate rate;
	const char *name;

	for (size_t i = 0; (name = schema_tax_name(schema, i)); i++) {
		MUST(schema_tax(schema, name, NULL, &rate) && rate.rate >= 0 && rate.rate <= TAX_RATE_LIMIT);
		schema_tax(schema, name, "2026-11-22", &rate);
		tax_write(&text, schema_tax_all(schema, name));
	}
	for (size_t i = 0; (name = schema_numbering_type(i)); i++) {
		numbering_write(&text, schema_numbering(schema, name), "2026-11-22", 7);
		numbering_series(&text, schema_numbering(schema, name), name, "2026-11-22");
	}
	for (size_t i = 0; (name = schema_company_field(i)); i++)
		MUST(schema_company(schema, name));
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
