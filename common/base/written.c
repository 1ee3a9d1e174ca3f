#include "base/written.h"

#include "base/calendar.h"
#include "base/utf8.h"
#include <string.h>

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* The bytes of a mark that may stand between digits; *kind is the same for all blanks and for both apostrophes. 0: there is none. */
static size_t mark_at(const char *at, char *kind)
{
	static const struct {
		const char *bytes;
		char kind;
	} marks[] = {
		{ ",", ',' }, { ".", '.' }, { "'", '\'' }, { "’", '\'' }, { " ", ' ' },
		{ "\xC2\xA0", ' ' }, { "\xE2\x80\xAF", ' ' }, { "\xE2\x80\x89", ' ' }, { "\xE2\x80\x87", ' ' }, /* no-break, narrow, thin, of a digit's width */
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t length = strlen(marks[i].bytes);
		if (strncmp(at, marks[i].bytes, length) == 0) {
			*kind = marks[i].kind;
			return length;
		}
	}
	return 0;
}

/* What stands between the first digit, or the decimal mark before it, and the last one. */
struct core {
	const char *first, *end;
};

static struct core find_core(const char *text, char point)
{
	struct core core = { text, text };

	while (*core.first && !is_digit(*core.first))
		core.first++;
	for (const char *p = core.end = core.first; *p; p++)
		if (is_digit(*p))
			core.end = p + 1;
	if (core.first > text && core.first[-1] == point)
		core.first--;
	return core;
}

static bool read_core(struct core core, char point, struct text *out)
{
	char separator = 0, kind = 0;
	size_t run = 0, length;
	bool decimals = false;

	for (const char *p = core.first; p < core.end; p += length) {
		length = 1;
		if (is_digit(*p)) {
			text_byte(out, *p);
			run++;
			continue;
		}
		length = mark_at(p, &kind);
		if (!length || decimals || (separator && run != 3))
			return false;
		if (kind == point) {
			decimals = true;
			text_byte(out, '.');
		} else if ((separator && separator != kind) || run < 1 || run > 3 || *core.first == '0') {
			return false;
		} else {
			separator = kind;
		}
		run = 0;
	}
	return decimals ? run > 0 : separator ? run == 3 : run > 0;
}

/* Appends what stands beside the number, blanks of any kind as one each, but for a parenthesis. */
static void add_beside(struct text *out, const char *from, const char *end, char parenthesis)
{
	char kind = 0;

	for (size_t length; from < end; from += length) {
		length = mark_at(from, &kind);
		if (length && kind == ' ')
			text_byte(out, ' ');
		else if (!parenthesis || *from != parenthesis)
			text_append(out, from, length ? length : 1);
		length = length ? length : 1;
	}
}

static bool read_number(const char *text, char point, struct text *out)
{
	struct core core = find_core(text, point);
	const char *open = memchr(text, '(', (size_t)(core.first - text));
	bool negative = open && strchr(core.end, ')');

	if (core.first > text && strchr(",.", core.first[-1]) && !(core.first > text + 1 && is_letter(core.first[-2])))
		return false;
	if (negative) {
		text_byte(out, '-');
		for (const char *p = text; p < core.first; p++)
			if (*p == '-' || *p == '+' || strncmp(p, "−", strlen("−")) == 0)
				return false;
	}
	add_beside(out, text, core.first, negative ? '(' : 0);
	if (!read_core(core, point, out))
		return false;
	add_beside(out, core.end, core.end + strlen(core.end), negative ? ')' : 0);
	return true;
}

bool written_number(const char *text, enum written_mark mark, struct text *out)
{
	struct text half = { 0 };
	size_t before = out->length;

	utf8_halfwidth(&half, text, strlen(text));
	bool found = read_number(text_string(&half), mark == WRITTEN_COMMA ? ',' : '.', out);
	if (!found && out->data) {
		out->length = before;
		out->data[before] = '\0';
	}
	text_free(&half);
	return found;
}

bool written_below_zero(const char *text)
{
	text += strspn(text, " \t");
	return *text == '-' || *text == '(' || strncmp(text, "−", strlen("−")) == 0 || strncmp(text, "－", strlen("－")) == 0;
}

/* Up to most digits, of which there are no more; their number, 0 for none or more. */
static size_t take_digits(const char **at, size_t most, int *number)
{
	size_t count = strspn(*at, "0123456789");

	if (count > most)
		return 0;
	*number = 0;
	for (size_t i = 0; i < count; i++)
		*number = *number * 10 + (*(*at)++ - '0');
	return count;
}

/* Three numbers between two marks of the same kind, each of which blanks may follow. */
struct numbers {
	int values[3];
	size_t digits[3];
	const char *rest;
};

static bool take_numbers(const char *at, struct numbers *out)
{
	char mark = 0;

	for (size_t i = 0; i < 3; i++) {
		out->digits[i] = take_digits(&at, i == 2 ? 4 : 2, &out->values[i]);
		if (!out->digits[i])
			return false;
		if (i == 2)
			break;
		if (!*at || !strchr("./-", *at) || (i && *at != mark))
			return false;
		mark = *at++;
		at += strspn(at, " ");
	}
	out->rest = at;
	return !*at || strchr(" ,Tt", *at) || strncmp(at, "\xC2\xA0", 2) == 0 || strncmp(at, "\xE2\x80\xAF", 3) == 0;
}

static void add_century(struct calendar_day *day, int64_t now, bool past)
{
	int second;
	struct calendar_day today = calendar_from_number(calendar_local(now, &second));

	day->year += today.year / 100 * 100 + 100;
	while (past ? calendar_number(*day) > calendar_number(today) : day->year > today.year + 20)
		day->year -= 100;
}

bool written_day(const char *text, enum written_order order, int64_t now, bool past, struct text *out)
{
	static const int places[][3] = { [WRITTEN_DMY] = { 2, 1, 0 }, [WRITTEN_MDY] = { 2, 0, 1 }, [WRITTEN_YMD] = { 0, 1, 2 } }; /* of year, month, day */
	const int *place = places[order];
	struct numbers numbers;
	struct text half = { 0 };

	utf8_halfwidth(&half, text, strlen(text));
	bool found = take_numbers(text_string(&half), &numbers);
	struct calendar_day day = { 0 };
	if (found) {
		size_t digits = numbers.digits[place[0]];
		day = (struct calendar_day){ .year = numbers.values[place[0]], .month = numbers.values[place[1]], .day = numbers.values[place[2]] };
		found = (digits == 2 || digits == 4) && numbers.digits[place[2]] <= 2 && day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= 31;
		if (found && digits == 2)
			add_century(&day, now, past);
	}
	found = found && day.year >= CALENDAR_FIRST_YEAR && day.day <= calendar_month_days(day.year, day.month);
	if (found) {
		const char *rest = numbers.rest + (*numbers.rest == ',');
		text_printf(out, "%04d-%02d-%02d%s%s", day.year, day.month, day.day, *rest && rest > numbers.rest && *rest != ' ' ? " " : "", rest);
	}
	text_free(&half);
	return found;
}
