#include "record/record.h"
#include "base/sentence.h"

#include <string.h>

enum { PREFIX_LIMIT = 3 };

static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
static const char figures[] = "0123456789";

/* The length of a number without leading zero at the start of text, 0 when there is none. */
static size_t number_length(const char *text)
{
	return *text == '0' ? 0 : strspn(text, figures);
}

bool reference_like(const char *text)
{
	size_t prefix = strspn(text, lower);
	const char *rest = text + prefix;
	size_t length = number_length(rest);

	if (prefix == 0 || prefix > PREFIX_LIMIT || length == 0)
		return false;
	rest += length;
	if (*rest == '.') {
		length = number_length(++rest);
		rest += length;
	}
	return length > 0 && *rest == '\0';
}

/* Reads the figures at *rest and moves it behind them. */
static enum status read_number(const char *text, const char **rest, int64_t *out, struct error *error)
{
	size_t length = number_length(*rest);
	int64_t number = 0;

	if (length > REFERENCE_DIGITS)
		return error_set(error, STATUS_USAGE, "%s: the number has more than %d digits", text, REFERENCE_DIGITS);
	for (size_t i = 0; i < length; i++)
		number = number * 10 + (*(*rest)++ - '0');
	*out = number;
	return STATUS_OK;
}

static const struct record_type *child_type(const struct record_type *parent)
{
	for (struct record_walk type = record_walk(); type.record; record_step(&type))
		if (type.record->parent == parent)
			return type.record;
	return NULL;
}

static enum status unknown_prefix(const char *text, struct error *error)
{
	struct text known = { 0 };

	for (struct record_walk type = record_walk(); type.record; record_step(&type))
		if (!type.record->internal)
			text_printf(&known, "%s, ", type.record->prefix);
	error_set(error, STATUS_USAGE, "%s: no record type has the prefix '%.*s'; known prefixes are %s%s", text,
	          (int)strspn(text, lower), text, text_string(&known), record_change.prefix);
	text_free(&known);
	return STATUS_USAGE;
}

enum status reference_parse(const char *text, struct reference *out, struct error *error)
{
	struct reference found = { 0 };
	const char *rest = text + strspn(text, lower);

	if (!reference_like(text))
		return error_set(error, STATUS_USAGE, "'%s' is not a reference; write letters and a number, as in c12",
		                 text);
	found.type = record_by_prefix(text, (size_t)(rest - text));
	if (!found.type)
		return unknown_prefix(text, error);
	if (read_number(text, &rest, &found.id, error))
		return STATUS_USAGE;
	if (*rest == '.') {
		const struct record_type *child = child_type(found.type);
		if (!child)
			return error_set(error, STATUS_USAGE, "%s: %s %s has no numbered parts; write %.*s", text,
			                 sentence_a(found.type->name), found.type->name, (int)(rest - text), text);
		rest++;
		if (read_number(text, &rest, &found.child, error))
			return STATUS_USAGE;
		found.type = child;
	}
	*out = found;
	return STATUS_OK;
}

void reference_format(struct text *out, const struct record_type *type, int64_t id)
{
	text_add(out, type->prefix);
	text_integer(out, id);
}

static const int64_t most_id = 999999999999999; /* REFERENCE_DIGITS nines */

int64_t anyref_pack(const struct record_type *type, int64_t id)
{
	return id < 1 || id > most_id ? 0 : id * RECORD_TYPE_LIMIT + type->number;
}

const struct record_type *anyref_unpack(int64_t packed, int64_t *id)
{
	const struct record_type *type = NULL;

	if (packed >= RECORD_TYPE_LIMIT && packed / RECORD_TYPE_LIMIT <= most_id)
		type = record_by_number((int)(packed % RECORD_TYPE_LIMIT));
	if (type)
		*id = packed / RECORD_TYPE_LIMIT;
	return type;
}
