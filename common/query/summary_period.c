/* Which days are read: those of the period, and what comparisons look at before it. */
#include "query/summary_parts.h"

#include <stdio.h>
#include <string.h>

/* The day of an end of the period, which is a day or an instant. */
static int64_t day_of(const char *end)
{
	char day[DATE_SIZE];

	if (strlen(end) < TIMESTAMP_SIZE - 1)
		return date_number(end);
	timestamp_day(end, day);
	return date_number(day);
}

static int64_t months_away(int64_t day, int months)
{
	return calendar_add(day, (struct calendar_offset){ .count = months, .unit = CALENDAR_MONTH });
}

static bool is_last_of_month(int64_t day)
{
	return calendar_from_number(day + 1).day == 1;
}

/* Whole months before, or a year before: a last day of a month stays one. */
static struct summary_reach moved(int64_t first, int64_t last, int months)
{
	int64_t end = months_away(last, months);

	if (is_last_of_month(last))
		end = months_away(last + 1, months) - 1;
	return (struct summary_reach){ .used = true, .first = months_away(first, months), .last = end };
}

/* The period before one of whole months is of as many months, that before another one of as many days. */
static struct summary_reach before(int64_t first, int64_t last)
{
	struct calendar_day from = calendar_from_number(first), to = calendar_from_number(last + 1);
	int months = (to.year - from.year) * 12 + to.month - from.month;

	if (from.day == 1 && to.day == 1 && months > 0)
		return (struct summary_reach){ .used = true, .first = months_away(first, -months), .last = first - 1 };
	return (struct summary_reach){ .used = true, .first = first - (last - first + 1), .last = first - 1 };
}

static int64_t year_begins(const struct summary *summary, int64_t day)
{
	int64_t first, last;

	unit_days(UNIT_FISCAL_YEAR, unit_bucket(UNIT_FISCAL_YEAR, calendar_from_number(day), summary->fiscal), summary->fiscal, &first, &last);
	return first;
}

static int64_t lesser(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* With groups of time every bucket that is looked at is read whole: from that a year before, the one before, or the first of the year. */
static int64_t first_looked_at(const struct summary *summary)
{
	enum summary_unit unit = summary->keys[summary->time].unit;
	int64_t bucket = unit_bucket(unit, calendar_from_number(summary->first), summary->fiscal), first, last, least;

	unit_days(unit, unit_year_before(unit, bucket, summary->fiscal), summary->fiscal, &least, &last);
	unit_days(unit, unit_step(unit, bucket, -1), summary->fiscal, &first, &last);
	/* A week of the new year may begin in the old one. */
	return lesser(lesser(least, first), year_begins(summary, summary->first) - 7);
}

void summary_find_reaches(struct summary *summary)
{
	struct summary_reach *reaches = summary->reaches;
	const struct period *period = summary->spec.period;

	if (!period)
		return;
	summary->first = day_of(period->first);
	summary->last = day_of(period->last);
	reaches[CLASS_PERIOD] = (struct summary_reach){ .used = true, .first = summary->first, .last = summary->last };
	if (!summary->compares)
		return;
	if (summary->time != SUMMARY_NO_KEY) {
		reaches[CLASS_BEFORE] = (struct summary_reach){ .used = true, .first = first_looked_at(summary), .last = summary->last };
		return;
	}
	reaches[CLASS_BEFORE] = before(summary->first, summary->last);
	reaches[CLASS_YEAR] = moved(summary->first, summary->last, -12);
	reaches[CLASS_SO_FAR] = (struct summary_reach){ .used = true, .first = year_begins(summary, summary->last), .last = summary->last };
}

/* Whether records that follow each other in the index of the days lie together in the table, as they do where they were made day by day. */
static enum status is_in_order(struct summary *summary, const char *first, const char *last, bool *in_order)
{
	enum { SAMPLE = 100, PART = 10 };
	const struct summary_end *date = &summary->date;
	const char *column = field_column(date->field), *table = date->record->name;
	struct statement *statement;
	enum status status = db_ask(summary->store->db, &statement,
	                            "select max(id) - min(id), (select max(id) from \"%s\") from (select id from \"%s\" where \"%s\" between %s and %s order by \"%s\" limit %d) as sample",
	                            table, table, column, first, last, column, SAMPLE);

	if (db_next(statement, &status))
		*in_order = db_integer(statement, 0) < db_integer(statement, 1) / PART;
	db_done(statement);
	return status;
}

/* Where an index leads to rows of the table in no order, that takes longer than to read the whole table if the period has more than a part of all days: the first and the last day that
 * there are say how large a part. */
static enum status is_wide(struct summary *summary, int64_t first, int64_t last, const struct period *early, const struct period *late, bool *wide)
{
	enum { PART = 10 };
	const struct summary_end *date = &summary->date;
	struct statement *statement;
	char days[2][DATE_SIZE] = { "", "" };
	bool in_order = false;

	*wide = false;
	if (date->join || !date->field->index || date->field->expr)
		return STATUS_OK;
	const char *column = field_column(date->field), *table = date->record->name;
	enum status status = db_ask(summary->store->db, &statement,
	                            "select (select min(\"%s\") from \"%s\" where \"%s\" is not null), (select max(\"%s\") from \"%s\" where \"%s\" is not null)", column, table,
	                            column, column, table, column);
	if (db_next(statement, &status))
		for (int i = 0; i < 2; i++)
			snprintf(days[i], sizeof days[i], "%.10s", db_text(statement, i) ? db_text(statement, i) : "");
	db_done(statement);
	int64_t from = date_number(days[0]), to = date_number(days[1]), least = first > from ? first : from, most = last < to ? last : to;
	*wide = (most - least + 1) * PART > to - from + 1;
	if (!status && *wide && (most - least + 1) * 2 < to - from + 1)
		status = is_in_order(summary, early->first, late->last, &in_order);
	*wide = *wide && !in_order;
	return status;
}

enum status summary_period_where(struct summary *summary, const char *expression)
{
	int64_t first = summary->first, last = summary->last;
	char from[DATE_SIZE], to[DATE_SIZE];
	struct period early, late;
	bool wide = false;
	enum status status = STATUS_OK;

	for (size_t i = 0; i < SUMMARY_CLASSES; i++)
		if (summary->reaches[i].used)
			first = lesser(first, summary->reaches[i].first);
	date_from_number(first, from);
	date_from_number(last, to);
	memcpy(early.first, from, sizeof from);
	memcpy(late.last, to, sizeof to);
	if (summary->date.field->kind == KIND_TIMESTAMP) {
		status = timestamp_period(&summary->store->conventions, from, &early, summary_error(summary));
		if (!status)
			status = timestamp_period(&summary->store->conventions, to, &late, summary_error(summary));
	}
	if (!status)
		status = is_wide(summary, first, last, &early, &late, &wide);
	text_printf(&summary->query.where, wide ? "%scoalesce(%s, '') between ? and ?" : "%s%s between ? and ?", summary->query.where.length ? " and " : " where ", expression);
	query_bind_text(&summary->query, early.first);
	query_bind_text(&summary->query, late.last);
	return status;
}
