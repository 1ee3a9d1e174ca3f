#include "base/terms.h"

#include "base/decimal.h"
#include "base/utf8.h"
#include <stdbool.h>
#include <string.h>

enum { AFTER_LIMIT = 3650 };

static const char *const whens[] = {
	[TERM_NET] = "net", [TERM_EOM] = "eom", [TERM_ORDER] = "order", [TERM_SIGNING] = "signing",
	[TERM_DELIVERY] = "delivery", [TERM_ACCEPTANCE] = "acceptance", [TERM_INVOICE] = "invoice",
};
static const char *const units[] = { [TERM_DAYS] = "d", [TERM_WEEKS] = "w", [TERM_MONTHS] = "mo", [TERM_YEARS] = "y" };

static const char *skip(const char *p)
{
	return p + strspn(p, " \t");
}

static enum status unknown(const char *text, struct error *error)
{
	return error_set(error, STATUS_DATA,
	                 "'%s' is not a payment term; write net 30, eom+30, or parts: 30%% order, 60%% delivery, 10%% delivery+12mo", text);
}

/* A whole number of at most four digits. */
static bool read_number(const char **p, int *out)
{
	size_t digits = strspn(*p, "0123456789");

	if (digits == 0 || digits > 4)
		return false;
	*out = 0;
	while (digits--)
		*out = *out * 10 + (*(*p)++ - '0');
	return *out <= AFTER_LIMIT;
}

/* What stands behind an event: nothing, or +12mo; days need no unit. */
static bool read_after(const char **p, struct term *term)
{
	const char *at = skip(*p);

	if (*at != '+')
		return true;
	at = skip(at + 1);
	if (!read_number(&at, &term->after))
		return false;
	size_t letters = strspn(at, "abcdefghijklmnopqrstuvwxyz");
	if (letters && term->when == TERM_EOM && !(letters == 1 && *at == 'd'))
		return false;
	for (size_t i = 0; letters && i < sizeof units / sizeof *units; i++) {
		if (strlen(units[i]) == letters && memcmp(units[i], at, letters) == 0) {
			term->unit = (enum term_unit)i;
			at += letters;
			letters = 0;
		}
	}
	*p = at;
	return letters == 0;
}

static bool read_day(const char **p, struct term *term)
{
	char again[DATE_SIZE];

	if (strlen(*p) < DATE_SIZE - 1 || (*p)[4] != '-' || (*p)[7] != '-' || strspn(*p, "0123456789-") != DATE_SIZE - 1)
		return false;
	memcpy(term->day, *p, DATE_SIZE - 1);
	term->day[DATE_SIZE - 1] = '\0';
	date_from_number(date_number(term->day), again);
	*p += DATE_SIZE - 1;
	return strcmp(again, term->day) == 0;
}

static bool read_when(const char **p, struct term *term)
{
	size_t letters = strspn(*p, "abcdefghijklmnopqrstuvwxyz");

	if (letters == 0) {
		term->when = TERM_DAY;
		return read_day(p, term);
	}
	for (size_t i = TERM_NET; i <= TERM_INVOICE; i++) {
		if (strlen(whens[i]) != letters || memcmp(whens[i], *p, letters) != 0)
			continue;
		term->when = (enum term_when)i;
		*p += letters;
		if (term->when != TERM_NET)
			return read_after(p, term);
		*p = skip(*p);
		return read_number(p, &term->after);
	}
	return false;
}

static enum status read_percent(const char **p, struct term *term, struct error *error)
{
	size_t length = strspn(*p, "0123456789.");
	struct text number = { 0 };

	text_append(&number, *p, length);
	enum status status = decimal_parse(text_string(&number), DECIMAL_PERCENT, &term->percent, error);
	text_free(&number);
	*p = skip(*p + length);
	if (status)
		return status;
	if (**p != '%' || term->percent <= 0 || term->percent > TERMS_WHOLE)
		return error_set(error, STATUS_DATA, "each part begins with its percentage: 30%% order, 70%% delivery");
	*p = skip(*p + 1);
	return STATUS_OK;
}

static enum status read_parts(const char *p, struct terms *out, const char *text, struct error *error)
{
	int64_t sum = 0;

	for (p = skip(p);; p = skip(p + 1)) {
		struct term term = { .percent = TERMS_WHOLE };
		bool part = strspn(p, "0123456789.") > 0 && !(strspn(p, "0123456789") == 4 && p[4] == '-');
		enum status status = part ? read_percent(&p, &term, error) : STATUS_OK;
		if (status)
			return status;
		if (out->count == TERMS_PARTS_LIMIT)
			return error_set(error, STATUS_DATA, "more than %d parts", TERMS_PARTS_LIMIT);
		if (!read_when(&p, &term))
			return unknown(text, error);
		p = skip(p);
		if ((*p && *p != ',') || (!part && (*p || out->count)))
			return unknown(text, error);
		out->parts[out->count++] = term;
		sum += term.percent;
		if (!*p)
			break;
	}
	if (sum == TERMS_WHOLE)
		return STATUS_OK;
	struct text total = { 0 };
	decimal_format(&total, sum, DECIMAL_PERCENT);
	error_set(error, STATUS_DATA, "the parts add up to %s%%, not 100%%", text_string(&total));
	text_free(&total);
	return STATUS_DATA;
}

enum status terms_parse(const char *text, struct terms *out, struct error *error)
{
	struct text half = { 0 }, folded = { 0 };

	*out = (struct terms){ 0 };
	utf8_halfwidth(&half, text, strlen(text));
	utf8_casefold(&folded, text_string(&half), half.length);
	enum status status = read_parts(text_string(&folded), out, text, error);
	text_free(&half);
	text_free(&folded);
	return status;
}

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

enum status terms_due(const struct terms *terms, const char *day, char due[DATE_SIZE], struct error *error)
{
	enum status status = STATUS_OK;

	memcpy(due, day, DATE_SIZE);
	for (size_t i = 0; !status && i < terms->count; i++) {
		char part[DATE_SIZE];
		status = term_due(&terms->parts[i], day, part, error);
		if (!status && strcmp(part, due) > 0)
			memcpy(due, part, DATE_SIZE);
	}
	return status;
}
