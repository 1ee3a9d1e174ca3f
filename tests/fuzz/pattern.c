/* Expressions that pass the check compile and match within the time-out: EXPRESSION, NUL, text. */
#include "base/pattern.h"
#include "fuzz.h"
#include <regex.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error error = { 0 };
	regex_t compiled;
	char *pattern = fuzz_string(data, size);
	size_t length = strlen(pattern) + 1;
	char *text = length < size ? fuzz_string(data + length, size - length) : memory_string("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

	if (!pattern_check(pattern, &error)) {
		MUST(regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB) == 0);
		regexec(&compiled, text, 0, NULL, 0);
		regfree(&compiled);
	}
	free(pattern);
	free(text);
	return 0;
}
