#include "io/guess.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* A file with these cells, and what is to come of it in a database of that country: the encoding when it is certain, "?" when it must be doubtful. */
static const struct row {
	const char *text, *encoding, *country, *expected;
} rows[] = {
	{ "Müller\nStraße\n", "WINDOWS-1252", "49", "WINDOWS-1252" },
	{ "Müller\nStraße\n", "ISO-8859-1", "49", "WINDOWS-1252" },
	{ "Müller\nStraße\n", "MACINTOSH", "49", "MACINTOSH" },
	{ "Müller\nStraße\n", "CP850", "49", "CP850" },
	{ "Société Générale\n500 €\ncœur\n", "WINDOWS-1252", "33", "WINDOWS-1252" },
	{ "Señor\n¿Qué?\nPeña & Cía\n", "WINDOWS-1252", "34", "WINDOWS-1252" },
	{ "José\nBeyoncé\n", "WINDOWS-1252", "1", "WINDOWS-1252" },
	{ "Sørensen\nHåkon\n", "WINDOWS-1252", "45", "WINDOWS-1252" },
	{ "École\n", "WINDOWS-1252", "49", "WINDOWS-1252" },
	{ "Jahr;Kinotheater;Kinosäle;Sitzplätze;Besucher;Vorhandene Plätze\n", "WINDOWS-1252", "49", "WINDOWS-1252" }, /* charset_normalizer: mac_iceland */
	{ "Müller\n", "WINDOWS-1252", "86", "?" },
	{ "Müller\n", "WINDOWS-1252", "48", "WINDOWS-1250" }, /* it reads the same */
	{ "Łukasz\nŻółć\n", "WINDOWS-1250", "48", "WINDOWS-1250" },
	{ "Dvořák\nŠkoda\n", "WINDOWS-1250", "420", "WINDOWS-1250" },
	{ "Dvořák\nČerný\n", "WINDOWS-1250", "49", "?" },
	{ "Petř\n", "WINDOWS-1250", "49", "?" },
	{ "Привет\nООО Ромашка\n", "WINDOWS-1251", "7", "WINDOWS-1251" },
	{ "Привет\nРомашка\n", "KOI8-R", "7", "KOI8-R" },
	{ "Привет\nРомашка\n", "CP866", "7", "CP866" },
	{ "Привет\nРомашка\n", "WINDOWS-1251", "86", "?" },
	{ "Αθήνα\n", "WINDOWS-1253", "30", "WINDOWS-1253" },
	{ "Işık\nGüneş\n", "WINDOWS-1254", "90", "WINDOWS-1254" },
	{ "Žemaitė\nĄžuolas\n", "WINDOWS-1257", "370", "WINDOWS-1257" },
	{ "苏州市\n王五\n", "GB18030", "86", "GB18030" },
	{ "鑫淼\n", "GB18030", "86", "GB18030" },
	{ "苏州市\n", "GB18030", "49", "?" },
	{ "臺北幫浦\n", "BIG5-HKSCS", "886", "BIG5-HKSCS" },
	{ "臺北幫浦\n", "BIG5-HKSCS", "86", "?" }, /* bazarr: every Big5 is valid GB18030 */
	{ "苏州市\n王五\n", "GB18030", "886", "?" },
	{ "香港貿易\n陳大文\n", "BIG5-HKSCS", "852", "BIG5-HKSCS" },
	{ "苏州市\n王五泵业\n", "GB18030", "852", "GB18030" },
	{ "山田電機\nヤマダ\nすし\n", "CP932", "81", "CP932" },
	{ "山田電機\nヤマダ\nすし\n", "EUC-JP", "81", "EUC-JP" },
	{ "山田電機\nヤマダ\n", "CP932", "86", "?" }, /* charset_normalizer: gb18030 when cp932 is expected */
	{ "山田電機\nヤマダ\n", "EUC-JP", "86", "?" },
	{ "삼성전자\n김철수\n", "CP949", "82", "CP949" },
	{ "삼성전자\n김철수\n", "CP949", "86", "?" },
};

static size_t encode(const char *text, const char *encoding, char *out, size_t room)
{
	iconv_t converter = iconv_open(encoding, "UTF-8");
	char *from = (char *)(uintptr_t)text, *to = out;
	size_t left = strlen(text), all = room;

	assert_true(converter != (iconv_t)-1);
	assert_true(iconv(converter, &from, &left, &to, &room) != (size_t)-1);
	iconv_close(converter);
	return all - room;
}

static void guesses(void **state)
{
	char bytes[400];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t length = encode(rows[i].text, rows[i].encoding, bytes, sizeof bytes);
		struct guess guess = guess_encoding(bytes, length, true, rows[i].country, "en");
		const char *got = guess.certain ? guess.encoding : "?";
		if (strcmp(got, rows[i].expected) != 0)
			fail_msg("%s in %s, country %s: %s", rows[i].text, rows[i].encoding, rows[i].country, got);
		/* What would work is named. */
		struct text read = { 0 }, rival = { 0 };
		size_t first = strcspn(rows[i].text, ";\n");
		guess_sample(&read, bytes, length, guess.encoding);
		guess_sample(&rival, bytes, length, guess.rival);
		bool named = strncmp(text_string(&read), rows[i].text, first) == 0 || strncmp(text_string(&rival), rows[i].text, first) == 0 || strchr(rows[i].text, ';');
		if (!named)
			fail_msg("%s in %s, country %s: %s (%s) or %s (%s)", rows[i].text, rows[i].encoding, rows[i].country, text_string(&read), guess.encoding,
				text_string(&rival), guess.rival);
		text_free(&read);
		text_free(&rival);
	}
}

static void takes_the_language(void **state)
{
	char bytes[100];
	size_t length = encode("苏州市\n王五\n", "GB18030", bytes, sizeof bytes);

	(void)state;
	assert_true(guess_encoding(bytes, length, true, "49", "zh").certain);
	assert_false(guess_encoding(bytes, length, true, NULL, NULL).certain);
	assert_string_equal(guess_encoding(bytes, length, true, NULL, NULL).encoding, "GB18030");
}

/* The end may be within a character. */
static void takes_a_part(void **state)
{
	char bytes[100];
	size_t length = encode("苏州市\n王五王", "GB18030", bytes, sizeof bytes);

	(void)state;
	for (size_t cut = 0; cut < 6; cut++)
		assert_string_equal(guess_encoding(bytes, length - cut, false, "86", "zh").encoding, "GB18030");
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(guesses), cmocka_unit_test(takes_the_language), cmocka_unit_test(takes_a_part) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
