/* Settings as they may stand in a database that somebody else made: NAME, NUL, value. */
#include "fuzz.h"
#include "query/filter.h"

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
		for (size_t i = 0; record_types[i]; i++)
			MUST(schema_type(schema, record_types[i])->count);
	}
	text_free(&text);
	arena_free(&arena);
	schema_free(schema);
	free(name);
	free(value);
	return 0;
}
