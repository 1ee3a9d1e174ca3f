/* What a file is encoded in, when nobody says so. */
#include "io/decode_parts.h"

#include "base/utf8.h"
#include "base/utf8_decode.h"
#include "io/guess.h"
#include <string.h>

/* Bytes above ASCII, read as UTF-8: its characters, and what is none, a character that ends early counting as one. */
static void count_utf8(const char *data, size_t length, size_t *characters, size_t *broken)
{
	for (size_t i = 0; i < length;) {
		uint32_t character;
		size_t size = utf8_decode(data + i, length - i, &character), need = decode_length((unsigned char)data[i]);
		*characters += size > 1;
		*broken += !size;
		for (; !size && need > 1 && i + 1 < length && utf8_follows((unsigned char)data[i + 1]); need--)
			i++;
		i += size ? size : 1;
	}
}

/* The same, read as GB18030: all its characters, and those that are not of the 6,763 of GB 2312, by which everyday text is written. */
static void count_gb18030(const char *data, size_t length, size_t *characters, size_t *rare)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char first = (unsigned char)data[i], second = i + 1 < length ? (unsigned char)data[i + 1] : 0;
		if (first < 0x80)
			continue;
		++*characters;
		*rare += first < 0xA1 || second < 0xA1;
		i += second >= '0' && second <= '9' ? 3 : 1;
	}
}

/* UTF-8 that lost a byte is read as GB18030 without an error more often than not, and becomes other characters. Of Chinese text in GB18030 hardly a third is
 * UTF-8 by accident; of text in UTF-8 about half of the characters are rare ones when it is read as GB18030. */
static bool is_damaged_utf8(const char *data, size_t length)
{
	size_t characters = 0, broken = 0, pairs = 0, rare = 0;

	count_utf8(data, length, &characters, &broken);
	count_gb18030(data, length, &pairs, &rare);
	return characters > 2 * broken || (characters >= broken && 4 * rare >= pairs);
}

/* Reads ahead what the guess is made from. */
static enum status read_ahead(struct decode *decode, struct error *error)
{
	size_t got = 1;
	enum status status = STATUS_OK;

	while (!status && decode->raw_end < DECODE_RAW_SIZE && got > 0) {
		status = decode_read(decode, decode->raw + decode->raw_end, DECODE_RAW_SIZE - decode->raw_end, &got, error);
		decode->raw_end += status ? 0 : got;
	}
	return status;
}

/* Where the first byte above ASCII stands. */
static void guess_place(struct decode *decode)
{
	size_t first = guess_first(decode->raw, decode->raw_end), line_begin = 0;

	decode->guess_line = 1;
	for (size_t i = 0; i < first; i++) {
		if (decode->raw[i] != '\n')
			continue;
		decode->guess_line++;
		line_begin = i + 1;
	}
	decode->guess_column = first - line_begin + 1;
}

static enum status doubtful(struct decode *decode, const struct guess *guess, struct error *error)
{
	struct text sample = { 0 }, other = { 0 };

	guess_sample(&sample, decode->raw, decode->raw_end, guess->encoding);
	if (*guess->rival)
		guess_sample(&other, decode->raw, decode->raw_end, guess->rival);
	if (*guess->rival)
		error_at(error, STATUS_DATA, decode->name, decode->guess_line, decode->guess_column,
			"not UTF-8, but '%s' in %s or '%s' in %s; say which: --encoding=%s or --encoding=%s", text_string(&sample), guess->encoding,
			text_string(&other), guess->rival, guess->encoding, guess->rival);
	else
		error_at(error, STATUS_DATA, decode->name, decode->guess_line, decode->guess_column, "not UTF-8, but '%s' in %s; if that is right, say --encoding=%s",
			text_string(&sample), guess->encoding, guess->encoding);
	text_free(&sample);
	text_free(&other);
	return STATUS_DATA;
}

/* What fits no encoding is left as UTF-8, whose first bad byte is reported. */
enum status decode_choose(struct decode *decode, const struct conventions *conventions, struct error *error)
{
	enum status status = read_ahead(decode, error);

	if (status)
		return status;
	const char *raw = decode->raw;
	size_t length = decode->raw_end;
	if (length >= 2 && (memcmp(raw, "\xFF\xFE", 2) == 0 || memcmp(raw, "\xFE\xFF", 2) == 0)) {
		decode->raw_begin = decode->mark_length = 2;
		return decode_convert(decode, raw[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE", error);
	}
	size_t whole = decode->exhausted ? length : decode_whole(raw, length);
	if (utf8_valid(raw, whole, NULL) || is_damaged_utf8(raw, whole))
		return STATUS_OK;
	struct guess guess = guess_encoding(raw, length, decode->exhausted, conventions ? conventions->country : NULL, conventions ? conventions->language : NULL);
	if (!*guess.encoding)
		return STATUS_OK;
	guess_place(decode);
	if (!guess.certain)
		return doubtful(decode, &guess, error);
	guess_sample(&decode->sample, raw, length, guess.encoding);
	return decode_convert(decode, guess.encoding, error);
}

bool decode_guess(const struct decode *decode, struct text *out)
{
	if (!decode->sample.length)
		return false;
	text_printf(out, "%s:%zu:%zu: read as %s, by guess: '%s'; --encoding=NAME says otherwise", decode->name, decode->guess_line, decode->guess_column,
		decode->encoding, decode->sample.data);
	return true;
}
