/* What the files behind utf8.h share: the decoder of their inner loops. */
#ifndef CRM_BASE_UTF8_DECODE_H
#define CRM_BASE_UTF8_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool utf8_is_han(uint32_t character)
{
	return character >= 0x4E00 && character <= 0x9FFF;
}

static inline bool utf8_follows(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Returns the bytes of the character, 0 when they are not well-formed (Unicode 15, table 3-7). */
static inline size_t utf8_decode(const char *data, size_t length, uint32_t *character)
{
	const unsigned char *p = (const unsigned char *)data;

	if (p[0] < 0x80) {
		*character = p[0];
		return 1;
	}
	if (p[0] < 0xC2 || p[0] > 0xF4 || length < 2 || !utf8_follows(p[1]))
		return 0;
	if (p[0] < 0xE0) {
		*character = (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
		return 2;
	}
	if (length < 3 || !utf8_follows(p[2]))
		return 0;
	if (p[0] < 0xF0) {
		*character = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
		return *character >= 0x800 && (*character < 0xD800 || *character > 0xDFFF) ? 3 : 0;
	}
	if (length < 4 || !utf8_follows(p[3]))
		return 0;
	*character = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
		(p[3] & 0x3F);
	return *character >= 0x10000 && *character <= 0x10FFFF ? 4 : 0;
}

#endif
