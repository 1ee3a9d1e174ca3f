#include "people/event_series.h"

#include "base/calendar.h"
#include "base/recurrence.h"
#include "base/recurrence_rule.h"
#include "people/occurrence.h"
#include "people/people.h"
#include "store/rule.h"
#include "store/save.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct value stored(struct arena *arena, int64_t seconds)
{
	char text[TIMESTAMP_SIZE];

	timestamp_from_seconds(seconds, text);
	return value_text(arena_string(arena, text));
}

int64_t series_shift(int64_t instant, int64_t from, int64_t to)
{
	int second, second_from, second_to;
	int64_t day = calendar_local(instant, &second), days = calendar_local(to, &second_to) - calendar_local(from, &second_from);

	second += second_to - second_from;
	if (second < 0) {
		second += CALENDAR_DAY_SECONDS;
		days--;
	} else if (second >= CALENDAR_DAY_SECONDS) {
		second -= CALENDAR_DAY_SECONDS;
		days++;
	}
	return calendar_instant(day + days, second);
}

static struct record *copy_of(struct arena *arena, const struct record *series, int64_t at)
{
	struct record *record = record_new(arena, series->type);

	for (size_t i = 0; i < series->type->count; i++) {
		const struct field *field = series->type->fields[i];
		if (!field->nocopy && !field->unique && !field->computed && !field->derived)
			record->values[i] = series->values[i];
	}
	int64_t length = occurrence_length(series);
	*record_value(record, "starts_at") = stored(arena, at);
	if (*record_text(series, "ends_at"))
		*record_value(record, "ends_at") = stored(arena, at + length);
	return record;
}

struct record *series_occurrence(struct arena *arena, const struct record *series, int64_t at)
{
	struct record *record = copy_of(arena, series, at);

	*record_value(record, "repeat") = (struct value){ 0 };
	*record_value(record, "series") = value_integer(series->id);
	*record_value(record, "occurrence") = stored(arena, at);
	return record;
}

/* The rule from an occurrence on, of which `passed` came before. */
static struct value rule_after(struct arena *arena, const char *rule, size_t passed)
{
	struct text rest = { 0 };
	size_t length;
	const char *count = recurrence_part(rule, "COUNT", &length);
	char left[24];

	snprintf(left, sizeof left, "%lld", count ? strtoll(count, NULL, 10) - (long long)passed : 0);
	recurrence_with(&rest, rule, "COUNT", count ? left : NULL);
	struct value value = value_text(text_take(&rest, arena));
	return value;
}

static struct value rule_until(struct arena *arena, const char *rule, int64_t last)
{
	struct text bare = { 0 }, ended = { 0 };
	char text[TIMESTAMP_SIZE], until[24];

	timestamp_from_seconds(last, text);
	snprintf(until, sizeof until, "%.4s%.2s%.2sT%.2s%.2s%.2sZ", text, text + 5, text + 8, text + 11, text + 14, text + 17);
	recurrence_with(&bare, rule, "COUNT", NULL);
	recurrence_with(&ended, text_string(&bare), "UNTIL", until);
	text_free(&bare);
	return value_text(text_take(&ended, arena));
}

enum status series_split(struct store *store, const struct record *series, int64_t at, struct arena *arena, struct record **rest)
{
	int64_t *before, start = timestamp_seconds(record_text(series, "starts_at"));
	size_t passed;
	const char *rule = record_text(series, "repeat");
	struct recurrence_span span = { start, at - 1, 100000 };
	enum status status = recurrence_times(rule, start, record_text(series, "timezone"), &span, arena, &before, &passed, store->error);

	*rest = NULL;
	if (status || !passed)
		return status;
	*rest = copy_of(arena, series, at);
	*record_value(*rest, "repeat") = rule_after(arena, rule, passed);
	struct record *ended = record_copy(arena, series);
	*record_value(ended, "repeat") = rule_until(arena, rule, at - 1);
	return save_set(store, series, ended, arena);
}

/* Hands on the events that occurrences from `from` on became: to another series, and moved as that one moved. */
static enum status shift(struct store *store, int64_t series, int64_t from, int64_t to_series, int64_t was, int64_t is, struct arena *arena)
{
	char low[TIMESTAMP_SIZE];
	int64_t *ids;
	size_t count;

	timestamp_from_seconds(from, low);
	enum status status = db_integers(store->db, arena, &ids, &count, "select id from event where series = %jd and occurrence >= %s order by id", series, low);
	for (size_t i = 0; !status && i < count; i++) {
		struct record *old;
		status = row_load(store, store_type(store, &record_event), ids[i], arena, &old);
		if (status || !old)
			continue;
		struct record *record = record_copy(arena, old);
		*record_value(record, "series") = value_integer(to_series);
		*record_value(record, "occurrence") = stored(arena, series_shift(timestamp_seconds(record_text(old, "occurrence")), was, is));
		status = save_set(store, old, record, arena);
	}
	return status;
}

enum status series_take(struct store *store, int64_t series, const struct record *rest, int64_t at, struct arena *arena)
{
	return shift(store, series, at, rest->id, at, timestamp_seconds(record_text(rest, "starts_at")), arena);
}

enum status series_moved(struct store *store, const struct record *series, int64_t was, struct arena *arena)
{
	int64_t is = timestamp_seconds(record_text(series, "starts_at"));

	return is == was ? STATUS_OK : shift(store, series->id, INT64_MIN / 2, series->id, was, is, arena);
}
