/* Characters: forms stay valid, what is visible is harmless, widths hold; words and keys of names. */
#include "base/company.h"
#include "fuzz.h"
#include "store/search.h"

static void valid(const struct text *text)
{
	MUST(utf8_valid(text_string(text), text->length, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct text text = { 0 };
	uint32_t character;
	size_t length, bad;
	char *string = fuzz_string(data, size);

	if (!utf8_valid((const char *)data, size, &bad))
		MUST(bad < size);
	length = strlen(string);
	for (size_t at = 0; at < length;)
		MUST((at += utf8_next(string + at, length - at, &character)) <= length);
	utf8_visible(&text, string, length);
	for (size_t i = 0; i < text.length; i++)
		MUST((unsigned char)text.data[i] >= ' ' && text.data[i] != 0x7f);
	size_t width = utf8_width(string, length) / 2 + 1;
	text_clear(&text);
	utf8_cut(&text, string, length, width);
	MUST(utf8_width(text_string(&text), text.length) <= width);
	bool good = utf8_valid(string, length, NULL);
	if (good)
		valid(&text);
	/* Bytes that are no text come here too, from a damaged database. */
	size_t nfc_length = length;
	const char *nfc = utf8_nfc(&arena, string, &nfc_length);
	text_clear(&text);
	utf8_casefold(&text, string, length);
	utf8_fold(&text, string, length);
	utf8_halfwidth(&text, string, length);
	company_key(&text, string, length);
	search_words(&text, string, length);
	search_expression(&text, string);
	if (good) {
		MUST(utf8_valid(nfc, nfc_length, NULL));
		valid(&text);
	}
	text_free(&text);
	arena_free(&arena);
	free(string);
	return 0;
}
