#include "made.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_made(data, size, &statement_mt940);
	return 0;
}
