#include "base/date_scan.h"

#include "base/utf8.h"

#include <string.h>

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The letter in lower case, or 0 for what is no ASCII letter; <ctype.h> would ask the locale. */
static char letter(char byte)
{
	if (byte >= 'A' && byte <= 'Z')
		return (char)(byte - 'A' + 'a');
	return byte >= 'a' && byte <= 'z' ? byte : 0;
}

/* Bytes of the blank at this place: space, TAB, line ends, U+00A0 and U+3000 of spreadsheets; 0 for none. */
static size_t blank(const char *at)
{
	if (*at && strchr(" \t\r\n", *at))
		return 1;
	if (strncmp(at, "\xC2\xA0", 2) == 0)
		return 2;
	return strncmp(at, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

/* The length without blanks at the end. */
static size_t trimmed(const char *data)
{
	size_t end = 0;

	for (size_t i = 0, width; data[i]; i += width ? width : 1) {
		width = blank(data + i);
		if (!width)
			end = i + 1;
	}
	return end;
}

enum status date_scan_begin(struct date_scan *scan, const struct conventions *conventions, const char *text,
	struct error *error)
{
	struct text half = { 0 };

	*scan = (struct date_scan){ .conventions = conventions, .error = error, .at = scan->text };
	while (blank(text))
		text += blank(text);
	size_t length = trimmed(text);
	if (length == 0)
		return error_set(error, STATUS_DATA, "a date is missing; write YYYY-MM-DD, today, +7d or eom");
	if (length < DATE_SCAN_SIZE)
		utf8_halfwidth(&half, text, length);
	bool fits = half.length > 0 && half.length < DATE_SCAN_SIZE;
	if (fits)
		memcpy(scan->text, half.data, half.length);
	text_free(&half);
	return fits ? STATUS_OK : error_set(error, STATUS_DATA, "a text of %zu bytes is not a date", length);
}

enum status date_scan_fail(struct date_scan *scan, const char *sentence)
{
	return error_set(scan->error, STATUS_DATA, "%s: %s", scan->text, sentence);
}

bool date_scan_blank(struct date_scan *scan)
{
	const char *start = scan->at;

	while (blank(scan->at))
		scan->at += blank(scan->at);
	return scan->at > start;
}

enum status date_scan_end(struct date_scan *scan)
{
	date_scan_blank(scan);
	if (!*scan->at)
		return STATUS_OK;
	return error_set(scan->error, STATUS_DATA, "%s: '%s' is not understood here", scan->text, scan->at);
}

bool date_scan_literal(struct date_scan *scan, const char *literal)
{
	const char *at = scan->at;

	for (; *literal; literal++, at++)
		if (*at != *literal && (!letter(*at) || letter(*at) != *literal))
			return false;
	scan->at = at;
	return true;
}

bool date_scan_word(struct date_scan *scan, const char *word)
{
	const char *start = scan->at;

	if (date_scan_literal(scan, word) && !(letter(scan->at[-1]) && letter(*scan->at)))
		return true;
	scan->at = start;
	return false;
}

bool date_scan_number(struct date_scan *scan, int least, int most, int *out)
{
	int count = 0, number = 0;

	while (is_digit(scan->at[count])) {
		if (count == most)
			return false;
		number = number * 10 + (scan->at[count++] - '0');
	}
	if (count < least)
		return false;
	scan->at += count;
	*out = number;
	return true;
}

/* A number and its mark, 3月; nothing is read when one is missing. */
static bool marked_number(struct date_scan *scan, const char *mark, const char *other_mark, int *out)
{
	const char *start = scan->at;
	int number;

	if (date_scan_number(scan, 1, 2, &number) &&
	    (date_scan_literal(scan, mark) || (other_mark && date_scan_literal(scan, other_mark)))) {
		*out = number;
		return true;
	}
	scan->at = start;
	return false;
}

bool date_scan_fields(struct date_scan *scan, struct calendar_day *out)
{
	const char *start = scan->at;

	*out = (struct calendar_day){ .year = -1, .month = -1, .day = -1 };
	if (marked_number(scan, "月", NULL, &out->month)) {
		if (marked_number(scan, "日", "号", &out->day))
			return true;
		scan->at = start;
		return false;
	}
	if (!date_scan_number(scan, 4, 4, &out->year))
		return false;
	if (date_scan_literal(scan, "年")) {
		if (marked_number(scan, "月", NULL, &out->month))
			marked_number(scan, "日", "号", &out->day);
		return true;
	}
	const char *after_year = scan->at;
	char separator = *after_year;
	if (separator != '-' && separator != '/' && separator != '.')
		return true;
	scan->at++;
	if (date_scan_number(scan, 1, 2, &out->month)) {
		const char *after_month = scan->at;
		if (*scan->at == separator) {
			scan->at++;
			if (date_scan_number(scan, 1, 2, &out->day))
				return true;
		}
		scan->at = after_month;
		if (separator == '-')
			return true;
	}
	out->month = -1;
	scan->at = after_year;
	return true;
}

enum status date_scan_range(struct date_scan *scan)
{
	return error_set(scan->error, STATUS_DATA, "%s: years range from %d to %d", scan->text, CALENDAR_FIRST_YEAR,
		CALENDAR_LAST_YEAR);
}

enum status date_scan_check(struct date_scan *scan, struct calendar_day day)
{
	static const char *const names[] = { "January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December" };

	if (day.year < CALENDAR_FIRST_YEAR || day.year > CALENDAR_LAST_YEAR)
		return date_scan_range(scan);
	if (day.month < 1 || day.month > 12)
		return error_set(scan->error, STATUS_DATA, "%s: a year has no month %d", scan->text, day.month);
	if (day.day < 1 || day.day > calendar_month_days(day.year, day.month))
		return error_set(scan->error, STATUS_DATA, "%s: %s %d has no day %d", scan->text,
			names[day.month - 1], day.year, day.day);
	return STATUS_OK;
}

enum status date_scan_long(struct date_scan *scan, enum calendar_unit unit, const char *remedy)
{
	const char *name = unit == CALENDAR_YEAR ? "year" : unit == CALENDAR_QUARTER ? "quarter" : "month";

	return error_set(scan->error, STATUS_DATA, "%s is a %s; %s", scan->text, name, remedy);
}

static enum status scan_unit(struct date_scan *scan, enum calendar_unit *out)
{
	static const struct {
		const char *word;
		enum calendar_unit unit;
	} units[] = {
		{ "min", CALENDAR_MINUTE },
		{ "h", CALENDAR_HOUR },
		{ "d", CALENDAR_DAY },
		{ "w", CALENDAR_WEEK },
		{ "mo", CALENDAR_MONTH },
		{ "q", CALENDAR_QUARTER },
		{ "y", CALENDAR_YEAR },
	};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (date_scan_word(scan, units[i].word)) {
			*out = units[i].unit;
			return STATUS_OK;
		}
	}
	if (date_scan_word(scan, "m"))
		return date_scan_fail(scan, "is m minutes or months? write min or mo");
	return date_scan_fail(scan, "unknown unit; write min, h, d, w, mo, q or y");
}

bool date_scan_clock(struct date_scan *scan)
{
	const char *start = scan->at;
	bool joined = letter(*start) == 't' || (start > scan->text && (unsigned char)start[-1] >= 0x80);

	if (letter(*start) == 't')
		scan->at++;
	else if (date_scan_blank(scan))
		joined = true;
	if (joined && (is_digit(*scan->at) || strncmp(scan->at, "上午", strlen("上午")) == 0 || strncmp(scan->at, "下午", strlen("下午")) == 0))
		return true;
	scan->at = start;
	return false;
}

bool date_scan_sign(struct date_scan *scan)
{
	const char *start = scan->at;

	date_scan_blank(scan);
	if (*scan->at == '+' || *scan->at == '-')
		return true;
	scan->at = start;
	return false;
}

enum status date_scan_offset(struct date_scan *scan, struct calendar_offset *out)
{
	bool negative = *scan->at++ == '-';
	int count;

	if (!is_digit(*scan->at))
		return error_set(scan->error, STATUS_DATA, "%s: a number is missing after %c", scan->text,
			scan->at[-1]);
	if (!date_scan_number(scan, 1, 7, &count))
		return date_scan_fail(scan, "the number is too large");
	out->count = negative ? -count : count;
	return scan_unit(scan, &out->unit);
}

enum status date_scan_unknown(struct date_scan *scan)
{
	enum calendar_unit unit;
	int number;

	if (date_scan_number(scan, 1, 7, &number)) {
		if (letter(*scan->at)) {
			enum status status = scan_unit(scan, &unit);
			if (status)
				return status;
			return error_set(scan->error, STATUS_DATA, "%s: before or after? write +%s or -%s", scan->text,
				scan->text, scan->text);
		}
		if (*scan->at == '-' || *scan->at == '/' || *scan->at == '.')
			return date_scan_fail(scan, "write the year first and with four digits, YYYY-MM-DD");
	}
	return error_set(scan->error, STATUS_DATA, "%s is not a date; write YYYY-MM-DD, today, +7d or eom", scan->text);
}
