#include "record/record.h"

#include <string.h>

/* In the order of their numbers. */
const struct record_type *const record_types[] = {
	&record_user,
	&record_customer,
	&record_contact,
	&record_lead,
	&record_deal,
	&record_task,
	&record_event,
	&record_note,
	&record_campaign,
	&record_stage_move,
	&record_distinct,
	&record_alias,
	&record_setting,
	&record_change,
	NULL,
};

const struct record_type *record_by_prefix(const char *prefix, size_t length)
{
	for (const struct record_type *const *type = record_types; *type; type++)
		if (strlen((*type)->prefix) == length && memcmp((*type)->prefix, prefix, length) == 0)
			return *type;
	return NULL;
}

const struct record_type *record_by_name(const char *name)
{
	for (const struct record_type *const *type = record_types; *type; type++)
		if (strcmp((*type)->name, name) == 0)
			return *type;
	return NULL;
}

const struct record_type *record_by_plural(const char *plural)
{
	for (const struct record_type *const *type = record_types; *type; type++)
		if (strcmp((*type)->plural, plural) == 0)
			return *type;
	return NULL;
}

const struct record_type *record_by_number(int number)
{
	for (const struct record_type *const *type = record_types; *type; type++)
		if ((*type)->number == number)
			return *type;
	return NULL;
}

const char *field_column(const struct field *field)
{
	return field->column ? field->column : field->name;
}

bool field_stored(const struct field *field)
{
	return !field->derived && field->kind != KIND_REFS && field->kind != KIND_LINES;
}

const char *field_label(const struct field *field, const char *language)
{
	return strncmp(language, "zh", 2) == 0 ? field->zh : field->en;
}
