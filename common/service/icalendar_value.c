/* Times and durations of calendar files. */
#include "service/icalendar.h"

#include "base/calendar.h"
#include <stdio.h>
#include <string.h>

static bool digits(const char **at, int count, int *out)
{
	*out = 0;
	for (; count; count--, ++*at) {
		if (**at < '0' || **at > '9')
			return false;
		*out = *out * 10 + (**at - '0');
	}
	return true;
}

/* What Windows calls the zones in which most people live (CLDR, windowsZones). */
static const char *known_to_windows(const char *name)
{
	static const struct {
		const char *windows, *zone;
	} zones[] = {
		{ "China Standard Time", "Asia/Shanghai" },      { "Taipei Standard Time", "Asia/Taipei" },        { "Tokyo Standard Time", "Asia/Tokyo" },
		{ "Korea Standard Time", "Asia/Seoul" },         { "Singapore Standard Time", "Asia/Singapore" },  { "India Standard Time", "Asia/Kolkata" },
		{ "GMT Standard Time", "Europe/London" },        { "W. Europe Standard Time", "Europe/Berlin" },   { "Romance Standard Time", "Europe/Paris" },
		{ "Central Europe Standard Time", "Europe/Budapest" }, { "Russian Standard Time", "Europe/Moscow" }, { "Eastern Standard Time", "America/New_York" },
		{ "Central Standard Time", "America/Chicago" },  { "Mountain Standard Time", "America/Denver" },   { "Pacific Standard Time", "America/Los_Angeles" },
		{ "AUS Eastern Standard Time", "Australia/Sydney" },
	};

	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (strcmp(name, zones[i].windows) == 0)
			return zones[i].zone;
	return name;
}

/* The zone behind TZID: a name of the tz database, perhaps behind a path of some program (/mozilla.org/20070129_1/Europe/Berlin), or one of Windows; "" where
 * there is no TZID. False for one that is not known. */
static bool zone_of(const struct icalendar_property *property, char zone[64])
{
	struct text identifier = { 0 };
	struct error ignored = { 0 };
	const char *name = "";

	zone[0] = '\0';
	if (icalendar_parameter(property, "TZID", &identifier)) {
		name = known_to_windows(text_string(&identifier));
		while (name && date_zone_check(name, &ignored)) {
			name = strchr(name, '/');
			name = name ? name + 1 : NULL;
		}
		snprintf(zone, 64, "%s", name ? name : "");
	}
	bool known = name != NULL;
	text_free(&identifier);
	return known;
}

bool icalendar_instant(const struct icalendar_property *property, const char *value, int64_t *seconds, bool *whole_day, char zone[64])
{
	struct calendar_day day;
	struct calendar_stay stay = { 0 };
	struct error ignored = { 0 };
	char own[64];
	int hour = 0, minute = 0, second = 0;
	const char *at = value;

	if (!zone_of(property, own))
		return false;
	if (zone)
		memcpy(zone, own, sizeof own);
	if (!digits(&at, 4, &day.year) || !digits(&at, 2, &day.month) || !digits(&at, 2, &day.day))
		return false;
	if (day.year < CALENDAR_FIRST_YEAR || day.month < 1 || day.month > 12 || day.day < 1 || day.day > calendar_month_days(day.year, day.month))
		return false;
	*whole_day = *at != 'T';
	if (!*whole_day) {
		at++;
		if (!digits(&at, 2, &hour) || !digits(&at, 2, &minute) || !digits(&at, 2, &second) || hour > 23 || minute > 59 || second > 60)
			return false;
	}
	bool universal = *at == 'Z';
	at += universal;
	if (*at)
		return false;
	int of_day = hour * 3600 + minute * 60 + (second > 59 ? 59 : second);
	if (universal) {
		*seconds = calendar_number(day) * CALENDAR_DAY_SECONDS + of_day;
		return true;
	}
	if (!*whole_day && *own && calendar_enter(own, &stay, &ignored))
		return false;
	*seconds = calendar_instant(calendar_number(day), of_day);
	calendar_leave(&stay);
	return true;
}

bool icalendar_duration(const char *text, int64_t *seconds)
{
	static const struct {
		char unit;
		int64_t seconds;
	} units[] = { { 'W', 7 * 86400 }, { 'D', 86400 }, { 'H', 3600 }, { 'M', 60 }, { 'S', 1 } };
	int sign = *text == '-' ? -1 : 1;

	*seconds = 0;
	text += *text == '-' || *text == '+';
	if (*text++ != 'P' || !*text)
		return false;
	while (*text) {
		int64_t count = 0;
		size_t length = strspn(text += *text == 'T', "0123456789"), n = 0;
		for (size_t i = 0; i < length && i < 9; i++)
			count = count * 10 + (text[i] - '0');
		while (n < sizeof units / sizeof *units && units[n].unit != text[length])
			n++;
		if (!length || length > 8 || n == sizeof units / sizeof *units)
			return false;
		*seconds += count * units[n].seconds;
		text += length + 1;
	}
	*seconds *= sign;
	return true;
}
