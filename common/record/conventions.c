/* The section of the schema that says how the people of a database write dates, money and telephone numbers. */
#include "record/section.h"

#include "base/date.h"
#include "base/money.h"
#include <string.h>

static const char *const languages[] = { "en", "zh", NULL };

static bool digits(const char *text, size_t least, size_t most)
{
	size_t length = strlen(text);

	return length >= least && length <= most && *text != '0' && text[strspn(text, "0123456789")] == '\0';
}

static enum status check_currency(const char *value, struct error *error)
{
	if (currency_digits(value) < 0)
		return error_set(error, STATUS_DATA, "'%s' is not an ISO 4217 code such as CNY", value);
	return STATUS_OK;
}

static enum status check_zone(const char *value, struct error *error)
{
	struct conventions conventions;

	if (strlen(value) >= sizeof conventions.zone)
		return error_set(error, STATUS_DATA, "the name is too long");
	return date_zone_check(value, error) ? STATUS_DATA : STATUS_OK;
}

static enum status check_country(const char *value, struct error *error)
{
	if (!digits(value, 1, 3))
		return error_set(error, STATUS_DATA, "'%s' is not a telephone code; write its digits without +, such as 86", value);
	return STATUS_OK;
}

static enum status check_area(const char *value, struct error *error)
{
	if (!digits(value, 0, 7))
		return error_set(error, STATUS_DATA, "'%s' is not an area code; write its digits without the leading 0, such as 512", value);
	return STATUS_OK;
}

static enum status check_month(const char *value, struct error *error)
{
	if (*value && (!digits(value, 1, 2) || *value == '0' || (strlen(value) == 2 && (*value != '1' || value[1] > '2'))))
		return error_set(error, STATUS_DATA, "'%s' is not a month; write 1 to 12", value);
	return STATUS_OK;
}

/* The initial values are those of a database that sets none: store.c has them too. */
static const struct form_field fields[] = {
	{ .name = "currency", .kind = KIND_TEXT, .initial = "CNY", .check = check_currency, .help = "ISO 4217 code of amounts that do not name a currency" },
	{ .name = "zone",
	  .kind = KIND_TEXT,
	  .initial = "UTC",
	  .check = check_zone,
	  .help = "time zone such as Asia/Shanghai: it determines when a day begins" },
	{ .name = "country", .kind = KIND_TEXT, .initial = "86", .check = check_country, .help = "telephone code of the country, digits only" },
	{ .name = "area", .kind = KIND_TEXT, .check = check_area, .help = "telephone code of the area, without the leading 0; empty if there is none" },
	{ .name = "language", .kind = KIND_PICK, .initial = "en", .choices = languages, .help = "language of labels" },
	{ .name = "fiscal_year_start", .kind = KIND_TEXT, .check = check_month, .help = "month in which the fiscal year begins, 1 to 12; January unless set" },
	{ 0 },
};

const struct schema_section section_conventions = { .form = { .fields = fields } };
