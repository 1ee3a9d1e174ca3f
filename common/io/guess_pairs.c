/* Encodings of two bytes to a character have their usual characters in one place: GB 2312 those of everyday text in rows 16 to 55, Big5 and JIS X 0208 theirs in
 * a first level too, KS X 1001 the Hangul. Text that is read in another encoding is spread over all of it. */
#include "io/guess_parts.h"

#include <stdbool.h>
#include <string.h>

/* Pairs whose first byte is within low and high, and whose second is at least `second`. */
struct region {
	unsigned char low, high, second;
	short weight; /* of GUESS_FULL */
};

enum { REGIONS = 7 };

static const struct table {
	const char *encoding;
	bool quads;                  /* pairs whose second byte is a digit are half a character of four */
	unsigned char single, last;  /* bytes that are a character of their own; 0: there are none */
	unsigned char three;         /* begins a character of three bytes; 0: none does */
	struct region regions[REGIONS];
} tables[] = {
	{ "GB18030", true, 0, 0, 0, { { 0xB0, 0xD7, 0xA1, 1000 }, { 0xD8, 0xF7, 0xA1, 700 }, { 0xA1, 0xA3, 0xA1, 500 }, { 0xA8, 0xA8, 0xA1, 300 } } },
	{ "BIG5-HKSCS", false, 0, 0, 0, { { 0xA4, 0xC6, 0x40, 1000 }, { 0xC9, 0xF9, 0x40, 400 }, { 0xA1, 0xA3, 0x40, 500 } } },
	{ "CP932", false, 0xA1, 0xDF, 0, { { 0x82, 0x82, 0x9F, 1000 }, { 0x83, 0x83, 0x40, 1000 }, { 0x88, 0x97, 0x40, 1000 }, { 0x98, 0xEA, 0x40, 500 },
	                                  { 0x81, 0x81, 0x40, 500 }, { 0x82, 0x82, 0x40, 500 } } },
	{ "EUC-JP", false, 0, 0, 0x8F, { { 0xA4, 0xA5, 0xA1, 1000 }, { 0xB0, 0xCF, 0xA1, 900 }, { 0xD0, 0xF4, 0xA1, 500 }, { 0xA1, 0xA3, 0xA1, 500 } } },
	{ "CP949", false, 0, 0, 0, { { 0xB0, 0xC8, 0xA1, 1000 }, { 0xA1, 0xA3, 0xA1, 500 }, { 0xCA, 0xFD, 0xA1, 200 } } },
};

static int weight_of(const struct table *table, unsigned char first, unsigned char second)
{
	for (const struct region *region = table->regions; region < table->regions + REGIONS && region->low; region++)
		if (first >= region->low && first <= region->high && second >= region->second)
			return region->weight;
	return 0;
}

int guess_pairs(const char *encoding, const char *data, size_t length)
{
	const struct table *table = tables;
	long sum = 0, count = 0;

	while (table < tables + sizeof tables / sizeof *tables && strcmp(table->encoding, encoding) != 0)
		table++;
	if (table == tables + sizeof tables / sizeof *tables)
		return -1;
	for (size_t i = 0; i < length; i++) {
		unsigned char first = (unsigned char)data[i], second = i + 1 < length ? (unsigned char)data[i + 1] : 0;
		if (first < 0x80)
			continue;
		if (i + 1 == length && first >= 0x81)
			break; /* cut */
		count++;
		if (table->single && first >= table->single && first <= table->last) {
			sum += 500;
		} else if (table->quads && second >= '0' && second <= '9') {
			sum += GUESS_FULL; /* four bytes of this form are no accident */
			i += 3;
		} else if (table->three && first == table->three) {
			i += 2;
		} else {
			sum += weight_of(table, first, second);
			i++;
		}
	}
	return count ? (int)(sum / count) : 0;
}
