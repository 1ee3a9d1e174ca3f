#include "base/company.h"

#include "base/han.h"
#include "base/utf8.h"
#include <stdlib.h>
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

/* The Chinese legal forms, from `start` on. */
static void take_forms(struct text *text, size_t start)
{
	static const char *const anywhere[] = { "有限责任公司", "股份有限公司", "有限公司" };
	static const char *const final[] = { "股份公司", "股份" };

	if (text->length <= start)
		return;
	for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++)
		take_out(text, start, anywhere[i]);
	for (size_t i = 0; i < sizeof final / sizeof *final; i++)
		take_end(text, start, final[i]);
}

void company_key(struct text *out, const char *name, size_t length)
{
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
	take_forms(out, start);
	text_free(&half);
	text_free(&folded);
	text_free(&letters);
}

/* What a name consists of. */
struct pieces {
	struct text letters; /* of the words that blanks separate */
	struct word words[WORD_LIMIT];
	size_t count;
	struct text front, back; /* what is written without blanks: within brackets, and outside them */
};

/* Words past the limit stay one. */
static void cut(struct pieces *pieces, const char *name, size_t length)
{
	size_t since = 0;
	int depth = 0;
	bool open = false;

	for (size_t at = 0; at < length;) {
		uint32_t character;
		size_t step = utf8_next(name + at, length - at, &character);
		bool cjk = utf8_is_cjk(character), separates = !cjk && is_separator(character);
		depth += character == '(' ? 1 : character == ')' && depth ? -1 : 0;
		if (cjk)
			utf8_append(depth ? &pieces->front : &pieces->back, han_simplified(character));
		if (cjk || separates) {
			if (pieces->count < WORD_LIMIT && !(character == '.' && since == 1))
				open = false;
			since = 0;
		} else {
			if (!open)
				pieces->words[pieces->count++] = (struct word){ .at = pieces->letters.length };
			open = true;
			text_append(&pieces->letters, name + at, step);
			pieces->words[pieces->count - 1].length += step;
			since++;
		}
		at += step;
	}
}

static bool is_consonant(const char *word, size_t length, size_t at)
{
	return at < length && word[at] >= 'a' && word[at] <= 'z' && !strchr("aeiou", word[at]);
}

bool company_umlaut(const char *word, size_t length, size_t at, size_t next)
{
	return strchr("aou", word[at]) && is_consonant(word, length, next) && (!at || (is_consonant(word, length, at - 1) && word[at - 1] != 'q'));
}

/* ae, oe and ue in the place of an umlaut: the e goes. */
static void add_word(struct text *out, const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		bool umlaut = word[i] == 'e' && i && company_umlaut(word, length, i - 1, i + 1);
		if (!umlaut)
			text_byte(out, word[i]);
	}
}

static bool joins(const char *word, size_t length)
{
	return length == 3 && (memcmp(word, "and", 3) == 0 || memcmp(word, "und", 3) == 0);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words in order, each once behind the other. */
static void add_sorted(struct text *out, struct pieces *pieces)
{
	const char *sorted[WORD_LIMIT];
	struct text texts = { 0 };
	size_t offsets[WORD_LIMIT], count = 0;

	while (pieces->count > 1 && is_legal_form(pieces->letters.data + pieces->words[pieces->count - 1].at, pieces->words[pieces->count - 1].length))
		pieces->count--;
	for (size_t i = 0; i < pieces->count; i++) {
		const char *word = pieces->letters.data + pieces->words[i].at;
		if (joins(word, pieces->words[i].length) && i && i + 1 < pieces->count)
			continue;
		offsets[count++] = texts.length;
		add_word(&texts, word, pieces->words[i].length);
		text_append(&texts, "", 1);
	}
	for (size_t i = 0; i < count; i++)
		sorted[i] = texts.data + offsets[i];
	if (count > 1)
		qsort(sorted, count, sizeof *sorted, by_text);
	for (size_t i = 0; i < count; i++) {
		text_add(out, i ? " " : "");
		text_add(out, sorted[i]);
	}
	text_free(&texts);
}

void alike_key(struct text *out, const char *name, size_t length)
{
	struct text half = { 0 }, folded = { 0 };
	struct pieces pieces;

	pieces.count = 0;
	pieces.letters = pieces.front = pieces.back = (struct text){ 0 };
	utf8_halfwidth(&half, name, length);
	utf8_fold(&folded, text_string(&half), half.length);
	cut(&pieces, text_string(&folded), folded.length);
	add_sorted(out, &pieces);
	if (pieces.front.length || pieces.back.length) {
		text_add(out, pieces.count ? " " : "");
		size_t start = out->length;
		text_append(out, text_string(&pieces.front), pieces.front.length);
		text_append(out, text_string(&pieces.back), pieces.back.length);
		take_forms(out, start);
	}
	text_free(&half);
	text_free(&folded);
	text_free(&pieces.letters);
	text_free(&pieces.front);
	text_free(&pieces.back);
}
