#include "service/sections.h"

#include "service/may_contact.h"

#include <stdlib.h>
#include <string.h>

bool sections_size(const char *text, int64_t *bytes)
{
	static const struct {
		const char *name;
		int64_t factor;
	} units[] = { { "", 1 }, { "B", 1 }, { "kB", 1000 }, { "KB", 1000 }, { "MB", 1000000 }, { "GB", 1000000000 } };
	size_t digits = strspn(text, "0123456789");
	const char *unit = text + digits + strspn(text + digits, " ");

	if (!digits || digits > 10 || *text == '0')
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(units[i].name, unit) == 0) {
			*bytes = strtoll(text, NULL, 10) * units[i].factor;
			return true;
		}
	return false;
}

static enum status check_size(const char *value, struct error *error)
{
	int64_t bytes;

	if (!*value || sections_size(value, &bytes))
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "'%s' is not a size; write it as 20 MB", value);
}

static const struct form_field files_fields[] = {
	{ .name = "size-limit", .kind = KIND_TEXT, .initial = "50 MB", .wanted = "a size", .check = check_size, .help = "most bytes of one file" },
	{ 0 },
};

const struct schema_section section_files = {
	.name = "files", .setting = "files", .form = { .fields = files_fields }, .what = "setting of files", .no_such = "no setting of files", .standard = true,
};

const char *schema_files(const struct schema *schema, const char *field)
{
	const struct form_field *found = form_find(&section_files.form, field);

	return found ? schema_field_value(schema, &section_files, found) : "";
}

static enum status check_per(const char *value, struct error *error)
{
	if (!*value || limit_days(value) > 0)
		return STATUS_OK;
	return error_set(error, STATUS_DATA, "'%s' is not a span of days; write it as 30d", value);
}

static enum status check_quiet(const char *value, struct error *error)
{
	const char *text = value;
	int first, last;

	while (*text)
		if (!quiet_next(&text, &first, &last))
			return error_set(error, STATUS_DATA, "'%s' is not a list of hours; write 12:00-13:30, 18:30-09:00", value);
	return STATUS_OK;
}

static const struct form_field limit_fields[] = {
	{ .name = "max", .kind = KIND_INT, .at = offsetof(struct contact_limit, max), .required = true, .least = 1, .most = 100, .help = "most marketing touches of a person" },
	{ .name = "per", .kind = KIND_TEXT, .at = offsetof(struct contact_limit, per), .required = true, .check = check_per, .help = "in so many days: 30d" },
	{ 0 },
};

static const struct contact_limit built_in_limits[] = { { "any", 4, "30d" }, { "sms", 2, "7d" }, { "survey", 1, "90d" } };

const struct schema_section section_contact_limits = {
	.name = "contact_limits", .setting = "contact_limit",
	.form = { .item = "limit", .example = "{max: 4, per: 30d}", .fields = limit_fields, .size = sizeof(struct contact_limit) },
	.built_in = built_in_limits, .built_in_count = sizeof built_in_limits / sizeof *built_in_limits,
};

static const struct form_field quiet_fields[] = {
	{ .name = "hours", .kind = KIND_TEXT, .at = offsetof(struct quiet_hours, hours), .required = true, .check = check_quiet,
	  .help = "when nobody is to be disturbed: 12:00-13:30, 18:30-09:00" },
	{ 0 },
};

static const struct quiet_hours built_in_quiet[] = { { "phone", "12:00-13:30, 18:30-09:00" }, { "sms", "21:00-08:00" } };

const struct schema_section section_quiet_hours = {
	.name = "quiet_hours", .setting = "quiet_hours",
	.form = { .item = "channel", .example = "{hours: '21:00-08:00'}", .fields = quiet_fields, .size = sizeof(struct quiet_hours) },
	.built_in = built_in_quiet, .built_in_count = sizeof built_in_quiet / sizeof *built_in_quiet,
};
