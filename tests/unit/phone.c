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
	assert_refused("0512-66668888/66669999", "0512-66668888/66669999: '/' is not part of a telephone number");
	assert_refused("1380013+8000", "1380013+8000: + can only begin a telephone number");
	assert_refused("6.22E+18", "6.22E+18: a number with an exponent has already lost digits; write all of them");
	assert_refused("1.38001e10", "1.38001e10: a number with an exponent has already lost digits; write all of them");
	assert_refused("66668888转", "66668888转: an extension has 1 to 10 digits and ends the number");
	assert_refused("66668888 ext 801 Li", "66668888 ext 801 Li: an extension has 1 to 10 digits and ends the number");
	assert_refused("66668888x12345678901", "66668888x12345678901: an extension has 1 to 10 digits and ends the number");
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
		       { "0000", 3, "000" }, { "55 0066", 4, "550066" }, { "no digits", 4, "" } };

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct text out = { 0 };
		phone_piece(pieces[i].text, pieces[i].least, &out);
		assert_string_equal(text_string(&out), pieces[i].piece);
		text_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_piece),
		cmocka_unit_test(stored), cmocka_unit_test(refused), cmocka_unit_test(keys), cmocka_unit_test(extensions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
