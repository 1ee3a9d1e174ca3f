#include "fuzz.h"
#include "base/tax_number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error error = { 0 };
	struct text tidy = { 0 }, again = { 0 };
	char *string = fuzz_utf8(data, size);

	for (int person = 0; string && person < 2; person++) {
		text_clear(&tidy);
		text_clear(&again);
		if (!tax_number_check(string, person, &tidy, &error))
			MUST(!tax_number_check(text_string(&tidy), person, &again, &error) && strcmp(text_string(&tidy), text_string(&again)) == 0);
	}
	text_free(&tidy);
	text_free(&again);
	free(string);
	return 0;
}
