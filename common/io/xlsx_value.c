#include "io/xlsx_value.h"

#include "base/date.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DIGITS = 15, DAY = 86400, DAYS_TO_1904 = 1462, LAST_DAY = 2958465 /* 9999-12-31 */, LEAP_DAY = 60 /* 1900-02-29, which never was */, ROOM = 64 };

/* The letter that the section of a format means at *code, a digit place as 0; quotes, colours, escapes and fillers mean nothing. *code moves behind it; 0 at
 * the end. */
static char next_sign(const char **code)
{
	const char *p = *code;

	while (*p && *p != ';') {
		const char *close = *p == '"' && p[1] ? strchr(p + 1, '"') : *p == '[' ? strchr(p, ']') : NULL;
		if ((*p == '\\' || *p == '_' || *p == '*') && p[1]) {
			p += 2;
		} else if (*p == '[' && close && strchr("hmsHMS", p[1]) && (p[2] == ']' || p[2] == p[1])) {
			*code = close + 1;
			return '['; /* hours, minutes or seconds that passed: a number of days */
		} else if (close) {
			p = close + 1;
		} else if ((*p == 'E' || *p == 'e') && (p[1] == '+' || p[1] == '-')) {
			p += 2; /* an exponent is no year of an era */
		} else {
			*code = p + 1;
			return *p;
		}
	}
	*code = p;
	return '\0';
}

int xlsx_look_of_code(const char *code)
{
	size_t zeros = 0, signs = 0;
	char sign;

	if (strncasecmp(code, "general", strlen("general")) == 0 || strncmp(code, "G/", 2) == 0)
		return LOOK_NUMBER;
	while ((sign = next_sign(&code)) && sign != '[') {
		if (strchr("yYmMdDhHsSeEgG", sign))
			return LOOK_DATE;
		if (sign == '%')
			return LOOK_PERCENT;
		zeros += sign == '0';
		signs++;
	}
	return zeros == signs && zeros > 1 && zeros <= LOOK_ZEROS_LIMIT ? LOOK_ZEROS + (int)zeros - 1 : LOOK_NUMBER;
}

int xlsx_look_of_builtin(long id)
{
	if (id == 9 || id == 10)
		return LOOK_PERCENT;
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58) || (id >= 71 && id <= 81) ? LOOK_DATE : LOOK_NUMBER;
}

/* In 15 digits, without an exponent where that says the same. */
static void add_number(struct text *out, double number)
{
	char text[ROOM];

	snprintf(text, sizeof text, "%.*G", DIGITS, number);
	const char *exponent = strchr(text, 'E');
	int decimals = exponent && exponent[1] == '-' ? DIGITS - 1 + atoi(exponent + 2) : 0;
	if (decimals > 0 && decimals < ROOM - DIGITS) {
		snprintf(text, sizeof text, "%.*f", decimals, number);
		for (size_t end = strlen(text); end && text[end - 1] == '0'; end--)
			text[end - 1] = '\0';
	}
	text_add(out, text);
}

/* The whole days of a count in file: those after February 1900 are one too many, for spreadsheets have a 29th. */
static void add_day(struct text *out, int64_t day, bool since_1904)
{
	char date[DATE_SIZE];

	if (since_1904)
		day += DAYS_TO_1904;
	else if (day < LEAP_DAY)
		day++;
	date_from_number(day + date_number("1899-12-30"), date);
	text_add(out, date);
}

static bool add_date(struct text *out, double number, bool since_1904)
{
	if (!(number >= 0 && number < LAST_DAY + 1))
		return false;
	int64_t seconds = (int64_t)floor(number * DAY + 0.5), day = seconds / DAY, clock = seconds % DAY;
	bool alone = day == 0;
	if (!alone)
		add_day(out, day, since_1904);
	if (clock || alone)
		text_printf(out, "%s%02d:%02d:%02d", alone ? "" : " ", (int)(clock / 3600), (int)(clock / 60 % 60), (int)(clock % 60));
	return true;
}

void xlsx_number(struct text *out, const char *number, int look, bool since_1904)
{
	char *end;
	double value = strtod(number, &end);

	if (end == number || *end || !isfinite(value)) {
		text_add(out, number);
		return;
	}
	if (look == LOOK_DATE && add_date(out, value, since_1904))
		return;
	if (look >= LOOK_ZEROS && value >= 0 && value == floor(value) && value < 1e15) {
		text_printf(out, "%0*.0f", look - LOOK_ZEROS + 1, value);
		return;
	}
	add_number(out, look == LOOK_PERCENT ? value * 100 : value);
	if (look == LOOK_PERCENT)
		text_byte(out, '%');
}
