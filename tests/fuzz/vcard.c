#include "made.h"
#include "io/vcard.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_made(data, size, &vcard_maker);
	return 0;
}
