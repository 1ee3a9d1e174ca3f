#include "record/record.h"

#include "base/date.h"
#include "base/decimal.h"
#include <string.h>

enum { SHARE_WHOLE = 1000000 }; /* 10^-4 of a percent */

enum status field_bound(const struct field *field, const struct value *value, struct error *error)
{
	const char *mark = field->instead ? "; " : "", *instead = field->instead ? field->instead : "";
	struct text text = { 0 };

	if (value->type != VALUE_INTEGER)
		return STATUS_OK;
	switch (field->bound) {
	case BOUND_NOT_NEGATIVE:
		return value->integer >= 0 ? STATUS_OK : error_set(error, STATUS_DATA, "%s: it must not be negative%s%s", field->name, mark, instead);
	case BOUND_POSITIVE:
		return value->integer > 0 ? STATUS_OK : error_set(error, STATUS_DATA, "%s: it must be greater than zero%s%s", field->name, mark, instead);
	case BOUND_SHARE:
		if (value->integer >= 0 && value->integer <= SHARE_WHOLE)
			return STATUS_OK;
		decimal_format(&text, value->integer, DECIMAL_PERCENT);
		error_set(error, STATUS_DATA, "%s: %s%% is not from 0%% to 100%%%s%s", field->name, text_string(&text), mark, instead);
		text_free(&text);
		return STATUS_DATA;
	case BOUND_NONE: break;
	}
	return STATUS_OK;
}

enum status field_order(const char *first, const struct value *from, const char *name, const struct value *value, struct error *error)
{
	struct text early = { 0 }, late = { 0 };

	if (value->type != VALUE_TEXT || from->type != VALUE_TEXT || strcmp(from->text, value->text) <= 0)
		return STATUS_OK;
	timestamp_local(&early, value->text);
	timestamp_local(&late, from->text);
	error_set(error, STATUS_DATA, "%s: %s is before %s, %s", name, text_string(&early), first, text_string(&late));
	text_free(&early);
	text_free(&late);
	return STATUS_DATA;
}
