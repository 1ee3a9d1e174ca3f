#include "base/terms.h"

#include "base/decimal.h"
#include <string.h>

static const char *const whens[] = {
	[TERM_NET] = "net", [TERM_EOM] = "eom", [TERM_ORDER] = "order", [TERM_SIGNING] = "signing",
	[TERM_DELIVERY] = "delivery", [TERM_ACCEPTANCE] = "acceptance", [TERM_INVOICE] = "invoice",
};
static const char *const units[] = { [TERM_DAYS] = "d", [TERM_WEEKS] = "w", [TERM_MONTHS] = "mo", [TERM_YEARS] = "y" };

void term_format(struct text *out, const struct term *term)
{
	text_add(out, term->when == TERM_DAY ? term->day : whens[term->when]);
	if (term->when == TERM_NET)
		text_printf(out, " %d", term->after);
	else if (term->when == TERM_EOM && term->after)
		text_printf(out, "+%d", term->after);
	else if (term->after)
		text_printf(out, "+%d%s", term->after, units[term->unit]);
}

void terms_format(struct text *out, const struct terms *terms)
{
	for (size_t i = 0; i < terms->early_count; i++) {
		decimal_format(out, terms->early[i].percent, DECIMAL_PERCENT);
		text_printf(out, "/%d ", terms->early[i].days);
	}
	for (size_t i = 0; i < terms->count; i++) {
		const struct term *term = &terms->parts[i];
		if (i)
			text_add(out, ", ");
		if (terms->count > 1 || term->when > TERM_EOM) {
			decimal_format(out, term->percent, DECIMAL_PERCENT);
			text_add(out, "% ");
		}
		term_format(out, term);
	}
}

bool term_waits(enum term_when when)
{
	return when >= TERM_ORDER && when <= TERM_ACCEPTANCE;
}

bool terms_planned(const struct terms *terms)
{
	return terms->count > 1 || term_waits(terms->parts[0].when);
}

/* Whole months are counted by the reader of days, which knows how long they are. */
enum status term_due(const struct term *part, const char *day, char due[DATE_SIZE], struct error *error)
{
	struct conventions then = { .zone = "UTC", .now = date_number(day) * 86400 + 43200 };
	struct text words = { 0 };

	if (part->when == TERM_DAY) {
		memcpy(due, part->day, DATE_SIZE);
		return STATUS_OK;
	}
	text_printf(&words, "%s+%d%s", part->when == TERM_EOM ? "eom" : "today", part->after, units[part->unit]);
	enum status status = date_parse(&then, text_string(&words), due, error);
	text_free(&words);
	return status;
}

enum status term_early_day(const struct term_early *early, const char *day, char last[DATE_SIZE], struct error *error)
{
	return term_due(&(struct term){ .when = TERM_NET, .after = early->days }, day, last, error);
}
