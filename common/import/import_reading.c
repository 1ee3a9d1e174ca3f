#include "import/import_reading.h"

#include "base/country.h"
#include "base/written.h"
#include <string.h>

enum { READINGS = 3 };

/* What the readings are called by the options, by their bits. */
static const struct sort {
	const char *option;
	const char *words[READINGS + 1];
} sorts[] = {
	[READING_NUMBER] = { "decimal", { [WRITTEN_POINT] = "point", [WRITTEN_COMMA] = "comma" } },
	[READING_DAY] = { "dates", { [WRITTEN_DMY] = "dmy", [WRITTEN_MDY] = "mdy", [WRITTEN_YMD] = "ymd" } },
};

static enum import_reading_sort sort_of(enum kind_id kind)
{
	switch (kind) {
	case KIND_INT: case KIND_DECIMAL: case KIND_MONEY: case KIND_PERCENT: case KIND_RATE: return READING_NUMBER;
	case KIND_DATE: case KIND_TIMESTAMP: case KIND_ANNIVERSARY: return READING_DAY;
	default: return READING_TEXT;
	}
}

struct import_reading import_reading_of(enum kind_id kind, const char *decimal, const char *dates, int64_t now)
{
	struct import_reading reading = { .sort = sort_of(kind), .now = now, .past = kind == KIND_ANNIVERSARY };

	reading.given = reading.sort == READING_NUMBER ? decimal : reading.sort == READING_DAY ? dates : NULL;
	for (unsigned i = 0; reading.sort && sorts[reading.sort].words[i]; i++)
		if (!reading.given || strcmp(reading.given, sorts[reading.sort].words[i]) == 0)
			reading.possible |= 1U << i;
	return reading;
}

bool import_reading_is_open(const struct import_reading *reading)
{
	return (reading->possible & (reading->possible - 1)) != 0;
}

void import_reading_settle(struct import_reading *reading, bool comma_suggested, const char *decimal, const char *dates)
{
	const char *suggested = reading->sort == READING_NUMBER ? decimal : reading->sort == READING_DAY ? dates : NULL;

	for (unsigned i = 0; suggested && import_reading_is_open(reading) && sorts[reading->sort].words[i]; i++)
		if (strcmp(suggested, sorts[reading->sort].words[i]) == 0 && reading->possible & 1U << i)
			reading->possible = 1U << i;
	if (reading->sort == READING_NUMBER && import_reading_is_open(reading) && !comma_suggested)
		reading->possible = 1U << WRITTEN_POINT;
}

bool import_reading_suggests_comma(const struct sheet *sheet, const char *country)
{
	return sheet_delimiter(sheet) == ';' || (!sheet_is_ours(sheet) && sheet_kind(sheet) != SHEET_NDJSON && country_writes_comma(country));
}

/* Numbers without any mark, and days that begin with their year, read the same in every way. */
static bool is_plain(const struct import_reading *reading, const char *text)
{
	size_t digits = strspn(text, "0123456789");

	if (reading->sort == READING_DAY)
		return digits != 1 && digits != 2;
	if (*text == '-')
		digits += 1 + strspn(text + 1, "0123456789");
	return !text[digits] || (reading->possible == 1U << WRITTEN_POINT && text[digits] == '.' && !text[digits + 1 + strspn(text + digits + 1, "0123456789")]);
}

/* The text in each reading that it has; the bits of these. */
static unsigned read_all(const struct import_reading *reading, const char *text, struct text out[READINGS])
{
	unsigned fits = 0;

	for (unsigned i = 0; sorts[reading->sort].words[i]; i++)
		if (reading->sort == READING_NUMBER ? written_number(text, (enum written_mark)i, &out[i])
		                                    : written_day(text, (enum written_order)i, reading->now, reading->past, &out[i]))
			fits |= 1U << i;
	return fits;
}

static void free_all(struct text texts[READINGS])
{
	for (size_t i = 0; i < READINGS; i++)
		text_free(&texts[i]);
}

/* The first of these readings, and the first that says something else; READINGS where there is none. */
static unsigned first_of(unsigned set, const struct text texts[READINGS], unsigned *other)
{
	unsigned first = 0;

	while (first < READINGS && !(set & 1U << first))
		first++;
	for (*other = first; *other < READINGS; ++*other)
		if (set & 1U << *other && strcmp(text_string(&texts[*other]), text_string(&texts[first])) != 0)
			break;
	return first;
}

void import_reading_look(struct import_reading *reading, const char *text)
{
	struct text texts[READINGS] = { { 0 } };

	if (is_plain(reading, text))
		return;
	unsigned fits = read_all(reading, text, texts);
	if (fits)
		reading->possible &= fits;
	free_all(texts);
}

static enum status two_readings(const struct import_reading *reading, const char *name, const char *text, const struct text texts[READINGS], unsigned first,
				unsigned other, struct error *error)
{
	const struct sort *sort = &sorts[reading->sort];

	return error_set(error, STATUS_DATA, "%s: %s can be %s with --%s=%s, or %s with --%s=%s; say which", name, text, text_string(&texts[first]), sort->option,
			 sort->words[first], text_string(&texts[other]), sort->option, sort->words[other]);
}

enum status import_reading_cell(const struct import_reading *reading, const char *name, struct arena *arena, const char **text, struct error *error)
{
	struct text texts[READINGS] = { { 0 } };
	enum status status = STATUS_OK;
	unsigned other;

	if (!reading->sort || is_plain(reading, *text))
		return STATUS_OK;
	unsigned fits = read_all(reading, *text, texts), set = fits & reading->possible;
	/* Where a column is written in more than one way, a cell with one reading still says what it means. */
	if (!set && !reading->given)
		set = fits;
	unsigned first = first_of(set, texts, &other);
	if (other < READINGS)
		status = two_readings(reading, name, *text, texts, first, other, error);
	else if (set)
		*text = arena_string(arena, text_string(&texts[first]));
	else if (fits)
		status = error_set(error, STATUS_DATA, "%s: %s is not written as --%s=%s says", name, *text, sorts[reading->sort].option, reading->given);
	free_all(texts);
	return status;
}
