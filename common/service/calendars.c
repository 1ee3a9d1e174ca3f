#include "service/calendars.h"

#include "base/date.h"
#include "service/tickets_settle.h"
#include <string.h>

/* "09:00" as seconds; -1 for what is none. 24:00 is the end of a day. */
static int read_time(const char **text)
{
	const char *p = *text;

	for (int i = 0; i < 5; i++)
		if (i == 2 ? p[i] != ':' : p[i] < '0' || p[i] > '9')
			return -1;
	int hour = (p[0] - '0') * 10 + p[1] - '0', minute = (p[3] - '0') * 10 + p[4] - '0';
	*text += 5;
	return minute > 59 || hour > 24 || (hour == 24 && minute) ? -1 : (hour * 60 + minute) * 60;
}

static const char *skip(const char *text, const char *bytes)
{
	return text + strspn(text, bytes);
}

enum status calendar_hours_read(const char *text, struct working_hours *out, struct error *error)
{
	const char *p = text ? skip(text, " ") : "";
	int after = 0;

	out->count = 0;
	while (*p) {
		struct working_span span = { .first = read_time(&p), .last = -1 };
		if (span.first >= 0 && *p == '-') {
			p++;
			span.last = read_time(&p);
		}
		p = skip(p, " ");
		if (span.last < 0 || (*p && *p != ','))
			return error_set(error, STATUS_DATA, "'%s' is not a list of hours; write 09:00-12:00, 13:00-18:00", text);
		if (span.first < after || span.last <= span.first)
			return error_set(error, STATUS_DATA, "'%s' is out of order: each time must be later than the one before it", text);
		if (out->count == WORKING_SPANS)
			return error_set(error, STATUS_DATA, "'%s' has more than %d parts of a day", text, WORKING_SPANS);
		after = span.last;
		out->spans[out->count++] = span;
		p = *p == ',' ? skip(p + 1, " ") : p;
	}
	return STATUS_OK;
}

static enum status check_hours(const char *value, struct error *error)
{
	struct working_hours hours;

	return calendar_hours_read(value, &hours, error);
}

static enum status check_zone(const char *value, struct error *error)
{
	return !*value || !date_zone_check(value, error) ? STATUS_OK : STATUS_DATA;
}

static const struct form_field exception_fields[] = {
	{ .name = "from", .kind = KIND_DATE, .at = offsetof(struct calendar_exception, from), .required = true, .help = "first day" },
	{ .name = "until", .kind = KIND_DATE, .at = offsetof(struct calendar_exception, until), .required = true, .help = "last day" },
	{ .name = "hours", .kind = KIND_TEXT, .at = offsetof(struct calendar_exception, hours), .check = check_hours, .help = "hours that are worked; none: a holiday" },
	{ .name = "label", .kind = KIND_TEXT, .at = offsetof(struct calendar_exception, label), .most = FORM_LABEL_LIMIT, .help = "what they are" },
	{ 0 },
};

static const struct form exception_form = {
	.item = "day", .example = "{from: 2026-12-24, until: 2026-12-31}", .fields = exception_fields, .size = sizeof(struct calendar_exception), .dated = true,
};

static const char *const holiday_sets[] = { "country", "china", "none", NULL };

static const struct form_field calendar_fields[] = {
	{ .name = "en", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, en), .required = true, .label = true, .help = "label in English" },
	{ .name = "zh", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, zh), .required = true, .label = true, .help = "label in Chinese" },
	{ .name = "zone", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, zone), .check = check_zone, .help = "time zone; that of the database if there is none" },
	{ .name = "mon", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, week[0]), .check = check_hours, .help = "hours of Monday" },
	{ .name = "tue", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, week[1]), .check = check_hours, .help = "hours of Tuesday" },
	{ .name = "wed", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, week[2]), .check = check_hours, .help = "hours of Wednesday" },
	{ .name = "thu", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, week[3]), .check = check_hours, .help = "hours of Thursday" },
	{ .name = "fri", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, week[4]), .check = check_hours, .help = "hours of Friday" },
	{ .name = "sat", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, week[5]), .check = check_hours, .help = "hours of Saturday" },
	{ .name = "sun", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, week[6]), .check = check_hours, .help = "hours of Sunday" },
	{ .name = "makeup", .kind = KIND_TEXT, .at = offsetof(struct work_calendar, makeup), .check = check_hours,
	  .help = "hours of days worked in exchange for a holiday; those of the first working day of the week if there are none" },
	{ .name = "holidays", .kind = KIND_PICK, .at = offsetof(struct work_calendar, holidays), .choices = holiday_sets,
	  .help = "which public holidays are free: those of the country of the database if nothing is said" },
	{ .name = "days", .kind = KIND_LINES, .at = offsetof(struct work_calendar, days), .count_at = offsetof(struct work_calendar, day_count),
	  .items = &exception_form, .help = "days that differ from the week" },
	{ 0 },
};

static const char office[] = "09:00-12:00, 13:00-18:00", always[] = "00:00-24:00";

static const struct work_calendar built_in[] = {
	{ .name = "standard", .en = "Office hours", .zh = "工作时间", .week = { office, office, office, office, office } },
	{ .name = "always", .en = "Round the clock", .zh = "全天候", .week = { always, always, always, always, always, always, always }, .holidays = "none" },
};

static bool holds_calendar(const struct field *field)
{
	return field->kind == KIND_TEXT && !field->column && strcmp(field->name, "calendar") == 0;
}

const struct schema_section section_calendars = {
	.name = "calendars", .setting = "calendar",
	.form = { .item = "calendar", .example = "mon: 09:00-12:00, 13:00-18:00", .fields = calendar_fields, .size = sizeof(struct work_calendar) },
	.built_in = built_in, .built_in_count = sizeof built_in / sizeof *built_in, .block = true, .held_by = holds_calendar,
	.changed = tickets_settle,
};
