#include "base/locale.h"

#include "base/date.h"
#include "base/money.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct place {
	const char *territory; /* ISO 3166, as in zh_CN */
	const char *currency;  /* ISO 4217 */
	const char *country;   /* telephone country code without + */
	const char *zone;      /* where the territory has one; NULL */
};

static const struct place places[] = {
	{ "CN", "CNY", "86", "Asia/Shanghai" },    { "HK", "HKD", "852", "Asia/Hong_Kong" },     { "MO", "MOP", "853", "Asia/Macau" },
	{ "TW", "TWD", "886", "Asia/Taipei" },     { "SG", "SGD", "65", "Asia/Singapore" },      { "JP", "JPY", "81", "Asia/Tokyo" },
	{ "KR", "KRW", "82", "Asia/Seoul" },       { "IN", "INR", "91", "Asia/Kolkata" },        { "TH", "THB", "66", "Asia/Bangkok" },
	{ "VN", "VND", "84", "Asia/Ho_Chi_Minh" }, { "MY", "MYR", "60", "Asia/Kuala_Lumpur" },   { "PH", "PHP", "63", "Asia/Manila" },
	{ "ID", "IDR", "62", NULL },               { "AU", "AUD", "61", NULL },                  { "NZ", "NZD", "64", "Pacific/Auckland" },
	{ "US", "USD", "1", NULL },                { "CA", "CAD", "1", NULL },                   { "MX", "MXN", "52", NULL },
	{ "BR", "BRL", "55", NULL },               { "AR", "ARS", "54", "America/Argentina/Buenos_Aires" }, { "CL", "CLP", "56", NULL },
	{ "GB", "GBP", "44", "Europe/London" },    { "IE", "EUR", "353", "Europe/Dublin" },      { "DE", "EUR", "49", "Europe/Berlin" },
	{ "AT", "EUR", "43", "Europe/Vienna" },    { "CH", "CHF", "41", "Europe/Zurich" },       { "LI", "CHF", "423", "Europe/Vaduz" },
	{ "FR", "EUR", "33", "Europe/Paris" },     { "BE", "EUR", "32", "Europe/Brussels" },     { "NL", "EUR", "31", "Europe/Amsterdam" },
	{ "LU", "EUR", "352", "Europe/Luxembourg" }, { "IT", "EUR", "39", "Europe/Rome" },       { "ES", "EUR", "34", "Europe/Madrid" },
	{ "PT", "EUR", "351", "Europe/Lisbon" },   { "GR", "EUR", "30", "Europe/Athens" },       { "FI", "EUR", "358", "Europe/Helsinki" },
	{ "EE", "EUR", "372", "Europe/Tallinn" },  { "SK", "EUR", "421", "Europe/Bratislava" },  { "SI", "EUR", "386", "Europe/Ljubljana" },
	{ "DK", "DKK", "45", "Europe/Copenhagen" }, { "NO", "NOK", "47", "Europe/Oslo" },        { "SE", "SEK", "46", "Europe/Stockholm" },
	{ "IS", "ISK", "354", "Atlantic/Reykjavik" }, { "PL", "PLN", "48", "Europe/Warsaw" },    { "CZ", "CZK", "420", "Europe/Prague" },
	{ "HU", "HUF", "36", "Europe/Budapest" },  { "RO", "RON", "40", "Europe/Bucharest" },    { "TR", "TRY", "90", "Europe/Istanbul" },
	{ "RU", "RUB", "7", NULL },                { "UA", "UAH", "380", "Europe/Kiev" },        { "IL", "ILS", "972", "Asia/Jerusalem" },
	{ "AE", "AED", "971", "Asia/Dubai" },      { "SA", "SAR", "966", "Asia/Riyadh" },        { "ZA", "ZAR", "27", "Africa/Johannesburg" },
};

enum { PLACES = sizeof places / sizeof *places };

/* The place of a locale such as de_CH.UTF-8; NULL for C, POSIX, and what is not in the table. */
static const struct place *place_of(const char *locale)
{
	const char *territory = locale ? strchr(locale, '_') : NULL;

	for (size_t i = 0; territory && i < PLACES; i++)
		if (strncmp(territory + 1, places[i].territory, 2) == 0 && !strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ", territory[3] ? territory[3] : '.'))
			return &places[i];
	return NULL;
}

/* The variables in the order in which setlocale(3) looks at them; those that are empty do not count. */
static const char *locale_of(const char *category)
{
	const char *const said[] = { getenv("LC_ALL"), category, getenv("LANG") };

	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (said[i] && *said[i])
			return said[i];
	return NULL;
}

/* Nothing else here depends on the locale of the C library, which is put back. */
static void read_currency(const struct place *place, char currency[4])
{
	if (setlocale(LC_MONETARY, ""))
		snprintf(currency, 4, "%.3s", localeconv()->int_curr_symbol);
	setlocale(LC_MONETARY, "C");
	if (currency_digits(currency) < 0)
		snprintf(currency, 4, "%s", place ? place->currency : "");
}

/* The zone that the system is set to; NULL when nothing says so. /etc/timezone is Debian's. */
static const char *system_zone(char room[256])
{
	const char *name = getenv("TZ");

	if (name && *name && *name != ':' && *name != '/')
		return name;
	ssize_t length = readlink("/etc/localtime", room, 255);
	room[length > 0 ? length : 0] = '\0';
	name = strstr(room, "zoneinfo/");
	if (name)
		return name + strlen("zoneinfo/");
	FILE *file = fopen("/etc/timezone", "r");
	bool read = file && fgets(room, 256, file);
	if (file)
		fclose(file);
	room[read ? strcspn(room, "\n") : 0] = '\0';
	return *room ? room : NULL;
}

/* A machine that nobody told where it stands is set to UTC, but for those who say so by TZ. */
static bool is_unset(const char *zone)
{
	return !getenv("TZ") && (strcmp(zone, "UTC") == 0 || strcmp(zone, "Etc/UTC") == 0);
}

void locale_read(struct locale_said *out)
{
	const char *language = locale_of(getenv("LC_MESSAGES"));
	const struct place *place = place_of(locale_of(getenv("LC_MONETARY")));
	char room[256];
	const char *zone = system_zone(room);

	*out = (struct locale_said){ .zone = "UTC" };
	read_currency(place, out->currency);
	if (place)
		snprintf(out->country, sizeof out->country, "%s", place->country);
	if (place && language && strchr(language, '_'))
		snprintf(out->language, sizeof out->language, "%s", strncmp(language, "zh", 2) == 0 ? "zh" : "en");
	if ((!zone || is_unset(zone)) && place && place->zone)
		zone = place->zone;
	if (zone && strlen(zone) < sizeof out->zone && date_zone_check(zone, NULL) == STATUS_OK)
		memcpy(out->zone, zone, strlen(zone) + 1);
}
