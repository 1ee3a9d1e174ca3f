/* Lines of operands, and the reference in each when it is an object. */
#include "fuzz.h"
#include "io/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error error = { 0 };
	struct lines *lines;
	struct text reference = { 0 };
	char *line;
	size_t length, number, last = 0;

	if (lines_open(&lines, fuzz_file("input", data, size), &error))
		return 0;
	while (!lines_next(lines, &line, &length, &number, &error) && line) {
		MUST(strlen(line) == length && utf8_valid(line, length, NULL) && number > last);
		last = number;
		text_clear(&reference);
		if (!json_reference(line, length, &reference, &error))
			MUST(reference.length && utf8_valid(reference.data, reference.length, NULL));
	}
	text_free(&reference);
	lines_close(lines);
	return 0;
}
