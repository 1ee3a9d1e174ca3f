/* How something repeats: as people say it, or as RFC 5545 writes it. The rule's parts are checked here; what they yield is libical's affair when events repeat. */
#include "record/kind_parts.h"

#include "base/recurrence_words.h"
#include <ctype.h>
#include <string.h>

static enum status read_words(const struct conventions *conventions, const char *text, struct arena *arena, bool *found, struct value *out, struct error *error)
{
	struct text rule = { 0 };
	enum status status = recurrence_words(conventions, text, &rule, found, error);

	*out = value_text(text_take(&rule, arena));
	return status;
}

PARSER(parse_rrule)
{
	static const char *const parts[] = { "FREQ=", "UNTIL=", "COUNT=", "INTERVAL=", "BYSECOND=", "BYMINUTE=", "BYHOUR=", "BYDAY=",
		                             "BYMONTHDAY=", "BYYEARDAY=", "BYWEEKNO=", "BYMONTH=", "BYSETPOS=", "WKST=" };
	struct text upper = { 0 };
	bool frequency = false, words;
	enum status status = read_words(conventions, text, arena, &words, out, error);

	UNUSED(field), UNUSED(currency);
	if (status || words)
		return status;
	for (const char *p = strncmp(text, "RRULE:", 6) == 0 ? text + 6 : text; *p; p++)
		text_byte(&upper, (char)toupper((unsigned char)*p));
	for (const char *p = text_string(&upper); *p;) {
		size_t length = strcspn(p, ";"), known = 0;
		while (known < sizeof parts / sizeof *parts && strncmp(p, parts[known], strlen(parts[known])) != 0)
			known++;
		if (known == sizeof parts / sizeof *parts || strlen(parts[known]) == length) {
			text_free(&upper);
			return error_set(error, STATUS_DATA, "%s is not a recurrence rule; write weekly, every 2 weeks on mon,thu, or one like FREQ=MONTHLY;INTERVAL=1", text);
		}
		if (known == 0)
			frequency = strncmp(p + 5, "DAILY", length - 5) == 0 || strncmp(p + 5, "WEEKLY", length - 5) == 0 ||
			            strncmp(p + 5, "MONTHLY", length - 5) == 0 || strncmp(p + 5, "YEARLY", length - 5) == 0;
		p += length;
		if (*p)
			p++;
	}
	*out = value_text(text_take(&upper, arena));
	return frequency ? STATUS_OK : error_set(error, STATUS_DATA, "%s has no FREQ= of DAILY, WEEKLY, MONTHLY or YEARLY", text);
}
