/* Every kind: the stored value, written as text, reads as the same value. The first byte chooses the field. */
#include "fuzz.h"
#include "base/money.h"
#include "record/record.h"

static const struct field *choose(uint8_t byte)
{
	static const struct field *fields[KIND_LAST + 1];
	static size_t count;

	/* The first field of each kind. */
	for (struct record_walk walk = record_walk(); !count && walk.record; record_step(&walk))
		for (const struct field *field = walk.record->fields; field->kind; field++)
			if (!fields[field->kind])
				fields[field->kind] = field;
	for (const struct field *field = record_common; !count && field->kind; field++)
		if (!fields[field->kind])
			fields[field->kind] = field;
	count = KIND_LAST;
	return fields[1 + (uint8_t)(byte - 'A') % count];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct conventions conventions = fuzz_conventions();
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct text text = { 0 };
	struct value value, again;
	char currency[4] = "CNY";
	const struct field *field = size ? choose(data[0]) : NULL;
	char *string = field && kinds[field->kind].parse ? fuzz_utf8(data + 1, size - 1) : NULL;

	if (string && !field_parse(&conventions, field, string, &arena, currency, &value, &error)) {
		field_format(field, &value, currency_digits(currency), &text);
		MUST(utf8_valid(text_string(&text), text.length, NULL));
		MUST(!field_parse(&conventions, field, text_string(&text), &arena, currency, &again, &error));
		MUST(value_equal(&value, &again));
	}
	text_free(&text);
	arena_free(&arena);
	free(string);
	return 0;
}
