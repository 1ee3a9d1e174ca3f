#include "selling/amount_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct word {
	int64_t minor;
	const char *currency, *expected;
};

static void assert_words(void (*add)(struct text *, int64_t, const char *), const struct word *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct text text = { 0 };
		text_add(&text, "=");
		add(&text, words[i].minor, words[i].currency);
		if (strcmp(text.data + 1, words[i].expected) != 0)
			fail_msg("%lld %s: expected %s, got %s", (long long)words[i].minor, words[i].currency, words[i].expected, text.data + 1);
		text_free(&text);
	}
}

/* The fourth to ninth are the examples of the rules for filling in bills and settlement vouchers, with the choices of the header. */
static const struct word chinese[] = {
	{ 1234567, "CNY", "壹万贰仟叁佰肆拾伍元陆角柒分" },
	{ 0, "CNY", "零元整" },
	{ 10000, "CNY", "壹佰元整" },
	{ 140950, "CNY", "壹仟肆佰零玖元伍角整" },
	{ 600714, "CNY", "陆仟零柒元壹角肆分" },
	{ 168032, "CNY", "壹仟陆佰捌拾元叁角贰分" },
	{ 10700053, "CNY", "壹拾万柒仟元伍角叁分" },
	{ 1640902, "CNY", "壹万陆仟肆佰零玖元零贰分" },
	{ 32504, "CNY", "叁佰贰拾伍元零肆分" },
	{ 1, "CNY", "壹分" },
	{ 5, "CNY", "伍分" },
	{ 10, "CNY", "壹角整" },
	{ 50, "CNY", "伍角整" },
	{ 99, "CNY", "玖角玖分" },
	{ 100, "CNY", "壹元整" },
	{ 101, "CNY", "壹元零壹分" },
	{ 110, "CNY", "壹元壹角整" },
	{ 1000, "CNY", "壹拾元整" },
	{ 1005, "CNY", "壹拾元零伍分" },
	{ 1050, "CNY", "壹拾元伍角整" },
	{ 1100, "CNY", "壹拾壹元整" },
	{ 10100, "CNY", "壹佰零壹元整" },
	{ 11000, "CNY", "壹佰壹拾元整" },
	{ 100000, "CNY", "壹仟元整" },
	{ 100100, "CNY", "壹仟零壹元整" },
	{ 101000, "CNY", "壹仟零壹拾元整" },
	{ 110000, "CNY", "壹仟壹佰元整" },
	{ 110100, "CNY", "壹仟壹佰零壹元整" },
	{ 1000000, "CNY", "壹万元整" },
	{ 1000100, "CNY", "壹万零壹元整" },
	{ 1001000, "CNY", "壹万零壹拾元整" },
	{ 1010000, "CNY", "壹万零壹佰元整" },
	{ 1010100, "CNY", "壹万零壹佰零壹元整" },
	{ 1100000, "CNY", "壹万壹仟元整" },
	{ 10000000, "CNY", "壹拾万元整" },
	{ 10050000, "CNY", "壹拾万零伍佰元整" },
	{ 10500000, "CNY", "壹拾万伍仟元整" },
	{ 100000000, "CNY", "壹佰万元整" },
	{ 100100000, "CNY", "壹佰万壹仟元整" },
	{ 1000000000, "CNY", "壹仟万元整" },
	{ 1001000000, "CNY", "壹仟零壹万元整" },
	{ 1010101010, "CNY", "壹仟零壹拾万壹仟零壹拾元壹角整" },
	{ 10000000000, "CNY", "壹亿元整" },
	{ 10000000001, "CNY", "壹亿元零壹分" },
	{ 10000000100, "CNY", "壹亿零壹元整" },
	{ 10000100000, "CNY", "壹亿零壹仟元整" },
	{ 10001000000, "CNY", "壹亿零壹万元整" },
	{ 10001000100, "CNY", "壹亿零壹万零壹元整" },
	{ 10100000000, "CNY", "壹亿零壹佰万元整" },
	{ 11000000000, "CNY", "壹亿壹仟万元整" },
	{ 100000000000, "CNY", "壹拾亿元整" },
	{ 100000000000000, "CNY", "壹万亿元整" },
	{ 100010000000000, "CNY", "壹万零壹亿元整" },
	{ 100000000000100, "CNY", "壹万亿零壹元整" },
	{ 123456789012345678, "CNY", "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌亿玖仟零壹拾贰万叁仟肆佰伍拾陆元柒角捌分" },
	{ -1, "CNY", "负壹分" },
	{ -1234500, "CNY", "负壹万贰仟叁佰肆拾伍元整" },
	{ INT64_MAX, "CNY", "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分" },
	{ INT64_MIN, "CNY", "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分" },
	{ INT64_MAX, "JPY", "日元玖佰贰拾贰亿叁仟叁佰柒拾贰万零叁佰陆拾捌亿伍仟肆佰柒拾柒万伍仟捌佰零柒元整" },
	{ 10000, "USD", "美元壹佰元整" },
	{ -10050, "USD", "美元负壹佰元伍角整" },
	{ 5, "EUR", "欧元伍分" },
	{ 0, "JPY", "日元零元整" },
	{ 10000, "JPY", "日元壹万元整" },
	{ 1234, "KWD", "科威特第纳尔壹元贰角叁分肆厘" },
	{ 1230, "KWD", "科威特第纳尔壹元贰角叁分整" },
	{ 1005, "KWD", "科威特第纳尔壹元零伍厘" },
	{ 1205, "KWD", "科威特第纳尔壹元贰角零伍厘" },
	{ 205, "KWD", "科威特第纳尔贰角零伍厘" },
	{ 25, "KWD", "科威特第纳尔贰分伍厘" },
	{ 10203, "CLF", "CLF壹元零贰分零叁毫" },
	{ 500, "XAF", "XAF伍佰元整" },
	{ 1050, "???", "???壹拾元伍角整" },
};

static const struct word english[] = {
	{ 1234567, "CNY", "Twelve thousand three hundred forty-five yuan and 67/100" },
	{ 0, "CNY", "Zero yuan and 00/100" },
	{ 5, "CNY", "Zero yuan and 05/100" },
	{ 100, "CNY", "One yuan and 00/100" },
	{ 200, "CNY", "Two yuan and 00/100" },
	{ 1000, "CNY", "Ten yuan and 00/100" },
	{ 1100, "CNY", "Eleven yuan and 00/100" },
	{ 1200, "CNY", "Twelve yuan and 00/100" },
	{ 1300, "CNY", "Thirteen yuan and 00/100" },
	{ 1400, "CNY", "Fourteen yuan and 00/100" },
	{ 1500, "CNY", "Fifteen yuan and 00/100" },
	{ 1600, "CNY", "Sixteen yuan and 00/100" },
	{ 1700, "CNY", "Seventeen yuan and 00/100" },
	{ 1800, "CNY", "Eighteen yuan and 00/100" },
	{ 1900, "CNY", "Nineteen yuan and 00/100" },
	{ 2000, "CNY", "Twenty yuan and 00/100" },
	{ 2199, "CNY", "Twenty-one yuan and 99/100" },
	{ 3000, "CNY", "Thirty yuan and 00/100" },
	{ 4400, "CNY", "Forty-four yuan and 00/100" },
	{ 5800, "CNY", "Fifty-eight yuan and 00/100" },
	{ 6600, "CNY", "Sixty-six yuan and 00/100" },
	{ 7700, "CNY", "Seventy-seven yuan and 00/100" },
	{ 8900, "CNY", "Eighty-nine yuan and 00/100" },
	{ 9900, "CNY", "Ninety-nine yuan and 00/100" },
	{ 10000, "CNY", "One hundred yuan and 00/100" },
	{ 10100, "CNY", "One hundred one yuan and 00/100" },
	{ 11500, "CNY", "One hundred fifteen yuan and 00/100" },
	{ 99900, "CNY", "Nine hundred ninety-nine yuan and 00/100" },
	{ 100000, "CNY", "One thousand yuan and 00/100" },
	{ 100001, "CNY", "One thousand yuan and 01/100" },
	{ 100100, "CNY", "One thousand one yuan and 00/100" },
	{ 101000, "CNY", "One thousand ten yuan and 00/100" },
	{ 110000, "CNY", "One thousand one hundred yuan and 00/100" },
	{ 10000000, "CNY", "One hundred thousand yuan and 00/100" },
	{ 100000000, "CNY", "One million yuan and 00/100" },
	{ 100000100, "CNY", "One million one yuan and 00/100" },
	{ 100100000, "CNY", "One million one thousand yuan and 00/100" },
	{ 100000000000, "CNY", "One billion yuan and 00/100" },
	{ 100000000000000, "CNY", "One trillion yuan and 00/100" },
	{ 100000000000000000, "CNY", "One quadrillion yuan and 00/100" },
	{ 1000000000000000000, "JPY", "One quintillion yen" },
	{ 10000, "JPY", "Ten thousand yen" },
	{ 100, "USD", "One US dollar and 00/100" },
	{ 250, "USD", "Two US dollars and 50/100" },
	{ 100, "GBP", "One pound sterling and 00/100" },
	{ 300, "GBP", "Three pounds sterling and 00/100" },
	{ 100050, "EUR", "One thousand euros and 50/100" },
	{ 1234, "KWD", "One Kuwaiti dinar and 234/1000" },
	{ 12005, "KWD", "Twelve Kuwaiti dinars and 005/1000" },
	{ 10001, "CLF", "One CLF and 0001/10000" },
	{ 500, "XAF", "Five hundred XAF" },
	{ 1050, "???", "Ten ??? and 50/100" },
	{ -1234500, "CNY", "Minus twelve thousand three hundred forty-five yuan and 00/100" },
	{ -1, "CNY", "Minus zero yuan and 01/100" },
	{ INT64_MAX, "JPY",
		"Nine quintillion two hundred twenty-three quadrillion three hundred seventy-two trillion thirty-six billion eight hundred fifty-four million "
		"seven hundred seventy-five thousand eight hundred seven yen" },
	{ INT64_MIN, "CNY",
		"Minus ninety-two quadrillion two hundred thirty-three trillion seven hundred twenty billion three hundred sixty-eight million "
		"five hundred forty-seven thousand seven hundred fifty-eight yuan and 08/100" },
};

static void in_chinese(void **state)
{
	(void)state;
	assert_words(amount_chinese, chinese, sizeof chinese / sizeof chinese[0]);
}

static void in_english(void **state)
{
	(void)state;
	assert_words(amount_english, english, sizeof english / sizeof english[0]);
}

/* What a reader of words makes of them: every amount says the digits it has. */
static int64_t read_back(const char *words)
{
	static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
	static const struct {
		const char *name;
		int64_t value;
	} units[] = { { "拾", 10 }, { "佰", 100 }, { "仟", 1000 } };
	int64_t sum = 0, high = 0, section = 0, digit = 0;

	for (; *words; words += 3) {
		for (int64_t i = 0; i < 10; i++)
			if (strncmp(words, digits[i], 3) == 0)
				digit = i;
		for (size_t i = 0; i < 3; i++) {
			if (strncmp(words, units[i].name, 3) == 0) {
				section += digit * units[i].value;
				digit = 0;
			}
		}
		if (strncmp(words, "万", 3) == 0) {
			high = (section + digit) * 10000;
			section = digit = 0;
		} else if (strncmp(words, "亿", 3) == 0) {
			sum = (sum + high + section + digit) * 100000000;
			high = section = digit = 0;
		} else if (strncmp(words, "元", 3) == 0) {
			sum = (sum + high + section + digit) * 100;
			high = section = digit = 0;
		} else if (strncmp(words, "角", 3) == 0) {
			sum += digit * 10;
			digit = 0;
		} else if (strncmp(words, "分", 3) == 0) {
			sum += digit;
			digit = 0;
		}
	}
	return sum;
}

static void reads_back(void **state)
{
	static const int64_t steps[] = { 1, 7919, 10001, 1000003, 1000000100, 7777777770001, 909090909090909 };
	struct text text = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		for (int64_t minor = 0, k = 0; k < 9000; k++, minor += steps[i]) {
			text_clear(&text);
			amount_chinese(&text, minor, "CNY");
			assert_int_equal(read_back(text.data), minor);
			assert_null(strstr(text.data, "零零"));
		}
	}
	text_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_chinese),
		cmocka_unit_test(in_english),
		cmocka_unit_test(reads_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
