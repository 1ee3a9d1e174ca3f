/* Anniversaries in a filter: by month and day, whatever their year. */
#include "query/predicate_parts.h"

#include "base/anniversary.h"
#include "base/date.h"
#include <stdlib.h>
#include <string.h>

enum { WHOLE_YEAR = 366 };

enum bound_form { BOUND_MONTH_DAY = 1, BOUND_DAY, BOUND_YEAR, BOUND_LUNAR };

/* What a text in a filter stands for, both ends inclusive: MM-DD, YYYY-MM-DD, YYYY, or lunar:MM-DD. */
struct bound {
	enum bound_form form;
	char first[16], last[16];
};

static bool is_digits(const char *text, size_t count)
{
	return strspn(text, "0123456789") >= count;
}

/* --03, a month of every year; --03-01 is read by anniversary_parse. */
static bool read_month(const char *text, struct bound *bound)
{
	int month = strncmp(text, "--", 2) == 0 && is_digits(text + 2, 2) && !text[4] ? atoi(text + 2) : 0;
	struct text out = { 0 };

	if (month < 1 || month > 12)
		return false;
	text_printf(&out, "%02d-01 %02d-%02d", month, month, calendar_month_days(2000, month));
	memcpy(bound->first, out.data, 5);
	memcpy(bound->last, out.data + 6, 5);
	text_free(&out);
	return true;
}

static bool is_year(const char *text)
{
	return is_digits(text, 4) && (!text[4] || strcmp(text + 4, "年") == 0);
}

/* Days of any year and of the Chinese calendar have a form of their own; all else is a day or a period as in a filter of days. */
static enum status read_bound(const struct predicate *predicate, const char *text, struct bound *bound)
{
	const struct conventions *conventions = &predicate->query->store->conventions;
	struct text stored = { 0 };
	struct period period;

	*bound = (struct bound){ .form = BOUND_MONTH_DAY };
	if (read_month(text, bound))
		return STATUS_OK;
	enum status status = anniversary_parse(conventions, text, &stored, NULL);
	bool lunar = !status && strncmp(stored.data, "lunar:", 6) == 0, yearly = !status && stored.data[0] == '-';
	if (lunar) {
		bound->form = BOUND_LUNAR;
		memcpy(bound->first, "lunar:", 6);
		size_t year = stored.data[6] == '-' ? 2 : 5; /* -- or 1980- */
		memcpy(bound->first + 6, stored.data + 6 + year, stored.length - 6 - year);
	} else if (yearly) {
		memcpy(bound->first, stored.data + 2, 5);
	}
	text_free(&stored);
	if (lunar || yearly) {
		memcpy(bound->last, bound->first, sizeof bound->last);
		return STATUS_OK;
	}
	if (is_year(text)) {
		bound->form = BOUND_YEAR;
		memcpy(bound->first, text, 4);
		memcpy(bound->last, text, 4);
		return STATUS_OK;
	}
	if (strncmp(text, "--", 2) == 0)
		return name_field(predicate, anniversary_parse(conventions, text, &stored, error_of(predicate)));
	bound->form = BOUND_DAY;
	status = name_field(predicate, date_period(conventions, text, &period, error_of(predicate)));
	if (!status) {
		memcpy(bound->first, period.first, DATE_SIZE);
		memcpy(bound->last, period.last, DATE_SIZE);
	}
	return status;
}

static void moved(char day[16], const char *from, int64_t by)
{
	char moved[DATE_SIZE];

	date_from_number(date_number(from) + by, moved);
	memcpy(day, moved, sizeof moved);
}

/* The day after or before in any year, which may be that of 29 February; false beyond the end of the year. */
static bool step(struct bound *bound, char day[16], const char *from, int by)
{
	char dated[16] = "2000-";
	size_t begin = 0;

	if (bound->form == BOUND_YEAR) {
		struct text year = { 0 };
		text_printf(&year, "%04d", atoi(from) + by);
		memcpy(day, year.data, 5);
		text_free(&year);
		return true;
	}
	if (bound->form == BOUND_MONTH_DAY) {
		memcpy(dated + 5, from, 6);
		begin = 5;
	} else {
		memcpy(dated, from, DATE_SIZE);
	}
	const char year[] = { dated[0], dated[1], dated[2], dated[3], '\0' };
	char next[16];
	moved(next, dated, by);
	if (strncmp(next, year, 4) != 0)
		return false;
	memmove(day, next + begin, strlen(next + begin) + 1);
	return true;
}

/* Days up to the ends of the year, where a comparison has one end. */
static bool open_end(struct bound *bound, enum expr_op op)
{
	static const char *const ends[][2] = { [BOUND_MONTH_DAY] = { "01-01", "12-31" }, [BOUND_DAY] = { "01-01", "12-31" }, [BOUND_YEAR] = { "0001", "9999" } };
	bool up = op == OP_GREATER || op == OP_GREATER_EQUAL, within = true;

	if (op == OP_GREATER)
		within = step(bound, bound->first, bound->last, 1);
	else if (op == OP_LESS)
		within = step(bound, bound->last, bound->first, -1);
	char *end = up ? bound->last : bound->first;
	memcpy(end + (bound->form == BOUND_DAY ? 5 : 0), ends[bound->form][up], strlen(ends[bound->form][up]) + 1);
	if (bound->form == BOUND_DAY)
		memcpy(end, up ? bound->first : bound->last, 4);
	return within;
}

static void write(const struct predicate *predicate, const struct bound *bound)
{
	text_printf(predicate->sql, "anniversary_in(%s, ?, ?) = 1", predicate->value);
	query_bind_text(predicate->query, bound->first);
	query_bind_text(predicate->query, bound->last);
}

enum status compare_anniversary(const struct predicate *predicate, enum expr_op op, const char *text)
{
	struct bound bound;
	enum status status = read_bound(predicate, text, &bound);

	if (status)
		return status;
	if (op != OP_EQUAL && bound.form == BOUND_LUNAR)
		return error_set(error_of(predicate), STATUS_USAGE, "%s: days of the Chinese calendar have no order among the others; compare with a day like --05-17", predicate->field->name);
	if (op == OP_EQUAL || open_end(&bound, op))
		write(predicate, &bound);
	else
		text_add(predicate->sql, "0 = 1");
	return STATUS_OK;
}

/* A day with its year stands for the one of every year where the other end has none. */
static void forget_year(struct bound *bound)
{
	if (bound->form != BOUND_DAY)
		return;
	bound->form = BOUND_MONTH_DAY;
	memmove(bound->first, bound->first + 5, 6);
	memmove(bound->last, bound->last + 5, 6);
}

enum status anniversary_between(const struct predicate *predicate, const char *low, const char *high)
{
	struct bound from, to;
	enum status status = read_bound(predicate, low, &from);

	if (!status)
		status = read_bound(predicate, high, &to);
	if (status)
		return status;
	if (from.form == BOUND_LUNAR || to.form == BOUND_LUNAR || (from.form == BOUND_YEAR) != (to.form == BOUND_YEAR))
		return error_set(error_of(predicate), STATUS_USAGE, "%s: the ends of %s..%s do not go together; write days like --05-17 or today, or two years of birth", predicate->field->name, low, high);
	if (from.form != to.form) {
		forget_year(&from);
		forget_year(&to);
	}
	memcpy(from.last, to.last, sizeof from.last);
	if (from.form != BOUND_MONTH_DAY && strcmp(from.first, from.last) > 0) {
		text_add(predicate->sql, "0 = 1");
		return STATUS_OK;
	}
	if (from.form == BOUND_DAY && date_number(from.last) - date_number(from.first) >= WHOLE_YEAR)
		return error_set(error_of(predicate), STATUS_USAGE, "%s: it comes every year, so that all fall between %s and %s; for the year of birth write %s=%.4s..%.4s",
		                 predicate->field->name, low, high, predicate->field->name, from.first, from.last);
	write(predicate, &from);
	return STATUS_OK;
}
