#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

static size_t encode(char out[5], uint32_t character)
{
	size_t size = (size_t)utf8proc_encode_char((int32_t)character, (uint8_t *)out);

	out[size] = '\0';
	return size;
}

static void assert_valid(const char *data, size_t length)
{
	assert_true(utf8_valid(data, length, NULL));
}

static void assert_bad(const char *data, size_t length, size_t expected)
{
	size_t bad = 999;

	assert_false(utf8_valid(data, length, &bad));
	assert_int_equal(bad, expected);
	assert_false(utf8_valid(data, length, NULL));
}

static void validity(void **state)
{
	(void)state;
	assert_valid("", 0);
	assert_valid("plain ASCII of more than eight bytes\t\n\x7f", 39);
	assert_valid("上海€é😀", strlen("上海€é😀"));
	assert_valid("\xF4\x8F\xBF\xBF", 4);
	assert_bad("abc\0def", 7, 3);
	assert_bad("abcdefgh\0jklmnop", 16, 8);
	assert_bad("abcdefg\x80", 8, 7);
	assert_bad("\xC0\x80", 2, 0);
	assert_bad("a\xC1\xBF", 3, 1);
	assert_bad("\xE0\x9F\xBF", 3, 0);
	assert_bad("\xED\xA0\x80", 3, 0);
	assert_bad("\xF0\x8F\xBF\xBF", 4, 0);
	assert_bad("\xF4\x90\x80\x80", 4, 0);
	assert_bad("\xF5\x80\x80\x80", 4, 0);
	assert_bad("ok\xE4\xB8", 4, 2);
	assert_bad("\xE4\xB8" "a", 3, 0);
	assert_bad("\xFF", 1, 0);
}

static void next(void **state)
{
	uint32_t character;

	(void)state;
	assert_int_equal(utf8_next("海x", 4, &character), 3);
	assert_int_equal(character, 0x6D77);
	assert_int_equal(utf8_next("\xE6\xB5", 2, &character), 1);
	assert_int_equal(character, 0xFFFD);
	assert_int_equal(utf8_next("\xEF\xBF\xBD", 3, &character), 3);
	assert_int_equal(character, 0xFFFD);
	assert_int_equal(utf8_next("😀", 4, &character), 4);
	assert_int_equal(character, 0x1F600);
}

static void assert_nfc(const char *text, const char *expected)
{
	struct arena arena = { 0 };
	size_t length = strlen(text);
	const char *result = utf8_nfc(&arena, text, &length);

	assert_int_equal(length, strlen(expected));
	assert_memory_equal(result, expected, length);
	if (strcmp(text, expected) == 0)
		assert_ptr_equal(result, text);
	arena_free(&arena);
}

static void nfc(void **state)
{
	(void)state;
	assert_nfc("", "");
	assert_nfc("plain", "plain");
	assert_nfc("苏州工业园区，有限公司（é）", "苏州工业园区，有限公司（é）");
	assert_nfc("Cafe\xCC\x81 bar", "Caf\xC3\xA9 bar");
	assert_nfc("か\xE3\x82\x99", "が");
	assert_nfc("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", "각");
	assert_nfc("가\xE1\x86\xA8", "각");
	assert_nfc("\xE2\x84\xAB", "\xC3\x85");
	/* Marks come into the order of their classes: dot below (220) before diaeresis (230). */
	assert_nfc("q\xCC\x88\xCC\xA3", "q\xCC\xA3\xCC\x88");
	assert_nfc("\xCC\x81" "a", "\xCC\x81" "a");
	assert_nfc("Ａ１", "Ａ１");
}

static void assert_form(void (*form)(struct text *, const char *, size_t), const char *text, const char *expected)
{
	struct text out = { 0 };

	text_add(&out, ">");
	form(&out, text, strlen(text));
	assert_string_equal(text_string(&out) + 1, expected);
	text_free(&out);
}

static void casefold(void **state)
{
	(void)state;
	assert_form(utf8_casefold, "", "");
	assert_form(utf8_casefold, "Li.Wei@Example.COM", "li.wei@example.com");
	assert_form(utf8_casefold, "Straße ÉTÉ", "strasse été");
	assert_form(utf8_casefold, "E\xCC\x81", "é");
	assert_form(utf8_casefold, "上海ABC，Ａ", "上海abc，ａ");
	assert_form(utf8_casefold, "ΣΊΣΥΦΟΣ", "σίσυφοσ");
	assert_form(utf8_casefold, "A\xFF" "B\xCC", "a\xFF" "b\xCC");
	assert_form(utf8_casefold, "\xFF\xCC\x81", "\xFF\xCC\x81");
}

static void fold(void **state)
{
	(void)state;
	assert_form(utf8_fold, "", "");
	assert_form(utf8_fold, "Café Ångström", "cafe angstrom");
	assert_form(utf8_fold, "Cafe\xCC\x81", "cafe");
	assert_form(utf8_fold, "ＡＢＣ（１２）　Ｚ", "abc(12) z");
	assert_form(utf8_fold, "Ａ\xCC\x81", "a");
	assert_form(utf8_fold, "Groß ﬁn İ", "gross fin i");
	assert_form(utf8_fold, "上海浦东", "上海浦东");
	assert_form(utf8_fold, "がギﾊﾟ각", "がギパ각");
	assert_form(utf8_fold, "か\xE3\x82\x99", "が");
	assert_form(utf8_fold, "\xCC\x81\xCC\x82", "");
	assert_form(utf8_fold, "\xE9\x9B", "\xE9\x9B");
}

/* What Word, telephones and web pages write for the keys of a keyboard. */
static void typographic_signs(void **state)
{
	static const struct {
		const char *text, *plain;
	} rows[] = {
		{ "O’Brien", "o'brien" }, { "Oʼbrien", "o'brien" }, { "Hawaiʻi", "hawai'i" }, { "‘t Hooft", "'t hooft" }, { "O´Neill", "o'neill" },
		{ "Rolls\u2011Royce", "rolls-royce" }, { "Rolls\u2010Royce", "rolls-royce" }, { "1914–1918", "1914-1918" }, { "A—B", "a-b" }, { "−5", "-5" },
		{ "“Foo” ‟Bar”", "\"foo\" \"bar\"" }, { "Foo\u00A0Bar", "foo bar" }, { "Foo\u202FBar", "foo bar" }, { "Foo\u3000Bar", "foo bar" },
		{ "Donau\u00ADdampf", "donaudampf" }, { "a\u200Bb\uFEFFc\u200E", "abc" }, { "\u200B", "" }, { "e\u200B\u0301", "e" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_form(utf8_fold, rows[i].text, rows[i].plain);
		if (i + 1 < sizeof rows / sizeof *rows)
			assert_form(utf8_casefold, rows[i].text, rows[i].plain);
	}
	assert_form(utf8_casefold, "e\u200B\u0301", "é"); /* what is not drawn does not keep an accent from its letter */
	assert_form(utf8_casefold, "〜ー「」", "〜ー「」");
}

/* Appends the text with its typographic signs as a keyboard has them, character by character. */
static void add_typed(struct text *out, const char *text)
{
	for (const char *end = text + strlen(text); text < end;) {
		uint32_t character;
		size_t size = utf8_next(text, (size_t)(end - text), &character);
		if (!utf8_is_typeset(character))
			text_append(out, text, size);
		else if (utf8_typed(character))
			text_byte(out, utf8_typed(character));
		text += size;
	}
}

/* Compares with what utf8proc makes of the character between neighbours that it may compose with. */
static void assert_like_oracle(uint32_t character, const char *before, const char *after)
{
	char one[5], text[32];
	struct text out = { 0 }, typed = { 0 }, wanted = { 0 };
	struct arena arena = { 0 };
	uint8_t *expected;

	encode(one, character);
	strcpy(text, before);
	strcat(text, one);
	strcat(text, after);
	size_t length = strlen(text);
	const char *result = utf8_nfc(&arena, text, &length);
	expected = utf8proc_NFC((const uint8_t *)text);
	if (strlen((char *)expected) != length || memcmp(result, expected, length) != 0)
		fail_msg("NFC of U+%04X between '%s' and '%s'", (unsigned)character, before, after);
	free(expected);
	utf8_casefold(&out, text, strlen(text));
	add_typed(&typed, text);
	utf8proc_map((const uint8_t *)text_string(&typed), (utf8proc_ssize_t)typed.length, &expected,
		UTF8PROC_COMPOSE | UTF8PROC_STABLE | UTF8PROC_CASEFOLD);
	add_typed(&wanted, (char *)expected);
	if (strcmp(text_string(&wanted), text_string(&out)) != 0)
		fail_msg("case folding of U+%04X between '%s' and '%s'", (unsigned)character, before, after);
	free(expected);
	text_free(&out);
	text_free(&typed);
	text_free(&wanted);
	arena_free(&arena);
}

/* fold(fold(x)) = fold(x), and what is copied without utf8proc is what utf8proc would have made. */
static void assert_fold_settles(uint32_t character)
{
	char one[5];
	struct text once = { 0 }, twice = { 0 }, marked = { 0 }, slow = { 0 };

	size_t size = encode(one, character);
	utf8_fold(&once, one, size);
	utf8_fold(&twice, once.data, once.length);
	if (strcmp(text_string(&once), text_string(&twice)) != 0)
		fail_msg("folding U+%04X does not settle", (unsigned)character);
	text_add(&marked, one);
	text_add(&marked, "\xCC\x81"); /* the acute sends its base through utf8proc, and is dropped */
	utf8_fold(&slow, marked.data, marked.length);
	if (strcmp(text_string(&once), text_string(&slow)) != 0)
		fail_msg("folding U+%04X depends on its neighbour", (unsigned)character);
	text_free(&once);
	text_free(&twice);
	text_free(&marked);
	text_free(&slow);
}

static void every_character(void **state)
{
	(void)state;
	for (uint32_t character = 1; character < 0x30000; character++) {
		if (character >= 0xD800 && character <= 0xDFFF)
			continue;
		/* Of the large uniform blocks a sample does. */
		bool uniform = (character >= 0x3400 && character < 0x9F00) || (character >= 0xAC00 && character < 0xD700) ||
			(character >= 0xE000 && character < 0xF8F0) || (character >= 0x17000 && character < 0x1AFF0) ||
			(character >= 0x20000 && character < 0x2F700);
		if (uniform && character % 61)
			continue;
		assert_like_oracle(character, "", "");
		assert_like_oracle(character, "か", "");
		assert_like_oracle(character, "A", "\xCC\x81");
		assert_like_oracle(character, "q\xCC\x88", "\xCC\xA3");
		assert_fold_settles(character);
	}
}

/* A hundred thousand marks in alternating classes are sorted in no time, and as they should be. */
static void many_marks(void **state)
{
	enum { PAIRS = 100000 };
	struct text text = { 0 };
	struct arena arena = { 0 };

	(void)state;
	text_add(&text, "q");
	for (int i = 0; i < PAIRS; i++)
		text_add(&text, "\xCC\x88\xCC\xA3");
	size_t length = text.length;
	const char *result = utf8_nfc(&arena, text.data, &length);
	assert_int_equal(length, 1 + 4 * PAIRS);
	assert_memory_equal(result, "q\xCC\xA3\xCC\xA3", 5);
	assert_memory_equal(result + length - 4, "\xCC\x88\xCC\x88", 4);
	text_free(&text);
	arena_free(&arena);
}

static void assert_width(const char *text, size_t expected)
{
	struct text visible = { 0 };

	assert_int_equal(utf8_width(text, strlen(text)), expected);
	utf8_visible(&visible, text, strlen(text));
	assert_int_equal(utf8_width(visible.data, visible.length), expected);
	text_free(&visible);
}

static void width(void **state)
{
	(void)state;
	assert_width("", 0);
	assert_width("twelve bytes", 12);
	assert_width("上海 A", 6);
	assert_width("，（）", 6);
	assert_width("é…·", 3);
	assert_width("e\xCC\x81", 1);
	assert_width("😀", 2);
	assert_width("\xE2\x80\x8D\xEF\xB8\x8F", 0);
	assert_width("🇨🇳", 2);
	assert_width("각\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", 4);
	assert_width("ﾊﾊ", 2);
	assert_width("𠀀", 2);
	assert_width("\x1B[31m\x7F\t", 10);
	assert_width("\xC2\x85", 8);
	assert_width("\xE2\x80\xAE", 8);
	assert_width("\xEF\xBB\xBF", 8);
	assert_width("\xF0\x9B\xB2\xA0", 9);
	assert_width("\xF3\xA0\x81\x81", 9);
	assert_width("\xF3\xA0\x80\x82", 9);
	assert_width("a\xFFz", 6);
}

static void repair(void **state)
{
	(void)state;
	assert_form(utf8_repair, "", "");
	assert_form(utf8_repair, "plain", "plain");
	assert_form(utf8_repair, "Cafe\xCC\x81 \x1B[m", "Café \x1B[m");
	assert_form(utf8_repair, "\xE9", "<E9>");
	assert_form(utf8_repair, "a\xE4\xB8\xFF" "e\xCC\x81\xC3", "a<E4><B8><FF>é<C3>");
	/* Nothing joins across what was no character. */
	assert_form(utf8_repair, "e\xFF\xCC\x81", "e<FF>\xCC\x81");
}

static void visible(void **state)
{
	(void)state;
	assert_form(utf8_visible, "", "");
	assert_form(utf8_visible, "上海 plain text é", "上海 plain text é");
	assert_form(utf8_visible, "\x1B[31mred", "^[[31mred");
	assert_form(utf8_visible, "long enough text\x07 and more text", "long enough text^G and more text");
	assert_form(utf8_visible, "a\tb\nc\x7F", "a^Ib^Jc^?");
	assert_form(utf8_visible, "\xC2\x85\xC2\x9B\xC2\xA0", "<U+0085><U+009B>\xC2\xA0");
	assert_form(utf8_visible, "x\xE2\x80\xAEy\xE2\x81\xA6\xE2\x80\x8E", "x<U+202E>y<U+2066><U+200E>");
	assert_form(utf8_visible, "👩\xE2\x80\x8D👧", "👩\xE2\x80\x8D👧");
	assert_form(utf8_visible, "bad \x9B" "31m", "bad <9B>31m");
	assert_form(utf8_visible, "a\xE2\x80\xA8" "b\xE2\x80\xA9", "a<U+2028>b<U+2029>");
	assert_form(utf8_visible, "a\xEF\xBB\xBF" "b\xF3\xA0\x81\x81\xF3\xA0\x81\xBF\xF3\xA0\x80\x80", "a<U+FEFF>b<U+E0041><U+E007F><U+E0000>");
	assert_form(utf8_visible, "\xE2\x81\xA0\xE1\xA0\x8E", "<U+2060><U+180E>");
	/* What belongs to writing: joiners, spaces of no width, soft hyphens, variation selectors, signs before numbers. */
	assert_form(utf8_visible, "\xE2\x80\x8B\xE2\x80\x8C\xC2\xAD\xEF\xB8\x8F\xD8\x80", "\xE2\x80\x8B\xE2\x80\x8C\xC2\xAD\xEF\xB8\x8F\xD8\x80");
	assert_true(utf8_is_void(0xFEFF) && utf8_is_void(0xE0041) && utf8_is_void(0x2060));
	assert_false(utf8_is_void(0x202E) || utf8_is_void(0x200D) || utf8_is_void('a') || utf8_is_void(0x85) || utf8_is_void(0x2028));
}

static void assert_cut(const char *text, size_t columns, const char *expected)
{
	struct text out = { 0 };

	utf8_cut(&out, text, strlen(text), columns);
	assert_string_equal(text_string(&out), expected);
	assert_true(utf8_width(text_string(&out), out.length) <= columns);
	text_free(&out);
}

static void cut(void **state)
{
	(void)state;
	assert_cut("", 0, "");
	assert_cut("abc", 3, "abc");
	assert_cut("abcd", 3, "ab…");
	assert_cut("abcd", 1, "…");
	assert_cut("abcd", 0, "");
	assert_cut("上海浦东", 8, "上海浦东");
	assert_cut("上海浦东", 7, "上海浦…");
	assert_cut("上海浦东", 6, "上海…");
	assert_cut("e\xCC\x81xyz", 2, "e\xCC\x81…");
	assert_cut("abe\xCC\x81", 3, "abe\xCC\x81");
	assert_cut("👩\xE2\x80\x8D👧👧", 4, "👩…");
}

static void cjk(void **state)
{
	static const uint32_t yes[] = { 0x4E00, 0x9FFF, 0x3400, 0x20000, 0x3005, 0x3042, 0x30AB, 0x30FC, 0xAC00, 0x1100,
		0xFF76, 0xF900, 0x31350 };
	static const uint32_t no[] = { 0, 'a', 0xE9, 0x3000, 0x3001, 0x300A, 0x30FB, 0xFF0C, 0xFF21, 0x1F600, 0x2026,
		0x10FFFF };

	(void)state;
	for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
		assert_true(utf8_is_cjk(yes[i]));
	for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
		assert_false(utf8_is_cjk(no[i]));
}

static void halfwidth(void **state)
{
	(void)state;
	assert_form(utf8_halfwidth, "", "");
	assert_form(utf8_halfwidth, "１２３．４", "123.4");
	assert_form(utf8_halfwidth, "￥１，２３４", "¥1,234");
	assert_form(utf8_halfwidth, "（Ａｚ）　～", "(Az) ~");
	assert_form(utf8_halfwidth, "上海。、é ﾊ", "上海。、é ﾊ");
	assert_form(utf8_halfwidth, "x\xEF\xBC", "x\xEF\xBC");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(validity), cmocka_unit_test(next), cmocka_unit_test(nfc), cmocka_unit_test(casefold),
		cmocka_unit_test(fold), cmocka_unit_test(typographic_signs), cmocka_unit_test(every_character), cmocka_unit_test(many_marks),
		cmocka_unit_test(width), cmocka_unit_test(visible), cmocka_unit_test(repair), cmocka_unit_test(cut), cmocka_unit_test(cjk),
		cmocka_unit_test(halfwidth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
