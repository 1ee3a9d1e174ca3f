#include "base/company.h"

#include "base/utf8.h"
#include <stdbool.h>
#include <string.h>

enum { WORD_LIMIT = 64 };

struct word {
	size_t at, length;
};

static bool is_separator(uint32_t character)
{
	/* Beyond ASCII: Latin-1 signs, × and ÷, general punctuation, CJK punctuation but for 々〆〇, the wave dash, the Katakana middle dot,
	 * vertical and small forms, full-width and half-width signs. */
	static const struct {
		uint32_t first, last;
	} signs[] = {
		{ 0x80, 0xBF }, { 0xD7, 0xD7 }, { 0xF7, 0xF7 }, { 0x2000, 0x206F }, { 0x3000, 0x3004 }, { 0x3008, 0x3020 }, { 0x3030, 0x3030 },
		{ 0x30FB, 0x30FB }, { 0xFE10, 0xFE1F }, { 0xFE30, 0xFE6F }, { 0xFF01, 0xFF0F }, { 0xFF1A, 0xFF20 }, { 0xFF5B, 0xFF65 },
	};

	if (character < 0x80)
		return !((character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z'));
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (character >= signs[i].first && character <= signs[i].last)
			return true;
	return false;
}

/* Copies the words of a folded name without what separates them. A full stop behind a single letter joins (S.A. is sa), else it
 * separates (Co.Ltd). The words past the limit stay one. */
static size_t split(const char *name, size_t length, struct text *letters, struct word words[WORD_LIMIT])
{
	size_t count = 0, since = 0;
	bool open = false;

	for (size_t at = 0; at < length;) {
		uint32_t character;
		size_t step = utf8_next(name + at, length - at, &character);
		if (is_separator(character)) {
			if (!(character == '.' && since == 1) && count < WORD_LIMIT)
				open = false;
			since = 0;
		} else {
			if (!open)
				words[count++] = (struct word){ .at = letters->length };
			open = true;
			text_append(letters, name + at, step);
			words[count - 1].length += step;
			since++;
		}
		at += step;
	}
	return count;
}

static bool is_legal_form(const char *word, size_t length)
{
	static const char *const forms[] = {
		"ltd", "limited", "co", "company", "inc", "incorporated", "llc", "llp", "lp", "plc", "gmbh", "mbh", "ag", "kg", "ug", "se", "corp",
		"corporation", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "oy", "ab", "as", "pte", "pty", "kk",
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strlen(forms[i]) == length && memcmp(forms[i], word, length) == 0)
			return true;
	return false;
}

/* Takes every occurrence out of the text from `start` on, unless nothing would be left. */
static void take_out(struct text *text, size_t start, const char *form)
{
	size_t length = strlen(form);

	for (char *found = text->data + start; (found = strstr(found, form)) && text->length - start > length;) {
		memmove(found, found + length, (size_t)(text->data + text->length - found) - length + 1);
		text->length -= length;
	}
}

static void take_end(struct text *text, size_t start, const char *form)
{
	size_t length = strlen(form);

	if (text->length - start > length && strcmp(text->data + text->length - length, form) == 0)
		text->data[text->length -= length] = '\0';
}

void company_key(struct text *out, const char *name, size_t length)
{
	static const char *const anywhere[] = { "有限责任公司", "股份有限公司", "有限公司" };
	static const char *const final[] = { "股份公司", "股份" };
	struct text half = { 0 }, folded = { 0 }, letters = { 0 };
	struct word words[WORD_LIMIT];
	size_t start = out->length;

	utf8_halfwidth(&half, name, length);
	utf8_fold(&folded, text_string(&half), half.length);
	size_t count = split(text_string(&folded), folded.length, &letters, words);
	while (count > 1 && is_legal_form(letters.data + words[count - 1].at, words[count - 1].length))
		count--;
	if (count)
		text_append(out, letters.data, words[count - 1].at + words[count - 1].length);
	else if (folded.length && folded.data[strspn(folded.data, " \t\r\n")])
		text_append(out, folded.data, folded.length);
	if (out->length > start) {
		for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++)
			take_out(out, start, anywhere[i]);
		for (size_t i = 0; i < sizeof final / sizeof *final; i++)
			take_end(out, start, final[i]);
	}
	text_free(&half);
	text_free(&folded);
	text_free(&letters);
}
