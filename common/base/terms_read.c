/* Reading payment terms. English and Chinese ways to say a term are words of tables here; what none of them says is refused. */
#include "base/terms.h"

#include "base/decimal.h"
#include "base/utf8.h"
#include <string.h>

enum { AFTER_LIMIT = 3650 };

/* Of words that begin alike the longer one comes first. */
struct word {
	const char *text;
	int means;
};

static const struct word events[] = {
	{ "order", TERM_ORDER }, { "deposit", TERM_ORDER }, { "in advance", TERM_ORDER }, { "prepayment", TERM_ORDER }, { "prepaid", TERM_ORDER },
	{ "款到发货", TERM_ORDER }, { "先款后货", TERM_ORDER }, { "预付款", TERM_ORDER }, { "预付", TERM_ORDER }, { "定金", TERM_ORDER },
	{ "订金", TERM_ORDER }, { "下单", TERM_ORDER }, { "订货", TERM_ORDER },
	{ "signing", TERM_SIGNING }, { "signature", TERM_SIGNING }, { "合同签订", TERM_SIGNING }, { "签订合同", TERM_SIGNING }, { "签合同", TERM_SIGNING },
	{ "签订", TERM_SIGNING }, { "签约", TERM_SIGNING },
	{ "delivery", TERM_DELIVERY }, { "shipment", TERM_DELIVERY }, { "cash on delivery", TERM_DELIVERY }, { "cod", TERM_DELIVERY },
	{ "货到", TERM_DELIVERY }, { "到货", TERM_DELIVERY }, { "发货", TERM_DELIVERY }, { "交货", TERM_DELIVERY },
	{ "acceptance", TERM_ACCEPTANCE }, { "验收合格", TERM_ACCEPTANCE }, { "验收", TERM_ACCEPTANCE },
	{ "invoice", TERM_INVOICE }, { "票到", TERM_INVOICE }, { "开票", TERM_INVOICE }, { "见票", TERM_INVOICE },
	{ 0 },
};
static const struct word months[] = { { "eom", 1 }, { "end of month", 1 }, { "月结", 1 }, { 0 } };
static const struct word nets[] = { { "net", 1 }, { "n/", 1 }, { "账期", 1 }, { 0 } };
static const struct word receipts[] = { { "due on receipt", 1 }, { "due upon receipt", 1 }, { "on receipt", 1 }, { 0 } };
static const struct word units[] = {
	{ "days", TERM_DAYS }, { "day", TERM_DAYS }, { "d", TERM_DAYS }, { "天", TERM_DAYS }, { "日", TERM_DAYS },
	{ "weeks", TERM_WEEKS }, { "week", TERM_WEEKS }, { "w", TERM_WEEKS }, { "周", TERM_WEEKS },
	{ "months", TERM_MONTHS }, { "month", TERM_MONTHS }, { "mo", TERM_MONTHS }, { "个月", TERM_MONTHS },
	{ "years", TERM_YEARS }, { "year", TERM_YEARS }, { "y", TERM_YEARS }, { "年", TERM_YEARS },
	{ 0 },
};
/* What may stand before an event, between it and a time, and at the end, without saying anything more. */
static const struct word at[] = { { "on", 1 }, { "upon", 1 }, { "at", 1 }, { 0 } };
static const struct word from[] = { { "after", 1 }, { "from", 1 }, { 0 } };
static const struct word plus[] = { { "+", 1 }, { "之后", 2 }, { "后", 2 }, { 0 } }; /* 1: a time follows, 2: it may */
static const struct word ends[] = { { "付款", 1 }, { "付清", 1 }, { "支付", 1 }, { "内", 1 }, { "付", 1 }, { 0 } };

static const char *skip(const char *p)
{
	return p + strspn(p, " \t");
}

static bool is_letter(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

/* What one of the words means that come next, after blanks; 0 is a meaning too: -1 when none does. An English word ends where its letters do. */
static int take(const char **p, const struct word *words)
{
	const char *text = skip(*p);

	for (; words->text; words++) {
		size_t length = strlen(words->text);
		if (strncmp(text, words->text, length) != 0 || (is_letter(words->text[length - 1]) && is_letter(text[length])))
			continue;
		*p = text + length;
		return words->means;
	}
	return -1;
}

static enum status unknown(const char *text, struct error *error)
{
	return error_set(error, STATUS_DATA,
	                 "'%s' is not a payment term; write net 30, eom+30, 2/10 net 30, delivery+30d, or parts: 30%% order, 60%% delivery, 10%% delivery+12mo", text);
}

/* A whole number of at most four digits. */
static bool read_number(const char **p, int *out)
{
	const char *text = skip(*p);
	size_t digits = strspn(text, "0123456789");

	if (digits == 0 || digits > 4)
		return false;
	*out = 0;
	while (digits--)
		*out = *out * 10 + (*text++ - '0');
	*p = text;
	return *out <= AFTER_LIMIT;
}

/* 30 days, 12mo; *named: its unit is said, else it is days. */
static bool read_span(const char **p, struct term *term, bool *named)
{
	const char *text = *p;
	int unit;

	if (!read_number(&text, &term->after) || *skip(text) == '%' || *text == '.')
		return false;
	unit = take(&text, units);
	*named = unit >= 0;
	term->unit = *named ? (enum term_unit)unit : TERM_DAYS;
	*p = text;
	return true;
}

/* What stands behind an event: nothing, or +12mo; behind a plus days need no unit. */
static bool read_after(const char **p, struct term *term)
{
	const char *text = *p;
	struct term span = *term;
	int sign = take(&text, plus);
	bool named = false, counted = read_span(&text, &span, &named);

	if (!counted && sign == 2)
		*p = text;
	if (!counted)
		return sign != 1;
	if (!named && sign < 0 && term->when != TERM_EOM)
		return true;
	*term = span;
	*p = text;
	return term->when != TERM_EOM || term->unit == TERM_DAYS;
}

static bool read_day(const char **p, struct term *term)
{
	char again[DATE_SIZE];
	const char *text = skip(*p);

	if (strlen(text) < DATE_SIZE - 1 || text[4] != '-' || text[7] != '-' || strspn(text, "0123456789-") != DATE_SIZE - 1)
		return false;
	memcpy(term->day, text, DATE_SIZE - 1);
	term->day[DATE_SIZE - 1] = '\0';
	date_from_number(date_number(term->day), again);
	*p = text + DATE_SIZE - 1;
	term->when = TERM_DAY;
	return strcmp(again, term->day) == 0;
}

/* A time that counts from the invoice, unless it says from what: 30 days, 30 days eom, 30 days after delivery. Days are a net term. */
static bool read_count(const char **p, struct term *term, bool *named)
{
	if (!read_span(p, term, named))
		return false;
	take(p, nets);
	if (take(p, months) >= 0) {
		term->when = TERM_EOM;
		return term->unit == TERM_DAYS;
	}
	int event = take(p, from) < 0 ? TERM_INVOICE : take(p, events);
	term->when = event == TERM_INVOICE && term->unit == TERM_DAYS ? TERM_NET : (enum term_when)event;
	return event >= 0;
}

static bool read_when(const char **p, struct term *term)
{
	bool named;

	if (take(p, receipts) >= 0) {
		term->when = TERM_NET;
		return true;
	}
	if (take(p, nets) >= 0)
		return read_count(p, term, &named);
	if (take(p, months) >= 0) {
		term->when = TERM_EOM;
		return read_after(p, term);
	}
	if (read_day(p, term))
		return true;
	if (*term->day)
		return false;
	if (strspn(skip(*p), "0123456789") > 0)
		return read_count(p, term, &named) && named;
	take(p, at);
	int event = take(p, events);
	term->when = (enum term_when)event;
	return event >= 0 && read_after(p, term);
}

static enum status read_percent(const char **p, int64_t *percent, struct error *error)
{
	*p = skip(*p);
	size_t length = strspn(*p, "0123456789.");
	struct text number = { 0 };

	text_append(&number, *p, length);
	enum status status = decimal_parse(text_string(&number), DECIMAL_PERCENT, percent, error);
	text_free(&number);
	*p = skip(*p + length);
	if (status)
		return status;
	if (**p != '%' || *percent <= 0 || *percent > TERMS_WHOLE)
		return error_set(error, STATUS_DATA, "each part begins with its percentage: 30%% order, 70%% delivery; days alone are written net 30");
	*p = skip(*p + 1);
	return STATUS_OK;
}

/* Whether a number that is no day and no time comes next: a percentage, or what should have been one. */
static bool is_percent(const char *p)
{
	struct term term = { 0 };
	bool named = false;

	p = skip(p);
	return strspn(p, "0123456789.") > 0 && !(strspn(p, "0123456789") == 4 && p[4] == '-') && !(read_span(&p, &term, &named) && named);
}

/* A part names its percentage before or behind what it is due at; *whole: it names none. */
static enum status read_part(const char **p, struct term *term, bool *whole, const char *text, struct error *error)
{
	bool before = is_percent(*p);
	enum status status = before ? read_percent(p, &term->percent, error) : STATUS_OK;

	if (status)
		return status;
	if (!read_when(p, term))
		return unknown(text, error);
	while (take(p, ends) >= 0)
		;
	*whole = !before && !is_percent(*p);
	if (!before && !*whole)
		status = read_percent(p, &term->percent, error);
	*p = skip(*p);
	return status;
}

/* The separator of parts that comes next; 0: none. */
static size_t separator(const char *p)
{
	return *p == ',' || *p == ';' ? 1 : strncmp(p, "、", 3) == 0 || strncmp(p, "､", 3) == 0 ? 3 : 0;
}

static enum status check_sum(int64_t sum, struct error *error)
{
	struct text total = { 0 };

	if (sum == TERMS_WHOLE)
		return STATUS_OK;
	decimal_format(&total, sum, DECIMAL_PERCENT);
	error_set(error, STATUS_DATA, "the parts add up to %s%%, not 100%%", text_string(&total));
	text_free(&total);
	return STATUS_DATA;
}

static enum status read_parts(const char *p, struct terms *out, const char *text, struct error *error)
{
	int64_t sum = 0;

	for (;;) {
		struct term term = { .percent = TERMS_WHOLE };
		bool whole = false;
		enum status status = out->count == TERMS_PARTS_LIMIT ? error_set(error, STATUS_DATA, "more than %d parts", TERMS_PARTS_LIMIT)
		                                                     : read_part(&p, &term, &whole, text, error);
		if (status)
			return status;
		if ((*p && !separator(p)) || (whole && (*p || out->count)))
			return unknown(text, error);
		out->parts[out->count++] = term;
		sum += term.percent;
		if (!*p)
			return check_sum(sum, error);
		p += separator(p);
	}
}

/* 2/10, before a net term. */
static bool read_early(const char **p, struct term_early *early)
{
	const char *text = skip(*p);
	size_t length = strspn(text, "0123456789.");
	struct text number = { 0 };

	text_append(&number, text, length);
	bool read = length > 0 && decimal_parse(text_string(&number), DECIMAL_PERCENT, &early->percent, NULL) == STATUS_OK;
	text_free(&number);
	text = skip(text + length);
	text = *text == '%' ? skip(text + 1) : text;
	if (!read || *text != '/')
		return false;
	text++;
	if (!read_number(&text, &early->days))
		return false;
	take(&text, units);
	text = skip(text);
	*p = text + separator(text);
	return true;
}

/* What is taken off falls with the days, which end before all is due. */
static enum status check_early(const struct terms *terms, struct error *error)
{
	const struct term *net = &terms->parts[0];
	bool fits = terms->count == 1 && net->when == TERM_NET;

	for (size_t i = 0; i < terms->early_count; i++) {
		const struct term_early *early = &terms->early[i], *next = early + 1;
		bool last = i + 1 == terms->early_count;
		fits = fits && early->percent > 0 && early->percent < TERMS_WHOLE && early->days <= net->after &&
		       (last || (early->percent > next->percent && early->days < next->days));
	}
	if (fits)
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "a discount for early payment is written before a net term that is not earlier, the highest one first: 2/10 net 30, or 3/5 2/10 net 30");
}

enum status terms_parse(const char *text, struct terms *out, struct error *error)
{
	struct text half = { 0 }, folded = { 0 };

	*out = (struct terms){ 0 };
	utf8_halfwidth(&half, text, strlen(text));
	utf8_casefold(&folded, text_string(&half), half.length);
	const char *p = text_string(&folded);
	while (out->early_count < TERMS_EARLY_LIMIT && read_early(&p, &out->early[out->early_count]))
		out->early_count++;
	enum status status = read_parts(p, out, text, error);
	if (!status && out->early_count)
		status = check_early(out, error);
	text_free(&half);
	text_free(&folded);
	return status;
}
