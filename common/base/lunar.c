#include "base/lunar.h"

#include "base/calendar.h"
#include "base/lunar_table.h"

/* Appends the months of a lunar year. */
static void add_year(int year, struct lunar_month *months, size_t *count)
{
	uint32_t word = lunar_table[year - LUNAR_FIRST_YEAR];
	int leap = word >> 13 & 15;
	int64_t first = calendar_number((struct calendar_day){ year, 1, 1 }) + (int64_t)(word >> 17);

	for (int i = 0; i < 12 + (leap > 0); i++) {
		struct lunar_month *month = &months[(*count)++];
		*month = (struct lunar_month){ .first = first, .days = 29 + (int)(word >> i & 1), .year = year };
		month->leap = leap && i == leap;
		month->month = i + 1 - (leap && i >= leap);
		first += month->days;
	}
}

enum status lunar_months(int first, int last, struct arena *arena, struct lunar_month **months, size_t *count, struct error *error)
{
	enum { MONTHS_A_YEAR = 13 };

	*count = 0;
	if (first <= LUNAR_FIRST_YEAR || last > LUNAR_LAST_YEAR || first > last)
		return error_set(error, STATUS_DATA, "the months of the Chinese calendar are known from %d to %d", LUNAR_FIRST_YEAR + 1, LUNAR_LAST_YEAR - 1);
	*months = arena_alloc(arena, (size_t)(last - first + 2) * MONTHS_A_YEAR * sizeof **months);
	for (int year = first - 1; year <= last; year++)
		add_year(year, *months, count);
	return STATUS_OK;
}

bool lunar_day(int64_t day, struct lunar_month *month, int *of_month)
{
	struct lunar_month months[13];
	int year = calendar_from_number(day).year;

	for (int lunar = year - 1; lunar <= year; lunar++) {
		size_t count = 0;
		if (lunar < LUNAR_FIRST_YEAR || lunar > LUNAR_LAST_YEAR)
			continue;
		add_year(lunar, months, &count);
		for (size_t i = 0; i < count; i++) {
			if (day < months[i].first || day >= months[i].first + months[i].days)
				continue;
			*month = months[i];
			*of_month = (int)(day - months[i].first) + 1;
			return true;
		}
	}
	return false;
}

void lunar_words(struct text *out, const struct lunar_month *month, int day)
{
	static const char *const numbers[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };
	static const char *const months[] = { "", "正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊" };

	text_printf(out, "%s%s月", month->leap ? "闰" : "", months[month->month]);
	if (day <= 10)
		text_printf(out, "初%s", numbers[day]);
	else if (day < 20)
		text_printf(out, "十%s", numbers[day - 10]);
	else if (day == 20)
		text_add(out, "二十");
	else if (day < 30)
		text_printf(out, "廿%s", numbers[day - 20]);
	else
		text_add(out, "三十");
}
