/* Guessed formats and encodings; the first byte may name an encoding. */
#include "sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = { NULL, "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "GBK", "UTF-32" };

	if (!size)
		return 0;
	fuzz_sheet(data + 1, size - 1, SHEET_AUTO, encodings[(uint8_t)(data[0] - '0') % 8]);
	return 0;
}
