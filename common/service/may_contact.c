#include "service/may_contact.h"

#include "base/calendar.h"
#include "base/date.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool contact_is_marketing(const char *purpose)
{
	static const char *const marketing[] = { "offer", "newsletter", "festival", "birthday", "survey", "referral" };

	for (size_t i = 0; i < sizeof marketing / sizeof *marketing; i++)
		if (strcmp(marketing[i], purpose) == 0)
			return true;
	return false;
}

int64_t limit_days(const char *per)
{
	size_t digits = strspn(per, "0123456789");
	const char *unit = per + digits;

	if (!digits || digits > 4)
		return 0;
	return strtoll(per, NULL, 10) * (strcmp(unit, "d") == 0 ? 1 : strcmp(unit, "w") == 0 ? 7 : 0);
}

static int read_minute(const char **text)
{
	const char *p = *text;

	for (int i = 0; i < 5; i++)
		if (i == 2 ? p[i] != ':' : p[i] < '0' || p[i] > '9')
			return -1;
	int hour = (p[0] - '0') * 10 + p[1] - '0', minute = (p[3] - '0') * 10 + p[4] - '0';
	*text += 5;
	return minute > 59 || hour > 24 || (hour == 24 && minute) ? -1 : hour * 60 + minute;
}

bool quiet_next(const char **text, int *first, int *last)
{
	*text += strspn(*text, " ,");
	*first = read_minute(text);
	if (*first < 0 || *(*text)++ != '-')
		return false;
	*last = read_minute(text);
	*text += strspn(*text, " ");
	return *last >= 0 && *first != *last && (!**text || **text == ',');
}

static bool refuse(struct contact_refusal *out, const char *rule, const char *day, const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Always false, for the caller to return. */
static bool refuse(struct contact_refusal *out, const char *rule, const char *day, const char *format, ...)
{
	va_list arguments;

	out->rule = rule;
	snprintf(out->day, sizeof out->day, "%s", day);
	va_start(arguments, format);
	vsnprintf(out->sentence, sizeof out->sentence, format, arguments);
	va_end(arguments);
	return false;
}

static bool has_tag(const char *tags, const char *tag)
{
	size_t length = strlen(tag);

	for (const char *at = tags; length && (at = strstr(at, tag)); at++)
		if ((at == tags || at[-1] == ',') && (!at[length] || at[length] == ','))
			return true;
	return false;
}

static bool is_wanted(const struct contact_person *person, const struct contact_question *question, struct contact_refusal *out)
{
	if (person->archived)
		return refuse(out, "archived", "", "archived");
	if (strcmp(person->channel, "none") == 0)
		return refuse(out, "channel", "", "channel=none: wants to be left alone");
	if (has_tag(person->declined, question->channel))
		return refuse(out, "declined", "", "declined: does not want %s", question->channel);
	if (strcmp(question->channel, "phone") == 0 && person->do_not_call)
		return refuse(out, "do_not_call", "", "do_not_call");
	if (strcmp(question->channel, "email") == 0 && person->do_not_email)
		return refuse(out, "do_not_email", "", "do_not_email");
	if (strcmp(question->channel, "email") == 0 && person->bounces >= BOUNCES_STOP)
		return refuse(out, "bounced", "", "bounced: %lld deliveries to the address failed", (long long)person->bounces);
	return true;
}

static bool is_awake(const struct contact_question *question, const struct quiet_hours *quiet, struct contact_refusal *out)
{
	const char *text = quiet ? quiet->hours : "";
	char day[DATE_SIZE];
	int first, last, minute = question->minute;

	while (*text && quiet_next(&text, &first, &last)) {
		bool night = last < first;
		if (night ? minute < first && minute >= last : minute < first || minute >= last)
			continue;
		date_from_number(date_number(question->day) + (night && minute >= first), day);
		return refuse(out, "quiet_hours", day, "quiet_hours: no %s from %02d:%02d to %02d:%02d; free on %s at %02d:%02d", question->channel, first / 60, first % 60,
		              last / 60, last % 60, day, last / 60, last % 60);
	}
	return true;
}

/* The days of a limit end today: with 30 days, today and the 29 before it. */
static bool is_below(const struct contact_limit *limit, const struct contact_question *question, const struct contact_touch *touches, size_t count, struct contact_refusal *out)
{
	bool any = strcmp(limit->name, "any") == 0;
	int64_t days = limit_days(limit->per), today = date_number(question->day), found = 0;
	char free_day[DATE_SIZE];

	if (!any && strcmp(limit->name, question->channel) != 0 && strcmp(limit->name, question->purpose) != 0)
		return true;
	for (size_t i = 0; days && i < count; i++) {
		int64_t day = date_number(touches[i].day);
		if (day <= today - days || !(any || strcmp(limit->name, touches[i].channel) == 0 || strcmp(limit->name, touches[i].purpose) == 0))
			continue;
		if (++found < limit->max)
			continue;
		/* The newest touches fill the limit: it is free when the oldest of these has left the span. */
		date_from_number(day + days, free_day);
		return refuse(out, limit->name, free_day, "%s: %lld in %lld d; free on %s", limit->name, (long long)limit->max, (long long)days, free_day);
	}
	return true;
}

static bool is_over(const struct contact_person *person, const struct contact_question *question, const struct contact_touch *touches, size_t count, struct contact_refusal *out)
{
	static const struct {
		const char *name;
		struct calendar_offset offset;
	} spans[] = { { "weekly", { 1, CALENDAR_WEEK } }, { "monthly", { 1, CALENDAR_MONTH } }, { "quarterly", { 1, CALENDAR_QUARTER } }, { "yearly", { 1, CALENDAR_YEAR } } };
	char free_day[DATE_SIZE];

	if (strcmp(person->every, "never") == 0)
		return refuse(out, "contact_every", "", "contact_every=never");
	for (size_t i = 0; count && i < sizeof spans / sizeof *spans; i++) {
		if (strcmp(person->every, spans[i].name) != 0)
			continue;
		int64_t next = calendar_add(date_number(touches[0].day), spans[i].offset);
		date_from_number(next, free_day);
		if (next > date_number(question->day))
			return refuse(out, "contact_every", free_day, "contact_every=%s: the last one was on %s; free on %s", person->every, touches[0].day, free_day);
	}
	return true;
}

bool may_contact(const struct contact_person *person, const struct contact_question *question, const struct contact_touch *touches, size_t count,
                 const struct contact_limit *const *limits, size_t limit_count, const struct quiet_hours *quiet, struct contact_refusal *out)
{
	*out = (struct contact_refusal){ .rule = "" };
	if (*question->purpose && !contact_is_marketing(question->purpose))
		return true;
	if (!is_wanted(person, question, out) || !is_awake(question, quiet, out))
		return false;
	for (size_t i = 0; !question->service && i < limit_count; i++)
		if (!is_below(limits[i], question, touches, count, out))
			return false;
	return question->service || is_over(person, question, touches, count, out);
}
