#include "base/base64.h"

void base64_add(struct text *out, const void *data, size_t length)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *bytes = data;

	for (size_t i = 0; i < length; i += 3) {
		size_t left = length - i;
		unsigned word = (unsigned)bytes[i] << 16 | (left > 1 ? (unsigned)bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0u);
		text_byte(out, digits[word >> 18]);
		text_byte(out, digits[word >> 12 & 63]);
		text_byte(out, left > 1 ? digits[word >> 6 & 63] : '=');
		text_byte(out, left > 2 ? digits[word & 63] : '=');
	}
}
