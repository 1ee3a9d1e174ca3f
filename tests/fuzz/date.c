/* Days, instants, periods, anniversaries: what is read is in its stored form, which reads as itself. */
#include "base/anniversary.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct conventions conventions = fuzz_conventions();
	char *string = fuzz_string(data, size);
	char day[DATE_SIZE], again[DATE_SIZE], instant[TIMESTAMP_SIZE], instant_again[TIMESTAMP_SIZE];
	struct period period;
	struct text stored = { 0 }, twice = { 0 };
	struct error error = { 0 };
	int64_t number;

	for (conventions.year = 0; conventions.year <= 2026; conventions.year += 2026) {
		if (!date_parse(&conventions, string, day, &error))
			MUST(calendar_stored_day(day, &number) && !date_parse(&conventions, day, again, &error) && strcmp(day, again) == 0);
		if (!timestamp_parse(&conventions, string, instant, &error))
			MUST(calendar_stored_instant(instant, &number) && !timestamp_parse(&conventions, instant, instant_again, &error) && strcmp(instant, instant_again) == 0);
		if (!date_period(&conventions, string, &period, &error))
			MUST(calendar_stored_day(period.first, &number) && calendar_stored_day(period.last, &number) && strcmp(period.first, period.last) <= 0);
		if (!timestamp_period(&conventions, string, &period, &error))
			MUST(calendar_stored_instant(period.first, &number) && calendar_stored_instant(period.last, &number) && strcmp(period.first, period.last) <= 0);
	}
	if (!anniversary_parse(&conventions, string, &stored, &error))
		MUST(!anniversary_parse(&conventions, stored.data, &twice, &error) && strcmp(stored.data, twice.data) == 0);
	if (!date_from_serial(string, day, &error))
		MUST(calendar_stored_day(day, &number));
	date_number(string);
	timestamp_seconds(string);
	timestamp_day(string, day);
	text_clear(&twice);
	timestamp_local(&twice, string);
	text_free(&stored);
	text_free(&twice);
	free(string);
	return 0;
}
