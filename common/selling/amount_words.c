#include "selling/amount_words.h"

#include "base/money.h"
#include <stdbool.h>
#include <string.h>

/* Names of the currencies that invoices are written in most. */
static const struct name {
	char code[4];
	const char *chinese, *one, *many;
} names[] = {
	{ "CNY", "", "yuan", "yuan" },
	{ "AED", "阿联酋迪拉姆", "UAE dirham", "UAE dirhams" },
	{ "AUD", "澳大利亚元", "Australian dollar", "Australian dollars" },
	{ "BHD", "巴林第纳尔", "Bahraini dinar", "Bahraini dinars" },
	{ "BRL", "巴西雷亚尔", "Brazilian real", "Brazilian reais" },
	{ "CAD", "加拿大元", "Canadian dollar", "Canadian dollars" },
	{ "CHF", "瑞士法郎", "Swiss franc", "Swiss francs" },
	{ "CZK", "捷克克朗", "Czech koruna", "Czech korunas" },
	{ "DKK", "丹麦克朗", "Danish krone", "Danish kroner" },
	{ "EUR", "欧元", "euro", "euros" },
	{ "GBP", "英镑", "pound sterling", "pounds sterling" },
	{ "HKD", "港元", "Hong Kong dollar", "Hong Kong dollars" },
	{ "IDR", "印度尼西亚卢比", "Indonesian rupiah", "Indonesian rupiah" },
	{ "INR", "印度卢比", "Indian rupee", "Indian rupees" },
	{ "JPY", "日元", "yen", "yen" },
	{ "KRW", "韩元", "won", "won" },
	{ "KWD", "科威特第纳尔", "Kuwaiti dinar", "Kuwaiti dinars" },
	{ "KZT", "哈萨克斯坦坚戈", "tenge", "tenge" },
	{ "MOP", "澳门元", "Macao pataca", "Macao patacas" },
	{ "MXN", "墨西哥比索", "Mexican peso", "Mexican pesos" },
	{ "MYR", "马来西亚林吉特", "Malaysian ringgit", "Malaysian ringgit" },
	{ "NOK", "挪威克朗", "Norwegian krone", "Norwegian kroner" },
	{ "NZD", "新西兰元", "New Zealand dollar", "New Zealand dollars" },
	{ "PHP", "菲律宾比索", "Philippine peso", "Philippine pesos" },
	{ "PKR", "巴基斯坦卢比", "Pakistani rupee", "Pakistani rupees" },
	{ "PLN", "波兰兹罗提", "zloty", "zlotys" },
	{ "RUB", "俄罗斯卢布", "Russian rouble", "Russian roubles" },
	{ "SAR", "沙特里亚尔", "Saudi riyal", "Saudi riyals" },
	{ "SEK", "瑞典克朗", "Swedish krona", "Swedish kronor" },
	{ "SGD", "新加坡元", "Singapore dollar", "Singapore dollars" },
	{ "THB", "泰铢", "baht", "baht" },
	{ "TRY", "土耳其里拉", "Turkish lira", "Turkish liras" },
	{ "TWD", "新台币", "new Taiwan dollar", "new Taiwan dollars" },
	{ "USD", "美元", "US dollar", "US dollars" },
	{ "VND", "越南盾", "dong", "dong" },
	{ "ZAR", "南非兰特", "rand", "rand" },
};

/* An amount taken apart. */
struct amount {
	bool negative;
	uint64_t whole, part; /* of the unit, and of its decimals */
	int digits;           /* decimals */
	uint64_t scale;       /* 10^digits */
};

static struct amount take_apart(int64_t minor, const char *currency)
{
	struct amount amount = { .negative = minor < 0, .digits = currency_digits(currency), .scale = 1 };
	uint64_t magnitude = minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor;

	if (amount.digits < 0)
		amount.digits = 2;
	for (int i = 0; i < amount.digits; i++)
		amount.scale *= 10;
	amount.whole = magnitude / amount.scale;
	amount.part = magnitude % amount.scale;
	return amount;
}

static const struct name *find_name(const char *currency)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i].code, currency) == 0)
			return &names[i];
	return NULL;
}

static void add_digit(struct text *out, uint64_t digit)
{
	static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

	text_add(out, digits[digit]);
}

/* A number above 0: by its largest unit, what is above it, the unit, what is below, with 零 between when there are zeros. */
static void add_chinese(struct text *out, uint64_t number)
{
	static const struct {
		uint64_t value;
		const char *name;
	} units[] = { { 100000000, "亿" }, { 10000, "万" }, { 1000, "仟" }, { 100, "佰" }, { 10, "拾" } };

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		uint64_t above = number / units[i].value;
		if (!above)
			continue;
		add_chinese(out, above);
		text_add(out, units[i].name);
		number %= units[i].value;
		if (number && number < units[i].value / 10)
			text_add(out, "零");
	}
	if (number)
		add_digit(out, number);
}

void amount_chinese(struct text *out, int64_t minor, const char *currency)
{
	static const char *const units[] = { "角", "分", "厘", "毫" };
	struct amount amount = take_apart(minor, currency);
	const struct name *name = find_name(currency);
	bool zero = false; /* a 零 is due before the next digit */

	text_add(out, name ? name->chinese : currency);
	if (amount.negative)
		text_add(out, "负");
	if (amount.whole)
		add_chinese(out, amount.whole);
	else if (!amount.part)
		add_digit(out, 0);
	if (amount.whole || !amount.part)
		text_add(out, "元");
	bool begun = amount.whole;
	for (int i = 0; i < amount.digits; i++) {
		amount.scale /= 10;
		uint64_t digit = amount.part / amount.scale % 10;
		if (!digit) {
			zero = begun;
			continue;
		}
		if (zero)
			add_digit(out, 0);
		add_digit(out, digit);
		text_add(out, units[i]);
		zero = false;
		begun = true;
	}
	if (amount.part % 10 == 0)
		text_add(out, "整");
}

static void add_english(struct text *out, uint64_t number)
{
	static const struct {
		uint64_t value;
		const char *name;
	} units[] = {
		{ UINT64_C(1000000000000000000), " quintillion" }, { UINT64_C(1000000000000000), " quadrillion" }, { UINT64_C(1000000000000), " trillion" },
		{ 1000000000, " billion" }, { 1000000, " million" }, { 1000, " thousand" }, { 100, " hundred" },
	};
	static const char *const small[] = { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen" };
	static const char *const tens[] = { "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" };

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (number < units[i].value)
			continue;
		add_english(out, number / units[i].value);
		text_add(out, units[i].name);
		number %= units[i].value;
		if (!number)
			return;
		text_byte(out, ' ');
	}
	if (number >= 20) {
		text_add(out, tens[number / 10 - 2]);
		if (number % 10)
			text_printf(out, "-%s", small[number % 10]);
	} else {
		text_add(out, small[number]);
	}
}

void amount_english(struct text *out, int64_t minor, const char *currency)
{
	struct amount amount = take_apart(minor, currency);
	const struct name *name = find_name(currency);
	size_t start = out->length;

	if (amount.negative)
		text_add(out, "minus ");
	add_english(out, amount.whole);
	out->data[start] = (char)(out->data[start] - ('a' - 'A'));
	text_printf(out, " %s", !name ? currency : amount.whole == 1 ? name->one : name->many);
	if (amount.digits)
		text_printf(out, " and %0*llu/%llu", amount.digits, (unsigned long long)amount.part, (unsigned long long)amount.scale);
}
