/* Texts and telephone numbers as words of the full-text table, and what people type as an expression of them. */
#include "store/search.h"

#include "base/company.h"
#include "base/han.h"
#include "base/idn.h"
#include "base/phone.h"
#include "base/utf8.h"
#include "base/utf8_decode.h"
#include <string.h>

#define PHONE_MARK "\xC2\xA7" /* § */

enum { PHONE_DIGITS = 4, PHONE_LIMIT = 20, WORDS_ENOUGH = 6, RUN_LIMIT = 40, ABBREVIATION = 3 };
enum { WORD_LIMIT = 32768 }; /* bytes; FTS5_MAX_TOKEN_SIZE: of a longer word the table has no more */

/* Punctuation outside ASCII parts words as that within does. */
static bool is_separator(uint32_t character)
{
	if (character < 0x80)
		return !((character >= '0' && character <= '9') || (character >= 'a' && character <= 'z'));
	return character <= 0xbf || character == 0xd7 || character == 0xf7 ||
	       (character >= 0x2000 && character <= 0x206f) || (character >= 0x3000 && character <= 0x303f && character != 0x3005 && character != 0x3007) ||
	       (character >= 0xff00 && character <= 0xff0f) || (character >= 0xff1a && character <= 0xff20) || (character >= 0xfe30 && character <= 0xfe6f);
}

/* Room for the words of a text: a character stands in two pairs at most, and a blank follows each. */
static char *reserve_words(struct text *out, size_t length)
{
	text_reserve(out, length * 3 + 1);
	return out->data + out->length;
}

void search_words(struct text *out, const char *data, size_t length)
{
	struct text folded = { 0 };
	size_t before = 0; /* bytes of the CJK character before this one, which waits for its neighbour */
	size_t word = 0;   /* bytes of the word of other characters that p is within */

	utf8_fold(&folded, data, length);
	char *to = reserve_words(out, folded.length);
	for (const char *p = text_string(&folded), *end = p + folded.length; p < end;) {
		uint32_t character;
		size_t size = utf8_decode(p, (size_t)(end - p), &character);
		bool cjk = size > 1 && utf8_is_cjk(character), separator = !cjk && size && is_separator(character);
		size += !size; /* a byte that is no UTF-8 is part of a word */
		if (before) {
			size_t pair = before + (cjk ? size : 0);
			memcpy(to, p - before, pair);
			to += pair;
			*to++ = ' ';
		}
		if (word && (cjk || separator)) {
			*to++ = ' ';
			word = 0;
		}
		before = cjk ? size : 0;
		if (!cjk && !separator) {
			size_t rest = WORD_LIMIT - word, fit = size < rest ? size : rest;
			memcpy(to, p, fit);
			to += fit;
			word += fit;
		}
		p += size;
	}
	if (before) {
		memcpy(to, folded.data + folded.length - before, before);
		to += before;
	}
	if (before || word)
		*to++ = ' ';
	*to = '\0';
	out->length = (size_t)(to - out->data);
	text_free(&folded);
}

static size_t digits_of(const char *text, char digits[PHONE_LIMIT + 1])
{
	size_t count = 0;

	for (; *text && count < PHONE_LIMIT; text++)
		if (*text >= '0' && *text <= '9')
			digits[count++] = *text;
	digits[count] = '\0';
	return count;
}

static void phone_words(const struct conventions *conventions, struct text *out, const char *text)
{
	char digits[PHONE_LIMIT + 1];
	struct text key = { 0 };

	phone_key(conventions, text, &key);
	size_t count = digits_of(text_string(&key), digits);
	text_free(&key);
	for (size_t i = 0; i + PHONE_DIGITS <= count; i++) {
		char word[] = PHONE_MARK "0000 ";
		memcpy(word + sizeof PHONE_MARK - 1, digits + i, PHONE_DIGITS);
		text_append(out, word, sizeof word - 1);
	}
}

void search_field_words(const struct conventions *conventions, const struct field *field, const struct value *value, struct text *out)
{
	struct text spelled = { 0 };

	if (field->kind == KIND_PHONE) {
		phone_words(conventions, out, value->text);
		return;
	}
	search_words(out, value->text, value->length);
	if ((field->kind != KIND_EMAIL && field->kind != KIND_URL) || !idn_has(value->text, value->length))
		return;
	text_append(&spelled, value->text, value->length);
	idn_spell(&spelled, 0);
	search_words(out, spelled.data, spelled.length);
	text_free(&spelled);
}

static bool write_expression(struct text *out, const char *text)
{
	struct text words = { 0 };
	char digits[PHONE_LIMIT + 1];
	bool any = false, phone = phone_like(text) && digits_of(text, digits) >= PHONE_DIGITS;

	search_words(&words, text, strlen(text));
	if (phone)
		text_add(out, "(");
	for (const char *p = text_string(&words); *p;) {
		size_t length = strcspn(p, " ");
		uint32_t character;
		size_t first = utf8_next(p, length, &character);
		bool cjk = utf8_is_cjk(character), pair = cjk && first < length;
		/* The last character of a run stands in its pair already, unless it is all there is. */
		bool rest = cjk && !pair && p > text_string(&words) && any;
		if (!rest) {
			text_printf(out, "%s\"%.*s\"%s", any ? " AND " : "", (int)length, p, pair ? "" : " *");
			any = true;
		}
		p += length + (p[length] == ' ');
	}
	if (phone) {
		/* Leading zeros are the trunk prefix, or 00 before a country code: keys have neither. */
		struct text national = { 0 };
		phone_piece(text, PHONE_DIGITS, &national);
		text_add(out, any ? ") OR (" : "");
		for (size_t i = 0; i + PHONE_DIGITS <= national.length && i < PHONE_LIMIT; i++)
			text_printf(out, "%s\"" PHONE_MARK "%.4s\"", i ? " AND " : "", national.data + i);
		text_free(&national);
		text_byte(out, ')');
		any = true;
	}
	text_free(&words);
	return any;
}

/* A domain that is typed as xn--… is looked for as that, and as what it spells. */
bool search_expression(struct text *out, const char *text)
{
	struct text spelled = { 0 };

	if (!idn_has(text, strlen(text)))
		return write_expression(out, text);
	text_add(&spelled, text);
	idn_spell(&spelled, 0);
	text_byte(out, '(');
	write_expression(out, text);
	text_add(out, ") OR (");
	write_expression(out, text_string(&spelled));
	text_byte(out, ')');
	text_free(&spelled);
	return true;
}

/* Six words tell enough, and each costs a look-up. */
bool search_same(struct text *out, const char *text)
{
	struct text words = { 0 };
	size_t count = 0;

	search_words(&words, text, strlen(text));
	for (const char *p = text_string(&words); *p && count < WORDS_ENOUGH; count++) {
		size_t length = strcspn(p, " ");
		text_printf(out, "%s\"%.*s\"", count ? " AND " : "", (int)length, p);
		p += length + (p[length] == ' ');
	}
	text_free(&words);
	return count > 0;
}

/* The last digits tell numbers apart, the first ones are those of the country. */
bool search_phone(struct text *out, const char *key)
{
	char digits[PHONE_LIMIT + 1];
	size_t count = digits_of(key, digits);

	for (size_t end = count; end >= PHONE_DIGITS; end -= end > PHONE_DIGITS + 1 ? 2 : 1)
		text_printf(out, "%s\"" PHONE_MARK "%.4s\"", end < count ? " AND " : "", digits + end - PHONE_DIGITS);
	return count >= PHONE_DIGITS;
}

/* What may follow a Chinese character: the next one, nothing, or the beginning of a legal form that the key leaves out. */
static void add_pair(struct text *out, const char *at, size_t size, size_t next)
{
	text_printf(out, "(\"%.*s\" OR \"%.*s\" OR \"%.*s有\" OR \"%.*s股\")", (int)(size + next), at, (int)size, at, (int)size, at, (int)size, at);
}

/* Blanks and signs may stand anywhere in a run of letters and digits: its first word is one of its beginnings, its last word one of its ends. */
static void add_run(struct text *out, const char *run, size_t length)
{
	for (int end = 0; end < 2; end++) {
		const char *before = end ? " AND (" : "(";
		for (size_t i = 1; i <= length; i++) {
			size_t at = end ? length - i : 0, other = end ? at : i;
			if (other < length && ((unsigned char)run[other] & 0xC0) == 0x80)
				continue;
			text_printf(out, "%s\"%.*s\"", before, (int)i, run + at);
			before = " OR ";
		}
		text_byte(out, ')');
	}
}

bool search_squeezed(struct text *out, const char *key)
{
	struct text folded = { 0 };
	size_t count = 0, run = 0; /* bytes of the run before p */

	utf8_fold(&folded, key, strlen(key));
	const char *end = text_string(&folded) + folded.length;
	for (const char *p = text_string(&folded); p <= end && count < WORDS_ENOUGH;) {
		uint32_t character = ' ', following = ' ';
		size_t size = p < end ? utf8_next(p, (size_t)(end - p), &character) : 1;
		bool cjk = utf8_is_cjk(character), separator = !cjk && is_separator(character);
		if (run && (cjk || separator)) {
			if (run <= RUN_LIMIT) {
				text_add(out, count++ ? " AND " : "");
				add_run(out, p - run, run);
			}
			run = 0;
		}
		if (cjk) {
			size_t next = p + size < end ? utf8_next(p + size, (size_t)(end - p) - size, &following) : 0;
			next = utf8_is_cjk(following) ? next : 0;
			/* The last of several says nothing that its pair does not. */
			if (next || !count) {
				text_add(out, count++ ? " AND " : "");
				add_pair(out, p, size, next);
			}
		} else if (!separator) {
			run += size;
		}
		p += size;
	}
	text_free(&folded);
	return count > 0;
}

/* An alike_key has an umlaut as its vowel alone, and others write it with an e: a word, and what it is with an e behind one of those vowels, or behind all. */
static void add_spellings(struct text *out, const char *word, size_t length)
{
	size_t umlauts = 0;

	text_printf(out, "(\"%.*s\"", (int)length, word);
	for (size_t i = 0; i < length; i++) {
		if (!company_umlaut(word, length, i, i + 1))
			continue;
		text_printf(out, " OR \"%.*se%.*s\"", (int)i + 1, word, (int)(length - i - 1), word + i + 1);
		umlauts++;
	}
	if (umlauts > 1) {
		text_add(out, " OR \"");
		for (size_t i = 0; i < length; i++) {
			text_byte(out, word[i]);
			text_add(out, company_umlaut(word, length, i, i + 1) ? "e" : "");
		}
		text_byte(out, '"');
	}
	/* S.A. stands as two words in the table. */
	bool letters = length > 1 && length <= ABBREVIATION;
	for (size_t i = 0; letters && i < length; i++)
		letters = word[i] >= 'a' && word[i] <= 'z';
	if (letters) {
		for (size_t i = 0; i < length; i++)
			text_printf(out, "%s\"%c\"", i ? " AND " : " OR (", word[i]);
		text_byte(out, ')');
	}
	text_byte(out, ')');
}

/* add_pair in simplified and traditional characters. */
static void add_forms(struct text *out, uint32_t character, uint32_t following)
{
	uint32_t first[HAN_FORMS], second[HAN_FORMS];
	size_t firsts = han_forms(character, first), seconds = following ? han_forms(following, second) : 0;
	const char *before = "(\"";

	for (size_t i = 0; i < firsts; i++) {
		for (size_t j = 0; j < seconds + 3; j++) {
			text_add(out, before);
			before = " OR \"";
			utf8_append(out, first[i]);
			if (j < seconds)
				utf8_append(out, second[j]);
			else
				text_add(out, (const char *const[]){ "", "有", "股" }[j - seconds]);
			text_byte(out, '"');
		}
	}
	text_byte(out, ')');
}

/* The last character of several says nothing that its pair does not. */
static size_t add_chinese(struct text *out, const char *word, size_t length, size_t count)
{
	uint32_t character, following;
	size_t before = count;

	for (size_t at = 0, size; at < length && count < WORDS_ENOUGH; at += size) {
		size = utf8_next(word + at, length - at, &character);
		if (at + size < length)
			utf8_next(word + at + size, length - at - size, &following);
		else if (count == before)
			following = 0;
		else
			break;
		text_add(out, count++ ? " AND " : "");
		add_forms(out, character, following);
	}
	return count;
}

bool search_alike(struct text *out, const char *key)
{
	size_t count = 0, length;

	for (const char *word = key; *word && count < WORDS_ENOUGH; word += length + (word[length] == ' ')) {
		uint32_t first;
		length = strcspn(word, " ");
		utf8_next(word, length, &first);
		if (utf8_is_cjk(first)) {
			count = add_chinese(out, word, length, count);
		} else if (length <= RUN_LIMIT) {
			text_add(out, count++ ? " AND " : "");
			add_spellings(out, word, length);
		}
	}
	return count > 0;
}

/* The domain's last label, such as com, is everybody's. Where Google's mail has full stops nobody knows. */
bool search_mailbox(struct text *out, const char *key)
{
	const char *at = strrchr(key, '@'), *dot = at ? strrchr(at, '.') : NULL;
	struct text words = { 0 };

	text_append(&words, key, dot ? (size_t)(dot - key) : strlen(key));
	bool google = at && strcmp(at, "@gmail.com") == 0 && at - key <= RUN_LIMIT && at > key;
	if (google)
		add_run(out, key, (size_t)(at - key));
	bool found = google || search_same(out, text_string(&words));
	text_free(&words);
	return found;
}
