/* The SQL functions of anniversaries. */
#include "store/functions_parts.h"

#include "base/anniversary.h"
#include <stdlib.h>
#include <string.h>

/* Two days between which anniversaries are looked for: days with their year, or months and days of any year. */
struct span {
	int64_t first, last;          /* of days without a year: those of this year, where lunar ones fall */
	char low[6], high[6];         /* MM-DD, "" where there is a year */
	int low_year, high_year;      /* of birth, 0 when they are not asked for */
	char lunar[8];                /* MM-DD or MML-DD of the Chinese calendar, "" when it is not asked for */
	struct arena arena;
	struct lunar_month *months;   /* NULL until the first lunar one */
	size_t count;
};

static void release_span(void *data)
{
	struct span *span = data;

	arena_free(&span->arena);
	free(span);
}

static int64_t day_in_year(int year, const char *month_day, bool last)
{
	struct calendar_day day = { year, atoi(month_day), atoi(month_day + 3) };
	int days = calendar_month_days(year, day.month);

	if (day.day <= days)
		return calendar_number(day);
	day.day = days;
	return calendar_number(day) + !last; /* a span that begins on 29 February begins on 1 March where there is none */
}

static struct span *read_span(const struct store *store, const char *first, const char *last)
{
	struct span *span = memory_alloc(sizeof *span);
	char today[DATE_SIZE];

	*span = (struct span){ 0 };
	date_today(&store->conventions, today);
	if (strncmp(first, "lunar:", 6) == 0) {
		memcpy(span->lunar, first + 6, strlen(first + 6) < sizeof span->lunar ? strlen(first + 6) : 0);
	} else if (strlen(first) == 4) {
		span->low_year = atoi(first);
		span->high_year = atoi(last);
	} else if (strlen(first) == 5) {
		bool wraps = strcmp(first, last) > 0;
		memcpy(span->low, first, sizeof span->low);
		memcpy(span->high, last, sizeof span->high);
		span->first = day_in_year(atoi(today), first, false);
		span->last = day_in_year(atoi(today) + wraps, last, true);
	} else {
		span->first = date_number(first);
		span->last = date_number(last);
	}
	return span;
}

static bool month_day_within(const struct span *span, const char *month_day)
{
	bool from = strcmp(month_day, span->low) >= 0, to = strcmp(month_day, span->high) <= 0;

	return strcmp(span->low, span->high) > 0 ? from || to : from && to;
}

static enum status find_months(struct span *span, int first, int last, struct error *error)
{
	return span->months ? STATUS_OK : lunar_months(first, last, &span->arena, &span->months, &span->count, error);
}

static enum status is_within(struct span *span, const char *stored, bool *within, struct error *error)
{
	struct anniversary anniversary;
	enum status status = STATUS_OK;

	*within = false;
	if (!anniversary_read(stored, &anniversary))
		return STATUS_OK;
	if (span->low_year || *span->lunar) {
		*within = *span->lunar ? anniversary.lunar && strcmp(strchr(stored + (stored[6] == '-' ? 7 : 6), '-') + 1, span->lunar) == 0
		                       : anniversary.day.year && anniversary.day.year >= span->low_year && anniversary.day.year <= span->high_year;
		return STATUS_OK;
	}
	if (!anniversary.lunar && *span->low) {
		*within = month_day_within(span, stored + strlen(stored) - 5);
		return STATUS_OK;
	}
	if (anniversary.lunar)
		status = find_months(span, calendar_from_number(span->first).year, calendar_from_number(span->last).year, error);
	if (!status)
		*within = anniversary_falls(&anniversary, span->first, span->last, span->months, span->count);
	return status;
}

void function_anniversary_in(struct db_call *call)
{
	struct value stored = db_call_value(call, 0), first = db_call_value(call, 1), last = db_call_value(call, 2);
	struct span *known = db_call_cached(call, 1), *span = known;
	struct error error = { 0 };
	bool within;

	if (stored.type != VALUE_TEXT || first.type != VALUE_TEXT || last.type != VALUE_TEXT) {
		db_return(call, &(struct value){ 0 });
		return;
	}
	if (!known)
		span = read_span(db_call_context(call), first.text, last.text);
	struct value result = value_integer(0);
	if (is_within(span, stored.text, &within, &error)) {
		db_return_error(call, error.message);
	} else {
		result = value_integer(within);
		db_return(call, &result);
	}
	if (!known)
		db_call_cache(call, 1, span, release_span);
}

void function_anniversary_day(struct db_call *call)
{
	struct value stored = db_call_value(call, 0), year = db_call_value(call, 1);
	struct span *known = db_call_cached(call, 1), *span = known;
	struct anniversary anniversary;
	struct error error = { 0 };
	enum status status = STATUS_OK;
	char day[DATE_SIZE];

	if (stored.type != VALUE_TEXT || year.type != VALUE_INTEGER || !anniversary_read(stored.text, &anniversary)) {
		db_return(call, &(struct value){ 0 });
		return;
	}
	struct value order = value_text(stored.text + strlen(stored.text) - 5);
	if (!known) {
		span = memory_alloc(sizeof *span);
		*span = (struct span){ 0 };
	}
	if (anniversary.lunar)
		status = find_months(span, (int)year.integer, (int)year.integer + 1, &error);
	if (!status && anniversary.lunar) {
		date_from_number(anniversary_in_year(&anniversary, (int)year.integer, span->months, span->count), day);
		order = value_text(day + 5);
	}
	if (status)
		db_return_error(call, error.message);
	else
		db_return(call, &order);
	if (!known)
		db_call_cache(call, 1, span, release_span);
}
