#include "io/out_internal.h"

#include "base/utf8.h"
#include <string.h>

enum { PIECE = OUT_BUFFER / 4 };

#define EACH_BYTE(byte) (UINT64_MAX / 255 * (byte))

/* True when one of the eight bytes may need an escape: it is below 0x20 or a backslash ("Bit Twiddling Hacks", haszero
 * and hasless). Lists of a million rows spend most of their time here. */
static bool eight_need_escape(uint64_t bytes)
{
	uint64_t backslash = bytes ^ EACH_BYTE('\\');

	return ((((bytes - EACH_BYTE(0x20)) & ~bytes) | ((backslash - EACH_BYTE(1)) & ~backslash)) & EACH_BYTE(0x80)) != 0;
}

static char letter_of(char byte)
{
	switch (byte) {
	case '\t': return 't';
	case '\n': return 'n';
	case '\r': return 'r';
	case '\\': return '\\';
	default: return 0;
	}
}

/* Writes the escaped bytes to `to`, which has room for twice as many, and returns the end. */
static char *escape(char *to, const char *from, size_t length)
{
	const char *end = from + length;

	while (from < end) {
		uint64_t bytes;
		while ((size_t)(end - from) >= sizeof bytes) {
			memcpy(&bytes, from, sizeof bytes);
			if (eight_need_escape(bytes))
				break;
			memcpy(to, &bytes, sizeof bytes);
			from += sizeof bytes;
			to += sizeof bytes;
		}
		const char *stop = (size_t)(end - from) > sizeof bytes ? from + sizeof bytes : end;
		for (; from < stop; from++) {
			char letter = (unsigned char)*from >= ' ' && *from != '\\' ? 0 : letter_of(*from);
			if (letter)
				*to++ = '\\';
			*to++ = letter ? letter : *from;
		}
	}
	return to;
}

/* On a terminal what is left after escaping must not act on it either. */
static void put_visible(struct out *out, const struct out_cell *cell, char end)
{
	text_clear(&out->scratch);
	text_clear(&out->line);
	if (cell->length > 0)
		text_escape(&out->scratch, cell->text, cell->length);
	utf8_visible(&out->line, text_string(&out->scratch), out->scratch.length);
	text_byte(&out->line, end);
	out_write(out, out->line.data, out->line.length);
}

static void put_cell(struct out *out, const struct out_cell *cell, char end)
{
	const char *from = cell->text;
	size_t left = cell->length;

	if (out->options.terminal) {
		put_visible(out, cell, end);
		return;
	}
	while (left > PIECE) {
		char *start = out_room(out, 2 * PIECE);
		out->used += (size_t)(escape(start, from, PIECE) - start);
		from += PIECE;
		left -= PIECE;
	}
	char *start = out_room(out, 2 * left + 1);
	char *to = left > 0 ? escape(start, from, left) : start;
	*to++ = end;
	out->used += (size_t)(to - start);
}

static void put_string(struct out *out, const char *string, char end)
{
	put_cell(out, &(struct out_cell){ string, strlen(string) }, end);
}

static char record_end(const struct out *out)
{
	return out->options.nul ? '\0' : '\n';
}

static void tsv_begin(struct out *out)
{
	if (!out->options.header)
		return;
	out_write(out, "#", 1);
	for (size_t i = 0; i < out->count; i++)
		put_string(out, out->columns[i].name, i + 1 < out->count ? '\t' : record_end(out));
}

static void tsv_row(struct out *out, const struct out_cell *cells)
{
	for (size_t i = 0; i + 1 < out->count; i++)
		put_cell(out, &cells[i], '\t');
	put_cell(out, &cells[out->count - 1], record_end(out));
}

const struct out_writer out_tsv = { .begin = tsv_begin, .row = tsv_row };

/* With -z a record is its lines, the last one ended by NUL; without, a blank line stands between records. */
static void fields_row(struct out *out, const struct out_cell *cells)
{
	if (out->rows > 0 && !out->options.nul)
		out_write(out, "\n", 1);
	for (size_t i = 0; i < out->count; i++) {
		put_string(out, out->columns[i].name, '\t');
		put_cell(out, &cells[i], i + 1 < out->count ? '\n' : record_end(out));
	}
}

const struct out_writer out_tsv_fields = { .row = fields_row };

static void ids_row(struct out *out, const struct out_cell *cells)
{
	put_cell(out, &cells[0], record_end(out));
}

const struct out_writer out_ids = { .row = ids_row };
