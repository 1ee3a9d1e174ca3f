#include "base/email.h"
#include "base/idn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct row {
	const char *text, *stored;
};

static void assert_stored(const char *text, const char *expected)
{
	struct error error = { 0 };
	struct text out = { 0 };

	if (email_parse(text, &out, &error))
		fail_msg("%s", error.message);
	if (strcmp(text_string(&out), expected) != 0)
		fail_msg("%s is stored as %s, not as %s", text, text_string(&out), expected);
	text_free(&out);
}

static void stored(void **state)
{
	static const struct row rows[] = {
		{ "a@b.com", "a@b.com" }, { "Max.Muster+crm@Example.COM", "Max.Muster+crm@Example.COM" }, { "o'brien@example.ie", "o'brien@example.ie" },
		{ "root@localhost", "root@localhost" }, { "mail@köln.de", "mail@köln.de" }, { "mail@xn--kln-sna.de", "mail@xn--kln-sna.de" }, { "用户@例子.广告", "用户@例子.广告" },
		{ "a@[192.0.2.1]", "a@[192.0.2.1]" }, { "a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]" }, { "a_b@x_y.com", "a_b@x_y.com" },
		{ "nintai..ken.@docomo.ne.jp", "nintai..ken.@docomo.ne.jp" }, { "a@b-c.de", "a@b-c.de" }, { "a@1and1.de", "a@1and1.de" },
		{ "mailto:max@example.com", "max@example.com" }, { "MAILTO:max@example.com?subject=Hello%20there", "max@example.com" },
		{ "E-Mail: max@example.com", "max@example.com" }, { "邮箱：max@example.com", "max@example.com" }, { "<max@example.com>", "max@example.com" },
		{ "max@example.com.", "max@example.com" }, { "max@example.com;", "max@example.com" }, { " max@example.com\n", "max@example.com" },
		{ "max@example.com\u200B", "max@example.com" }, { "\uFEFFmax@example.com", "max@example.com" }, { "max\u00AD@exam\u200Bple.com", "max@example.com" },
		{ "max@example.com\u00A0", "max@example.com" }, { "ｍａｘ＠ｅｘａｍｐｌｅ．ｃｏｍ", "max@example.com" }, { "max@example。com", "max@example.com" },
		{ "o’brien@example.ie", "o'brien@example.ie" }, { "a@rolls\u2011royce.com", "a@rolls-royce.com" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_stored(rows[i].text, rows[i].stored);
		assert_stored(rows[i].stored, rows[i].stored);
	}
}

static void refused(void **state)
{
	static const char long_label[] = "a@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.de";
	static const char long_local[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.de";
	static const struct row rows[] = {
		{ "nobody", "nobody is not an e-mail address: it has no @" }, { "", " is not an e-mail address: it has no @" },
		{ "a@@b.com", "a@@b.com is not an e-mail address: it has more than one @" }, { "a@b@c.com", "a@b@c.com is not an e-mail address: it has more than one @" },
		{ "a@b.com b@c.com", "a@b.com b@c.com is not an e-mail address: it has more than one @" },
		{ "Max <max@b.com>", "Max <max@b.com> is not an e-mail address: write name@example.com" }, { "@b.com", "@b.com is not an e-mail address: write name@example.com" },
		{ "a@", "a@ is not an e-mail address: write name@example.com" }, { "a b@c.com", "a b@c.com is not an e-mail address: write name@example.com" },
		{ "\"a\"@b.com", "\"a\"@b.com is not an e-mail address: write name@example.com" }, { "tel:a@b.com", "tel:a@b.com is not an e-mail address: write name@example.com" },
		{ "a@-b.com", "a@-b.com is not an e-mail address: -b.com is not a domain" }, { "a@b-.com", "a@b-.com is not an e-mail address: b-.com is not a domain" },
		{ "a@b..com", "a@b..com is not an e-mail address: b..com is not a domain" }, { "a@.b.com", "a@.b.com is not an e-mail address: .b.com is not a domain" },
		{ "a@b.com/x", "a@b.com/x is not an e-mail address: b.com/x is not a domain" }, { "a@b.com?subject=x", "a@b.com?subject=x is not an e-mail address: b.com?subject=x is not a domain" },
		{ "a@[x.1]", "a@[x.1] is not an e-mail address: [x.1] is not a domain" }, { "a\x01@b.com", "an e-mail address cannot contain control characters" },
	};
	struct error error = { 0 };
	struct text out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(email_parse(rows[i].text, &out, &error), STATUS_DATA);
		assert_string_equal(error.message, rows[i].stored);
	}
	assert_int_equal(email_parse(long_label, &out, &error), STATUS_DATA);
	assert_int_equal(email_parse(long_local, &out, &error), STATUS_DATA);
	assert_int_equal(out.length, 0);
	text_free(&out);
}

static void keys(void **state)
{
	/* The first ones are from section 7.1 of RFC 3492, the last ones spell nothing. */
	static const struct row rows[] = {
		{ "a@xn--ihqwcrb4cv8a8dqg056pqjye.cn", "a@他们为什么不说中文.cn" }, { "a@xn--ihqwctvzc91f659drss3x8bo0yb.tw", "a@他們爲什麽不說中文.tw" },
		{ "a@xn--Proprostnemluvesky-uyb24dma41a", "a@pročprostěnemluvíčesky" }, { "a@xn--n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa", "a@なぜみんな日本語を話してくれないのか" },
		{ "Mail@KÖLN.de", "mail@köln.de" }, { "mail@XN--KLN-SNA.de", "mail@köln.de" }, { "mail@mail.xn--mnchen-3ya.de", "mail@mail.münchen.de" },
		{ "info@xn--fiqs8s", "info@中国" }, { "mailto:A@B.com.", "a@b.com" }, { "no address", "no address" }, { "", "" },
		{ "a@xn--", "a@xn--" }, { "a@xn---.de", "a@xn---.de" }, { "a@xn--99999999.de", "a@xn--99999999.de" }, { "a@xn--a", "a@xn--a" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = { 0 };
		text_add(&out, "xn--kln-sna>");
		size_t start = out.length;
		email_key(rows[i].text, strlen(rows[i].text), &out);
		if (strcmp(text_string(&out) + start, rows[i].stored) != 0)
			fail_msg("the key of %s is %s, not %s", rows[i].text, out.data + start, rows[i].stored);
		text_free(&out);
	}
	assert_true(idn_has("xn--a", 5));
	assert_false(idn_has("xn--", 4));
	assert_false(idn_has("n--abc", 6));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(stored), cmocka_unit_test(refused), cmocka_unit_test(keys) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
