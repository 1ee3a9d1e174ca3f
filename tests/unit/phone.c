#include "base/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct conventions suzhou = { .country = "86", .area = "512" };

static void assert_stored(const char *text, const char *expected)
{
	struct error error = { 0 };
	struct text out = { 0 };

	if (phone_parse(text, &out, &error) != STATUS_OK)
		fail_msg("%s", error.message);
	assert_string_equal(text_string(&out), expected);
	text_free(&out);
}

static void stored(void **state)
{
	(void)state;
	assert_stored("110", "110");
	assert_stored("0512-6666 8888-801", "0512-6666 8888-801");
	assert_stored("  ０５１２－６６６６　８８８８  转８０１ ", "0512-6666 8888 转801");
	assert_stored("（0512）66668888", "(0512)66668888");
	assert_stored("＋86 138–0013–8000", "+86 138-0013-8000");
	assert_stored("\xE2\x80\xAD" "13800138000\xE2\x80\xAC", "13800138000");
	assert_stored("6666\t8888\xC2\xA0\n转 分机：801", "6666 8888 转 分机:801");
	assert_stored("+1 (212) 555.1234 ext. 5", "+1 (212) 555.1234 ext. 5");
	assert_stored("5551234x5", "5551234x5");
	assert_stored("66668888#801", "66668888#801");
	assert_stored("12345678901234567890", "12345678901234567890");
	/* A stroke behind an area is part of the number. */
	assert_stored("030/1234567", "030/1234567");
	assert_stored("089 / 123 45-67", "089 / 123 45-67");
	assert_stored("+49 (0) 30 / 123456-78", "+49 (0) 30 / 123456-78");
	assert_stored("+49 6221/123456", "+49 6221/123456");
	assert_stored("(0212) / 555", "(0212) / 555");
	assert_stored("212/555-1234", "212/555-1234");
	assert_stored("01/58858-0", "01/58858-0");
	/* Labels are no part of it, RFC 3966 either. */
	assert_stored("tel:+86-138-0013-8000", "+86-138-0013-8000");
	assert_stored("TEL: 021-55556666", "021-55556666");
	assert_stored("Tel. 021-55556666", "021-55556666");
	assert_stored("T: +49 30 1234567", "+49 30 1234567");
	assert_stored("Mobile +44 7911 123456", "+44 7911 123456");
	assert_stored("电话：021-55556666", "021-55556666");
	assert_stored("手机 13800138000", "13800138000");
	/* Extensions, as France, Russia, Spain, Brazil, telephones and RFC 3966 write them. */
	assert_stored("+33 1 23 45 67 89 poste 12", "+33 1 23 45 67 89 poste 12");
	assert_stored("+7 (495) 123-45-67 доб. 123", "+7 (495) 123-45-67 доб. 123");
	assert_stored("+1 555 123 4567;ext=123", "+1 555 123 4567;ext=123");
	assert_stored("tel:+1-555-123-4567;ext=123", "+1-555-123-4567;ext=123");
	assert_stored("+1 555 123 4567,123", "+1 555 123 4567,123");
	assert_stored("+1 555 123 4567,,123456", "+1 555 123 4567,,123456");
	assert_stored("+1 650 253 0000 extension 136", "+1 650 253 0000 extension 136");
}

static void assert_refused(const char *text, const char *sentence)
{
	struct error error = { 0 };
	struct text out = { 0 };

	assert_int_equal(phone_parse(text, &out, &error), STATUS_DATA);
	assert_string_equal(error.message, sentence);
	assert_int_equal(out.length, 0);
	text_free(&out);
}

static void refused(void **state)
{
	(void)state;
	assert_refused("", "a telephone number is missing");
	assert_refused("   ", "a telephone number is missing");
	assert_refused("12", "12: a telephone number has at least 3 digits");
	assert_refused("()-", "()-: a telephone number has at least 3 digits");
	assert_refused("123456789012345678901",
		"123456789012345678901: has 21 digits, a telephone number has at most 20");
	assert_refused("call 13800138000", "call 13800138000: 'c' is not part of a telephone number");
	assert_refused("13800138000张三", "13800138000张三: '张' is not part of a telephone number");
	assert_refused("0512-66668888/66669999", "0512-66668888/66669999: more than one telephone number; write each whole and into a field of its own");
	assert_refused("1380013+8000", "1380013+8000: + can only begin a telephone number");
	assert_refused("6.22E+18", "6.22E+18: a number with an exponent has already lost digits; write all of them");
	assert_refused("1.38001e10", "1.38001e10: a number with an exponent has already lost digits; write all of them");
	assert_refused("66668888转", "66668888转: an extension has 1 to 10 digits and ends the number");
	assert_refused("66668888 ext 801 Li", "66668888 ext 801 Li: an extension has 1 to 10 digits and ends the number");
	assert_refused("66668888x12345678901", "66668888x12345678901: an extension has 1 to 10 digits and ends the number");
	assert_refused("66668888,66669999", "66668888,66669999: more than one telephone number; write each into a field of its own");
	assert_refused("13800138000;13900139000", "13800138000;13900139000: more than one telephone number; write each into a field of its own");
	assert_refused("66668888/89", "66668888/89: more than one telephone number; write each whole and into a field of its own");
	assert_refused("95588/95599", "95588/95599: more than one telephone number; write each whole and into a field of its own");
	assert_refused("1/2/3/4/5", "1/2/3/4/5: more than one telephone number; write each whole and into a field of its own");
	assert_refused("Fax: 021-55556666", "Fax: 021-55556666: 'F' is not part of a telephone number");
	assert_refused("t 021-55556666", "t 021-55556666: 't' is not part of a telephone number");
	assert_refused("tel:7042;phone-context=example.com", "tel:7042;phone-context=example.com: an extension has 1 to 10 digits and ends the number");
	assert_refused("666\x1B[8888", "666\x1B[8888: '\x1B' is not part of a telephone number");
}

static void assert_key(const struct conventions *conventions, const char *text, const char *expected)
{
	struct text out = { 0 };

	phone_key(conventions, text, &out);
	assert_string_equal(text_string(&out), expected);
	text_free(&out);
}

static void keys(void **state)
{
	static const struct conventions london = { .country = "44", .area = "20" };
	static const struct conventions york = { .country = "1", .area = "212" };
	static const struct conventions nowhere = { .country = "86" };
	static const struct conventions munich = { .country = "49", .area = "89" }, rome = { .country = "39" }, moscow = { .country = "7" }, delhi = { .country = "91" };

	(void)state;
	assert_key(&suzhou, "0512-6666 8888-801", "+8651266668888");
	assert_key(&suzhou, "6666 8888", "+8651266668888");
	assert_key(&suzhou, "+86 512 66668888 转801", "+8651266668888");
	assert_key(&suzhou, "+86 0512 66668888", "+8651266668888");
	assert_key(&suzhou, "+86 (0)512 66668888", "+8651266668888");
	assert_key(&suzhou, "0086-512-66668888-801", "+8651266668888");
	assert_key(&suzhou, "(0512)66668888#801", "+8651266668888");
	assert_key(&suzhou, "66668888-801", "+8651266668888");
	assert_key(&suzhou, "512-66668888", "+8651266668888");
	assert_key(&suzhou, "０５１２６６６６８８８８", "+8651266668888");
	assert_key(&nowhere, "6666 8888", "+8666668888");
	assert_key(&suzhou, "010-6666-8888", "+861066668888");
	assert_key(&suzhou, "+86 10 6666 8888", "+861066668888");
	assert_key(&suzhou, "138 0013 8000", "+8613800138000");
	assert_key(&suzhou, "138-0013-8000", "+8613800138000");
	assert_key(&suzhou, "+86-138-0013-8000", "+8613800138000");
	assert_key(&suzhou, "013800138000", "+8613800138000");
	assert_key(&suzhou, "8613800138000", "+8613800138000");
	assert_key(&suzhou, "400-820-8820", "+864008208820");
	assert_key(&suzhou, "8008208820", "+868008208820");
	assert_key(&suzhou, "95588", "+8695588");
	assert_key(&suzhou, "110", "+86110");
	assert_key(&suzhou, "+44 (0)20 7946-0958", "+442079460958");
	assert_key(&suzhou, "0044 20 7946 0958", "+442079460958");
	assert_key(&london, "020-7946-0958", "+442079460958");
	assert_key(&london, "7946 0958", "+442079460958");
	assert_key(&york, "1-212-555-1234", "+12125551234");
	assert_key(&york, "212-555-1234", "+12125551234");
	assert_key(&york, "555-1234", "+12125551234");
	assert_key(&york, "+1 212 555 1234 x77", "+12125551234");
	assert_key(&suzhou, "+4402079460958", "+442079460958");
	assert_key(&suzhou, "0044(0)2079460958", "+442079460958");
	assert_key(&suzhou, "+44 (0) 20 7946 0958", "+442079460958");
	assert_key(&suzhou, "tel:+44-20-7946-0958", "+442079460958");
	assert_key(&suzhou, "+49 (0) 30 / 123456-78", "+493012345678");
	assert_key(&suzhou, "+3536 0112345", "+35360112345");
	assert_key(&suzhou, "+81 090-1234-5678", "+819012345678");
	assert_key(&suzhou, "+7 8 495 123-45-67", "+74951234567");
	assert_key(&suzhou, "+52 1 55 1234 5678", "+525512345678");
	assert_key(&suzhou, "+36 06 20 123 4567", "+36201234567");
	assert_key(&suzhou, "+39 06 12345678", "+390612345678");
	assert_key(&suzhou, "+39 (0)6 12345678", "+390612345678");
	assert_key(&suzhou, "+225 01 23 45 67 89", "+2250123456789");
	assert_key(&munich, "089/1234567", "+49891234567");
	assert_key(&rome, "06 12345678", "+390612345678");
	assert_key(&rome, "347 1234567", "+393471234567");
	assert_key(&moscow, "8 (495) 123-45-67", "+74951234567");
	assert_key(&moscow, "7 495 123-45-67", "+74951234567");
	assert_key(&moscow, "(495) 123-45-67 доб. 5", "+74951234567");
	assert_key(&delhi, "919876543210", "+919876543210");
	assert_key(&delhi, "09876543210", "+919876543210");
	assert_key(&delhi, "9198765432", "+919198765432");
	assert_key(&york, "+1 650 253 0000 x136", "+16502530000");
	assert_key(&suzhou, "+44", "+44");
	assert_key(&suzhou, "+", "");
	assert_key(&suzhou, "", "");
	assert_key(&suzhou, "转#x", "");
}

static void assert_extension(const char *text, const char *expected)
{
	struct text out = { 0 };

	phone_extension(text, &out);
	assert_string_equal(text_string(&out), expected);
	text_free(&out);
}

static void extensions(void **state)
{
	(void)state;
	assert_extension("0512-6666 8888-801", "801");
	assert_extension("0512-66668888-80112", "80112");
	assert_extension("0512-6666888-8", "8");
	assert_extension("0512 66668888-801", "801");
	assert_extension("+86-512-66668888-801", "801");
	assert_extension("+86 10 6666 8888-801", "801");
	assert_extension("512-66668888-801", "801");
	assert_extension("66668888 转801", "801");
	assert_extension("66668888转分机801", "801");
	assert_extension("66668888 分机：８０１", "801");
	assert_extension("66668888 EXT. 801", "801");
	assert_extension("+1 212 555 1234 x77", "77");
	assert_extension("66668888#801", "801");
	assert_extension("+33 1 23 45 67 89 poste 12", "12");
	assert_extension("+7 (495) 123-45-67 доб. 123", "123");
	assert_extension("tel:+1-555-123-4567;ext=123", "123");
	assert_extension("+1 555 123 4567,,12", "12");
	assert_extension("66668888 內線 801", "801");
	assert_extension("0512-66668888", "");
	assert_extension("0512-6666-8888", "");
	assert_extension("010-6666-8888", "");
	assert_extension("400-820-8820", "");
	assert_extension("138-0013-8000", "");
	assert_extension("+86-138-0013-8000", "");
	assert_extension("+86-138-00138000-1", "");
	assert_extension("1-212-555-1234", "");
	assert_extension("+44-20-7946-0958", "");
	assert_extension("5555-1234-567", "");
	assert_extension("0512-66668888-801123", "");
	assert_extension("-801", "");
	assert_extension("-", "");
	assert_extension("", "");
}

static void test_piece(void **state)
{
	static const struct {
		const char *text;
		size_t least;
		const char *piece;
	} pieces[] = { { "0086 21 5555", 4, "86215555" }, { "021-5555", 4, "215555" }, { "0512", 4, "0512" }, { "0512", 3, "512" },
		       { "+44(0)20 7946", 4, "44207946" }, { "0044(0)20", 4, "4420" }, { "+44020", 4, "4420" }, { "tel:021-5555", 4, "215555" }, { "66668888-801", 4, "66668888" },
		       { "0000", 3, "000" }, { "55 0066", 4, "550066" }, { "no digits", 4, "" } };

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct text out = { 0 };
		phone_piece(pieces[i].text, pieces[i].least, &out);
		assert_string_equal(text_string(&out), pieces[i].piece);
		text_free(&out);
	}
}

static void splits(void **state)
{
	static const struct {
		const char *text, *first, *second; /* NULL: one number */
		size_t count;
	} rows[] = {
		{ "13800138000/13900139000", "13800138000", "13900139000", 2 }, { "021-5555 6666 ; 13900139000;", "021-5555 6666", "13900139000", 2 },
		{ "66668888、66669999；", "66668888", "66669999", 2 }, { "66668888\n66669999", "66668888", "66669999", 2 }, { "66668888, 66669999", "66668888", "66669999", 2 },
		{ "95588/95599", "95588", "95599", 2 }, { "110、120", "110", "120", 2 }, { "030/1234567 / 030/7654321", "030/1234567", "030/7654321", 2 },
		{ "Tel. 021-55556666 / Mobile: 13900139000", "Tel. 021-55556666", "Mobile: 13900139000", 2 }, { "66668888/66669999/66660000", "66668888", "66669999", 3 },
		{ "089/1234567", NULL, NULL, 1 }, { "+49 (0) 30 / 123456-78", NULL, NULL, 1 }, { "+1 555 123 4567;ext=123", NULL, NULL, 1 }, { "66668888/89", NULL, NULL, 1 },
		{ "021-66668888/8889", NULL, NULL, 1 }, { "66668888、张三", NULL, NULL, 1 }, { "", NULL, NULL, 1 }, { "/", NULL, NULL, 1 }, { "66668888/", "66668888", NULL, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena arena = { 0 };
		const char *parts[PHONE_PARTS];
		size_t count = phone_split(rows[i].text, &arena, parts);
		if (count != rows[i].count)
			fail_msg("'%s' is split into %zu", rows[i].text, count);
		assert_string_equal(parts[0], rows[i].first ? rows[i].first : rows[i].text);
		if (rows[i].second)
			assert_string_equal(parts[1], rows[i].second);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_piece), cmocka_unit_test(splits),
		cmocka_unit_test(stored), cmocka_unit_test(refused), cmocka_unit_test(keys), cmocka_unit_test(extensions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
