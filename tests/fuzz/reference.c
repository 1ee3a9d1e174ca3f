/* References: what is read is written the same; and packed ones as they may stand in a damaged database. */
#include "fuzz.h"
#include "record/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *string = fuzz_string(data, size);
	struct reference reference;
	struct error error = { 0 };
	struct text text = { 0 };
	int64_t packed = 0, id = 0;

	enum status status = reference_parse(string, &reference, &error);
	if (!status && !reference.child) {
		MUST(reference_like(string) && reference.id > 0);
		reference_format(&text, reference.type, reference.id);
		MUST(strcmp(text.data, string) == 0);
		const struct record_type *type = anyref_unpack(anyref_pack(reference.type, reference.id), &id);
		MUST(type == reference.type && id == reference.id);
	}
	memcpy(&packed, data, size < sizeof packed ? size : sizeof packed);
	const struct record_type *type = anyref_unpack(packed, &id);
	MUST(!type || anyref_pack(type, id) == packed);
	text_free(&text);
	free(string);
	return 0;
}
