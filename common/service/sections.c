#include "service/sections.h"

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
