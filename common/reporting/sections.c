/* What firms agree on about their sales force, as sections of the schema: how often customers of a class are visited, and how long a seller sells. */
#include "reporting/sections.h"

#include "base/decimal.h"
#include "base/wide.h"

static const struct form_field workload_fields[] = {
	{ .name = "visits", .kind = KIND_INT, .at = offsetof(struct workload, visits), .most = 1000, .help = "visits a year to each customer of the class" },
	{ .name = "minutes", .kind = KIND_INT, .at = offsetof(struct workload, minutes), .most = 10000, .help = "minutes of a visit" },
	{ .name = "travel", .kind = KIND_INT, .at = offsetof(struct workload, travel), .most = 10000, .help = "minutes on the way" },
	{ 0 },
};

static const struct workload built_in[] = { { "a", 24, 120, 0 }, { "b", 12, 90, 0 }, { "c", 4, 60, 0 } };

const struct schema_section section_workload = {
	.name = "workload", .setting = "workload", .built_in = built_in, .built_in_count = sizeof built_in / sizeof *built_in,
	.form = { .item = "workload of a class", .example = "{visits: 24, minutes: 120, travel: 30}", .fields = workload_fields, .size = sizeof(struct workload) },
};

static enum status check_number(const char *value, int scale, int64_t most, struct error *error)
{
	int64_t number;
	enum status status = decimal_parse(value, scale, &number, error);

	if (!status && (number <= 0 || number > most))
		status = error_set(error, STATUS_DATA, "'%s' is not above 0, or too large", value);
	return status;
}

static enum status check_days(const char *value, struct error *error)
{
	return check_number(value, 0, 366, error);
}

static enum status check_hours(const char *value, struct error *error)
{
	return check_number(value, DECIMAL_QUANTITY, INT64_C(24) * WIDE_WHOLE, error);
}

static enum status check_selling(const char *value, struct error *error)
{
	return check_number(value, DECIMAL_PERCENT, WIDE_WHOLE, error);
}

enum { DAYS, HOURS, SELLING };

static const struct form_field seller_fields[] = {
	[DAYS] = { .name = "days", .kind = KIND_TEXT, .initial = "250", .wanted = "a number of days", .check = check_days, .help = "working days a year" },
	[HOURS] = { .name = "hours", .kind = KIND_TEXT, .initial = "8", .wanted = "a number of hours", .check = check_hours, .help = "working hours a day" },
	[SELLING] = { .name = "selling", .kind = KIND_TEXT, .initial = "50", .wanted = "a percentage", .check = check_selling, .help = "percent of them that is for visits" },
	{ 0 },
};

const struct schema_section section_seller = {
	.name = "seller", .setting = "seller", .form = { .fields = seller_fields }, .what = "field of sellers",
	.no_such = "no field of sellers; crm-schema(5) lists them", .standard = true,
};

static int64_t number_of(const struct schema *schema, int field, int scale)
{
	int64_t number = 0;

	return decimal_parse(schema_field_value(schema, &section_seller, &seller_fields[field]), scale, &number, NULL) ? 0 : number;
}

struct seller schema_seller(const struct schema *schema)
{
	return (struct seller){ number_of(schema, DAYS, 0), number_of(schema, HOURS, DECIMAL_QUANTITY), number_of(schema, SELLING, DECIMAL_PERCENT) };
}
