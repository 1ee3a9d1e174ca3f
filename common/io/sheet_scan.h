/* Finds the ends of rows of CSV and TSV, and bytes in words: eight at a time, because most rows have no quotes and
 * short cells. */
#ifndef CRM_IO_SHEET_SCAN_H
#define CRM_IO_SHEET_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static const uint64_t sheet_ones = 0x0101010101010101u, sheet_highs = 0x8080808080808080u;

/* Eight bytes as they lie in memory; data need not be aligned. */
static inline uint64_t sheet_word(const char *data)
{
	uint64_t word;

	memcpy(&word, data, sizeof word);
	return word;
}

/* Not zero when a byte of the word is `byte`. */
static inline uint64_t sheet_has(uint64_t word, char byte)
{
	uint64_t difference = word ^ (sheet_ones * (unsigned char)byte);

	return (difference - sheet_ones) & ~difference & sheet_highs;
}

/* How far the search for the end of a row has come; offsets count from the start of the row. */
struct sheet_scan {
	size_t offset;
	bool quoted;     /* inside a quoted cell */
	size_t opened;   /* where its quote stands */
	size_t breaks;   /* line ends inside quoted cells */
	uint64_t bytes;  /* all words so far, or-ed: tells ASCII */
};

/* True when the end of the row was found, at scan->offset. A return or a quote that ends the data is left for the next
 * call, because what follows decides what it means. */
bool sheet_scan_row(struct sheet_scan *scan, const char *row, size_t length, bool last, char delimiter, bool quoting);

/* Characters in data: bytes that do not continue one. */
size_t sheet_count_characters(const char *data, size_t length);

/* Where the delimiter stands in text[i..length), or length. */
size_t sheet_find(const char *text, size_t i, size_t length, char delimiter);

#endif
