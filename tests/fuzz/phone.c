/* Telephone numbers: the stored form is stable and has the key of what was written. */
#include "base/phone.h"
#include "fuzz.h"
#include "store/search.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct conventions conventions = fuzz_conventions();
	struct error error = { 0 };
	struct text stored = { 0 }, again = { 0 }, key = { 0 }, stored_key = { 0 };
	char *string = fuzz_utf8(data, size);

	if (!string)
		return 0;
	phone_key(&conventions, string, &key);
	phone_extension(string, &again);
	search_field_words(&conventions, &(struct field){ .kind = KIND_PHONE }, &(struct value){ .type = VALUE_TEXT, .text = string, .length = strlen(string) }, &again);
	text_clear(&again);
	if (!phone_parse(string, &stored, &error)) {
		MUST(!phone_parse(stored.data, &again, &error) && strcmp(stored.data, again.data) == 0);
		phone_key(&conventions, stored.data, &stored_key);
		MUST(strcmp(text_string(&key), text_string(&stored_key)) == 0);
	}
	text_free(&stored);
	text_free(&again);
	text_free(&key);
	text_free(&stored_key);
	free(string);
	return 0;
}
