/* Payment terms: the stored form reads as itself. */
#include "fuzz.h"
#include "base/terms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error error = { 0 };
	struct terms terms, again;
	struct text text = { 0 }, twice = { 0 };
	char *string = fuzz_utf8(data, size);

	if (string && !terms_parse(string, &terms, &error)) {
		int64_t sum = 0;
		for (size_t i = 0; i < terms.count; i++)
			sum += terms.parts[i].percent;
		MUST(terms.count && sum == TERMS_WHOLE);
		terms_format(&text, &terms);
		MUST(!terms_parse(text.data, &again, &error));
		terms_format(&twice, &again);
		MUST(strcmp(text.data, twice.data) == 0);
	}
	text_free(&text);
	text_free(&twice);
	free(string);
	return 0;
}
