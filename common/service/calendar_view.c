/* Calendars as people read them, on a terminal. */
#include "service/calendar.h"

#include "base/lunar.h"
#include "base/utf8.h"
#include "store/private.h"
#include <string.h>

enum { GRID_DAYS = 7, CELL_LINES = 4 /* entries of a day in a month */, SPAN_WIDTH = 11 /* 14:00–15:30 */ };

static const char bold[] = "\033[1m", dim[] = "\033[2m", reversed[] = "\033[7m", plain[] = "\033[0m";

static bool is_chinese(const struct calendar_view *view)
{
	return strcmp(view->store->conventions.language, "zh") == 0;
}

static const char *weekday_name(const struct calendar_view *view, int64_t day)
{
	static const char *const en[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" }, *const zh[] = { "周一", "周二", "周三", "周四", "周五", "周六", "周日" };
	int weekday = (int)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */

	return is_chinese(view) ? zh[weekday] : en[weekday];
}

static int64_t today(const struct calendar_view *view)
{
	int second;

	return calendar_local(view->store->conventions.now, &second);
}

static void style(struct calendar_view *view, const char *sequence)
{
	if (view->colour)
		text_add(&view->out, sequence);
}

/* Appends a text in exactly so many columns. */
static void pad(struct calendar_view *view, const char *text, size_t width)
{
	struct text cut = { 0 };

	utf8_cut(&cut, text, strlen(text), width);
	text_add(&view->out, text_string(&cut));
	for (size_t used = utf8_width(text_string(&cut), cut.length); used < width; used++)
		text_byte(&view->out, ' ');
	text_free(&cut);
}

static void trim_line(struct calendar_view *view)
{
	while (view->out.length && view->out.data[view->out.length - 1] == ' ')
		view->out.length--;
	text_byte(&view->out, '\n');
}

static void clock_text(struct text *out, int64_t seconds)
{
	int second;

	calendar_local(seconds, &second);
	text_printf(out, "%02d:%02d", second / 3600, second / 60 % 60);
}

static bool on_day(const struct occurrence *entry, int64_t day)
{
	int second;
	int64_t first = calendar_local(entry->at, &second), last = calendar_local(entry->ends > entry->at ? entry->ends - 1 : entry->at, &second);

	return first <= day && day <= last;
}

/* 14:00–15:30, or from when it is on a later day of several. */
static void time_of(struct calendar_view *view, const struct occurrence *entry, int64_t day, bool ends, struct text *out)
{
	int second;

	if (record_integer(entry->event, "all_day")) {
		text_add(out, is_chinese(view) ? "全天" : "all day");
		return;
	}
	if (calendar_local(entry->at, &second) < day)
		text_add(out, view->ascii ? "..." : "…");
	else
		clock_text(out, entry->at);
	if (!ends || entry->ends <= entry->at)
		return;
	text_add(out, view->ascii ? "-" : "–");
	if (calendar_local(entry->ends - 1, &second) > day)
		text_add(out, view->ascii ? "..." : "…");
	else
		clock_text(out, entry->ends);
}

static void lunar_of(const struct calendar_view *view, int64_t day, bool brief, struct text *out)
{
	struct lunar_month month;
	struct text words = { 0 };
	int of_month;

	if (!view->scope->lunar || !lunar_day(day, &month, &of_month))
		return;
	lunar_words(&words, &month, of_month);
	const char *text = text_string(&words), *behind = strstr(text, "月");
	size_t named = behind ? (size_t)(behind - text) + strlen("月") : 0;
	if (brief && of_month == 1)
		text_append(out, text, named);
	else
		text_add(out, brief ? text + named : text);
	text_free(&words);
}

static const char *label_of(const struct calendar_view *view, int64_t day)
{
	return view->working ? working_time_label(view->working, day, view->store->conventions.language) : NULL;
}

static bool is_free(const struct calendar_view *view, int64_t day)
{
	return view->working && !working_time_day(view->working, day);
}

static void day_heading(struct calendar_view *view, int64_t day)
{
	char text[DATE_SIZE];
	struct text lunar = { 0 };
	const char *label = label_of(view, day);

	date_from_number(day, text);
	lunar_of(view, day, false, &lunar);
	style(view, day == today(view) ? reversed : bold);
	text_printf(&view->out, "%s %s", weekday_name(view, day), text);
	style(view, plain);
	if (lunar.length)
		text_printf(&view->out, "  %s", text_string(&lunar));
	if (label)
		text_printf(&view->out, "  %s", label);
	text_byte(&view->out, '\n');
	text_free(&lunar);
}

static void agenda_line(struct calendar_view *view, const struct occurrence *entry, int64_t day)
{
	enum { TIME_WIDTH = 13, REFERENCE_WIDTH = 7 };
	struct text time = { 0 }, reference = { 0 }, words = { 0 };
	bool hidden = private_hides(view->store, entry->event);
	const char *location = hidden ? "" : record_text(entry->event, "location");

	time_of(view, entry, day, true, &time);
	text_printf(&reference, "e%lld", (long long)entry->event->id);
	text_add(&words, calendar_subject(view->store, view->arena, entry->event));
	if (*location) {
		text_add(&words, ", ");
		utf8_visible(&words, location, strlen(location));
	}
	text_add(&view->out, "  ");
	pad(view, text_string(&time), TIME_WIDTH);
	pad(view, text_string(&reference), reference.length >= REFERENCE_WIDTH ? reference.length + 1 : REFERENCE_WIDTH);
	if (hidden)
		style(view, dim);
	pad(view, text_string(&words), (size_t)view->width - TIME_WIDTH - REFERENCE_WIDTH - 3);
	if (hidden)
		style(view, plain);
	trim_line(view);
	text_free(&time);
	text_free(&reference);
	text_free(&words);
}

void calendar_view_days(struct calendar_view *view)
{
	for (int64_t day = view->scope->days.first; day <= view->scope->days.last; day++) {
		bool any = false;
		for (size_t i = 0; i < view->count; i++)
			any |= on_day(&view->entries[i], day);
		if (!any && view->scope->days.last > view->scope->days.first)
			continue;
		day_heading(view, day);
		for (size_t i = 0; i < view->count; i++)
			if (on_day(&view->entries[i], day))
				agenda_line(view, &view->entries[i], day);
	}
}

static size_t column_width(const struct calendar_view *view)
{
	return (size_t)(view->width - GRID_DAYS + 1) / GRID_DAYS;
}

static void rule(struct calendar_view *view)
{
	for (int i = 0; i < GRID_DAYS; i++) {
		if (i)
			text_add(&view->out, view->ascii ? "+" : "┼");
		for (size_t n = 0; n < column_width(view); n++)
			text_add(&view->out, view->ascii ? "-" : "─");
	}
	text_byte(&view->out, '\n');
}

static void between(struct calendar_view *view, int column)
{
	if (column)
		text_add(&view->out, view->ascii ? "|" : "│");
}

/* The n-th entry of a day; NULL when it has fewer. */
static const struct occurrence *nth(const struct calendar_view *view, int64_t day, size_t n)
{
	for (size_t i = 0; i < view->count; i++)
		if (on_day(&view->entries[i], day) && n-- == 0)
			return &view->entries[i];
	return NULL;
}

static size_t entries_on(const struct calendar_view *view, int64_t day)
{
	size_t count = 0;

	for (size_t i = 0; i < view->count; i++)
		count += on_day(&view->entries[i], day);
	return count;
}

/* A line of a day: in a month an entry each, in a week two, when it is and what. */
static void cell(struct calendar_view *view, int64_t day, size_t line, size_t limit)
{
	bool brief = limit < SIZE_MAX;
	struct text text = { 0 };
	size_t count = entries_on(view, day);
	const struct occurrence *entry = nth(view, day, brief ? line : line / 2);
	bool timed = entry && !record_integer(entry->event, "all_day");

	if (count > limit && line == limit - 1) {
		text_printf(&text, "+%zu", count - limit + 1);
	} else if (entry && (brief ? timed : line % 2 == 0)) {
		time_of(view, entry, day, !brief && column_width(view) >= SPAN_WIDTH, &text);
		text_byte(&text, ' ');
	}
	if (!text.length && entry && !brief)
		text_byte(&text, ' ');
	if (entry && !(count > limit && line == limit - 1) && (brief || line % 2))
		text_add(&text, calendar_subject(view->store, view->arena, entry->event));
	pad(view, text_string(&text), column_width(view));
	text_free(&text);
}

/* Seven days side by side: what heads them, then their entries; days that are not of the span have none. */
static void seven_days(struct calendar_view *view, int64_t monday, size_t limit, bool named)
{
	size_t lines = 1;
	struct text head = { 0 };

	for (int i = 0; i < GRID_DAYS; i++) {
		int64_t day = monday + i;
		struct calendar_day parts = calendar_from_number(day);
		const char *label = label_of(view, day);
		bool within = day >= view->scope->days.first && day <= view->scope->days.last;
		text_clear(&head);
		if (named)
			text_printf(&head, "%s %d ", weekday_name(view, day), parts.day);
		else if (within)
			text_printf(&head, "%d ", parts.day);
		if (within)
			lunar_of(view, day, true, &head);
		if (within && label)
			text_printf(&head, "%s%s", view->scope->lunar ? " " : "", label);
		between(view, i);
		style(view, !within ? "" : day == today(view) ? reversed : is_free(view, day) ? dim : bold);
		pad(view, text_string(&head), column_width(view));
		style(view, plain);
		size_t count = within ? entries_on(view, day) * (named ? 2 : 1) : 0;
		if (count > lines)
			lines = count;
	}
	trim_line(view);
	for (size_t line = 0; line < (lines < limit ? lines : limit); line++) {
		for (int i = 0; i < GRID_DAYS; i++) {
			between(view, i);
			if (monday + i >= view->scope->days.first && monday + i <= view->scope->days.last)
				cell(view, monday + i, line, limit);
			else
				pad(view, "", column_width(view));
		}
		trim_line(view);
	}
	text_free(&head);
}

/* The name of a month in at least so many columns. */
static void month_name(struct calendar_view *view, int64_t day, size_t width)
{
	struct calendar_day parts = calendar_from_number(day);
	struct text name = { 0 };

	text_printf(&name, is_chinese(view) ? "%d年%d月" : "%d-%02d", parts.year, parts.month);
	style(view, bold);
	text_add(&view->out, name.data);
	style(view, plain);
	for (size_t used = utf8_width(name.data, name.length); used < width; used++)
		text_byte(&view->out, ' ');
	text_free(&name);
}

void calendar_view_week(struct calendar_view *view)
{
	month_name(view, view->scope->days.first, 0);
	text_byte(&view->out, '\n');
	for (int64_t monday = calendar_around(view->scope->days.first, CALENDAR_WEEK).first; monday <= view->scope->days.last; monday += 7)
		seven_days(view, monday, SIZE_MAX, true);
}

void calendar_view_month(struct calendar_view *view)
{
	int64_t monday = calendar_around(view->scope->days.first, CALENDAR_WEEK).first;

	month_name(view, view->scope->days.first, 0);
	text_byte(&view->out, '\n');
	for (int i = 0; i < GRID_DAYS; i++) {
		between(view, i);
		pad(view, weekday_name(view, monday + i), column_width(view));
	}
	trim_line(view);
	for (; monday <= view->scope->days.last; monday += 7) {
		rule(view);
		seven_days(view, monday, CELL_LINES, false);
	}
}

/* A week of a small month: two columns a day; days with entries are marked. */
static void small_week(struct calendar_view *view, int64_t first, int64_t last, int64_t monday)
{
	for (int i = 0; i < GRID_DAYS; i++) {
		int64_t day = monday + i;
		if (day < first || day > last) {
			text_add(&view->out, "   ");
			continue;
		}
		bool any = entries_on(view, day) > 0;
		style(view, day == today(view) ? reversed : is_free(view, day) ? dim : "");
		text_printf(&view->out, "%2d", calendar_from_number(day).day);
		style(view, plain);
		text_byte(&view->out, any ? '*' : ' ');
	}
}

void calendar_view_year(struct calendar_view *view)
{
	enum { MONTH_WIDTH = 23, WEEKS = 6 };
	int columns = view->width / MONTH_WIDTH < 1 ? 1 : view->width / MONTH_WIDTH > 4 ? 4 : view->width / MONTH_WIDTH;
	int year = calendar_from_number(view->scope->days.first).year;

	for (int month = 1; month <= 12; month += columns) {
		int64_t firsts[4], lasts[4];
		int count = 0;
		for (; count < columns && month + count <= 12; count++) {
			firsts[count] = calendar_number((struct calendar_day){ year, month + count, 1 });
			lasts[count] = firsts[count] + calendar_month_days(year, month + count) - 1;
			month_name(view, firsts[count], MONTH_WIDTH);
		}
		trim_line(view);
		for (int week = 0; week < WEEKS; week++) {
			for (int i = 0; i < count; i++) {
				small_week(view, firsts[i], lasts[i], calendar_around(firsts[i], CALENDAR_WEEK).first + 7 * week);
				text_add(&view->out, "  ");
			}
			trim_line(view);
		}
	}
}
