/* E-mail addresses: the stored form is stable and has the key of what was written. */
#include "base/email.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error error = { 0 };
	struct text stored = { 0 }, again = { 0 }, key = { 0 }, stored_key = { 0 };
	char *string = fuzz_utf8(data, size);

	if (!string)
		return 0;
	email_key(string, strlen(string), &key);
	if (!email_parse(string, &stored, &error)) {
		MUST(!email_parse(stored.data, &again, &error) && strcmp(stored.data, again.data) == 0);
		email_key(stored.data, stored.length, &stored_key);
		MUST(strcmp(text_string(&key), text_string(&stored_key)) == 0);
	}
	text_free(&stored);
	text_free(&again);
	text_free(&key);
	text_free(&stored_key);
	free(string);
	return 0;
}
