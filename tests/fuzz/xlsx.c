/* Archives as spreadsheets, whatever is in them. */
#include "sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_sheet(data, size, SHEET_AUTO, NULL);
	return 0;
}
